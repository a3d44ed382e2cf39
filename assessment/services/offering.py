"""Which documents there are, what they are called, and who may have which."""

from assessment.report.documents.kinds import MAX_RECIPIENT, Choosing, DocumentKind, DocumentRefused
from assessment.report.documents.registry import CARD, KINDS, find_kind, find_main_kind

__all__ = [
    "CARD",
    "KINDS",
    "MAX_RECIPIENT",
    "Choosing",
    "DocumentKind",
    "DocumentRefused",
    "file_name_of",
    "find_main_kind",
    "find_offered",
    "list_offered",
    "title_of",
]


def list_offered(phase: str, *, with_others: bool = False) -> tuple[DocumentKind, ...]:
    """Return the kinds of document that somebody in this phase may have.

    ``with_others`` says that there is a result of others that may stand in a plan.
    """
    own = (kind for kind in KINDS if phase in kind.phases)
    return tuple(kind for kind in own if with_others or not kind.needs_others)


def find_offered(phase: str, name: str, *, with_others: bool = False) -> DocumentKind | None:
    """Return the kind of this name, if somebody in this phase may have it."""
    offered = list_offered(phase, with_others=with_others)
    return next((kind for kind in offered if kind.name == name), None)


def title_of(name: str) -> str:
    """Return what a kind of document is called."""
    return find_kind(name).title


def file_name_of(name: str) -> str:
    """Return how the name of a file of this kind begins."""
    return find_kind(name).file_name
