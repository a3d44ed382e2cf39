"""Simulates suggestions: how often each programme is suggested, and what one answer changes."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from assessment.instruments import Answers
from assessment.plan.choosing import choose, may_enter, suitable
from assessment.plan.model import LITTLE, MUCH, Catalogue, Need, Programme, Rules
from assessment.plan.suggest import weigh_needs
from assessment.psychometrics.arrays import Floats
from assessment.scoring import score
from assessment.scoring.behaviour import score_competencies
from assessment.scoring.uncertainty import as_estimates
from study.assumptions import Assumptions
from study.measuring import draw_people
from study.people import Rng
from study.responding import draw_answers
from study.world import World
from values import DEFAULT_OFFICE, PHASES, Estimate, Profile

FILE = Path(__file__).with_name("advice.toml")
BLOCK = 1000  # people scored at once: bounds the memory

Rule: TypeAlias = Callable[[Sequence[Need], Sequence[Programme], Rules], frozenset[str]]
Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """What a person chose and did, beside the answers; ``open_to`` may be suggested to them."""

    phase: str
    importance: Mapping[str, float]
    followed: tuple[str, ...]
    open_to: Sequence[Programme]


@dataclass(frozen=True)
class Crowd:
    """Simulated people with their answers 1..5, NaN where unanswered: (people, statements)."""

    statements: Floats
    people: Sequence[Person]


@cache
def load_settings() -> Mapping[str, Any]:
    """Return what ``advice.toml`` declares."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def simulate(
    world: World, assumed: Assumptions, catalogue: Catalogue, settings: Mapping[str, Any]
) -> dict[str, Any]:
    """Return shares and flips under the product's rule and under the former one.

    A case changes one answer that was given by one step; it flips when the set of suggested
    programmes is not the same. Support is never suggested, so it is no part of this.
    """
    rng = np.random.default_rng(settings["study"]["seed"])
    crowd = draw_crowd(rng, world, assumed, catalogue, settings)
    who, changed = draw_cases(rng, crowd, settings["study"]["cases"])
    before = needs_of(world, catalogue, crowd.statements, crowd.people)
    after = needs_of(world, catalogue, changed, [crowd.people[one] for one in who])
    found: dict[str, Any] = {"settings": settings, "rules": catalogue.rules.version}
    for name, rule in RULES.items():
        shown = [
            rule(needs, person.open_to, catalogue.rules)
            for needs, person in zip(before, crowd.people, strict=True)
        ]
        then = [
            rule(needs, crowd.people[one].open_to, catalogue.rules)
            for needs, one in zip(after, who, strict=True)
        ]
        found[name] = {
            "programmes": shares(catalogue, crowd.people, shown),
            "phases": flips(crowd.people, who, shown, then),
        }
    return found


# Rules


def product(needs: Sequence[Need], open_to: Sequence[Programme], rules: Rules) -> frozenset[str]:
    """Return what the product suggests."""
    return frozenset(programme.id for programme, _ in choose(needs, open_to, rules.programmes))


def former(needs: Sequence[Need], open_to: Sequence[Programme], rules: Rules) -> frozenset[str]:
    """Return what version 1 of the rule suggests: the sum over the largest needs, best first."""
    fits = {
        programme.id: sum(
            need.need * programme.competencies.get(need.competency, 0)
            for need in needs[: rules.needs]
        )
        for programme in open_to
    }
    best = sorted((p for p in fits if fits[p] > 0), key=lambda p: (-fits[p], p))
    return frozenset(best[: rules.programmes])


RULES: dict[str, Rule] = {"product": product, "former": former}


# People


def draw_crowd(
    rng: Rng,
    world: World,
    assumed: Assumptions,
    catalogue: Catalogue,
    settings: Mapping[str, Any],
) -> Crowd:
    """Return people of every condition, in a mix of phases, with choices and what they did."""
    count = settings["study"]["people"]
    conditions = (*assumed.conditions, *assumed.fixed)
    answers = [
        draw_answers(rng, world, assumed.universe, who, draw_people(rng, world, assumed, who, size))
        for who, size in zip(conditions, _even(count, len(conditions)), strict=True)
        if size
    ]
    statements = np.concatenate([one.statements for one in answers])
    shares = [settings["phases"][phase] for phase in PHASES]
    phases = rng.choice(len(PHASES), len(statements), p=shares)
    people = [_person(rng, world, catalogue, settings, PHASES[phase]) for phase in phases]
    return Crowd(statements[rng.permutation(len(statements))], people)


