"""Holds the study's fast scores against the product itself, person by person."""

from collections.abc import Mapping

import numpy as np

from assessment.instruments import NOT_EXPERIENCED, Answers
from assessment.instruments.answers import Picked
from assessment.instruments.model import StyleItem
from assessment.psychometrics.arrays import Floats
from assessment.scoring import score
from study.measuring import Measured
from study.responding import Answered
from study.scores import Scores
from study.world import World
from values import DEFAULT_OFFICE, SITTING, Estimate, Profile

TOLERANCE = 1e-6  # points or logits


class ScoresDifferError(AssertionError):
    """The study does not compute what the product computes."""


def answers_of(world: World, answered: Answered, person: int) -> Answers:
    """Return one simulated person's answers in the product's own form."""
    library = world.library
    statements = {
        item.id: NOT_EXPERIENCED if np.isnan(x) else int(x)
        for item, x in zip(library.gedrag.items, answered.statements[person], strict=True)
    }
    items: tuple[StyleItem, ...] = (*library.stijl.pairs, *library.stijl.switching)
    given = (*answered.pairs[person], *answered.switching[person])
    style = {item.id: int(x) for item, x in zip(items, given, strict=True) if not np.isnan(x)}
    design = int(answered.design[person])
    return Answers(
        phase=SITTING,
        office=DEFAULT_OFFICE,
        taken_at="2026-11-23T10:00:00+01:00",
        instruments=library.versions(SITTING),
        gedrag=statements,
        stijl=style,
        design=design + 1,
        sets=_sets(world, answered, person, design),
    )


def _sets(world: World, answered: Answered, person: int, design: int) -> dict[str, Picked]:
    found: dict[str, Picked] = {}
    places = zip(answered.best[person], answered.worst[person], strict=True)
    for one, (best, worst) in zip(world.library.waardenkeuze.designs[design], places, strict=True):
        if best >= 0:
            found[one.id] = {"best": one.values[best], "worst": one.values[worst]}
    return found


def largest_difference(world: World, measured: Measured, people: int) -> float:
    """Return the largest difference with the product over the first ``people``.

    Raises
    ------
    ScoresDifferError
        If it exceeds 1e-6, or one of both has a score where the other has none.
    """
    worst = 0.0
    for person in range(min(people, len(measured.behaviour.points))):
        answers = answers_of(world, measured.answered, person)
        profile = score(answers, world.library, world.value_map)
        for kind, product in _product(profile).items():
            worst = max(worst, _difference(measured.scores[kind], person, product, kind))
    return worst


def _product(profile: Profile) -> dict[str, Floats]:
    belang = profile.importance
    return {
        "competencies": _estimates(profile.competencies),
        "values": _estimates(profile.values),
        "clusters": _estimates(profile.clusters),
        "axes": _estimates(profile.style.axes),
        "switching": _estimates(profile.style.switching),
        "importance": np.array([[v.u, v.se] for v in belang.values.values()]),
        "importance_clusters": np.array(
            [[c.u, c.se, c.low, c.high] for c in belang.clusters.values()]
        ),
    }


def _estimates(found: Mapping[str, Estimate | None]) -> Floats:
    return np.array(
        [[np.nan] * 4 if e is None else [e.score, e.se, e.low, e.high] for e in found.values()]
    )


def _difference(ours: Scores, person: int, product: Floats, kind: str) -> float:
    mine = np.array([part[person] for part in (ours.score, ours.se, ours.low, ours.high)]).T
    mine = mine[:, : product.shape[1]]
    if not np.array_equal(np.isnan(mine), np.isnan(product)):
        raise ScoresDifferError(f"{kind}: one has a score where the other has none")
    worst = float(np.nanmax(np.abs(mine - product), initial=0.0))
    if worst > TOLERANCE:
        raise ScoresDifferError(f"{kind}: {worst} apart")
    return worst
