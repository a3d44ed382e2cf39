"""What is likely of a person: scores drawn towards the own mean, the more the less sure they are.

Who looks for the lowest of sixteen scores finds the one that chance made lowest too. What a report
picks out must therefore lie nearer the middle than the answers do (docs/adr/0014).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from assessment.instruments.scoring_rules import RatingScoring, Supposed
from assessment.psychometrics.arrays import Bools, Floats
from assessment.psychometrics.special import ndtr
from assessment.scoring.uncertainty import Scores, add_intervals
from values import ValueMap

NEAREST = 20.0  # points: nearer an end of the scale, the level says nothing more of the error


@dataclass(frozen=True)
class Errors:
    """Error variances of people's scores and of their own mean, in squared points.

    Attributes
    ----------
    own : array of float, shape (people, constructs)
        Error variance of each score.
    with_mean : array of float, shape (people, constructs)
        Error covariance of each score with the person's own mean.
    of_mean : array of float, shape (people, 1)
        Error variance of the own mean.
    """

    own: Floats
    with_mean: Floats
    of_mean: Floats

    @property
    def of_distance(self) -> Floats:
        """Return the error variance of each score's distance from the own mean."""
        return np.maximum(self.own - 2 * self.with_mean + self.of_mean, 0.0)

    def fitted(self, factor: Floats) -> "Errors":
        """Return the errors when the variance of each score is ``factor`` times as large."""
        return Errors(self.own * factor, self.with_mean * np.sqrt(factor), self.of_mean)


@dataclass(frozen=True)
class LikelyScores:
    """Likely scores of many people, each array of shape (people, constructs).

    NaN without a score, and for who has no score that counts in the own mean.

    Attributes
    ----------
    scores : Scores
        0..100, with 90 % intervals.
    share : array of float
        How much of its distance from the own mean a score keeps, 0..1.
    above : array of float
        The probability that the true score lies above the own mean.
    """

    scores: Scores
    share: Floats
    above: Floats


def shrink_competencies(
    score: Floats, se: Floats, counts: Bools, rule: RatingScoring
) -> LikelyScores:
    """Return the likely competencies of many people.

    Competencies share no statements, so their errors are unrelated.

    Parameters
    ----------
    score, se : array of float, shape (people, competencies)
        Plain scores and their standard errors; NaN where there is no score.
    counts : array of bool, shape (competencies,)
        As `list_counting`.

    References
    ----------
    design.md section 5.1.
    """
    weight = _weigh_mean(~np.isnan(score) & counts)
    own = se**2
    errors = Errors(own, weight * own, _add(weight**2 * np.nan_to_num(own)))
    return _shrink(score, errors, weight, rule.competencies)


def shrink_rows(
    score: Floats, rows: Floats, variance: Floats, counts: Bools, supposed: Supposed
) -> LikelyScores:
    """Return the likely values or clusters of many people, whose scores share statements.

    Parameters
    ----------
    score : array of float, shape (people, constructs)
    rows : array of float, shape (people or 1, constructs, statements)
        The weight of each statement in each score, NaN in a row without a score.
    variance : array of float, shape (people,)
        Error variance of one statement.
    counts : array of bool, shape (constructs,)
        As `list_counting`.
    supposed : Supposed
        What is supposed of these constructs beforehand.

    References
    ----------
    design.md section 5.2.
    """
    weight = _weigh_mean(~np.isnan(rows).any(axis=2) & counts)
    mean_row = _add(weight[:, :, None] * np.nan_to_num(rows), axis=1)
    own, joint, alone = (
        np.vecdot(one, other) for one, other in ((rows, rows), (rows, mean_row),
                                                 (mean_row, mean_row))
    )  # fmt: skip
    each = variance[:, None]
    return _shrink(score, Errors(each * own, each * joint, each * alone), weight, supposed)


def _shrink(score: Floats, errors: Errors, weight: Floats, supposed: Supposed) -> LikelyScores:
    """Return scores drawn towards the own mean, with errors and spread fitting the person."""
    errors = errors.fitted(level_factor(score, _own_mean(score, weight)))
    spread = estimate_spread(score, errors, weight, supposed)
    return shrink_scores(score, errors, weight, spread, supposed.doubt)


