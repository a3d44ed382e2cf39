"""Copies of documents: made at once and remembered, found again by their code, locked."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from assessment.report.fingerprint import SHOWN, content_hash
from assessment.report.model import ReportContent
from assessment.services import reporting
from assessment.services.content import Content
from assessment.services.moments import AMSTERDAM
from assessment.store import attempts, results
from assessment.store.attempts import Attempt
from assessment.store.database import between_transactions
from assessment.store.results import PDF as PDF  # pages name the forms of a file
from assessment.store.results import Copy as Copy  # a page shows them
from assessment.store.results import DocumentNotFound
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
    parts: Collection[str] | None = None,
    recipient: str = "",
    card: str = "",
    picked: Mapping[str, Collection[str]] | None = None,
    now: datetime,
) -> UUID:
    """Make a document that takes less than a second, keep it, and return its id.

    The same document of the same day is kept once. It is written and drawn between two
    transactions, so that others may write meanwhile; when everything was deleted by then,
    AttemptNotFound is raised and nothing is kept. Raises DocumentRefused.
    """
    result = reporting.open_result(db, content, attempt)
    copies = list_copies(db, attempt.id)
    with between_transactions(db):
        report = reporting.write_document(
            content,
            result,
            kind,
            created_at=now.astimezone(AMSTERDAM),
            parts=parts,
            recipient=recipient,
            card=card,
            picked=picked,
        )
        copy = Copy(uuid4(), kind, form, report.recipient, now, content_hash(report))
        kept = _find_same(copies, copy)
        file = b"" if kept else _draw(report, form)
    if kept is None:
        attempts.get_attempt_facts(db, attempt.id, lock=True)
        kept = _find_same(list_copies(db, attempt.id), copy)  # made by another press of the button
    if kept is not None:
        return kept.id
    attempts.mark_used(db, attempt.id, now)
    results.add_copy(db, attempt.id, copy, file)
    return copy.id


def _find_same(copies: Iterable[Copy], wanted: Copy) -> Copy | None:
    """Return the copy that says the same in the same form, for the same reader on the same day."""
    for copy in copies:
        same_look = (copy.kind, copy.form) == (wanted.kind, wanted.form)
        if same_look and copy.content_hash == wanted.content_hash:
            return copy
    return None


def _draw(report: ReportContent, form: str) -> bytes:
    """Return the file; what draws is slow to import, and not every page needs it."""
    if form == PDF:
        from assessment.report.pdf.report import render_pdf

        return render_pdf(report)
    from assessment.report.html import render_html

    return render_html(report)


def read_style_sheet() -> str:
    """Return the style sheet inside every page that was made."""
    from assessment.report.html import style_sheet  # slow to import: not for every page

    return style_sheet()


def own_file(db: Session, attempt_id: UUID, document: UUID) -> File:
    """Return a document of this attempt that was made, or raise DocumentNotFound."""
    made = reporting.own_document(db, attempt_id, document)
    data = results.read_file(db, document)
    if data is None:
        raise DocumentNotFound(document)
    return File(made.kind, made.form, made.recipient, made.asked_at, data)


def list_copies(db: Session, attempt_id: UUID) -> list[Copy]:
    """Return the documents of an attempt that can be opened, newest first."""
    return results.list_copies(db, attempt_id)


def find_copy(db: Session, attempt_id: UUID, typed: str) -> Copy | None:
    """Return the document of this attempt whose code was typed, or raise CodeNotReadable.

    Documents of other attempts are never looked at, so nobody can ask whether one exists.
    """
    digits = _BETWEEN.sub("", typed).lower()
    if not _CODE.fullmatch(digits):
        raise CodeNotReadable
    for copy in results.list_made(db, attempt_id):
        if (copy.content_hash or "").startswith(digits):
            return copy
    return None


def lock(pdf: bytes, password: str) -> bytes:
    """Return the PDF locked with a password, which is kept nowhere, or raise PasswordRefused."""
    from assessment.report.pdf.locking import MAX_BYTES, lock_pdf  # slow to import

    composed = unicodedata.normalize("NFC", password)
    if len(composed) < SHORTEST_PASSWORD:
        raise PasswordRefused(say("forms.short_password", least=SHORTEST_PASSWORD))
    if not composed.isprintable() or len(composed.encode()) > MAX_BYTES:
        raise PasswordRefused(say("forms.odd_password"))
    return lock_pdf(pdf, composed)
