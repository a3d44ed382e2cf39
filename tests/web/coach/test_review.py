"""One person, as the coach reviews them."""

import pytest

from assessment.services import releasing, taking
from assessment.services.moments import now
from assessment.store import conversations, releases
from tests.people import coached
from tests.web.visitor import fields
from values import DILEMMAS

FORM = "form[data-notes]"


@pytest.fixture
def opened(write, pair):
    def read():
        return [one.what for one in write(releases.list_openings, pair.owner.id)]

    return read


def test_the_page_shows_story_parts_goals_questions_and_notes(coach, review):
    page = coach.get(review)

    assert page.h1.text == "Noor de Wit"
    assert page.select("#verhaal")
    assert page.select_one("#doel-POL1").find(string="Vaker doorvragen in de raad")
    assert len(page.select("#gesprek ~ .beside summary")) == 5
    assert page.select_one(FORM).select_one("textarea")


def test_it_says_whom_the_texts_call_you_and_what_a_pdf_carries(coach, review, pair):
    page = coach.get(review)

    assert "met ‘je’ is die persoon bedoeld" in page.select_one("#verhaal ~ .hint").text
    assert "met ‘je’ is die persoon bedoeld" in page.select_one("#gesprek ~ .beside .hint").text
    assert "komen jouw mailadres en de dag" in page.main.text
    part = coach.get(page.select_one("#delen ~ ul a")["href"])
    buttons = [one.text for one in part.select(".side button")]
    assert len(buttons) == 2
    assert {one.text for one in page.select("form[action^='/vrijgegeven/'] button")} == set(buttons)


def test_it_shows_only_what_was_released(coach, review, write, content, pair):
    released = write(coached.release, content, pair, ("style",), now=now())

    page = coach.get(review)

    assert not page.select("#verhaal, #doel-POL1")
    links = [a["href"] for a in page.select("#delen ~ ul a")]
    assert links == [f"/vrijgegeven/{released}/style"]


def test_what_else_there_is_to_talk_about_stands_below_the_questions(
    coach, review, write, content, pair
):
    chosen = {"regio": "autonomie", "regio-waarom": "Het gaat om ons water."}
    write(taking.save_page, pair.attempt_id, DILEMMAS, chosen, seen={}, now=now())
    write(coached.release, content, pair, ("dilemmas",), now=now())

    page = coach.get(review)

    told = [one.text for one in page.select("#gesprek ~ .beside summary")]
    assert told[5:] == ["Keuzes tussen twee goede waarden"]
    assert "Het gaat om ons water." in page.select_one("#gesprek ~ .beside").text


def test_a_part_leads_back_to_the_person(coach, review):
    part = coach.get(review).select_one("#delen ~ ul a")["href"]

    assert coach.get(part).select_one(f'.buttons a[href="{review}"]')


def test_the_owner_sees_once_a_visit_what_was_opened(coach, review, opened):
    coach.get(review)
    coach.get(review)

    assert sorted(opened()) == ["plan", "story"]


def test_notes_are_kept_by_the_button_and_while_they_are_typed(coach, review, write, talk_id):
    sent = fields(coach.get(review).select_one(FORM))
    coach.post_and_leave(f"{review}/aantekeningen", {**sent, "note": "Eerste indruk"})
    sent = fields(coach.get(review).select_one(FORM))
    assert sent["note"] == "Eerste indruk"

    answer = coach.client.post(f"{review}/aantekeningen/nu", data={**sent, "note": "Meer"})

    assert answer.status_code == 201
    assert "opgeslagen om" in answer.json["message"]
    assert answer.json["seen"] == 2
    assert write(conversations.find_note, talk_id).text == "Meer"


def test_notes_of_two_windows_stand_beside_each_other(coach, review, write, talk_id):
    sent = fields(coach.get(review).select_one(FORM))
    coach.post_and_leave(f"{review}/aantekeningen", {**sent, "note": "Uit venster een"})

    late = coach.client.post(f"{review}/aantekeningen/nu", data={**sent, "note": "Venster twee"})
    page = coach.post(f"{review}/aantekeningen", {**sent, "note": "Venster twee"}, status=409)

    assert late.status_code == 409
    assert late.json["stored"] == "Uit venster een"
    assert page.select_one("#opgeslagen").text == "Uit venster een"
    again = fields(page.select_one(FORM))
    assert again["note"] == "Venster twee"
    coach.post_and_leave(f"{review}/aantekeningen", again)
    assert write(conversations.find_note, talk_id).text == "Venster twee"


def test_notes_that_are_too_long_are_shown_again_whole(coach, review):
    sent = fields(coach.get(review).select_one(FORM))
    long = "x" * 8001

    page = coach.post(f"{review}/aantekeningen", {**sent, "note": long}, status=422)

    assert page.select_one("textarea#note").text.strip() == long
    now_sent = coach.client.post(f"{review}/aantekeningen/nu", data={**sent, "note": long})
    assert (now_sent.status_code, "8000" in now_sent.json["message"]) == (422, True)


def test_access_ends_in_that_second_on_every_address_also_while_a_note_is_typed(
    coach, review, theirs, write, pair, talk_id, app
):
    sent = fields(coach.get(review).select_one(FORM))
    coach.client.post(f"{review}/aantekeningen/nu", data={**sent, "note": "Alleen van mij"})
    live = write(releases.list_of_attempt, pair.attempt_id)[0]
    write(releasing.withdraw, pair.owner.id, live.id, now=now())

    page = coach.get(review, status=404)
    assert "Noor" not in page.text
    assert "dan zijn die verwijderd" in page.text
    typed = {**sent, "note": "Nog iets", "seen": "1"}
    for address in ("/aantekeningen", "/aantekeningen/nu", "/voorstel"):
        assert coach.client.post(review + address, data=typed).status_code == 404
    for address in ("/opmerking/POL1", "/afspraken", "/dag"):
        assert coach.client.post(theirs + address, data={"x": "y"}).status_code == 404
    assert write(conversations.find_note, talk_id).text == ""


def test_what_never_existed_looks_the_same_to_a_coach_as_what_was_withdrawn(
    coach, review, write, pair
):
    live = write(releases.list_of_attempt, pair.attempt_id)[0]
    write(releasing.withdraw, pair.owner.id, live.id, now=now())

    gone = coach.client.get(review)
    never = coach.client.get("/coach/gesprek/00000000-0000-4000-8000-000000000000")

    assert (gone.status, gone.data) == (never.status, never.data)


def test_the_owner_and_others_have_no_page_of_the_coach(owner, other_browser, review):
    owner.get(review, status=404)
    assert other_browser.client.get(review).location == "/aanmelden"
    owner.get("/coach", status=404)
