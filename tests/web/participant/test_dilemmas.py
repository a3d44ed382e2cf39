"""Dilemmas after the result: chosen a few at a time, told back, and closed with the plan."""

import pytest

from assessment.services import reporting
from assessment.services.content import Content
from assessment.services.offering import list_offered
from assessment.store import attempts, results
from assessment.store.database import reading, writing
from tests.people import taken
from tests.web.visitor import fields

FIRST = {"sporthal": "verbondenheid", "sporthal-waarom": "Die club is hun plek."}


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


@pytest.fixture
def owner(visitor, attempt_id):
    return visitor.owns(attempt_id)


def profile_of(engine, attempt_id):
    with reading(engine) as db:
        return results.find_profile(db, attempt_id)


def test_three_pages_lead_to_what_was_chosen(owner, attempt_id, engine):
    before = profile_of(engine, attempt_id)
    base = f"/afname/{attempt_id}/dilemmas"
    assert "in 0 van de 12" in owner.get(base).get_text(" ", strip=True)

    page = owner.get(f"{base}/1")
    form = fields(page.select_one("form[data-answers]"))
    second = owner.post_and_leave(f"{base}/1", {**form.to_dict(), **FIRST})
    third = owner.post_and_leave(second, {})
    assert owner.post_and_leave(third, {}) == base

    text = owner.get(base).get_text(" ", strip=True)
    assert "in 1 van de 12" in text
    assert "Die club is hun plek." in text
    assert "Verbondenheid en doelmatigheid" in text
    assert profile_of(engine, attempt_id) == before


def test_who_has_no_bijlage_is_not_told_that_choices_stand_there(visitor, keep, content):
    said = {}
    for phase in ("zittend", "aspirant"):
        attempt_id = keep(taken.add_submitted, content, phase=phase)
        page = visitor.owns(attempt_id).get(f"/afname/{attempt_id}/dilemmas")
        has_bijlage = "bijlage" in {kind.name for kind in list_offered(phase)}
        said[phase] = has_bijlage, "in je bijlage" in page.get_text(" ")

    assert said == {"zittend": (True, True), "aspirant": (False, False)}


def test_what_fits_no_way_out_stays_on_the_page(owner, attempt_id):
    page = owner.post(f"/afname/{attempt_id}/dilemmas/1", {"sporthal": "geluk"}, status=422)

    assert page.select(".problem")


def test_an_old_tab_overwrites_no_newer_choice(owner, attempt_id):
    base = f"/afname/{attempt_id}/dilemmas/1"
    old = fields(owner.get(base).select_one("form[data-answers]")).to_dict()
    owner.post_and_leave(base, {**old, **FIRST})

    page = owner.post(base, {**old, "sporthal": "doelmatigheid"}, status=409)

    assert "ergens anders veranderd" in page.get_text()


def test_an_answer_is_saved_at_once(owner, attempt_id):
    posted = {"part": "dilemmas", "item": "sporthal", "sporthal": "verbondenheid"}

    assert owner.client.post(f"/afname/{attempt_id}/antwoord", data=posted).status_code == 201


def test_before_the_result_and_after_the_plan_nothing_can_be_chosen(
    visitor, keep, content: Content, engine, attempt_id
):
    begun = keep(taken.add)
    visitor.owns(begun, attempt_id)
    visitor.get(f"/afname/{begun}/dilemmas", status=409)
    visitor.get(f"/afname/{begun}/dilemmas/1", status=409)
    visitor.get(f"/afname/{attempt_id}/dilemmas/4", status=404)

    with writing(engine) as db:
        reporting.ask_document(db, attempts.get_attempt(db, attempt_id), now=taken.LATER)
        db.commit()
    assert visitor.client.get(f"/afname/{attempt_id}/dilemmas/1").status_code == 302
    assert "ze staan vast" in visitor.get(f"/afname/{attempt_id}/dilemmas").get_text()
    visitor.post(f"/afname/{attempt_id}/dilemmas/1", FIRST, status=409)
