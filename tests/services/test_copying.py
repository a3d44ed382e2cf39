"""Copies: made at once and remembered, found by their code alone, locked with a password."""

import io

import pikepdf
import pytest

from assessment.report.documents.kinds import DocumentRefused
from assessment.report.fingerprint import code
from assessment.services import copying, erasing, reporting, submitting
from assessment.store import attempts, database, results
from assessment.store.attempts import AttemptNotFound
from assessment.store.results import DocumentNotFound
from tests.clusters import on_each_database as on_each_database
from tests.people import taken

PDF = b"%PDF snel"


@pytest.fixture
def attempt(db, content):
    return attempts.get_attempt(db, taken.add_submitted(db, content))


@pytest.fixture
def make(db, content, attempt, monkeypatch):
    """Make a document without drawing it."""
    monkeypatch.setattr("assessment.report.pdf.report.render_pdf", lambda _: PDF)
    db.commit()

    def run(kind="intervisiekaart", *, form="pdf", now=taken.LATER, **facts):
        document = copying.make_now(db, content, attempt, kind, form=form, now=now, **facts)
        db.commit()
        return document

    return run


def copies(db, attempt):
    return copying.list_copies(db, attempt.id)


def test_what_is_made_is_kept_with_kind_day_recipient_and_hash(db, make, attempt):
    document = make(recipient="  Anneke\nde Vries ")

    [copy] = copies(db, attempt)
    assert (copy.id, copy.kind, copy.form) == (document, "intervisiekaart", "pdf")
    assert (copy.recipient, copy.asked_at) == ("Anneke de Vries", taken.LATER)
    assert len(copy.content_hash) == 64
    found = copying.own_file(db, attempt.id, document)
    assert (found.data, found.recipient) == (PDF, "Anneke de Vries")


def test_the_same_document_of_the_same_day_is_kept_once(db, make, attempt):
    first = make()
    assert make() == first
    others = [make(recipient="Bert"), make(form="html"), make("gesprekswijzer"),
              make(now=taken.MUCH_LATER), make("gesprekswijzer", parts=["stijl"])]  # fmt: skip

    assert len({first, *others}) == len(copies(db, attempt)) == 6


def test_a_document_that_is_refused_is_not_kept(db, make, attempt):
    for kind, facts in (("orientatieverslag", {}), ("gesprekswijzer", {"parts": []}),
                        ("plan", {"recipient": "n" * 81})):  # fmt: skip
        with pytest.raises(DocumentRefused):
            make(kind, **facts)

    assert copies(db, attempt) == []


def test_others_may_write_while_it_is_written_and_drawn(engine, content, monkeypatch):
    written = reporting.write_document

    def write(*arguments, **facts):
        draw(None)
        return written(*arguments, **facts)

    def draw(_):
        with database.writing(engine) as other:
            taken.add(other)
            other.commit()
        return PDF

    with database.writing(engine) as db:
        attempt_id = taken.add_submitted(db, content)
        db.commit()
    monkeypatch.setattr("assessment.report.pdf.report.render_pdf", draw)
    monkeypatch.setattr(reporting, "write_document", write)
    with database.writing(engine) as db:
        attempt = attempts.get_attempt(db, attempt_id)
        copying.make_now(db, content, attempt, "intervisiekaart", form="pdf", now=taken.LATER)
        db.commit()
        assert len(copies(db, attempt)) == 1


def test_a_button_that_was_pressed_twice_at_once_makes_one_document(engine, content, monkeypatch):
    with database.writing(engine) as db:
        attempt_id = taken.add_submitted(db, content)
        db.commit()
    presses = []

    def make():
        with database.writing(engine) as db:
            attempt = attempts.get_attempt(db, attempt_id)
            made = copying.make_now(
                db, content, attempt, "intervisiekaart", form="pdf", now=taken.LATER
            )
            db.commit()
            return made

    def draw(_):
        if not presses:
            presses.append(None)
            presses.append(make())
        return PDF

    monkeypatch.setattr("assessment.report.pdf.report.render_pdf", draw)

    assert make() == presses[1]


def test_deleting_everything_while_it_is_drawn_leaves_nothing(engine, content, monkeypatch):
    with database.writing(engine) as db:
        attempt_id = taken.add_submitted(db, content)
        db.commit()

    def draw(_):
        with database.writing(engine) as other:
            erasing.delete_everything(other, attempt_id)
            other.commit()
        return PDF

    monkeypatch.setattr("assessment.report.pdf.report.render_pdf", draw)
    with database.writing(engine) as db:
        attempt = attempts.get_attempt(db, attempt_id)
        with pytest.raises(AttemptNotFound):
            copying.make_now(db, content, attempt, "intervisiekaart", form="pdf", now=taken.LATER)


