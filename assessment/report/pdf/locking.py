"""A password on a PDF: AES-256, as PDF 2.0 has it (revision 6 of the standard security handler)."""

from __future__ import annotations

from io import BytesIO

import pikepdf

MAX_BYTES = 127  # of UTF-8: a reader looks at no more of a password


def lock_pdf(pdf: bytes, password: str) -> bytes:
    """Return the same PDF, which opens with ``password`` only; its metadata is locked as well.

    Whoever has the password may do everything, so that a screen reader can. The owner's password
    is the same: with an empty one the file would open without any.
    """
    everything = pikepdf.Permissions(modify_assembly=True)
    how = pikepdf.Encryption(owner=password, user=password, R=6, allow=everything)
    result = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(result, encryption=how)
    return result.getvalue()
