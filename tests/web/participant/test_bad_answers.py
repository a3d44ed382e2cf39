"""Answers that do not fit: the page again, everything kept on screen, nothing saved."""

import pytest
from werkzeug.datastructures import MultiDict

from tests.web.participant.conftest import KINDS
from tests.web.visitor import fields

SCALES = ("rating", "pair", "switching", "scenario")
NUMBERS = ["0", "7", "-1", "3.0", "1e0", "٣", " 3", "99999999", "drie", "null", "[1]", "<b>1</b>"]


def neighbour_answer(there):
    """Return a good answer to the item beside it, to see that it is not lost."""
    item = there.neighbour
    if item.kind == "set":
        return {f"{item.id}.best": item.values[0], f"{item.id}.worst": item.values[1]}
    if item.kind == "open":
        return {item.id: "Dit blijft staan."}
    if item.kind in ("choice", "choices"):
        return {item.id: item.options[0].id}
    return {item.id: "3"}


@pytest.fixture
def refused(participant, place, stored):
    """Post a bad answer beside a good one; return the page that comes back, and the item."""

    def post(kind, bad):
        there = place(kind)
        good = neighbour_answer(there)
        sent = MultiDict({**good, f"seen.{there.id}": "0", **bad(there)})
        page = participant.post(there.page, sent, status=422)
        assert stored().answers == {}
        shown = fields(page.select_one("form[data-answers]"))
        assert {name: shown.get(name) for name in good} == good
        anchor = page.select_one(".error-summary a")["href"].removeprefix("#")
        assert page.find(id=anchor).find_parent(attrs={"data-item": there.id})
        assert page.select_one(f".item[data-item='{there.id}'] .problem")
        return page, there

    return post


@pytest.mark.parametrize("kind", SCALES)
@pytest.mark.parametrize("value", ["0", "7", "drie"])
def test_a_step_that_is_not_on_the_scale_is_refused(refused, kind, value):
    page, there = refused(kind, lambda there: {there.id: value})

    assert page.select(f".item[data-item='{there.id}'] [checked]") == []


@pytest.mark.parametrize("value", NUMBERS)
def test_whatever_is_not_on_the_scale_is_refused(place, participant, home, stored, value):
    there = place("rating")

    sent = {"part": "gedrag", "item": there.id, there.id: value}
    response = participant.client.post(f"{home}/antwoord", data=sent)

    assert response.status_code == 422
    assert stored().answers == {}


def test_not_yet_experienced_is_an_answer_to_statements_only(refused, participant, place, stored):
    refused("pair", lambda there: {there.id: "nvt"})
    there = place("rating")

    participant.post_and_leave(there.page, {there.id: "nvt"})

    assert stored().given("gedrag") == {there.id: "nvt"}


def test_a_statement_has_five_steps_and_a_pair_six(refused, participant, place, stored):
    refused("rating", lambda there: {there.id: "6"})
    there = place("pair")

    participant.post_and_leave(there.page, {there.id: "6"})

    assert stored().given("stijl") == {there.id: 6}


@pytest.mark.parametrize("key", ["best", "worst"])
def test_half_a_choice_is_kept_and_shown_but_counts_as_open(participant, place, stored, home, key):
    there = place("set")
    field, value = f"{there.id}.{key}", there.item.values[0]

    participant.post_and_leave(there.page, {field: value, f"seen.{there.id}": "0"})

    item = participant.get(there.page).select_one(f".item[data-item='{there.id}']")
    assert [(c["name"], c["value"]) for c in item.select("[checked]")] == [(field, value)]
    assert stored().given("waardenkeuze") == {}
    participant.post_and_leave(there.page, {**there.fields[0], f"seen.{there.id}": "1"})
    assert stored().given("waardenkeuze") == {there.id: there.kept[0]}


def test_half_a_choice_of_a_value_that_is_not_offered_is_refused(refused, content):
    def other_value(there):
        return {f"{there.id}.best": next(v for v in content.value_map.values
                                         if v not in there.item.values)}  # fmt: skip

    refused("set", other_value)


@pytest.mark.parametrize("kind", ["rating", "pair", "switching", "scenario", "set", "choice"])
def test_a_choice_can_be_cleared_without_a_script(participant, place, stored, kind):
    there = place(kind)
    participant.post_and_leave(there.page, {**there.fields[0], f"seen.{there.id}": "0"})
    form = fields(participant.get(there.page).select_one("form[data-answers]"))
    button = participant.get(there.page).select_one(f".clear[value='{there.id}']")

    location = participant.post_and_leave(there.page, {**form, button["name"]: button["value"]})

    assert location == f"{there.page}#{there.id}-0"
    assert stored().given(there.part) == {}


