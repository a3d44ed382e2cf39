"""Reliability against psych, by hand, and the properties that the formulas promise."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from assessment.psychometrics.errors import (
    InconsistentError,
    NotFiniteError,
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
    TooFewItemsError,
    TooFewPeopleError,
)
from assessment.psychometrics.reliability.classical import (
    alpha,
    alpha_if_deleted,
    correlation_interval,
    covariance,
    feldt_interval,
    item_rest,
    lambda2,
    measurement_error,
    spearman_brown,
)
from tests.psychometrics.reference import expected, matrix

R = expected("ctt_bfi_ACE.json")["scales"]
CLOSED_FORM = 1e-8
MISSING = ("listwise", "pairwise")


@pytest.fixture(scope="module", params=R)
def scale(request):
    """Return a scale's answers, reversed items recoded, and what R says about it."""
    told = R[request.param]
    answers = matrix("ctt_bfi_ACE.csv", columns=told["items"])
    low, high = told["response_range"]
    reverse = [item in told["reversed"] for item in told["items"]]
    return np.where(reverse, low + high - answers, answers), told


def of_items(told, missing, what):
    return [told[missing]["item_stats"][item][what] for item in told["items"]]


@pytest.mark.parametrize("missing", MISSING)
def test_alpha_raw_and_standardised_equal_psych(scale, missing):
    answers, told = scale

    raw = alpha(answers, missing=missing)
    standardised = alpha(answers, missing=missing, standardised=True)

    assert raw == pytest.approx(told[missing]["raw_alpha"], abs=CLOSED_FORM)
    assert standardised == pytest.approx(told[missing]["std_alpha"], abs=CLOSED_FORM)


@pytest.mark.parametrize("missing", MISSING)
def test_the_interval_of_feldt_equals_psych(scale, missing):
    answers, told = scale
    people = told[missing]["n_rows"]

    found = feldt_interval(alpha(answers, missing=missing), people, answers.shape[1])

    ends = told[missing]["feldt95"]
    assert found == pytest.approx((ends["lower"], ends["upper"]), abs=CLOSED_FORM)


@pytest.mark.parametrize("missing", MISSING)
def test_item_rest_correlations_equal_psych(scale, missing):
    answers, told = scale

    found = item_rest(answers, missing=missing)

    assert found == pytest.approx(of_items(told, missing, "r_drop"), abs=CLOSED_FORM)


@pytest.mark.parametrize("missing", MISSING)
def test_alpha_without_each_item_equals_psych(scale, missing):
    answers, told = scale

    raw = alpha_if_deleted(answers, missing=missing)
    standardised = alpha_if_deleted(answers, missing=missing, standardised=True)

    assert raw == pytest.approx(of_items(told, missing, "alpha_if_dropped"), abs=CLOSED_FORM)
    names = of_items(told, missing, "std_alpha_if_dropped")
    assert standardised == pytest.approx(names, abs=CLOSED_FORM)


def test_lambda_2_equals_psych(scale):
    answers, told = scale

    assert lambda2(answers) == pytest.approx(told["lambda2_listwise"], abs=CLOSED_FORM)


def test_the_error_of_measurement_equals_r(scale):
    answers, told = scale
    complete = answers[~np.isnan(answers).any(axis=1)]

    of_sum = measurement_error(complete.sum(axis=1).std(ddof=1), alpha(answers))
    of_mean = measurement_error(complete.mean(axis=1).std(ddof=1), alpha(answers))

    assert of_sum == pytest.approx(told["sem_listwise"]["SEM_sum"], abs=CLOSED_FORM)
    assert of_mean == pytest.approx(told["sem_listwise"]["SEM_mean"], abs=CLOSED_FORM)


def test_alpha_of_parallel_items_is_spearman_brown_by_hand():
    # two items with the same variance and correlation .5: 2*.5/(1 + .5) = 2/3
    answers = [[1, 1], [1, 3], [3, 1], [3, 3], [1, 1], [3, 3]]
    r = np.corrcoef(np.transpose(answers))[0, 1]

    assert alpha(answers) == pytest.approx(spearman_brown(r, 2))


