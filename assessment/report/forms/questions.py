"""A part of the zelfbeoordeling as a form, with the words of a phase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessment.instruments.library import Library
from assessment.instruments.model import Item, Option, Question
from assessment.report.form import Aside, Asked, Choosing, Questionnaire, Ranking, Writing
from assessment.report.forms.texts import say
from values import ValueMap

_LETTERS_A_LINE = 130  # that somebody writes by hand
_SHORT = 24  # letters of an answer that stands after another


@dataclass(frozen=True, slots=True)
class Print:
    """What to print: the items of ``part`` in their order, with the words of ``phase``.

    ``own`` says that they stand in the order of somebody's own attempt; otherwise they are version
    ``design`` of the waardenkeuze and in the order of the content.
    """

    part: str
    phase: str
    items: Sequence[Item]
    own: bool
    design: int


def compose_form(
    library: Library, value_map: ValueMap, asked: Print, created_at: datetime
) -> Questionnaire:
    """Return the form; its numbers are those of the page on which the answers are entered."""
    header = library.instrument(asked.part, asked.phase).header
    phase = say(f"phases.{asked.phase}")
    return Questionnaire(
        title=header.title,
        subtitle=say("form.subtitle", phase=phase),
        lines=tuple(_lines(library, asked)),
        questions=tuple(_questions(library, value_map, asked)),
        footer=say("form.footer", title=header.title, phase=phase),
        created_at=created_at,
    )


def _lines(library: Library, asked: Print) -> Iterator[str]:
    header = library.instrument(asked.part, asked.phase).header
    yield header.intro
    if leading := header.leading(asked.phase):
        yield leading
    copying = say("form.copy_own" if asked.own else "form.copy_fixed")
    yield f"{say('form.how')} {copying}"
    if not asked.own and any(item.kind == "set" for item in asked.items):
        yield say("form.design", design=asked.design, designs=len(library.waardenkeuze.designs))


def _questions(library: Library, value_map: ValueMap, asked: Print) -> Iterator[Asked]:
    """Yield the questions, with a heading where another kind begins."""
    before = ""
    for item in asked.items:
        if item.kind != before and item.kind == "switching":
            yield Aside(library.stijl.switching_lead)
        elif item.kind != before and item.kind == "scenario":
            yield Aside(say("form.scenario"))
        before = item.kind
        yield _question(library, value_map, item, asked.phase)


def _question(library: Library, value_map: ValueMap, item: Item, phase: str) -> Asked:
    match item.kind:
        case "rating":
            scale = _answers(library.gedrag.options)
            missing = library.gedrag.missing
            return Choosing((item.wording(phase),), (*scale, (missing.id, missing.label)))
        case "switching":
            answers = _answers(library.stijl.switching_options)
            return Choosing((item.wording(phase),), answers)
        case "pair" | "scenario":
            situation, first, second = item.wording(phase)
            both = (say("form.pair_first", text=first), say("form.pair_second", text=second))
            texts = (situation, *both) if situation else both
            return Choosing(texts, _answers(library.stijl.options))
        case "set":
            return _ranking(value_map, item.values)
        case _:
            return _told(item)


def _answers(options: Sequence[Option]) -> tuple[tuple[str, str], ...]:
    return tuple((str(option.value), option.label) for option in options)


def _ranking(value_map: ValueMap, values: Sequence[str]) -> Ranking:
    named = (value_map.values[value] for value in values)
    return Ranking(
        say("form.set"),
        say("form.head"),
        tuple((v.id, say("form.value", name=v.name, choice=v.choice)) for v in named),
        (("best", say("form.best")), ("worst", say("form.worst"))),
    )


def _told(question: Question) -> Asked:
    """Return a question of which the answer is told: to write, or one or several answers."""
    if question.kind == "open":
        words = " ".join(filter(None, (question.text, question.hint)))
        return Writing(words, max(2, question.max_length // _LETTERS_A_LINE))
    answers = tuple((option.id, option.label) for option in question.options)
    return Choosing(
        tuple(filter(None, (question.text, question.hint))),
        answers,
        short=all(len(words) <= _SHORT for _, words in answers),
        several=question.kind == "choices",
    )
