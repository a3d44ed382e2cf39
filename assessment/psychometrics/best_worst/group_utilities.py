"""What a group chose: best-worst counts, and the sequential best-worst logit over all people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import (
    NotConvergedError,
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
)
from assessment.psychometrics.inputs import enough_people

Choice: TypeAlias = tuple[Sequence[int], int, int]
Ints: TypeAlias = npt.NDArray[np.intp]
Strata: TypeAlias = list[tuple[Ints, Floats]]

MAX_STEPS = 50
TOLERANCE = 1e-10
LARGEST = 20.0  # logits; a utility beyond this grows without end


@dataclass(frozen=True)
class Counts:
    """How often each item was shown, chosen best and chosen worst; arrays of shape (items,)."""

    best: Ints
    worst: Ints
    shown: Ints

    @property
    def difference(self) -> Ints:
        """Return best minus worst."""
        return self.best - self.worst

    @property
    def share(self) -> Floats:
        """Return (best − worst)/shown, −1..1; an item never shown is an error."""
        _require_shown(self)
        return np.asarray(self.difference / self.shown)


def _require_shown(counts: Counts) -> None:
    never = np.flatnonzero(counts.shown == 0)
    if never.size:
        wrong = f"item {int(never[0])} was never shown"
        raise NoVarianceError(wrong, "leave it out, or show every item")


@dataclass(frozen=True)
class GroupUtilities:
    """Utilities in logits against a reference item, which has 0; standard errors likewise.

    ``covariance`` has shape (items, items), with zeros for the reference. ``choices`` counts the
    choices made, two per set; ``log_likelihood_chance`` is that of choosing at random.
    """

    u: Floats
    se: Floats
    covariance: Floats
    log_likelihood: float
    log_likelihood_chance: float
    choices: int

    def centred(self) -> tuple[Floats, Floats]:
        """Return the utilities around their own mean, and their covariance J·C·J."""
        centre = np.eye(self.u.size) - 1 / self.u.size
        return centre @ self.u, centre @ self.covariance @ centre


def count_choices(choices: Sequence[Choice], count: int) -> Counts:
    """Return how often each item was shown, best and worst.

    Parameters
    ----------
    choices : sequence of (shown indices, best index, worst index)
        Of one person or of many; indices run 0..count − 1.
    count : int
        How many items there are.

    Raises
    ------
    ShapeError
        If a set shows fewer than two items, or one twice.
    OutOfRangeError
        If an index is no item, best is worst, or either was not shown.

    References
    ----------
    Louviere, Flynn and Marley (2015), Best-worst scaling, chapter 1.

    Examples
    --------
    >>> count_choices([([0, 1, 2], 0, 2), ([0, 1, 2], 0, 1)], 3).difference
    array([ 2, -1, -1])
    """
    for choice in choices:
        _check(choice, count)
    shown = [index for items, _, _ in choices for index in items]
    return Counts(
        best=_tally([best for _, best, _ in choices], count),
        worst=_tally([worst for _, _, worst in choices], count),
        shown=_tally(shown, count),
    )


def _tally(indices: list[int], count: int) -> Ints:
    return np.bincount(np.array(indices, dtype=np.intp), minlength=count)


def _check(choice: Choice, count: int) -> None:
    shown, best, worst = choice
    if len(shown) < 2 or len(set(shown)) != len(shown):
        raise ShapeError(f"the set {list(shown)}", "show at least two items, each once")
    if not all(0 <= index < count for index in shown):
        raise OutOfRangeError(f"the set {list(shown)}", f"items run from 0 to {count - 1}")
    if best == worst or best not in shown or worst not in shown:
        wrong = f"best {best} and worst {worst}"
        raise OutOfRangeError(wrong, f"they must be two of {list(shown)}")


def fit_group(
    choices: Sequence[Choice], count: int, *, reference: int | None = None
) -> GroupUtilities:
    r"""Return the maximum-likelihood sequential best-worst logit over all sets of all people.

    P(best = i | S) = exp(u_i)/Σ_S exp(u); P(worst = j | S \ i) = exp(−u_j)/Σ exp(−u): a
    conditional logit with two choices per set, by Newton's method on the concave likelihood.
    People are taken to share one u: the standard errors are for choices, not for people.

    Parameters
    ----------
    choices : sequence of (shown indices, best index, worst index)
        Indices run 0..count − 1. Sets that were not chosen are left out.
    count : int
        How many items there are.
    reference : int, optional
        The item that gets utility 0; by default the last.

    Raises
    ------
    ShapeError, OutOfRangeError
        As `count_choices`.
    TooFewPeopleError
        If there is no choice.
    NoVarianceError
        If an item was never shown, or the sets fall apart into unconnected groups of items.
    NotConvergedError
        If an item always wins or loses, so that its utility has no finite value.

    References
    ----------
    Marley and Louviere (2005), Journal of Mathematical Psychology 49; Flynn and Marley (2014).
    R: survival::clogit.

    Examples
    --------
    >>> sets = [([0, 1], 0, 1)] * 3 + [([0, 1], 1, 0)]
    >>> found = fit_group(sets, 2)
    >>> found.u.round(4), found.se.round(4)
    (array([1.0986, 0.    ]), array([1.1547, 0.    ]))
    """
    enough_people(len(choices), 1, "choices")
    _require_shown(count_choices(choices, count))
    last = count - 1 if reference is None else reference
    if not 0 <= last < count:
        raise OutOfRangeError(f"the reference is {last}", f"items run from 0 to {count - 1}")
    free = np.delete(np.arange(count), last)
    strata = _strata(choices)
    u, information = _climb(strata, free, count)
    covariance = np.zeros((count, count))
    covariance[np.ix_(free, free)] = np.linalg.inv(information)
    return GroupUtilities(
        u=u,
        se=np.sqrt(np.diag(covariance)),
        covariance=covariance,
        log_likelihood=_derivatives(u, strata, count)[0],
        log_likelihood_chance=_derivatives(np.zeros(count), strata, count)[0],
        choices=sum(len(index) for index, _ in strata),
    )


def clustered_covariance(utilities: GroupUtilities, people: Sequence[Sequence[Choice]]) -> Floats:
    """Return the covariance of the centred utilities over people instead of choices.

    The choices of one person hang together, so the covariance of `fit_group` is too small for a
    statement about people. C·(Σ_p g_p g_p')·C·P/(P − 1), with g_p the gradient of person p's own
    log-likelihood at the estimate and C the covariance of `fit_group`; then centred, J·V·J.

    Parameters
    ----------
    utilities : GroupUtilities
        From `fit_group` on the choices of all these people.
    people : sequence of sequences of (shown indices, best index, worst index)
        The choices of each person; at least two people.

    Returns
    -------
    array of float, shape (items, items)
        In squared logits.

    Raises
    ------
    TooFewPeopleError

    References
    ----------
    Huber (1967); Rogers (1993), Stata Technical Bulletin 13. R: survival::clogit with cluster().

    Examples
    --------
    >>> person = [([0, 1], 0, 1)] * 3 + [([0, 1], 1, 0)]
    >>> utilities = fit_group(person * 4, 2)
    >>> bool((abs(clustered_covariance(utilities, [person] * 4)) < 1e-9).all())
    True
    """
    enough_people(len(people), 2)
    count = utilities.u.size
    scores = np.stack([_derivatives(utilities.u, _strata(own), count)[1] for own in people])
    spread = scores.T @ scores * len(people) / (len(people) - 1)
    centre = np.eye(count) - 1 / count
    return np.asarray(centre @ utilities.covariance @ spread @ utilities.covariance @ centre)


def _strata(choices: Sequence[Choice]) -> Strata:
    """Return the choices by size: indices with the chosen one first, and the sign of each choice.

    A set of two leaves no choice of the worst, but it counts as one with probability 1.
    """
    by_size: dict[int, list[tuple[list[int], float]]] = {}
    for shown, best, worst in choices:
        rest = [index for index in shown if index != best]
        by_size.setdefault(len(shown), []).append(([best, *rest], 1.0))
        others = [index for index in rest if index != worst]
        by_size.setdefault(len(rest), []).append(([worst, *others], -1.0))
    return [
        (np.array([row for row, _ in rows], dtype=np.intp), np.array([sign for _, sign in rows]))
        for rows in by_size.values()
    ]


def _climb(strata: Strata, free: Ints, count: int) -> tuple[Floats, Floats]:
    u = np.zeros(count)
    at_start = _derivatives(u, strata, count)[2][np.ix_(free, free)]
    if np.linalg.matrix_rank(at_start, hermitian=True) < free.size:
        raise NoVarianceError("the sets do not connect all items", "show items together")
    for _ in range(MAX_STEPS):
        _, gradient, whole = _derivatives(u, strata, count)
        information = whole[np.ix_(free, free)]
        step = np.linalg.solve(information, gradient[free])
        if float(np.abs(step).max(initial=0.0)) < TOLERANCE:
            return u, information
        u[free] += np.clip(step, -2.0, 2.0)
        if float(np.abs(u).max()) > LARGEST:
            break
    raise NotConvergedError("an item always wins or loses", "leave it out, or ask more people")


def _derivatives(u: Floats, strata: Strata, count: int) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient, and the information; the chosen stand first."""
    value, gradient, information = 0.0, np.zeros(count), np.zeros((count, count))
    for index, sign in strata:
        logit = sign[:, np.newaxis] * u[index]
        logit = logit - logit.max(axis=1, keepdims=True)
        weight = np.exp(logit)
        p = weight / weight.sum(axis=1, keepdims=True)
        value += float((logit[:, 0] - np.log(weight.sum(axis=1))).sum())
        np.add.at(gradient, index[:, 0], sign)
        np.add.at(gradient, index, -sign[:, np.newaxis] * p)
        np.add.at(information, (index, index), p)
        square = p[:, :, np.newaxis] * p[:, np.newaxis, :]
        np.add.at(information, (index[:, :, np.newaxis], index[:, np.newaxis, :]), -square)
    return value, gradient, information
