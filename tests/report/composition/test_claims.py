"""The rules that keep every word inside its interval."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.instruments.model import RatingScoring, StyleScoring
from assessment.phrases import tenths, whole
from assessment.report.composition import claims
from assessment.report.composition.claims import Leaning, Switching, Weight
from values import BANDS, ClusterImportance, Estimate

LIMITS = {"in-ontwikkeling": 0, "op-weg": 40, "stevig": 60, "sterk": 80}
RATING = RatingScoring(3, 1, 3, 20.0, 20, 0.6, LIMITS)
STYLE = StyleScoring(6, 50.0, 8, 25.0, 8, 20.0, 50.0)
ORDER = list(Leaning)


@st.composite
def scores(draw: st.DrawFn, low: float = 0.0, high: float = 100.0) -> Estimate:
    """Draw an estimate whose interval is symmetric but for the ends of the scale."""
    score = draw(st.floats(low, high))
    half = draw(st.floats(0.0, 60.0))
    ends = max(low, score - half), min(high, score + half)
    return Estimate(score, half / 1.645, *ends, 5, 5)


@given(scores())
def test_one_band_is_named_only_when_no_third_of_the_interval_lies_beyond_it(
    estimate: Estimate,
) -> None:
    span = claims.band_span(estimate, RATING)
    assume(span.is_single)
    low, high = whole(estimate.low), whole(estimate.high)
    place = BANDS.index(span.low)
    bottom = LIMITS[span.low]
    top = LIMITS[BANDS[place + 1]] if place + 1 < len(BANDS) else 101
    assert bottom - low <= (high - low) / 3
    assert high - top <= (high - low) / 3


@given(scores())
def test_the_band_of_the_printed_score_is_always_among_the_bands_named(estimate: Estimate) -> None:
    span = claims.band_span(estimate, RATING)
    own = RATING.band(whole(estimate.score))
    assert BANDS.index(span.low) <= BANDS.index(own) <= BANDS.index(span.high)


def test_a_limit_in_the_middle_of_the_interval_gives_two_words() -> None:
    span = claims.band_span(Estimate(61, 7, 49, 73, 5, 5), RATING)
    assert (span.low, span.high) == ("op-weg", "stevig")


def test_a_score_in_the_middle_of_its_band_gives_one_word() -> None:
    assert claims.band_span(Estimate(70, 7, 58, 82, 5, 5), RATING).is_single


@given(scores(-100.0, 100.0))
def test_a_clear_preference_needs_the_whole_interval_beyond_balance(estimate: Estimate) -> None:
    assume(claims.leaning(estimate, STYLE) is Leaning.CLEAR)
    assert abs(whole(estimate.score)) > 50
    assert min(abs(whole(estimate.low)), abs(whole(estimate.high))) > 20
    assert estimate.low * estimate.high > 0


@given(scores(-100.0, 100.0))
def test_a_preference_is_never_named_when_the_interval_crosses_the_middle(
    estimate: Estimate,
) -> None:
    assume(whole(estimate.low) <= 0 <= whole(estimate.high))
    assert not claims.leaning(estimate, STYLE).is_preference


@given(scores(-100.0, 100.0), st.floats(0.0, 50.0))
def test_a_wider_interval_never_gives_a_stronger_word(estimate: Estimate, more: float) -> None:
    wider = replace(
        estimate, low=max(-100.0, estimate.low - more), high=min(100.0, estimate.high + more)
    )
    now, then = claims.leaning(estimate, STYLE), claims.leaning(wider, STYLE)
    assert ORDER.index(then) <= ORDER.index(now)


@given(scores(-100.0, 100.0))
def test_both_poles_are_judged_alike(estimate: Estimate) -> None:
    mirrored = replace(estimate, score=-estimate.score, low=-estimate.high, high=-estimate.low)
    assert claims.leaning(mirrored, STYLE) is claims.leaning(estimate, STYLE)


def test_the_words_of_the_style_begin_at_the_limits_of_the_instrument() -> None:
    def word(score: float, half: float) -> Leaning:
        ends = score - half, score + half
        return claims.leaning(Estimate(score, half, *ends, 8, 8), STYLE)

    assert word(19, 5) is Leaning.BALANCED
    assert word(20, 5) is Leaning.LIGHT
    assert word(50, 5) is Leaning.LIGHT
    assert word(-51, 30) is Leaning.CLEAR
    assert word(51, 31) is Leaning.LIGHT
    assert word(30, 30) is Leaning.BETWEEN


@given(scores())
def test_switching_is_easy_or_hard_only_when_the_interval_says_so(estimate: Estimate) -> None:
    found = claims.switching(estimate)
    assert (found is Switching.EASY) == (whole(estimate.low) > 50)
    assert (found is Switching.HARD) == (whole(estimate.high) < 50)


@given(st.floats(-3, 3), st.floats(0, 2))
def test_importance_has_a_direction_only_when_the_printed_interval_has_one(
    u: float, half: float
) -> None:
    found = claims.weight(ClusterImportance(u, half / 1.645, u - half, u + half))
    assert (found is Weight.MORE) == (tenths(u - half) > 0)
    assert (found is Weight.LESS) == (tenths(u + half) < 0)


several = st.lists(scores(), min_size=2, max_size=16)


def _named(found: list[Estimate]) -> dict[str, Estimate | None]:
    return {f"C{number}": estimate for number, estimate in enumerate(found)}


@given(several)
def test_at_most_three_stand_out_on_each_side_and_never_the_same(found: list[Estimate]) -> None:
    above, below = claims.standing_out(_named(found))
    assert len(above) <= 3
    assert len(below) <= 3
    assert not set(above) & set(below)


@given(several)
def test_what_stands_out_lies_on_its_side_of_the_mean_in_the_order_given(
    found: list[Estimate],
) -> None:
    estimates = _named(found)
    mean = claims.mean_score(estimates)
    above, below = claims.standing_out(estimates)
    assert all(estimates[name].score > mean for name in above)  # type: ignore[union-attr]
    assert all(estimates[name].score < mean for name in below)  # type: ignore[union-attr]
    assert list(above) == [name for name in estimates if name in above]
    assert list(below) == [name for name in estimates if name in below]


def test_equal_scores_never_stand_out() -> None:
    flat = Estimate(64, 9, 49, 79, 5, 5)
    assert claims.standing_out(_named([flat] * 16)) == ((), ())


def test_a_difference_within_its_uncertainty_is_not_named() -> None:
    flat = [Estimate(60, 9, 45, 75, 5, 5)] * 15
    assert claims.standing_out(_named([*flat, Estimate(74, 9, 59, 89, 5, 5)])) == ((), ())
    assert claims.standing_out(_named([*flat, Estimate(80, 9, 65, 95, 5, 5)])) == (("C15",), ())


def test_competencies_without_a_score_take_no_part() -> None:
    assert claims.standing_out({"A": None, "B": Estimate(90, 1, 88, 92, 5, 5)}) == ((), ())
    assert claims.mean_score({"A": None}) is None
