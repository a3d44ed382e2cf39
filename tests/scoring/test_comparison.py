"""What changed between two attempts: the verdicts by hand, and how often chance gets one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.psychometrics.errors import NotFiniteError, OutOfRangeError
from assessment.scoring.comparison import compare, smallest_certain_changes
from values import Change, Estimate


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
