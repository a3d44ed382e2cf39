"""What becomes of answers when somebody no longer reads: from some point on, or from the start."""

from dataclasses import replace

import numpy as np

from assessment.psychometrics.arrays import Bools, Floats, Ints
from study.people import Rng
from study.responding import Answered
from study.world import World

SPEEDING, CARELESS = "speeding", "careless"
SPEEDERS, FIRST, LAST = 0.2, 20, 60  # share who stop reading, and between which statements
SPEEDING_FROM = 3  # who stops reading clicks this answer or a higher one


def disturb_answers(rng: Rng, world: World, answered: Answered, how: str) -> Answered:
    """Return the answers as they are when people answer in the way ``how``.

    ``""``: with care. ``speeding``: a fifth click 3 to 5 from a statement between 20 and 60 on, and
    what follows at random. ``careless``: everybody, everything at random.
    """
    if not how:
        return answered
    people, statements = answered.statements.shape
    hasty, begins, lowest = _stop_reading(rng, people, how)
    late = hasty[:, None] & (np.arange(statements) >= begins[:, None])
    return replace(
        _choose_at_random(rng, world, answered, hasty),
        statements=np.where(late, rng.integers(lowest, 6, late.shape), answered.statements),
        pairs=_click(rng, answered.pairs.shape, hasty, answered.pairs),
        switching=_click(rng, answered.switching.shape, hasty, answered.switching),
    )


def _stop_reading(rng: Rng, people: int, how: str) -> tuple[Bools, Ints, int]:
    """Return who stops, at which statement, and the lowest answer that is clicked then."""
    if how == CARELESS:
        return np.ones(people, dtype=bool), np.zeros(people, dtype=np.intp), 1
    if how != SPEEDING:
        raise ValueError(f"nobody answers like {how!r}")
    hasty = rng.random(people) < SPEEDERS
    return hasty, rng.integers(FIRST, LAST, people), SPEEDING_FROM


def _click(rng: Rng, shape: tuple[int, ...], hasty: Bools, answers: Floats) -> Floats:
    return np.where(hasty[:, None], rng.integers(1, 7, shape).astype(float), answers)


def _choose_at_random(rng: Rng, world: World, answered: Answered, hasty: Bools) -> Answered:
    shown = world.sets[answered.design] >= 0
    order = np.where(shown, rng.random(shown.shape), -1.0).argsort(2)
    best = np.where(hasty[:, None], order[:, :, -1], answered.best)
    worst = np.where(hasty[:, None], order[:, :, -2], answered.worst)
    return replace(answered, best=best, worst=worst)
