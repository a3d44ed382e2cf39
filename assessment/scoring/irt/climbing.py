"""The way up to the maximum: EM steps first, then Newton steps, never downhill."""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from assessment.scoring.errors import ImproperSolutionError, NotConvergedError
from assessment.scoring.irt.expectation import (
    Fit,
    Sample,
    evaluate,
    expected_counts,
    fisher_information,
    gradient,
    observed_information,
)
from assessment.scoring.matrix import Floats

HALVINGS = 30
NEWTON_FROM = 1.0  # Newton takes over when an EM step gains less log likelihood than this
STEEPEST = 50.0  # a slope beyond this is on its way to infinity
ROUNDING = 1e-12  # how much of the log likelihood is only the last bits of its sum


@dataclass(frozen=True)
class Convergence:
    """How the maximum was reached.

    Attributes
    ----------
    em_steps, newton_steps : int
    log_likelihoods : tuple of float
        With the log prior if there is one: at the start and after each step; never falling.
    decrement : float
        gᵀ·I⁻¹·g at the end, with g the gradient and I the observed information: twice the log
        likelihood still to be gained, and the squared distance to the maximum in standard errors.
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


def climb(
    sample: Sample, slopes: Floats, intercepts: Floats, *, tolerance: float, max_steps: int
) -> Summit:
    """Return the parameters of the highest marginal likelihood (times prior).

    An EM step is one Fisher scoring step of the M-step, per item, with complete-data information;
    a Newton step uses the observed information. Either is halved while it would lower the
    likelihood. Newton takes over near the top, and hands back where it is of no use.

    Raises
    ------
    NotConvergedError
        If the decrement is not below ``tolerance`` within ``max_steps``.
    ImproperSolutionError
        If a slope runs away, or the data leave parameters undetermined.

    References
    ----------
    Bock and Aitkin (1981), Psychometrika 46; one scoring step per M-step: Lange (1995), Journal of
    the Royal Statistical Society B 57.
    """
    fit, heights, steps = evaluate(sample, slopes, intercepts), [], [0, 0]
    assert fit is not None  # noqa: S101 - starting values are in order
    gain, decrement = np.inf, np.inf
    for _ in range(max_steps):
        heights.append(fit.height)
        counts = expected_counts(sample, fit)
        uphill = gradient(sample, fit, counts)
        factor = None
    raise NotImplementedError
