"""Curves of a graded response model over the trait: probabilities, information, expected answer."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import OutOfRangeError, ShapeError
from assessment.psychometrics.inputs import read_numbers
from assessment.psychometrics.irt.layout import Layout, end_to_end
from assessment.psychometrics.irt.model import GradedModel
from assessment.psychometrics.special import expit

SMALLEST = 1e-300  # a probability never counts as less, so that its logarithm stays finite


@dataclass(frozen=True)
class Curves:
    """Curves of all categories at given points, in the rows of a ``Layout``.

    Attributes
    ----------
    reach, pass_by : arrays of float, shape (boundaries + 2, points)
        F = P(X ≥ k) of each boundary and its complement, with the two shared ones at the end.
    categories : array of float, shape (rows, points)
        P(X = k).
    gap : array of float, shape (rows,)
        1 / (exp(d_k − d_{k+1}) − 1) of the category between boundaries k and k + 1; 0 for a
        lowest or highest one.
    """

    reach: Floats
    pass_by: Floats
    categories: Floats
    gap: Floats


def draw_curves(layout: Layout, slopes: Floats, intercepts: Floats, theta: Floats) -> Curves:
    """Return the curves without ever subtracting two nearly equal probabilities.

    P(X = k) = F_k − F_{k+1} = F_k · (1 − F_{k+1}) · (1 − exp(d_{k+1} − d_k)): the last form keeps
    all its digits where both F are close to 1.
    """
    a = np.append(slopes[layout.item_of_boundary], (0.0, 0.0))
    d = np.append(intercepts, (np.inf, -np.inf))
    z = a[:, None] * theta + d[:, None]
    reach, pass_by = expit(z), expit(-z)
    width = d[layout.upper] - d[layout.lower]
    categories = reach[layout.upper] * pass_by[layout.lower] * -np.expm1(-width)[:, None]
    with np.errstate(over="ignore"):  # a width of more than 709 logits: 1 / infinity is the 0 meant
        gap = 1.0 / np.expm1(width)
    return Curves(reach, pass_by, categories, gap)


def draw_model(model: GradedModel, theta: Floats) -> Curves:
    """Return the curves of ``model`` at ``theta``."""
    return draw_curves(model.layout, model.slopes, model.intercepts, theta)


def log_probabilities(curves: Curves) -> Floats:
    """Return log P(X = k); shape (rows, points). Below 1e-300 a probability counts as that."""
    return np.asarray(np.log(np.maximum(curves.categories, SMALLEST)))


def category_probabilities(model: GradedModel, theta: npt.ArrayLike) -> tuple[Floats, ...]:
    """Return P(X = k | θ) of every category.

    Parameters
    ----------
    theta : array_like of float, shape (points,)
        Standard deviations of the trait; NaN is not allowed.

    Returns
    -------
    tuple of arrays of float, one per item, shape (categories, points)
        Each column sums to 1.

    Raises
    ------
    ShapeError, NotFiniteError
        If ``theta`` is not a list of numbers.

    References
    ----------
    Samejima (1969), Psychometrika Monograph 17.

    Examples
    --------
    >>> from assessment.psychometrics.irt import graded_model
    >>> model = graded_model([2.0], [[-1.0, 1.0]])
    >>> category_probabilities(model, [0.0])[0].round(3).tolist()
    [[0.119], [0.762], [0.119]]
    """
    return model.layout.per_item_rows(draw_model(model, read_points(theta)).categories)


def item_information(model: GradedModel, theta: npt.ArrayLike) -> Floats:
    """Return Fisher information of every item.

    I_i(θ) = Σ_k P'_k(θ)² / P_k(θ) = a² Σ_k P_k·(1 − F_k − F_{k+1})², in squared inverse standard
    deviations of the trait; never negative.

    Parameters and errors as in ``category_probabilities``.

    Returns
    -------
    array of float, shape (items, points)

    References
    ----------
    Samejima (1969); equals ``mirt::iteminfo``.

    Examples
    --------
    >>> from assessment.psychometrics.irt import graded_model
    >>> item_information(graded_model([2.0], [[0.0]]), [0.0]).tolist()
    [[1.0]]
    """
    return information(model, draw_model(model, read_points(theta)))


def information(model: GradedModel, curves: Curves) -> Floats:
    """Return item information from curves already drawn; shape (items, points)."""
    layout = model.layout
    slant = curves.pass_by[layout.upper] - curves.reach[layout.lower]
    per_item = np.add.reduceat(curves.categories * slant**2, layout.first_row, axis=0)
    return np.asarray(per_item * model.slopes[:, None] ** 2)


def total_information(model: GradedModel, theta: npt.ArrayLike) -> Floats:
    """Return the information of all items together, I(θ) = Σ_i I_i(θ); shape (points,).

    Parameters and errors as in ``category_probabilities``.

    Examples
    --------
    >>> from assessment.psychometrics.irt import graded_model
    >>> total_information(graded_model([2.0, 2.0], [[0.0], [0.0]]), [0.0]).tolist()
    [2.0]
    """
    return np.asarray(item_information(model, theta).sum(0))


def conditional_se(model: GradedModel, theta: npt.ArrayLike) -> Floats:
    """Return the standard error at each point, 1 / √I(θ), in standard deviations of the trait.

    Parameters as in ``category_probabilities``.

    Returns
    -------
    array of float, shape (points,)

    Raises
    ------
    OutOfRangeError
        At points so far from every location that nothing is measured there.

    References
    ----------
    AERA, APA and NCME (2014), standard 2.14.

    Examples
    --------
    >>> from assessment.psychometrics.irt import graded_model
    >>> conditional_se(graded_model([2.0], [[0.0]]), [0.0]).tolist()
    [1.0]
    """
    found = total_information(model, theta)
    if (found < SMALLEST).any():
        raise OutOfRangeError("a point where the items measure nothing",
                              "points nearer to the locations are needed")  # fmt: skip
    return np.asarray(1.0 / np.sqrt(found))


def expected_mean(model: GradedModel, theta: npt.ArrayLike) -> Floats:
    """Return the mean answer to expect, T(θ) = mean_i Σ_k v_k·P_k(θ), in answer-scale points.

    v is the answer itself; for a merged category the mean of the answers in it. So the trait can
    be told in the words of the answer scale.

    Parameters and errors as in ``category_probabilities``.

    Returns
    -------
    array of float, shape (points,)

    Examples
    --------
    >>> from assessment.psychometrics.irt import graded_model
    >>> expected_mean(graded_model([2.0], [[-1.0, 1.0]], lowest=1), [0.0]).round(6).tolist()
    [2.0]
    """
    curves = draw_model(model, read_points(theta))
    return np.asarray(end_to_end(model.values) @ curves.categories / model.layout.items)


def expected_mean_se(model: GradedModel, theta: npt.ArrayLike, se: npt.ArrayLike) -> Floats:
    """Return the standard error of ``expected_mean`` by the delta method, |T'(θ)|·se.

    T'(θ) = mean_i a_i Σ_k v_k·P_k·(1 − F_k − F_{k+1}).

    Parameters
    ----------
    theta : array_like of float, shape (points,)
        Standard deviations of the trait; NaN is not allowed.
    se : array_like of float, shape (points,)
        Standard error or posterior standard deviation of each ``theta``; not negative.

    Returns
    -------
    array of float, shape (points,)
        In answer-scale points.

    Raises
    ------
    ShapeError, NotFiniteError, OutOfRangeError
        If the two do not belong together, are no numbers, or ``se`` is negative.

    References
    ----------
    Oehlert (1992), The American Statistician 46.

    Examples
    --------
    >>> from assessment.psychometrics.irt import graded_model
    >>> expected_mean_se(graded_model([2.0], [[0.0]]), [0.0], [0.4]).tolist()
    [0.2]
    """
    at = read_points(theta)
    error = read_numbers(se, "standard errors", dimensions=1, missing=False)
    if at.shape != error.shape:
        raise ShapeError(f"{at.size} points and {error.size} standard errors",
                         "one standard error is needed for each point")  # fmt: skip
    if (error < 0).any():
        raise OutOfRangeError("a negative standard error", "0 or more is needed")
    layout, curves = model.layout, draw_model(model, at)
    slant = curves.pass_by[layout.upper] - curves.reach[layout.lower]
    weight = end_to_end(model.values) * model.slopes[layout.item_of_row]
    return np.asarray(np.abs(weight @ (curves.categories * slant)) / layout.items * error)


def read_points(theta: npt.ArrayLike) -> Floats:
    """Return ``theta`` as an array of finite numbers, shape (points,), or raise."""
    return read_numbers(theta, "points of the trait", dimensions=1, missing=False)
