"""Scores of people from a graded response model: EAP, MAP and weighted likelihood."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats, Ints
from assessment.psychometrics.errors import TooFewItemsError
from assessment.psychometrics.irt.answers import Patterns, model_patterns
from assessment.psychometrics.irt.curves import SMALLEST, draw_model, information, log_probabilities
from assessment.psychometrics.irt.grid import Grid, normal_grid
from assessment.psychometrics.irt.layout import MISSING
from assessment.psychometrics.irt.likelihood import LikelihoodBends, likelihood_bends
from assessment.psychometrics.irt.model import GradedModel
from assessment.psychometrics.irt.peaks import find_peak
from assessment.psychometrics.irt.posterior import compute_moments

BLOCK = 2048  # patterns at a time: their posterior then stays in the processor's cache

Scorer: TypeAlias = Callable[[Ints], tuple[Floats, Floats]]


@dataclass(frozen=True)
class PersonScores:
    """One score per person, in standard deviations of the trait; each array has shape (people,).

    Attributes
    ----------
    theta : array of float
    se : array of float
        Posterior standard deviation (EAP) or standard error (MAP, WLE).
    answered : array of int
        How many items the score rests on.
    """

    theta: Floats
    se: Floats
    answered: Ints


def score_eap(
    model: GradedModel, answers: npt.ArrayLike, *, grid: Grid | None = None
) -> PersonScores:
    """Return expected a posteriori scores with posterior standard deviations.

    θ̂ = Σ_q t_q L_q w_q / Σ_q L_q w_q and PSD = √(Σ_q (t_q − θ̂)² L_q w_q / Σ_q L_q w_q), with w
    the standard normal prior.

    Parameters
    ----------
    answers : array_like of float, shape (people, items)
        Whole numbers from ``model.lowest``; NaN is a missing answer, which is left out of the
        likelihood. Someone without any answer gets the prior: 0 with standard deviation 1.
    grid : Grid, optional
        ``normal_grid()``, 61 nodes on [−6, 6], unless told otherwise.

    Returns
    -------
    PersonScores

    Raises
    ------
    ShapeError, NotFiniteError, OutOfRangeError
        As ``read_patterns``.

    References
    ----------
    Bock and Mislevy (1982), Applied Psychological Measurement 6.

    Examples
    --------
    >>> from assessment.psychometrics.irt import graded_model
    >>> model = graded_model([1.5, 1.5], [[-1.0, 1.0], [-1.0, 1.0]])
    >>> found = score_eap(model, [[2, np.nan], [np.nan, np.nan]])
    >>> abs(found.theta.round(3)).tolist(), found.se.round(3).tolist()
    ([0.825, 0.0], [0.838, 1.0])
    """
    at = grid or normal_grid()
    log_p = log_probabilities(draw_model(model, at.nodes))
    return _score(
        model, answers, lambda codes: compute_moments(model.layout.indicator(codes), log_p, at)
    )


def score_map(model: GradedModel, answers: npt.ArrayLike) -> PersonScores:
    """Return maximum a posteriori scores with standard errors.

    θ̂ maximises log L(θ) − θ²/2, which has one maximum; the standard error is the inverse root of
    minus its second derivative there.

    Parameters, missing answers and errors as in ``score_eap``; someone without any answer gets
    0 with standard error 1.

    Returns
    -------
    PersonScores

    References
    ----------
    Samejima (1969), Psychometrika Monograph 17; equals ``mirt::fscores(method = "MAP")``.

    Examples
    --------
    >>> from assessment.psychometrics.irt import graded_model
    >>> found = score_map(graded_model([1.5, 1.5], [[-1.0, 1.0], [-1.0, 1.0]]), [[2, 2]])
    >>> found.theta.round(3).tolist(), found.se.round(3).tolist()
    ([1.237], [0.692])
    """

    def derivatives(bends: LikelihoodBends, theta: Floats) -> tuple[Floats, Floats]:
        return bends.slope - theta, bends.bend + 1.0

    def prior(codes: Ints, theta: Floats) -> Floats:
        return np.broadcast_to(-(theta**2) / 2, (len(codes), len(theta)))

    return _score(model, answers, lambda codes: _highest(model, codes, prior, derivatives))


def score_wle(model: GradedModel, answers: npt.ArrayLike) -> PersonScores:
    """Return weighted likelihood scores with standard errors: no prior, so no shrinking.

    θ̂ maximises log L(θ) + ½·log I(θ), with I over the items that the person answered; the
    standard error is the inverse root of minus the second derivative of that sum, as in mirt.
    (Warm's own correction J/2I differs from I'/2I for more than two categories, by little.)

    Parameters
    ----------
    answers : array_like of float, shape (people, items)
        Whole numbers from ``model.lowest``; NaN is a missing answer, which is left out of both
        terms. Everybody needs at least one answer.

    Returns
    -------
    PersonScores

    Raises
    ------
    TooFewItemsError
        If someone answered nothing: without a prior there is nothing to say.
    ShapeError, NotFiniteError, OutOfRangeError
        As ``read_patterns``.
    NotConvergedError
        If the weighted likelihood has no maximum.

    References
    ----------
    Warm (1989), Psychometrika 54; equals ``mirt::fscores(method = "WLE")``.

    Examples
    --------
    >>> from assessment.psychometrics.irt import graded_model
    >>> found = score_wle(graded_model([1.5, 1.5], [[-1.0, 1.0], [-1.0, 1.0]]), [[2, 2]])
    >>> found.theta.round(3).tolist(), found.se.round(3).tolist()
    ([2.07], [1.036])
    """

    def derivatives(bends: LikelihoodBends, theta: Floats) -> tuple[Floats, Floats]:
        tilt = bends.information_slope / bends.information
        curl = bends.information_bend / bends.information - tilt**2
        return bends.slope + tilt / 2, bends.bend - curl / 2

    def weight(codes: Ints, theta: Floats) -> Floats:
        found = (codes != MISSING).astype(float) @ information(model, draw_model(model, theta))
        return np.asarray(np.log(np.maximum(found, SMALLEST)) / 2)

    def scorer(codes: Ints) -> tuple[Floats, Floats]:
        require_answers(codes)
        return _highest(model, codes, weight, derivatives)

    return _score(model, answers, scorer)


def require_answers(codes: Ints) -> None:
    """Raise if a pattern has no answer at all."""
    empty = int((codes == MISSING).all(1).sum())
    if empty:
        raise TooFewItemsError("someone answered nothing",
                               "at least one answer of each person is needed")  # fmt: skip


def _highest(
    model: GradedModel,
    codes: Ints,
    addition: Callable[[Ints, Floats], Floats],
    derivatives: Callable[[LikelihoodBends, Floats], tuple[Floats, Floats]],
) -> tuple[Floats, Floats]:
    """Return where log L plus ``addition`` is highest, from the best node on, and its se."""
    nodes = normal_grid().nodes
    log_p = log_probabilities(draw_model(model, nodes))
    height = model.layout.indicator(codes) @ log_p + addition(codes, nodes)
    start = nodes[height.argmax(1)]
    theta, bend = find_peak(
        lambda at: derivatives(likelihood_bends(model, codes, at), at),
        start, nodes[1] - nodes[0],
    )  # fmt: skip
    return theta, 1.0 / np.sqrt(bend)


def _score(model: GradedModel, answers: npt.ArrayLike, scorer: Scorer) -> PersonScores:
    """Return the scores of the different patterns, a block at a time, given to each person."""
    patterns: Patterns = model_patterns(answers, model)
    theta, se = np.empty(len(patterns.codes)), np.empty(len(patterns.codes))
    for start in range(0, len(theta), BLOCK):
        block = slice(start, start + BLOCK)
        theta[block], se[block] = scorer(patterns.codes[block])
    at = patterns.person
    return PersonScores(theta[at], se[at], patterns.answered[at])
