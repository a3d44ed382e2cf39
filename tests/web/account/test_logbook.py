"""The logbook in the browser of its owner."""

import io

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from assessment.scanner import Scanner
from assessment.services import certificates, logbook, scanning
from assessment.services.moments import day_of, now
from assessment.store import database
from assessment.store import logbook as kept
from assessment.web.security import TAKES_FILES
from tests.browser.product import free_port
from tests.people.clamd import EICAR, running_clamd
from tests.people.signed_in import ELS, add_account, sign_in
from tests.web.visitor import Visitor, fields

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(30) + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + bytes(30) + b"\xff\xd9"
HOME = "/account/logboek"
TYPED = {"what": "Training debatteren", "day": "01-06-2026", "hours": "2,5", "about": "POL1",
         "programme": "", "learned": "Eerst luisteren.", "revision": "0"}  # fmt: skip


def with_file(name, data, **typed):
    return {**TYPED, **typed, "certificate": (io.BytesIO(data), name)}


@pytest.fixture
def entries(engine, account):
    def read():
        with database.reading(engine) as db:
            return logbook.list_entries(db, account.id)

    return read


def test_what_was_learned_is_kept_and_shown_with_the_hours_of_its_year(noor, entries):
    noor.post_and_leave(f"{HOME}/nieuw", TYPED)
    noor.post_and_leave(f"{HOME}/nieuw", {**TYPED, "day": "2026-02-03", "hours": "1.25"})

    page = noor.get(HOME)

    assert page.select_one("h2").text == "2026: 3,75 uur"
    assert "Eerst luisteren." in page.main.text
    assert [entry.hundredths for entry in entries()] == [250, 125]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"hours": "veel"}, "geen aantal uren"),
        ({"hours": "0"}, "geen aantal uren"),
        ({"hours": "501"}, "geen aantal uren"),
        ({"hours": ""}, "hoeveel uur"),
        ({"day": "31-02-2026"}, "geen datum"),
        ({"day": "01-01-2999"}, "die geweest is"),
        ({"what": "  "}, "wat je deed"),
        ({"what": "x" * 121}, "hoogstens 120 tekens"),
        ({"about": "bestaat-niet"}, "kies"),
    ],
)
def test_a_form_that_is_refused_keeps_what_was_typed(noor, entries, typed, told):
    page = noor.post(f"{HOME}/nieuw", {**TYPED, **typed}, status=422)

    assert told.lower() in page.select_one(".error-summary").text.lower()
    assert page.select_one("#learned").text.strip() == "Eerst luisteren."
    assert entries() == []


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [("a.pdf", PDF, "pdf"), ("b.PNG", PNG, "png"), ("foto.jpeg", JPEG, "jpeg"),
     ("verkeerd.exe", PDF, "pdf")],
)  # fmt: skip
def test_a_certificate_comes_back_as_a_file_to_keep(noor, entries, name, data, kind):
    noor.post_and_leave(f"{HOME}/nieuw", with_file(name, data))

    link = noor.get(HOME).select_one('a[href*="/bewijs/"]')
    answer = noor.client.get(str(link["href"]))

    assert answer.data == data
    assert answer.mimetype == certificates.TYPES[kind]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<html><script>alert(1)</script>", "geen PDF, PNG of JPEG"),
        (b"", "leeg"),
        (b"%PDF-1.7 en verder niets", "geen PDF, PNG of JPEG"),
        (b"GIF89a" + PNG, "geen PDF, PNG of JPEG"),
    ],
)
def test_a_file_that_is_refused_keeps_what_was_typed_and_writes_nothing(noor, entries, data, told):
    page = noor.post(f"{HOME}/nieuw", with_file("bewijs.pdf", data), status=422)

    assert told in page.select_one(".error-summary").text
    assert page.select_one("#learned").text.strip() == "Eerst luisteren."
    assert entries() == []


def send(client, file):
    """Post a large file; the client's own way leaves a temporary file open."""
    sent = {**TYPED, "certificate": FileStorage(io.BytesIO(file), "bewijs.pdf")}
    boundary, body = encode_multipart(sent)
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(f"{HOME}/nieuw", data=body, content_type=kind)


def test_a_file_that_is_too_large_to_keep_is_refused_with_the_form_as_it_was_typed(noor, entries):
    answer = send(noor.client, PDF + bytes(certificates.MOST_BYTES) + b"%%EOF")

    assert answer.status_code == 422
    assert "groter dan 5 MB" in answer.text
    assert "Eerst luisteren." in answer.text
    assert entries() == []


def test_a_file_too_large_to_read_gets_a_page(noor):
    assert send(noor.client, bytes(16 * 1024 * 1024)).status_code == 413


def test_who_is_not_signed_in_may_not_send_a_large_file(client):
    assert send(client, bytes(1024 * 1024)).status_code == 413


def test_an_entry_is_changed_and_its_certificate_dropped(noor, entries):
    noor.post_and_leave(f"{HOME}/nieuw", with_file("a.pdf", PDF))
    (entry,) = entries()
    form = noor.get(f"{HOME}/{entry.id}").select_one('form[enctype="multipart/form-data"]')
    sent = {name: value for name, value in fields(form).items() if name != "certificate"}
    dropped = str(form.select_one('input[name="drop"]')["value"])

    noor.post_and_leave(f"{HOME}/{entry.id}", {**sent, "hours": "4", "drop": dropped})

    assert entries()[0].hundredths == 400
    assert noor.get(HOME).select('a[href*="/bewijs/"]') == []