def test_listwise_item_rest_is_the_plain_correlation():
    answers = np.array([[1, 2, 1], [2, 2, 3], [4, 3, 4], [5, 5, 4.0]])

    by_hand = [
        np.corrcoef(answers[:, i], np.delete(answers, i, 1).sum(axis=1))[0, 1] for i in range(3)
    ]

    assert item_rest(answers) == pytest.approx(by_hand)


def test_the_interval_of_a_correlation_by_hand():
    # artanh(.5) = .549306, 1.959964/10 = .195996: tanh of .353310 and .745303
    assert correlation_interval(0.5, 103) == pytest.approx((0.339307, 0.632338), abs=1e-6)


ANSWERS = hnp.arrays(np.float64, st.tuples(st.integers(6, 15), st.integers(2, 6)),
                     elements=st.integers(1, 5).map(float))  # fmt: skip


def usable(answers):
    try:
        alpha(answers)
        item_rest(answers)
    except NoVarianceError:
        return False
    return True


@given(answers=ANSWERS)
def test_alpha_is_never_above_lambda_2_nor_above_1(answers):
    assume(usable(answers))

    assert alpha(answers) <= lambda2(answers) + 1e-12
    assert alpha(answers) <= 1 + 1e-12


@given(answers=ANSWERS, random=st.randoms(use_true_random=False))
def test_the_order_of_people_and_of_items_does_not_matter(answers, random):
    assume(usable(answers))
    people = random.sample(range(answers.shape[0]), answers.shape[0])
    items = random.sample(range(answers.shape[1]), answers.shape[1])
    mixed = answers[people][:, items]

    assert alpha(mixed) == pytest.approx(alpha(answers), abs=1e-10)
    assert lambda2(mixed) == pytest.approx(lambda2(answers), abs=1e-10)
    assert item_rest(mixed) == pytest.approx(item_rest(answers)[items], abs=1e-8)


@given(answers=ANSWERS, constant=st.integers(-10, 10), factor=st.sampled_from([0.5, 2.0, 25.0]))
def test_adding_a_constant_or_stretching_the_scale_changes_no_reliability(
    answers, constant, factor
):
    assume(usable(answers))
    other = constant + factor * answers

    assert alpha(other) == pytest.approx(alpha(answers), abs=1e-9)
    assert lambda2(other) == pytest.approx(lambda2(answers), abs=1e-9)
    assert item_rest(other) == pytest.approx(item_rest(answers), abs=1e-8)


@given(value=st.floats(-1, 0.99), people=st.integers(10, 1000), items=st.integers(2, 20))
def test_the_interval_of_feldt_holds_the_coefficient(value, people, items):
    low, high = feldt_interval(value, people, items)

    assert low < value < high <= 1


@given(answers=ANSWERS)
def test_without_missing_answers_pairwise_is_listwise(answers):
    assume(usable(answers))

    assert covariance(answers, missing="pairwise") == pytest.approx(covariance(answers))


@given(r=st.floats(0.05, 0.95), length=st.floats(1.0, 20.0))
def test_a_longer_test_is_more_reliable_and_half_of_twice_is_the_same(r, length):
    longer = spearman_brown(r, length)

    assert r - 1e-12 <= longer < 1
    assert spearman_brown(longer, 1 / length) == pytest.approx(r)


FINE = [[1.0, 2, 1], [2, 2, 3], [4, 3, 4], [5, 5, 4]]


@pytest.mark.parametrize("coefficient", [alpha, lambda2, item_rest])
def test_a_scale_of_one_item_is_refused(coefficient):
    with pytest.raises(TooFewItemsError, match="1 item.*at least 2"):
        coefficient([[1.0], [2.0]])


def test_two_items_have_no_alpha_without_one_of_them():
    with pytest.raises(TooFewItemsError, match="at least 3"):
        alpha_if_deleted([[1.0, 2], [2, 3]])


