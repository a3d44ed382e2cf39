"""The pattern of the answers: indices of carelessness per person, never a verdict by themselves."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import NoVarianceError, ShapeError
from assessment.psychometrics.inputs import enough_people, is_constant, response_matrix

Scales = Sequence[Sequence[int]]

FEWEST_PAIRS = 3  # a correlation over two pairs is always ±1


def longest_string(responses: npt.ArrayLike) -> Floats:
    """Return each person's longest run of the same answer.

    Parameters
    ----------
    responses : array_like, shape (people, items)
        As administered: in the order shown, nothing recoded. NaN, not answered, is skipped: what
        comes before and after it counts as neighbours.

    Returns
    -------
    array of float, shape (people,)
        1..items; NaN for a person without answers.

    Raises
    ------
    ShapeError, NotFiniteError

    References
    ----------
    Johnson (2005), Journal of Research in Personality 39. R: careless::longstring.

    Examples
    --------
    >>> longest_string([[3, 3, 3, 4, 4], [1, None, 1, 2, 3]])
    array([3., 2.])
    """
    runs = [_runs(person) for person in response_matrix(responses)]
    return np.array([run.max() if run.size else np.nan for run in runs], dtype=np.float64)


def average_string(responses: npt.ArrayLike) -> Floats:
    """Return the mean length of each person's runs of the same answer.

    Parameters, returns and errors are those of `longest_string`.

    References
    ----------
    R: careless::longstring(avg = TRUE).

    Examples
    --------
    >>> average_string([[3, 3, 3, 4, 4]])
    array([2.5])
    """
    runs = [_runs(person) for person in response_matrix(responses)]
    return np.array([run.mean() if run.size else np.nan for run in runs], dtype=np.float64)


def _runs(person: Floats) -> Floats:
    given = person[~np.isnan(person)]
    if not given.size:
        return given
    starts = np.flatnonzero(np.concatenate([[True], given[1:] != given[:-1]]))
    return np.diff(np.append(starts, given.size)).astype(np.float64)


def largest_share(responses: npt.ArrayLike) -> Floats:
    """Return the share of each person's answers that are the answer they gave most.

    Parameters
    ----------
    responses : array_like, shape (people, items)
        Codes of what was chosen, such as a side or a place; NaN where not answered.

    Returns
    -------
    array of float, shape (people,)
        Above 0 to 1; NaN for a person without answers.

    Raises
    ------
    ShapeError, NotFiniteError

    References
    ----------
    docs/adr/0018: straight-lining where the order of what is shown changes.

    Examples
    --------
    >>> largest_share([[1, 1, 1, 2], [1, None, 2, 2]]).round(2)
    array([0.75, 0.67])
    """
    given = [person[~np.isnan(person)] for person in response_matrix(responses)]
    shares = [np.unique(own, return_counts=True)[1].max() / own.size if own.size else np.nan
              for own in given]  # fmt: skip
    return np.array(shares, dtype=np.float64)


def response_variability(responses: npt.ArrayLike) -> Floats:
    """Return each person's standard deviation over their own answers (IRV, with n − 1).

    Parameters
    ----------
    responses : array_like, shape (people, items)
        As administered; NaN where not answered.

    Returns
    -------
    array of float, shape (people,)
        In scale points. Very low: nearly the same answer everywhere; very high: as varied as at
        random. NaN with fewer than two answers.

    Raises
    ------
    ShapeError, NotFiniteError

    References
    ----------
    Dunn et al. (2018), Journal of Business and Psychology 33. R: careless::irv.

    Examples
    --------
    >>> response_variability([[3, 3, 3], [1, 3, 5]])
    array([0., 2.])
    """
    table = response_matrix(responses)
    given = ~np.isnan(table)
    count = given.sum(axis=1)
    mean = np.nansum(table, axis=1) / np.maximum(count, 1)
    squares = np.where(given, (table - mean[:, np.newaxis]) ** 2, 0.0).sum(axis=1)
    variance = np.divide(squares, count - 1, out=np.full(count.shape, np.nan), where=count > 1)
    return np.asarray(np.sqrt(variance))


def even_odd(responses: npt.ArrayLike, scales: Scales) -> Floats:
    """Return each person's even-odd consistency: high is consistent.

    Each scale is split into its odd and even items (in the order given), whose means are
    correlated over the scales within the person and lengthened with Spearman-Brown, 2r/(1 + r),
    never below −1. careless::evenodd 1.2.2 reports the same number with the sign turned (high =
    careless).

    Parameters
    ----------
    responses : array_like, shape (people, items)
        NaN where not answered; a scale counts when both halves have an answer.
    scales : sequence of sequences of int
        The columns of each scale, in the order shown; at least three scales of two items.

    Returns
    -------
    array of float, shape (people,)
        −1..1; NaN where it cannot be told: fewer than three scales, or a half that is the same
        for every scale (then `longest_string` or `response_variability` speaks).

    Raises
    ------
    ShapeError
        If there are too few scales, or a scale has one item or a column that is not there.
    NotFiniteError

    References
    ----------
    Johnson (2005), Journal of Research in Personality 39; Curran (2016), Journal of Experimental
    Social Psychology 66.

    Examples
    --------
    >>> even_odd([[1, 1, 3, 3, 4, 5]], [[0, 1], [2, 3], [4, 5]]).round(3)
    array([0.991])
    """
    table = response_matrix(responses)
    _check_scales(scales, table.shape[1])
    odd = np.stack([_mean_of(table[:, list(scale)[0::2]]) for scale in scales], axis=1)
    even = np.stack([_mean_of(table[:, list(scale)[1::2]]) for scale in scales], axis=1)
    return np.array([_lengthened(r) for r in _within_person(odd, even)], dtype=np.float64)


def _check_scales(scales: Scales, items: int) -> None:
    if len(scales) < FEWEST_PAIRS or any(len(scale) < 2 for scale in scales):
        sizes = [len(scale) for scale in scales]
        raise ShapeError(f"scales of {sizes} items", "give three scales of at least two items")
    strange = [column for scale in scales for column in scale if not 0 <= column < items]
    if strange:
        raise ShapeError(f"no column {strange[0]}", f"columns run from 0 to {items - 1}")


def _mean_of(part: Floats) -> Floats:
    count = (~np.isnan(part)).sum(axis=1)
    total = np.nansum(part, axis=1)
    mean = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return np.asarray(mean)


def _lengthened(r: float) -> float:
    return -1.0 if r <= -1 / 3 else 2 * r / (1 + r)  # NaN stays NaN


def _within_person(first: Floats, second: Floats) -> list[float]:
    """Return each row's correlation between two sets of columns; NaN where there is none."""
    found = []
    for x, y in zip(first, second, strict=True):
        both = ~np.isnan(x) & ~np.isnan(y)
        x, y = x[both], y[both]
        told = x.size >= FEWEST_PAIRS and not is_constant(x) and not is_constant(y)
        found.append(float(np.clip(np.corrcoef(x, y)[0, 1], -1, 1)) if told else float("nan"))
    return found


