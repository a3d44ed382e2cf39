"""Dilemmas, offered after the result: choices between two good values, told back to their owner."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from assessment.instruments.dilemmas import Chosen, read_chosen
from assessment.instruments.model import Question
from assessment.services.content import Content
from assessment.services.refusals import PageNotFound
from assessment.services.reporting import NotSubmitted
from assessment.store.attempts import Attempt
from values import DILEMMAS


@dataclass(frozen=True, slots=True)
class DilemmaPage:
    """A few dilemmas with what was answered; pages are counted from 1."""

    number: int
    pages: int
    items: tuple[Question, ...]
    answers: Mapping[str, Any]
    seen: Mapping[str, int]  # by item: the revision of the answer that is shown; 0 without one


@dataclass(frozen=True, slots=True)
class Told:
    """A choice with the names of both values."""

    chosen: Chosen
    value: str
    other: str


def tell_chosen(content: Content, attempt: Attempt) -> tuple[Told, ...]:
    """Return what was chosen so far; raises NotSubmitted before there is a result."""
    if attempt.submitted_at is None:
        raise NotSubmitted(attempt.id)
    names = content.value_map.values
    return tuple(
        Told(one, names[one.value].name, names[one.other].name)
        for one in read_chosen(content.library.dilemmas, attempt.given(DILEMMAS))
    )


def count_dilemmas(content: Content) -> int:
    """Return how many dilemmas there are."""
    return len(content.library.dilemmas.dilemmas)


def open_dilemmas(content: Content, attempt: Attempt, number: int) -> DilemmaPage:
    """Return a page of dilemmas; raises NotSubmitted, and PageNotFound for anything else."""
    if attempt.submitted_at is None:
        raise NotSubmitted(attempt.id)
    part = content.library.dilemmas
    size = 2 * part.header.items_per_page  # each dilemma is two questions
    pages = ceil(len(part.items) / size)
    if not 1 <= number <= pages:
        raise PageNotFound(f"{DILEMMAS} {number}")
    items = part.items[(number - 1) * size : number * size]
    saved = attempt.answers.get(DILEMMAS, {})
    return DilemmaPage(
        number,
        pages,
        items,
        attempt.kept(DILEMMAS),
        {item.id: saved[item.id].revision if item.id in saved else 0 for item in items},
    )
