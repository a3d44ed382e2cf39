"""The log of who did or read what: written in the transaction of the act, shown, verified."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.store import audit
from assessment.store.audit import Break as Break
from assessment.store.audit import Entry as Entry
from values.calendar import months_later
from values.constants import KEPT_LOG_MONTHS

ON_A_PAGE = 50
_HELD = "bop_held_acts"


class Act(StrEnum):
    """What can be done; the log tells nothing more of it. The words stand in wording.toml."""

    SIGNED_IN = "signed_in"
    ROLE_GIVEN = "role_given"
    COACH_INVITED = "coach_invited"
    COACH_PROPOSED = "coach_proposed"
    COACH_CONFIRMED = "coach_confirmed"
    COACHING_ENDED = "coaching_ended"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    BLOCKED = "blocked"
    OPENED = "opened"
    DOWNLOADED = "downloaded"
    TALK_PROPOSED = "talk_proposed"
    TALK_AGREED = "talk_agreed"
    TALK_EVALUATED = "talk_evaluated"
    OTHERS_ASKED = "others_asked"
    OTHERS_OPENED = "others_opened"
    OTHERS_STOPPED = "others_stopped"
    COLLEGE_ASKED = "college_asked"
    COLLEGE_JOINED = "college_joined"
    COLLEGE_LEFT = "college_left"
    COLLEGE_PICTURED = "college_pictured"
    COLLEGE_OPENED = "college_opened"
    COLLEGE_STYLES_ALLOWED = "college_styles_allowed"
    COLLEGE_STYLES_REFUSED = "college_styles_refused"
    COLLEGE_STYLES_TAKEN = "college_styles_taken"
    ROUND_MADE = "round_made"
    ROUND_CHANGED = "round_changed"
    ROUND_FILLED = "round_filled"
    ROUND_MAILED = "round_mailed"
    ROUND_WITHDRAWN = "round_withdrawn"
    ROUND_READ = "round_read"
    CORRECTED = "corrected"
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    ATTEMPT_ADOPTED = "attempt_adopted"
    ATTEMPT_DELETED = "attempt_deleted"
    ACCOUNT_DELETED = "account_deleted"
    INTERVISION_OPENED = "intervision_opened"
    INTERVISION_JOINED = "intervision_joined"
    INTERVISION_LEFT = "intervision_left"
    INTERVISION_READ = "intervision_read"
    INTERVISION_MOVED = "intervision_moved"
    INTERVISION_MERGED = "intervision_merged"
    INTERVISION_CONFIRMED = "intervision_confirmed"
    CATALOGUE_PUBLISHED = "catalogue_published"
    INTEREST_READ = "interest_read"
    INSTRUMENT_ASKED = "instrument_asked"
    USE_PROPOSED = "use_proposed"
    USE_CONFIRMED = "use_confirmed"
    USE_REFUSED = "use_refused"
    USE_TAKEN_BACK = "use_taken_back"
    USE_STOPPED = "use_stopped"
    EXPORT_PROPOSED = "export_proposed"
    EXPORT_RELEASED = "export_released"
    EXPORT_FETCHED = "export_fetched"


def note_act(
    db: Session,
    act: Act,
    *,
    actor: UUID | None,
    subject: UUID | None = None,
    about: object = "",
    now: datetime,
) -> None:
    """Note that somebody did something, of whom, and with what: its id, never what is in it.

    Call it last in the transaction of the act: so the two are kept together or not at all.
    """
    held: list[_Held] | None = db.info.get(_HELD)
    if held is not None:
        held.append(_Held(now, act, actor, subject, str(about)))
        return
    audit.add_entry(db, act, actor=actor, subject=subject, about=str(about), now=now)


@dataclass(frozen=True, slots=True)
class _Held:
    """An act that is noted later."""

    at: datetime
    act: Act
    actor: UUID | None
    subject: UUID | None
    about: str


@contextmanager
def noted_last(db: Session) -> Iterator[None]:
    """Note what is done meanwhile at the end, by its moment: for who does much of many.

    Who has the turn of the log may not wait for what others have locked, and others wait for the
    turn. Also for who fills in a made-up past. Nothing is noted when it fails, so that the caller
    has to undo everything. Within another such block it is noted at the end of that one.
    """
    if _HELD in db.info:
        yield
        return
    held: list[_Held] = []
    db.info[_HELD] = held
    try:
        yield
    finally:
        del db.info[_HELD]
    audit.lock_named(db, {who for one in held for who in (one.actor, one.subject)} - {None})
    for one in sorted(held, key=lambda one: one.at):
        note_act(db, one.act, actor=one.actor, subject=one.subject, about=one.about, now=one.at)


def list_entries(
    db: Session,
    *,
    account_id: UUID | None = None,
    before: int | None = None,
    acts: Collection[Act] | None = None,
) -> Sequence[Entry]:
    """Return a page of acts, the newest first: of everybody, or by and about one account.

    With ``acts`` only those.
    """
    return audit.list_entries(db, account_id=account_id, before=before, acts=acts, most=ON_A_PAGE)


@dataclass(frozen=True, slots=True)
class Verified:
    """How many acts there are, how the last is known, and where their chain does not hold."""

    count: int
    last_number: int
    last_hash: str
    breaks: Sequence[Break]


def verify_log(db: Session) -> Verified:
    """Return whether the log is whole: nothing in it was taken out, put in or changed."""
    return Verified(audit.count_entries(db), *audit.find_end(db), audit.find_breaks(db))


def delete_old(db: Session, *, now: datetime) -> int:
    """Delete acts of long ago; the chain begins after them and still holds. Return how many."""
    return audit.delete_older(db, months_later(now, -KEPT_LOG_MONTHS))