def mahalanobis_squared(responses: npt.ArrayLike) -> Floats:
    """Return each person's squared distance from the sample mean, (x − m)'S⁻¹(x − m).

    Parameters
    ----------
    responses : array_like, shape (people, items)
        In scale points; no missing values. S is the covariance of these people, over n − 1.

    Returns
    -------
    array of float, shape (people,)
        About χ² with as many degrees of freedom as items; high is unusual, very low is too usual.

    Raises
    ------
    NotFiniteError
        If an answer is missing.
    TooFewPeopleError
        If there are no more people than items.
    NoVarianceError
        If an item does not vary or is an exact sum of others.

    References
    ----------
    Mahalanobis (1936). R: mahalanobis, careless::mahad.

    Examples
    --------
    >>> mahalanobis_squared([[1, 2], [2, 1], [3, 3]]).round(4)
    array([1.3333, 1.3333, 1.3333])
    """
    table = response_matrix(responses, missing=False)
    enough_people(table.shape[0], table.shape[1] + 1)
    deviations = table - table.mean(axis=0)
    spread = np.sqrt((deviations**2).sum(axis=0) / (table.shape[0] - 1))
    for number, column in enumerate(table.T, start=1):
        if is_constant(column):
            raise NoVarianceError(f"everybody gave item {number} the same answer", "leave it out")
    z = deviations / spread
    correlation = z.T @ z / (table.shape[0] - 1)
    if float(np.linalg.eigvalsh(correlation)[0]) < 1e-10:
        raise NoVarianceError("an item is an exact sum of others", "leave one of them out")
    return np.asarray((z * np.linalg.solve(correlation, z.T).T).sum(axis=1))
