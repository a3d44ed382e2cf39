"""A world that the instruments were not made for, from the plain one: reviews/measurement.md, 4."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np

from assessment.psychometrics.arrays import Floats
from study.assumptions import Condition, Universe
from study.people import Meanings, Rng, Traits
from study.world import World

Settings: TypeAlias = Mapping[str, Any]


def skew_universe(universe: Universe, skewed: Settings) -> Universe:
    """Return the universe with unequal steps between answers, difficulty and heavy tails.

    What a statement asks differs by its difficulty and by what it means to one person; the truth
    is taken over both, for other statements could have been asked.
    """
    return replace(
        universe,
        statement=float(np.hypot(skewed["difficulty"], skewed["statement"])),
        pair=float(np.hypot(skewed["pair_attraction"], skewed["pair"])),
        limits=tuple(skewed["limits"]),
        wild_share=skewed["wild_share"],
        wild_factor=skewed["wild_factor"],
    )


def skew_traits(rng: Rng, world: World, traits: Traits, skewed: Settings, who: Condition) -> Traits:
    """Return people with a skewed halo, an own use of the scale, and utilities with long tails.

    The halo takes the place of the general level. Some choose at random: to them nothing weighs
    more than anything else.
    """
    count = len(traits)
    at_random = rng.random(count) < skewed["random_choosers"]
    halo = who.mean + _skewed_down(rng, count, skewed["halo_shape"]) * skewed["halo"]
    general = traits.competencies.mean(1)
    return replace(
        traits,
        competencies=traits.competencies - general[:, None] + halo[:, None],
        utilities=np.where(at_random[:, None], 0.0, _utilities(rng, world, skewed, who, count)),
        stretch=np.exp(rng.normal(0.0, skewed["stretch"], count)),
        shift=rng.normal(0.0, skewed["shift"], count),
        first_place=np.where(at_random, 0.0, skewed["first_place"]),
        noise=np.exp(rng.normal(0.0, skewed["noise"], count)),
    )


def skew_meanings(
    rng: Rng, world: World, skewed: Settings, universe: Universe, count: int
) -> Meanings:
    """Return what each question means: in part the same for everybody who gets the same form."""
    form = rng.integers(0, skewed["forms"], count)

    def shared(sd: float, own: float, questions: int) -> Floats:
        of_form = rng.normal(0.0, sd, (skewed["forms"], questions))
        return np.asarray(of_form[form] + rng.normal(0.0, own, (count, questions)))

    items, pairs = len(world.item_value), len(world.pair_axis)
    switching = (count, len(world.switching_axis))
    return Meanings(
        statements=shared(skewed["difficulty"], skewed["statement"], items),
        pairs=shared(skewed["pair_attraction"], skewed["pair"], pairs),
        switching=rng.normal(0.0, universe.switching_statement, switching),
    )


def _skewed_down(rng: Rng, count: int, shape: float) -> Floats:
    """Draw levels with mean 0 and SD 1 whose long tail points down."""
    return np.asarray((shape - rng.gamma(shape, 1.0, count)) / np.sqrt(shape))


def _utilities(rng: Rng, world: World, skewed: Settings, who: Condition, count: int) -> Floats:
    """Draw centred utilities with long tails; people differ in how sharply they choose."""
    df, clusters = skewed["tail_df"], int(world.cluster_of.max()) + 1
    unit = np.sqrt((df - 2.0) / df)

    def tailed(sd: float, columns: int) -> Floats:
        return np.asarray(sd * unit * rng.standard_t(df, (count, columns)))

    u = tailed(who.kind.cluster_u, clusters)[:, world.cluster_of]
    u = u + tailed(who.kind.value_u, len(world.cluster_of))
    sharpness = who.style.choice * np.exp(rng.normal(0.0, skewed["sharpness"], (count, 1)))
    return np.asarray(sharpness * (u - u.mean(1, keepdims=True)))
