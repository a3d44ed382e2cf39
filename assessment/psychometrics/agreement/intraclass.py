"""Intraclass correlations: six for a complete table of judges, two for raters nested in targets."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import NoVarianceError, OutOfRangeError, ShapeError
from assessment.psychometrics.inputs import (
    enough_people,
    read_numbers,
    require_within,
    response_matrix,
    same_length,
)
from assessment.psychometrics.reliability.classical import spearman_brown
from assessment.psychometrics.special import fdtrc, fdtri

Ints: TypeAlias = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Intraclass:
    """An intraclass correlation with its interval, F test and degrees of freedom."""

    icc: float
    low: float
    high: float
    f: float
    df1: int
    df2: int
    p: float


@dataclass(frozen=True)
class ShroutFleiss:
    """The six coefficients: case 1, 2 or 3, of a single judge or (k) of the mean of the judges."""

    icc1: Intraclass
    icc2: Intraclass
    icc3: Intraclass
    icc1k: Intraclass
    icc2k: Intraclass
    icc3k: Intraclass


@dataclass(frozen=True)
class OneWay:
    """Raters nested in targets: mean squares and the two coefficients that follow.

    ``k0`` is the size that makes the variance component unbiased when groups are unequal,
    ``mean_size`` the plain mean. ``icc1`` is the reliability of one rater (with k0), ``icck`` of
    the mean of the raters as they are, (MSB − MSW)/MSB.
    """

    groups: int
    ratings: int
    ms_between: float
    ms_within: float
    f: float
    p: float
    k0: float
    mean_size: float
    icc1: float
    icc1_low: float
    icc1_high: float
    icc1_mean_size: float
    icck: float

    def reliability_of_mean(self, raters: float) -> float:
        """Return ICC(k) = k·ICC(1)/(1 + (k − 1)·ICC(1)) for a target with ``raters`` raters.

        0 when the between-group variance is estimated below 0.
        """
        return spearman_brown(max(self.icc1, 0.0), raters)


def shrout_fleiss(ratings: npt.ArrayLike, *, confidence: float = 0.95) -> ShroutFleiss:
    """Return the six intraclass correlations of Shrout and Fleiss with their intervals.

    Case 1: judges nested in targets; 2: judges are a sample, absolute agreement; 3: these judges,
    consistency. The interval of case 2 for the mean of judges is that for one judge, lengthened
    by Spearman-Brown, as psych::ICC does; irr::icc has another approximation.

    Parameters
    ----------
    ratings : array_like, shape (targets, judges)
        In scale points; no missing values.
    confidence : float
        Between 0 and 1.

    Raises
    ------
    NotFiniteError
        If a rating is missing: use `one_way` for judges nested in targets.
    TooFewItemsError, TooFewPeopleError
        If there are fewer than two judges or two targets.
    NoVarianceError
        If judges agree so exactly, or targets differ so little, that F does not exist.

    References
    ----------
    Shrout and Fleiss (1979), Psychological Bulletin 86; McGraw and Wong (1996), Psychological
    Methods 1. R: psych::ICC.

    Examples
    --------
    >>> found = shrout_fleiss([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6]])
    >>> round(found.icc3.icc, 3), round(found.icc2.icc, 3)
    (0.637, 0.261)
    """
    table = response_matrix(ratings, items=2, people=2, missing=False)
    tail = (1 - require_within(confidence, 0.01, 0.9999, "the confidence")) / 2
    n, k = table.shape
    between, judges, within_, error = _mean_squares(table)
    if min(within_, error) <= 1e-12 * float((table**2).mean()):
        wrong = "the judges agree exactly, apart from a constant"
        raise NoVarianceError(wrong, "no F test exists; report full agreement instead")
    f1, f3 = between / within_, between / error
    one = (f1, n - 1, n * (k - 1))
    two = (f3, n - 1, (n - 1) * (k - 1))
    single = [_from_f(f1, k, one, tail), _agreement(table.shape, between, judges, error, tail)]
    single.append(_from_f(f3, k, two, tail))
    mean = [_lengthened(found, k) for found in single]
    return ShroutFleiss(*single, *mean)


def _mean_squares(table: Floats) -> tuple[float, float, float, float]:
    """Return the mean squares of targets, judges, within targets, and residual."""
    n, k = table.shape
    grand = table.mean()
    rows = k * float(((table.mean(axis=1) - grand) ** 2).sum())
    columns = n * float(((table.mean(axis=0) - grand) ** 2).sum())
    total = float(((table - grand) ** 2).sum())
    if rows <= 1e-12 * float((table**2).sum()):
        raise NoVarianceError("all targets have the same mean", "rate targets that differ")
    residual = max(total - rows - columns, 0.0)
    return (
        rows / (n - 1),
        columns / (k - 1),
        (columns + residual) / (n * (k - 1)),
        residual / ((n - 1) * (k - 1)),
    )


def _from_f(f: float, k: float, test: tuple[float, int, int], tail: float) -> Intraclass:
    """Return (F − 1)/(F + k − 1), and the same at both ends of the interval of F."""
    _, df1, df2 = test
    low = f / float(fdtri(df1, df2, 1 - tail))
    high = f * float(fdtri(df2, df1, 1 - tail))
    icc, low, high = ((value - 1) / (value + k - 1) for value in (f, low, high))
    return Intraclass(icc, low, high, f, df1, df2, float(fdtrc(df1, df2, f)))


def _agreement(
    shape: tuple[int, ...], between: float, judges: float, error: float, tail: float
) -> Intraclass:
    """Return case 2, of which the interval needs Satterthwaite's degrees of freedom."""
    n, k = shape
    icc = (between - error) / (between + (k - 1) * error + k * (judges - error) / n)
    ratio, rest = k * icc * judges / error, n * (1 + (k - 1) * icc) - k * icc
    df = (k - 1) * (n - 1) * (ratio + rest) ** 2 / ((n - 1) * ratio**2 + rest**2)
    upper = float(fdtri(n - 1, df, 1 - tail))
    lower = float(fdtri(df, n - 1, 1 - tail))
    other = k * judges + (k * n - k - n) * error
    low = n * (between - upper * error) / (upper * other + n * between)
    high = n * (lower * between - error) / (other + n * lower * between)
    f, df2 = between / error, (n - 1) * (k - 1)
    return Intraclass(icc, low, high, f, n - 1, df2, float(fdtrc(n - 1, df2, f)))


