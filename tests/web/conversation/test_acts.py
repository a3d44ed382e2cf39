"""What both do in one conversation, each from the own page."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from assessment.services.moments import day_of, now
from assessment.store import conversations
from tests.report.pdf.reading import read
from tests.web.visitor import fields

LATER = (day_of(now()) + timedelta(days=30)).isoformat()
ACTION = {"actie-what": "De griffier bellen", "actie-who": "owner", "actie-due_on": LATER}


@pytest.fixture
def add_action(coach, theirs, write, talk_id):
    def add(**changes):
        coach.post_and_leave(f"{theirs}/afspraken", {**ACTION, **changes})
        return write(conversations.list_actions, [talk_id])[-1]

    return add


def comment(page):
    return page.select_one("#doel-POL1 form")


def test_each_reads_what_the_other_says_about_a_goal(coach, owner, review, theirs):
    form = comment(coach.get(review))
    there = coach.post_and_leave(form["action"], {**fields(form), "POL1-text": "Hoe gaat dit?"})
    assert there.startswith(review)

    page = owner.get(theirs)
    assert "Hoe gaat dit?" in page.select_one("#doel-POL1").text
    form = comment(page)
    there = owner.post_and_leave(form["action"], {**fields(form), "POL1-text": "Beter"})
    assert there.startswith(theirs)

    said = [one.text for one in coach.get(review).select("#doel-POL1 .said .typed")]
    assert said == ["Hoe gaat dit?", "Beter"]


def test_two_who_write_at_once_are_both_kept_and_told(coach, owner, review, theirs):
    form, other = comment(coach.get(review)), comment(owner.get(theirs))
    owner.post_and_leave(other["action"], {**fields(other), "POL1-text": "Van mij"})

    coach.post_and_leave(form["action"], {**fields(form), "POL1-text": "Van de coach"})

    page = coach.get(review)
    assert "Het staat er allebei" in page.select_one("[role=status]").text
    assert [one.text for one in page.select(".said .typed")] == ["Van mij", "Van de coach"]


def test_the_owner_finds_what_is_new_on_the_page_of_sharing(coach, owner, theirs):
    coach.post_and_leave(f"{theirs}/opmerking/POL1", {"POL1-text": "Kijk eens"})
    assert "met 1 nieuwe opmerking" in owner.get("/delen").text

    owner.get(theirs)

    assert "nieuwe opmerking" not in owner.get("/delen").text


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001])
def test_a_comment_that_cannot_be_kept_is_asked_again_with_what_was_typed(
    owner, theirs, text, write, talk_id
):
    page = owner.post(f"{theirs}/opmerking/POL1", {"POL1-text": text}, status=422)

    assert page.select_one("#POL1-text").text.strip() == text.strip()
    assert write(conversations.list_comments, [talk_id]) == []
    owner.post(f"{theirs}/opmerking/verzonnen", {"verzonnen-text": "x"}, status=404)


def test_an_action_is_added_changed_done_and_taken_away(coach, owner, theirs, add_action):
    action = add_action()
    address = f"{theirs}/afspraken/{action.id}"
    assert "De griffier bellen" in owner.get(theirs).select_one(f"#afspraak-{action.id}").text

    form = fields(owner.get(address).select_one("main form"))
    owner.post_and_leave(address, {**form, "actie-what": "De griffier mailen"})
    coach.post_and_leave(f"{address}/gedaan", {"done": "1"})
    shown = owner.get(theirs).select_one(f"#afspraak-{action.id}").text
    assert "De griffier mailen" in shown
    assert "Gedaan" in shown
    form = owner.get(theirs).select_one(f"#afspraak-{action.id} form[action$='/weg']")
    owner.post_and_leave(form["action"], fields(form))

    assert "Er staan nog geen afspraken" in owner.get(theirs).text
    owner.get(address, status=404)
    owner.post(f"{address}/gedaan", {"done": "1"}, status=404)


@pytest.mark.parametrize(
    "wrong", [{"actie-what": ""}, {"actie-who": ""}, {"actie-who": "griffier"},
              {"actie-due_on": "1999-01-01"}, {"actie-due_on": "morgen"}],
)  # fmt: skip
def test_an_action_that_cannot_be_kept_is_asked_again_with_what_was_typed(
    coach, theirs, wrong, write, talk_id
):
    page = coach.post(f"{theirs}/afspraken", {**ACTION, **wrong}, status=422)

    typed = {**ACTION, **wrong}["actie-what"]
    assert page.select_one("#actie-what").text.strip() == typed
    assert page.select_one("#afspraken ~ details")["open"] == ""
    assert write(conversations.list_actions, [talk_id]) == []


def test_two_who_change_one_action_both_see_both(coach, owner, theirs, add_action):
    address = f"{theirs}/afspraken/{add_action().id}"
    of_coach = fields(coach.get(address).select_one("main form"))
    of_owner = fields(owner.get(address).select_one("main form"))
    owner.post_and_leave(address, {**of_owner, "actie-what": "Van mij"})

    page = coach.post(address, {**of_coach, "actie-what": "Van de coach"}, status=409)

    assert "Van mij" in page.select_one(".error-summary").text
    again = fields(page.select_one("main form"))
    assert again["actie-what"] == "Van de coach"
    coach.post_and_leave(address, again)
    assert "Van de coach" in owner.get(theirs).text


def test_who_changes_what_the_other_took_away_can_add_it_again(coach, owner, theirs, add_action):
    action = add_action()
    address = f"{theirs}/afspraken/{action.id}"
    form = fields(coach.get(address).select_one("main form"))
    owner.post_and_leave(f"{address}/weg", {"seen": "1"})

    page = coach.post(address, {**form, "actie-what": "Toch bellen"}, status=409)
    again = page.select_one("main form")
    coach.post_and_leave(again["action"], fields(again))

    assert "Toch bellen" in owner.get(theirs).text


def test_a_day_is_proposed_and_accepted(coach, owner, review, theirs):
    coach.post_and_leave(f"{theirs}/dag", {"gesprek-day": LATER})
    form = owner.get(theirs).select_one("form[action$='/dag/akkoord']")
    owner.post_and_leave(form["action"], fields(form))
    assert "Jullie spreken elkaar op" in coach.get(review).select_one(".callout").parent.text

    owner.post_and_leave(f"{theirs}/dag/akkoord", {"day": "2031-01-01"})
    assert "intussen veranderd" in owner.get(theirs).text
    owner.post(f"{theirs}/dag", {"gesprek-day": "1999-01-01"}, status=422)


def test_both_take_the_day_to_their_calendar_once_it_holds(coach, owner, review, theirs):
    coach.post_and_leave(f"{theirs}/dag", {"gesprek-day": LATER})
    for who in (coach, owner):
        who.get(f"{theirs}/agenda.ics", status=404)
    owner.post_and_leave(f"{theirs}/dag/akkoord", {"day": LATER})

    for who, page in ((coach, review), (owner, theirs)):
        (link,) = who.get(page).select("a[href$='.ics']")
        file = who.client.get(link["href"])
        (event,) = Calendar.from_ical(file.data).walk("VEVENT")
        assert event.decoded("dtstart").isoformat() == LATER
        assert file.headers["Content-Disposition"].startswith("attachment")
        for told in ("coach", "gesprek", "Noor"):
            assert told not in file.text
    assert LATER.replace("-", "") in owner.client.get("/account/agenda.ics").text
    assert LATER.replace("-", "") not in coach.client.get("/account/agenda.ics").text


def test_the_two_agree_and_have_one_sheet_and_look_back(coach, owner, review, theirs, add_action):
    add_action()
    assert not owner.get(theirs).select("#vastleggen")
    owner.get(f"{theirs}/afspraken.pdf", status=404)
    coach.post_and_leave(f"{review}/voorstel")
    assert "je coach stelt iets voor" in owner.get("/delen").text
    form = owner.get(theirs).select_one("#vastleggen ~ form")
    owner.post_and_leave(form["action"], fields(form))
    assert "je coach stelt iets voor" not in owner.get("/delen").text

    sheets = {who.client.get(f"{theirs}/afspraken.pdf").data for who in (coach, owner)}
    (sheet,) = sheets
    told = read(sheet).tree.full_text()
    assert "Vaker doorvragen in de raad" in told
    assert "De griffier bellen" in told
    assert "Noor de Wit" in told
    late = coach.post(f"{theirs}/afspraken", ACTION, status=409)
    assert "De griffier bellen" in late.select_one(".typed").text

    page = owner.post(f"{theirs}/terugkijken", status=422)
    assert page.select(".problem")
    owner.post_and_leave(
        f"{theirs}/terugkijken", {"doel-1-went": "partly", "doel-1-why": "Het was druk"}
    )
    for page in (owner.get(theirs), coach.get(review)):
        assert "voor een deel gelukt" in page.text
        assert "Het was druk" in page.text
        assert not page.select("#doel-POL1 form")


def test_who_agrees_to_something_older_reads_it_again(coach, owner, review, theirs, add_action):
    coach.post_and_leave(f"{review}/voorstel")
    form = owner.get(theirs).select_one("#vastleggen ~ form")
    add_action()

    page = owner.post(form["action"], fields(form), status=409)

    assert "Er is nog niets vastgelegd" in page.text
    assert not page.select("#vastleggen")


def test_without_goal_or_action_there_is_nothing_to_propose(coach, review, write, content, pair):
    from tests.people import coached

    write(coached.release, content, pair, ("story",), now=now())

    coach.post_and_leave(f"{review}/voorstel")

    assert "Er valt nog niets vast te leggen" in coach.get(review).text


def test_the_owner_reads_what_the_coach_sees_and_keeps_reading_after_the_end(
    owner, theirs, write, pair
):
    from assessment.services import inviting

    shown = owner.get(theirs).select_one("#ziet").parent.text
    for title in ("Het verhaal in het kort", "Competenties", "Doelen en plan"):
        assert title in shown

    write(inviting.end_coaching, pair.owner.id, pair.coaching, now=now())
    page = owner.get(theirs)
    assert "begeleidt je niet meer" in page.text
    assert not page.select("main form")
    owner.post(f"{theirs}/opmerking/POL1", {"POL1-text": "Nog iets"}, status=409)


def test_the_owner_reads_that_the_coach_rests_without_the_role(owner, theirs, write, pair):
    from assessment.services import accounts

    write(accounts.set_role, pair.coach.address, "", now=now())

    page = owner.get(theirs)
    assert "dit adres heeft de rol van coach niet" in page.text
    assert page.select("#ziet") == []
    assert "ziet je voorstel pas als er weer iets te lezen is" in page.text
    assert "Vraag je coach dan" not in page.text
    shared = owner.get("/delen")
    assert "nu niet te lezen" in shared.text
    assert shared.select('form[action$="/intrekken"]')


def test_once_the_owner_takes_back_what_was_released_they_are_not_said_to_talk(owner, theirs):
    assert "jullie zijn in gesprek" in owner.get("/delen").text
    assert "Jullie zijn in gesprek" in owner.get(theirs).text

    button = owner.get("/delen").select_one('form[action$="/intrekken"]')
    owner.post_and_leave(button["action"], fields(button))

    assert "je coach kan nu niets lezen" in owner.get("/delen").text
    for page in ("/delen", theirs):
        assert "ullie zijn in gesprek" not in owner.get(page).text
    assert owner.get(theirs).find(id="afronden") is None  # a heading with nothing under it
