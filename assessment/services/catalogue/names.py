"""What the desk's pages call phases: people of others, where a participant reads "ik"."""

from assessment.services.catalogue.drafting import say


def name_phase(phase: str) -> str:
    """Return a phase of the office in words."""
    return say(f"phase.{phase}")
