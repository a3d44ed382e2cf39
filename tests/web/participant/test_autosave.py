"""Saving one answer the moment it is given, as the small script does."""

import re

import pytest

from tests.web.participant.conftest import KINDS


@pytest.fixture
def save(participant, home):
    def post(there, fields, seen=0, **changes):
        sent = {"part": there.part, "item": there.id, f"seen.{there.id}": str(seen)}
        return participant.client.post(f"{home}/antwoord", data={**sent, **fields, **changes})

    return post


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_is_saved_at_once_and_told_with_the_time(save, place, stored, kind):
    there = place(kind)

    response = save(there, there.fields[0])

    assert response.status_code == 201
    assert re.fullmatch(r"opgeslagen om \d\d:\d\d", response.json["message"])
    assert response.json["revision"] == 1
    assert stored().given(there.part) == {there.id: there.kept[0]}


def test_each_next_answer_is_saved_with_the_revision_of_the_one_before(save, place, stored):
    there = place("rating")

    first = save(there, there.fields[0]).json["revision"]
    second = save(there, there.fields[1], seen=first)

    assert second.status_code == 201
    assert stored().given("gedrag") == {there.id: there.kept[1]}


def test_the_page_knows_where_to_save(participant, place, home):
    there = place("rating")

    form = participant.get(there.page).select_one("form[data-answers]")

    assert form["data-save"] == f"{home}/antwoord"
    assert form["data-part"] == there.part
    assert form.select_one(f"[name='seen.{there.id}']")["value"] == "0"


@pytest.mark.parametrize(
    "changes", [{"item": "bestaat-niet"}, {"item": ""}, {"part": "stijl"}, {"part": "smaak"}]
)
def test_an_unknown_item_is_refused(save, place, stored, changes):
    there = place("rating")

    response = save(there, there.fields[0], **changes)

    assert response.status_code == 400
    assert response.json["message"]
    assert stored().answers == {}


def test_nothing_given_is_not_called_saved(save, place, stored):
    there = place("rating")

    response = save(there, {})

    assert response.status_code == 400
    assert "opgeslagen" not in response.json["message"]
    assert stored().answers == {}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("rating", lambda there: {there.id: "9"}),
        ("set", lambda there: {f"{there.id}.best": "bestaat-niet"}),
        ("open", lambda there: {there.id: "x" * 5000}),
        ("choices", lambda there: {there.id: "x"}),
    ],
)
def test_what_does_not_fit_is_told_and_not_saved(save, place, stored, kind, fields):
    there = place(kind)

    response = save(there, fields(there))

    assert response.status_code == 422
    assert response.json["message"]
    assert stored().answers == {}


def test_a_newer_answer_from_elsewhere_is_not_overwritten_but_told(save, place, stored):
    there = place("rating")
    save(there, there.fields[0])

    response = save(there, there.fields[1], seen=0)

    assert response.status_code == 409
    assert "Niet opgeslagen" in response.json["message"]
    assert (response.json["stored"], response.json["revision"]) == (there.kept[0], 1)
    assert stored().given("gedrag") == {there.id: there.kept[0]}


def test_the_same_answer_again_is_simply_saved(save, place, stored):
    there = place("rating")
    save(there, there.fields[0])

    response = save(there, there.fields[0], seen=0)

    assert response.status_code == 201
    assert stored().revision == 1


def test_saving_again_what_was_saved_does_not_hide_a_later_change_elsewhere(save, place):
    """The revision that comes back must not be newer than what this tab knows of the item."""
    there = place("rating")
    save(there, there.fields[0])
    told = save(there, there.fields[0], seen=0).json["revision"]
    save(there, there.fields[1], seen=1)  # another tab

    assert save(there, {there.id: "1"}, seen=told).status_code == 409


def test_an_answer_after_handing_in_is_refused_with_a_page(save, place, participant, home, stored):
    there = place("rating")
    save(there, there.fields[0])
    participant.post_and_leave(f"{home}/indienen")

    response = save(there, there.fields[1], seen=1)

    assert response.status_code == 409
    assert "al ingediend" in response.get_data(as_text=True)
    assert stored().given("gedrag") == {there.id: there.kept[0]}
