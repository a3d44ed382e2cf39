"""The catalogue as it is edited on pages: read and written as TOML, and checked as a whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.plan import offer_checks, offer_file
from assessment.plan.loader import CONTENT, read_offer
from assessment.plan.model import ENDED
from values import ContentError
from values.toml_reading import read_toml

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def test_what_is_exported_is_read_back_as_it_was(catalogue):
    text = offer_file.write_offer(offer_file.tabulate_offer(catalogue))

    assert read_offer(offer_file.read_offer_text(text), catalogue) == catalogue


def test_the_shipped_file_is_the_same_table(catalogue):
    shipped = read_toml(CONTENT / "catalogue.toml")

    assert read_offer(shipped, catalogue) == catalogue


@given(TEXT, st.dictionaries(TEXT, TEXT, max_size=3), st.lists(TEXT, max_size=3), st.booleans())
def test_any_text_survives_the_way_through_toml(text, weights, listed, yes):
    entry = {"id": "A", "text": text, "by": weights, "list": listed, "yes": yes, "hours": 3}
    table = {"version": 1, "checked": text, "programmes": [entry], "payment": []}

    read = offer_file.read_offer_text(offer_file.write_offer(table))

    assert read == {key: each for key, each in table.items() if key != "payment"}


def test_the_shipped_catalogue_can_be_published(catalogue, value_map):
    ids = [programme.id for programme in catalogue.programmes]

    assert offer_checks.find_problems(catalogue, value_map, published=ids) == []
    assert offer_checks.find_warnings(catalogue, value_map) == []


def _with(catalogue, **changes):
    first, *others = catalogue.programmes
    return replace(catalogue, programmes=(replace(first, **changes), *others))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"dates": {"2027-02-30": "Utrecht"}}, "2027-02-30"),
        ({"pe_hours": -1}, "pe_hours"),
        ({"url": "javascript:alert(1)"}, "javascript"),
        ({"contact": "niemand"}, "niemand"),
        ({"price": "x" * 121}, "price"),
        ({"review_by": "volgend jaar"}, "volgend jaar"),
        ({"competencies": {"POL1": 7}}, "POL1"),
        ({"requires": ("NERGENS",)}, "NERGENS"),
        ({"trains": ""}, "trains"),
        ({"id": "een id"}, "een id"),
        ({"audience": "Een zin van " + "heel " * 30 + "veel woorden."}, "audience"),
    ],
)
def test_every_mistake_names_its_place(catalogue, value_map, changes, told):
    problems = offer_checks.find_problems(_with(catalogue, **changes), value_map, published=())

    assert any(told in problem for problem in problems)


def test_all_problems_are_told_at_once(catalogue, value_map):
    wrong = _with(catalogue, pe_hours=-1, contact="niemand", dates={"morgen": ""})

    assert len(offer_checks.find_problems(wrong, value_map, published=())) >= 3


def test_a_programme_that_was_published_cannot_go_but_may_end(catalogue, value_map):
    ids = [programme.id for programme in catalogue.programmes]
    last = catalogue.programmes[-1]
    without = replace(catalogue, programmes=catalogue.programmes[:-1])
    ended = replace(without, programmes=(*without.programmes, replace(last, status=ENDED)))

    gone = offer_checks.find_problems(without, value_map, published=ids)

    assert any(last.id in problem and "ended" in problem for problem in gone)
    assert offer_checks.find_problems(ended, value_map, published=ids) == []


def test_what_serves_nobody_any_more_is_a_warning_and_no_problem(catalogue, value_map):
    gone = tuple(replace(one, status=ENDED) for one in catalogue.programmes)

    warnings = offer_checks.find_warnings(replace(catalogue, programmes=gone), value_map)

    assert any("waarde" in warning for warning in warnings)
    assert any("competentie" in warning for warning in warnings)
    assert any("Basisopleiding is gestopt" in warning for warning in warnings)


def test_a_value_that_a_programme_names_now_has_no_actions_of_its_own(catalogue, value_map):
    value = catalogue.actions[0].value
    table = offer_file.tabulate_offer(catalogue)
    table["programmes"][0]["values"].append(value)

    read = read_offer(table, catalogue)

    assert catalogue.actions_for(value)
    assert read.actions_for(value) == ()
    assert offer_checks.find_problems(read, value_map, published=()) == []


@pytest.mark.parametrize("text", ["version = ", "x" * 400_001, "a = " + "[" * 100_000])
def test_what_is_no_catalogue_says_what_to_do(text):
    with pytest.raises(ContentError) as refused:
        offer_file.read_offer_text(text)

    assert "catalogue.toml" in refused.value.problems[0]


def test_every_field_that_does_not_fit_is_told(catalogue):
    table = offer_file.tabulate_offer(catalogue)
    table["programmes"][0]["pe_hours"] = "tien"
    del table["programmes"][1]["name"]
    table["payment"][0]["zomaar"] = 1

    with pytest.raises(ContentError) as refused:
        read_offer(table, catalogue)

    assert len(refused.value.problems) == 3