def _lengthened(single: Intraclass, k: int) -> Intraclass:
    if 1 + (k - 1) * min(single.icc, single.low) <= 0:
        wrong = "targets differ so little that the interval of the mean has no lower end"
        raise NoVarianceError(wrong, "rate targets that differ, or more of them")
    icc, low, high = (
        k * value / (1 + (k - 1) * value) for value in (single.icc, single.low, single.high)
    )
    return Intraclass(icc, low, high, single.f, single.df1, single.df2, single.p)


def one_way(scores: npt.ArrayLike, groups: npt.ArrayLike, *, confidence: float = 0.95) -> OneWay:
    """Return the one-way random analysis of raters nested in targets, with unequal group sizes.

    k0 = (N − Σk_j²/N)/(J − 1), s²_b = (MSB − MSW)/k0, ICC(1) = s²_b/(s²_b + MSW). The interval of
    ICC(1) is that of F with k0 for the group size: exact for equal groups, otherwise close.

    Parameters
    ----------
    scores : array_like, shape (ratings,)
        In scale points; no missing values.
    groups : array_like, shape (ratings,)
        Which target each rating is about: numbers or names.
    confidence : float
        Between 0 and 1.

    Raises
    ------
    ShapeError, NotFiniteError
    TooFewPeopleError
        If there are fewer than two targets, or no target has two raters.
    NoVarianceError
        If raters agree exactly about every target.

    References
    ----------
    Shrout and Fleiss (1979), Psychological Bulletin 86; Bliese (2000). multilevel::ICC1 uses the
    mean group size: ``icc1_mean_size``.

    Examples
    --------
    >>> found = one_way([1, 2, 4, 5, 5], ["a", "a", "b", "b", "b"])
    >>> round(found.icc1, 3), round(found.k0, 2)
    (0.926, 2.4)
    """
    values = read_numbers(scores, "scores", dimensions=1, missing=False)
    place = _places(groups)
    same_length(scores=values, groups=place)
    tail = (1 - require_within(confidence, 0.01, 0.9999, "the confidence")) / 2
    n, j = values.size, int(place.max(initial=-1)) + 1
    enough_people(j, 2, "groups")
    enough_people(n - j, 1, "ratings beyond one per group")
    size = np.bincount(place)
    between, spread = _nested_squares(values, place, size)
    k0, average, f = (n - float((size**2).sum()) / n) / (j - 1), n / j, between / spread
    single = _from_f(f, k0, (f, j - 1, n - j), tail)
    return OneWay(
        groups=j,
        ratings=n,
        ms_between=between,
        ms_within=spread,
        f=f,
        p=single.p,
        k0=k0,
        mean_size=average,
        icc1=single.icc,
        icc1_low=single.low,
        icc1_high=single.high,
        icc1_mean_size=(f - 1) / (f + average - 1),
        icck=(between - spread) / between,
    )


def _places(groups: npt.ArrayLike) -> Ints:
    """Return groups, numbers or names, as 0..J − 1."""
    names = np.asarray(groups)
    if names.dtype.kind in "fc" or (names.dtype.kind == "O" and None in names.tolist()):
        names = read_numbers(groups, "groups", dimensions=1, missing=False)
    if names.ndim != 1:
        raise ShapeError(f"groups have {names.ndim} dimensions", "give one group per rating")
    return np.unique(names, return_inverse=True)[1].astype(np.intp)


def _nested_squares(values: Floats, place: Ints, size: Ints) -> tuple[float, float]:
    """Return the mean squares between and within groups."""
    mean = np.bincount(place, values) / size
    between = float((size * (mean - values.mean()) ** 2).sum())
    spread = float(((values - mean[place]) ** 2).sum())
    dust = 1e-12 * float((values**2).sum())
    if between <= dust:
        raise NoVarianceError("all targets have the same mean", "rate targets that differ")
    if spread <= dust:
        wrong = "raters agree exactly about every target"
        raise NoVarianceError(wrong, "no F test exists; report full agreement instead")
    return between / (size.size - 1), spread / (values.size - size.size)


def raters_needed(icc1: float, reliability: float) -> int:
    """Return how many raters give the mean the wanted reliability: ⌈r(1 − ICC)/(ICC(1 − r))⌉.

    Parameters
    ----------
    icc1 : float
        Reliability of one rater, above 0 and below 1.
    reliability : float
        Wanted, above 0 and below 1.

    Raises
    ------
    OutOfRangeError

    References
    ----------
    Spearman-Brown turned round; psychometrics.md section 2d.

    Examples
    --------
    >>> raters_needed(0.20, 0.70)
    10
    """
    for value, what in ((icc1, "ICC(1)"), (reliability, "the wanted reliability")):
        if not 0 < value < 1:
            raise OutOfRangeError(f"{what} is {value}", "it lies between 0 and 1")
    exact = reliability * (1 - icc1) / (icc1 * (1 - reliability))
    return max(1, int(np.ceil(exact - 1e-9)))
