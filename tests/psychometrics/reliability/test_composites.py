"""The reliability of composites and differences, against R."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.psychometrics.errors import (
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
)
from assessment.psychometrics.reliability.composites import (
    difference_reliability,
    mosier,
)
from tests.psychometrics.reference import expected

R = expected("composite.json")


def test_mosiers_reliability_equals_r():
    told = R["mosier"]

    found = mosier(told["w"], told["sd"], told["reliability"], told["R"])

    assert found.reliability == pytest.approx(told["reliability_composite"], abs=1e-8)
    assert found.sem == pytest.approx(told["SEM_composite"], abs=1e-8)


def test_the_reliability_of_a_difference_equals_r():
    told = R["difference"]

    found = difference_reliability(tuple(told["sd"]), tuple(told["rel"]), told["r"])

    assert found.reliability == pytest.approx(told["reliability_difference"], abs=1e-8)
    assert found.sem == pytest.approx(told["SE_difference"], abs=1e-8)


@given(r=st.floats(0, 1), reliability=st.floats(0, 1))
def test_the_more_two_scores_go_together_the_less_reliable_their_difference(r, reliability):
    if r < 0.999:
        weak = difference_reliability((1, 1), (reliability, reliability), r * 0.9)
        strong = difference_reliability((1, 1), (reliability, reliability), r)
        assert strong.reliability <= weak.reliability + 1e-9
        assert strong.sem == pytest.approx(weak.sem)


ONE = [[1.0, 0.0], [0.0, 1.0]]


@pytest.mark.parametrize(
    ("error", "call"),
    [
        (OutOfRangeError, lambda: mosier([1, 1], [1, 0], [0.8, 0.8], ONE)),
        (OutOfRangeError, lambda: mosier([1, 1], [1, 1], [0.8, 1.8], ONE)),
        (OutOfRangeError, lambda: mosier([1, 1], [1, 1], [0.8, 0.8], [[2, 0], [0, 2]])),
        (ShapeError, lambda: mosier([1, 1], [1, 1], [0.8], ONE)),
        (NoVarianceError, lambda: difference_reliability((1, 1), (0.8, 0.8), 1.0)),
        (OutOfRangeError, lambda: difference_reliability((1, 1), (0.8, 0.8), 1.1)),
    ],
)
def test_impossible_input_is_refused(error, call):
    with pytest.raises(error):
        call()
