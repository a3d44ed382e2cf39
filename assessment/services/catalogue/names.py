"""What the desk's pages call phases: people of others, where a participant reads "ik"."""

from assessment.phrases import month
from assessment.plan.facts import is_month
from assessment.services.catalogue.drafting import say


def name_phase(phase: str) -> str:
    """Return a phase of the office in words."""
    return say(f"phase.{phase}")


def name_month(text: str) -> str:
    """Return a month in words; what is none, in a draft, as it was typed."""
    return month(text) if is_month(text) else text
