"""Scores with their uncertainty, for many people at once: standard errors, intervals, Estimates."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from assessment.psychometrics.arrays import Floats, Ints
from assessment.psychometrics.special import stdtrit
from values import Estimate
from values.constants import CONFIDENCE

DECIMALS = 10  # of a score: what comes after them is the dust of a sum
UPPER = 0.5 + CONFIDENCE / 2  # the share of the distribution below the upper end of an interval
INTERVAL_Z = 1.6448536269514722  # half a normal interval, in standard errors: ndtri(UPPER)


@dataclass(frozen=True)
class Scores:
    """Scores of many people with standard error and 90 % interval; NaN where there is none.

    Each array has shape (people, constructs), in points of the scale (importance: in logits).
    """

    score: Floats
    se: Floats
    low: Floats
    high: Floats


def add_intervals(
    score: Floats, se: Floats, *, df: Ints | float, limits: tuple[float, float] = (0.0, 100.0)
) -> Scores:
    """Return scores with their 90 % t interval, clipped to the ends of the scale.

    score ± t(df; .95)·se. The score itself is clipped and rounded to ten decimals as well, so
    that a mean of 100 is 100 and not 99.99999999999999.

    Parameters
    ----------
    score, se : array of float, shape (people, constructs)
        In points; NaN where there is no score.
    df : array of int, shape (people,), or float
        Degrees of freedom of each person's error variance; infinity for a normal interval.
    limits : (float, float)
        The lowest and highest possible score.

    Examples
    --------
    >>> add_intervals(np.array([[98.0]]), np.array([[10.0]]), df=20.0)
    Scores(score=array([[98.]]), se=array([[10.]]), low=array([[80.75...]]), high=array([[100.]]))
    """
    margin = np.reshape(stdtrit(df, UPPER), (-1, 1)) * se
    low, high = np.maximum(limits[0], score - margin), np.minimum(limits[1], score + margin)
    return Scores(_rounded(np.clip(score, *limits)), se, low, high)


def as_estimates(
    ids: Sequence[str], scores: Scores, *, answered: Ints, asked: Ints, person: int = 0
) -> dict[str, Estimate | None]:
    """Return one person's scores as plain numbers, by the id of the construct.

    Parameters
    ----------
    ids : sequence of str, one per construct
    answered, asked : array of int, shape (constructs,)
        How many answers each score rests on, and how many were asked for.
    person : int
        The row of ``scores``.

    Returns
    -------
    dict of id to Estimate
        None where there is no score.
    """
    arrays = (scores.score, scores.se, scores.low, scores.high)
    numbers = zip(*(array[person].tolist() for array in arrays), strict=True)
    counts = zip(answered.tolist(), asked.tolist(), strict=True)
    return {
        construct: None if isnan(score) else Estimate(score, se, low, high, *count)
        for construct, (score, se, low, high), count in zip(ids, numbers, counts, strict=True)
    }


def _rounded(score: Floats) -> Floats:
    """Return scores at ten decimals: rounded as decimal numbers, which np.round does not do."""
    return np.array([round(x, DECIMALS) for x in score.ravel().tolist()]).reshape(score.shape)
