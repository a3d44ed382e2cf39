"""Dilemmas: what must hold of them beyond the fields, and what somebody chose."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from assessment.instruments.model import WHY, Dilemma, Dilemmas
from assessment.instruments.problems import say
from values import ValueMap
from values.readability import measure

MAX_DIFFERENCE = 6  # words between the two ways out of a scene


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody would do in a dilemma, for which value, and why; ``why`` may be empty."""

    dilemma: Dilemma
    value: str
    text: str
    other: str  # the value of the other way out
    why: str


def read_chosen(part: Dilemmas, answers: Mapping[str, object]) -> tuple[Chosen, ...]:
    """Return what was chosen, in the order of the dilemmas; of what was left open nothing.

    That is all the scoring there is: nothing is counted, so nobody has more or less of a value.
    """
    return tuple(
        Chosen(
            dilemma,
            *_ways(dilemma, str(answers[dilemma.id])),
            why=str(answers.get(dilemma.id + WHY, "")),
        )
        for dilemma in part.dilemmas
        if answers.get(dilemma.id) in (dilemma.first, dilemma.second)
    )


def _ways(dilemma: Dilemma, value: str) -> tuple[str, str, str]:
    if value == dilemma.first:
        return dilemma.first, dilemma.first_text, dilemma.second
    return dilemma.second, dilemma.second_text, dilemma.first


def check_dilemmas(part: Dilemmas, value_map: ValueMap) -> Iterator[str]:
    """Yield what is wrong with the dilemmas, one sentence each."""
    file = part.header.file
    if len(part.dilemmas) != part.expected:
        yield say("dilemmas.count", file=file, found=len(part.dilemmas), expected=part.expected)
    for dilemma in part.dilemmas:
        yield from _check(dilemma, file, value_map)
    named = Counter(chain.from_iterable((d.first, d.second) for d in part.dilemmas))
    yield from (
        say("dilemmas.value_twice", file=file, value=value, count=count)
        for value, count in named.items()
        if count > 1
    )


def _check(dilemma: Dilemma, file: str, value_map: ValueMap) -> Iterator[str]:
    place = {"file": file, "id": dilemma.id}
    for value in (dilemma.first, dilemma.second):
        if value not in value_map.values:
            yield say("dilemmas.unknown", **place, value=value)
        elif value in value_map.virtues:
            yield say("dilemmas.virtue", **place, value=value)
    clusters = {value_map.cluster_of[v].id for v in _known(dilemma, value_map)}
    if len(clusters) == 1 and len(_known(dilemma, value_map)) == 2:
        yield say("dilemmas.one_cluster", **place)
    lengths = [measure(text).words for text in (dilemma.first_text, dilemma.second_text)]
    if abs(lengths[0] - lengths[1]) > MAX_DIFFERENCE:
        yield say("dilemmas.lengths", **place, limit=MAX_DIFFERENCE)


def _known(dilemma: Dilemma, value_map: ValueMap) -> Sequence[str]:
    return [v for v in (dilemma.first, dilemma.second) if v in value_map.values]
