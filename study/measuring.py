"""Measures a group of simulated people once: truth, answers and every kind of score."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.best_worst.person_utilities import Utilities
from assessment.scoring.behaviour import StatementScores, score_statements
from assessment.scoring.style import score_axes, score_switching
from assessment.scoring.uncertainty import Scores
from study.assumptions import Assumptions, Condition
from study.choices import cluster_scores, fit_choices, fit_formerly, value_scores
from study.people import Meanings, Rng, Traits, draw_meanings, draw_traits
from study.responding import Answered, draw_answers
from study.truth import Truth, true_scores
from study.world import World

BEHAVIOUR = ("competencies", "values", "clusters")
STYLE = ("axes", "switching")
IMPORTANCE = ("importance", "importance_clusters")
KINDS = (*BEHAVIOUR, *STYLE, *IMPORTANCE)


@dataclass(frozen=True)
class Measured:
    """One occasion: what was answered and what it came to, by kind of score."""

    answered: Answered
    behaviour: StatementScores
    utilities: Utilities
    scores: Mapping[str, Scores]


def draw_people(
    rng: Rng, world: World, assumed: Assumptions, who: Condition, count: int
) -> tuple[Traits, Meanings]:
    """Return ``count`` people, each with statements that mean something else to them."""
    traits = draw_traits(rng, world, assumed.universe, who, count)
    return traits, draw_meanings(rng, world, assumed.universe, count)


def draw_person(
    rng: Rng, world: World, assumed: Assumptions, who: Condition, times: int
) -> tuple[Traits, Meanings]:
    """Return one person ``times`` over, each time with a fresh sample of statements."""
    traits = draw_traits(rng, world, assumed.universe, who, 1).repeated(times)
    return traits, draw_meanings(rng, world, assumed.universe, times)


def measure_crowd(
    rng: Rng,
    world: World,
    assumed: Assumptions,
    who: Condition,
    people: tuple[Traits, Meanings],
) -> Measured:
    """Return what ``people`` answer on one occasion, and the scores that the product gives them."""
    stijl, value_map = world.library.stijl, world.value_map
    answered = draw_answers(rng, world, assumed.universe, who, people)
    behaviour = score_statements(world.linear_map, statement_points(world, answered))
    utilities = fit_choices(world, answered)
    return Measured(
        answered=answered,
        behaviour=behaviour,
        utilities=utilities,
        scores={
            "competencies": behaviour.competencies,
            "values": behaviour.values,
            "clusters": behaviour.clusters,
            "axes": score_axes(stijl, value_map, answered.pairs),
            "switching": score_switching(stijl, value_map, answered.switching),
            **importance_scores(world, utilities),
        },
    )


def statement_points(world: World, answered: Answered) -> Floats:
    """Return the points 0..100 of the statements; shape (people, statements), NaN is missing."""
    return world.library.gedrag.answer_scale.points(answered.statements)


def importance_scores(world: World, utilities: Utilities) -> dict[str, Scores]:
    """Return the two kinds of score of the waardenkeuze."""
    return {
        "importance": value_scores(utilities),
        "importance_clusters": cluster_scores(world, utilities),
    }


def compared_scores(
    world: World, assumed: Assumptions, answered: Answered
) -> dict[str, dict[str, Scores]]:
    """Return what other rules make of the same answers, by rule and by kind of score."""
    formerly = fit_formerly(world, answered)
    stijl, prior_sd = world.library.stijl, assumed.proposal["switching_prior_sd"]
    other = replace(stijl, scoring=replace(stijl.scoring, switching_prior_sd=prior_sd))
    proposed = score_switching(other, world.value_map, answered.switching)
    return {"former": importance_scores(world, formerly), "proposal": {"switching": proposed}}


def truth_of(world: World, assumed: Assumptions, traits: Traits) -> dict[str, Floats]:
    """Return the true scores by kind of score."""
    truth: Truth = true_scores(world, assumed.universe, traits)
    return {kind: np.asarray(getattr(truth, kind)) for kind in KINDS}


def list_constructs(world: World, kind: str) -> list[str]:
    """Return the ids behind a kind of score, in the order of its columns."""
    value_map = world.value_map
    if kind in ("values", "importance"):
        return list(value_map.values)
    if kind in ("clusters", "importance_clusters"):
        return [cluster.id for cluster in value_map.clusters]
    if kind == "competencies":
        return [competency.id for competency in value_map.competencies]
    return [axis.id for axis in value_map.axes]
