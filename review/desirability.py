"""How desirable sentences look: their spread, and the two poles of each style pair."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import stdtrit

from assessment.psychometrics.agreement.rater_sampling import ItemSpread, spread_of_items
from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import MeasurementError
from review.filled import HIGHEST, Filled
from review.forms import DesirabilityForm, Sentence
from review.ratings import Rating, summarise_ratings
from review.texts import get_bar

CONFIDENCE = 0.95
COLUMN = "wenselijkheid"
Action = Literal["no_verdict", "keep", "rewrite"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean difference over raters in standard deviations of a rating, with its interval.

    Positive: nicer than what it is compared with. ``certain`` when the whole interval lies on the
    side of the bar where the mean lies.
    """

    raters: int
    mean: float | None
    low: float | None
    high: float | None
    action: Action
    certain: bool


@dataclass(frozen=True, slots=True)
class SentenceReview:
    """One sentence: its ratings, and for a choice sentence how it stands among the others."""

    sentence: Sentence
    rating: Rating
    among: Difference | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairReview:
    """Pole 1 minus pole 2 of one style pair."""

    first: Sentence
    second: Sentence
    difference: Difference


@dataclass(frozen=True, slots=True)
class AxisReview:
    """Pole 1 minus pole 2, over all pairs of one axis."""

    axis: str
    first: str
    second: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class DesirabilityReview:
    """The whole form. ``unit`` is the standard deviation of a rating, in scale points."""

    raters: int
    unit: float | None
    spread: ItemSpread | None
    spread_action: Action
    spread_certain: bool
    sentences: tuple[SentenceReview, ...]
    pairs: tuple[PairReview, ...]
    axes: tuple[AxisReview, ...]


def review_desirability(form: DesirabilityForm, filled: Sequence[Filled]) -> DesirabilityReview:
    """Return how desirable the raters find every sentence, pair and axis."""
    table = np.array(
        [
            [rater.ratings.get(s.number, {}).get(COLUMN, np.nan) for s in form.sentences]
            for rater in filled
        ]
    )
    choices = np.array([sentence.pole == 0 for sentence in form.sentences])
    spread = _spread(table[:, choices])
    unit = _pooled_sd(table)
    action, certain = _judge_spread(spread)
    pairs = _review_pairs(form, table, unit)
    return DesirabilityReview(
        raters=len(filled),
        unit=unit,
        spread=spread,
        spread_action=action,
        spread_certain=certain,
        sentences=_review_sentences(form, filled, table, unit),
        pairs=tuple(pair for pair, _ in pairs),
        axes=_review_axes(pairs, unit),
    )


def _spread(table: Floats) -> ItemSpread | None:
    try:
        return spread_of_items(table, confidence=CONFIDENCE)
    except MeasurementError:  # fewer than two raters who rated all, or no noise at all
        return None


def _judge_spread(spread: ItemSpread | None) -> tuple[Action, bool]:
    if spread is None or spread.raters < get_bar("minimum_raters"):
        return "no_verdict", False
    limit = get_bar("desirability_spread")
    if spread.spread <= limit:
        return "keep", spread.high <= limit
    return "rewrite", spread.low > limit


def _pooled_sd(table: Floats) -> float | None:
    """Return the standard deviation of the ratings of one sentence, pooled over sentences."""
    counts = (~np.isnan(table)).sum(axis=0)
    several = counts >= 2
    if not several.any():
        return None
    free = counts[several] - 1
    variances = np.nanvar(table[:, several], axis=0, ddof=1)
    pooled = float(np.sqrt((variances * free).sum() / free.sum()))
    return pooled or None


def _difference(values: Floats, unit: float | None, limit: float) -> Difference:
    """Return the mean of one difference per rater, NaN where missing, with its t interval."""
    there = values[~np.isnan(values)]
    count = there.size
    if unit is None or count < 2:
        return Difference(count, None, None, None, "no_verdict", False)
    scaled = there / unit
    reach = float(stdtrit(count - 1, (1 + CONFIDENCE) / 2) * scaled.std(ddof=1) / np.sqrt(count))
    mean = float(scaled.mean())
    low, high = mean - reach, mean + reach
    if count < get_bar("minimum_raters"):
        return Difference(count, mean, low, high, "no_verdict", False)
    if abs(mean) <= limit:
        return Difference(count, mean, low, high, "keep", -limit <= low and high <= limit)
    return Difference(count, mean, low, high, "rewrite", low > limit or high < -limit)


def _review_sentences(
    form: DesirabilityForm, filled: Sequence[Filled], table: Floats, unit: float | None
) -> tuple[SentenceReview, ...]:
    choices = np.array([sentence.pole == 0 for sentence in form.sentences])
    limit = get_bar("desirability_sentence")
    reviews = []
    for place, sentence in enumerate(form.sentences):
        ratings = [int(rating) for rating in table[:, place] if not np.isnan(rating)]
        others = choices.copy()
        others[place] = False
        among = _difference(table[:, place] - _row_means(table[:, others]), unit, limit)
        reviews.append(
            SentenceReview(
                sentence=sentence,
                rating=summarise_ratings(ratings, highest=HIGHEST[COLUMN]),
                among=among if sentence.pole == 0 else None,
                remarks=tuple(
                    rater.remarks[sentence.number]
                    for rater in filled
                    if sentence.number in rater.remarks
                ),
            )
        )
    return tuple(reviews)


def _row_means(table: Floats) -> Floats:
    """Return each rater's mean over what he rated; NaN when that is nothing."""
    counts = (~np.isnan(table)).sum(axis=1)
    sums = np.nansum(table, axis=1)
    return np.asarray(np.divide(sums, counts, out=np.full(len(table), np.nan), where=counts > 0))


def _review_pairs(
    form: DesirabilityForm, table: Floats, unit: float | None
) -> list[tuple[PairReview, Floats]]:
    """Return every pair with the difference of each rater."""
    poles: dict[str, dict[int, tuple[int, Sentence]]] = {}
    for place, sentence in enumerate(form.sentences):
        if sentence.pole:
            poles.setdefault(sentence.about, {})[sentence.pole] = (place, sentence)
    reviews = []
    for pair in sorted(poles):
        (first_place, first), (second_place, second) = poles[pair][1], poles[pair][2]
        values = table[:, first_place] - table[:, second_place]
        difference = _difference(values, unit, get_bar("desirability_pair"))
        reviews.append((PairReview(first, second, difference), values))
    return reviews


def _review_axes(
    pairs: Sequence[tuple[PairReview, Floats]], unit: float | None
) -> tuple[AxisReview, ...]:
    axes: dict[str, list[tuple[PairReview, Floats]]] = {}
    for pair, values in pairs:
        axes.setdefault(pair.first.axis, []).append((pair, values))
    reviews = []
    for axis, own in axes.items():
        means = _row_means(np.stack([values for _, values in own], axis=1))
        difference = _difference(means, unit, get_bar("desirability_pair"))
        first = own[0][0]
        reviews.append(AxisReview(axis, first.first.style, first.second.style, difference))
    return tuple(reviews)
