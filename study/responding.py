"""From people to answers: what they tick, choose and leave out on one occasion."""

from dataclasses import dataclass

import numpy as np

from assessment.instruments.answer_scale import AnswerScale
from assessment.psychometrics.arrays import Floats, Ints
from study.assumptions import Condition, Gaps, Universe
from study.people import Meanings, Rng, Traits
from study.world import World

MIDDLE_LEVEL = 2.5


@dataclass(frozen=True)
class Answered:
    """Answers of many people; NaN or −1 where nothing was answered.

    ``statements`` 1..5, ``pairs`` and ``switching`` 1..6, ``design`` counted from 0, ``best`` and
    ``worst`` are places in the set.
    """

    statements: Floats
    pairs: Floats
    switching: Floats
    design: Ints
    best: Ints
    worst: Ints


def draw_answers(
    rng: Rng,
    world: World,
    universe: Universe,
    who: Condition,
    people: tuple[Traits, Meanings],
) -> Answered:
    """Return the answers of ``people`` on one occasion."""
    traits, meanings = people
    gaps = who.gaps
    design = rng.integers(0, len(world.sets), len(traits))
    best, worst = _choose(rng, world, traits, design)
    best[:, gaps.sets :] = worst[:, gaps.sets :] = -1
    return Answered(
        statements=_statements(rng, world, universe, traits, meanings, gaps),
        pairs=_pairs(rng, world, universe, traits, meanings, gaps),
        switching=_switching(rng, world, universe, traits, meanings),
        design=design,
        best=best,
        worst=worst,
    )


def _statements(
    rng: Rng, world: World, universe: Universe, traits: Traits, meanings: Meanings, gaps: Gaps
) -> Floats:
    points = traits.competencies[:, world.item_competency] + traits.values[:, world.item_value]
    points = points - universe.level_step * (world.item_level - MIDDLE_LEVEL)
    points = points + meanings.statements + _moment(rng, universe, traits, points.shape)
    points = 50.0 + traits.stretch[:, None] * (points - 50.0) + traits.shift[:, None]
    answers = 1.0 + np.searchsorted(universe.limits, points, side="right")
    chance = gaps.statements * world.item_level / world.item_level.mean()
    left_out = rng.random(points.shape) < chance
    return np.where(left_out, np.nan, answers)


def _moment(rng: Rng, universe: Universe, traits: Traits, shape: tuple[int, ...]) -> Floats:
    """Draw what only this moment brings to each statement; now and then much more."""
    brings = traits.noise[:, None] * rng.normal(0.0, universe.occasion, shape)
    if not universe.wild_share:
        return np.asarray(brings)
    return np.where(rng.random(shape) < universe.wild_share, universe.wild_factor, 1.0) * brings


def _pairs(
    rng: Rng, world: World, universe: Universe, traits: Traits, meanings: Meanings, gaps: Gaps
) -> Floats:
    own = traits.axes[:, world.pair_axis] + meanings.pairs
    own = own + rng.normal(0.0, universe.pair_occasion, own.shape)
    second = traits.stretch[:, None] * own * world.pair_sign + traits.shift[:, None]
    answers = _nearest(second, world.library.stijl.pair_scale)
    return np.where(rng.random(own.shape) < gaps.pairs, np.nan, answers)


def _switching(
    rng: Rng, world: World, universe: Universe, traits: Traits, meanings: Meanings
) -> Floats:
    points = traits.switching[:, world.switching_axis] + meanings.switching
    points = points + rng.normal(0.0, universe.switching_occasion, points.shape)
    points = 50.0 + traits.stretch[:, None] * (points - 50.0) + traits.shift[:, None]
    return _nearest(points, world.library.stijl.switching_scale)


def _nearest(points: Floats, scale: AnswerScale) -> Floats:
    """Return the answers whose points are nearest; halfway between two, the higher."""
    return np.clip(np.floor(scale.answer(points) + 0.5), scale.lowest, scale.highest)


def _choose(rng: Rng, world: World, traits: Traits, design: Ints) -> tuple[Ints, Ints]:
    """Draw best and worst by the sequential best-worst logit, as places in each set."""
    shown = world.sets[design]
    missing = shown < 0
    rows = np.arange(len(traits))[:, None, None]
    u = np.where(missing, -np.inf, traits.utilities[rows, np.maximum(shown, 0)])
    liked = u + rng.gumbel(size=shown.shape)
    liked[:, :, 0] += traits.first_place[:, None]
    best = liked.argmax(2)
    disliked = np.where(missing, -np.inf, -u) + rng.gumbel(size=shown.shape)
    np.put_along_axis(disliked, best[:, :, None], -np.inf, axis=2)
    return best, disliked.argmax(2)
