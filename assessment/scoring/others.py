"""How others see somebody beside how that person does: estimates, and which differences are sure.

A rater answers as ``O_c + i_c + h_r + e_rc``: what others see of competency c, what these
statements happen to add, how high this rater answers everything, and chance. The formulas stand in
design.md section 5.9.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.instruments.answer_scale import AnswerScale
from assessment.instruments.others import OthersScoring
from assessment.psychometrics.agreement.rater_agreement import rwg_j
from assessment.psychometrics.special import chdtrc, ndtr
from values.constants import NAMED_FROM

Floats = npt.NDArray[np.float64]
STATEMENTS = 2  # that a rater answers on each competency
STEPS, PAIRS = AnswerScale(1, 5, 0.0, 100.0), AnswerScale(1, 6, -100.0, 100.0)
LEANING_SD, LEANING_DF = 50.0, 4  # of one answer on an axis, supposed beforehand
AGREE, DIFFER = 0.7, 0.5  # rwg_j from which others agree, and under which they differ


@dataclass(frozen=True, slots=True)
class Noise:
    """The variances of one answer of one rater: of chance, and of answering all high or low."""

    residual: float
    halo: float


@dataclass(frozen=True)
class Answered:
    """What raters answered on the statements of one competency, in points, a row for each."""

    answers: Floats

    @classmethod
    def of(cls, rows: Sequence[Sequence[float]]) -> "Answered":
        """Return answers 1..5 as points; NaN where a rater saw nothing, or said nothing."""
        return cls(np.asarray(STEPS.points(np.array(rows, dtype=float))))

    @property
    def points(self) -> Floats:
        """The mean of each rater, NaN without an answer."""
        seen = ~np.isnan(self.answers)
        total = np.where(seen, self.answers, 0.0).sum(axis=1)
        return np.where(seen.any(axis=1), total / np.maximum(seen.sum(axis=1), 1), np.nan)

    @property
    def count(self) -> int:
        """How many raters answered."""
        return int((~np.isnan(self.points)).sum())

    def of_those(self, chosen: Sequence[bool]) -> Floats:
        """Return the points of some raters, without those who answered nothing."""
        points = self.points[np.array(chosen, dtype=bool)]
        return np.asarray(points[~np.isnan(points)])


@dataclass(frozen=True, slots=True)
class Seen:
    """What some raters answered: the mean in points, and half the width of its 90 % interval."""

    score: float
    margin: float
    raters: int

    def as_of(self, raters: int) -> "Seen":
        """Return the same mean with the interval that so many raters would give."""
        return Seen(self.score, self.margin * float(np.sqrt(self.raters / raters)), raters)


@dataclass(frozen=True, slots=True)
class Own:
    """The own score of a competency, its error, and the probability that it is above the own mean.

    ``above`` is NaN where that is not known.
    """

    score: float
    se: float
    above: float


@dataclass(frozen=True, slots=True)
class Named:
    """Which competencies are named, by kind, and how all of it together differs.

    ``overall`` is 1 where the own scores are surely higher than what others see, −1 where lower.
    """

    both_more: tuple[str, ...]
    both_less: tuple[str, ...]
    others_more: tuple[str, ...]
    self_more: tuple[str, ...]
    overall: int


def estimate_noise(ratings: Floats, rule: OthersScoring) -> Noise:
    """Return how much answers of raters differ, from all that they answered about one person.

    Parameters
    ----------
    ratings : array, shape (raters, competencies)
        Points 0..100; NaN where a rater saw nothing.
    """
    counted = ratings[:, ~np.isnan(ratings).all(axis=0)]
    counted = counted[~np.isnan(counted).all(axis=1)]
    raters, competencies = counted.shape
    deviations = counted - np.nanmean(counted, axis=0)
    levels = np.nanmean(deviations, axis=1)
    squares = float(np.nansum((deviations - levels[:, np.newaxis]) ** 2))
    df = max(0, int((~np.isnan(counted)).sum()) - raters - competencies + 1)
    residual = (rule.residual_df * rule.residual_sd**2 + squares) / (rule.residual_df + df)
    answered = float((~np.isnan(counted)).sum()) / raters
    between = float(levels.var(ddof=1)) - residual / answered
    weight = raters - 1
    halo = (rule.halo_df * rule.halo_sd**2 + weight * between) / (rule.halo_df + weight)
    return Noise(residual, max(0.0, halo))


def estimate_group(points: Floats, noise: Noise) -> Seen:
    """Return what a group of raters sees; ``points`` are those of who answered."""
    mean = float(points.mean())
    margin = NAMED_FROM * float(np.sqrt((noise.residual + noise.halo) / points.size))
    return Seen(mean, margin, points.size)


def join_columns(points: Sequence[Floats]) -> Floats:
    """Return points of raters as the columns of one table."""
    return np.stack(points, axis=1) if points else np.empty((0, 0))


def is_often(answered: Answered, noise: Noise, often: float, *, fewest: int) -> bool:
    """Return whether others surely see conduct as often as ``often`` points."""
    if answered.count < fewest:
        return False
    seen = estimate_group(answered.of_those([True] * len(answered.answers)), noise)
    return seen.score - seen.margin >= often


def estimate_leaning(points: Sequence[float]) -> Seen | None:
    """Return where others place somebody on an axis, −100..100; None when nobody does."""
    if not points:
        return None
    values = np.array(points)
    squares = float(((values - values.mean()) ** 2).sum())
    variance = (LEANING_DF * LEANING_SD**2 + squares) / (LEANING_DF + values.size - 1)
    mean, margin = float(values.mean()), NAMED_FROM * float(np.sqrt(variance / values.size))
    return Seen(mean, margin, values.size)


def judge_agreement(answered: Answered, *, fewest: int) -> str:
    """Return "agree" or "differ", or nothing in between; nothing of fewer raters than ``fewest``.

    Only raters who answered both statements count.
    """
    whole = answered.answers[~np.isnan(answered.answers).any(axis=1)]
    if len(whole) < fewest:
        return ""
    agreement = rwg_j(STEPS.answer(whole), categories=STEPS.highest)
    return "agree" if agreement >= AGREE else "differ" if agreement < DIFFER else ""


def name_differences(
    names: list[str], ratings: Floats, own: Mapping[str, Own], rule: OthersScoring
) -> Named:
    """Return which competencies both see, and which only one of the two does.

    Parameters
    ----------
    names : list of str
        The competencies of the columns; only those that may be named.
    ratings : array, shape (raters, competencies)
        Points; NaN where a rater saw nothing. Each column has enough raters to be shown.
    own : mapping of competency to Own
        Those without an own score are absent.
    """
    kept = [place for place, name in enumerate(names) if name in own]
    if len(kept) < 3:
        return Named((), (), (), (), 0)
    named, counted = [names[place] for place in kept], ratings[:, kept]
    noise = estimate_noise(ratings, rule)
    raters = (~np.isnan(counted)).sum(axis=0)
    error = noise.residual / raters + rule.statement_sd**2 / STATEMENTS
    common = noise.halo / float(raters.mean())
    mean = np.nanmean(counted, axis=0)
    score, se, above = (np.array([getattr(own[n], f) for n in named])
                        for f in ("score", "se", "above"))  # fmt: skip
    middle = float((score - mean).mean())
    own_more = _surely_above(score - mean, error + se**2, middle, rule, common=common)
    overall = _judge_overall(middle, error + se**2, common, rule)
    if not overall and not _differ(score - mean, error + se**2, rule):
        own_more = np.full(len(named), 0.5)
    seen_more = _surely_above(mean - float(mean.mean()), error, 0.0, rule)
    return Named(
        both_more=_name(named, np.nan_to_num(above) * seen_more, rule.sure_both, rule),
        both_less=_name(named, np.nan_to_num(1 - above) * (1 - seen_more), rule.sure_both, rule),
        others_more=_name(named, 1 - own_more, rule.sure, rule),
        self_more=_name(named, own_more, rule.sure, rule),
        overall=overall,
    )


def _surely_above(
    distance: Floats, error: Floats, middle: float, rule: OthersScoring, *, common: float = 0.0
) -> Floats:
    """Return the probability that each true distance is above 0, drawn towards ``middle``.

    ``error`` is the variance of each distance, ``common`` that of an error they all share.
    """
    count = distance.size
    squares = float(((distance - middle) ** 2).sum())
    spread = (rule.spread_df * rule.spread**2 + max(0.0, squares - float(error.sum()))) / (
        rule.spread_df + count - 1
    )
    share = spread / (spread + error)
    drawn = middle + share * (distance - middle)
    of_middle = float((error + spread).mean()) / count
    of_share = (rule.doubt * share * (1 - share) * (distance - middle)) ** 2
    variance = share * error + (1 - share) ** 2 * of_middle + of_share + common
    return np.asarray(ndtr(drawn / np.sqrt(variance)))


def _differ(distance: Floats, error: Floats, rule: OthersScoring) -> bool:
    """Return whether the distances differ more among themselves than chance makes them."""
    middle = float((distance / error).sum() / (1 / error).sum())
    squares = float(((distance - middle) ** 2 / error).sum())
    return float(chdtrc(distance.size - 1, squares)) <= rule.differ


def _judge_overall(middle: float, error: Floats, common: float, rule: OthersScoring) -> int:
    """Return whether the own scores are surely higher (1) or lower (−1), all taken together."""
    variance = float(error.mean()) / error.size + rule.spread**2 / error.size + common
    chance = float(ndtr(middle / np.sqrt(variance)))
    return 1 if chance >= rule.sure else -1 if chance <= 1 - rule.sure else 0


def _name(names: list[str], chances: Floats, sure: float, rule: OthersScoring) -> tuple[str, ...]:
    """Return the surest, at most ``most_named``, in the order of the competencies."""
    surest = sorted(range(len(names)), key=lambda place: -chances[place])[: rule.most_named]
    return tuple(n for place, n in enumerate(names) if place in surest and chances[place] >= sure)
