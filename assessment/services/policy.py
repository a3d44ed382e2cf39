"""Who may see what: pure rules that web, PDF and export all call."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

COACH, MEDEWERKER, BEHEERDER = "coach", "medewerker", "beheerder"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks for a page, with the attempts that this person may open.

    ``attempts`` were begun in this browser or opened with their return code. ``proven`` holds
    attempts whose return code was typed in this request only, which does not open them.
    ``adopted`` are in the account that this browser is signed in to. A ``role`` counts only when
    the person showed more than a mailbox (``strong``); who signed in just now is ``fresh``. An
    account with a role is ``guarded`` once it has a passkey or a code app.
    """

    attempts: Collection[UUID] = ()
    proven: Collection[UUID | None] = ()
    account: UUID | None = None
    adopted: Collection[UUID] = ()
    role: str = ""
    strong: bool = False
    fresh: bool = False
    guarded: bool = False


def may_open_attempt(actor: Actor, attempt_id: UUID) -> bool:
    """Only the owner reads or changes an attempt and everything made from it."""
    return attempt_id in actor.attempts or attempt_id in actor.adopted


def may_compare(actor: Actor, attempt_id: UUID, earlier_id: UUID) -> bool:
    """Only the owner of both compares them: one is open here, code or account proves the other."""
    proves = earlier_id in actor.proven or earlier_id in actor.adopted
    return may_open_attempt(actor, attempt_id) and proves


def may_delete(actor: Actor, attempt_id: UUID) -> bool:
    """Only the owner deletes, and shows it again: typed the code, or signed in, just now."""
    just_now = actor.proven if not actor.fresh else [*actor.proven, *actor.adopted]
    return may_open_attempt(actor, attempt_id) and attempt_id in just_now


def may_use_account(actor: Actor) -> bool:
    """Only who signed in sees an account, and only the own one."""
    return actor.account is not None


def may_delete_account(actor: Actor) -> bool:
    """Only who signed in just now deletes the account."""
    return may_use_account(actor) and actor.fresh


def may_change_sign_in(actor: Actor) -> bool:
    """Only who signed in just now changes how; with a guarded role a mailbox does not suffice.

    Otherwise who reads the mailbox of a beheerder could add a passkey, and have the role.
    """
    return may_use_account(actor) and actor.fresh and (actor.strong or not actor.guarded)


def may_act_as(actor: Actor, role: str) -> bool:
    """Count a role only for who has it now and showed more than a mailbox."""
    return may_use_account(actor) and actor.strong and actor.role == role


def may_manage_accounts(actor: Actor) -> bool:
    """Only a beheerder gives roles. No role reads an attempt of somebody else."""
    return may_act_as(actor, BEHEERDER)
