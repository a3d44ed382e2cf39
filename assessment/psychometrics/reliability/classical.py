"""Classical scale analysis: reliability, item-rest correlation and the error of measurement."""

from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import NoVarianceError, OutOfRangeError
from assessment.psychometrics.inputs import (
    complete_rows,
    enough_people,
    is_constant,
    require_positive,
    require_possible,
    require_within,
    response_matrix,
)
from assessment.psychometrics.special import fdtri, ndtri

Missing: TypeAlias = Literal["listwise", "pairwise"]


def covariance(responses: npt.ArrayLike, *, missing: Missing = "listwise") -> Floats:
    """Return the covariance matrix of the items, with n − 1 in the denominator.

    Parameters
    ----------
    responses : array_like, shape (people, items)
        Answers in scale points, reversed items recoded; NaN where not answered.
    missing : {"listwise", "pairwise"}
        People with every item answered, or for each pair of items everybody who answered both.

    Returns
    -------
    array of float, shape (items, items)
        In squared scale points.

    Raises
    ------
    TooFewPeopleError
        If fewer than two people (for a pair of items, when pairwise) remain.
    NoVarianceError
        If everybody gave an item the same answer.

    References
    ----------
    R: ``cov(use = "complete.obs")`` and ``cov(use = "pairwise")``.

    Examples
    --------
    >>> covariance([[1, 2], [2, 4], [3, 6], [None, 1]])
    array([[1., 2.],
           [2., 4.]])
    """
    table = response_matrix(responses, people=2)
    if missing not in ("listwise", "pairwise"):
        raise OutOfRangeError(f"missing is {missing!r}", "choose listwise or pairwise")
    if missing == "listwise":
        table = complete_rows(table, people=2)
    _require_variance(table)
    if missing == "listwise":
        return np.atleast_2d(np.asarray(np.cov(table, rowvar=False)))
    return _pairwise(table)


def _require_variance(table: Floats) -> None:
    for number, column in enumerate(table.T, start=1):
        given = column[~np.isnan(column)]
        enough_people(given.size, 2, f"people answered item {number}")
        if is_constant(given):
            wrong = f"everybody gave item {number} the answer {given[0]:g}"
            raise NoVarianceError(wrong, "leave the item out, or ask more people")


def _pairwise(table: Floats) -> Floats:
    k = table.shape[1]
    found = np.empty((k, k))
    for i in range(k):
        for j in range(i + 1):
            both = ~np.isnan(table[:, i]) & ~np.isnan(table[:, j])
            enough_people(int(both.sum()), 2, f"people answered both item {j + 1} and {i + 1}")
            x, y = table[both, i], table[both, j]
            found[i, j] = ((x - x.mean()) * (y - y.mean())).sum() / (x.size - 1)
            found[j, i] = found[i, j]
    return found


def _possible_covariance(table: Floats, missing: Missing) -> Floats:
    """Return the covariance matrix; InconsistentError when no complete answers could have it.

    Pairwise, each covariance is about other people, so that together they can be impossible:
    then a coefficient made of them can lie anywhere, such as a correlation of −3.7.
    """
    matrix = covariance(table, missing=missing)
    require_possible(_correlation(matrix), "the pairwise covariances")
    return matrix


def _total_variance(matrix: Floats, *, of: str = "the sum of the items") -> float:
    total = float(matrix.sum())
    if total <= 1e-12 * float(np.abs(matrix).sum()):
        raise NoVarianceError(f"{of} does not vary", "recode reversed items, or ask more people")
    return total


def _correlation(matrix: Floats) -> Floats:
    sd = np.sqrt(np.diag(matrix))
    return np.asarray(matrix / np.outer(sd, sd))


def _alpha_of(matrix: Floats) -> float:
    k = matrix.shape[0]
    return float(k / (k - 1) * (1 - np.trace(matrix) / _total_variance(matrix)))


