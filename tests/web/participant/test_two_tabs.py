"""Two tabs, or two devices: nothing is overwritten unseen, and both answers are shown."""

import pytest
from werkzeug.datastructures import MultiDict

from tests.web.participant.conftest import KINDS
from tests.web.visitor import fields


@pytest.fixture
def old_tab(participant, place):
    """A page as it was before another tab answered an item of ``kind`` with the first answer."""

    def prepare(kind):
        there = place(kind)
        form = fields(participant.get(there.page).select_one("form[data-answers]"))
        participant.post_and_leave(there.page, {**there.fields[0], f"seen.{there.id}": "0"})
        for name, value in MultiDict(there.fields[1]).lists():
            form.setlist(name, value)
        return there, form

    return prepare


def labels(there, answer):
    """Return how an answer reads on the page."""
    if there.item.kind in ("choice", "choices"):
        names = {option.id: option.label for option in there.item.options}
        return [names[one] for one in (answer if isinstance(answer, list) else [answer])]
    return [answer]


@pytest.mark.parametrize("kind", KINDS)
def test_an_old_tab_is_told_and_both_answers_are_shown(old_tab, participant, stored, kind, content):
    there, form = old_tab(kind)

    page = participant.post(there.page, form, status=409)

    assert stored().given(there.part) == {there.id: there.kept[0]}
    item = page.select_one(f".item[data-item='{there.id}']")
    mine = fields(item)
    for name, values in MultiDict(there.fields[1]).lists():
        assert mine.getlist(name) == values
    told = item.select_one(".conflict").get_text()
    if kind == "set":
        names = content.value_map.values
        assert names[there.kept[0]["best"]].name in told
        assert names[there.kept[0]["worst"]].name in told
    elif kind in ("open", "choice", "choices"):
        assert all(label in told for label in labels(there, there.kept[0]))
    else:
        control = participant.get(there.page).select_one(f"[name='{there.id}'][value='2']")
        assert page.select_one(f"label[for='{control['id']}']").get_text() in told
    links = [a["href"] for a in page.select(".error-summary a")]
    assert links == [f"#{there.id}-0"]


@pytest.mark.parametrize("kind", KINDS)
def test_saving_again_after_seeing_both_replaces_on_purpose(old_tab, participant, stored, kind):
    there, form = old_tab(kind)
    page = participant.post(there.page, form, status=409)

    again = fields(page.select_one("form[data-answers]"))
    participant.post_and_leave(there.page, again)

    assert stored().given(there.part) == {there.id: there.kept[1]}


def test_a_third_change_in_between_is_told_again(old_tab, participant, stored):
    there, form = old_tab("rating")
    page = participant.post(there.page, form, status=409)
    participant.post_and_leave(there.page, {there.id: "1", f"seen.{there.id}": "1"})

    again = fields(page.select_one("form[data-answers]"))
    participant.post(there.page, again, status=409)

    assert stored().given("gedrag") == {there.id: 1}


@pytest.mark.parametrize("seen", [None, "", "-1", "x", "1" * 30, "٣"])
def test_a_lost_revision_saves_nothing_over_a_newer_answer(old_tab, participant, stored, seen):
    there, form = old_tab("rating")
    form.pop(f"seen.{there.id}")
    if seen is not None:
        form[f"seen.{there.id}"] = seen

    participant.post(there.page, form, status=409)

    assert stored().given("gedrag") == {there.id: there.kept[0]}


def test_an_answer_that_was_taken_back_elsewhere_is_told_as_no_answer(participant, place, stored):
    there = place("open")
    participant.post_and_leave(there.page, {**there.fields[0], f"seen.{there.id}": "0"})
    old = fields(participant.get(there.page).select_one("form[data-answers]"))
    participant.post_and_leave(there.page, {there.id: "", f"seen.{there.id}": "1"})

    page = participant.post(there.page, old, status=409)

    assert "geen antwoord" in page.select_one(".conflict").get_text()
    assert stored().given(there.part) == {}


def test_an_old_tab_that_says_the_same_is_simply_saved(old_tab, participant, stored):
    there, form = old_tab("rating")
    form[there.id] = there.fields[0][there.id]

    participant.post_and_leave(there.page, form)

    assert stored().given(there.part) == {there.id: there.kept[0]}


def test_a_conflict_keeps_the_other_answers_of_the_page_from_being_saved_halfway(
    old_tab, participant, stored
):
    there, form = old_tab("rating")
    form[there.neighbour.id] = "4"

    page = participant.post(there.page, form, status=409)

    assert there.neighbour.id not in stored().given("gedrag")
    assert fields(page.select_one("form[data-answers]"))[there.neighbour.id] == "4"
