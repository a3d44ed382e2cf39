"""The sequential best-worst logit for one person: posterior mode, covariance and fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from assessment.scoring.matrix import Floats

Ints: TypeAlias = npt.NDArray[np.intp]
Choice: TypeAlias = tuple[Sequence[int], int, int]

MAX_STEPS = 50
TOLERANCE = 1e-10


@dataclass(frozen=True)
class Utilities:
    """Centred utilities (logits), their covariance, and how well the choices fit.

    ``root_likelihood`` is the geometric mean probability of a chosen best or worst; ``chance`` is
    what choosing at random gives.
    """

    u: Floats
    covariance: Floats
    root_likelihood: float
    chance: float


def fit_utilities(choices: Sequence[Choice], count: int, *, prior_variance: float) -> Utilities:
    r"""Return the posterior mode of the utilities under u ~ N(0, prior_variance).

    P(best = i | S) = exp(u_i) / Σ_S exp(u); P(worst = j | S \ i) = exp(−u_j) / Σ exp(−u).
    Newton's method on the log posterior, which is strictly concave, so the mode is unique. The
    covariance is Laplace's H⁻¹, centred as J·H⁻¹·J with J = I − 1/count.

    Parameters
    ----------
    choices : sequence of (shown indices, best index, worst index)
        Indices run 0..count − 1. Sets that were not chosen are left out.
    count : int
        How many items there are.
    prior_variance : float
        In squared logits.

    Raises
    ------
    ValueError
        If best or worst is not among the shown, or they are the same.

    References
    ----------
    Marley and Louviere (2005), Journal of Mathematical Psychology 49; design.md section 5.4;
    verified against R in tests/scoring/test_best_worst.py.
    """
    sets = _design(choices)
    u = np.zeros(count)
    for _ in range(MAX_STEPS):
        gradient, hessian = _derivatives(u, sets, count)
        gradient -= u / prior_variance
        hessian += np.eye(count) / prior_variance
        step = np.linalg.solve(hessian, gradient)
        u = u + step
        if float(np.abs(step).max()) < TOLERANCE:
            break
    _, hessian = _derivatives(u, sets, count)
    covariance = np.linalg.inv(hessian + np.eye(count) / prior_variance)
    centre = np.eye(count) - 1.0 / count
    likelihood, chance = _fit(u, sets)
    return Utilities(centre @ u, centre @ covariance @ centre, likelihood, chance)


def _design(choices: Sequence[Choice]) -> list[tuple[Ints, int, int]]:
    """Return each choice as (indices, sign, chosen place): best with +1, worst with −1."""
    rows: list[tuple[Ints, int, int]] = []
    for shown, best, worst in choices:
        if best == worst or best not in shown or worst not in shown:
            raise ValueError(f"best {best} and worst {worst} must be two of {list(shown)}")
        rest = [index for index in shown if index != best]
        rows.append((np.array(shown, dtype=np.intp), 1, list(shown).index(best)))
        rows.append((np.array(rest, dtype=np.intp), -1, rest.index(worst)))
    return rows


def _derivatives(u: Floats, sets: list[tuple[Ints, int, int]], count: int) -> tuple[Floats, Floats]:
    gradient, hessian = np.zeros(count), np.zeros((count, count))
    for index, sign, chosen in sets:
        p = _probabilities(u, index, sign)
        gradient[index] -= sign * p
        gradient[index[chosen]] += sign
        hessian[np.ix_(index, index)] += np.diag(p) - np.outer(p, p)
    return gradient, hessian


def _probabilities(u: Floats, index: Ints, sign: int) -> Floats:
    weights = np.exp(sign * u[index] - np.max(sign * u[index]))
    return np.asarray(weights / weights.sum())


def _fit(u: Floats, sets: list[tuple[Ints, int, int]]) -> tuple[float, float]:
    if not sets:
        return float("nan"), float("nan")
    found = [np.log(_probabilities(u, index, sign)[chosen]) for index, sign, chosen in sets]
    chance = [-np.log(len(index)) for index, _, _ in sets]
    return float(np.exp(np.mean(found))), float(np.exp(np.mean(chance)))
