"""A PDF with a password: AES-256, closed without it, whole and readable with it."""

from io import BytesIO

import pikepdf
import pytest

from assessment.report.pdf.locking import MAX_BYTES, lock_pdf
from tests.report.pdf.checkers import page_validation, verapdf
from tests.report.pdf.reading import read

PASSWORD = "drie losse wóórden"


@pytest.fixture(scope="module")
def closed(stress_pdf: bytes) -> bytes:
    return lock_pdf(stress_pdf, PASSWORD)


@pytest.fixture(scope="module")
def opened(closed: bytes) -> bytes:
    """Return the PDF without its password, as a reader sees it."""
    result = BytesIO()
    with pikepdf.open(BytesIO(closed), password=PASSWORD) as pdf:
        pdf.save(result)
    return result.getvalue()


@pytest.mark.parametrize("wrong", ["", PASSWORD + " ", PASSWORD.upper(), "drie losse woorden"])
def test_it_opens_with_the_password_only(closed: bytes, wrong: str) -> None:
    assert len(pikepdf.open(BytesIO(closed), password=PASSWORD).pages) > 1
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(closed), password=wrong)


def test_it_is_locked_with_aes_256_of_pdf_2(closed: bytes) -> None:
    how = pikepdf.open(BytesIO(closed), password=PASSWORD).encryption

    assert (how.R, how.V, how.bits) == (6, 5, 256)
    methods = {how.stream_method, how.string_method, how.file_method}
    assert methods == {pikepdf.models.encryption.EncryptionMethod.aesv3}


def test_neither_words_nor_metadata_can_be_read_without_the_password(
    stress_pdf: bytes, closed: bytes
) -> None:
    assert b"pdfuaid" in stress_pdf
    assert b"pdfuaid" not in closed
    assert b"Voorbeeld" not in closed


def test_a_screen_reader_may_read_it(closed: bytes) -> None:
    allowed = pikepdf.open(BytesIO(closed), password=PASSWORD).allow

    assert allowed.accessibility
    assert allowed.extract
    assert all(allowed)


def test_what_it_says_and_its_structure_are_as_before(stress_pdf: bytes, opened: bytes) -> None:
    before, after = read(stress_pdf), read(opened)

    assert after.tree.nested() == before.tree.nested()
    assert after.artifacts == before.artifacts


def test_both_checkers_accept_what_comes_out(opened: bytes) -> None:
    assert verapdf(opened) == []
    assert page_validation(opened) == []


def test_the_longest_password_counts_to_its_last_sign(stress_pdf: bytes) -> None:
    longest = "p" * (MAX_BYTES - 1)
    closed = lock_pdf(stress_pdf, longest + "a")

    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(closed), password=longest + "b")
