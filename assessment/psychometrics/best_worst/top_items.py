"""How likely each item is to be among a person's own highest."""

from functools import cache

import numpy as np

from assessment.psychometrics.arrays import Floats

DRAWS = 2000  # half of them mirrored; the error of a probability of .8 is about .008
_SEED = 20261128
_CHUNK = 50  # people at once: bounds the memory


def top_probabilities(u: Floats, covariance: Floats, top: int) -> Floats:
    """Return P(item is among the ``top`` highest) of each person, for u ~ N(u, covariance).

    Drawn with the same standard normal numbers for everybody, so the same choices always give the
    same probabilities.

    Parameters
    ----------
    u : array of float, shape (people, items)
        Utilities in logits.
    covariance : array of float, shape (people, items, items)
        May be centred, and so of one rank less: a shift of all items changes no order.
    top : int
        1..items.

    Returns
    -------
    array of float, shape (people, items)
        The probabilities of a person sum to ``top``.

    Examples
    --------
    >>> top_probabilities(np.array([[3.0, 0.0, -3.0]]), 0.01 * np.eye(3)[None], 1).tolist()
    [[1.0, 0.0, 0.0]]
    """
    people = range(0, len(u), _CHUNK)
    parts = [_count_top(u[at : at + _CHUNK], covariance[at : at + _CHUNK], top) for at in people]
    return np.concatenate(parts)


def _count_top(u: Floats, covariance: Floats, top: int) -> Floats:
    count = u.shape[1]
    whole = covariance + np.trace(covariance, axis1=1, axis2=2)[:, None, None] / count
    root = np.linalg.cholesky(whole)
    drawn = u[:, None, :] + _normals(count) @ np.swapaxes(root, 1, 2)
    lowest = np.partition(drawn, count - top, axis=2)[:, :, count - top, None]
    return np.asarray((drawn >= lowest).mean(axis=1))


@cache
def _normals(count: int) -> Floats:
    half = np.random.default_rng(_SEED).standard_normal((DRAWS // 2, count))
    return np.concatenate([half, -half])
