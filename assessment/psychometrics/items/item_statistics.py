"""What is seen before any model: descriptives, and use of the answer categories."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import OutOfRangeError
from assessment.psychometrics.inputs import enough_people, is_constant, response_matrix


@dataclass(frozen=True)
class Description:
    """One item in numbers; ``sd`` with n − 1; ``skew`` and ``kurtosis`` None without variance."""

    answered: int
    missing: int
    mean: float
    sd: float
    median: float
    skew: float | None
    kurtosis: float | None
    se: float


def describe_items(responses: npt.ArrayLike) -> tuple[Description, ...]:
    """Return the descriptives of each item over the people who answered it.

    Skew is m₃/s³ and (excess) kurtosis m₄/s⁴ − 3, with m the moments over n and s² over n − 1:
    type 3 of Joanes and Gill (1998), as psych::describe prints. ``se`` is s/sqrt(n).

    Parameters
    ----------
    responses : array_like, shape (people, items)
        In scale points; NaN where not answered.

    Returns
    -------
    tuple of Description, one per item
        Where everybody gave the same answer, skew and kurtosis do not exist: None.

    Raises
    ------
    TooFewPeopleError
        If fewer than two people answered an item.
    ShapeError, NotFiniteError

    References
    ----------
    Joanes and Gill (1998), The Statistician 47. R: psych::describe.

    Examples
    --------
    >>> describe_items([[1], [2], [3], [None]])[0]
    Description(answered=3, missing=1, mean=2.0, sd=1.0, median=2.0, skew=0.0, kurtosis=-2.3..., ...
    """
    table = response_matrix(responses)
    return tuple(_describe(column, number) for number, column in enumerate(table.T, start=1))


def _describe(column: Floats, number: int) -> Description:
    given = column[~np.isnan(column)]
    n = given.size
    enough_people(n, 2, f"people answered item {number}")
    spread, sd = given - given.mean(), float(given.std(ddof=1))
    alike = is_constant(given)
    return Description(
        answered=n,
        missing=column.size - n,
        mean=float(given.mean()),
        sd=0.0 if alike else sd,
        median=float(np.median(given)),
        skew=None if alike else float((spread**3).mean() / sd**3),
        kurtosis=None if alike else float((spread**4).mean() / sd**4 - 3),
        se=0.0 if alike else sd / float(np.sqrt(n)),
    )


def category_use(responses: npt.ArrayLike, *, low: int, high: int) -> Floats:
    """Return the share of the answers in each category of each item.

    Parameters
    ----------
    responses : array_like, shape (people, items)
        Whole numbers from low to high; NaN where not answered.
    low, high : int
        First and last category.

    Returns
    -------
    array of float, shape (items, high − low + 1)
        Rows sum to 1. A category that nobody used has share 0, which is a finding, not an error.

    Raises
    ------
    OutOfRangeError
        If an answer is no category.
    TooFewPeopleError
        If nobody answered an item.

    References
    ----------
    R: psych::response.frequencies, without its missing column.

    Examples
    --------
    >>> category_use([[1], [1], [2], [None]], low=1, high=3).round(2)
    array([[0.67, 0.33, 0.  ]])
    """
    table = response_matrix(responses)
    given = ~np.isnan(table)
    categories = np.arange(low, high + 1)
    strange = table[given & ~np.isin(table, categories)]
    if strange.size:
        raise OutOfRangeError(f"answer {strange[0]:g}", f"answers are whole, {low} to {high}")
    for number, count in enumerate(given.sum(axis=0), start=1):
        enough_people(int(count), 1, f"people answered item {number}")
    counts = np.stack([(table == category).sum(axis=0) for category in categories], axis=1)
    return np.asarray(counts / given.sum(axis=0)[:, np.newaxis])
