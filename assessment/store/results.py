"""What is made from an attempt: the profile, the plan and the documents."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update
from sqlalchemy.orm import Session

from assessment.store.tables import DocumentRow, PlanRow, ProfileRow

QUEUED, READY, FAILED = "queued", "ready", "failed"  # by the worker
MADE_AT_ONCE = "given"  # the word that is kept
PDF = "pdf"
MOST_FILES = 20  # documents of one attempt whose file is kept; 4 MB together
MOST_MADE = 500  # documents of one attempt that can be told from a forgery
PLAN = "plan"


class PlanChanged(Exception):
    """The plan was saved elsewhere since the caller read it; nothing has been written."""


class DocumentNotFound(LookupError):
    """No document of this attempt has this id."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was asked for, without the file: see read_file.

    ``content_hash`` is None until it is ready, and in a document that was made before this program
    began to keep hashes. ``state`` is MADE_AT_ONCE for a document that did not go through the
    worker.
    """

    id: UUID
    attempt_id: UUID
    kind: str
    form: str
    recipient: str
    state: str
    asked_at: datetime
    content_hash: str | None


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that was made, without the file."""

    id: UUID
    kind: str
    form: str
    recipient: str
    asked_at: datetime
    content_hash: str | None


def keep_profile(db: Session, attempt_id: UUID, profile: Mapping[str, Any], at: datetime) -> None:
    """Keep the profile of an attempt, replacing an earlier one."""
    text = json.dumps(profile, ensure_ascii=False)
    db.merge(ProfileRow(attempt_id=attempt_id, profile=text, scored_at=at))
    db.flush()


def find_profile(db: Session, attempt_id: UUID) -> dict[str, Any] | None:
    """Return the kept profile."""
    text = db.scalar(select(ProfileRow.profile).where(ProfileRow.attempt_id == attempt_id))
    return None if text is None else dict(json.loads(text))


def drop_profile(db: Session, attempt_id: UUID) -> None:
    """Forget the kept profile."""
    db.execute(delete(ProfileRow).where(ProfileRow.attempt_id == attempt_id))


def find_plan(db: Session, attempt_id: UUID) -> tuple[dict[str, Any] | None, int]:
    """Return the plan and its revision; (None, 0) before the first save."""
    row = db.get(PlanRow, attempt_id)
    return (None, 0) if row is None else (dict(json.loads(row.plan)), row.revision)


def find_plan_moment(db: Session, attempt_id: UUID) -> datetime | None:
    """Return when the plan was saved last, or None before the first save."""
    return db.scalar(select(PlanRow.saved_at).where(PlanRow.attempt_id == attempt_id))


def keep_plan(
    db: Session, attempt_id: UUID, plan: Mapping[str, Any], *, seen: int, now: datetime
) -> int:
    """Keep the plan and return its revision; PlanChanged when ``seen`` is not the newest."""
    row = db.get(PlanRow, attempt_id)
    if (0 if row is None else row.revision) != seen:
        raise PlanChanged(attempt_id)
    text = json.dumps(plan, ensure_ascii=False)
    db.merge(PlanRow(attempt_id=attempt_id, plan=text, revision=seen + 1, saved_at=now))
    db.flush()
    return seen + 1


def add_document(
    db: Session, attempt_id: UUID, now: datetime, *, kind: str = PLAN, recipient: str = ""
) -> UUID:
    """Note that a PDF is asked for and return its id."""
    row = DocumentRow(
        attempt_id=attempt_id, kind=kind, recipient=recipient, state=QUEUED, asked_at=now
    )
    db.add(row)
    db.flush()
    return row.id


def add_copy(db: Session, attempt_id: UUID, copy: Copy, file: bytes) -> None:
    """Keep a document that was made at once."""
    facts = {field.name: getattr(copy, field.name) for field in fields(copy)}
    db.add(DocumentRow(**facts, attempt_id=attempt_id, state=MADE_AT_ONCE, file=file))
    db.flush()
    drop_old_files(db, attempt_id)


def get_document(db: Session, document_id: UUID) -> Document:
    """Return a document, or raise DocumentNotFound."""
    row = db.execute(_documents().where(DocumentRow.id == document_id)).one_or_none()
    if row is None:
        raise DocumentNotFound(document_id)
    return Document(*row)


def read_file(db: Session, document_id: UUID) -> bytes | None:
    """Return the file of a document, or None until it is made."""
    return db.scalar(select(DocumentRow.file).where(DocumentRow.id == document_id))


def find_latest_document(db: Session, attempt_id: UUID, *, kind: str = PLAN) -> Document | None:
    """Return the document of this kind that the worker was asked for last, unless it is gone."""
    row = db.execute(
        _documents()
        .where(
            DocumentRow.attempt_id == attempt_id,
            DocumentRow.kind == kind,
            DocumentRow.state != MADE_AT_ONCE,
            or_(DocumentRow.state != READY, DocumentRow.file.is_not(None)),
        )
        .order_by(DocumentRow.asked_at.desc(), DocumentRow.id)
        .limit(1)
    ).one_or_none()
    return None if row is None else Document(*row)