def test_an_option_that_excludes_the_others_is_refused_beside_one(refused):
    def together(there):
        alone = next(o.id for o in there.item.options if o.exclusive)
        return {there.id: [there.item.options[0].id, alone], f"seen.{there.id}": "0"}

    page, _ = refused("choices", together)

    assert "gaat niet samen" in page.select_one(".error-summary").get_text()


def test_the_same_value_as_best_and_worst_is_refused_and_both_stay_chosen(refused):
    page, there = refused(
        "set",
        lambda there: {
            f"{there.id}.best": there.item.values[0], f"{there.id}.worst": there.item.values[0],
        },
    )  # fmt: skip

    assert "twee verschillende waarden" in page.select_one(".error-summary").get_text()
    assert len(page.select(f".item[data-item='{there.id}'] [checked]")) == 2


def test_a_value_that_is_not_in_the_choice_is_refused(refused, content):
    def other_value(there):
        other = next(v for v in content.value_map.values if v not in there.item.values)
        return {f"{there.id}.best": other, f"{there.id}.worst": there.item.values[0]}

    refused("set", other_value)


def test_a_text_that_is_too_long_stays_on_screen_whole(refused):
    text = "Eén lange zin. " * 100

    page, there = refused("open", lambda there: {there.id: text})

    assert page.find(id=f"{there.id}-0").get_text() == text.strip()
    assert "1499 tekens" in page.select_one(".error-summary").get_text()


def test_a_text_of_exactly_the_limit_is_kept_however_lines_end(participant, place, stored):
    there = place("open")
    lines = there.item.max_length // 50
    text = "\r\n".join(["é" * 49] * (lines - 1) + ["é" * 50])

    participant.post_and_leave(there.page, {there.id: text})

    kept = stored().given(there.part)[there.id]
    assert kept == text.replace("\r\n", "\n")
    assert len(kept) == there.item.max_length


def test_the_longest_honest_page_fits(participant, place, stored):
    there = place("open")
    text = "👩🏽‍⚖️" * (there.item.max_length // 7)  # the most bytes per character

    fields = {there.id: text, **{f"extra{n}": text for n in range(3)}}
    participant.post_and_leave(there.page, fields)

    assert stored().given(there.part) == {there.id: text}


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_an_option_that_does_not_exist_is_refused(refused, kind):
    refused(kind, lambda there: {there.id: "bestaat-niet"})


def test_the_good_choices_beside_a_bad_one_stay_chosen(refused):
    page, there = refused("choices", lambda there: {there.id: [there.item.options[0].id, "x"]})

    chosen = page.select(f".item[data-item='{there.id}'] [checked]")
    assert [c["value"] for c in chosen] == [there.item.options[0].id]


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_that_are_no_text_are_refused_and_nothing_is_kept(participant, place, kind, stored):
    there = place(kind)
    body = b"".join(
        name.encode() + b"=\xff\xfe\xc3(&" for name in (there.id, f"{there.id}.best", "seen.x")
    )

    response = participant.client.post(
        there.page, data=body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 400
    assert stored().answers == {}


def test_hostile_text_is_kept_as_text_and_shown_as_text(participant, place, stored):
    there = place("open")
    text = "<script>alert(1)</script> {{ 7 * 7 }} </textarea><b>\u202e\x00\x1b[0m 👩🏽‍⚖️ \ud7ff"

    participant.post_and_leave(there.page, {there.id: text})

    kept = stored().given(there.part)[there.id]
    assert kept.startswith("<script>alert(1)</script> {{ 7 * 7 }} </textarea><b>")
    assert "\x00" not in kept
    response = participant.client.get(there.page)
    assert "<script>alert" not in response.get_data(as_text=True)


def test_the_page_that_comes_back_tells_the_same_progress(participant, place):
    there = place("rating")
    participant.post_and_leave(there.page, {there.id: "3"})
    told = participant.get(there.page).select_one(".caption").get_text()

    page = participant.post(there.page, {there.id: "9", f"seen.{there.id}": "1"}, status=422)

    assert page.select_one(".caption").get_text() == told
    assert page.select_one("progress")["value"] == "1"


def test_several_values_for_one_radio_count_as_the_first(participant, place, stored):
    there = place("rating")

    participant.post_and_leave(there.page, MultiDict([(there.id, "2"), (there.id, "5")]))

    assert stored().given("gedrag") == {there.id: 2}
