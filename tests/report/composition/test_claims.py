"""The rules that keep every word inside its interval."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import ndtri

from assessment.instruments.model import RatingScoring, StyleScoring
from assessment.phrases import tenths, whole
from assessment.report.composition import claims
from assessment.report.composition.claims import Leaning, Switching, Weight
from values import BANDS, ClusterImportance, Estimate, Likely

LIMITS = {"in-ontwikkeling": 0, "op-weg": 40, "stevig": 60, "sterk": 80}
SURE_WORD = 0.8
SURE = 0.975
RATING = RatingScoring(3, 1, 3, 20.0, 20, 0.6, 10.0, 8, 12.0, 8.0, SURE, 0.99, SURE_WORD, LIMITS)
STYLE = StyleScoring(6, 50.0, 8, 25.0, 8, 20.0, 50.0)


@st.composite
def scores(draw: st.DrawFn, low: float = 0.0, high: float = 100.0) -> Estimate:
    """Draw an estimate whose interval is symmetric but for the ends of the scale."""
    score = draw(st.floats(low, high))
    half = draw(st.floats(0.0, 60.0))
    ends = max(low, score - half), min(high, score + half)
    return Estimate(score, half / 1.645, *ends, 5, 5)


def _share_within(estimate: Estimate, span: claims.Span) -> float:
    """The share of 20,000 equally likely places of the truth that lie in the bands named."""
    steps = (np.arange(20_000) + 0.5) / 20_000
    truth = estimate.score + estimate.se * ndtri(steps)
    places = np.searchsorted(list(LIMITS.values())[1:], truth, side="right")
    return float(np.mean((places >= BANDS.index(span.low)) & (places <= BANDS.index(span.high))))


@given(scores())
def test_the_words_named_hold_the_truth_with_the_declared_probability(estimate: Estimate) -> None:
    assume(estimate.se > 0.01)
    span = claims.band_span(estimate, RATING)
    if span is not None:
        assert _share_within(estimate, span) >= SURE_WORD - 0.001


@given(scores())
def test_two_words_are_named_only_when_one_is_not_sure_enough(estimate: Estimate) -> None:
    assume(estimate.se > 0.01)
    span = claims.band_span(estimate, RATING)
    alone = [_share_within(estimate, claims.Span(band, band)) for band in BANDS]
    together = [_share_within(estimate, claims.Span(*both)) for both in pairwise(BANDS)]
    assume(all(abs(share - SURE_WORD) > 0.001 for share in [*alone, *together]))
    if max(alone) > SURE_WORD:
        assert span
        assert span.is_single
    elif max(together) > SURE_WORD:
        assert span
        assert not span.is_single
    else:
        assert span is None


def test_a_limit_in_the_middle_of_the_interval_gives_two_words() -> None:
    assert claims.band_span(Estimate(61, 7, 49, 73, 5, 5), RATING) == claims.Span(
        "op-weg", "stevig"
    )


def test_a_score_in_the_middle_of_its_band_gives_one_word() -> None:
    # 10 points to either limit are 1.4286 standard errors: 84.7 % lies between them.
    assert claims.band_span(Estimate(70, 7, 58, 82, 5, 5), RATING) == claims.Span(
        "stevig", "stevig"
    )
    # 9 and 11 points are 1.125 and 1.375 standard errors: 78.5 %; the lower neighbour is nearer.
    wider = Estimate(69, 8, 56, 82, 5, 5)
    assert claims.band_span(wider, RATING) == claims.Span("op-weg", "stevig")


def test_a_score_that_may_be_anywhere_gets_no_word() -> None:
    assert claims.band_span(Estimate(60, 30, 10, 100, 3, 5), RATING) is None


@given(scores(-100.0, 100.0))
def test_every_word_of_the_style_holds_for_the_whole_interval(estimate: Estimate) -> None:
    ends = whole(estimate.low), whole(estimate.high)
    nearest = max(min(ends), -max(ends))
    word = claims.leaning(estimate, STYLE)
    if word is Leaning.BALANCED:
        assert max(abs(end) for end in ends) <= 20
    else:
        least = {Leaning.CLEAR: 50, Leaning.PREFERRED: 20, Leaning.LEANING: 0}.get(word, -101)
        assert nearest > least


@given(scores(-100.0, 100.0))
def test_a_preference_is_never_named_when_the_interval_crosses_the_middle(
    estimate: Estimate,
) -> None:
    assume(whole(estimate.low) <= 0 <= whole(estimate.high))
    assert not claims.leaning(estimate, STYLE).is_preference


@given(scores(-100.0, 100.0))
def test_both_poles_are_judged_alike(estimate: Estimate) -> None:
    mirrored = replace(estimate, score=-estimate.score, low=-estimate.high, high=-estimate.low)
    assert claims.leaning(mirrored, STYLE) is claims.leaning(estimate, STYLE)


def test_the_words_of_the_style_begin_at_the_limits_of_the_instrument() -> None:
    def word(score: float, half: float) -> Leaning:
        ends = score - half, score + half
        return claims.leaning(Estimate(score, half, *ends, 8, 8), STYLE)

    assert word(15, 5) is Leaning.BALANCED
    assert word(16, 5) is Leaning.LEANING
    assert word(0, 20) is Leaning.BALANCED
    assert word(0, 21) is Leaning.OPEN
    assert word(30, 30) is Leaning.OPEN
    assert word(30, 29) is Leaning.LEANING
    assert word(-51, 30) is Leaning.PREFERRED
    assert word(-51, 31) is Leaning.LEANING
    assert word(70, 19) is Leaning.CLEAR
    assert word(70, 20) is Leaning.PREFERRED


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


chances = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=16)


def _likely(above: list[float]) -> dict[str, Likely]:
    return {f"C{n}": Likely(60, 6, 50, 70, 5, 5, 0.5, chance) for n, chance in enumerate(above)}


@given(chances)
def test_what_stands_out_is_sure_enough_and_at_most_three_a_side_in_the_order_given(
    drawn: list[float],
) -> None:
    likely = _likely(drawn)
    above, below = claims.standing_out(likely, SURE)
    assert all(likely[name].above >= SURE for name in above)
    assert all(1 - likely[name].above >= SURE for name in below)
    assert len(above) == min(3, sum(chance >= SURE for chance in drawn))
    assert len(below) == min(3, sum(1 - chance >= SURE for chance in drawn))
    assert list(above) == [name for name in likely if name in above]


def test_of_more_than_three_the_surest_are_named() -> None:
    likely = _likely([0.98, 0.999, 0.5, 0.99, 0.995])
    assert claims.standing_out(likely, SURE) == (("C1", "C3", "C4"), ())