@pytest.mark.parametrize("coefficient", [alpha, lambda2, item_rest, alpha_if_deleted])
@pytest.mark.parametrize("missing", MISSING)
def test_an_item_without_variance_is_named(coefficient, missing):
    answers = [[1.0, 3, 1], [2, 3, 3], [4, 3, 4], [5, 3, 4]]

    with pytest.raises(NoVarianceError, match="item 2 the answer 3"):
        coefficient(answers, missing=missing)


def test_items_that_cancel_have_no_reliability():
    with pytest.raises(NoVarianceError, match="sum of the items"):
        alpha([[1.0, 5], [2, 4], [5, 1]])


def test_too_few_complete_people_are_told_with_their_number():
    with pytest.raises(TooFewPeopleError, match="1 people answered every item; at least 2"):
        alpha([[1.0, 2], [np.nan, 3], [2, np.nan]])


def test_pairwise_needs_people_who_answered_both():
    nan = np.nan
    answers = [[1.0, nan, 1], [2, nan, 2], [nan, 1, 2], [nan, 3, 1]]

    with pytest.raises(TooFewPeopleError, match="both item 1 and 2"):
        alpha(answers, missing="pairwise")


@pytest.mark.parametrize("bad", [np.inf, -np.inf])
def test_infinity_is_refused(bad):
    with pytest.raises(NotFiniteError, match="infinity"):
        alpha([[bad, 1], [2, 3], [3, 4]])


@pytest.mark.parametrize("bad", [[[1, 2], [3]], [["a", 2], [3, 4]], [1, 2, 3]])
def test_what_is_no_table_of_numbers_is_refused(bad):
    with pytest.raises(ShapeError):
        alpha(bad)


def test_an_unknown_way_with_missing_answers_is_refused():
    with pytest.raises(OutOfRangeError, match="listwise or pairwise"):
        alpha(FINE, missing="mean")


@pytest.mark.parametrize(
    "call",
    [
        lambda: feldt_interval(1.2, 100, 5),
        lambda: feldt_interval(np.nan, 100, 5),
        lambda: feldt_interval(0.8, 100, 1),
        lambda: feldt_interval(0.8, 100, 5, confidence=95),
        lambda: measurement_error(0, 0.8),
        lambda: measurement_error(np.inf, 0.8),
        lambda: measurement_error(1, 1.1),
        lambda: measurement_error(1, -0.1),
        lambda: correlation_interval(1.0, 50),
        lambda: correlation_interval(np.nan, 50),
        lambda: spearman_brown(0.5, 0),
        lambda: spearman_brown(-0.5, 4),
    ],
)
def test_impossible_numbers_are_refused(call):
    with pytest.raises(OutOfRangeError):
        call()


def test_intervals_need_people():
    with pytest.raises(TooFewPeopleError):
        feldt_interval(0.8, 1, 5)
    with pytest.raises(TooFewPeopleError):
        feldt_interval(0.8, np.nan, 5)
    with pytest.raises(TooFewPeopleError):
        correlation_interval(0.5, 3)


# Two variables, six people each, that almost agree; the third pair says the opposite.
IMPOSSIBLE = [
    *([x, x + 0.1 * (-1) ** x, None] for x in range(6)),
    *([x, None, x + 0.1 * (-1) ** x] for x in range(6)),
    *([None, x, -x + 0.1 * (-1) ** x] for x in range(6)),
]


@pytest.mark.parametrize("coefficient", [alpha, alpha_if_deleted, item_rest, lambda2])
def test_pairwise_covariances_that_no_answers_can_have_are_refused(coefficient):
    with pytest.raises(InconsistentError, match="impossible together") as refusal:
        coefficient(IMPOSSIBLE, missing="pairwise")

    assert "complete rows" in refusal.value.needed


@given(hnp.arrays(np.float64, (12, 3), elements=st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, np.nan])))
def test_an_item_rest_correlation_is_a_correlation_or_it_is_refused(answers):
    try:
        found = item_rest(answers, missing="pairwise")
    except (TooFewPeopleError, NoVarianceError, InconsistentError):
        return

    assert (np.abs(found) <= 1 + 1e-6).all()
