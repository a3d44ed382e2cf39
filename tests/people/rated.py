"""Answers made up for a test: one trait behind every item, unless told otherwise."""

import numpy as np

from assessment.instruments.answer_scale import AnswerScale
from assessment.quality.measures.scale import Scale
from assessment.quality.results import Alarm

ITEMS = ("a", "b", "c", "d", "e")


def scale(items=ITEMS, **changes):
    facts = {"id": "S", "kind": "competency", "items": tuple(items),
             "answers": AnswerScale(1, 5, 0.0, 100.0), "reversed": frozenset(),
             "minimum": 3}  # fmt: skip
    return Scale(**(facts | changes))


def table(people=300, items=ITEMS, *, noise=0.8, middle=3.0, seed=1):
    random = np.random.default_rng(seed)
    trait = random.normal(size=(people, 1))
    answers = np.clip(
        np.round(middle + trait + noise * random.normal(size=(people, len(items)))), 1, 5
    )
    return {item: column.tolist() for item, column in zip(items, answers.T, strict=True)}


def kinds(found: tuple[Alarm, ...]) -> set[tuple[str, str]]:
    return {(alarm.kind, alarm.item) for alarm in found}
