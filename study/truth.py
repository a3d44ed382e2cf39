"""What is true of a simulated person: the points to expect over all that could have been asked.

Answers come in steps with a floor and a ceiling, so the truth on the scale 0..100 is not the trait
itself. Because what varies over statements and occasions is normal, the expectation is a sum of
normal probabilities, one for each step, and needs no drawing; a test draws it all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from assessment.instruments.answer_scale import AnswerScale
from assessment.psychometrics.arrays import Floats
from study.assumptions import Universe
from study.people import Traits
from study.responding import MIDDLE_LEVEL
from study.world import World


@dataclass(frozen=True)
class Truth:
    """True scores, one row a person: points 0..100 (axes −100..100), utilities in logits."""

    competencies: Floats
    values: Floats
    clusters: Floats
    axes: Floats
    switching: Floats
    importance: Floats
    importance_clusters: Floats


def true_scores(world: World, universe: Universe, traits: Traits) -> Truth:
    """Return what every score of ``traits`` estimates.

    Competency: the mean points over all statements of that competency, in which a value occurs
    in proportion to its link and every level as often. Value: the same over all statements of
    that value, in which a competency occurs in proportion to its link. Cluster: the mean of its
    values. Axis and switching: the mean points over all pairs or statements of that axis.
    Belang: the centred utilities of the choices.
    """
    by_pair = statement_points(world, universe, traits)
    rows, columns = np.nonzero(world.links)
    of_competency = np.zeros((len(rows), world.links.shape[0]))
    of_competency[np.arange(len(rows)), rows] = world.links[rows, columns]
    of_value = np.zeros((len(rows), world.links.shape[1]))
    of_value[np.arange(len(rows)), columns] = world.links[rows, columns]
    values = by_pair @ (of_value / of_value.sum(0))
    return Truth(
        competencies=by_pair @ (of_competency / of_competency.sum(0)),
        values=values,
        clusters=values @ world.linear_map.clusters.T,
        axes=_axes(world, universe, traits),
        switching=_switching(world, universe, traits),
        importance=traits.utilities,
        importance_clusters=traits.utilities @ world.linear_map.clusters.T,
    )


def statement_points(world: World, universe: Universe, traits: Traits) -> Floats:
    """Return the expected points of a statement of each linked competency and value.

    Returns
    -------
    array of float, shape (people, links)
        In the order of ``np.nonzero(world.links)``; the mean over the levels.
    """
    rows, columns = np.nonzero(world.links)
    trait = traits.competencies[:, rows] + traits.values[:, columns]
    total = np.zeros_like(trait)
    for level in universe.levels:
        points = trait - universe.level_step * (level - MIDDLE_LEVEL)
        points = 50.0 + traits.stretch[:, None] * (points - 50.0) + traits.shift[:, None]
        for share, sd in _moments(universe, traits):
            total += share * _stepped(
                points, sd, world.library.gedrag.answer_scale, universe.limits
            )
    return np.asarray(total / len(universe.levels))


def _moments(universe: Universe, traits: Traits) -> list[tuple[float, Floats]]:
    """Return the spread of a person's answers round what a statement asks, and how often it is so.

    Once as it mostly is, and once for the moments that bring much more.
    """
    occasion, wild = universe.occasion * traits.noise[:, None], universe.wild_share
    kinds = [(1.0 - wild, 1.0), (wild, universe.wild_factor)]
    return [
        (share, traits.stretch[:, None] * np.hypot(universe.statement, factor * occasion))
        for share, factor in kinds
        if share
    ]


def expected_points(mean: Floats, sd: Floats, scale: AnswerScale) -> Floats:
    """Return the points to expect when N(mean, sd) becomes the nearest answer of ``scale``."""
    between = [scale.points(answer + 0.5) for answer in range(scale.lowest, scale.highest)]
    return _stepped(mean, sd, scale, between)


def _stepped(mean: Floats, sd: Floats, scale: AnswerScale, limits: Sequence[float]) -> Floats:
    """Return the points to expect of N(mean, sd) when each limit passed is one answer higher."""
    passed = np.zeros_like(mean)
    for limit in limits:
        passed += ndtr((mean - limit) / sd)
    return np.asarray(scale.step * passed + scale.bottom)


def _axes(world: World, universe: Universe, traits: Traits) -> Floats:
    """Pole 1 stands first in half of all pairs, so a pull to the second turns itself out."""
    sd = traits.stretch[:, None] * np.hypot(universe.pair, universe.pair_occasion)
    own, pull = traits.stretch[:, None] * traits.axes, traits.shift[:, None]
    first = expected_points(own + pull, sd, world.library.stijl.pair_scale)
    second = expected_points(-own + pull, sd, world.library.stijl.pair_scale)
    return np.asarray((first - second) / 2.0)


def _switching(world: World, universe: Universe, traits: Traits) -> Floats:
    sd = traits.stretch[:, None] * np.hypot(
        universe.switching_statement, universe.switching_occasion
    )
    points = 50.0 + traits.stretch[:, None] * (traits.switching - 50.0) + traits.shift[:, None]
    return expected_points(points, sd, world.library.stijl.switching_scale)
