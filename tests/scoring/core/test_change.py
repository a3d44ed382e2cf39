"""Reliable change against clinicalsignificance, and the product's own verdicts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.scoring.change import (
    benjamini_hochberg,
    compare,
    minimal_detectable_change,
    reliable_change,
    reliable_change_from,
    retest,
    smallest_certain_changes,
)
from assessment.scoring.classical import measurement_error
from assessment.scoring.errors import (
    NotFiniteError,
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
    TooFewPeopleError,
)
from tests.scoring.core.reference import column, expected, rows
from values import Change, Estimate


def test_the_index_of_jacobson_and_truax_equals_r_per_person():
    told, table = expected("rci_anorexia.json"), rows("rci_anorexia.csv")
    before, after = column(table, "pre"), column(table, "post")

    found = reliable_change_from(before, after, sd=before.std(ddof=1), reliability=0.8)

    theirs = column(rows("rci_anorexia_persons.csv"), "rci_JT")
    assert found == pytest.approx(theirs, abs=1e-8)
    counts = told["methods"]["JT"]
    assert (found > 1.96).sum() == counts["n_improved"]
    assert (found < -1.96).sum() == counts["n_deteriorated"]


def test_the_error_and_the_smallest_change_equal_r():
    told = expected("rci_anorexia.json")
    sem = measurement_error(told["sd_pre"], told["reliability"])

    assert sem == pytest.approx(told["JT"]["SEM"], abs=1e-8)
    assert np.sqrt(2) * sem == pytest.approx(told["JT"]["S_diff"], abs=1e-8)
    for z, key in ((1.959963984540054, "95"), (1.2815515655446004, "80")):
        raw = told["JT"][f"critical_raw_change_{key}"]
        assert minimal_detectable_change(sem, z=z) == pytest.approx(raw, abs=1e-8)


def test_the_printed_example_of_jacobson_and_truax():
    told = expected("rci_jacobson_truax_example.json")
    printed, exact = told["printed"], told["exact"]

    sem = measurement_error(printed["sd"], printed["r"])
    found = reliable_change([printed["x_pre"]], [printed["x_post"]], sem=sem)

    assert sem == pytest.approx(exact["SE"], abs=1e-8)
    assert found == pytest.approx([exact["RC"]], abs=1e-8)
    assert round(float(found[0]), 2) == printed["RC"]


def test_retest_equals_r():
    told, table = expected("retest_sai.json"), rows("retest_sai.csv")
    first, second = column(table, "score_t1"), column(table, "score_t2")

    found = retest(first, second)

    assert found.people == told["n"]
    assert (found.r, found.low, found.high) == pytest.approx((told["r"], *told["r_ci95"]), abs=1e-6)
    assert found.mean_change == pytest.approx(told["mean_t2"] - told["mean_t1"], abs=1e-8)
    mine = (found.sd_change, found.sem, found.d_z)
    assert mine == pytest.approx((told["sd_diff"], told["SEM_retest"], told["d_z"]), abs=1e-8)
    assert found.d_z * np.sqrt(found.people) == pytest.approx(told["paired_t"], abs=1e-6)

    change = reliable_change_from(first, second, sd=first.std(ddof=1), reliability=found.r)
    jt = told["rci_jt_with_r_retest"]
    assert change[:10] == pytest.approx(jt["first10"], abs=1e-6)
    assert ((change > 1.96).sum(), (change < -1.96).sum()) == (jt["n_up"], jt["n_down"])


def test_with_the_retest_term_and_practice_the_index_has_mean_0_and_sd_1():
    table = rows("retest_sai.csv")
    first, second = column(table, "score_t1"), column(table, "score_t2")
    found = retest(first, second)

    change = reliable_change(first, second, sem=found.sem, practice=found.mean_change)

    assert change.mean() == pytest.approx(0, abs=1e-10)
    assert change.std(ddof=1) == pytest.approx(1)


def test_a_missing_score_has_no_change():
    assert np.isnan(reliable_change([1, np.nan], [np.nan, 2], sem=1)).all()


def test_the_adjustment_of_benjamini_and_hochberg_by_hand():
    # m·p/j is .01 .04 .13 .1025 .084 .1 .1057 .25625 .2356 .216; then the minimum from the right
    p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]

    expected_ = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.10571429, 0.216, 0.216, 0.216]
    assert benjamini_hochberg(p) == pytest.approx(expected_, abs=1e-8)
    assert benjamini_hochberg([]).size == 0


P = st.lists(st.floats(0, 1), min_size=1, max_size=20)


@given(p=P, random=st.randoms(use_true_random=False))
def test_adjusted_values_keep_the_order_and_are_never_smaller(p, random):
    adjusted = benjamini_hochberg(p)
    order = np.argsort(p, kind="stable")

    assert (np.diff(adjusted[order]) >= 0).all()
    assert (adjusted >= np.array(p) - 1e-15).all()
    assert adjusted.max() == pytest.approx(max(p))
    mixed = random.sample(range(len(p)), len(p))
    assert benjamini_hochberg(np.array(p)[mixed]) == pytest.approx(adjusted[mixed])


@given(p=P, place=st.integers(0, 19), factor=st.floats(0, 1))
def test_a_smaller_p_value_makes_no_adjusted_value_larger(p, place, factor):
    smaller = np.array(p)
    smaller[place % len(p)] *= factor

    assert (benjamini_hochberg(smaller) <= benjamini_hochberg(p) + 1e-15).all()


def scored(score, se=5.0):
    return Estimate(score, se, score - 8, score + 8, 5, 5)


def verdicts(differences, se=5.0):
    before = {str(i): scored(50, se) for i in range(len(differences))}
    after = {str(i): scored(50 + d, se) for i, d in enumerate(differences)}
    return [change.verdict for change in compare(before, after).values()]


def test_alone_a_change_is_certain_beyond_1_96_and_possible_beyond_1_28():
    se = np.hypot(5, 5)

    assert verdicts([1.97 * se]) == ["zeker"]
    assert verdicts([-1.97 * se]) == ["zeker"]
    assert verdicts([1.95 * se]) == ["mogelijk"]
    assert verdicts([1.29 * se]) == ["mogelijk"]
    assert verdicts([-1.27 * se]) == ["toeval"]
    assert verdicts([0]) == ["toeval"]


def test_among_sixteen_competencies_one_change_must_be_larger():
    # Benjamini-Hochberg asks p < .05/16 of a single change: |z| > 2.955
    se = np.hypot(5, 5)

    assert verdicts([2.5 * se] + 15 * [0]) == ["mogelijk"] + 15 * ["toeval"]
    assert verdicts([2.96 * se] + 15 * [0]) == ["zeker"] + 15 * ["toeval"]
    assert verdicts(16 * [1.97 * se]) == 16 * ["zeker"]


def test_a_change_tells_both_scores_the_difference_and_its_error():
    found = compare({"POL1": scored(40, 3)}, {"POL1": scored(70, 4)})["POL1"]

    assert isinstance(found, Change)
    assert (found.before, found.after, found.difference, found.se) == (40, 70, 30, 5)
    assert found.smallest == pytest.approx(1.96 * 5)
    assert found.p == pytest.approx(1.973e-9, rel=1e-3)  # 2·Φ(−6)
    assert type(found.p) is float


def test_a_missing_score_is_no_change_and_does_not_count_in_the_adjustment():
    se = np.hypot(5, 5)
    before = {"A": scored(50), "B": None, "C": scored(50), "X": scored(1)}
    after = {"A": scored(50 + 1.97 * se), "B": scored(99), "C": None, "Y": scored(1)}

    found = compare(before, after)

    assert list(found) == ["A", "B", "C"]
    assert (found["A"].verdict, found["B"], found["C"]) == ("zeker", None, None)
    assert compare({"A": None}, {"A": None}) == {"A": None}


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100), st.floats(1, 20)), min_size=1,
                max_size=16))  # fmt: skip
def test_going_back_is_the_same_change_the_other_way(scores):
    before = {str(i): scored(one, se) for i, (one, _, se) in enumerate(scores)}
    after = {str(i): scored(two, se) for i, (_, two, se) in enumerate(scores)}

    there, back = compare(before, after), compare(after, before)

    for name in there:
        assert there[name].difference == -back[name].difference
        assert there[name].verdict == back[name].verdict
        certain = abs(there[name].difference) > 1.96 * there[name].se
        assert certain or there[name].verdict != "zeker"


@given(score=st.floats(0, 100), se=st.floats(0.5, 20), times=st.floats(0.5, 3))
def test_the_smallest_certain_change_is_where_the_verdict_turns(score, se, times):
    smallest = smallest_certain_changes({"A": scored(score, se)})["A"]

    assert smallest == pytest.approx(1.96 * np.sqrt(2) * se)
    moved = scored(score + times * smallest, se)
    verdict = compare({"A": scored(score, se)}, {"A": moved})["A"].verdict
    if abs(times - 1) > 1e-6:
        assert (verdict == "zeker") == (times > 1)


def test_without_a_score_there_is_no_smallest_change():
    assert smallest_certain_changes({"A": None}) == {"A": None}


def test_unchanged_people_seldom_get_a_certain_change():
    """Sixteen unchanged competencies: 5 in 100 people at most get one, against 56 unadjusted."""
    rng = np.random.default_rng(3)
    seen = [verdicts(list(rng.normal(0, np.hypot(5, 5), 16))) for _ in range(400)]

    assert np.mean(["zeker" in one for one in seen]) < 0.08


@pytest.mark.parametrize("se", [0.0, -1.0, np.nan, np.inf])
def test_a_score_that_claims_certainty_is_refused(se):
    with pytest.raises(OutOfRangeError, match="standard error of POL1"):
        compare({"POL1": scored(50)}, {"POL1": scored(60, se)})


def test_a_score_that_is_no_number_is_refused():
    with pytest.raises(NotFiniteError, match="POL1"):
        compare({"POL1": scored(np.nan)}, {"POL1": scored(60)})


@pytest.mark.parametrize(
    ("error", "call"),
    [
        (ShapeError, lambda: reliable_change([1.0], [1.0, 2.0], sem=1)),
        (NotFiniteError, lambda: reliable_change([np.inf], [1.0], sem=1)),
        (NotFiniteError, lambda: reliable_change([1.0], [1.0], sem=1, practice=np.nan)),
        (OutOfRangeError, lambda: reliable_change([1.0], [1.0], sem=0)),
        (OutOfRangeError, lambda: reliable_change_from([1.0], [1.0], sd=1, reliability=1)),
        (OutOfRangeError, lambda: minimal_detectable_change(-1)),
        (OutOfRangeError, lambda: benjamini_hochberg([0.5, 1.5])),
        (NotFiniteError, lambda: benjamini_hochberg([0.5, np.nan])),
        (TooFewPeopleError, lambda: retest([1.0, 2, 3], [1.0, 2, 4])),
        (NoVarianceError, lambda: retest([1.0, 1, 1, 1], [1.0, 2, 4, 5])),
        (NoVarianceError, lambda: retest([1.0, 2, 3, 4], [2.0, 3, 4, 5])),
        (NotFiniteError, lambda: retest([1.0, 2, 3, np.nan], [2.0, 3, 4, 5])),
    ],
)
def test_impossible_input_is_refused(error, call):
    with pytest.raises(error):
        call()
