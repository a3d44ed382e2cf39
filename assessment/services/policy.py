"""Who may see what: pure rules that web, PDF and export all call."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks for a page, with the attempts that this person may open.

    ``attempts`` were begun in this browser or opened with their return code. ``proven`` holds
    attempts whose return code was typed in this request only, which does not open them. Accounts,
    when they come, add their own attempts here; the rules below stay as they are.
    """

    attempts: Collection[UUID] = ()
    proven: Collection[UUID | None] = ()


def may_open_attempt(actor: Actor, attempt_id: UUID) -> bool:
    """Only the owner reads or changes an attempt and everything made from it."""
    return attempt_id in actor.attempts


def may_compare(actor: Actor, attempt_id: UUID, earlier_id: UUID) -> bool:
    """Only the owner of both compares them: one is open here, the code proves the other."""
    return may_open_attempt(actor, attempt_id) and earlier_id in actor.proven


def may_delete(actor: Actor, attempt_id: UUID) -> bool:
    """Only the owner deletes, and proves again to be the owner: the code was typed just now."""
    return may_open_attempt(actor, attempt_id) and attempt_id in actor.proven