def test_an_old_tab_overwrites_nothing_and_is_told_what_stands_there(noor, entries):
    noor.post_and_leave(f"{HOME}/nieuw", TYPED)
    (entry,) = entries()
    noor.post_and_leave(f"{HOME}/{entry.id}", {**TYPED, "what": "Nieuwer", "revision": "1"})

    page = noor.post(f"{HOME}/{entry.id}", {**TYPED, "what": "Ouder", "revision": "1"}, status=409)

    assert "Nieuwer" in page.select_one(".error-summary").text
    assert page.select_one("#what")["value"] == "Ouder"
    assert entries()[0].what == "Nieuwer"
    noor.post_and_leave(f"{HOME}/{entry.id}", fields(page.select_one("main form")))
    assert entries()[0].what == "Ouder"


def test_what_was_taken_out_can_be_put_back(noor, entries):
    noor.post_and_leave(f"{HOME}/nieuw", with_file("a.pdf", PDF))
    (entry,) = entries()

    noor.post_and_leave(f"{HOME}/{entry.id}/verwijderen")
    assert entries() == []
    assert "Training debatteren" in noor.get(HOME).main.text

    noor.post_and_leave(f"{HOME}/{entry.id}/terug")
    assert [one.id for one in entries()] == [entry.id]
    assert noor.get(HOME).select('a[href*="/bewijs/"]')


def test_the_table_opens_in_a_dutch_excel_and_runs_nothing(noor):
    noor.post_and_leave(f"{HOME}/nieuw", {**TYPED, "what": "=1+1"})

    text = noor.client.get(f"{HOME}/logboek.csv").data.decode("utf-8-sig")

    assert text.splitlines()[1].split(";")[:3] == ["01-06-2026", "2,5", "'=1+1"]


def test_the_document_is_a_pdf_to_keep(noor):
    noor.post_and_leave(f"{HOME}/nieuw", TYPED)

    answer = noor.client.get(f"{HOME}/logboek.pdf")

    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == "attachment; filename=logboek.pdf"


def test_nobody_else_reads_or_changes_an_entry_or_a_certificate(
    noor, entries, other_browser: Visitor, keep
):
    noor.post_and_leave(f"{HOME}/nieuw", with_file("a.pdf", PDF))
    (entry,) = entries()
    link = str(noor.get(HOME).select_one('a[href*="/bewijs/"]')["href"])
    sign_in(other_browser.client, keep(add_account, ELS, at=now()))

    assert other_browser.client.get(link).status_code == 404
    assert other_browser.client.get(f"{HOME}/{entry.id}").status_code == 404
    for address in (f"{HOME}/{entry.id}", f"{HOME}/{entry.id}/verwijderen",
                    f"{HOME}/{entry.id}/terug"):  # fmt: skip
        assert other_browser.client.post(address, data=TYPED).status_code == 404
    assert entries() == [entry]


def test_everything_goes_with_the_account(noor, account, engine):
    noor.post_and_leave(f"{HOME}/nieuw", with_file("a.pdf", PDF))
    noor.post_and_leave("/account/verwijderen")

    with database.reading(engine) as db:
        assert kept.count_entries(db, account.id) == 0
        assert kept.list_certificates(db, account.id) == []


def test_an_entry_of_today_is_accepted(noor, entries):
    today = day_of(now())
    noor.post_and_leave(f"{HOME}/nieuw", {**TYPED, "day": today.isoformat()})

    assert entries()[0].day == today


# --- with a virus scanner ---


@pytest.fixture
def clamd():
    with running_clamd() as found:
        yield found


@pytest.fixture
def scanned(make_app, account, clamd):
    visitor = Visitor(make_app(SCANNER=clamd.scanner).test_client())
    sign_in(visitor.client, account)
    return visitor


def test_a_scanner_looks_at_a_certificate_before_it_is_kept(scanned, clamd, entries):
    scanned.post_and_leave(f"{HOME}/nieuw", with_file("a.pdf", PDF))

    assert clamd.seen == [PDF]
    assert len(entries()) == 1


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (None, "vond een virusscanner iets"),
        (b"", "konden dit bestand nu niet op virussen nakijken"),
        (b"INSTREAM size limit exceeded. ERROR\0", "konden dit bestand nu niet"),
    ],
)
def test_what_a_scanner_finds_or_cannot_look_at_is_not_kept(
    scanned, clamd, entries, log, answer, told
):
    clamd.answer = answer
    file = b"%PDF-1.7\n" + EICAR + b"\n%%EOF\n"

    page = scanned.post(f"{HOME}/nieuw", with_file("geheim.pdf", file), status=422)

    assert told in page.select_one(".error-summary").text
    assert page.select_one("#learned").text.strip() == "Eerst luisteren."
    assert entries() == []
    assert "virus scanner" in log.getvalue()
    assert "geheim" not in log.getvalue()


def test_a_scanner_that_is_away_stops_no_entry_without_a_file(make_app, account, entries):
    away = Scanner(host="127.0.0.1", port=free_port())
    visitor = Visitor(make_app(SCANNER=away).test_client())
    sign_in(visitor.client, account)

    visitor.post_and_leave(f"{HOME}/nieuw", TYPED)

    assert len(entries()) == 1


def test_while_a_scanner_looks_others_can_write(scanned, clamd, engine, keep, monkeypatch):
    wrote = []

    def look(scanner, file):
        wrote.append(keep(add_account, ELS, at=now()))
        return True

    monkeypatch.setattr(scanning, "is_clean", look)
    scanned.post_and_leave(f"{HOME}/nieuw", with_file("a.pdf", PDF))

    assert len(wrote) == 1


def test_no_file_but_a_certificate_is_ever_kept_of_somebody():
    assert {name.split(".")[0] for name in TAKES_FILES} == {"logbook", "round_people"}
