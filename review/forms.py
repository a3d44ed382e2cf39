"""What raters are asked: statements to sort and sentences to rate, in an order from a seed."""

import hashlib
import json
import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from string import ascii_uppercase
from typing import Any

from assessment.instruments import Library
from assessment.instruments.model import Pair
from values import Value, ValueMap

SORTING, CLOSER, DESIRABILITY = "sorteren", "scherper", "wenselijkheid"
KINDS = (SORTING, CLOSER, DESIRABILITY)
CODE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class ValueOption:
    """A value to choose, by a number; ``competencies`` are those that it links to."""

    number: int
    id: str
    name: str
    sentence: str
    competencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompetencyOption:
    """A competency to choose, by a letter."""

    letter: str
    id: str
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement under a number that tells nothing, with the value and competency it is for.

    An extra statement is for a competency alone; its ``value`` is empty.
    """

    number: int
    id: str
    text: str
    value: str
    competency: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to rate: the choice sentence of a value, or one pole of a style pair.

    ``about`` is the id of the value or pair; ``pole`` is 0 for a value, else 1 or 2, with ``axis``
    and the name of the ``style``.
    """

    number: int
    about: str
    text: str
    pole: int = 0
    axis: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class SortingForm:
    """A blind sorting form and what it hides.

    ``kind`` is SORTING, or CLOSER for the extra statements: those are sorted by competency alone,
    and there are no ``values`` to choose.
    """

    kind: str
    values: tuple[ValueOption, ...]
    competencies: tuple[CompetencyOption, ...]
    statements: tuple[Statement, ...]

    @property
    def code(self) -> str:
        """Return what every copy of this form carries: it follows from all that is in it."""
        return _code(self.kind, asdict(self))


@dataclass(frozen=True, slots=True)
class DesirabilityForm:
    """The form on how desirable an answer looks."""

    sentences: tuple[Sentence, ...]

    @property
    def code(self) -> str:
        """Return what every copy of this form carries: it follows from all that is in it."""
        return _code(DESIRABILITY, asdict(self))


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one kit."""

    seed: int
    sorting: SortingForm
    closer: SortingForm
    desirability: DesirabilityForm

    @property
    def codes(self) -> dict[str, str]:
        """Return the code of each form, by kind."""
        return {
            SORTING: self.sorting.code,
            CLOSER: self.closer.code,
            DESIRABILITY: self.desirability.code,
        }

    def texts(self, kind: str) -> dict[int, str]:
        """Return what a form of this kind asks about, by number."""
        if kind == DESIRABILITY:
            return {sentence.number: sentence.text for sentence in self.desirability.sentences}
        return {s.number: s.text for s in self.sort_form(kind).statements}

    def sort_form(self, kind: str) -> SortingForm:
        """Return the form by which statements of this kind are sorted; not for desirability."""
        return self.closer if kind == CLOSER else self.sorting


def _code(kind: str, content: dict[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:CODE_DIGITS]}"


def build_forms(library: Library, value_map: ValueMap, seed: int) -> Forms:
    """Return the forms of the content as it is; the same content and seed give the same forms."""
    return Forms(
        seed=seed,
        sorting=_sorting(library, value_map, random.Random(f"{SORTING} {seed}")),
        closer=_closer(library, value_map, random.Random(f"{CLOSER} {seed}")),
        desirability=_desirability(library, value_map, random.Random(f"{DESIRABILITY} {seed}")),
    )


def choice_sentence(value: Value) -> str:
    """Return the sentence by which people choose the value: ``choice``, or what stands for it."""
    choice = str(getattr(value, "choice", ""))
    return choice or value.meaning.split(". ")[0].rstrip(".") + "."


def _sorting(library: Library, value_map: ValueMap, chance: random.Random) -> SortingForm:
    values = sorted(value_map.values.values(), key=lambda value: value.name)
    statements = list(library.gedrag.items)
    chance.shuffle(statements)
    return SortingForm(
        kind=SORTING,
        values=tuple(
            ValueOption(
                number, value.id, value.name, choice_sentence(value), (*value.competencies,)
            )
            for number, value in enumerate(values, start=1)
        ),
        competencies=_list_competencies(value_map),
        statements=tuple(
            Statement(number, item.id, item.text, item.value, item.competency)
            for number, item in enumerate(statements, start=1)
        ),
    )


def _closer(library: Library, value_map: ValueMap, chance: random.Random) -> SortingForm:
    statements = list(library.gedrag.extra)
    chance.shuffle(statements)
    return SortingForm(
        kind=CLOSER,
        values=(),
        competencies=_list_competencies(value_map),
        statements=tuple(
            Statement(number, item.id, item.text, "", item.competency)
            for number, item in enumerate(statements, start=1)
        ),
    )


def _list_competencies(value_map: ValueMap) -> tuple[CompetencyOption, ...]:
    competencies = sorted(value_map.competencies, key=lambda competency: competency.name)
    return tuple(
        CompetencyOption(letter, competency.id, competency.name, competency.definition)
        for letter, competency in zip(ascii_uppercase, competencies, strict=False)
    )


def _desirability(library: Library, value_map: ValueMap, chance: random.Random) -> DesirabilityForm:
    sentences = [
        Sentence(0, value.id, choice_sentence(value)) for value in value_map.values.values()
    ]
    sentences += [pole for pair in list_pairs(library) for pole in _poles(pair, value_map)]
    chance.shuffle(sentences)
    while _poles_touch(sentences):
        chance.shuffle(sentences)
    return DesirabilityForm(
        tuple(
            Sentence(number, s.about, s.text, s.pole, s.axis, s.style)
            for number, s in enumerate(sentences, start=1)
        )
    )


def list_pairs(library: Library) -> list[Pair]:
    """Return the style pairs that are scored, in the order of the instrument."""
    return [item for item in library.stijl.items if isinstance(item, Pair) and item.kind == "pair"]


def _poles(pair: Pair, value_map: ValueMap) -> Iterable[Sentence]:
    axis = next(axis for axis in value_map.axes if axis.id == pair.axis)
    texts = (pair.first, pair.second) if pair.first_pole == 1 else (pair.second, pair.first)
    for pole, (style, text) in enumerate(
        zip((axis.pole1, axis.pole2), texts, strict=True), start=1
    ):
        yield Sentence(0, pair.id, text, pole, axis.id, value_map.style[style].name)


def _poles_touch(sentences: list[Sentence]) -> bool:
    """Return whether two poles of one pair stand beside each other: that invites to compare."""
    return any(a.about == b.about for a, b in zip(sentences, sentences[1:], strict=False))
