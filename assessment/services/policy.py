"""Who may see what: pure rules that web, PDF and export all call."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
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


def may_replace_code(actor: Actor, attempt_id: UUID, *, in_account: bool) -> bool:
    """Only the owner makes another return code, and if an account has it signed in just now.

    Otherwise who finds a browser open could take it along for good. Without an account that browser
    is the only way back for who lost the code, so there it is enough.
    """
    just_now = actor.fresh and attempt_id in actor.adopted
    return may_open_attempt(actor, attempt_id) and (just_now or not in_account)


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


def may_give_roles(actor: Actor) -> bool:
    """Only a beheerder who signed in just now: whoever finds the screen open gets no role by it."""
    return may_manage_accounts(actor) and actor.fresh


# Work on the instruments


DESK = (MEDEWERKER, BEHEERDER)


def may_work_on_instruments(actor: Actor) -> bool:
    """Only the desk has norms, calibrations, reports and research files made: all of groups."""
    return any(may_act_as(actor, role) for role in DESK)


def may_confirm(actor: Actor, proposed_by: UUID) -> bool:
    """Only another of the desk than who proposed brings something into use, or hands it out."""
    return may_work_on_instruments(actor) and actor.account != proposed_by


# What an owner releases


class ReleaseState(StrEnum):
    """What became of a release; only a live one can be read by who it is for."""

    LIVE = "live"
    WAITING = "waiting"  # the recipient has not signed in yet, or the coach is not confirmed
    RESTING = "resting"  # the recipient does not have the role of coach now
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    BLOCKED = "blocked"
    ENDED = "ended"  # the recipient is the owner's coach no more


OPEN_TO_COACH = (ReleaseState.LIVE, ReleaseState.WAITING, ReleaseState.RESTING)
"""What the owner did not take back, and no day ended."""


class Released(Protocol):
    """What the rules need to know of a release."""

    @property
    def owner_id(self) -> UUID:
        """Return whose it is."""

    @property
    def coach_id(self) -> UUID | None:
        """Return who may read it; None until they signed in."""

    @property
    def coach_role(self) -> str:
        """Return which role that account has now; empty for none."""

    @property
    def coaching_state(self) -> str:
        """Return how the two stand."""

    @property
    def parts(self) -> Collection[str]:
        """Return what was released."""

    @property
    def until(self) -> datetime:
        """Return when it ends."""

    @property
    def withdrawn_at(self) -> datetime | None:
        """Return when the owner took it back."""

    @property
    def blocked_at(self) -> datetime | None:
        """Return when the owner blocked it."""


def release_state(release: Released, moment: datetime) -> ReleaseState:
    """Return what became of a release; what the owner decided comes before what time did."""
    if release.blocked_at is not None:
        return ReleaseState.BLOCKED
    if release.withdrawn_at is not None:
        return ReleaseState.WITHDRAWN
    if release.coaching_state == "ended":
        return ReleaseState.ENDED
    if moment >= release.until:
        return ReleaseState.EXPIRED
    if release.coaching_state != "confirmed" or release.coach_id is None:
        return ReleaseState.WAITING
    return ReleaseState.LIVE if release.coach_role == COACH else ReleaseState.RESTING


def may_coach(actor: Actor) -> bool:
    """Only who has the role of coach now, and showed more than a mailbox."""
    return may_act_as(actor, COACH)


def may_share(actor: Actor, attempt_id: UUID) -> bool:
    """Only the owner releases, and only what is in the own account: there it can be withdrawn."""
    return may_use_account(actor) and attempt_id in actor.adopted


def may_decide_on(actor: Actor, owner_id: UUID) -> bool:
    """Only the owner withdraws, blocks, and confirms or ends a coach."""
    return may_use_account(actor) and actor.account == owner_id


def may_open_release(actor: Actor, release: Released, moment: datetime) -> bool:
    """Only the coach that it is for reads a release, while it is live and the role is held."""
    is_theirs = may_coach(actor) and actor.account == release.coach_id
    return is_theirs and release_state(release, moment) is ReleaseState.LIVE


def may_read_release(actor: Actor, release: Released, part: str, moment: datetime) -> bool:
    """Only the parts that were released are read, by the coach that it is for."""
    return may_open_release(actor, release, moment) and part in release.parts


# What others say of an owner


def may_ask_others(actor: Actor, attempt_id: UUID) -> bool:
    """Only the owner asks others, about what is in the own account: who asks is known."""
    return may_share(actor, attempt_id)


def may_read_round(actor: Actor, owner_id: UUID) -> bool:
    """Only the owner sees a round; no role and no rater does, and a coach only what is released."""
    return may_decide_on(actor, owner_id)


def may_answer_about(actor: Actor, owner_id: UUID, attempt_id: UUID) -> bool:
    """Let anybody who holds the link answer, but the owner: no account and no browser of theirs."""
    return actor.account != owner_id and not may_open_attempt(actor, attempt_id)


# What an owner and a coach do together


class Talk(StrEnum):
    """How far a conversation is; its side is the owner's or the coach's."""

    TALKING = "talking"
    AGREED = "agreed"  # both said yes: goals and actions change no more
    EVALUATED = "evaluated"  # nothing changes any more


class Side(StrEnum):
    """From which side somebody is in a conversation."""

    OWNER = "owner"
    COACH = "coach"
    NONE = "none"


def side_in_conversation(
    actor: Actor, owner_id: UUID, releases: Collection[Released], moment: datetime
) -> Side:
    """Return from which side somebody is in a conversation, for which it exists to them at all.

    ``releases`` are those of this coaching and this attempt. The owner keeps the conversation for
    good; the coach is in it as long as one of them can be read, and not a second longer.
    """
    if may_decide_on(actor, owner_id):
        return Side.OWNER
    reads = any(may_open_release(actor, release, moment) for release in releases)
    return Side.COACH if reads else Side.NONE


def may_propose_coach(actor: Actor) -> bool:
    """Only a medewerker proposes a coach; the owner decides, and the medewerker hears nothing."""
    return may_act_as(actor, MEDEWERKER)


def may_open_group(actor: Actor, members: Collection[UUID]) -> bool:
    """Only who sits in a group for intervision reads and writes its page."""
    return may_use_account(actor) and actor.account in members


def may_arrange(state: str) -> bool:
    """Actions are added and changed until both agreed."""
    return state == Talk.TALKING


def may_speak(state: str, coaching_state: str) -> bool:
    """Comments, days and what is done change until it was evaluated, or the coach is no coach."""
    return state != Talk.EVALUATED and coaching_state == "confirmed"


def may_agree(side: Side, state: str, *, proposed: bool, is_read: bool) -> bool:
    """Agreeing takes both: the coach proposed and can still read it, and the owner says yes."""
    return side is Side.OWNER and state == Talk.TALKING and proposed and is_read


def may_evaluate(side: Side, state: str) -> bool:
    """Only the owner says how the goals went, once they were agreed."""
    return side is Side.OWNER and state == Talk.AGREED


def may_note(side: Side, state: str) -> bool:
    """Only the coach writes and reads the private notes, until it was evaluated."""
    return side is Side.COACH and state != Talk.EVALUATED


# What members of a college hold beside each other


def may_see_college(actor: Actor, members: Collection[UUID]) -> bool:
    """Only a member sees anything of a college; no role does, and who left does no more."""
    return may_use_account(actor) and actor.account in members


def may_answer_college(actor: Actor, asked: Collection[UUID]) -> bool:
    """Only who reads the mailbox that was asked says yes or no."""
    return may_use_account(actor) and actor.account in asked


# What happens while nobody is signed in: jobs, and commands at the machine


class Errand(StrEnum):
    """What a job or a command is there for. None shows what one person answered or wrote."""

    FILES = "files"  # works on files that are handed over; opens no database
    STATES = "states"  # tells how many there are and how they stand
    GROUPS = "groups"  # counts the answers of who said yes to that, and tells of groups
    ASKED = "asked"  # does what one person asked for: a document, a mail
    ROLES = "roles"  # makes the first beheerder, and lets in who lost the second step
    FORGETS = "forgets"  # deletes what nobody used for long, and warns before
    WHOLE = "whole"  # copies, moves, locks or serves everything, unread


def may_open_stored(errand: Errand) -> bool:
    """Open the database for everything but what works on files alone."""
    return errand is not Errand.FILES


def may_change_stored(errand: Errand) -> bool:
    """Change what is stored for everything but what only tells how things stand."""
    return errand not in (Errand.FILES, Errand.STATES)
