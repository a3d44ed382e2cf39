"""The sequential best-worst logit for one person: posterior mode, covariance and fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from assessment.psychometrics.arrays import Floats, Ints

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


def fit_utilities(choices: Sequence[Choice], prior: Floats) -> Utilities:
    r"""Return the posterior mode of the utilities under u ~ N(0, prior).

    P(best = i | S) = exp(u_i) / Σ_S exp(u); P(worst = j | S \ i) = exp(−u_j) / Σ exp(−u).
    Newton's method on the log posterior, which is strictly concave, so the mode is unique. The
    covariance is Laplace's H⁻¹, centred as J·H⁻¹·J with J = I − 1/items.

    Parameters
    ----------
    choices : sequence of (shown indices, best index, worst index)
        Indices run 0..items − 1. Sets that were not chosen are left out.
    prior : array of float, shape (items, items)
        Covariance of the utilities beforehand, in squared logits; positive definite.

    Raises
    ------
    ValueError
        If best or worst is not among the shown, or they are the same.
    numpy.linalg.LinAlgError
        If ``prior`` cannot be inverted.

    References
    ----------
    Marley and Louviere (2005), Journal of Mathematical Psychology 49; design.md section 5.4;
    verified against R, with a multiple of the identity as prior, in
    tests/psychometrics/best_worst/test_person_utilities.py.

    Examples
    --------
    >>> liked = fit_utilities([((0, 1, 2), 0, 2)], np.eye(3))
    >>> liked.u.round(2).tolist()
    [0.5, 0.04, -0.54]
    """
    groups = _design(choices)
    count, precision = len(prior), np.linalg.inv(prior)
    u = np.zeros(count)
    for _ in range(MAX_STEPS):
        gradient, hessian = _derivatives(u, groups, count)
        step = np.linalg.solve(hessian + precision, gradient - precision @ u)
        u = u + step
        if float(np.abs(step).max()) < TOLERANCE:
            break
    _, hessian = _derivatives(u, groups, count)
    covariance = np.linalg.inv(hessian + precision)
    centre = np.eye(count) - 1.0 / count
    likelihood, chance = _fit(u, groups)
    return Utilities(centre @ u, centre @ covariance @ centre, likelihood, chance)


@dataclass(frozen=True)
class _Group:
    """Choices among equally many: shown indices (choices, shown), place chosen, and the sign.

    The sign is +1 where the best was chosen and −1 where the worst was.
    """

    shown: Ints
    chosen: Ints
    sign: int


def _design(choices: Sequence[Choice]) -> list[_Group]:
    """Return every choice of a best and of a worst, grouped by how many were shown."""
    rows: dict[tuple[int, int], list[tuple[list[int], int]]] = {}
    for shown, best, worst in choices:
        if best == worst or best not in shown or worst not in shown:
            raise ValueError(f"best {best} and worst {worst} must be two of {list(shown)}")
        rest = [index for index in shown if index != best]
        rows.setdefault((len(shown), 1), []).append((list(shown), list(shown).index(best)))
        rows.setdefault((len(rest), -1), []).append((rest, rest.index(worst)))
    return [
        _Group(
            np.array([shown for shown, _ in group], dtype=np.intp),
            np.array([place for _, place in group], dtype=np.intp),
            sign,
        )
        for (_, sign), group in rows.items()
    ]


def _derivatives(u: Floats, groups: list[_Group], count: int) -> tuple[Floats, Floats]:
    gradient, hessian = np.zeros(count), np.zeros((count, count))
    for group in groups:
        p = _probabilities(u, group)
        np.add.at(gradient, group.shown, -group.sign * p)
        np.add.at(gradient, _chosen(group), group.sign)
        blocks = p[:, :, None] * np.eye(p.shape[1]) - p[:, :, None] * p[:, None, :]
        np.add.at(hessian, (group.shown[:, :, None], group.shown[:, None, :]), blocks)
    return gradient, hessian


def _chosen(group: _Group) -> Ints:
    return group.shown[np.arange(len(group.chosen)), group.chosen]


def _probabilities(u: Floats, group: _Group) -> Floats:
    worth = group.sign * u[group.shown]
    weights = np.exp(worth - worth.max(1, keepdims=True))
    return np.asarray(weights / weights.sum(1, keepdims=True))


def _fit(u: Floats, groups: list[_Group]) -> tuple[float, float]:
    if not groups:
        return float("nan"), float("nan")
    found = [np.log(_probabilities(u, g)[np.arange(len(g.chosen)), g.chosen]) for g in groups]
    chance = [np.full(len(g.chosen), -np.log(g.shown.shape[1])) for g in groups]
    return float(np.exp(np.concatenate(found).mean())), float(np.exp(np.concatenate(chance).mean()))
