"""Rules the statements and the bank of extra ones must keep: one Dutch sentence each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from assessment.instruments.model import ExtraStatement, Gedrag, Option, Statement
from assessment.instruments.problems import say
from values import BANDS, LEVELS, Competency, ValueMap
from values.checks import COMPETENCIES
from values.readability import measure

MAX_STATEMENT = 20  # words
OWN_WORDINGS = ("text_aspirant", "text_vertrekkend")
RATINGS = range(1, 6)


def check_statements(gedrag: Gedrag, value_map: ValueMap) -> Iterator[str]:
    """Yield what is wrong with the statements, their scale and the bank."""
    yield from _statements(gedrag, value_map)
    yield from _extra(gedrag, value_map)
    yield from _neighbours(gedrag)
    yield from _bands(gedrag)


def check_length(file: str, item_id: str, sentences: Iterable[str]) -> Iterator[str]:
    """Yield a problem for each sentence that is too long to take in at once."""
    for sentence in sentences:
        if (words := measure(sentence).words) > MAX_STATEMENT:
            yield say("items.long", file=file, id=item_id, words=words, limit=MAX_STATEMENT)


def check_scale(key: str, file: str, options: Iterable[Option], values: range) -> Iterator[str]:
    """Yield a problem when the options do not have these values, in order."""
    if [option.value for option in options] != list(values):
        yield say(key, file=file, low=values[0], high=values[-1])


def _statements(gedrag: Gedrag, value_map: ValueMap) -> Iterator[str]:
    file, expected = gedrag.header.file, gedrag.expected
    if (count := len(gedrag.items)) != expected.statements:
        yield say("gedrag.statements", file=file, found=count, expected=expected.statements)
    per_value = Counter(item.value for item in gedrag.items)
    for value_id in value_map.values:
        if (count := per_value[value_id]) != expected.per_value:
            yield say("gedrag.per_value", file=file, value=value_id, found=count,
                      expected=expected.per_value)  # fmt: skip
    for item in gedrag.items:
        yield from _statement(item, file, value_map)
    known = {item.id: item.competency for item in gedrag.items}
    for competency in value_map.competencies:
        yield from _grounds(competency, known)
        yield from _levels(gedrag, competency.id)


def _grounds(competency: Competency, known: Mapping[str, str]) -> Iterator[str]:
    """Yield a problem for each sentence about a competency that rests on statements of another."""
    for band, line in competency.feedback.items():
        for item in line.rests_on:
            if known.get(item) != competency.id:
                yield say(
                    "gedrag.rests_on", file=COMPETENCIES, id=competency.id, band=band, item=item
                )


def _statement(item: Statement, file: str, value_map: ValueMap) -> Iterator[str]:
    if item.value not in value_map.values or item.competency not in value_map.competency:
        yield say("gedrag.unknown", file=file, id=item.id)
    elif item.competency not in value_map.values[item.value].competencies:
        yield say("gedrag.no_link", file=file, id=item.id, value=item.value,
                  competency=item.competency)  # fmt: skip
    if not (item.indicator and item.opvatting):
        yield say("gedrag.grounds", file=file, id=item.id)
    yield from _wordings(item, file)
    virtue = _is_virtue(item, value_map)
    if virtue == bool(item.step):
        yield say("gedrag.step_of_virtue" if virtue else "gedrag.no_step", file=file, id=item.id)


def _is_virtue(item: Statement, value_map: ValueMap) -> bool:
    return item.value in value_map.virtues or item.competency in value_map.virtues


def _wordings(item: Statement | ExtraStatement, file: str) -> Iterator[str]:
    """Yield what is wrong with the sentences; who leaves or left reads one in the past tense."""
    own = [getattr(item, name) for name in OWN_WORDINGS]
    yield from check_length(file, item.id, (item.text, *own))
    if not item.text_vertrekkend or item.text_vertrekkend == item.text:
        yield say("gedrag.no_past", file=file, id=item.id)


def _extra(gedrag: Gedrag, value_map: ValueMap) -> Iterator[str]:
    """Yield what is wrong with the bank: as many of each competency, on what its levels say."""
    file, expected = gedrag.header.file, gedrag.expected.extra_per_competency
    for competency in value_map.competencies:
        items = gedrag.extra_of(competency.id)
        if len(items) != expected:
            yield say("gedrag.extra", file=file, competency=competency.id, found=len(items),
                      expected=expected)  # fmt: skip
    for item in gedrag.extra:
        yield from _extra_statement(item, file, value_map)


def _extra_statement(item: ExtraStatement, file: str, value_map: ValueMap) -> Iterator[str]:
    if item.competency not in value_map.competency:
        yield say("gedrag.unknown", file=file, id=item.id)
    if item.indicator != f"{item.competency} N{item.level}" or item.level not in LEVELS:
        yield say("gedrag.extra_ground", file=file, id=item.id)
    yield from _wordings(item, file)


def _levels(gedrag: Gedrag, competency_id: str) -> Iterator[str]:
    place = {"file": gedrag.header.file, "competency": competency_id}
    levels = Counter(item.level for item in gedrag.items if item.competency == competency_id)
    least = gedrag.expected.least_per_competency
    if levels.total() < least:
        yield say("gedrag.few", **place, found=levels.total(), least=least)
    for level in LEVELS:
        if not levels[level]:
            yield say("gedrag.no_level", **place, level=level)
    for level in sorted(levels.keys() - set(LEVELS)):
        yield say("gedrag.odd_level", **place, level=level, known=", ".join(map(str, LEVELS)))


def _neighbours(gedrag: Gedrag) -> Iterator[str]:
    for item, other in pairwise(gedrag.items):
        if item.competency == other.competency or item.value == other.value:
            yield say("gedrag.neighbours", file=gedrag.header.file, id=item.id, other=other.id)


def _bands(gedrag: Gedrag) -> Iterator[str]:
    bands = gedrag.scoring.bands
    lows = list(bands.values())
    if tuple(bands) != BANDS or lows[0] != 0 or lows != sorted(set(lows)):
        yield say("gedrag.bands", file=gedrag.header.file, bands=", ".join(BANDS))
    yield from check_scale("gedrag.options", gedrag.header.file, gedrag.options, RATINGS)
