"""Attempts and their answers."""

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, String, bindparam, case, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessment.store.database import erase_after_commit, run_statement
from assessment.store.sessions import delete_empty, list_browsers
from assessment.store.tables import (
    AnswerRow,
    AttemptRow,
    Base,
    CollegeMemberRow,
    ConversationRow,
    OthersRoundRow,
    ReleaseRow,
)

_read = json.JSONDecoder().raw_decode  # a text of our own making has nothing around it
PICKS = ("best", "worst")  # the sides of a choice between values


class AttemptNotFound(LookupError):
    """No attempt has this id or code."""


class CodeTaken(Exception):
    """Another attempt has this return code; nothing has been written."""


class AttemptClosed(Exception):
    """A part takes no answers now: the attempt was handed in, or for extra ones, was not."""


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """An answer as kept: its value (None where taken back) and the revision that wrote it."""

    value: Any
    revision: int


def is_whole(value: Any) -> bool:
    """Return whether a kept value is an answer; a best without a worst, or the reverse, is not yet.

    Examples
    --------
    >>> is_whole({"best": "lef", "worst": "nut"}), is_whole({"best": "lef"}), is_whole(None)
    (True, False, False)
    """
    return len(value) == len(PICKS) if isinstance(value, dict) else value is not None


class AnswersChanged(Exception):
    """Answers were saved elsewhere since the caller read them; nothing has been written."""

    def __init__(self, stored: Mapping[str, SavedAnswer]) -> None:
        super().__init__(", ".join(stored))
        self.stored = stored


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """What is known of an attempt without reading its answers."""

    id: UUID
    phase: str
    office: str
    name: str
    design: int
    seed: int
    versions: Mapping[str, int]
    revision: int
    created_at: datetime
    used_at: datetime
    submitted_at: datetime | None
    previous_id: UUID | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class Attempt(AttemptFacts):
    """An attempt with its answers, by part and item; those taken back are among them."""

    answers: Mapping[str, Mapping[str, SavedAnswer]]

    def given(self, part: str) -> dict[str, Any]:
        """Return the answers of one part by item, without those taken back or half made."""
        return {item: value for item, value in self.kept(part).items() if is_whole(value)}

    def kept(self, part: str) -> dict[str, Any]:
        """Return what is kept of one part by item: also half a choice between values."""
        saved_answers = self.answers.get(part, {})
        return {
            item: saved.value for item, saved in saved_answers.items() if saved.value is not None
        }


# Every page and every answer runs these. Building a statement takes longer than running it, so they
# are built once; reading tables instead of objects halves the processor time of an answer.
_ATTEMPTS, _ANSWERS = (Base.metadata.tables[name] for name in ("attempt", "answer"))
_OF_ATTEMPT = _ANSWERS.c.attempt_id == bindparam("attempt")
_FACTS = select(*(_ATTEMPTS.c[field.name] for field in fields(AttemptFacts))).where(
    _ATTEMPTS.c.id == bindparam("attempt")
)
_LOCKED_FACTS = _FACTS.with_for_update()
_ALL_ANSWERS = select(
    _ANSWERS.c.part, _ANSWERS.c.item_id, _ANSWERS.c.value, _ANSWERS.c.revision
).where(_OF_ATTEMPT)
_STATE = (
    select(_ATTEMPTS.c.revision, _ATTEMPTS.c.submitted_at)
    .where(_ATTEMPTS.c.id == bindparam("attempt"))
    .with_for_update()
)
_OF_PART = select(_ANSWERS.c.item_id, _ANSWERS.c.value, _ANSWERS.c.revision).where(
    _OF_ATTEMPT, _ANSWERS.c.part == bindparam("part")
)
_CHANGE_ATTEMPT = update(_ATTEMPTS).where(_ATTEMPTS.c.id == bindparam("attempt"))
_LAST_USE = case((_ATTEMPTS.c.used_at > bindparam("now"), _ATTEMPTS.c.used_at),
                 else_=bindparam("now"))  # fmt: skip
_USE = _CHANGE_ATTEMPT.values(used_at=_LAST_USE)  # a clock that is put back makes no use undone
_MARK_USED = _USE.returning(_ATTEMPTS.c.id)
_ANSWERED = _USE.values(revision=bindparam("counted"))
_SET_FACTS = _USE.values(name=bindparam("called"), phase=bindparam("in_phase"))
_SET_SUBMITTED = _USE.values(submitted_at=bindparam("handed_in"), revision=_ATTEMPTS.c.revision + 1)
_ADD_ANSWER = insert(_ANSWERS)
_REPLACE_ANSWER = update(_ANSWERS).where(
    _OF_ATTEMPT,
    _ANSWERS.c.part == bindparam("in_part"),
    _ANSWERS.c.item_id == bindparam("item"),
)


