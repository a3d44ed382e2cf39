"""Uncertainty without a norm sample: pooled error variance with a declared prior, and intervals."""

import numpy as np
from scipy.special import stdtrit

from assessment.psychometrics.arrays import Bools, Floats
from values import Estimate
from values.constants import CONFIDENCE

DECIMALS = 10


def pooled_variance(
    points: Floats, membership: Bools, *, prior_sd: float, prior_df: int
) -> tuple[float, int]:
    """Return the error variance of one statement and its degrees of freedom.

    s² = (ν₀·s₀² + SS) / (ν₀ + df), with SS the squared deviations of the answered points from
    their scale means and df = Σ(n − 1) over the scales. The prior keeps a person who always
    gives the same answer from getting certainty for free.

    Parameters
    ----------
    points : array of float, shape (statements,)
        Points 0..100; NaN where not answered.
    membership : array of bool, shape (scales, statements)
    prior_sd : float
        s₀ in points.
    prior_df : int
        ν₀.

    Returns
    -------
    (variance, degrees of freedom)
        Variance in squared points; ν₀ + df.

    References
    ----------
    Brennan (1998), conditional standard errors in generalizability theory, Applied Psychological
    Measurement 22; design.md section 5.1.

    Examples
    --------
    >>> one_scale = np.array([[True, True, True]])
    >>> pooled_variance(np.array([50.0, 50.0, 50.0]), one_scale, prior_sd=20, prior_df=20)
    (363.6..., 22)
    """
    squares, df = 0.0, 0
    for row in membership:
        answered = points[row & ~np.isnan(points)]
        if answered.size:
            squares += float(((answered - answered.mean()) ** 2).sum())
            df += answered.size - 1
    return (prior_df * prior_sd**2 + squares) / (prior_df + df), prior_df + df


def estimate(
    score: float,
    se: float,
    *,
    df: float,
    answered: int,
    asked: int,
    limits: tuple[float, float] = (0.0, 100.0),
) -> Estimate:
    """Return an Estimate with its 90 % t interval, clipped to ``limits``.

    Parameters
    ----------
    score, se : float
        In scale points.
    df : float
        Degrees of freedom of the error variance; infinity for a normal interval.
    """
    margin = float(stdtrit(df, 0.5 + CONFIDENCE / 2)) * se
    low, high = max(limits[0], score - margin), min(limits[1], score + margin)
    clipped = round(min(limits[1], max(limits[0], score)), DECIMALS)  # a sum's last bits are dust
    return Estimate(float(clipped), float(se), float(low), float(high), answered, asked)
