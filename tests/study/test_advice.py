"""The bars of sense over two thousand simulated people, each seen to fail on a broken rule."""

import re
from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from assessment.plan import suggest
from assessment.plan.model import Wish
from assessment.scoring import score
from assessment.services.simulated_choices import draw_choices, read_options
from assessment.services.simulating import draw_traits
from study.advice import simulate, suggest_all
from study.advice_text import render_advice
from study.crowd import draw_crowd, load_settings
from tests.people import someone
from values import DEFAULT_OFFICE, PHASES


@pytest.fixture(scope="module")
def measured(world, assumed, catalogue):
    return simulate(world, assumed, catalogue, load_settings())


@pytest.fixture(scope="module")
def fewer():
    shipped = load_settings()
    return {**shipped, "study": {**shipped["study"], "people": 600, "cases": 2500}}


def widest(measured):
    """Return the largest share of a phase that sees a programme not its own."""
    return max(
        share
        for row in measured["programmes"]
        for phase, share in row["phases"].items()
        if phase not in row["own"]
    )


def never(measured):
    return {
        row["id"]
        for row in measured["programmes"]
        if row["status"] == "offered" and not row["times"]
    }


# The bars


def test_who_asks_for_something_on_offer_sees_it(measured):
    assert min(row["share"] for row in measured["wishes"] if row["offered"]) >= 95
    assert {row["phase"] for row in measured["wishes"]} == set(PHASES)


def test_no_score_suggests_a_programme_for_what_is_above_the_own_mean(measured):
    assert measured["strengths"] == 0


def test_every_programme_on_offer_is_suggested_to_somebody_and_no_ended_one(measured):
    assert never(measured) == set()
    assert not [row["id"] for row in measured["programmes"] if row["ended"] and row["times"]]


def test_no_programme_goes_to_most_people_of_a_phase_but_what_belongs_there(measured):
    assert widest(measured) <= 60


def test_one_answer_one_step_further_seldom_changes_the_suggestions(measured):
    assert measured["flips"][0]["phase"] == ""
    assert measured["flips"][0]["share"] <= 5


def test_no_plan_asks_for_more_than_twelve_things(measured, catalogue):
    assert catalogue.rules.things == 12
    assert measured["things"] <= 12


def test_phases_and_people_add_up(measured):
    together, *apart = measured["flips"]

    assert [row["phase"] for row in apart] == list(PHASES)
    assert together["cases"] == sum(row["cases"] for row in apart) == 20000
    assert sum(row["people"] for row in measured["reasons"]) == 2000


# Each bar fails on a rule that breaks it


def broken(catalogue, **rules):
    return replace(catalogue, rules=replace(catalogue.rules, **rules))


def test_the_bars_see_a_rule_that_has_no_room_for_wishes(world, assumed, catalogue, fewer):
    measured = simulate(world, assumed, broken(catalogue, programmes=1), fewer)

    assert min(row["share"] for row in measured["wishes"] if row["offered"]) < 60


def test_the_bars_see_a_programme_that_nobody_can_get(world, assumed, catalogue, fewer):
    shut = tuple(
        replace(p, requires=("VTP",)) if p.id == "REG" else p for p in catalogue.programmes
    )

    measured = simulate(world, assumed, replace(catalogue, programmes=shut), fewer)

    assert never(measured) == {"REG"}


def test_the_bars_see_a_programme_for_everybody(world, assumed, catalogue, fewer):
    everybody = broken(catalogue, by_need=3)
    wishes = (*catalogue.asked.wishes, Wish("wens-speelveld", "bestuurlijk", "dit", ("BLE",)))
    asked = replace(catalogue.asked, wishes=wishes)

    assert widest(simulate(world, assumed, replace(everybody, asked=asked), fewer)) > 60


def test_the_bars_see_too_much_to_do(world, assumed, catalogue, fewer):
    assert simulate(world, assumed, broken(catalogue, things=40, needs=5), fewer)["things"] > 12


def test_the_bars_see_a_rule_that_counts_strengths(world, assumed, catalogue, fewer, monkeypatch):
    monkeypatch.setattr("assessment.plan.weighing.own_mean", lambda scores, left_out: 100.0)

    assert simulate(world, assumed, catalogue, fewer)["strengths"] > 0


def test_the_bars_see_advice_that_hangs_on_one_answer(world, assumed, catalogue, fewer):
    nothing = replace(catalogue.asked, wishes=(), done=(), times=())
    bare = broken(replace(catalogue, asked=nothing), belongs={}, if_room={}, by_need=3,
                  by_score=PHASES)  # fmt: skip

    assert simulate(world, assumed, bare, fewer)["flips"][0]["share"] > 5


# The people


def test_simulated_people_get_what_the_product_suggests(
    world, assumed, catalogue, fewer, library, value_map
):
    crowd = draw_crowd(np.random.default_rng(3), world, assumed, catalogue, fewer)
    ids = [item.id for item in library.gedrag.items]
    for place in range(0, 600, 100):
        row, person = crowd.statements[place], crowd.people[place]
        gedrag = {i: int(x) for i, x in zip(ids, row, strict=True) if not np.isnan(x)}
        answers = someone.answers(library, phase=person.phase, office=DEFAULT_OFFICE, gedrag=gedrag)
        expected = suggest(
            score(answers, library, value_map), catalogue, value_map, person.situation
        )
        [shown] = suggest_all(world, catalogue, row[None], [person])
        assert [s.programme for s in shown] == [s.programme for s in expected.programmes]


def test_who_is_low_in_politics_asks_more_often_for_politics(library, value_map):
    def share(level):
        levels = dict.fromkeys(value_map.competency, 60.0)
        levels |= dict.fromkeys(("POL1", "POL2", "POL3"), level)
        drawn = [draw_choices(Random(n), library, "zittend", levels) for n in range(400)]
        return sum(each["wens-speelveld"] == "politiek" for each in drawn) / 400

    assert share(40.0) > 0.5 > 0.3 > share(60.0) > 0.2 > share(80.0)


@pytest.mark.parametrize("phase", PHASES)
def test_what_excludes_the_others_stands_alone(phase, library, value_map):
    questions = {item.id: item for item in library.instrument("verdieping", phase).items}
    seen = Counter()
    for seed in range(300):
        levels = draw_traits(Random(seed), value_map).competencies
        for question, chosen in draw_choices(Random(seed), library, phase, levels).items():
            if not questions[question].exclusive.isdisjoint(chosen):
                assert len(chosen) == 1, (question, chosen)
                seen[question] += 1
    assert seen


def test_options_that_are_drawn_exist(library):
    drawn = read_options()
    options = {
        item.id: {option.id for option in item.options}
        for instrument in (library.verdieping, library.intake)
        for item in instrument.items
    }
    for table in (drawn["asks"], drawn["comes_with"], drawn["weights"], *drawn["never"].values()):
        for question, named in table.items():
            assert set(named) <= options[question]
    assert set(drawn["most"]) <= set(options)


# The page


def test_the_page_has_no_open_place_and_even_tables(measured):
    text = render_advice({**measured, "fresh": measured})

    assert not re.search(r"[{}]|%\}|None|nan|Undefined", text)
    assert text.count("\n## ") == 6
    for table in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE):
        assert len({line.count("|") for line in table.splitlines()}) == 1, table[:80]
