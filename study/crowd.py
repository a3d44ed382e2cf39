"""Draws a crowd: people in a phase with answers, wishes, own goals and what they did before."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from assessment.instruments import Answers
from assessment.plan import Catalogue, Programme, Situation
from assessment.plan.model import LITTLE, MUCH
from assessment.plan.situation import list_done, list_suitable, may_enter
from assessment.psychometrics.arrays import Floats
from assessment.scoring import score
from assessment.scoring.behaviour import score_competencies
from assessment.scoring.likely import as_likely
from assessment.scoring.shrinking import list_counting, shrink_competencies
from assessment.scoring.uncertainty import as_estimates
from assessment.services.simulated_choices import draw_choices
from study.assumptions import Assumptions
from study.measuring import draw_people
from study.people import Rng
from study.responding import draw_answers
from study.world import World
from values import DEFAULT_OFFICE, PHASES, Estimate, Likely, Profile

FILE = Path(__file__).with_name("advice.toml")
BLOCK = 1000  # people scored at once: bounds the memory


@dataclass(frozen=True)
class Person:
    """What a person told beside the answers; ``open_to`` may be suggested to them."""

    situation: Situation
    open_to: Sequence[Programme]

    @property
    def phase(self) -> str:
        """Return the phase of the person."""
        return self.situation.phase


@dataclass(frozen=True)
class Crowd:
    """Simulated people with their answers 1..5, NaN where unanswered: (people, statements)."""

    statements: Floats
    people: Sequence[Person]


@cache
def load_settings() -> Mapping[str, Any]:
    """Return what ``advice.toml`` declares."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def draw_crowd(
    rng: Rng,
    world: World,
    assumed: Assumptions,
    catalogue: Catalogue,
    settings: Mapping[str, Any],
) -> Crowd:
    """Return people of every condition, in a mix of phases, with choices that fit their traits."""
    conditions = (*assumed.conditions, *assumed.fixed)
    statements, levels = [], []
    for who, size in zip(
        conditions, _even(settings["study"]["people"], len(conditions)), strict=True
    ):
        if size:
            people = draw_people(rng, world, assumed, who, size)
            statements.append(draw_answers(rng, world, assumed.universe, who, people).statements)
            levels.append(people[0].competencies)
    phases = rng.choice(len(PHASES), sum(map(len, levels)), p=_phase_shares(settings))
    random = Random(int(rng.integers(2**32)))
    people_drawn = [
        _draw_person(random, world, catalogue, settings, PHASES[phase], level)
        for phase, level in zip(phases, np.concatenate(levels), strict=True)
    ]
    return Crowd(np.concatenate(statements), people_drawn)


def _even(count: int, parts: int) -> list[int]:
    return [count // parts + (part < count % parts) for part in range(parts)]


def _phase_shares(settings: Mapping[str, Any]) -> list[float]:
    return [settings["phases"].get(phase, 0.0) for phase in PHASES]


def _draw_person(
    random: Random,
    world: World,
    catalogue: Catalogue,
    settings: Mapping[str, Any],
    phase: str,
    level: Floats,
) -> Person:
    levels = dict(zip(world.value_map.competency, map(float, level), strict=True))
    told = draw_choices(random, world.library, phase, levels)
    situation = Situation(
        phase=phase,
        told=told,
        goals=_draw_goals(random, world, settings["goals"], levels),
        importance=_draw_importance(random, settings["importance"], levels),
        followed=_draw_followed(random, catalogue, settings["followed"], phase),
    )
    done = list_done(situation, catalogue.asked)
    open_to = [p for p in list_suitable(situation, catalogue) if may_enter(p, done)]
    return Person(situation, open_to)


def _draw_goals(
    random: Random, world: World, says: Mapping[str, Any], levels: Mapping[str, float]
) -> tuple[str, ...]:
    """Return nothing, or a goal about what one finds hard or about a value."""
    if random.random() >= says["people"]:
        return ()
    if random.random() < says["values"]:
        return (random.choice(list(world.value_map.values)),)
    lowest = sorted(levels, key=lambda c: (levels[c], c))[: says["lowest"]]
    return (random.choice(lowest),)


def _draw_importance(
    random: Random, says: Mapping[str, Any], levels: Mapping[str, float]
) -> dict[str, float]:
    if random.random() >= says["people"]:
        return {}
    chosen = [c for c in levels if random.random() < says["competencies"]]
    return {c: random.choice((LITTLE, MUCH)) for c in chosen}


def _draw_followed(
    random: Random, catalogue: Catalogue, says: Mapping[str, float], phase: str
) -> tuple[str, ...]:
    chances = {p.id: says.get(phase, 0.0) * _came_by(p, phase, says) for p in catalogue.programmes}
    return tuple(name for name, chance in chances.items() if random.random() < chance)


def _came_by(programme: Programme, phase: str, says: Mapping[str, float]) -> float:
    """Return how well a person of ``phase`` can have followed the programme, 0 to 1."""
    first, now = min(map(PHASES.index, programme.phases)), PHASES.index(phase)
    if programme.support or programme.kind == "naslagwerk" or first > now:
        return 0.0
    return says["begun"] if first == now else 1.0


def draw_cases(rng: Rng, crowd: Crowd, count: int) -> tuple[list[int], Floats]:
    """Return who gives one answer otherwise, and all their answers then."""
    places = np.argwhere(~np.isnan(crowd.statements))
    person, item = places[rng.integers(0, len(places), count)].T
    changed = crowd.statements[person]
    answered = changed[np.arange(count), item]
    step = rng.choice([-1.0, 1.0], count)
    outside = (answered + step < 1) | (answered + step > 5)
    changed[np.arange(count), item] = answered + np.where(outside, -step, step)
    return [int(place) for place in person], changed


def profiles_of(world: World, statements: Floats) -> Iterator[Profile]:
    """Yield each person's competencies by the product's own formula, and nothing else."""
    nobody = _nobody(world)
    for competencies, likely in _competencies(world, statements):
        yield replace(nobody, competencies=competencies, likely=likely)


def _competencies(
    world: World, statements: Floats
) -> Iterator[tuple[dict[str, Estimate | None], dict[str, Likely]]]:
    """Yield the product's plain and likely scores of each person, a block of people at a time."""
    ids, member = list(world.value_map.competency), world.linear_map.competencies
    counting = list_counting(ids, world.value_map)
    for start in range(0, len(statements), BLOCK):
        points = world.library.gedrag.answer_scale.points(statements[start : start + BLOCK])
        scores = score_competencies(world.linear_map, points)
        likely = shrink_competencies(
            scores.score, scores.se, counting, world.library.gedrag.scoring
        )
        for row, answered in enumerate(~np.isnan(points)):
            counts = {"answered": (member & answered).sum(axis=1), "asked": member.sum(axis=1)}
            plain = as_estimates(ids, scores, person=row, **counts)
            yield plain, as_likely(plain, likely, row)


def _nobody(world: World) -> Profile:
    """Return the profile of somebody who answered nothing."""
    phase = PHASES[0]
    blank = Answers(
        phase, DEFAULT_OFFICE, "2026-11-23T10:00:00+01:00", world.library.versions(phase)
    )
    return score(blank, world.library, world.value_map)
