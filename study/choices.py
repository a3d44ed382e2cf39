"""Importance for many simulated people, by the product's own functions and as it was before."""

import numpy as np

from assessment.psychometrics.arrays import Ints
from assessment.psychometrics.best_worst.person_utilities import (
    Choices,
    ScaledPriors,
    Utilities,
    find_modes,
    fit_utilities,
    lay_out,
)
from assessment.scoring.importance import scaled_priors, score_clusters
from assessment.scoring.uncertainty import INTERVAL_Z, Scores
from study.responding import Answered
from study.world import World


def fit_choices(world: World, answered: Answered) -> Utilities:
    """Return everyone's utilities as the product fits them (design.md section 5.4)."""
    return fit_utilities(lay_out_choices(world, answered), _priors(world))


def fit_formerly(world: World, answered: Answered) -> Utilities:
    """Return the utilities of scoring version 2: one scale, and the mode of the posterior.

    No evidence was weighed then; it is NaN.
    """
    priors = _priors(world)
    middle = priors.covariances[:1] / world.library.waardenkeuze.scoring.scales[0]
    u, covariance = find_modes(lay_out_choices(world, answered), middle)
    count = u.shape[2]
    centre = np.eye(count) - 1.0 / count
    return Utilities(u[:, 0] @ centre, centre @ covariance[:, 0] @ centre, np.full(len(u), np.nan))


def lay_out_choices(world: World, answered: Answered) -> Choices:
    """Return the sets that people chose from, as the product lays them out."""
    shown = world.sets[answered.design]
    return lay_out(
        shown,
        _items(shown, answered.best),
        _items(shown, answered.worst),
        len(world.cluster_of),
    )


def value_scores(utilities: Utilities) -> Scores:
    """Return the values' u with 90 % intervals."""
    se = np.sqrt(np.einsum("pvv->pv", utilities.covariance))
    margin = INTERVAL_Z * se
    return Scores(utilities.u, se, utilities.u - margin, utilities.u + margin)


def cluster_scores(world: World, utilities: Utilities) -> Scores:
    """Return the clusters' mean u with 90 % intervals."""
    return score_clusters(world.value_map, utilities)


def _priors(world: World) -> ScaledPriors:
    return scaled_priors(world.library.waardenkeuze, world.value_map)


def _items(shown: Ints, places: Ints) -> Ints:
    """Return the value at each place of a set, −1 where nothing was chosen."""
    found = np.take_along_axis(shown, np.maximum(places, 0)[:, :, None], axis=2)[:, :, 0]
    return np.where(places < 0, -1, found)
