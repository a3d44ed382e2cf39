"""What an owner gives a coach to read: shown first, frozen, taken back, and logged when opened.

The recipient reads the frozen content and nothing else. Why something cannot be read, or whether
it ever could, is never told: every refusal is ReleaseNotFound.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.report.documents.kinds import MAX_RECIPIENT
from assessment.report.documents.vrijgave.parts import PLAN
from assessment.report.documents.vrijgave.parts import RELEASED_PARTS as RELEASED_PARTS
from assessment.report.fingerprint import content_hash
from assessment.report.model import ReportContent
from assessment.services import auditing, inviting, policy, reporting
from assessment.services.auditing import Act
from assessment.services.coaching import conversing, noting
from assessment.services.content import Content
from assessment.services.frozen_content import SHEET as SHEET
from assessment.services.frozen_content import FrozenContent as FrozenContent
from assessment.services.frozen_content import read_content, write_content
from assessment.services.inviting import Coaching, CoachingNotFound
from assessment.services.moments import AMSTERDAM, day_of
from assessment.services.policy import Actor, ReleaseState, release_state
from assessment.store import attempts, releases
from assessment.store.attempts import Attempt
from assessment.store.coachings import CONFIRMED, INVITED
from assessment.store.database import between_transactions
from assessment.store.releases import Opening as Opening
from assessment.store.releases import Release as Release
from assessment.store.releases import ReleaseNotFound as ReleaseNotFound
from assessment.store.releases import hash_content
from values.calendar import months_later, years_later
from values.constants import KEPT_LOG_MONTHS, RELEASE_MONTHS, VALID_YEARS

NOTHING = "{}"  # the content of what was blocked before anything was released
DOCUMENT = "vrijgave"  # the released parts as a PDF


class SeenChanged(Exception):
    """What would be released is not what the owner looked at; nothing has been written."""


class UntilRefused(ValueError):
    """The last moment is over already, or lies further off than a result may be used."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a recipient will see, for the owner to look at first; ``seen`` names exactly this.

    ``goals_left_out`` goals stay with the owner: they are about a virtue.
    """

    content: FrozenContent
    text: str
    seen: str
    goals_left_out: int


@dataclass(frozen=True, slots=True)
class History:
    """A release with what became of it."""

    release: Release
    state: ReleaseState


def draft_release(
    db: Session, content: Content, attempt: Attempt, parts: Collection[str], *, now: datetime
) -> Draft:
    """Return what would be released now; nothing is written.

    Raises NotSubmitted, and DocumentRefused when the parts make no release.
    """
    result = reporting.open_result(db, content, attempt)
    material = reporting.build_material(content, result, created_at=now.astimezone(AMSTERDAM))
    text = write_content(material, parts)
    left_out = len(material.plan.goals) - len(material.numbered_goals) if PLAN in parts else 0
    return Draft(read_content(text), text, hash_content(text), left_out)


def usual_until(now: datetime) -> datetime:
    """Return until when a release is read unless the owner chooses otherwise."""
    return months_later(now, RELEASE_MONTHS)


def last_until(today: date) -> date:
    """Return the last day on which a release of today can be read."""
    return years_later(today, VALID_YEARS)


def release(
    db: Session,
    content: Content,
    owner_id: UUID,
    coaching_id: UUID,
    attempt: Attempt,
    parts: Collection[str],
    *,
    until: datetime,
    seen: str,
    now: datetime,
) -> UUID:
    """Release what the owner looked at, and return its id; the caller locked the attempt.

    It takes the place of what was released of this attempt to this coach before. Pressed twice it
    releases once. Raises CoachingNotFound, UntilRefused, SeenChanged, and what ``draft_release``
    does; then nothing has been written.
    """
    if not now < until or until.astimezone(AMSTERDAM).date() > last_until(day_of(now)):
        raise UntilRefused(until)
    coaching = inviting.own_coaching(db, owner_id, coaching_id, lock=True)
    if coaching.state not in (INVITED, CONFIRMED):
        raise CoachingNotFound(coaching_id)
    draft = draft_release(db, content, attempt, parts, now=now)
    if draft.seen != seen:
        raise SeenChanged
    before = _readable(db, coaching, attempt.id, now=now)
    for one in before:
        if (one.content_hash, one.until) == (draft.seen, until):
            return one.id
        releases.set_withdrawn(db, one.id, now)
    released = releases.add_release(
        db,
        coaching,
        attempt.id,
        parts=draft.content.parts,
        until=until,
        content=draft.text,
        now=now,
    )
    conversing.begin(db, coaching.id, attempt.id, draft.content.name, now=now)
    attempts.mark_used(db, attempt.id, now)
    _note(db, Act.RELEASED, owner_id, released, now)
    return released


def withdraw(db: Session, owner_id: UUID, release_id: UUID, *, now: datetime) -> None:
    """Take a release back, from this second; twice changes nothing."""
    found = own_release(db, owner_id, release_id)
    if found.withdrawn_at is None and found.blocked_at is None:
        releases.set_withdrawn(db, release_id, now)
        noting.delete_of_coaching(db, found.coaching_id, now=now)
        _note(db, Act.WITHDRAWN, owner_id, release_id, now)


def block_coach(
    db: Session, owner_id: UUID, coaching_id: UUID, attempt_id: UUID, *, now: datetime
) -> None:
    """Have a coach read nothing of an attempt, and never learn that there is anything to read."""
    coaching = inviting.own_coaching(db, owner_id, coaching_id, lock=True)
    if is_blocked(db, coaching.id, attempt_id):
        return
    for one in _readable(db, coaching, attempt_id, now=now):
        releases.set_blocked(db, one.id, now)
    blocked = releases.add_release(
        db, coaching, attempt_id, parts=(), until=now, content=NOTHING, now=now, blocked=True
    )
    noting.delete_of_coaching(db, coaching.id, now=now)
    _note(db, Act.BLOCKED, owner_id, blocked, now)


def is_blocked(db: Session, coaching_id: UUID, attempt_id: UUID) -> bool:
    """Return whether the last that an owner decided for this coach and attempt was to block."""
    for one in releases.list_of_attempt(db, attempt_id):
        if one.coaching_id == coaching_id:
            return one.blocked_at is not None
    return False


def list_for_owner(db: Session, owner_id: UUID, *, now: datetime) -> Sequence[History]:
    """Return all that an owner ever released or blocked, the newest first, with its state."""
    return [History(one, release_state(one, now)) for one in releases.list_of_owner(db, owner_id)]


def list_openings(db: Session, owner_id: UUID) -> Sequence[Opening]:
    """Return each time that a recipient opened something of an owner, the newest first."""
    return releases.list_openings(db, owner_id)


def find_release(db: Session, release_id: UUID) -> Release | None:
    """Return what is known of a release of anybody, or None; who may see it is for the policy."""
    try:
        return releases.get_release(db, release_id)
    except ReleaseNotFound:
        return None


def read_own(db: Session, owner_id: UUID, release_id: UUID) -> tuple[Release, FrozenContent]:
    """Return to the owner what was released, or raise ReleaseNotFound; a block holds nothing."""
    found = own_release(db, owner_id, release_id)
    if not found.parts:
        raise ReleaseNotFound(release_id)
    return found, read_content(releases.read_content(db, release_id))


def delete_old_openings(db: Session, *, now: datetime) -> None:
    """Forget who opened what long ago."""
    releases.delete_openings_before(db, months_later(now, -KEPT_LOG_MONTHS))


def own_release(db: Session, owner_id: UUID, release_id: UUID) -> Release:
    """Return a release of this owner, or raise ReleaseNotFound."""
    found = releases.get_release(db, release_id)
    if found.owner_id != owner_id:
        raise ReleaseNotFound(release_id)
    return found


# What the recipient gets


def open_release(
    db: Session, actor: Actor, release_id: UUID, *, now: datetime
) -> tuple[Release, FrozenContent]:
    """Return a release with its content, or raise ReleaseNotFound; see ``note_opening``."""
    found = releases.get_release(db, release_id)
    if not policy.may_open_release(actor, found, now):
        raise ReleaseNotFound(release_id)
    return found, read_content(releases.read_content(db, release_id))


def read_part(
    db: Session, actor: Actor, release_id: UUID, part: str, *, now: datetime
) -> FrozenContent:
    """Return a release for one of its parts, and note that it was opened.

    Raises ReleaseNotFound for every part that this person may not read, whatever the reason.
    """
    found, content = open_release(db, actor, release_id, now=now)
    if not policy.may_read_release(actor, found, part, now):
        raise ReleaseNotFound(release_id)
    note_opening(db, actor, found, part, now=now)
    return content


def note_opening(
    db: Session,
    actor: Actor,
    release: Release,
    what: str,
    *,
    now: datetime,
    code: str | None = None,
) -> None:
    """Note, for the owner and in the log, that a recipient opened a part or took a document."""
    if actor.account is None:
        raise ReleaseNotFound(release.id)
    releases.add_opening(db, release.id, actor.account, what=what, now=now, code=code)
    act = Act.OPENED if code is None else Act.DOWNLOADED
    auditing.note_act(
        db, act, actor=actor.account, subject=release.owner_id, about=release.id, now=now
    )


def make_pdf(
    db: Session,
    actor: Actor,
    release_id: UUID,
    *,
    kind: str,
    recipient: str,
    now: datetime,
) -> bytes:
    """Return the released parts, or the gesprekswijzer, as a PDF for this recipient and day.

    Both stand on every page, and the taking is noted with the code of the document. Raises
    ReleaseNotFound.
    """
    from assessment.report.pdf.report import render_pdf  # slow to import

    found, content = open_release(db, actor, release_id, now=now)
    report = {DOCUMENT: content.report, SHEET: content.sheet}.get(kind)
    if report is None:
        raise ReleaseNotFound(release_id)
    copy = _copy_for(report, recipient, now)
    with between_transactions(db):  # drawing takes a second: others may write meanwhile
        pdf = render_pdf(copy)
    found, _ = open_release(db, actor, release_id, now=now)  # it may have been withdrawn by then
    note_opening(db, actor, found, kind, now=now, code=content_hash(copy))
    return pdf


def name_file(kind: str, now: datetime) -> str:
    """Return what the file of a document is called: nothing about anybody."""
    return f"{kind}-{day_of(now):%Y-%m-%d}.pdf"


def _copy_for(report: ReportContent, recipient: str, now: datetime) -> ReportContent:
    made_on = now.astimezone(AMSTERDAM)
    return replace(
        report,
        recipient=recipient[:MAX_RECIPIENT],
        created_at=made_on,
        cover=replace(report.cover, made_on=made_on.date()),
    )


def _readable(db: Session, coaching: Coaching, attempt_id: UUID, *, now: datetime) -> list[Release]:
    """Return what the coach can read of an attempt now, or could later without another yes."""
    of_coach = [
        one for one in releases.list_of_attempt(db, attempt_id) if one.coaching_id == coaching.id
    ]
    return [one for one in of_coach if release_state(one, now) in policy.OPEN_TO_COACH]


def _note(db: Session, act: Act, owner_id: UUID, release_id: UUID, now: datetime) -> None:
    auditing.note_act(db, act, actor=owner_id, subject=owner_id, about=release_id, now=now)