def _even(count: int, parts: int) -> list[int]:
    return [count // parts + (part < count % parts) for part in range(parts)]


def _person(
    rng: Rng, world: World, catalogue: Catalogue, settings: Mapping[str, Any], phase: str
) -> Person:
    ids = list(world.value_map.competency)
    says = settings["importance"]
    chosen = rng.random(len(ids)) < says["competencies"] * (rng.random() < says["people"])
    levels = np.where(rng.random(len(ids)) < 0.5, LITTLE, MUCH)
    done = rng.random(len(catalogue.programmes)) < settings["followed"][phase]
    followed = tuple(
        programme.id
        for programme, was in zip(catalogue.programmes, done, strict=True)
        if was and _came_by(programme, phase)
    )
    offered = suitable(catalogue, phase, followed)
    return Person(
        phase,
        {c: float(levels[i]) for i, c in enumerate(ids) if chosen[i]},
        followed,
        [programme for programme in offered if may_enter(programme, followed)],
    )


def _came_by(programme: Programme, phase: str) -> bool:
    """Return whether a person of ``phase`` can have followed the programme."""
    if programme.support or programme.kind == "naslagwerk":
        return False
    return min(PHASES.index(one) for one in programme.phases) <= PHASES.index(phase)


def draw_cases(rng: Rng, crowd: Crowd, count: int) -> tuple[list[int], Floats]:
    """Return who gives one answer otherwise, and all their answers then."""
    places = np.argwhere(~np.isnan(crowd.statements))
    person, item = places[rng.integers(0, len(places), count)].T
    changed = crowd.statements[person]
    given = changed[np.arange(count), item]
    step = rng.choice([-1.0, 1.0], count)
    outside = (given + step < 1) | (given + step > 5)
    changed[np.arange(count), item] = given + np.where(outside, -step, step)
    return [int(one) for one in person], changed


# Needs


def needs_of(
    world: World, catalogue: Catalogue, statements: Floats, people: Sequence[Person]
) -> list[tuple[Need, ...]]:
    """Return each person's needs by the product's own formula."""
    nobody = _nobody(world)
    return [
        weigh_needs(
            replace(nobody, competencies=competencies),
            catalogue,
            world.value_map,
            person.importance,
        )
        for competencies, person in zip(_competencies(world, statements), people, strict=True)
    ]


def _competencies(world: World, statements: Floats) -> Iterator[dict[str, Estimate | None]]:
    """Yield the product's estimates of each person, a block of people at a time."""
    ids, member = list(world.value_map.competency), world.linear_map.competencies
    for start in range(0, len(statements), BLOCK):
        points = world.library.gedrag.answer_scale.points(statements[start : start + BLOCK])
        scores = score_competencies(world.linear_map, points)
        for row, answered in enumerate(~np.isnan(points)):
            counts = {"answered": (member & answered).sum(axis=1), "asked": member.sum(axis=1)}
            yield as_estimates(ids, scores, person=row, **counts)


def _nobody(world: World) -> Profile:
    """Return the profile of somebody who answered nothing."""
    phase = PHASES[0]
    blank = Answers(
        phase, DEFAULT_OFFICE, "2026-11-23T10:00:00+01:00", world.library.versions(phase)
    )
    return score(blank, world.library, world.value_map)


# Counts


def shares(
    catalogue: Catalogue, people: Sequence[Person], shown: Sequence[frozenset[str]]
) -> list[Row]:
    """Return per programme the per cent to whom it is suggested: of its phases, open, and all."""
    rows = []
    for programme in catalogue.programmes:
        if programme.support:
            continue
        times = sum(programme.id in one for one in shown)
        here = sum(person.phase in programme.phases for person in people)
        can = sum(programme in person.open_to for person in people)
        by_phase = {
            phase: _percent(_times(programme.id, people, shown, phase), _inside(people, phase))
            for phase in programme.phases
        }
        rows.append(
            {"id": programme.id, "name": programme.name, "times": times, "phases": by_phase,
             "share": _percent(times, here), "open": _percent(times, can),
             "all": _percent(times, len(people))}
        )  # fmt: skip
    return rows


def _times(
    programme: str, people: Sequence[Person], shown: Sequence[frozenset[str]], phase: str
) -> int:
    pairs = zip(people, shown, strict=True)
    return sum(programme in one for person, one in pairs if person.phase == phase)


def _inside(people: Sequence[Person], phase: str) -> int:
    return sum(person.phase == phase for person in people)


def flips(
    people: Sequence[Person],
    who: Sequence[int],
    shown: Sequence[frozenset[str]],
    then: Sequence[frozenset[str]],
) -> list[Row]:
    """Return per phase, and for all together, the per cent of cases that flip."""
    rows = []
    for phase in ("", *PHASES):
        inside = [n for n, one in enumerate(who) if phase in ("", people[one].phase)]
        turned = [n for n in inside if shown[who[n]] != then[n]]
        mine = [s for p, s in zip(people, shown, strict=True) if phase in ("", p.phase)]
        rows.append(
            {"phase": phase, "people": len(mine), "cases": len(inside),
             "flips": _percent(len(turned), len(inside)),
             "most": max(_percent(n, len(inside)) for n in _each(who, shown, then, turned)),
             "shown": sum(len(one) for one in mine) / max(len(mine), 1),
             "none": _percent(sum(not one for one in mine), len(mine))}
        )  # fmt: skip
    return rows


def _each(
    who: Sequence[int],
    shown: Sequence[frozenset[str]],
    then: Sequence[frozenset[str]],
    turned: Sequence[int],
) -> list[int]:
    """Return how often each programme came or went."""
    moved = [programme for n in turned for programme in shown[who[n]] ^ then[n]]
    return [moved.count(programme) for programme in set(moved)] or [0]


def _percent(part: int, whole: int) -> float:
    return 100.0 * part / max(whole, 1)
