"""What cannot be computed carries its name; the rest is still given, and nothing is ever NaN."""

import numpy as np
import pytest

from assessment.psychometrics.errors import NotConvergedError
from assessment.quality.measures import irt_part
from assessment.quality.measures.classical_part import measure_pair
from assessment.quality.measures.outcomes import compute_or_explain, require_finite
from assessment.quality.measures.scales import measure_scale
from assessment.quality.results import Unavailable
from tests.people import rated


def reason(found):
    assert isinstance(found, Unavailable), found
    return found.reason


def measured(answers, scale=None):
    found = measure_scale(answers, scale or rated.scale())
    require_finite(found)
    return found


def test_a_scale_with_one_item_says_how_many_it_has_and_still_describes_it():
    found = measured({"a": rated.table()["a"]}, rated.scale(("a",), minimum=1))

    assert reason(found.reliability.alpha) == "TooFewItemsError"
    assert found.reliability.omega.facts["items"] == "1"
    assert reason(found.calibration) == reason(found.dimensions) == "TooFewItemsError"
    assert found.items[0].described.people == 300


def test_an_item_that_everybody_answers_alike_is_named_and_the_others_are_described():
    answers = rated.table()
    answers["c"] = [4.0] * 300

    found = measured(answers)

    for told in (found.reliability.alpha, found.reliability.omega, found.calibration):
        assert reason(told) == "NoVarianceError"
        assert told.facts["constant"] == "c"
    assert reason(found.items[2].described.skew) == "NoVarianceError"
    assert found.items[0].described.sd > 0


def test_an_answer_that_nobody_gives_is_pooled_and_said():
    answers = rated.table()
    answers["b"] = [2.0 if x == 1 else x for x in answers["b"]]

    found = measured(answers)

    assert found.items[1].counts[0] == 0
    assert found.items[1].parameters.categories[0] == (1, 2)
    assert len(found.items[1].parameters.locations) == 3


def test_fewer_people_than_parameters_is_a_named_refusal_of_the_model_alone():
    items = tuple(f"i{n}" for n in range(24))
    answers = rated.table(people=60, items=items, noise=1.0)

    found = measured(answers, rated.scale(items))

    assert reason(found.calibration) == "TooFewPeopleError"
    assert found.reliability.alpha.value > 0.9


def test_a_model_that_does_not_converge_is_a_named_refusal(monkeypatch):
    def endless(*_, **__):
        raise NotConvergedError("no maximum", "more people")

    monkeypatch.setattr(irt_part, "calibrate", endless)
    found = measured(rated.table())

    assert reason(found.calibration) == reason(found.items[0].parameters) == "NotConvergedError"
    assert found.reliability.omega.value > 0.5


def test_a_missing_column_is_named():
    answers = rated.table()
    del answers["d"]

    found = measured(answers)

    assert reason(found.described) == reason(found.items[0].counts) == "MissingColumnError"
    assert found.calibration.facts["missing"] == "d"


@pytest.mark.parametrize(
    ("wrong", "name"),
    [(np.inf, "NotFiniteError"), (7.0, "OutOfRangeError"), (2.5, "OutOfRangeError")],
)
def test_an_impossible_answer_is_a_named_refusal_of_the_scale(wrong, name):
    answers = rated.table()
    answers["a"][17] = wrong

    assert reason(measured(answers).reliability) == name


def test_nan_counts_as_not_answered():
    answers = rated.table()
    answers["a"][:5] = [float("nan")] * 5

    assert measured(answers).reliability.people == 295


def test_columns_of_unequal_length_are_a_named_refusal():
    answers = rated.table()
    answers["e"] = answers["e"][:-1]

    assert reason(measured(answers).described) == "ShapeError"


def test_items_that_repeat_each_other_have_no_omega_but_an_alpha():
    answers = rated.table()
    answers["b"] = list(answers["a"])

    found = measured(answers).reliability

    assert reason(found.omega) == reason(found.sem) == "NoVarianceError"
    assert found.alpha.value > 0.5


def test_two_items_that_go_against_each_other_have_no_reliability_together():
    answers = np.array([[x, 6 - x] for x in rated.table()["a"]]) + 0.0
    answers[:40, 1] = 3

    found = measure_pair("p", answers, ("x", "y"))

    assert found.correlation.value < 0
    assert reason(found.spearman_brown) == "negative"


def test_a_result_that_is_no_number_is_a_named_refusal():
    assert reason(compute_or_explain(lambda: float("nan"))) == "NotFiniteError"
    assert reason(compute_or_explain(lambda: (1.0, {"x": float("inf")}))) == "NotFiniteError"
