"""What a measurement requires of the arrays it is given: checked here, told in named errors."""

from collections.abc import Mapping, Sequence, Sized

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import (
    InconsistentError,
    MissingColumnError,
    NotFiniteError,
    OutOfRangeError,
    ShapeError,
    TooFewItemsError,
    TooFewPeopleError,
)

ROUNDING = 1e-12  # a variance this small beside the squared numbers is rounding, not variance
NEGATIVE = 1e-9  # an eigenvalue of correlations this far below zero is rounding


def read_numbers(values: npt.ArrayLike, what: str, *, dimensions: int, missing: bool) -> Floats:
    """Return ``values`` as an array of float with ``dimensions`` dimensions.

    Parameters
    ----------
    values : array_like
        None and NaN both mean missing.
    what : str
        What the values are, for the message.
    missing : bool
        Whether missing values are allowed.

    Raises
    ------
    ShapeError
        If the values are no rectangle of numbers, or of another number of dimensions.
    NotFiniteError
        If a value is infinite, or missing where that is not allowed.

    Examples
    --------
    >>> read_numbers([1, None], "scores", dimensions=1, missing=True)
    array([ 1., nan])
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        wrong, needed = f"{what} are not a rectangle of numbers", "give numbers, rows equally long"
        raise ShapeError(wrong, needed) from None
    if array.ndim != dimensions:
        wrong = f"{what} have {array.ndim} dimensions"
        raise ShapeError(wrong, f"give an array of {dimensions}")
    if np.isinf(array).any():
        raise NotFiniteError(f"{what} hold infinity", "give finite numbers")
    if not missing and np.isnan(array).any():
        wrong = f"{what} miss {int(np.isnan(array).sum())} of {array.size} values"
        raise NotFiniteError(wrong, "give only complete rows here")
    return array


def response_matrix(
    responses: npt.ArrayLike, *, items: int = 1, people: int = 1, missing: bool = True
) -> Floats:
    """Return responses as a matrix (people, items) of at least the given size.

    Raises
    ------
    ShapeError, NotFiniteError
        As `read_numbers`.
    TooFewItemsError, TooFewPeopleError
        If there are fewer columns than ``items`` or fewer rows than ``people``.

    Examples
    --------
    >>> response_matrix([[1, 2], [3, None]]).shape
    (2, 2)
    """
    array = read_numbers(responses, "responses", dimensions=2, missing=missing)
    if array.shape[1] < items:
        wrong = f"the scale has {array.shape[1]} item(s)"
        raise TooFewItemsError(wrong, f"this coefficient needs at least {items}")
    enough_people(array.shape[0], people)
    return array


def enough_people(count: int, needed: int, who: str = "people") -> None:
    """Raise TooFewPeopleError when there are fewer than needed."""
    if not count >= needed:  # NaN is not enough either
        raise TooFewPeopleError(f"{count} {who}", f"at least {needed} are needed")


def complete_rows(responses: Floats, *, people: int) -> Floats:
    """Return the rows without missing answers; TooFewPeopleError if fewer than ``people``.

    Examples
    --------
    >>> complete_rows(np.array([[1.0, 2.0], [3.0, np.nan]]), people=1)
    array([[1., 2.]])
    """
    kept = responses[~np.isnan(responses).any(axis=1)]
    enough_people(kept.shape[0], people, "people answered every item")
    return kept


def read_columns(table: Mapping[str, Sequence[float | None]], names: Sequence[str]) -> Floats:
    """Return the named columns of a table as a matrix (people, names), None as NaN.

    Raises
    ------
    MissingColumnError
        If a name is not in the table.
    ShapeError, NotFiniteError
        If the columns differ in length, hold anything but numbers, or hold infinity.

    Examples
    --------
    >>> read_columns({"a": [1, 2], "b": [3, None]}, ["b", "a"])
    array([[ 3.,  1.],
           [nan,  2.]])
    """
    absent = [name for name in names if name not in table]
    if absent:
        wrong = f"missing column(s) {', '.join(absent)}"
        raise MissingColumnError(wrong, f"the table has {', '.join(table) or 'no columns'}")
    lists = [[np.nan if x is None else x for x in table[name]] for name in names]
    return np.asarray(read_numbers(lists, "columns", dimensions=2, missing=True).T)


def require_within(value: float, low: float, high: float, what: str) -> float:
    """Return ``value`` if low <= value <= high, as a float; NaN never is.

    Raises
    ------
    OutOfRangeError

    Examples
    --------
    >>> require_within(0.8, 0, 1, "reliability")
    0.8
    """
    if not low <= value <= high:
        raise OutOfRangeError(f"{what} is {value}", f"it lies from {low} to {high}")
    return float(value)


def require_positive(value: float, what: str) -> float:
    """Return ``value`` if it is finite and above 0; otherwise OutOfRangeError.

    Examples
    --------
    >>> require_positive(2, "se")
    2.0
    """
    if not 0 < value < np.inf:
        raise OutOfRangeError(f"{what} is {value}", "it must be above 0 and finite")
    return float(value)


def require_possible(correlations: Floats, what: str) -> None:
    """Raise InconsistentError when a correlation matrix is not positive semidefinite.

    Examples
    --------
    >>> require_possible(np.array([[1.0, 0.5], [0.5, 1.0]]), "the correlations")
    """
    lowest = float(np.linalg.eigvalsh(correlations)[0])
    if lowest < -NEGATIVE:
        wrong = f"{what} are impossible together (lowest eigenvalue {lowest:.3g})"
        raise InconsistentError(wrong, "use complete rows, or more people who answered both")


def same_length(**arrays: Sized) -> None:
    """Raise ShapeError when the named arrays differ in length."""
    lengths = {name: len(array) for name, array in arrays.items()}
    if len(set(lengths.values())) > 1:
        each = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ShapeError(f"unequal lengths: {each}", "give one value per person in each")


def is_constant(values: Floats) -> bool:
    """Return whether a vector without missing values varies no more than by rounding.

    Examples
    --------
    >>> is_constant(np.array([0.1 + 0.2, 0.3]))
    True
    """
    spread = values - values.mean()
    return bool((spread**2).sum() <= ROUNDING * max(float((values**2).sum()), ROUNDING))
