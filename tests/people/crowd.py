"""Five hundred made-up people who differ in all that a report depends on; the same every time."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from assessment.instruments import Answers
from assessment.plan.model import LITTLE, MUCH, NORMAL, Goal, Plan
from tests.people import simulated
from values import PHASES

SIZE = 500
LONG = "Ik merk dat de woningbouw, de verhoudingen in het college en de raad veel tijd vragen. "

Twist = Callable[[random.Random, Answers], dict[str, Any]]


def somebody(number: int) -> tuple[Answers, Plan]:
    """Return the answers of one of them, with the plan that was made with these."""
    chance = random.Random(number)
    answers = simulated.person(1000 + number, PHASES[number % len(PHASES)])
    for twist in (BEHAVIOUR[number % len(BEHAVIOUR)], *chance.sample(OTHER, 2)):
        answers = replace(answers, **twist(chance, answers))
    return answers, _plan(chance, answers)


def earlier(number: int, taken_at: str) -> Answers:
    """Return what one of them answered at an earlier time: as somebody else of the crowd."""
    return replace(somebody(SIZE + number)[0], taken_at=taken_at)


# What they answered to the statements


def _as_they_are(_: random.Random, answers: Answers) -> dict[str, Any]:
    return {}


def _flat(chance: random.Random, answers: Answers) -> dict[str, Any]:
    return {"gedrag": dict.fromkeys(answers.gedrag, chance.randint(1, 5))}


def _extreme(chance: random.Random, answers: Answers) -> dict[str, Any]:
    return {"gedrag": {item: chance.choice((1, 5)) for item in answers.gedrag}}


def _shifted(chance: random.Random, answers: Answers) -> dict[str, Any]:
    """Return everything so much higher or lower that many answers lie at an end."""
    step = chance.choice((-2, -1, 1, 2))
    moved = {
        item: answer if isinstance(answer, str) else min(5, max(1, answer + step))
        for item, answer in answers.gedrag.items()
    }
    return {"gedrag": moved}


def _with_gaps(chance: random.Random, answers: Answers) -> dict[str, Any]:
    share, missing = chance.random(), chance.random() / 2
    kept = {
        item: "nvt" if chance.random() < missing else answer
        for item, answer in answers.gedrag.items()
        if chance.random() > share
    }
    return {"gedrag": kept}


def _nothing(_: random.Random, answers: Answers) -> dict[str, Any]:
    return {"gedrag": {}}


BEHAVIOUR: tuple[Twist, ...] = (
    *[_as_they_are] * 3, _flat, _extreme, *[_shifted] * 2, *[_with_gaps] * 2, _nothing,
)  # fmt: skip


# And to the rest


def _no_choices(_: random.Random, answers: Answers) -> dict[str, Any]:
    return {"sets": {}}


def _fewest_choices(_: random.Random, answers: Answers) -> dict[str, Any]:
    return {"sets": dict(list(answers.sets.items())[:24])}


def _random_choices(chance: random.Random, answers: Answers) -> dict[str, Any]:
    part = simulated.library().waardenkeuze.designs[answers.design - 1]
    picked = {item.id: chance.sample(item.values, 2) for item in part}
    return {"sets": {i: {"best": best, "worst": worst} for i, (best, worst) in picked.items()}}


def _clear_style(chance: random.Random, answers: Answers) -> dict[str, Any]:
    towards = {axis.id: chance.choice((-3, -1, 0, 1, 3)) for axis in simulated.value_map().axes}
    return {"stijl": simulated.styled(answers, towards).stijl}


def _style_with_gaps(chance: random.Random, answers: Answers) -> dict[str, Any]:
    share = chance.random()
    return {"stijl": {i: step for i, step in answers.stijl.items() if chance.random() > share}}


def _silent(_: random.Random, answers: Answers) -> dict[str, Any]:
    return {"verdieping": {}, "name": ""}


def _talkative(_: random.Random, answers: Answers) -> dict[str, Any]:
    questions = {q.id: q for q in simulated.library().instrument("verdieping", answers.phase).items}
    told = {
        question: (LONG * 30)[: questions[question].max_length].strip()
        if isinstance(answer, str) and questions[question].kind == "open"
        else answer
        for question, answer in answers.verdieping.items()
    }
    name = "Anna-Sophia van den Bergh-Oosterhuis tot Nieuwenhuizen"
    return {"verdieping": told, "name": name}


OTHER: tuple[Twist, ...] = (
    _as_they_are, _as_they_are, _no_choices, _fewest_choices, _random_choices, _clear_style,
    _style_with_gaps, _silent, _talkative,
)  # fmt: skip


# What they plan


def _plan(chance: random.Random, answers: Answers) -> Plan:
    constructs = [*simulated.value_map().competency, *simulated.value_map().values]
    weighed = chance.sample(list(simulated.value_map().competency), chance.randint(0, 6))
    open_to = [p for p in simulated.catalogue().programmes if answers.phase in p.phases]
    goals = tuple(
        _goal(chance, about, [p.id for p in open_to])
        for about in chance.sample(constructs, chance.choice((0, 0, 1, 2, 4)))
    )
    followed = tuple(p.id for p in open_to if chance.random() < 0.1)
    importance = {c: chance.choice((LITTLE, NORMAL, MUCH)) for c in weighed}
    kept = {c: weight for c, weight in importance.items() if weight != NORMAL}
    return Plan(importance=kept, followed=followed, goals=goals)


def _goal(chance: random.Random, about: str, programmes: list[str]) -> Goal:
    if chance.random() < 0.3:
        return Goal(about=about)
    return Goal(
        about=about,
        aim=f"Ik wil dit jaar verder komen met {_name(about)}.",
        doing="Ik plan elke maand een uur met een collega die hier goed in is.",
        noticing="Mijn ambtenaren merken dat ik anders vraag.",
        by=date(2027, chance.randint(1, 12), 15),
        helper="Mijn coach",
        programmes=tuple(chance.sample(programmes, min(len(programmes), chance.randint(0, 2)))),
        actions=("Elke maand een filmpje van één minuut.",) if chance.random() < 0.4 else (),
    )


def _name(construct: str) -> str:
    value_map = simulated.value_map()
    named = value_map.competency.get(construct) or value_map.values[construct]
    return named.name