def add_attempt(
    db: Session,
    *,
    now: datetime,
    code_hash: str,
    phase: str,
    office: str,
    name: str,
    design: int,
    seed: int,
    versions: Mapping[str, int],
    simulated: bool = False,
) -> UUID:
    """Keep a new attempt and return its id, or raise CodeTaken."""
    row = AttemptRow(
        code_hash=code_hash,
        phase=phase,
        office=office,
        name=name,
        design=design,
        seed=seed,
        versions=json.dumps(versions),
        simulated=simulated,
        created_at=now,
        used_at=now,
        revision=0,
    )
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError as error:
        raise CodeTaken from error
    return row.id


def get_attempt_facts(db: Session, attempt_id: UUID, *, lock: bool = False) -> AttemptFacts:
    """Return the attempt without its answers, or raise AttemptNotFound.

    Who will write anything of an attempt locks it first, before reading what that rests on: from
    then until the transaction ends nobody else writes of it. Another attempt than the own one is
    never locked while its follower may be waiting for this one: see `delete_attempt`.
    """
    row = run_statement(
        db, _LOCKED_FACTS if lock else _FACTS, {"attempt": attempt_id}
    ).one_or_none()
    if row is None:
        raise AttemptNotFound(attempt_id)
    return AttemptFacts(**{**row._mapping, "versions": json.loads(row.versions)})


def lock_attempt(db: Session, attempt_id: UUID) -> bool:
    """Lock an attempt until the transaction ends; False when it was deleted."""
    return db.execute(_STATE, {"attempt": attempt_id}).first() is not None


def lock_whole(db: Session, attempt_id: UUID) -> None:
    """Lock an attempt and what others lock of it without the attempt, before it is deleted."""
    lock_attempt(db, attempt_id)
    for row in (OthersRoundRow, ReleaseRow, ConversationRow, CollegeMemberRow):
        own = select(row.id).where(row.attempt_id == attempt_id)
        db.execute(own.order_by(row.id).with_for_update())


def load_answers(db: Session, attempt: AttemptFacts) -> Attempt:
    """Return the attempt with its answers as they are now."""
    answers: dict[str, dict[str, SavedAnswer]] = {}
    rows = run_statement(db, _ALL_ANSWERS, {"attempt": attempt.id}).all()
    for part, item, value, revision in rows:
        answers.setdefault(part, {})[item] = SavedAnswer(_read(value)[0], revision)
    facts = {field.name: getattr(attempt, field.name) for field in fields(AttemptFacts)}
    return Attempt(**facts, answers=answers)


def get_attempt(db: Session, attempt_id: UUID, *, lock: bool = False) -> Attempt:
    """Return the attempt with its answers, or raise AttemptNotFound; see get_attempt_facts."""
    return load_answers(db, get_attempt_facts(db, attempt_id, lock=lock))


def find_attempt_by_code(db: Session, code_hash: str) -> UUID | None:
    """Return the id of the attempt with this hashed return code."""
    return db.scalar(select(AttemptRow.id).where(AttemptRow.code_hash == code_hash))


def save_answers(
    db: Session,
    attempt_id: UUID,
    part: str,
    answers: Mapping[str, Any],
    *,
    seen: Mapping[str, int],
    now: datetime,
    handed_in: bool = False,
    locked: AttemptFacts | None = None,
) -> int:
    """Save answers (None takes one back) and return the revision that wrote them.

    ``handed_in`` is whether this part is answered after handing in, and not before.

    ``seen`` holds, by item, the revision that the person looked at. An answer that another tab
    wrote after that revision is not replaced. The attempt is locked, so nobody writes between the
    check and the write. ``locked`` is the attempt as this transaction read it with a lock, which
    then needs not be read again.

    Raises
    ------
    AttemptNotFound, AttemptClosed, AnswersChanged
        In each case nothing has been written.
    """
    state = locked or run_statement(db, _STATE, {"attempt": attempt_id}).one_or_none()
    if state is None:
        raise AttemptNotFound(attempt_id)
    if (state.submitted_at is not None) != handed_in:
        raise AttemptClosed(attempt_id)
    stored = _find_answers(db, attempt_id, part, list(answers))
    changed = {
        item: text
        for item, value in answers.items()
        if (text := json.dumps(value, ensure_ascii=False, sort_keys=True))
        != (stored[item].value if item in stored else "null")
    }
    newer = {
        item: SavedAnswer(json.loads(stored[item].value), stored[item].revision)
        for item in changed
        if item in stored and stored[item].revision > seen.get(item, -1)
    }
    if newer:
        raise AnswersChanged(newer)
    if not changed:
        return int(state.revision)
    revision = int(state.revision) + 1
    run_statement(db, _ANSWERED, {"attempt": attempt_id, "counted": revision, "now": now})
    _write_answers(db, attempt_id, part, changed, replacing=stored, revision=revision, now=now)
    return revision


