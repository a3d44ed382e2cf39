"""Candidates for a norm are scored at once, and each as if alone."""

from datetime import date

import pytest

from assessment.norms.basis import Basis
from assessment.norms.calibrations import CalibrationSet, ScaleCalibration, statements_of
from assessment.scoring.behaviour import score_behaviour
from assessment.scoring.candidates import score_candidates
from assessment.scoring.norm_and_calibration import rescore_competencies
from tests.people import norm_groups

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def people(library):
    """Forty people; the first answered one statement of POL1, the second nothing."""
    made = norm_groups.candidates(library, 38)
    few = norm_groups.candidates(library, 1, person="few", answers={"pol1-1": 4})
    return [*few, *norm_groups.candidates(library, 1, person="nothing", answers={}), *made]


@pytest.fixture(scope="module")
def calibration(library):
    """A calibration of POL1 alone, with parameters that nobody estimated."""
    statements = statements_of(library.gedrag, "POL1")
    count = len(statements)
    scale = ScaleCalibration(
        statements=statements, people=300, with_priors=True,
        slopes=tuple(1.0 + 0.3 * i for i in range(count)), slope_se=(0.1,) * count,
        locations=((-2.0, -1.0, 0.0, 1.2),) * count, location_se=((0.1,) * 4,) * count,
        codes=((0, 1, 2, 3, 4),) * count, values=((1.0, 2.0, 3.0, 4.0, 5.0),) * count,
        merged=(), log_likelihood=-1.0, parameters=5 * count, steps=1, decrement=0.0,
    )  # fmt: skip
    return CalibrationSet(
        instrument="gedrag-1", offices=("wethouder",), phases=("zittend",), people=300,
        first_day=DAY, last_day=DAY, left_out={}, rule=1, scales={"POL1": scale}, failed={},
    )  # fmt: skip


def score_of(estimates):
    return {name: None if e is None else e.score for name, e in estimates.items()}


def test_the_sum_rule_gives_everybody_their_own_scores_to_the_last_bit(people, library, value_map):
    found = score_candidates(people, library.gedrag, value_map)

    for person, scores in zip(people, found, strict=True):
        alone = score_behaviour(library.gedrag, value_map, person.answers)
        assert scores == score_of(alone.competencies)
    assert set(found[0].values()) == set(found[1].values()) == {None}


def test_a_calibration_scores_its_competency_and_the_sum_rule_the_others(
    people, calibration, library, value_map
):
    gedrag = library.gedrag
    found = score_candidates(people, gedrag, value_map, calibration)

    for person, scores in zip(people, found, strict=True):
        sums = score_behaviour(gedrag, value_map, person.answers).competencies
        basis = Basis(DAY, calibration=calibration)
        alone = score_of(rescore_competencies(basis, gedrag, sums, person.answers)[0])
        assert scores == pytest.approx(alone, abs=1e-9)
    by_sum = score_candidates(people, gedrag, value_map)
    both = [(new["POL1"], old["POL1"]) for new, old in zip(found, by_sum, strict=True)]
    assert [new is None for new, _ in both] == [old is None for _, old in both]
    assert all(abs(new - old) > 1e-3 for new, old in both if old is not None)
    assert both[0] == (None, None)
