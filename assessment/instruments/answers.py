"""Answers as data: what may be answered to each kind of item, and the answers of one attempt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import nan
from typing import Any, TypeAlias

from assessment.instruments.model import (
    NOT_EXPERIENCED,
    ChoiceSet,
    ExtraStatement,
    Item,
    Pair,
    Question,
    Statement,
    Switching,
)
from assessment.wording import clean_text, say, short, type_message

Picked: TypeAlias = Mapping[str, str]
Answer: TypeAlias = int | str | Picked | tuple[str, ...]


class AnswerError(ValueError):
    """An answer that the item does not offer; the message names the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything one person answered. Unanswered items are absent.

    ``extra`` holds the extra statements of gedrag, answered after the result was seen; nothing
    but a closer look at the competencies they belong to is made of them. ``dilemmas`` holds choices
    between two good values, answered then too; they are told back and nothing is made of them.
    """

    phase: str
    office: str
    taken_at: str
    instruments: Mapping[str, int]
    gedrag: Mapping[str, int | str] = field(default_factory=dict)
    stijl: Mapping[str, int] = field(default_factory=dict)
    design: int = 1
    sets: Mapping[str, Picked] = field(default_factory=dict)
    verdieping: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    extra: Mapping[str, int | str] = field(default_factory=dict)
    dilemmas: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    simulated: bool = False  # by a program: never in a norm or a calibration


def answer_row(answers: Mapping[str, int | str], ids: Sequence[str]) -> list[float]:
    """Return one person's answers to some items as numbers; NaN for "nvt" and unanswered.

    Examples
    --------
    >>> answer_row({"a": 4, "b": "nvt"}, ["a", "b", "c"])
    [4.0, nan, nan]
    """
    return [
        nan
        if (answer := answers.get(item_id, NOT_EXPERIENCED)) == NOT_EXPERIENCED
        else float(answer)
        for item_id in ids
    ]


def check_answer(item: Item, value: Any, place: str) -> Answer:
    """Return ``value`` as an answer to ``item``, or raise AnswerError naming ``place``."""
    match item:
        case Statement() | ExtraStatement():
            return _rating(value, place)
        case Pair() | Switching():
            return _step(value, place)
        case ChoiceSet():
            return _picked(item, value, place)
        case Question():
            return _question_answer(item, value, place)


def _rating(value: Any, place: str) -> int | str:
    if value == NOT_EXPERIENCED:
        return NOT_EXPERIENCED
    if type(value) is not int or not 1 <= value <= 5:
        raise AnswerError(
            say("answers.rating", place=place, value=short(value), low=1, high=5,
                missing=NOT_EXPERIENCED)
        )  # fmt: skip
    return value


def _step(value: Any, place: str) -> int:
    if type(value) is not int or not 1 <= value <= 6:
        raise AnswerError(say("answers.step", place=place, value=short(value), low=1, high=6))
    return value


def _picked(item: ChoiceSet, value: Any, place: str) -> Picked:
    if not isinstance(value, dict):
        raise AnswerError(type_message(place, value, "object"))
    for key in ("best", "worst"):
        if key not in value:
            raise AnswerError(say("answers.missing", place=f"{place}.{key}"))
        if value[key] not in item.values:
            raise AnswerError(
                say("answers.set_value", place=f"{place}.{key}", value=short(value[key]),
                    expected=", ".join(item.values))
            )  # fmt: skip
    if extra := sorted(value.keys() - {"best", "worst"}):
        raise AnswerError(say("answers.unknown", place=f"{place}.{extra[0]}"))
    if value["best"] == value["worst"]:
        raise AnswerError(say("answers.set_same", place=place, value=value["best"]))
    return {"best": value["best"], "worst": value["worst"]}


def _question_answer(item: Question, value: Any, place: str) -> str | tuple[str, ...]:
    if item.kind == "open":
        return _text(item, value, place)
    if item.kind == "choice":
        return _one_of(item, value, place)
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise AnswerError(type_message(place, value, "list"))
    chosen = {_one_of(item, choice, place) for choice in value}
    if item.excludes(chosen):
        raise AnswerError(_explain_exclusion(item, chosen, place))
    return tuple(option.id for option in item.options if option.id in chosen)


def _explain_exclusion(item: Question, chosen: set[str], place: str) -> str:
    alone = next(o.id for o in item.options if o.id in chosen & item.exclusive)
    others = ", ".join(o.id for o in item.options if o.id in chosen - {alone})
    return say("answers.exclusive", place=place, value=alone, others=others)


def _one_of(item: Question, value: Any, place: str) -> str:
    ids = [option.id for option in item.options]
    if value not in ids:
        raise AnswerError(
            say("answers.wrong_choice", place=place, value=short(value), expected=", ".join(ids))
        )
    return str(value)


def _text(item: Question, value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise AnswerError(say("answers.open_text", place=place))
    text = clean_text(value)
    if len(text) > item.max_length:
        raise AnswerError(
            say("answers.too_long", place=place, size=len(text), limit=item.max_length)
        )
    return text
