"""Certificates: files that somebody sends along. What they are is told by their content alone."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services.scanning import FileRefused
from assessment.store import logbook
from assessment.store.logbook import Certificate
from assessment.wording import clean_text, say
from values.constants import CERTIFICATE_MB, CERTIFICATES_MB, MOST_CERTIFICATES

MEGABYTE = 1024 * 1024
MOST_BYTES = CERTIFICATE_MB * MEGABYTE  # of one file
MOST_TOGETHER = CERTIFICATES_MB * MEGABYTE  # of all files of an account
LONGEST_NAME = 80
TYPES: Mapping[str, str] = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg"}
_ENDINGS = {"pdf": ".pdf", "png": ".png", "jpeg": ".jpg"}
_IN_NAMES = re.compile(r"[^\w .,()+&-]+")


class CertificateRefused(FileRefused):
    """A file that is not kept; ``reason`` is "empty", "kind", "size", "count" or "full"."""


def find_kind(file: bytes) -> str | None:
    """Return "pdf", "png" or "jpeg" for a file that begins and ends as one, or None.

    The name and what a browser says of it play no part.
    """
    return next((kind for kind, is_one in _IS_ONE.items() if is_one(file)), None)


def check_certificate(file: bytes) -> str:
    """Return the kind of a file that may be kept, or raise CertificateRefused."""
    if not file:
        raise CertificateRefused("empty")
    if len(file) > MOST_BYTES:
        raise CertificateRefused("size")
    kind = find_kind(file)
    if kind is None:
        raise CertificateRefused("kind")
    return kind


def add_certificate(
    db: Session, account_id: UUID, entry_id: UUID, name: str, file: bytes, *, now: datetime
) -> None:
    """Keep a file with an entry; raises CertificateRefused, and then nothing has been written.

    The same file twice is kept once, so that a button that is pressed twice does no harm.
    """
    kind = check_certificate(file)
    of_account = logbook.list_certificates(db, account_id)
    own = [certificate for certificate in of_account if certificate.entry_id == entry_id]
    for certificate in own:
        same_size = certificate.size == len(file)
        if same_size and logbook.read_certificate(db, account_id, certificate.id)[1] == file:
            return
    if len(own) >= MOST_CERTIFICATES:
        raise CertificateRefused("count")
    if sum(certificate.size for certificate in of_account) + len(file) > MOST_TOGETHER:
        raise CertificateRefused("full")
    logbook.add_certificate(
        db, account_id, entry_id, name=clean_name(name, kind), kind=kind, file=file, now=now
    )


def clean_name(name: str, kind: str) -> str:
    r"""Return a name that a file may have anywhere, with the ending of what it is.

    Examples
    --------
    >>> clean_name("C:\\bewijzen\\..\\Cursus <1>.exe", "pdf")
    'Cursus 1.pdf'
    """
    last = clean_text(name).replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last else last
    kept = " ".join(_IN_NAMES.sub(" ", stem).split())[:LONGEST_NAME].strip(" .")
    return (kept or say("logbook.certificate")) + _ENDINGS[kind]


def list_by_entry(db: Session, account_id: UUID) -> dict[UUID, list[Certificate]]:
    """Return the certificates of an account by entry."""
    found: dict[UUID, list[Certificate]] = {}
    for certificate in logbook.list_certificates(db, account_id):
        found.setdefault(certificate.entry_id, []).append(certificate)
    return found


def read_certificate(
    db: Session, account_id: UUID, certificate_id: UUID
) -> tuple[Certificate, bytes]:
    """Return a certificate of this account with its file, or raise EntryNotFound."""
    return logbook.read_certificate(db, account_id, certificate_id)


def delete_certificate(db: Session, account_id: UUID, certificate_id: UUID) -> None:
    """Delete a certificate of this account for good."""
    logbook.delete_certificate(db, account_id, certificate_id)


def _is_pdf(file: bytes) -> bool:
    return file.startswith(b"%PDF-") and b"%%EOF" in file[-1024:]


def _is_png(file: bytes) -> bool:
    begins = file.startswith(b"\x89PNG\r\n\x1a\n") and file[12:16] == b"IHDR"
    return begins and b"IEND" in file[-64:]


def _is_jpeg(file: bytes) -> bool:
    return file.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in file[-64 * 1024 :]


_IS_ONE: Mapping[str, Callable[[bytes], bool]] = {
    "pdf": _is_pdf,
    "png": _is_png,
    "jpeg": _is_jpeg,
}
