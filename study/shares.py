"""How much a value's own statements should weigh: coverage and correlation at several shares."""

from typing import Any

import numpy as np

from assessment.psychometrics.arrays import Floats
from assessment.scoring.behaviour import score_statements
from study.assumptions import Assumptions, Condition
from study.measuring import draw_people, list_constructs, statement_points, truth_of
from study.people import Rng
from study.recovery import correlation, mean_or_nan, recover_scores
from study.responding import draw_answers
from study.world import World


def compare_shares(
    rng: Rng, world: World, assumed: Assumptions, who: Condition
) -> list[dict[str, Any]]:
    """Return coverage and correlation of values and clusters at each share.

    ``best`` is the correlation, within a person, of the best linear predictor: the regression of
    the true values on all statements in another, large sample. No linear map can do better.
    """
    points, truth = _sample(rng, world, assumed, who, assumed.shares["people"])
    predicted = _predict(rng, world, assumed, who, points)
    best = {"values": predicted, "clusters": predicted @ world.linear_map.clusters.T}
    rows = []
    for share in assumed.shares["shares"]:
        behaviour = score_statements(world.with_direct_share(share).linear_map, points)
        for kind, found in (("values", behaviour.values), ("clusters", behaviour.clusters)):
            _, summary = recover_scores(list_constructs(world, kind), truth[kind], found)
            rows.append(
                {
                    "share": share,
                    "kind": kind,
                    **{name: summary[name] for name in ("rmse", "coverage", "within")},
                    "best": within_person(truth[kind], best[kind]),
                }
            )
    return rows


def within_person(truth: Floats, scores: Floats) -> float:
    """Return the mean over people of the correlation over constructs."""
    return mean_or_nan([correlation(t, f) for t, f in zip(truth, scores, strict=True)])


def _sample(
    rng: Rng, world: World, assumed: Assumptions, who: Condition, count: int
) -> tuple[Floats, dict[str, Floats]]:
    people = draw_people(rng, world, assumed, who, count)
    answered = draw_answers(rng, world, assumed.universe, who, people)
    return statement_points(world, answered), truth_of(world, assumed, people[0])


def _predict(
    rng: Rng, world: World, assumed: Assumptions, who: Condition, points: Floats
) -> Floats:
    known, truth = _sample(rng, world, assumed, who, assumed.study["predictor_people"])
    mean = known.mean(0)
    slope = np.linalg.lstsq(known - mean, truth["values"] - truth["values"].mean(0), rcond=None)[0]
    return np.asarray(truth["values"].mean(0) + (points - mean) @ slope)
