"""Rules the instruments must keep beyond having the right fields: one sentence per problem."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from assessment.instruments.library import Library
from assessment.instruments.model import (
    Gedrag,
    Header,
    Pair,
    Statement,
    Stijl,
    Switching,
    Verdieping,
    Waardenkeuze,
)
from values import BANDS, PHASES, ValueMap
from values.checks import hard_texts, repeated_texts
from values.readability import measure

MAX_STATEMENT = 20  # words
AXES = ("A", "B", "C")
QUESTIONS = range(10, 19)  # questions a phase may get


def problems(library: Library, value_map: ValueMap) -> list[str]:
    """Return what is wrong with the instruments in ``library``, or an empty list."""
    named = texts(library)
    return [
        *_unique_ids(library),
        *_statements(library.gedrag, value_map),
        *_neighbours(library.gedrag, value_map),
        *_bands(library.gedrag),
        *_style_items(library.stijl),
        *_pair_balance(library.stijl, value_map),
        *_designs(library.waardenkeuze, value_map),
        *_questions(library.verdieping, PHASES[1:]),
        *_questions(library.intake, PHASES[:1]),
        *(f"{place}: the text is empty" for place, text in named if not text.strip()),
        *repeated_texts(named),
        *hard_texts(named),
    ]


def texts(library: Library) -> list[tuple[str, str]]:
    """Return every running text of the instruments with the place it stands."""
    parts = (
        library.gedrag,
        library.stijl,
        library.waardenkeuze,
        library.verdieping,
        library.intake,
    )
    questions = (*library.verdieping.items, *library.intake.items)
    optional = [
        *((f"gedrag {item.id}.text_aspirant", item.text_aspirant) for item in library.gedrag.items),
        *(named for item in library.stijl.items for named in _optional_style_texts(item)),
        *((f"question {q.id}.hint", q.hint) for q in questions),
    ]
    return [
        *((f"{part.header.id}.intro", part.header.intro) for part in parts),
        *((f"gedrag {item.id}", item.text) for item in library.gedrag.items),
        *(named for item in library.stijl.items for named in _style_texts(item)),
        *((f"question {question.id}", question.text) for question in questions),
        *((place, text) for place, text in optional if text),
    ]


def _style_texts(item: Pair | Switching) -> Iterator[tuple[str, str]]:
    if isinstance(item, Switching):
        yield f"stijl {item.id}", item.text
        return
    names = ("first", "second", "situation") if item.kind == "scenario" else ("first", "second")
    yield from ((f"stijl {item.id}.{name}", getattr(item, name)) for name in names)


def _optional_style_texts(item: Pair | Switching) -> Iterator[tuple[str, str]]:
    if isinstance(item, Switching):
        yield f"stijl {item.id}.text_aspirant", item.text_aspirant
        return
    for name in ("first_aspirant", "second_aspirant", "situation_aspirant"):
        yield f"stijl {item.id}.{name}", getattr(item, name)


def _unique_ids(library: Library) -> Iterator[str]:
    for part in (library.gedrag, library.stijl, library.verdieping, library.intake):
        for item_id, count in Counter(item.id for item in part.items).items():
            if count > 1:
                yield f"{_header(part).id} item {item_id}: the id is used {count} times"


def _header(part: Gedrag | Stijl | Waardenkeuze | Verdieping) -> Header:
    return part.header


def _statements(gedrag: Gedrag, value_map: ValueMap) -> Iterator[str]:
    if len(gedrag.items) != 78:
        yield f"gedrag: {len(gedrag.items)} statements instead of 78"
    per_value = Counter(item.value for item in gedrag.items)
    for value_id in value_map.values:
        if per_value[value_id] != 2:
            yield f"value {value_id}: {per_value[value_id]} statements instead of 2"
    for item in gedrag.items:
        yield from _statement(item, value_map)
    for competency in value_map.competencies:
        yield from _levels(gedrag, competency.id)


def _statement(item: Statement, value_map: ValueMap) -> Iterator[str]:
    if item.value not in value_map.values or item.competency not in value_map.competency:
        yield f"gedrag item {item.id}: unknown value or competency"
    elif item.competency not in value_map.values[item.value].competencies:
        yield f"gedrag item {item.id}: {item.value} has no link to {item.competency}"
    if not (item.indicator and item.opvatting):
        yield f"gedrag item {item.id}: must name its indicator and its opvatting"
    yield from _too_long(f"gedrag item {item.id}", (item.text, item.text_aspirant))


def _levels(gedrag: Gedrag, competency_id: str) -> Iterator[str]:
    levels = Counter(item.level for item in gedrag.items if item.competency == competency_id)
    if levels.total() < 4:
        yield f"competency {competency_id}: {levels.total()} statements, needs at least 4"
    for level in range(1, 5):
        if not levels[level]:
            yield f"competency {competency_id}: no statement of level {level}"
    if unknown := sorted(levels.keys() - {1, 2, 3, 4}):
        yield f"competency {competency_id}: a statement of level {unknown[0]}, not 1 to 4"


def _too_long(place: str, sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        if (words := measure(sentence).words) > MAX_STATEMENT:
            yield f"{place}: {words} words (at most {MAX_STATEMENT})"


def _neighbours(gedrag: Gedrag, value_map: ValueMap) -> Iterator[str]:
    for one, other in pairwise(gedrag.items):
        if one.competency == other.competency or one.value == other.value:
            yield f"gedrag items {one.id} and {other.id}: neighbours share a competency or value"


def _bands(gedrag: Gedrag) -> Iterator[str]:
    bands = gedrag.scoring.bands
    lows = list(bands.values())
    if tuple(bands) != BANDS or lows[0] != 0 or lows != sorted(set(lows)):
        yield f"gedrag bands: must be {', '.join(BANDS)}, rising from 0"
    if [option.value for option in gedrag.options] != [1, 2, 3, 4, 5]:
        yield "gedrag options: must be 1 to 5"


def _style_items(stijl: Stijl) -> Iterator[str]:
    for noun, items, expected in (
        ("pairs", stijl.pairs, 8),
        ("switching items", stijl.switching, 2),
        ("scenarios", stijl.scenarios, 1),
    ):
        per_axis = Counter(item.axis for item in items)
        for axis in AXES:
            if per_axis[axis] != expected:
                yield f"axis {axis}: {per_axis[axis]} {noun} instead of {expected}"
        yield from (f"stijl item {i.id}: unknown axis {i.axis!r}" for i in items
                    if i.axis not in AXES)  # fmt: skip
    for item in stijl.switching:
        yield from _too_long(f"stijl item {item.id}", (item.text, item.text_aspirant))
    for options in (stijl.options, stijl.switching_options):
        if [option.value for option in options] != [1, 2, 3, 4, 5, 6]:
            yield "stijl options: must be 1 to 6"


def _pair_balance(stijl: Stijl, value_map: ValueMap) -> Iterator[str]:
    for axis in value_map.axes:
        first = Counter(pair.first_pole for pair in stijl.pairs if pair.axis == axis.id)
        if first[1] != first[2]:
            yield f"axis {axis.id}: pole 1 comes first {first[1]} times and pole 2 {first[2]} times"
    for pair in stijl.pairs:
        yield from _too_long(
            f"stijl item {pair.id}",
            (pair.first, pair.second, pair.first_aspirant, pair.second_aspirant),
        )
        if abs(measure(pair.first).words - measure(pair.second).words) > 4:
            yield f"stijl item {pair.id}: its statements differ more than 4 words in length"
    for pair in (*stijl.pairs, *stijl.scenarios):
        if pair.first_pole not in (1, 2):
            yield f"stijl item {pair.id}: first_pole must be 1 or 2"


def _designs(part: Waardenkeuze, value_map: ValueMap) -> Iterator[str]:
    if len(part.designs) != 20:
        yield f"waardenkeuze: {len(part.designs)} designs instead of 20"
    for number, sets in enumerate(part.designs, start=1):
        shown = Counter(value_id for item in sets for value_id in item.values)
        together = Counter(
            frozenset(pair) for item in sets for pair in combinations(item.values, 2)
        )
        if len(sets) != 32 or any(shown[value_id] != 4 for value_id in value_map.values):
            yield f"waardenkeuze design {number}: must show every value four times in 32 sets"
        if any(count > 1 for count in together.values()):
            yield f"waardenkeuze design {number}: a pair of values comes twice"
        if {len(item.values) for item in sets} != {4, 5}:
            yield f"waardenkeuze design {number}: sets must have four or five values"
    if (kept := _same_cluster(part, value_map)) > 6:
        yield f"waardenkeuze: {kept} sets hold two values of one cluster (at most 6)"


def _same_cluster(part: Waardenkeuze, value_map: ValueMap) -> int:
    clusters = {value_id: cluster.id for value_id, cluster in value_map.cluster_of.items()}
    return sum(
        len({clusters.get(value_id, value_id) for value_id in item.values}) < len(item.values)
        for sets in part.designs
        for item in sets
    )


def _questions(part: Verdieping, phases: Iterable[str]) -> Iterator[str]:
    for phase in phases:
        count = len(part.items_for(phase, 1))
        if count not in QUESTIONS:
            limits = f"{QUESTIONS.start} to {QUESTIONS.stop - 1}"
            yield f"{part.header.id}: {count} questions for {phase} ({limits})"
    for item in part.items:
        if item.kind == "open" and not 200 <= item.max_length <= 2000:
            yield f"question {item.id}: max_length must lie in 200..2000"
        if item.kind != "open" and len(item.options) < 2:
            yield f"question {item.id}: needs at least two options"
        if len({option.id for option in item.options}) < len(item.options):
            yield f"question {item.id}: two options have the same id"
        if not set(item.phases) <= set(PHASES):
            yield f"question {item.id}: unknown phase"