def alpha(
    responses: npt.ArrayLike, *, missing: Missing = "listwise", standardised: bool = False
) -> float:
    """Return coefficient alpha, k/(k − 1)·(1 − Σs_i²/s_X²).

    Parameters
    ----------
    responses : array_like, shape (people, items)
        Answers in scale points, reversed items recoded; NaN where not answered.
    missing : {"listwise", "pairwise"}
        As `covariance`; pairwise is what psych::alpha does by default.
    standardised : bool
        Of the correlations instead of the covariances.

    Returns
    -------
    float
        At most 1; negative when items are related the wrong way round.

    Raises
    ------
    TooFewItemsError
        If there is only one item.
    TooFewPeopleError, NoVarianceError
        As `covariance`; also if the sum of the items does not vary.
    InconsistentError
        If the pairwise covariances cannot be those of any complete answers.

    References
    ----------
    Cronbach (1951), Psychometrika 16. R: psych::alpha.

    Examples
    --------
    >>> round(alpha([[1, 2, 1], [2, 2, 3], [4, 3, 4], [5, 5, 4]]), 4)
    0.931
    """
    matrix = _possible_covariance(response_matrix(responses, items=2), missing)
    return _alpha_of(_correlation(matrix) if standardised else matrix)


def feldt_interval(
    coefficient: float, people: int, items: int, *, confidence: float = 0.95
) -> tuple[float, float]:
    """Return Feldt's interval of alpha: 1 − (1 − α)·F at the two tails of F(n − 1, (n − 1)(k − 1)).

    Parameters
    ----------
    coefficient : float
        Alpha, at most 1.
    people, items : int
        With pairwise covariances psych counts all rows.
    confidence : float
        Between 0 and 1.

    Raises
    ------
    OutOfRangeError, TooFewPeopleError

    References
    ----------
    Feldt (1965), Psychometrika 30.

    Examples
    --------
    >>> low, high = feldt_interval(0.80, 300, 5)
    >>> round(low, 3), round(high, 3)
    (0.762, 0.834)
    """
    require_within(coefficient, -np.inf, 1, "alpha")
    require_within(items, 2, np.inf, "the number of items")
    enough_people(people, 2)
    tail = (1 - require_within(confidence, 0.01, 0.9999, "the confidence")) / 2
    df1, df2 = people - 1, (people - 1) * (items - 1)
    low, high = (
        1 - (1 - coefficient) * float(fdtri(df1, df2, 1 - tail)),
        1 - (1 - coefficient) * float(fdtri(df1, df2, tail)),
    )
    return low, high


def lambda2(responses: npt.ArrayLike, *, missing: Missing = "listwise") -> float:
    """Return Guttman's λ₂ = (Σ_{i≠j}c_ij + sqrt(k/(k − 1)·Σ_{i≠j}c_ij²))/s_X², never below alpha.

    Parameters
    ----------
    responses, missing
        As `alpha`.

    Raises
    ------
    TooFewItemsError, TooFewPeopleError, NoVarianceError, InconsistentError
        As `alpha`.

    References
    ----------
    Guttman (1945), Psychometrika 10.

    Examples
    --------
    >>> round(lambda2([[1, 2, 1], [2, 2, 3], [4, 3, 4], [5, 5, 4]]), 4)
    0.9395
    """
    matrix = _possible_covariance(response_matrix(responses, items=2), missing)
    total, k = _total_variance(matrix), matrix.shape[0]
    between = matrix - np.diag(np.diag(matrix))
    spread = np.sqrt(k / (k - 1) * float((between**2).sum()))
    return float((between.sum() + spread) / total)


def item_rest(responses: npt.ArrayLike, *, missing: Missing = "listwise") -> Floats:
    """Return each item's correlation with the sum of the other items.

    r_i = Σ_{j≠i}c_ij / sqrt(c_ii·s²_rest), from the covariance matrix. Listwise this is the plain
    correlation; pairwise it is psych's r.drop.

    Returns
    -------
    array of float, shape (items,)
        Below .30 is weak.

    Raises
    ------
    TooFewItemsError, TooFewPeopleError, NoVarianceError, InconsistentError
        As `alpha`; also if the sum of the others does not vary.

    References
    ----------
    R: psych::alpha, ``r.drop``.

    Examples
    --------
    >>> item_rest([[1, 2, 1], [2, 2, 3], [4, 3, 4], [5, 5, 4]]).round(3)
    array([0.99, 0.82, 0.82])
    """
    matrix = _possible_covariance(response_matrix(responses, items=2), missing)
    found = []
    for i in range(matrix.shape[0]):
        rest = np.delete(np.delete(matrix, i, 0), i, 1)
        spread = _total_variance(rest, of=f"the sum of the items but {i + 1}")
        found.append((matrix[i].sum() - matrix[i, i]) / np.sqrt(matrix[i, i] * spread))
    return np.array(found, dtype=np.float64)


