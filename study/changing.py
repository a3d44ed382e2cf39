"""Two measurements of the same people: false changes, and power to see true ones."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.special import ndtr, stdtr

from assessment.psychometrics.arrays import Bools, Floats
from assessment.psychometrics.change.reliable_change import CERTAIN, FALSE_DISCOVERY, POSSIBLE
from assessment.scoring.behaviour import StatementScores, score_statements
from assessment.scoring.scale_means import Prior, pool_answers, score_scales
from study.assumptions import Assumptions, Condition
from study.measuring import draw_people, statement_points
from study.people import Meanings, Rng, Traits
from study.responding import draw_answers
from study.truth import true_scores
from study.world import World

HALVINGS = 24
WIDEST = 80.0  # points a trait is moved at most


@dataclass(frozen=True)
class Verdicts:
    """What a rule says of each difference (people, competencies)."""

    difference: Floats
    se: Floats
    certain: Bools
    possible: Bools


@dataclass(frozen=True)
class Next:
    """How the second occasion differs from the first.

    ``fresh`` asks new statements; ``state`` adds a mood of the day, on everything and on one
    competency, at both occasions.
    """

    fresh: bool = False
    state: bool = False


def judge_changes(first: StatementScores, second: StatementScores) -> Verdicts:
    """Return the verdicts of the product's rule (design.md section 5.6) for everyone at once."""
    difference = second.competencies.score - first.competencies.score
    se = np.hypot(first.competencies.se, second.competencies.se)
    certain = adjust_p(2 * ndtr(-np.abs(difference) / se)) < FALSE_DISCOVERY
    return Verdicts(difference, se, certain, ~certain & (np.abs(difference) > POSSIBLE * se))


def judge_paired(
    world: World, assumed: Assumptions, first: StatementScores, second: StatementScores
) -> Verdicts:
    """Return the verdicts of the proposed rule: the error of the differences per statement.

    s_d² pools, over the competencies, how far the difference of one statement lies from the mean
    difference of its competency, with a declared prior; se_d = s_d/√n_c, with n_c the statements
    answered both times. What a statement means to a person falls out of the difference.
    ``possible`` too is corrected for looking at sixteen competencies, at the same 20 %.
    """
    rule = assumed.proposal
    prior = Prior(sd=rule["paired_prior_sd"], df=int(rule["paired_prior_df"]))
    differences = second.points - first.points
    pooled = pool_answers(differences, world.linear_map.competencies, prior)
    minimum = world.linear_map.rule.minimum_answered
    found = score_scales(pooled, minimum=minimum, limits=(-100.0, 100.0))
    p = adjust_p(np.asarray(2 * stdtr(pooled.df[:, None], -np.abs(found.score) / found.se)))
    certain = p < FALSE_DISCOVERY
    return Verdicts(found.score, found.se, certain, ~certain & (p < 2 * ndtr(-POSSIBLE)))


def adjust_p(p: Floats) -> Floats:
    """Return p after Benjamini-Hochberg within each row; NaN is not tested and does not count."""
    order = np.argsort(p, axis=1)  # NaN last
    ordered = np.take_along_axis(p, order, axis=1)
    tests = (~np.isnan(p)).sum(1, keepdims=True)
    scaled = ordered * tests / np.arange(1, p.shape[1] + 1)
    filled = np.where(np.isnan(scaled), np.inf, scaled)
    least = np.minimum.accumulate(filled[:, ::-1], axis=1)[:, ::-1]
    found = np.empty_like(p)
    np.put_along_axis(found, order, np.minimum(least, 1.0), axis=1)
    return np.where(np.isnan(p), np.nan, found)


def simulate_unchanged(
    rng: Rng, world: World, assumed: Assumptions, who: Condition, then: Next
) -> dict[str, Any]:
    """Return how often a change is claimed of people who did not change, in per cent."""
    people = draw_people(rng, world, assumed, who, assumed.change["people"])
    first = _occasion(rng, world, assumed, who, people, then)
    if then.fresh:
        people = people[0], _redrawn(rng, world, assumed, len(people[0]))
    second = _occasion(rng, world, assumed, who, people, then)
    return {name: _false_rates(found) for name, found in _both(world, assumed, first, second)}


def simulate_changed(
    rng: Rng, world: World, assumed: Assumptions, who: Condition, points: float, many: int
) -> dict[str, Any]:
    """Return how often a true change of ``points`` in ``many`` competencies is seen, per cent.

    ``certain`` and ``noticed`` (certain or possible) count changes in the right direction;
    ``false_certain`` counts what is called certain in competencies that did not change.
    """
    traits, meanings = draw_people(rng, world, assumed, who, assumed.change["people"])
    first = _occasion(rng, world, assumed, who, (traits, meanings), Next())
    chosen = rng.random(traits.competencies.shape).argsort(1) < many
    later, sign = move_traits(world, assumed, traits, points, chosen)
    second = _occasion(rng, world, assumed, who, (later, meanings), Next())
    return {
        name: _power(found, chosen, sign) for name, found in _both(world, assumed, first, second)
    }


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
    world: World,
    assumed: Assumptions,
    who: Condition,
    people: tuple[Traits, Meanings],
    then: Next,
) -> StatementScores:
    traits, meanings = people
    if then.state:
        mood = rng.normal(0.0, assumed.change["state_general"], (len(traits), 1))
        own = rng.normal(0.0, assumed.change["state_competency"], traits.competencies.shape)
        traits = replace(traits, competencies=traits.competencies + mood + own)
    answered = draw_answers(rng, world, assumed.universe, who, (traits, meanings))
    return score_statements(world.linear_map, statement_points(world, answered))


def _both(
    world: World, assumed: Assumptions, first: StatementScores, second: StatementScores
) -> tuple[tuple[str, Verdicts], ...]:
    """Return the verdicts of the product's rule and of the proposal."""
    return (
        ("product", judge_changes(first, second)),
        ("proposal", judge_paired(world, assumed, first, second)),
    )


def _redrawn(rng: Rng, world: World, assumed: Assumptions, count: int) -> Meanings:
    return draw_people(rng, world, assumed, assumed.conditions[0], count)[1]


def _false_rates(verdicts: Verdicts) -> Mapping[str, float]:
    judged = ~np.isnan(verdicts.difference)
    return {
        "certain": 100 * float(verdicts.certain[judged].mean()),
        "possible": 100 * float(verdicts.possible[judged].mean()),
        "people_certain": 100 * float(verdicts.certain.any(1).mean()),
        "people_any": 100 * float((verdicts.certain | verdicts.possible).any(1).mean()),
        "spread": float(verdicts.difference[judged].std()),
        "claimed": float(np.sqrt((verdicts.se[judged] ** 2).mean())),
        "smallest": CERTAIN * float(verdicts.se[judged].mean()),
    }


def _power(verdicts: Verdicts, chosen: Bools, sign: Floats) -> Mapping[str, float]:
    right = verdicts.difference * sign > 0
    certain = verdicts.certain & right
    noticed = (verdicts.certain | verdicts.possible) & right
    named = verdicts.certain.sum()
    return {
        "certain": 100 * float(certain[chosen].mean()),
        "noticed": 100 * float(noticed[chosen].mean()),
        "false_certain": 100 * float(verdicts.certain[~chosen].mean()),
        "false_share": 100 * float(verdicts.certain[~chosen].sum() / named) if named else 0.0,
    }
