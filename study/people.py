"""Draws people: what they are like, and what each statement means to them."""

from dataclasses import dataclass, fields, replace
from typing import TypeAlias

import numpy as np

from assessment.psychometrics.arrays import Floats
from study.assumptions import Condition, Universe
from study.world import World

Rng: TypeAlias = np.random.Generator


@dataclass(frozen=True)
class Traits:
    """What people are like, one row each; points before rounding, utilities in logits, centred.

    ``stretch`` and ``shift`` are the way of answering statements and pairs; ``utilities`` already
    hold how sharply the person chooses; ``first_place`` is the pull of the first value shown;
    ``noise`` how much the moment brings to a statement, against what it brings to others.
    """

    competencies: Floats
    values: Floats
    axes: Floats
    switching: Floats
    utilities: Floats
    stretch: Floats
    shift: Floats
    first_place: Floats
    noise: Floats

    def __len__(self) -> int:
        return len(self.stretch)

    def repeated(self, times: int) -> "Traits":
        """Return the first person ``times`` over."""
        return replace(
            self,
            **{f.name: np.repeat(getattr(self, f.name)[:1], times, axis=0) for f in fields(Traits)},
        )


@dataclass(frozen=True)
class Meanings:
    """What a statement, pair or switching item means to a person: stays from one time to the next.

    A universe of statements differs in these; an occasion leaves them as they are.
    """

    statements: Floats
    pairs: Floats
    switching: Floats


def draw_traits(rng: Rng, world: World, universe: Universe, who: Condition, count: int) -> Traits:
    """Return ``count`` people of condition ``who``."""
    kind, style = who.kind, who.style
    groups, clusters = int(world.group_of.max()) + 1, int(world.cluster_of.max()) + 1
    competencies, values = world.links.shape

    def normal(sd: float, columns: int) -> Floats:
        return rng.normal(0.0, 1.0, (count, columns)) * sd

    behaviour = who.mean + normal(kind.general, 1) + normal(kind.group, groups)[:, world.group_of]
    shown = normal(kind.cluster, clusters)[:, world.cluster_of] + normal(kind.value, values)
    utilities = normal(kind.cluster_u, clusters)[:, world.cluster_of]
    utilities = utilities + normal(kind.value_u, values) + universe.shown_u * shown
    return Traits(
        competencies=behaviour + normal(kind.competency, competencies),
        values=shown,
        axes=normal(universe.axis, len(world.value_map.axes)),
        switching=universe.switching_mean
        + normal(universe.switching_general, 1)
        + normal(universe.switching, len(world.value_map.axes)),
        utilities=style.choice * (utilities - utilities.mean(1, keepdims=True)),
        stretch=np.full(count, style.stretch),
        shift=style.shift + style.shift_sd * rng.normal(0.0, 1.0, count),
        first_place=np.full(count, style.first_place),
        noise=np.ones(count),
    )


def draw_meanings(rng: Rng, world: World, universe: Universe, count: int) -> Meanings:
    """Return a fresh sample of statements, pairs and switching items for ``count`` people."""
    return Meanings(
        statements=rng.normal(0.0, universe.statement, (count, len(world.item_value))),
        pairs=rng.normal(0.0, universe.pair, (count, len(world.pair_axis))),
        switching=rng.normal(0.0, universe.switching_statement, (count, len(world.switching_axis))),
    )
