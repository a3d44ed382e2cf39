"""Who may see what: pure rules that web, PDF and export all call."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody at the door, with the attempts that their return code or start opened.

    Accounts will add the attempts they adopted here; the rules below stay as they are. ``proven``
    holds attempts whose return code was given in this request, without opening them.
    """

    attempts: Collection[UUID] = ()
    proven: Collection[UUID] = ()


def may_open_attempt(actor: Actor, attempt_id: UUID) -> bool:
    """Only the owner reads or changes an attempt and everything made from it."""
    return attempt_id in actor.attempts


def may_compare(actor: Actor, attempt_id: UUID, earlier_id: UUID) -> bool:
    """Only the owner of both compares them: one is open here, the code proves the other."""
    return may_open_attempt(actor, attempt_id) and earlier_id in actor.proven
