"""Two indices of answers that were not read: they repeat a pattern, or scatter as at random."""

from collections.abc import Sequence

import numpy as np

from assessment.psychometrics.arrays import Floats

PERIODS = range(2, 9)  # answers; one is the long string, and eight fill a page alike each time


def longest_repeat(row: Floats) -> int:
    """Return over how many answers in a row one person repeated a pattern of two to eight answers.

    A stretch of the same answer is no pattern: that is the long string.

    Parameters
    ----------
    row : array of float, shape (items,)
        As shown; NaN, not answered, is skipped: what comes before and after are neighbours.

    References
    ----------
    docs/adr/0026; Curran (2016), Journal of Experimental Social Psychology 66, on answers that
    follow a pattern ("seesaw"), which a long string does not see.

    Examples
    --------
    >>> longest_repeat(np.array([2.0, 4, 2, 4, 2, 4, 5]))
    6
    >>> longest_repeat(np.array([3.0, 3, 3, 3]))
    0
    """
    given = row[~np.isnan(row)]
    return max(_longest_of(given, period) for period in PERIODS)


def _longest_of(answers: Floats, period: int) -> int:
    """Return the longest stretch in which each answer is that of ``period`` answers before."""
    longest = begin = 0
    for place in range(period, answers.size + 1):
        if place == answers.size or answers[place] != answers[place - period]:
            if place - begin > max(period, longest) and np.ptp(answers[begin:place]) > 0:
                longest = place - begin
            begin = place - period + 1
    return longest


def scale_scatter(row: Floats, scales: Sequence[Sequence[int]]) -> float | None:
    """Return the SD of one person's answers round the mean of each scale, pooled over the scales.

    Who reads gives answers to one scale that lie near each other, whatever the scales differ; who
    chooses at random from A answers has sqrt((A² − 1)/12).

    Parameters
    ----------
    row : array of float, shape (items,)
        NaN where not answered.
    scales : sequence of sequences of int
        The places of each scale's items.

    Returns
    -------
    float or None
        In steps between answers; None when no scale has two answers.

    References
    ----------
    docs/adr/0026; Marjanovic, Holden, Struthers, Cribbie and Greenglass (2015), Personality and
    Individual Differences 84: the inter-item standard deviation tells random from careful answers.

    Examples
    --------
    >>> scale_scatter(np.array([1.0, 5, 3, 3]), [[0, 1], [2, 3]])
    2.0
    """
    squares = free = 0.0
    for scale in scales:
        own = row[list(scale)]
        own = own[~np.isnan(own)]
        if own.size > 1:
            squares += float(((own - own.mean()) ** 2).sum())
            free += own.size - 1
    return float(np.sqrt(squares / free)) if free else None
