"""The pages for a closer look: kept at once, never required, narrower, closed in time."""

import pytest

from assessment.plan import Goal, Plan
from assessment.services import planning
from assessment.store import database, results
from tests.people import taken
from tests.web.visitor import fields


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


@pytest.fixture
def closer(home):
    return f"{home}/scherper"


@pytest.fixture
def page(participant, closer):
    """The address of the first competency that is offered."""
    return str(participant.get(closer).select_one(f'main a[href^="{closer}/"]')["href"])


def chosen(page, answer="4"):
    items = page.select("fieldset.item")
    return {str(item["data-item"]): answer for item in items}


def test_the_result_and_the_plan_offer_it_and_say_that_it_is_not_required(
    participant, home, closer
):
    for address in (f"{home}/resultaat/competenties", f"{home}/plan"):
        assert participant.get(address).select_one(f'main a[href="{closer}"]'), address
    assert "Het hoeft niet." in participant.get(closer).select_one("main").text


def test_it_says_what_measuring_again_can_see_with_and_without(participant, closer):
    told = participant.get(closer).select_one("main").text

    assert "20 punten verandert" in told
    assert "in ongeveer vijf van de tien gevallen zeker, en zonder in drie van de tien" in told


def test_four_statements_are_asked_and_kept_without_a_script(participant, page, closer, stored):
    form = participant.get(page).select_one("form[data-answers]")
    given = chosen(participant.get(page))
    assert len(given) == 4

    assert participant.post_and_leave(page, {**fields(form), **given}) == closer

    assert stored().given("aanscherping") == dict.fromkeys(given, 4)
    boxes = participant.get(page).select("input[checked]")
    assert [box["value"] for box in boxes] == ["4"] * 4


def test_afterwards_the_interval_is_told_before_and_after_and_is_narrower(
    participant, page, closer
):
    assert not participant.get(closer).select("table")
    participant.post_and_leave(page, chosen(participant.get(page)))

    rows = participant.get(closer).select("table tbody tr")

    before, after = ([int(x) for x in row.select("td")[1].text.split(" en ")] for row in rows)
    assert after[1] - after[0] < before[1] - before[0]
    assert "4 van de 4 extra uitspraken" in participant.get(closer).select_one("main").text


def test_the_chapter_and_the_explanation_of_the_score_tell_it_and_the_score_stays(
    participant, page, home, content
):
    number = int(page.rsplit("/", 1)[1])
    competency = content.value_map.competencies[number - 1]
    why = f"{home}/resultaat/waarom/{competency.id}"
    score = participant.get(why).select_one("p.lead").text

    participant.post_and_leave(page, chosen(participant.get(page)))

    told = participant.get(f"{home}/resultaat/competenties").select_one("main").text
    assert "Met 4 extra antwoorden" in told
    explained = participant.get(why)
    assert explained.select_one("p.lead").text == score
    assert "Ze tellen niet mee in de score hierboven." in explained.select_one("main").text


def test_one_answer_is_kept_the_moment_it_is_given(participant, home, page, stored):
    item = next(iter(chosen(participant.get(page))))
    data = {"part": "aanscherping", "item": item, item: "2", f"seen.{item}": "0"}

    response = participant.client.post(f"{home}/antwoord", data=data)

    assert response.status_code == 201
    assert stored().given("aanscherping") == {item: 2}


def test_an_old_tab_sees_both_answers_and_nothing_is_replaced(participant, page, stored):
    form = participant.get(page).select_one("form[data-answers]")
    old = fields(form)
    given = chosen(participant.get(page), "2")
    participant.post_and_leave(page, {**old, **given})

    shown = participant.post(page, {**old, **dict.fromkeys(given, "5")}, status=409)

    assert stored().given("aanscherping") == dict.fromkeys(given, 2)
    assert len(shown.select(".conflict")) == 4


def test_an_answer_that_does_not_exist_stays_on_the_page_with_its_reason(participant, page):
    item = next(iter(chosen(participant.get(page))))

    shown = participant.post(page, {item: "9"}, status=422)

    assert shown.select_one(".error-summary a")["href"] == f"#{item}-0"


def test_a_choice_can_be_taken_back(participant, page, stored):
    given = chosen(participant.get(page))
    participant.post_and_leave(page, given)
    first = next(iter(given))
    form = fields(participant.get(page).select_one("form[data-answers]"))

    there = participant.post_and_leave(page, {**form, "clear": first})

    assert there == f"{page}#{first}-0"
    assert first not in stored().given("aanscherping")
    assert len(stored().given("aanscherping")) == 3


def test_a_competency_that_is_no_candidate_has_no_page(participant, closer):
    offered = {a["href"] for a in participant.get(closer).select(f'main a[href^="{closer}/"]')}

    for number in range(1, 17):
        address = f"{closer}/{number}"
        participant.get(address, status=200 if address in offered else 404)


def test_once_the_plan_is_made_the_answers_stand_and_that_is_said(
    participant, engine, attempt_id, page, closer, home, stored
):
    given = chosen(participant.get(page))
    with database.writing(engine) as db:
        results.add_document(db, attempt_id, taken.LATER)
        db.commit()

    assert "ze staan vast" in participant.get(closer).select_one(".notice").text
    assert participant.client.get(page).location == closer
    participant.post(page, given, status=409)
    item = next(iter(given))
    data = {"part": "aanscherping", "item": item, item: "2", f"seen.{item}": "0"}
    assert participant.client.post(f"{home}/antwoord", data=data).status_code == 409
    assert stored().given("aanscherping") == {}


def test_before_handing_in_there_is_nothing_to_look_at_more_closely(visitor, keep, content):
    open_one = keep(taken.add_filled, content)
    visitor.owns(open_one)

    visitor.get(f"/afname/{open_one}/scherper", status=409)
    visitor.post(f"/afname/{open_one}/scherper/1", {"pol1-x1": "3"}, status=409)
    data = {"part": "aanscherping", "item": "pol1-x1", "pol1-x1": "2", "seen.pol1-x1": "0"}
    answer = visitor.client.post(f"/afname/{open_one}/antwoord", data=data)
    assert answer.status_code == 409


def test_a_goal_of_your_own_is_offered_in_place_of_a_proposal(
    participant, engine, attempt_id, content, closer
):
    with database.writing(engine) as db:
        plan = Plan(goals=(Goal("AMB1", "Vaker"),))
        planning.save_plan(db, content, attempt_id, plan, seen=0, now=taken.LATER)
        db.commit()

    assert [h.text for h in participant.get(closer).select("section h2")] == [
        "Samenspel met de organisatie"
    ]
