"""The logbook: hours, sums, what may be kept, and what it does to the advice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.services import accounts, certificates, logbook, logbook_files, reporting
from assessment.services.certificates import CertificateRefused
from assessment.services.logbook import Learned, LogbookFull
from assessment.services.moments import TWICE
from assessment.store import attempts
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from tests.people.signed_in import ELS, NOOR, add_account
from tests.people.taken import NOW

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
TRAINING = Learned(date(2026, 6, 1), 250, "Training debatteren", "Eerst luisteren.", "POL1")


@pytest.fixture
def noor(db):
    return add_account(db, NOOR, at=NOW)


@given(st.integers(1, logbook.MOST_HOURS * logbook.HUNDREDTHS))
def test_hours_are_read_back_as_they_are_written(hundredths):
    assert logbook.read_hours(logbook.write_hours(hundredths)) == hundredths


@pytest.mark.parametrize("text", ["", "0", "0,00", "-1", "1,255", "501", "1e2", "²", "1.2,3", "٣"])
def test_what_is_no_number_of_hours_is_refused(text):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 (it says what was typed, and no more)
        logbook.read_hours(text)

    assert refused.value.args == (text,)


def test_what_is_saved_after_another_tab_took_it_out_stays(db, noor):
    entry = logbook.add_entry(db, noor.id, TRAINING, now=NOW)
    for learned in (TRAINING, replace(TRAINING, what="Anders")):
        logbook.remove_entry(db, noor.id, entry, now=NOW)

        logbook.change_entry(db, noor.id, entry, learned, seen=1, now=NOW)

        logbook.delete_removed(db, now=NOW + logbook.KEPT_REMOVED * 2)
        assert [one.what for one in logbook.list_entries(db, noor.id)] == [learned.what]


def test_the_years_together_are_all_there_is(db, noor):
    for day, hundredths in (
        (date(2025, 12, 31), 100),
        (date(2026, 1, 1), 25),
        (date(2026, 9, 9), 50),
    ):
        logbook.add_entry(db, noor.id, Learned(day, hundredths, "Boek"), now=NOW)

    assert logbook.sum_by_year(logbook.list_entries(db, noor.id)) == {2026: 75, 2025: 100}


def test_what_was_taken_out_is_deleted_for_good_after_a_month_and_not_before(db, noor):
    entry = logbook.add_entry(db, noor.id, TRAINING, now=NOW)
    certificates.add_certificate(db, noor.id, entry, "a.pdf", PDF, now=NOW)
    logbook.remove_entry(db, noor.id, entry, now=NOW)

    logbook.delete_removed(db, now=NOW + logbook.KEPT_REMOVED)
    assert [one.id for one in logbook.list_removed(db, noor.id)] == [entry]

    logbook.delete_removed(db, now=NOW + logbook.KEPT_REMOVED + timedelta(seconds=1))
    assert logbook.list_removed(db, noor.id) == []
    assert certificates.list_by_entry(db, noor.id) == {}


def test_a_full_logbook_takes_no_more(db, noor, monkeypatch):
    monkeypatch.setattr(logbook, "MOST_ENTRIES", 1)
    logbook.add_entry(db, noor.id, TRAINING, now=NOW)

    with pytest.raises(LogbookFull):
        logbook.add_entry(db, noor.id, replace(TRAINING, what="Meer"), now=NOW)


def test_who_presses_the_button_twice_learned_it_once(db, noor):
    els = add_account(db, ELS, at=NOW)
    entry = logbook.add_entry(db, noor.id, TRAINING, now=NOW)

    assert logbook.add_entry(db, noor.id, TRAINING, now=NOW + TWICE / 2) == entry
    assert logbook.add_entry(db, els.id, TRAINING, now=NOW) != entry
    assert logbook.add_entry(db, noor.id, replace(TRAINING, what="Meer"), now=NOW) != entry
    assert logbook.add_entry(db, noor.id, TRAINING, now=NOW + TWICE) != entry


def test_what_was_taken_out_is_added_again(db, noor):
    entry = logbook.add_entry(db, noor.id, TRAINING, now=NOW)
    logbook.remove_entry(db, noor.id, entry, now=NOW)

    assert logbook.add_entry(db, noor.id, TRAINING, now=NOW) != entry


def test_an_entry_takes_so_many_certificates_and_the_same_one_once(db, noor):
    entry = logbook.add_entry(db, noor.id, TRAINING, now=NOW)
    files = [PDF + bytes([number]) for number in range(certificates.MOST_CERTIFICATES)]
    for file in [*files, files[0]]:
        certificates.add_certificate(db, noor.id, entry, "bewijs.pdf", file, now=NOW)

    assert len(certificates.list_by_entry(db, noor.id)[entry]) == len(files)
    with pytest.raises(CertificateRefused, match="count"):
        certificates.add_certificate(db, noor.id, entry, "bewijs.pdf", PDF, now=NOW)


def test_an_account_holds_so_much_and_another_account_its_own(db, noor, monkeypatch):
    monkeypatch.setattr(certificates, "MOST_TOGETHER", len(PDF))
    els = add_account(db, ELS, at=NOW)
    for account in (noor, els):
        entry = logbook.add_entry(db, account.id, TRAINING, now=NOW)
        certificates.add_certificate(db, account.id, entry, "bewijs.pdf", PDF, now=NOW)
        with pytest.raises(CertificateRefused, match="full"):
            certificates.add_certificate(db, account.id, entry, "bewijs.pdf", PDF + b" ", now=NOW)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\r\nSet-Cookie: x.pdf", "\u202etxt.pdf", "", "."]
)
def test_a_name_is_only_a_name(name):
    cleaned = certificates.clean_name(name, "pdf")

    assert cleaned.endswith(".pdf")
    assert len(cleaned) > len(".pdf")
    assert not set(cleaned) & set('/\\\r\n"<>:')
    assert cleaned.isprintable()


def test_what_is_in_the_logbook_counts_as_followed_in_the_advice(db, content, noor):
    attempt_id = taken.add_submitted(db, content)
    accounts.adopt_attempt(db, noor.id, attempt_id, now=NOW)

    def advise():
        result = reporting.open_result(db, content, attempts.get_attempt(db, attempt_id))
        return reporting.document_id(result), [s.programme for s in result.suggestions.programmes]

    number, before = advise()
    followed = before[0]
    entry = logbook.add_entry(
        db, noor.id, Learned(date(2026, 6, 1), 800, "Gevolgd", programme=followed), now=NOW
    )

    other_number, after = advise()
    assert followed not in after
    assert other_number != number
    logbook.remove_entry(db, noor.id, entry, now=NOW)
    assert advise() == (number, before)


def test_a_logbook_is_kept_as_long_as_a_result(db, noor):
    logbook.add_entry(db, noor.id, TRAINING, now=NOW)

    accounts.delete_unused(db, url="", now=NOW + timedelta(days=366))
    assert accounts.get_account(db, noor.id)

    accounts.delete_unused(db, url="", now=NOW + timedelta(days=550))
    with pytest.raises(LookupError):
        accounts.get_account(db, noor.id)


def test_the_document_tells_every_entry_and_the_sums(db, content, noor):
    logbook.add_entry(db, noor.id, TRAINING, now=NOW)

    report = logbook_files.write_report(db, content, noor, now=NOW)

    assert report.cover.lines == ("Eén leeractiviteit, 2,5 uur",)
    assert report.sections[0].title == "2026: 2,5 uur"
    assert "Eerst luisteren." in str(report.sections[0].blocks)