def test_a_pdf_of_the_worker_is_remembered_too(db, content, attempt, quick_pdf):
    document = reporting.ask_document(db, attempt, now=taken.LATER, recipient="Bert")
    assert copies(db, attempt) == []
    with pytest.raises(DocumentNotFound):
        copying.own_file(db, attempt.id, document)

    reporting.keep_document(db, document, reporting.make_document(db, content, document))

    [copy] = copies(db, attempt)
    assert (copy.id, copy.recipient, copy.kind) == (document, "Bert", "plan")
    assert copying.find_copy(db, attempt.id, code(copy.content_hash)) == copy


def test_answers_that_open_again_leave_what_was_handed_out_to_be_checked(db, make, attempt):
    make()
    submitting.reopen(db, attempt, now=taken.LATER)

    assert len(copies(db, attempt)) == 1


# --- the code ---


@pytest.mark.parametrize(
    "typed", ["{}", " {} ", "{}\t", "lower", "dashes", "together", "long dashes"]
)
def test_a_document_is_found_by_its_code_however_it_was_typed(db, make, attempt, typed):
    make(recipient="Anneke")
    other = make(recipient="Bert")
    [copy] = [one for one in copies(db, attempt) if one.id == other]
    shown = code(copy.content_hash)
    ways = {
        "lower": shown.lower(),
        "dashes": shown.replace(" ", "-"),
        "together": shown.replace(" ", ""),
        "long dashes": shown.replace(" ", " \u2013 "),
    }

    assert copying.find_copy(db, attempt.id, ways.get(typed, typed.format(shown))) == copy


def test_an_unknown_code_finds_nothing(db, make, attempt):
    make()

    assert copying.find_copy(db, attempt.id, "0123 4567 89AB CDEF") is None


@pytest.mark.parametrize("typed", ["", "3F2A", "3F2A 9C71 B04D 8E1G", "3F2A 9C71 B04D 8E11 0",
                                   "%", "٣" * 16])  # fmt: skip
def test_what_cannot_be_a_code_is_told_apart_from_one_that_is_unknown(db, attempt, typed):
    with pytest.raises(copying.CodeNotReadable):
        copying.find_copy(db, attempt.id, typed)


def test_the_code_of_somebody_elses_document_is_unknown(db, content, make, attempt):
    make()
    [copy] = copies(db, attempt)
    other = taken.add_submitted(db, content, seed=8)

    assert copying.find_copy(db, other, code(copy.content_hash)) is None


def test_a_document_of_before_codes_is_never_found(db, attempt):
    document = reporting.ask_document(db, attempt, now=taken.LATER)
    results.finish_document(db, document, PDF)

    assert copying.find_copy(db, attempt.id, "0" * 16) is None


# --- the password ---


@pytest.fixture(scope="module")
def pdf():
    result = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(result)
    return result.getvalue()


@pytest.mark.parametrize("password", ["acht tek", "é" * 20, " met ruimte ", "p" * 127])
def test_a_password_closes_the_pdf(pdf, password):
    closed = copying.lock(pdf, password)

    assert len(pikepdf.open(io.BytesIO(closed), password=password).pages) == 1
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(closed))


def test_a_letter_and_its_accent_are_one_sign_however_they_were_typed(pdf):
    closed = copying.lock(pdf, "cafe\u0301 aan zee")

    assert pikepdf.open(io.BytesIO(closed), password="caf\u00e9 aan zee").pages


@pytest.mark.parametrize("password", ["", "zeven t", "e\u0301" * 7])
def test_a_password_of_less_than_eight_signs_is_refused(pdf, password):
    with pytest.raises(copying.PasswordRefused, match="minstens 8 tekens"):
        copying.lock(pdf, password)


@pytest.mark.parametrize("password", ["p" * 128, "é" * 64, "acht\ntekens", "\ud800" * 9])
def test_a_password_that_readers_would_not_take_is_refused(pdf, password):
    with pytest.raises(copying.PasswordRefused, match="te lang of heeft een teken") as refused:
        copying.lock(pdf, password)

    assert password not in str(refused.value)
