"""What the desk's pages call phases."""

from assessment.wording import say


def name_phase(phase: str) -> str:
    """Return a phase of the office in words."""
    return say(f"phases.{phase}")
