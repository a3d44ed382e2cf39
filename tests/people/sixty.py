"""Sixty varied people: all phases and offices, goals and none, long words, answers left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from assessment.instruments import Answers
from assessment.instruments.model import Question
from assessment.plan.model import Goal, Plan
from assessment.report.composition.material import Material
from tests.people import simulated
from values import PHASES

LONG = "Lange antwoorden over verantwoordelijkheidsgevoel en samenwerkingsverbanden. " * 14


@cache
def material(number: int) -> Material:
    """Return what every document is made from, for person ``number``."""
    phase = PHASES[number % len(PHASES)]
    office = "griffier" if number % 15 == 7 else "wethouder"
    answers = simulated.person(100 + number, phase, office)
    change = CHANGES[number % len(CHANGES)]
    return simulated.material(change(answers), PLANS[number % len(PLANS)])


def told(answers: Answers, words: str) -> Answers:
    """Return answers in which every open question has these words."""
    questions = simulated.library().instrument("verdieping", answers.phase).items
    opened = {q.id: words for q in questions if isinstance(q, Question) and q.kind == "open"}
    return replace(answers, verdieping={**answers.verdieping, **opened}, name="N" * 120)


def _thinned(answers: Answers) -> Answers:
    kept = {i: a for n, (i, a) in enumerate(answers.gedrag.items()) if n % 3}
    return replace(answers, gedrag=kept, verdieping={}, sets={})


def _flat(answers: Answers) -> Answers:
    return replace(answers, gedrag=dict.fromkeys(answers.gedrag, 3), name="")


def _nothing(answers: Answers) -> Answers:
    return replace(answers, gedrag={}, stijl={}, sets={}, verdieping={})


def _apart(answers: Answers) -> Answers:
    given = {item: (1, 5, 3)[n % 3] for n, item in enumerate(answers.gedrag)}
    return replace(answers, gedrag=given)


CHANGES: tuple[Callable[[Answers], Answers], ...] = (
    lambda answers: answers,
    lambda answers: told(answers, LONG),
    _thinned,
    lambda answers: answers,
    _apart,
    lambda answers: told(answers, "Regel\n" * 100),
    _flat,
    _nothing,
)
PLANS = (
    Plan(),
    Plan(goals=simulated.goals()),
    Plan(goals=(Goal("BES2", aim=LONG[:800], by=date(2027, 3, 1)), Goal("AMB1"))),
)
EVERYONE = range(60)