def _find_answers(
    db: Session, attempt_id: UUID, part: str, items: Sequence[str]
) -> dict[str, Row[Any]]:
    """Return what is kept of these items of a part: value and revision."""
    named = {f"item_{number}": item for number, item in enumerate(items)}
    rows = run_statement(
        db, _some_answers(len(items)), {"attempt": attempt_id, "part": part, **named}
    )
    return {row.item_id: row for row in rows}


@cache
def _some_answers(count: int) -> Select[Any]:
    """Return the statement for so many items: one for any number is written anew at each use."""
    items = [bindparam(f"item_{number}", type_=String) for number in range(count)]
    return _OF_PART.where(_ANSWERS.c.item_id.in_(items))


def _write_answers(
    db: Session,
    attempt_id: UUID,
    part: str,
    texts: Mapping[str, str],
    *,
    replacing: Container[str],
    revision: int,
    now: datetime,
) -> None:
    written = {"revision": revision, "saved_at": now}
    new = [
        {"attempt_id": attempt_id, "part": part, "item_id": item, "value": text, **written}
        for item, text in texts.items()
        if item not in replacing
    ]
    old = [
        {"attempt": attempt_id, "in_part": part, "item": item, "value": text, **written}
        for item, text in texts.items()
        if item in replacing
    ]
    if new:
        run_statement(db, _ADD_ANSWER, new)
    if old:
        run_statement(db, _REPLACE_ANSWER, old)


def list_saved_moments(db: Session, attempt_id: UUID, part: str) -> list[datetime]:
    """Return when the answers of one part were saved last, oldest first."""
    own = (AnswerRow.attempt_id == attempt_id) & (AnswerRow.part == part)
    return list(db.scalars(select(AnswerRow.saved_at).where(own).order_by(AnswerRow.saved_at)))


def set_submitted(db: Session, attempt_id: UUID, at: datetime | None, *, now: datetime) -> None:
    """Close the attempt at a time, or open it again with None."""
    db.execute(_SET_SUBMITTED, {"attempt": attempt_id, "handed_in": at, "now": now})
    db.expire_all()


def mark_used(db: Session, attempt_id: UUID, now: datetime) -> bool:
    """Note that the owner used the attempt now: one that is not used for long is deleted.

    Returns False when there is no such attempt any more.
    """
    return db.scalar(_MARK_USED, {"attempt": attempt_id, "now": now}) is not None


def delete_attempt(db: Session, attempt_id: UUID) -> None:
    """Delete the attempt and, by the foreign keys, everything made from it.

    After the commit the files of the database are cleaned too: they still hold what was deleted.
    The attempt is locked before those that followed it. Whoever has one of those never waits for
    this attempt, except to link the two: then it does not follow yet.
    """
    lock_attempt(db, attempt_id)
    browsers = list_browsers(db, attempt_id)
    followed = AttemptRow.previous_id == attempt_id
    db.execute(update(AttemptRow).where(followed).values(previous_id=None))
    db.execute(delete(AttemptRow).where(AttemptRow.id == attempt_id))
    delete_empty(db, browsers)
    db.expire_all()
    erase_after_commit(db)


def set_code(db: Session, attempt_id: UUID, code_hash: str) -> None:
    """Note the hash of the return code that opens the attempt from now on."""
    db.execute(_CHANGE_ATTEMPT, {"attempt": attempt_id, "code_hash": code_hash})


def set_facts(db: Session, attempt_id: UUID, *, name: str, phase: str, now: datetime) -> None:
    """Note another name and phase, which counts as using the attempt."""
    told = {"attempt": attempt_id, "called": name, "in_phase": phase, "now": now}
    db.execute(_SET_FACTS, told)
    db.expire_all()


def set_previous(db: Session, attempt_id: UUID, previous_id: UUID | None) -> None:
    """Note which earlier attempt this one follows, or with None that it follows none."""
    own = AttemptRow.id == attempt_id
    db.execute(update(AttemptRow).where(own).values(previous_id=previous_id))
    db.expire_all()
