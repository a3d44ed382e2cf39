"""The PDF: asking for it, waiting for it, holding it."""

import pytest
from sqlalchemy import text

from assessment.store import database, results
from tests.people import taken
from tests.web.visitor import Visitor


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


def latest(engine, attempt_id):
    with database.reading(engine) as db:
        return results.find_latest_document(db, attempt_id)


def test_from_the_button_to_the_pdf(participant, home):
    page = participant.get(f"{home}/document")
    assert "nog geen PDF" in page.get_text()

    assert participant.post_and_leave(f"{home}/document") == f"{home}/document"

    page = participant.get(f"{home}/document")
    assert "is klaar" in page.select_one("[role=status]").get_text()
    link = page.select_one('a[href$=".pdf"]')["href"]
    response = participant.client.get(link)
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF")
    assert "bestuurlijk-ontwikkelplan-20" in response.headers["Content-Disposition"]


def test_while_it_is_being_made_the_page_says_so_and_looks_by_itself(make_app, attempt_id, engine):
    visitor = Visitor(make_app(enqueue=lambda _: None).test_client()).owns(attempt_id)
    home = f"/afname/{attempt_id}"
    visitor.post_and_leave(f"{home}/document")

    page = visitor.get(f"{home}/document")

    assert "wordt gemaakt" in page.select_one("[role=status]").get_text()
    assert page.select_one('a[href$="/document"]')  # without the script
    waiting = page.select_one("[data-waiting]")["data-waiting"]
    assert visitor.client.get(waiting).json == {"state": "queued"}
    document = latest(engine, attempt_id).id
    visitor.get(f"{home}/document/{document}.pdf", status=404)


def test_a_document_that_keeps_one_waiting_may_be_asked_for_again(make_app, attempt_id, engine):
    visitor = Visitor(make_app(enqueue=lambda _: None).test_client()).owns(attempt_id)
    home = f"/afname/{attempt_id}"
    visitor.post_and_leave(f"{home}/document")
    assert visitor.get(f"{home}/document").select("#exemplaar button") == []

    with database.writing(engine) as db:
        db.execute(text("UPDATE document SET asked_at = '2020-01-01 00:00:00.000000'"))
        db.commit()

    page = visitor.get(f"{home}/document")
    assert "langer dan anders" in page.select_one("[role=status]").get_text()
    assert page.select_one("#exemplaar button")


def test_once_it_is_made_the_waiting_page_hears_it(
    participant, home, engine, quick_pdf, attempt_id
):
    participant.post_and_leave(f"{home}/document")
    document = latest(engine, attempt_id).id

    state = participant.client.get(f"{home}/document/{document}/stand")

    assert state.json == {"state": "ready"}
    assert participant.client.get(f"{home}/document/{document}.pdf").data == quick_pdf


def test_a_pdf_that_could_not_be_made_says_so_and_can_be_asked_for_again(
    participant, home, monkeypatch, engine, attempt_id
):
    def broken(_):
        raise RuntimeError("geen letters")

    monkeypatch.setattr("assessment.report.pdf.report.render_pdf", broken)
    participant.post_and_leave(f"{home}/document")
    page = participant.get(f"{home}/document")
    assert "niet gelukt" in page.select_one("[role=alert]").get_text()

    monkeypatch.setattr("assessment.report.pdf.report.render_pdf", lambda _: b"%PDF beter")
    participant.post_and_leave(f"{home}/document")

    with database.reading(engine) as db:
        newest = results.find_latest_document(db, attempt_id)
        assert results.read_file(db, newest.id) == b"%PDF beter"


def test_a_new_pdf_takes_the_newest_plan_along(participant, home, monkeypatch, engine, attempt_id):
    seen = []

    def note(report):
        seen.append(str(report.section("doelen")))
        return b"%PDF"

    monkeypatch.setattr("assessment.report.pdf.report.render_pdf", note)
    participant.post_and_leave(f"{home}/document")
    goal = {"about": "lef", "aim": "Dit kwam er later bij", "revision": "0"}
    participant.post_and_leave(f"{home}/plan/doel/1", goal)
    participant.post_and_leave(f"{home}/document")

    assert ["later bij" in goals for goals in seen] == [False, True]


def test_the_name_on_the_cover_is_the_persons_own(keep, content, visitor, monkeypatch):
    covers = []

    def note(report):
        covers.append(report.cover.name)
        return b"%PDF"

    monkeypatch.setattr("assessment.report.pdf.report.render_pdf", note)
    for name in ("Noor de Wit", ""):
        attempt_id = keep(taken.add_submitted, content, name=name)
        visitor.owns(attempt_id).post_and_leave(f"/afname/{attempt_id}/document")

    assert covers[0] == "Noor de Wit"
    assert "niet ingevuld" in covers[1]


def test_what_cannot_be_printed_is_told_before_the_document_is_made(keep, content, participant):
    plain = keep(taken.add_submitted, content)
    odd = keep(taken.add_submitted, content, name="Ra \U00013000 Đặng 王小明 😀")

    assert not participant.owns(plain).get(f"/afname/{plain}/document").select("[role=note]")
    (note,) = participant.owns(odd).get(f"/afname/{odd}/document").select("[role=note]")
    assert "\U00013000 (U+13000)." in note.get_text()


def test_a_copy_for_a_name_that_cannot_be_printed_is_refused_in_words(participant, home):
    page = participant.post(f"{home}/document", {"voor": "\U00013000 collega"}, status=422)

    assert "\U00013000" in page.select_one(".error-summary").get_text()
    assert page.select_one("[name=voor]")["value"] == "\U00013000 collega"
