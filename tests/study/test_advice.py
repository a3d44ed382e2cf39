"""The simulated suggestions keep their three bars, and the study would see it if they did not."""

import re
from dataclasses import replace

import numpy as np
import pytest

from assessment.plan.suggest import suggest
from assessment.scoring import score
from study.advice import draw_crowd, load_settings, needs_of, product, simulate
from study.advice_text import render_advice
from tests.people import someone
from values import DEFAULT_OFFICE, PHASES

ONLY_ONE = {"ORI"}  # the only programme for its phase: nothing to choose from


@pytest.fixture(scope="module")
def settings():
    """The same study of fewer people and cases."""
    shipped = load_settings()
    return {**shipped, "study": {**shipped["study"], "people": 600, "cases": 2500}}


@pytest.fixture(scope="module")
def found(world, assumed, catalogue, settings):
    return simulate(world, assumed, catalogue, settings)


def test_every_programme_is_suggested_to_somebody(found, catalogue):
    times = {row["id"]: row["times"] for row in found["product"]["programmes"]}

    assert set(times) == {p.id for p in catalogue.programmes if not p.support}
    assert min(times.values()) >= 1


def test_no_programme_is_suggested_to_most_people_of_its_phases(found):
    shares = {row["id"]: row["share"] for row in found["product"]["programmes"]}

    assert max(share for name, share in shares.items() if name not in ONLY_ONE) <= 62
    assert all(row["all"] <= 60 for row in found["product"]["programmes"])


def test_one_answer_one_step_further_seldom_changes_the_suggestions(found):
    together = found["product"]["phases"][0]

    assert together["phase"] == ""
    assert together["flips"] <= 5.5
    assert together["most"] <= 3


def test_the_study_sees_that_the_former_rule_flips_too_often(found):
    assert found["former"]["phases"][0]["flips"] > 6


def test_phases_and_people_add_up(found, settings):
    together, *apart = found["product"]["phases"]

    assert [row["phase"] for row in apart] == list(PHASES)
    assert together["people"] == sum(row["people"] for row in apart) == settings["study"]["people"]
    assert together["cases"] == sum(row["cases"] for row in apart) == settings["study"]["cases"]


def test_simulated_people_get_what_the_product_suggests(
    world, assumed, catalogue, settings, library, value_map
):
    crowd = draw_crowd(np.random.default_rng(3), world, assumed, catalogue, settings)
    ids = [item.id for item in library.gedrag.items]
    for place in range(0, 600, 100):
        row, person = crowd.statements[place], crowd.people[place]
        given = {i: int(x) for i, x in zip(ids, row, strict=True) if not np.isnan(x)}
        answers = someone.answers(library, phase=person.phase, office=DEFAULT_OFFICE, gedrag=given)
        expected = suggest(
            score(answers, library, value_map), catalogue, value_map, phase=person.phase,
            importance=person.importance, followed=person.followed,
        )  # fmt: skip
        needs = needs_of(world, catalogue, row[None], [person])[0]
        shown = product(needs, person.open_to, catalogue.rules)
        assert shown == {one.programme for one in expected.programmes}


def test_who_is_never_asked_for_a_programme_is_seen(world, assumed, catalogue, settings):
    nobody = replace(catalogue, programmes=tuple(
        replace(p, requires=("ORI",)) if p.id == "REG" else p for p in catalogue.programmes
    ))  # fmt: skip
    small = {**settings, "study": {**settings["study"], "people": 60, "cases": 10},
             "followed": dict.fromkeys(PHASES, 0.0)}  # fmt: skip

    rows = simulate(world, assumed, nobody, small)["product"]["programmes"]

    assert {row["id"]: row["times"] for row in rows}["REG"] == 0


def test_the_page_has_no_open_place_and_even_tables(found):
    text = render_advice({**found, "fresh": found["product"]})

    assert not re.search(r"[{}]|%\}|None|nan|Undefined", text)
    assert text.count("\n## ") == 5
    for table in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE):
        assert len({line.count("|") for line in table.splitlines()}) == 1, table[:80]


def test_nothing_is_open_to_a_person_who_followed_everything(world, assumed, catalogue, settings):
    phases = dict.fromkeys(PHASES, 0.0) | {"zittend": 1.0}
    everything = {**settings, "followed": dict.fromkeys(PHASES, 1.0), "phases": phases}
    crowd = draw_crowd(np.random.default_rng(3), world, assumed, catalogue, everything)

    assert {p.id for one in crowd.people for p in one.open_to} == {"HAN"}
