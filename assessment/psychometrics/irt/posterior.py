"""From the chances of answers to the posterior over the grid, for each pattern."""

import numpy as np

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.irt.grid import Grid


def join_posterior(indicator: Floats, log_p: Floats, grid: Grid) -> tuple[Floats, Floats]:
    """Return likelihood times prior over the grid, and the log of the factor taken out of it.

    Parameters
    ----------
    indicator : array of float, shape (patterns, rows)
        1.0 at the chosen categories; a missing answer is 0.0 everywhere and so counts as 1.
    log_p : array of float, shape (rows, nodes)

    Returns
    -------
    (array of float, shape (patterns, nodes); array of float, shape (patterns,))
        The largest likelihood of each row is taken out, so that many items cannot underflow.
    """
    found = indicator @ log_p
    top = found.max(1)
    found -= top[:, None]
    np.exp(found, out=found)
    found *= grid.weights
    return found, top


def compute_moments(indicator: Floats, log_p: Floats, grid: Grid) -> tuple[Floats, Floats]:
    """Return mean and standard deviation of the posterior of each pattern; shape (patterns,)."""
    density, _ = join_posterior(indicator, log_p, grid)
    powers = np.stack([np.ones_like(grid.nodes), grid.nodes, grid.nodes**2], axis=1)
    total, first, second = (density @ powers).T
    mean = first / total
    return mean, np.sqrt(np.maximum(second / total - mean**2, 0.0))
