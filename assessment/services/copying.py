"""Copies of documents: made at once and remembered, found again by their code, locked."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from assessment.report.documents import PARTS
from assessment.report.fingerprint import SHOWN, content_hash
from assessment.report.model import ReportContent
from assessment.services import reporting
from assessment.services.content import Content
from assessment.services.moments import AMSTERDAM
from assessment.store import attempts, results
from assessment.store.attempts import Attempt
from assessment.store.results import PDF, Copy, DocumentNotFound
from assessment.wording import say

HTML = "html"
SHORTEST_PASSWORD = 8  # characters

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015]+")
_CODE = re.compile(f"[0-9a-f]{{{SHOWN}}}")


@dataclass(frozen=True, slots=True)
class File:
    """A document that was made, to hand over."""

    kind: str
    form: str
    recipient: str
    asked_at: datetime
    data: bytes


class CodeNotReadable(ValueError):
    """What was typed cannot be the code of a document."""


class PasswordRefused(ValueError):
    """A password that a PDF cannot have or should not have; says why."""


def make_now(
    db: Session,
    content: Content,
    attempt: Attempt,
    kind: str,
    *,
    form: str,
    parts: Sequence[str] = PARTS,
    recipient: str = "",
    now: datetime,
) -> UUID:
    """Make a document that takes less than a second, keep it, and return its id.

    The same document of the same day is kept once. Others may write while it is drawn, so what
    the caller wrote before is undone; when everything was deleted meanwhile, AttemptNotFound is
    raised and nothing is kept. Raises DocumentRefused.
    """
    result = reporting.open_result(db, content, attempt)
    report = reporting.write_document(
        content,
        result,
        kind,
        created_at=now.astimezone(AMSTERDAM),
        parts=parts,
        recipient=recipient,
    )
    made = Copy(uuid4(), kind, form, report.recipient, now, content_hash(report))
    for copy in list_copies(db, attempt.id):
        if (copy.content_hash, copy.form, copy.kind) == (made.content_hash, form, kind):
            return copy.id
    db.rollback()  # lets the write lock go
    file = _rendered(report, form)
    attempts.get_attempt(db, attempt.id)
    attempts.mark_used(db, attempt.id, now)
    results.add_copy(db, attempt.id, made, file)
    return made.id


def _rendered(report: ReportContent, form: str) -> bytes:
    """Return the file; what draws is slow to import, and not every page needs it."""
    if form == PDF:
        from assessment.report.pdf.report import render_pdf

        return render_pdf(report)
    from assessment.report.html import render_html

    return render_html(report)


def own_file(db: Session, attempt_id: UUID, document: UUID) -> File:
    """Return a document of this attempt that was made, or raise DocumentNotFound."""
    found = reporting.own_document(db, attempt_id, document)
    if found.file is None:
        raise DocumentNotFound(document)
    return File(found.kind, found.form, found.recipient, found.asked_at, found.file)


def list_copies(db: Session, attempt_id: UUID) -> list[Copy]:
    """Return the documents that were made of an attempt, newest first."""
    return results.list_copies(db, attempt_id)


def find_copy(db: Session, attempt_id: UUID, typed: str) -> Copy | None:
    """Return the document of this attempt whose code was typed, or raise CodeNotReadable.

    Documents of other attempts are never looked at, so nobody can ask whether one exists.
    """
    digits = _BETWEEN.sub("", typed).lower()
    if not _CODE.fullmatch(digits):
        raise CodeNotReadable
    for copy in list_copies(db, attempt_id):
        if (copy.content_hash or "").startswith(digits):
            return copy
    return None


def lock(pdf: bytes, password: str) -> bytes:
    """Return the PDF locked with a password, which is kept nowhere, or raise PasswordRefused."""
    from assessment.report.pdf.locking import MAX_BYTES, locked  # slow to import

    composed = unicodedata.normalize("NFC", password)
    if len(composed) < SHORTEST_PASSWORD:
        raise PasswordRefused(say("forms.short_password", least=SHORTEST_PASSWORD))
    if not composed.isprintable() or len(composed.encode()) > MAX_BYTES:
        raise PasswordRefused(say("forms.odd_password"))
    return locked(pdf, composed)
