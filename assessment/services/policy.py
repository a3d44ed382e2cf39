"""Who may see what: pure rules that web, PDF and export all call."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody at the door, with the attempts that their return code or start opened.

    Accounts will add the attempts they adopted here; the rules below stay as they are.
    """

    attempts: Collection[UUID] = ()


def may_open_attempt(actor: Actor, attempt_id: UUID) -> bool:
    """Only the owner reads or changes an attempt and everything made from it."""
    return attempt_id in actor.attempts
