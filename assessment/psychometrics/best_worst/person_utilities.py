"""The sequential best-worst logit for each person: utilities, their error, and chance answering.

One function serves one person and many: every person is computed apart from the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from assessment.psychometrics.arrays import Bools, Floats, Ints
from assessment.psychometrics.special import logsumexp

Choice: TypeAlias = tuple[Sequence[int], int, int]

MAX_STEPS = 50
TOLERANCE = 1e-8  # logits; Newton's steps shrink quadratically, so the next one is below 1e-15
MEAN_STEPS = 3  # from the mode towards the mean; more move no interval by .01 of its width
_CHUNK = 64  # people at once: bounds the memory


@dataclass(frozen=True)
class Choices:
    """What people chose, one choice of a best or of a worst at a time.

    Attributes
    ----------
    offered : array of bool, shape (people, choices, items)
        Which items could be chosen; nothing at all where a set was not chosen from.
    sign : array of float, shape (choices,)
        +1 where the best was chosen, −1 where the worst was.
    balance : array of float, shape (people, items)
        How often each item was chosen best, minus how often worst.
    """

    offered: Bools
    sign: Floats
    balance: Floats

    def part(self, people: slice) -> "Choices":
        """Return the choices of some of the people."""
        return Choices(self.offered[people], self.sign, self.balance[people])


@dataclass(frozen=True)
class ScaledPriors:
    """Priors that differ in how far utilities lie apart, and how likely each is beforehand.

    ``covariances`` has shape (scales, items, items), in squared logits and positive definite;
    ``weights`` has shape (scales,) and sums to 1.
    """

    covariances: Floats
    weights: Floats


@dataclass(frozen=True)
class Utilities:
    """Centred utilities of people, in logits, with their covariance and the evidence for them.

    Attributes
    ----------
    u : array of float, shape (people, items)
        Posterior means.
    covariance : array of float, shape (people, items, items)
    evidence : array of float, shape (people,)
        Log Bayes factor of having preferences against choosing by chance. Below 0 chance explains
        the choices better.
    """

    u: Floats
    covariance: Floats
    evidence: Floats


def lay_out(shown: Ints, best: Ints, worst: Ints, count: int) -> Choices:
    """Return the choices of people as arrays; the worst is chosen among the set without the best.

    Parameters
    ----------
    shown : array of int, shape (people, sets, places)
        Items 0..count − 1; −1 fills up a smaller set.
    best, worst : array of int, shape (people, sets)
        The items chosen; −1 where a set was not chosen from.
    count : int
        How many items there are.

    Raises
    ------
    ValueError
        If best or worst is not among the shown, or they are the same.

    Examples
    --------
    >>> chosen = lay_out(np.array([[[0, 1, 2]]]), np.array([[2]]), np.array([[0]]), 3)
    >>> chosen.offered[0].astype(int).tolist()
    [[1, 1, 1], [1, 1, 0]]
    """
    offered = (shown[..., None] == np.arange(count)).any(axis=2) & (best >= 0)[..., None]
    first, last = (chosen[..., None] == np.arange(count) for chosen in (best, worst))
    wrong = (best >= 0) & ~((offered & first).any(2) & (offered & last & ~first).any(2))
    if wrong.any():
        person, place = np.argwhere(wrong)[0]
        raise ValueError(
            f"best {best[person, place]} and worst {worst[person, place]} "
            f"must be two of {shown[person, place].tolist()}"
        )
    sets = best.shape[1]
    return Choices(
        np.concatenate([offered, offered & ~first], axis=1),
        np.repeat([1.0, -1.0], sets),
        first.sum(axis=1) - last.sum(axis=1, dtype=float),
    )


def find_modes(choices: Choices, priors: Floats) -> tuple[Floats, Floats]:
    r"""Return the posterior mode of each person under each prior, and Laplace's covariance.

    P(best = i | S) = exp(u_i) / Σ_S exp(u); P(worst = j | S \ i) = exp(−u_j) / Σ exp(−u).
    Newton's method on the log posterior, which is strictly concave, so the mode is unique; the
    covariance is (H + K⁻¹)⁻¹ with H the information at the mode. Nothing is centred.

    Parameters
    ----------
    priors : array of float, shape (scales, items, items)
        Covariances K of u ~ N(0, K), in squared logits; positive definite.

    Returns
    -------
    (u, covariance) : arrays of shape (people, scales, items) and (people, scales, items, items)

    Raises
    ------
    numpy.linalg.LinAlgError
        If a prior cannot be inverted.

    References
    ----------
    Marley and Louviere (2005), Journal of Mathematical Psychology 49; verified against R in
    tests/psychometrics/best_worst/test_person_utilities.py.

    Examples
    --------
    >>> chosen = lay_out(np.array([[[0, 1, 2]]]), np.array([[2]]), np.array([[0]]), 3)
    >>> modes, _ = find_modes(chosen, np.eye(3)[np.newaxis])
    >>> modes[0, 0].round(2).tolist()
    [-0.54, 0.04, 0.5]
    """
    precisions = _invert(priors)
    u = np.zeros((len(choices.offered), len(priors), priors.shape[1]))
    for _ in range(MAX_STEPS):
        found = _differentiate(u, choices)
        step = _solve(found.information + precisions, found.gradient - _pull(precisions, u))
        u = u + step
        if float(np.abs(step).max(initial=0.0)) < TOLERANCE:
            break
    return u, _invert(_differentiate(u, choices).information + precisions)


def fit_utilities(choices: Choices, priors: ScaledPriors) -> Utilities:
    r"""Return each person's utilities under a prior that is averaged over its scales.

    For each prior covariance K the posterior is taken as normal with mean m and covariance
    C = (H(m) + K⁻¹)⁻¹, where m solves ∇ll(m) − K⁻¹m − ½·∇tr(H(m)·C) = 0: the mode, moved towards
    where the skewed posterior has its mean. Its evidence is

        log e = ll(m) − ½·m'K⁻¹m − ½·log det(I + K·H(m)).

    The scales count in proportion to weight·e, the person's own choices deciding; u and covariance
    are the mean and covariance of that mixture, centred by J = I − 1/items. The log Bayes factor
    is log Σ weight·e − ll(0), with ll(0) that of choosing at random.

    References
    ----------
    Braun and McAuliffe (2010), Journal of the American Statistical Association 105 (the delta
    method for variational inference of discrete choice); Kass and Raftery (1995), ibid. 90 (the
    Bayes factor); design.md section 5.4; docs/adr/0015.

    Examples
    --------
    >>> one = lay_out(np.array([[[0, 1, 2]]]), np.array([[0]]), np.array([[2]]), 3)
    >>> fit_utilities(one, ScaledPriors(np.eye(3)[None], np.ones(1))).u.round(2).tolist()
    [[0.53, 0.06, -0.58]]
    """
    people = range(0, len(choices.offered), _CHUNK)
    parts = [_fit(choices.part(slice(at, at + _CHUNK)), priors) for at in people]
    return Utilities(
        np.concatenate([part.u for part in parts]),
        np.concatenate([part.covariance for part in parts]),
        np.concatenate([part.evidence for part in parts]),
    )


def _fit(choices: Choices, priors: ScaledPriors) -> Utilities:
    precisions = _invert(priors.covariances)
    count = choices.offered.shape[2]
    u, covariance = find_modes(choices, priors.covariances)
    found = _differentiate(u, choices)
    for _ in range(MEAN_STEPS):
        skew = _differentiate_width(found.p, covariance, choices.sign)
        gradient = found.gradient - _pull(precisions, u) - skew / 2
        u = u + _solve(found.information + precisions, gradient)
        found = _differentiate(u, choices)
        covariance = _invert(found.information + precisions)
    apart = (u * _pull(precisions, u)).sum(axis=2) / 2
    width = np.linalg.slogdet(np.eye(count) + priors.covariances @ found.information)[1] / 2
    evidence = np.log(priors.weights) + found.likelihood - apart - width
    total = logsumexp(evidence, axis=1)
    share = np.exp(evidence - total[:, None])
    mean = np.einsum("ps,psi->pi", share, u)
    away = u - mean[:, None]
    joint = np.einsum("ps,psij->pij", share, covariance)
    joint = joint + np.einsum("ps,psi,psj->pij", share, away, away)
    centre = np.eye(count) - 1.0 / count
    return Utilities(mean @ centre, centre @ joint @ centre, total - _by_chance(choices))


@dataclass(frozen=True)
class _Derivatives:
    """Of the log likelihood at u, for each person and scale; ``p`` of each item in each choice."""

    likelihood: Floats
    gradient: Floats
    information: Floats
    p: Floats


def _differentiate(u: Floats, choices: Choices) -> _Derivatives:
    worth = choices.sign[:, None] * u[:, :, None, :]
    made = np.asarray(choices.offered.any(axis=2))[:, None, :, None]
    masked = np.where(choices.offered[:, None], worth, -np.inf)
    highest = np.where(made, masked.max(axis=3, keepdims=True), 0.0)
    weights = np.exp(masked - highest)
    total = np.where(made, weights.sum(axis=3, keepdims=True), 1.0)
    p = weights / total
    balance = choices.balance[:, None]
    information = -np.swapaxes(p, 2, 3) @ p
    diagonal = np.arange(u.shape[2])
    information[..., diagonal, diagonal] += p.sum(axis=2)
    return _Derivatives(
        (balance * u).sum(axis=2) - (highest + np.log(total)).sum(axis=(2, 3)),
        balance - np.einsum("c,psci->psi", choices.sign, p),
        information,
        p,
    )


def _differentiate_width(p: Floats, covariance: Floats, sign: Floats) -> Floats:
    """Return the gradient of tr(H(u)·C) with C held still; shape (people, scales, items)."""
    variance = np.diagonal(covariance, axis1=2, axis2=3)[:, :, None, :]
    spread = p @ covariance
    own = variance - (p * variance).sum(axis=3, keepdims=True)
    shared = spread - (p * spread).sum(axis=3, keepdims=True)
    return np.asarray(np.einsum("c,psci->psi", sign, p * (own - 2 * shared)))


def _pull(precisions: Floats, u: Floats) -> Floats:
    """Return K⁻¹·u for each person and scale."""
    return np.asarray(np.einsum("sij,psj->psi", precisions, u))


def _invert(matrices: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrices))


def _solve(curvature: Floats, gradient: Floats) -> Floats:
    return np.asarray(np.linalg.solve(curvature, gradient[..., None])[..., 0])


def _by_chance(choices: Choices) -> Floats:
    """Return the log likelihood of choosing at random."""
    options = choices.offered.sum(axis=2)
    return np.asarray(-np.log(np.maximum(options, 1)).sum(axis=1))
