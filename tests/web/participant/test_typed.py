"""What was typed is never lost: each refusal shows it again, to read and to copy."""

import pytest
from sqlalchemy.exc import OperationalError

from assessment.report.html import style_sheet
from assessment.services import planning, taking
from tests.people import taken
from tests.web.visitor import Visitor, fields

MINE = "Dit heb ik net getypt\nen het mag niet weg"
GOAL = {"about": "lef", "aim": MINE, "doing": "Elke week oefenen", "own_actions": "Bel Noor"}


def shown(page):
    """Return what the refusal gives back."""
    return page.select_one("[aria-labelledby=getypt]").get_text()


@pytest.fixture
def typed(place):
    """The address of a page with an open question, and a form in which something was typed."""
    there = place("open")
    return there.page, {there.id: MINE, f"seen.{there.id}": "0"}


def database_held(*_, **__):
    raise OperationalError("statement", {}, Exception("database is locked"))


def test_who_lost_the_cookie_gets_the_text_back(other_browser, typed):
    assert MINE in shown(other_browser.post(*typed, status=404))


def test_who_has_no_token_gets_the_text_back(make_app, attempt_id, typed):
    guarded = Visitor(make_app(WTF_CSRF_ENABLED=True).test_client()).owns(attempt_id)

    assert MINE in shown(guarded.post(*typed, status=400))


def test_who_handed_in_elsewhere_gets_the_text_back(participant, keep, content, typed):
    done = keep(taken.add_submitted, content)
    address = typed[0].replace(typed[0].split("/")[2], str(done))

    assert MINE in shown(participant.owns(done).post(address, typed[1], status=409))


def test_a_fault_of_ours_gives_the_text_back(app, participant, typed, monkeypatch):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(taking, "save_page", database_held)

    page = participant.post(*typed, status=500)

    assert MINE in shown(page)
    assert "Wat al was opgeslagen, is er nog" in page.get_text()


def test_choices_are_told_in_words(other_browser, place, content):
    for kind in ("rating", "pair", "switching", "set", "choice", "choices"):
        there = place(kind)

        told = shown(other_browser.post(there.page, there.fields[0], status=404))

        if kind == "set":
            assert content.value_map.values[there.kept[0]["best"]].name in told
        elif kind in ("choice", "choices"):
            assert there.item.options[0].label in told
        else:
            assert there.fields[0][there.id] not in told.split()


@pytest.mark.parametrize("lost", ["cookie", "fault", "not handed in"])
def test_a_goal_that_is_refused_is_given_back(
    app, visitor, keep, content, monkeypatch, lost
):  # fmt: skip
    attempt_id = keep(taken.add) if lost == "not handed in" else keep(taken.add_submitted, content)
    if lost != "cookie":
        visitor.owns(attempt_id)
    if lost == "fault":
        app.config["PROPAGATE_EXCEPTIONS"] = False
        monkeypatch.setattr(planning, "save_plan", database_held)
    status = {"cookie": 404, "fault": 500, "not handed in": 409}[lost]

    page = visitor.post(
        f"/afname/{attempt_id}/plan/doel/1", {**GOAL, "revision": "0"}, status=status
    )

    assert all(text in shown(page) for text in (MINE, "Elke week oefenen", "Bel Noor", "Lef"))


def test_only_fields_of_our_own_forms_are_given_back(other_browser, home):
    page = other_browser.post(f"{home}/gedrag/1", {"bel": "Bel nu 0900-1234"}, status=404)

    assert page.select_one("[aria-labelledby=getypt]") is None
    assert "0900" not in page.get_text()


def test_what_is_given_back_is_text_and_nothing_else(other_browser, typed):
    address, form = typed
    page = other_browser.post(address, dict.fromkeys(form, "<script>alert(1)</script>"), status=404)

    assert "<script>alert(1)" in shown(page)
    assert page.select_one("main script") is None


def test_no_field_cuts_what_is_pasted_and_each_limited_one_counts(visitor, keep, content):
    attempt_id = keep(taken.add_submitted, content)
    page = visitor.owns(attempt_id).get(f"/afname/{attempt_id}/plan/doel/1")

    assert page.select("[maxlength]") == []
    for area in page.select("main textarea, main input[type=text]"):
        assert page.select_one(f"#{area['id']}-limit").get_text().strip()
        assert f"{area['id']}-limit" in area["aria-describedby"]
    form = {**fields(page.select_one("main form")), **GOAL, "aim": "x" * 700}
    again = visitor.post(f"/afname/{attempt_id}/plan/doel/1", form, status=422)
    assert again.select_one("#aim").get_text().strip() == "x" * 700
    assert again.select_one("#aim")["aria-invalid"] == "true"


def test_each_line_of_own_words_runs_in_its_own_direction_on_a_page_and_in_a_file(client):
    """As a line does in the PDF: what begins in Arabic turns no Dutch line after it around."""
    rule = '[dir="auto"] { unicode-bidi: plaintext; }'

    with client.get("/static/app.css") as sheet:
        assert rule in sheet.get_data(as_text=True)
    assert rule in style_sheet()
