"""Calibrating every competency at once: from how many people on, and what is kept of it."""

from dataclasses import replace

import numpy as np
import pytest

from assessment.norms.calibrations import calibrate_all
from assessment.norms.candidates import Admitted
from assessment.norms.errors import IneligibleError
from assessment.psychometrics.errors import TooFewPeopleError
from assessment.psychometrics.irt import Priors, calibrate
from assessment.scoring.behaviour import RULE
from tests.people import norm_groups


@pytest.fixture(scope="module")
def run(library, value_map):
    def run(people, **changes):
        about = {"offices": ("wethouder",), "phases": ("zittend",), "rule": RULE}
        return calibrate_all(Admitted(tuple(people)), library.gedrag, value_map, **about, **changes)

    return run


@pytest.fixture(scope="module")
def people(library):
    return norm_groups.candidates(library, 500)


@pytest.fixture(scope="module")
def full(run, people):
    return run(people)


def table(people, library, competency):
    items = [item.id for item in library.gedrag.items if item.competency == competency]
    given = [[one.answers[item] for item in items] for one in people]
    return np.array([[np.nan if x == "nvt" else float(x) for x in row] for row in given]), items


def test_two_hundred_and_forty_nine_people_are_too_few(run, people):
    with pytest.raises(TooFewPeopleError, match="249 people"):
        run(people[:249])


def test_from_two_hundred_and_fifty_it_is_provisional_and_has_priors(run, people, library):
    found = run(people[:250])

    assert found.provisional
    answers, items = table(people[:250], library, "BES1")
    expected = calibrate(answers, 5, lowest=1, names=items, priors=Priors(), merge_below=10)
    scale = found.scales["BES1"]
    assert scale.with_priors
    assert scale.slopes == pytest.approx(tuple(expected.model.slopes))
    assert scale.log_likelihood == pytest.approx(expected.log_likelihood)


def test_from_five_hundred_it_stands_on_the_answers_alone(full, people, library):
    answers, items = table(people, library, "AMB1")
    expected = calibrate(answers, 5, lowest=1, names=items, merge_below=10)

    scale = full.scales["AMB1"]

    assert not full.provisional
    assert not scale.with_priors
    assert scale.statements == tuple(items)
    assert scale.slopes == pytest.approx(tuple(expected.model.slopes))
    assert scale.slope_se == pytest.approx(tuple(expected.slope_se))
    assert np.concatenate(scale.location_se) == pytest.approx(np.concatenate(expected.location_se))
    assert scale.people == 500
    assert scale.steps == expected.convergence.em_steps + expected.convergence.newton_steps
    assert scale.decrement < 1e-8


def test_a_competency_that_cannot_be_calibrated_is_named_with_its_reason(run, people, library):
    same = dict.fromkeys((i.id for i in library.gedrag.items if i.competency == "POL3"), 4)
    found = run([replace(one, answers={**one.answers, **same}) for one in people[:260]])

    assert "POL3" not in found.scales
    assert found.failed["POL3"].startswith("NoVarianceError: everybody gave the same answer")
    assert len(found.scales) == 15


def test_a_statement_that_falls_as_the_others_rise_keeps_its_competency_out(run, people, library):
    first = next(item.id for item in library.gedrag.items if item.competency == "PUB2")

    def turned(one):
        answer = one.answers[first]
        return replace(
            one, answers={**one.answers, first: answer if answer == "nvt" else 6 - answer}
        )

    found = run([turned(one) for one in people])

    assert found.failed["PUB2"].startswith(f"ImproperSolutionError: {first} falls")


@pytest.mark.parametrize(
    "change", [{"simulated": True}, {"consent": False}, {"complete": False}, {"clean": False}]
)
def test_nobody_who_may_not_count_enters(run, people, change):
    with pytest.raises(IneligibleError):
        run([*people[:300], replace(people[300], **change)])


def test_each_competency_is_told_before_its_turn(run, people, value_map):
    told = []

    run(people[:250], progress=told.append)

    assert told == list(value_map.competency)


def test_a_competency_that_too_few_answered_is_not_calibrated(run, people, library):
    silent = dict.fromkeys((i.id for i in library.gedrag.items if i.competency == "POL1"), "nvt")
    some = [replace(one, answers={**one.answers, **silent}) for one in people[:11]]

    found = run([*some, *people[11:260]])

    assert found.people == 260
    assert found.failed["POL1"].startswith("TooFewPeopleError: ")


@pytest.mark.parametrize(("rare", "merged"), [(9, True), (10, False)])
def test_an_answer_that_nine_people_gave_is_taken_with_the_next(run, people, library, rare, merged):
    first = next(item.id for item in library.gedrag.items if item.competency == "POL1")

    def changed(place, one):
        given = one.answers[first]
        kept = given if given == "nvt" else max(2, given)
        return replace(one, answers={**one.answers, first: 1 if place < rare else kept})

    found = run([changed(place, one) for place, one in enumerate(people[:250])])

    taken = [told.answers for told in found.scales["POL1"].merged if told.item == first]
    assert any(1 in answers for answers in taken) == merged


def test_one_person_short_of_five_hundred_it_still_has_priors(run, people):
    found = run(people[:499])

    assert found.provisional
    assert found.scales["BES1"].with_priors