def level_factor(score: Floats, mean: Floats) -> Floats:
    """Return how much larger the error variance of a score is than round the person's own mean.

    Answers near an end of the scale can differ less than those in the middle: their variance goes
    as x(100 − x). Taken halfway between score and mean, no nearer an end than ``NEAREST``.
    Without it, who mostly answers "bijna altijd" gets a low score that looks too sure.

    Parameters
    ----------
    score : array of float, shape (people, constructs)
    mean : array of float, shape (people, 1)

    References
    ----------
    Lord (1955), Educational and Psychological Measurement 15: error of measurement by level.
    docs/adr/0014.

    Examples
    --------
    >>> level_factor(np.array([[80.0, 40.0, 100.0]]), np.array([[80.0]]))
    array([[1. , 1.5, 1. ]])
    """
    halfway, middle = (np.clip(x, NEAREST, 100.0 - NEAREST) for x in ((score + mean) / 2, mean))
    return np.asarray(halfway * (100.0 - halfway) / (middle * (100.0 - middle)))


def estimate_spread(score: Floats, errors: Errors, weight: Floats, supposed: Supposed) -> Floats:
    """Return the variance of each person's true scores around the own mean, shape (people, 1).

    t² = (ν·t₀² + max(0, Σd² − Σse_d²)) / (ν + k − 1): the squared distances of the k scores from
    their mean, less what error adds to them, and a supposed ``spread`` t₀ worth ``df`` ν scores.

    References
    ----------
    Efron and Morris (1975), Journal of the American Statistical Association 70.
    """
    counted = weight > 0
    distance = score - _own_mean(score, weight)
    excess = _add(np.where(counted, distance**2 - errors.of_distance, 0.0))
    free = np.maximum(counted.sum(axis=1, keepdims=True) - 1, 0)
    prior = supposed.df * supposed.spread**2
    return np.asarray((prior + np.maximum(excess, 0.0)) / (supposed.df + free))


def shrink_scores(
    score: Floats, errors: Errors, weight: Floats, spread: Floats, doubt: float
) -> LikelyScores:
    """Return scores drawn towards each person's own mean m.

    share = t²/(t² + se_d²), likely = m + share·(score − m). Given the share this is linear in the
    answers. Its variance is the error of that linear sum; what was drawn away, (1 − share)²·t²;
    and, because nobody knows the share itself, (doubt·share·(1 − share)·(score − m))², which makes
    the interval of what lies far from m wider. P(above m) = Φ(√share·(score − m)/se_d).

    Parameters
    ----------
    score : array of float, shape (people, constructs)
    weight : array of float, shape (people or 1, constructs)
        The weight of each score in the own mean: alike for what counts, 0 for the rest.
    spread : array of float, shape (people, 1)
        t², the variance of the true scores around the own mean.
    doubt : float
        Standard deviation of log(share / (1 − share)).
    """
    mean = _own_mean(score, weight)
    distance = score - mean
    share = spread / (spread + errors.of_distance)
    drawn = 1 - share
    variance = (
        share**2 * errors.own
        + 2 * share * drawn * errors.with_mean
        + drawn**2 * (errors.of_mean + spread)
        + (doubt * share * drawn * distance) ** 2
    )
    likely = add_intervals(mean + share * distance, np.sqrt(variance), df=np.inf)
    error = np.sqrt(errors.of_distance)
    z = np.divide(np.sqrt(share) * distance, error, out=0 * distance, where=error > 0)
    return LikelyScores(likely, share, ndtr(z))


def list_counting(ids: Iterable[str], value_map: ValueMap) -> Bools:
    """Return which constructs count in the own mean: all but virtues.

    A number of a virtue is told nowhere (docs/adr/0009). If it had a part in the mean that others
    are drawn to, it could be worked out from them.
    """
    return np.array([construct not in value_map.virtues for construct in ids])


def _weigh_mean(counted: Bools) -> Floats:
    """Return equal weights for what is counted, 0 for the rest."""
    return np.asarray(counted / np.maximum(counted.sum(axis=1, keepdims=True), 1))


def _own_mean(score: Floats, weight: Floats) -> Floats:
    """Return the mean by ``weight``; NaN where nothing counts."""
    mean = _add(weight * np.nan_to_num(score))
    return np.where((weight > 0).any(axis=1, keepdims=True), mean, np.nan)


def _add(terms: Floats, axis: int = 1) -> Floats:
    """Return the sum, kept as a column, in one order whatever the number of people is."""
    return np.take(np.cumsum(terms, axis=axis), [-1], axis=axis)
