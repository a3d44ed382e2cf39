"""The way up to the highest likelihood: EM steps first, then Newton steps, never downhill."""

from dataclasses import dataclass

import numpy as np

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import ImproperSolutionError, NotConvergedError
from assessment.psychometrics.irt.expectation import (
    Fit,
    Sample,
    compute_gradient,
    evaluate_expectation,
    expected_counts,
    fisher_information,
    observed_information,
)

NEWTON_FROM = 10.0  # Newton may take over when an EM step gains less log likelihood than this
LONGEST = 1.0  # no step moves a slope further than this
HALVINGS = 20
ROUNDING = 1e-12  # this share of a log likelihood is only the last bits of its sum
RUNAWAY = 50.0  # a slope beyond this is on its way to infinity
STEEPEST = 2.0  # per node: a steeper curve rises between two nodes, where the grid cannot see it
LEAST_SHARE = 1e-5  # of what knowing the trait would tell: less is nothing


@dataclass(frozen=True)
class Convergence:
    """How the maximum was reached.

    Attributes
    ----------
    em_steps, newton_steps : int
    log_likelihoods : tuple of float
        At the start and after each step, with the log prior if there is one; never falling.
    decrement : float
        gᵀ·I⁻¹·g at the end, with g the gradient and I the observed information: the squared
        distance to the maximum in standard errors, and twice the log likelihood still to gain.
    """

    em_steps: int
    newton_steps: int
    log_likelihoods: tuple[float, ...]
    decrement: float


@dataclass(frozen=True, eq=False)
class Summit:
    """The maximum, and the inverse of the observed information there."""

    fit: Fit
    covariance: Floats
    convergence: Convergence


@dataclass(frozen=True, eq=False)
class _Step:
    """A direction to go, the matrix it comes from, and how much it promises."""

    direction: Floats
    information: Floats
    decrement: float


def climb_to_maximum(
    sample: Sample, slopes: Floats, intercepts: Floats, *, tolerance: float, max_steps: int
) -> Summit:
    """Return the parameters of the highest marginal likelihood, times the prior if there is one.

    An EM step is one Fisher scoring step of each item's M-step, with complete-data information; a
    Newton step uses the observed information. Either is halved while it would lower the
    likelihood. Newton takes over near the top and hands back where it is of no use.

    Raises
    ------
    NotConvergedError
        If the decrement does not get below ``tolerance`` within ``max_steps``.
    ImproperSolutionError
        If a slope runs away, or the data leave parameters undetermined.

    References
    ----------
    Bock and Aitkin (1981), Psychometrika 46. One scoring step per M-step: Lange (1995), Journal of
    the Royal Statistical Society B 57.
    """
    fit = evaluate_expectation(sample, slopes, intercepts)
    heights, newton_steps, near = [fit.height] if fit else [], 0, False
    while fit and len(heights) <= max_steps:
        counts = expected_counts(sample, fit)
        uphill = compute_gradient(sample, fit, counts)
        newton = _step(observed_information(sample, fit, counts), uphill) if near else None
        if newton and newton.decrement < tolerance:
            _refuse_steep(sample, fit.slopes, STEEPEST / sample.grid.spacing)
            em_steps = len(heights) - 1 - newton_steps
            report = Convergence(em_steps, newton_steps, tuple(heights), newton.decrement)
            return Summit(fit, _covariance(sample, fit, newton.information), report)
        better = _advance(sample, fit, newton)
        newton_steps += better is not None
        better = better or _advance(sample, fit, _step(fisher_information(sample, fit), uphill))
        if better:
            near = near or better.height - fit.height < NEWTON_FROM
            heights.append(better.height)
        fit = better
    raise NotConvergedError(
        f"no maximum after {len(heights)} steps",
        "more people, fewer categories (merge_below) or priors are needed",
    )


def _step(information: Floats, uphill: Floats) -> _Step | None:
    """Return I⁻¹·g, or None where I is not positive definite."""
    from scipy.linalg import cho_factor, cho_solve  # slow to read: nobody who answers waits for it

    try:
        direction = np.asarray(cho_solve(cho_factor(information), uphill))
    except np.linalg.LinAlgError:
        return None
    return _Step(direction, information, float(uphill @ direction))


def _advance(sample: Sample, fit: Fit, step: _Step | None) -> Fit | None:
    """Return the fit after ``step``, shortened and then halved until it is not downhill."""
    if step is None:
        return None
    least = fit.height - ROUNDING * abs(fit.height)
    count = sample.layout.items
    share = 1.0 / max(1.0, float(np.abs(step.direction[:count]).max()) / LONGEST)
    for _ in range(HALVINGS):
        move = share * step.direction
        found = evaluate_expectation(
            sample, fit.slopes + move[:count], fit.intercepts + move[count:]
        )
        if found and found.height >= least:
            _refuse_steep(sample, found.slopes, RUNAWAY)
            return found
        share /= 2
    return None


def _refuse_steep(sample: Sample, slopes: Floats, most: float) -> None:
    steep = np.flatnonzero(np.abs(slopes) > most)
    if steep.size:
        name = sample.names[int(steep[0])]
        raise ImproperSolutionError(
            f"the slope of {name} is {slopes[steep[0]]:.0f} or grows without end",
            "it decides the trait by itself, or repeats another item: leave one out"
            + ("" if sample.priors else " or use priors"),
        )


def _covariance(sample: Sample, fit: Fit, information: Floats) -> Floats:
    """Return the inverse of ``information``, unless it leaves a direction undetermined.

    The measure is the least share of the complete-data information that is left without knowing
    the trait, over all directions.
    """
    from scipy.linalg import eigh  # slow to read: nobody who answers waits for it

    complete = fisher_information(sample, fit)
    share = eigh(information, complete, eigvals_only=True, subset_by_index=[0, 0])
    if share[0] < LEAST_SHARE:
        raise ImproperSolutionError(
            "the answers leave some parameters undetermined",
            "items that hang together more, more people, or priors are needed",
        )
    return np.asarray(np.linalg.inv(information))
