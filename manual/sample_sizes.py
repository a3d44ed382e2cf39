"""How many people a question needs: the arithmetic of the plan for the first answers."""

from math import ceil, sqrt
from typing import Any

import numpy as np
from scipy.special import chndtr, ndtri
from scipy.stats import chi2

from assessment.instruments import Library
from values import ValueMap

SMALLEST_FIT, WORST_FIT = 0.05, 0.08  # RMSEA of a good and of a mediocre model
LEVEL, POWER = 0.05, 0.80
MOST = 3000


def people_for_correlation(r: float, half_width: float) -> int:
    """Return how many people put a correlation within ± ``half_width`` (Fisher, 95 %).

    The wider half of the interval counts.

    Examples
    --------
    >>> people_for_correlation(0.70, 0.10)
    130
    """
    z = float(ndtri(0.975))
    for people in range(4, MOST):
        margin = z / sqrt(people - 3)
        low = float(np.tanh(np.arctanh(r) - margin))
        if r - low <= half_width:
            return people
    raise ValueError(f"more than {MOST} people for ± {half_width}")


def people_for_difference(effect: float) -> int:
    """Return how many people each of two groups needs to see a difference in means of d.

    Two-sided at 5 %, power 80 %: n = 2·((z₀.₉₇₅ + z₀.₈₀)/d)², the normal approximation.

    Examples
    --------
    >>> people_for_difference(0.5)
    63
    """
    return ceil(2 * (float(ndtri(1 - LEVEL / 2) + ndtri(POWER)) / effect) ** 2)


def people_for_structure(df: int) -> int:
    """Return how many people tell a good model (RMSEA .05) from a mediocre one (.08).

    The smallest n at which χ² of a model with RMSEA .08 exceeds, in 80 of 100 samples, what one
    with RMSEA .05 stays under in 95 of 100.

    References
    ----------
    MacCallum, Browne and Sugawara (1996), Psychological Methods 1.

    Examples
    --------
    >>> people_for_structure(100)
    132
    """
    for people in range(20, MOST):
        limit = _quantile(1 - LEVEL, df, (people - 1) * df * SMALLEST_FIT**2)
        if 1 - float(chndtr(limit, df, (people - 1) * df * WORST_FIT**2)) >= POWER:
            return people
    raise ValueError(f"more than {MOST} people for {df} degrees of freedom")


def _quantile(share: float, df: int, noncentrality: float) -> float:
    low, high = 0.0, float(chi2.ppf(share, df)) + 4 * noncentrality + 50
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (
            (middle, high) if float(chndtr(middle, df, noncentrality)) < share else (low, middle)
        )
    return high


def list_sizes(library: Library, value_map: ValueMap) -> dict[str, Any]:
    """Return the numbers that the plan for the first people names."""
    return {
        "retest": people_for_correlation(0.70, 0.10),
        "medium": people_for_difference(0.5),
        "small": people_for_difference(0.3),
        "structure": [
            {"name": group.name, "people": people_for_structure(df)}
            for group in value_map.groups
            if (df := _degrees(library, value_map, group.id)) > 0
        ],
    }


def _degrees(library: Library, value_map: ValueMap, group: str) -> int:
    """Return the degrees of freedom of a group's competencies as correlated factors."""
    factors = [competency.id for competency in value_map.in_group(group)]
    items = sum(item.competency in factors for item in library.gedrag.items)
    return items * (items + 1) // 2 - 2 * items - len(factors) * (len(factors) - 1) // 2
