"""Careless answering: indices against careless and psych, planted rows, and the two-family rule."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from assessment.psychometrics.errors import (
    NotFiniteError,
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
    TooFewPeopleError,
)
from assessment.psychometrics.patterns.pattern_flags import (
    FAMILIES_NEEDED,
    Indices,
    declared_limits,
    flag_families,
    read_indices,
    sample_limits,
)
from assessment.psychometrics.patterns.pattern_indices import (
    average_string,
    even_odd,
    longest_string,
    mahalanobis_squared,
    response_variability,
)
from tests.psychometrics.reference import column, expected, matrix, rows

SETS = ("quality_bfi", "quality_planted")
NAN = np.nan


def halves(name):
    edges = np.cumsum([0, *expected(f"{name}.json")["factors"]])
    return [range(start, end) for start, end in pairwise(edges)]


@pytest.fixture(scope="module", params=SETS)
def data(request):
    name = request.param
    return name, matrix(f"{name}.csv"), rows(f"{name}_rows.csv")


def test_strings_and_variability_equal_careless(data):
    _, answers, told = data

    assert longest_string(answers) == pytest.approx(column(told, "longstring"), abs=0)
    assert average_string(answers) == pytest.approx(column(told, "avgstr"), abs=1e-8)
    assert response_variability(answers) == pytest.approx(column(told, "irv"), abs=1e-8)


def test_even_odd_equals_careless_with_the_sign_turned(data):
    name, answers, told = data

    found = even_odd(answers, halves(name))

    assert -found == pytest.approx(column(told, "evenodd"), abs=1e-8, nan_ok=True)


def test_the_squared_distance_equals_r(data):
    _, answers, told = data

    assert mahalanobis_squared(answers) == pytest.approx(column(told, "mahad_sq"), abs=1e-8)


def area_under_roc(careless, normal):
    """Return the chance that a careless row has the higher value; ties count half."""
    higher = careless[:, np.newaxis] > normal
    ties = careless[:, np.newaxis] == normal
    return float((higher + ties / 2).mean())


@pytest.fixture(scope="module")
def areas():
    """Return the area under the ROC curve per type and index, high being careless."""
    answers = matrix("quality_planted.csv")
    kind = np.array([row["type"] for row in rows("quality_planted_types.csv")])
    consistency = -even_odd(answers, halves("quality_planted"))
    indices = {
        "long": longest_string(answers),
        "average": average_string(answers),
        "low irv": -response_variability(answers),
        "high irv": response_variability(answers),
        "inconsistent": np.nan_to_num(consistency, nan=-1.0),
        "far": mahalanobis_squared(answers),
        "near": -mahalanobis_squared(answers),
    }
    return {
        (planted, name): area_under_roc(values[kind == planted], values[kind == "normal"])
        for planted in ("straight", "random", "zigzag")
        for name, values in indices.items()
    }


@pytest.mark.parametrize(
    ("planted", "index", "at_least"),
    [
        ("straight", "long", 0.99),
        ("straight", "average", 0.99),
        ("straight", "low irv", 0.99),
        ("random", "far", 0.98),
        ("random", "high irv", 0.94),
        ("random", "inconsistent", 0.90),
        ("zigzag", "low irv", 0.90),
        ("zigzag", "near", 0.90),
    ],
)
def test_planted_careless_rows_are_found_by_their_index(
    areas, planted, index, at_least, record_property
):
    area = areas[planted, index]
    record_property("roc_auc", f"{planted} by {index}: {area:.3f}")

    assert area >= at_least


def test_no_single_index_finds_every_kind(areas):
    for index in {name for _, name in areas}:
        assert min(areas[kind, index] for kind in ("straight", "random", "zigzag")) < 0.9, index


def test_two_families_find_straight_and_random_rows_and_leave_the_others():
    answers = matrix("quality_planted.csv")
    kind = np.array([row["type"] for row in rows("quality_planted_types.csv")])
    limits, scales = declared_limits(items=50, categories=5), halves("quality_planted")
    distance = mahalanobis_squared(answers)
    families = [
        flag_families(read_indices(row, scales, distance=d), limits)
        for row, d in zip(answers, distance, strict=True)
    ]
    unreliable = np.array([len(flagged) >= FAMILIES_NEEDED for flagged in families])
    share = {planted: unreliable[kind == planted].mean() for planted in set(kind)}

    assert share["normal"] <= 0.05
    assert share["straight"] >= 0.5
    assert share["random"] >= 0.5


ROW = hnp.arrays(np.float64, st.tuples(st.just(1), st.integers(6, 30)),
                 elements=st.integers(1, 5).map(float))  # fmt: skip


@given(row=ROW, constant=st.integers(-3, 3))
def test_a_constant_added_to_every_answer_changes_no_index(row, constant):
    scales = [range(0, 2), range(2, 4), range(4, 6)]
    for index in (
        longest_string,
        average_string,
        response_variability,
        lambda x: even_odd(x, scales),
    ):
        assert index(row + constant) == pytest.approx(index(row), abs=1e-9, nan_ok=True)


@given(row=ROW)
def test_answers_turned_round_keep_their_strings(row):
    assert longest_string(row[:, ::-1]) == longest_string(row)
    assert average_string(row[:, ::-1]) == average_string(row)
    assert 1 <= average_string(row) <= longest_string(row) <= row.size


@given(row=ROW)
def test_even_odd_lies_between_minus_1_and_1_and_halves_may_be_exchanged(row):
    scales = [[0, 1], [2, 3], [4, 5]]
    swapped = [[1, 0], [3, 2], [5, 4]]

    found = even_odd(row, scales)

    assert np.isnan(found[0]) or -1 <= found[0] <= 1 + 1e-12
    assert even_odd(row, swapped) == pytest.approx(found, abs=1e-9, nan_ok=True)


def test_what_was_not_answered_is_skipped():
    assert longest_string([[3, NAN, 3, 3, 1]]) == pytest.approx([3])
    assert response_variability([[1, NAN, 3]]) == pytest.approx([np.sqrt(2)])
    # halves 1, 3, 5 and 1, 3, 5: the missing answer leaves its half to the other one
    assert even_odd([[1, 1, NAN, 3, 3, 5, 5]], [[0, 1], [3, 4, 2], [5, 6]]) == pytest.approx([1])


def test_what_cannot_be_told_is_nan_and_not_0():
    nothing = [[NAN, NAN, NAN, NAN, NAN, NAN]]
    scales = [[0, 1], [2, 3], [4, 5]]

    for found in (
        longest_string(nothing),
        average_string(nothing),
        response_variability(nothing),
        even_odd(nothing, scales),
        even_odd([[3.0] * 6], scales),
        response_variability([[3.0, NAN]]),
    ):
        assert np.isnan(found).all()


SCALES = [range(0, 26), range(26, 52), range(52, 78)]
LIMITS = declared_limits(items=78, categories=5)
FINE = Indices(78, 5, 1.5, 0.8, 0.7, seconds=6.0)


def changed(**values):
    return Indices(**{**FINE.__dict__, **values})


@pytest.mark.parametrize(
    ("indices", "families"),
    [
        (FINE, ()),
        (changed(longest_string=39), ()),
        (changed(longest_string=40), ("longstring",)),
        (changed(variability=0.4), ("variability",)),
        (changed(variability=1.4), ("variability",)),
        (changed(even_odd=0.29), ("consistency",)),
        (changed(seconds=2.0), ()),
        (changed(seconds=1.9), ("speed",)),
        (changed(distance=78.0), ()),
        (changed(distance=140.0), ("distance",)),
        (changed(distance=30.0), ("distance",)),
        (changed(variability=0.4, longest_string=60), ("longstring", "variability")),
        (changed(even_odd=None, variability=None, seconds=None, longest_string=None), ()),
    ],
)
def test_each_family_flags_beyond_its_limit(indices, families):
    assert flag_families(indices, LIMITS) == families


def test_the_same_answer_everywhere_is_flagged_by_as_many_families_as_it_takes():
    found = read_indices([4.0] * 78, SCALES)

    assert found == Indices(78, 78, 78.0, 0.0, None)
    assert len(flag_families(found, LIMITS)) == FAMILIES_NEEDED


def test_a_few_equal_answers_are_not_held_against_anyone():
    few = [4.0] * 30 + [NAN] * 48

    assert flag_families(read_indices(few, SCALES), LIMITS) == ("variability",)


def test_nothing_answered_flags_nothing():
    found = read_indices([NAN] * 78, SCALES, seconds=10)

    assert found == Indices(0, None, None, None, None)
    assert flag_families(found, LIMITS) == ()


def test_seconds_are_per_answered_statement():
    assert read_indices([4.0] * 50 + [NAN] * 28, SCALES, seconds=150).seconds == 3.0


def test_limits_from_a_sample_are_its_first_and_last_percentile():
    answers = np.random.default_rng(2).integers(1, 6, (400, 78)).astype(float)
    spread = response_variability(answers)

    found = sample_limits(answers)

    low, high = found.variability_low, found.variability_high
    assert np.mean(spread < low) == pytest.approx(0.01, abs=0.003)
    assert np.mean(spread > high) == pytest.approx(0.01, abs=0.003)
    assert 6 <= found.longest_string <= 39


@pytest.mark.parametrize(
    ("error", "call"),
    [
        (ShapeError, lambda: even_odd([[1.0, 2, 3, 4]], [[0, 1], [2, 3]])),
        (ShapeError, lambda: even_odd([[1.0, 2, 3, 4]], [[0, 1], [2], [3]])),
        (ShapeError, lambda: even_odd([[1.0, 2, 3, 4]], [[0, 1], [2, 3], [4, 5]])),
        (NotFiniteError, lambda: longest_string([[np.inf, 1]])),
        (NotFiniteError, lambda: mahalanobis_squared([[1, NAN], [2, 1], [3, 3]])),
        (TooFewPeopleError, lambda: mahalanobis_squared([[1.0, 2], [2, 1]])),
        (NoVarianceError, lambda: mahalanobis_squared([[1.0, 2], [2, 2], [3, 2]])),
        (NoVarianceError, lambda: mahalanobis_squared([[1.0, 2], [2, 4], [3, 6]])),
        (TooFewPeopleError, lambda: sample_limits(np.ones((99, 10)))),
        (OutOfRangeError, lambda: sample_limits(np.full((100, 10), NAN))),
        (OutOfRangeError, lambda: declared_limits(items=0, categories=5)),
        (OutOfRangeError, lambda: declared_limits(items=78, categories=1)),
        (OutOfRangeError, lambda: read_indices([4.0] * 78, SCALES, seconds=0)),
        (OutOfRangeError, lambda: read_indices([4.0] * 78, SCALES, distance=NAN)),
    ],
)
def test_impossible_input_is_refused(error, call):
    with pytest.raises(error):
        call()
