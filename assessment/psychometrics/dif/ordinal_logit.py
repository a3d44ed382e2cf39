"""Ordinal logistic regression with proportional odds, by Newton's method."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import (
    EmptyCategoryError,
    NotConvergedError,
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
)
from assessment.psychometrics.inputs import enough_people, read_numbers
from assessment.psychometrics.special import expit

Ints: TypeAlias = npt.NDArray[np.intp]

MAX_STEPS, MAX_HALVINGS = 50, 30
TOLERANCE = 1e-16  # of the Newton decrement, in log-likelihood
SLACK = 1e-12  # of the log-likelihood: the rounding of its sum
LARGEST = 30.0  # logits; beyond this a category or group is told apart without error


@dataclass(frozen=True)
class OrdinalFit:
    """P(Y ≤ k) = logistic(threshold_k − x·coefficients), with standard errors."""

    people: int
    log_likelihood: float
    thresholds: Floats
    coefficients: Floats
    standard_errors: Floats


def fit_ordinal(
    answers: npt.ArrayLike, predictors: npt.ArrayLike, *, categories: int
) -> OrdinalFit:
    """Return the maximum-likelihood proportional-odds model.

    Parameters
    ----------
    answers : array_like, shape (people,)
        Category numbers 0..categories − 1; no missing values.
    predictors : array_like, shape (people, predictors)
        Without a constant; zero columns give the thresholds only. No missing values.
    categories : int
        At least 2.

    Returns
    -------
    OrdinalFit
        Standard errors are of the coefficients, from the observed information.

    Raises
    ------
    EmptyCategoryError
        If nobody gave an answer: its threshold does not exist.
    TooFewPeopleError
        If there are no more people than parameters.
    NoVarianceError
        If the predictors repeat each other or do not vary.
    NotConvergedError
        If there is no maximum at finite values: a predictor tells answers apart without error.
    ShapeError, NotFiniteError, OutOfRangeError

    References
    ----------
    McCullagh (1980), Journal of the Royal Statistical Society B 42. R: MASS::polr.

    Examples
    --------
    >>> fit_ordinal([0, 0, 1, 1, 0, 1], [[0], [0], [0], [1], [1], [1]], categories=2).coefficients
    array([1.386...])
    """
    y, x = _checked(answers, predictors, categories)
    share = np.cumsum(np.bincount(y, minlength=categories))[:-1] / y.size
    start = np.concatenate([np.log(share / (1 - share)), np.zeros(x.shape[1])])
    found, value, information = _climb(y, x, start, categories)
    inverse = np.linalg.inv(information)
    edge = categories - 1
    errors = np.sqrt(np.diag(inverse)[edge:])
    return OrdinalFit(y.size, value, found[:edge], found[edge:], errors)


def _checked(
    answers: npt.ArrayLike, predictors: npt.ArrayLike, categories: int
) -> tuple[Ints, Floats]:
    y = read_numbers(answers, "answers", dimensions=1, missing=False)
    x = read_numbers(predictors, "predictors", dimensions=2, missing=False)
    if x.shape[0] != y.size:
        raise ShapeError(f"{y.size} answers, {x.shape[0]} rows of predictors", "give equally many")
    if not np.isin(y, np.arange(categories)).all() or categories < 2:
        wrong = "an answer is no category number"
        raise OutOfRangeError(wrong, f"give whole numbers from 0 to {categories - 1}")
    enough_people(y.size, categories + x.shape[1])
    codes = y.astype(np.intp)
    empty = np.flatnonzero(np.bincount(codes, minlength=categories) == 0)
    if empty.size:
        wrong = f"nobody chose category {int(empty[0]) + 1} of {categories}"
        raise EmptyCategoryError(wrong, "merge it with a neighbour")
    if x.shape[1] and np.linalg.matrix_rank(x - x.mean(axis=0)) < x.shape[1]:
        raise NoVarianceError("predictors repeat each other or do not vary", "leave one out")
    return codes, x


def _climb(y: Ints, x: Floats, start: Floats, categories: int) -> tuple[Floats, float, Floats]:
    upper, lower = _rows(y, x, categories)
    at = start
    value, gradient, information = _derivatives(at, upper, lower, y, categories)
    for _ in range(MAX_STEPS):
        step = np.linalg.solve(information, gradient)
        if float(gradient @ step) < TOLERANCE:
            return at, value, information
        for halving in range(MAX_HALVINGS):
            trial = at + step / 2**halving
            new = _derivatives(trial, upper, lower, y, categories)
            if new[0] >= value - SLACK * abs(value):
                break
        at, (value, gradient, information) = trial, new
        if float(np.abs(at).max()) > LARGEST:
            break
    wrong = "the ordinal regression has no maximum at finite values"
    raise NotConvergedError(wrong, "merge rare categories, or ask more people")


def _rows(y: Ints, x: Floats, categories: int) -> tuple[Floats, Floats]:
    """Return the rows that turn parameters into the upper and lower logit of each answer."""
    thresholds = np.eye(categories - 1)
    none = np.zeros((1, categories - 1))
    upper = np.concatenate([thresholds, none])[y]
    lower = np.concatenate([none, thresholds])[y]
    return np.hstack([upper, -x]), np.hstack([lower, -x])


def _derivatives(
    at: Floats, upper: Floats, lower: Floats, y: Ints, categories: int
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient, and the observed information."""
    above = np.where(y < categories - 1, expit(upper @ at), 1.0)
    below = np.where(y > 0, expit(lower @ at), 0.0)
    p = above - below
    if float(p.min()) <= 0:
        return -np.inf, np.zeros_like(at), np.eye(at.size)
    f_above, f_below = above * (1 - above), below * (1 - below)
    gradient = upper.T @ (f_above / p) - lower.T @ (f_below / p)
    in_above = f_above * (1 - 2 * above) / p - (f_above / p) ** 2
    in_below = -f_below * (1 - 2 * below) / p - (f_below / p) ** 2
    across = upper.T @ (lower * (f_above * f_below / p**2)[:, np.newaxis])
    hessian = upper.T @ (upper * in_above[:, np.newaxis])
    hessian += lower.T @ (lower * in_below[:, np.newaxis]) + across + across.T
    return float(np.log(p).sum()), gradient, -hessian
