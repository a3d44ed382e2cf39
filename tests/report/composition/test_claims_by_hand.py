"""Where a word of the report begins and ends: every limit, worked out by hand."""

from __future__ import annotations

import pytest

from assessment.instruments.model import StyleScoring
from assessment.report.composition import claims
from assessment.report.composition.claims import Leaning, Switching
from values import Estimate

STYLE = StyleScoring(6, 50.0, 8, 25.0, 8, 20.0, 50.0)


def estimate(score: float, se: float = 0.0, *, low: float = 0.0, high: float = 100.0) -> Estimate:
    return Estimate(score, se, low, high, 5, 5)


def around_fifty(distance: float) -> dict[str, Estimate | None]:
    """Four competencies with a mean of 50, of which A lies so far above it, or below.

    Errors 4, 6, 6, 8: shared = (16 + 36 + 36 + 64) / 4² = 9.5, so that the error of A - mean is
    sqrt(16 * (1 - 2/4) + 9.5) = sqrt(17.5) = 4.1833; 1.645 of these are 6.8815 points.
    """
    others = {
        name: estimate(50 - distance / 3, se) for name, se in zip("BCD", (6, 6, 8), strict=True)
    }
    return {"A": estimate(50 + distance, 4), **others}


def test_a_competency_stands_out_from_1645_standard_errors_of_its_distance() -> None:
    assert claims.standing_out(around_fifty(6.89)) == (("A",), ())
    assert claims.standing_out(around_fifty(6.87)) == ((), ())
    assert claims.standing_out(around_fifty(-6.89)) == ((), ("A",))
    assert claims.standing_out(around_fifty(-6.87)) == ((), ())


def test_exactly_at_the_limit_nothing_stands_out() -> None:
    # Errors 2 and 0: the error of either distance is sqrt(0 + 4 / 2²) = 1, and of two scores
    # each lies half their difference from the mean.
    def named_at(difference: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return claims.standing_out({"A": estimate(difference, 2), "B": estimate(0.0)})

    assert named_at(2 * 1.645) == ((), ())
    assert named_at(2 * 1.646) == (("A",), ("B",))


def test_of_many_that_stand_out_the_three_furthest_are_named_in_the_order_given() -> None:
    scores = {"A": 56, "B": 90, "C": 80, "D": 70, "E": 50, "F": 44, "G": 10, "H": 20, "I": 30}
    estimates = {name: estimate(score, 0.1) for name, score in scores.items()}

    assert claims.standing_out(estimates) == (("B", "C", "D"), ("G", "H", "I"))


def test_the_furthest_is_the_one_with_most_errors_not_most_points() -> None:
    # B lies as far as the others from the mean, but is known so badly that it is the least sure.
    high = {"A": estimate(75, 1), "B": estimate(78, 9), "C": estimate(74, 1), "D": estimate(73, 1)}
    low = {name: estimate(25, 1) for name in "EFGH"}

    assert claims.standing_out({**high, **low})[0] == ("A", "C", "D")


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (51, 90, Switching.EASY),
        (50, 90, Switching.MIXED),
        (10, 49, Switching.HARD),
        (10, 50, Switching.MIXED),
    ],
)
def test_the_middle_of_the_scale_is_neither_hard_nor_easy(
    low: int, high: int, word: Switching
) -> None:
    assert claims.switching(estimate(50, low=low, high=high)) is word


@pytest.mark.parametrize(("near", "word"), [(1, Leaning.LIGHT), (0, Leaning.BETWEEN)])
def test_one_point_from_the_middle_a_light_preference_begins(near: int, word: Leaning) -> None:
    assert claims.leaning(estimate(30, low=near, high=60), STYLE) is word
    assert claims.leaning(estimate(-30, low=-60, high=-near), STYLE) is word
