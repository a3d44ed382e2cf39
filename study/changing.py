"""Two measurements of the same people: false changes, and power to see true ones."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Bools, Floats
from assessment.scoring.paired_change import (
    Judged,
    Shifts,
    half_interval,
    join_scales,
    judge_shifts,
    measure_shifts,
    two_sided,
)
from assessment.scoring.scale_means import Prior, mean_scores
from study.assumptions import Assumptions, Condition
from study.measuring import draw_people, statement_points
from study.people import Meanings, Rng, Traits
from study.responding import draw_answers
from study.truth import true_scores
from study.world import World

HALVINGS = 24
WIDEST = 80.0  # points a trait is moved at most
LOWEST, RANDOM = "lowest", "random"


@dataclass(frozen=True)
class Next:
    """How two occasions go.

    ``goals`` competencies became goals, the ``lowest`` of the first time or ``random`` ones;
    ``deepened`` goals got the extra statements both times. ``state`` adds a mood of the day, on
    everything and on one competency, at both occasions. ``fresh`` asks new statements the second
    time.
    """

    goals: int = 4
    choice: str = LOWEST
    deepened: bool = False
    state: bool = True
    fresh: bool = False


@dataclass(frozen=True)
class Twice:
    """What two occasions of everyone come to, shape (people, competencies); groups after that."""

    goals: Bools
    shifts: Shifts
    judged: Judged
    groups: Judged
    groups_moved: Floats


def simulate_unchanged(
    rng: Rng, world: World, assumed: Assumptions, who: Condition, then: Next
) -> dict[str, float]:
    """Return how often a change is claimed of people who did not change, in per cent."""
    asked = world.deepened
    people = draw_people(rng, asked, assumed, who, assumed.change["people"])
    first = _occasion(rng, asked, assumed, who, people, then)
    if then.fresh:
        people = people[0], _redrawn(rng, asked, assumed, len(people[0]))
    second = _occasion(rng, asked, assumed, who, people, then)
    goals = choose_goals(rng, world, first, then)
    return _false_rates(compare_occasions(world, first, second, goals, then))


def simulate_changed(
    rng: Rng,
    world: World,
    assumed: Assumptions,
    who: Condition,
    then: Next,
    points: float,
    many: int,
) -> dict[str, float]:
    """Return how often a true change of ``points`` in ``many`` goals is seen, in per cent.

    Changes in the right direction alone count as seen. ``false_people`` are those of whom another
    goal, that did not change, is called certain.
    """
    asked = world.deepened
    traits, meanings = draw_people(rng, asked, assumed, who, assumed.change["people"])
    first = _occasion(rng, asked, assumed, who, (traits, meanings), then)
    goals = choose_goals(rng, world, first, then)
    chance = np.where(goals, rng.random(goals.shape), np.inf)
    changed = goals & (chance.argsort(1).argsort(1) < many)
    later, sign = move_traits(world, assumed, traits, points, changed)
    second = _occasion(rng, asked, assumed, who, (later, meanings), then)
    return _power(compare_occasions(world, first, second, goals, then), changed, sign)


def simulate_group_changed(
    rng: Rng, world: World, assumed: Assumptions, who: Condition, then: Next, points: float
) -> dict[str, float]:
    """Return how often a speelveld is noticed of which every competency moved, in per cent."""
    asked = world.deepened
    traits, meanings = draw_people(rng, asked, assumed, who, assumed.change["people"])
    first = _occasion(rng, asked, assumed, who, (traits, meanings), then)
    goals = choose_goals(rng, world, first, then)
    moved = rng.integers(0, world.group_of.max() + 1, len(traits))
    changed = world.group_of[None, :] == moved[:, None]
    later, _ = move_traits(world, assumed, traits, points, changed)
    second = _occasion(rng, asked, assumed, who, (later, meanings), then)
    twice = compare_occasions(world, first, second, goals, then)
    own = np.arange(world.group_of.max() + 1)[None, :] == moved[:, None]
    others = twice.groups.possible & ~own
    return {
        "noticed": _percent(twice.groups.possible[own]),
        "others_people": _percent(others.any(axis=1)),
    }


def choose_goals(rng: Rng, world: World, first: Floats, then: Next) -> Bools:
    """Return which competencies became goals after the first time; the extra ones do not count."""
    base = first[:, : world.item_level.size]
    linear = world.linear_map
    scores = mean_scores(base, linear.competencies, minimum=linear.rule.minimum_answered)
    weight = scores if then.choice == LOWEST else rng.random(scores.shape)
    return np.asarray(np.nan_to_num(weight, nan=np.inf).argsort(1).argsort(1) < then.goals)


def compare_occasions(
    world: World, first: Floats, second: Floats, goals: Bools, then: Next
) -> Twice:
    """Return the verdicts of the product's own rule for everyone at once.

    ``first`` and ``second`` hold points of the statements and the extra ones behind them.
    """
    asked, rule = world.deepened, world.linear_map.rule
    member = np.arange(len(goals[0]))[:, None] == asked.item_competency[None, :]
    extra = np.arange(asked.item_level.size) >= world.item_level.size
    kept = ~extra | (goals @ member if then.deepened else np.zeros_like(extra))
    shifts = measure_shifts(
        np.where(kept, first, np.nan),
        np.where(kept, second, np.nan),
        member,
        goals,
        minimum=rule.minimum_answered,
        prior=Prior(rule.prior_sd, rule.prior_df),
    )
    judged = judge_shifts(
        two_sided(shifts.own, shifts.se, shifts.df), goals & shifts.separable[:, None]
    )
    told = [c.id not in world.value_map.virtues for c in world.value_map.competencies]
    joined = (np.arange(world.group_of.max() + 1)[:, None] == world.group_of[None, :]) & told
    moved, se = join_scales(shifts.own, shifts.se, joined)
    no_goals = np.zeros(moved.shape, dtype=bool)
    groups = judge_shifts(two_sided(moved, se, shifts.df), no_goals)
    return Twice(goals, shifts, judged, groups, moved)


def move_traits(
    world: World, assumed: Assumptions, traits: Traits, points: float, chosen: Bools
) -> tuple[Traits, Floats]:
    """Return people whose true scores moved by ``points`` where chosen, and each direction.

    Up, or down where the true score would pass ``room``. The trait that gives the wanted truth is
    found by halving, because floor and ceiling make a point of trait less than a point of score.
    """
    before = true_scores(world, assumed.universe, traits).competencies
    sign = np.where(before + points <= assumed.change["room"], 1.0, -1.0)
    wanted = before + sign * points
    low = np.where(sign > 0, 0.0, -WIDEST)
    high = np.where(sign > 0, WIDEST, 0.0)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        tried = replace(traits, competencies=traits.competencies + middle)
        below = true_scores(world, assumed.universe, tried).competencies < wanted
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    shift = np.where(chosen, (low + high) / 2, 0.0)
    return replace(traits, competencies=traits.competencies + shift), sign


def _occasion(
    rng: Rng,
    asked: World,
    assumed: Assumptions,
    who: Condition,
    people: tuple[Traits, Meanings],
    then: Next,
) -> Floats:
    traits, meanings = people
    if then.state:
        mood = rng.normal(0.0, assumed.change["state_general"], (len(traits), 1))
        own = rng.normal(0.0, assumed.change["state_competency"], traits.competencies.shape)
        traits = replace(traits, competencies=traits.competencies + mood + own)
    answered = draw_answers(rng, asked, assumed.universe, who, (traits, meanings))
    return statement_points(asked, answered)


def _redrawn(rng: Rng, world: World, assumed: Assumptions, count: int) -> Meanings:
    return draw_people(rng, world, assumed, assumed.conditions[0], count)[1]


def _false_rates(twice: Twice) -> dict[str, float]:
    goals, shifts = twice.goals, twice.shifts
    return {
        "people_certain": _percent(twice.judged.certain.any(axis=1)),
        "people_possible": _percent(twice.judged.possible.any(axis=1)),
        "groups_possible": _percent(twice.groups.possible.any(axis=1)),
        "goals_rise": _mean((shifts.after - shifts.before)[goals]),
        "goals_expected": _mean(shifts.expected[goals]),
        "spread": float(np.nanstd(shifts.own)),
        "claimed": float(np.sqrt(np.nanmean(shifts.se**2))),
        "smallest": _mean(half_interval(shifts.se, shifts.df)[goals]),
    }


def _power(twice: Twice, changed: Bools, sign: Floats) -> dict[str, float]:
    right, judged = twice.shifts.own * sign > 0, twice.judged
    still = judged.certain & ~changed
    return {
        "certain": _percent((judged.certain & right)[changed]),
        "noticed": _percent(((judged.certain | judged.possible) & right)[changed]),
        "false_people": _percent(still.any(axis=1)),
    }


def _percent(said: npt.ArrayLike) -> float:
    return 100 * float(np.asarray(said, dtype=float).mean())


def _mean(numbers: Floats) -> float:
    """Return the mean without NaN; NaN of nothing."""
    known = numbers[~np.isnan(numbers)]
    return float(known.mean()) if known.size else float("nan")