def alpha_if_deleted(
    responses: npt.ArrayLike, *, missing: Missing = "listwise", standardised: bool = False
) -> Floats:
    """Return alpha of the scale without each item in turn.

    Listwise keeps the people who answered every item of the whole scale, also while an item is
    left out, so that the coefficients are about the same people.

    Returns
    -------
    array of float, shape (items,)

    Raises
    ------
    TooFewItemsError
        If there are fewer than three items.
    TooFewPeopleError, NoVarianceError, InconsistentError
        As `alpha`.

    References
    ----------
    R: psych::alpha, ``alpha.drop``.

    Examples
    --------
    >>> alpha_if_deleted([[1, 2, 1], [2, 2, 3], [4, 3, 4], [5, 5, 4]]).round(3)
    array([0.8  , 0.933, 0.933])
    """
    matrix = _possible_covariance(response_matrix(responses, items=3), missing)
    matrix = _correlation(matrix) if standardised else matrix
    without = (np.delete(np.delete(matrix, i, 0), i, 1) for i in range(matrix.shape[0]))
    return np.array([_alpha_of(rest) for rest in without])


def measurement_error(sd: float, reliability: float) -> float:
    """Return the standard error of measurement, SEM = s·sqrt(1 − r), in the points of ``sd``.

    Parameters
    ----------
    sd : float
        Standard deviation of the observed scores, above 0.
    reliability : float
        From 0 to 1; an estimate below 0 is no reliability and is refused.

    Raises
    ------
    OutOfRangeError

    References
    ----------
    psychometrics.md section 2a.

    Examples
    --------
    >>> round(measurement_error(7.5, 0.80), 3)
    3.354
    """
    require_positive(sd, "the standard deviation")
    return sd * float(np.sqrt(1 - require_within(reliability, 0, 1, "the reliability")))


def correlation_interval(r: float, people: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Return Fisher's interval of a correlation: tanh(artanh r ± z/sqrt(n − 3)).

    Parameters
    ----------
    r : float
        Strictly between −1 and 1: at ±1 the interval has no width and means nothing.
    people : int
        At least 4.
    confidence : float
        Between 0 and 1.

    Raises
    ------
    OutOfRangeError, TooFewPeopleError

    References
    ----------
    Fisher (1921), Metron 1. R: cor.test.

    Examples
    --------
    >>> low, high = correlation_interval(0.5, 103)
    >>> round(low, 3), round(high, 3)
    (0.339, 0.632)
    """
    require_within(abs(r), 0, 1 - 1e-12, "the size of the correlation")
    enough_people(people, 4)
    tail = (1 - require_within(confidence, 0.01, 0.9999, "the confidence")) / 2
    margin = float(ndtri(1 - tail)) / np.sqrt(people - 3)
    return float(np.tanh(np.arctanh(r) - margin)), float(np.tanh(np.arctanh(r) + margin))


def spearman_brown(reliability: float, length: float) -> float:
    """Return the reliability of a test ``length`` times as long: n·r/(1 + (n − 1)·r).

    Parameters
    ----------
    reliability : float
        From −1 to 1, of one part (or of one rater).
    length : float
        Above 0; for raters the number of them.

    Raises
    ------
    OutOfRangeError
        Also where the formula has no value, 1 + (n − 1)·r = 0.

    References
    ----------
    Spearman (1910) and Brown (1910), British Journal of Psychology 3.

    Examples
    --------
    >>> round(spearman_brown(0.40, 6), 2)
    0.8
    """
    require_within(reliability, -1, 1, "the reliability")
    divisor = 1 + (require_positive(length, "the length") - 1) * reliability
    if divisor <= 0:
        wrong = f"a reliability of {reliability} at length {length}"
        raise OutOfRangeError(wrong, "this reliability is too far below 0 for that length")
    return length * reliability / divisor