def list_copies(db: Session, attempt_id: UUID) -> list[Copy]:
    """Return the documents that were made and whose file is kept, newest first."""
    return _list_made(db, attempt_id, DocumentRow.file.is_not(None))


def list_made(db: Session, attempt_id: UUID) -> list[Copy]:
    """Return all documents that were made, newest first, also those whose file is gone."""
    return _list_made(db, attempt_id)


def _list_made(db: Session, attempt_id: UUID, *conditions: ColumnElement[bool]) -> list[Copy]:
    columns = [getattr(DocumentRow, field.name) for field in fields(Copy)]
    own = DocumentRow.attempt_id == attempt_id, DocumentRow.state.in_((READY, MADE_AT_ONCE))
    newest_first = DocumentRow.asked_at.desc(), DocumentRow.id
    rows = db.execute(select(*columns).where(*own, *conditions).order_by(*newest_first))
    return [Copy(*row) for row in rows]


def find_made_by_code(db: Session, digits: str) -> datetime | None:
    """Return when a document was made of which the content hash begins with these digits."""
    begins = DocumentRow.content_hash.startswith(digits, autoescape=True)
    made = DocumentRow.state.in_((READY, MADE_AT_ONCE))
    return db.scalar(select(func.min(DocumentRow.asked_at)).where(begins, made))


def drop_old_files(db: Session, attempt_id: UUID) -> None:
    """Keep the files of the newest MOST_FILES documents of an attempt, and of older ones the hash.

    So nobody can fill the disk, and whoever shows an old document can still have its code checked.
    Of more than MOST_MADE documents the oldest are forgotten.
    """
    for copy in list_copies(db, attempt_id)[MOST_FILES:]:
        db.execute(update(DocumentRow).where(DocumentRow.id == copy.id).values(file=None))
    for copy in list_made(db, attempt_id)[MOST_MADE:]:
        db.execute(delete(DocumentRow).where(DocumentRow.id == copy.id))


def list_queued_documents(db: Session) -> list[UUID]:
    """Return the documents that still have to be made, oldest first."""
    queued = select(DocumentRow.id).where(DocumentRow.state == QUEUED)
    return list(db.scalars(queued.order_by(DocumentRow.asked_at, DocumentRow.id)))


def finish_document(
    db: Session, document_id: UUID, pdf: bytes | None, content_hash: str | None = None
) -> None:
    """Keep the finished PDF, or note with None that it could not be made.

    Nothing happens when its owner deleted everything meanwhile, or another worker was first.
    """
    waiting = (DocumentRow.id == document_id) & (DocumentRow.state == QUEUED)
    made = {"file": pdf, "state": FAILED if pdf is None else READY, "content_hash": content_hash}
    change = update(DocumentRow).where(waiting).values(made).returning(DocumentRow.attempt_id)
    attempt_id = db.scalar(change)
    db.expire_all()
    if attempt_id is not None:
        drop_old_files(db, attempt_id)


def note_death(db: Session, document_id: UUID) -> int:
    """Count that a document ended the process that drew it; return how often that was, of all.

    A document that is not there, or not waiting any more, has none.
    """
    waiting = (DocumentRow.id == document_id) & (DocumentRow.state == QUEUED)
    counted = update(DocumentRow).where(waiting).values(deaths=DocumentRow.deaths + 1)
    deaths = db.scalar(counted.returning(DocumentRow.deaths))
    db.expire_all()
    return deaths or 0


def drop_failed_documents(db: Session, attempt_id: UUID) -> None:
    """Forget the documents of an attempt that could not be made."""
    own = DocumentRow.attempt_id == attempt_id
    db.execute(delete(DocumentRow).where(own, DocumentRow.state == FAILED))


def count_documents(db: Session, attempt_id: UUID) -> int:
    """Return how many documents the worker made or will make; one that failed is no document."""
    counted = select(func.count()).select_from(DocumentRow)
    own = DocumentRow.attempt_id == attempt_id
    return db.scalar(counted.where(own, DocumentRow.state.in_((QUEUED, READY)))) or 0


def count_by_state(db: Session) -> dict[str, int]:
    """Return how many documents there are in each state."""
    counted = select(DocumentRow.state, func.count()).group_by(DocumentRow.state)
    found = {str(state): int(count) for state, count in db.execute(counted)}
    return {state: found.get(state, 0) for state in (QUEUED, READY, FAILED, MADE_AT_ONCE)}


def _documents() -> Select[tuple[Any, ...]]:
    """Return a query of documents that leaves the files, which are large, where they are."""
    return select(*(getattr(DocumentRow, field.name) for field in fields(Document)))
