"""Rules the instruments must keep beyond having the right fields: one Dutch sentence each."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import combinations

from assessment.instruments.dilemmas import check_dilemmas
from assessment.instruments.library import Library, list_statements
from assessment.instruments.model import (
    ChoiceSet,
    Dilemmas,
    Header,
    Item,
    Pair,
    Question,
    Stijl,
    Switching,
    Verdieping,
    Waardenkeuze,
)
from assessment.instruments.office_name import OFFICE
from assessment.instruments.problems import say
from assessment.instruments.statement_checks import (
    OWN_WORDINGS,
    check_length,
    check_scale,
    check_statements,
)
from values import ASPIRANT, KNOWS_OFFICE, ValueMap
from values.checks import empty_texts, hard_texts, repeated_texts
from values.readability import measure

LEADS = (
    "lead", "lead_aspirant", "lead_vertrekkend", "lead_oud_wethouder",
    "intro_vertrekkend", "intro_oud_wethouder",
)  # fmt: skip
MAX_DIFFERENCE = 4  # words between the two statements of a pair
LEAST_OPTIONS = 2  # of a choice question
ANSWER_LENGTHS = range(200, 2001)  # characters that an open question may ask for
STEPS = range(1, 7)  # between the two statements of a pair


def problems(library: Library, value_map: ValueMap) -> list[str]:
    """Return what is wrong with the instruments in ``library``, or an empty list."""
    named = texts(library)
    return [
        *_unique_ids(library),
        *check_statements(library.gedrag, value_map),
        *_style_items(library.stijl, value_map),
        *_pair_balance(library.stijl, value_map),
        *_designs(library.waardenkeuze, value_map),
        *_questions(library.verdieping, KNOWS_OFFICE),
        *_questions(library.intake, (ASPIRANT,)),
        *check_dilemmas(library.dilemmas, value_map),
        *empty_texts(named),
        *repeated_texts(named),
        *hard_texts(named),
    ]


def texts(library: Library) -> list[tuple[str, str]]:
    """Return every running text of the instruments with its place: file, id and field."""
    parts = (
        library.gedrag,
        library.stijl,
        library.waardenkeuze,
        library.verdieping,
        library.intake,
        library.dilemmas,
    )
    gedrag, stijl = library.gedrag.header.file, library.stijl.header.file
    questions = [
        (f"{part.header.file}: {question.id}", question)
        for part in (library.verdieping, library.intake)
        for question in part.items
    ]
    optional = [
        *((f"{gedrag}: {item.id}.{name}", getattr(item, name))
          for item in list_statements(library.gedrag)
          for name in OWN_WORDINGS),
        *((f"{gedrag}: {item.id}.{name}", getattr(item, name))
          for item in library.gedrag.items for name in ("step", "step_aspirant")),
        *((f"{part.header.file}: {name}", getattr(part.header, name))
          for part in parts for name in LEADS),
        *(named for item in library.stijl.items
          for named in _optional_style_texts(item, f"{stijl}: {item.id}")),
        *((f"{place}.hint", question.hint) for place, question in questions),
    ]  # fmt: skip
    return [
        *((f"{part.header.file}: intro", part.header.intro) for part in parts),
        *((f"{gedrag}: {item.id}", item.text) for item in list_statements(library.gedrag)),
        *(
            named
            for item in library.stijl.items
            for named in _style_texts(item, f"{stijl}: {item.id}")
        ),
        *((place, question.text) for place, question in questions),
        *_dilemma_texts(library.dilemmas),
        *((place, text) for place, text in optional if text),
    ]


def _style_texts(item: Pair | Switching, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(item, Switching):
        yield place, item.text
        return
    names = ("first", "second", "situation") if item.kind == "scenario" else ("first", "second")
    yield from ((f"{place}.{name}", getattr(item, name)) for name in names)


def _dilemma_texts(part: Dilemmas) -> Iterator[tuple[str, str]]:
    for dilemma in part.dilemmas:
        for name in ("scene", "first_text", "second_text"):
            yield f"{part.header.file}: {dilemma.id}.{name}", getattr(dilemma, name)


def _optional_style_texts(item: Pair | Switching, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(item, Switching):
        yield f"{place}.text_aspirant", item.text_aspirant
        return
    for name in ("first_aspirant", "second_aspirant", "situation_aspirant"):
        yield f"{place}.{name}", getattr(item, name)


def _unique_ids(library: Library) -> Iterator[str]:
    parts: tuple[tuple[Header, Iterable[Item]], ...] = (
        (library.gedrag.header, list_statements(library.gedrag)),
        *((part.header, part.items)
          for part in (library.stijl, library.verdieping, library.intake, library.dilemmas)),
    )  # fmt: skip
    for header, items in parts:
        for item_id, count in Counter(item.id for item in items).items():
            if count > 1:
                yield say("items.twice", file=header.file, id=item_id, count=count)


def _style_items(stijl: Stijl, value_map: ValueMap) -> Iterator[str]:
    file, axes = stijl.header.file, [axis.id for axis in value_map.axes]
    kinds: dict[str, Sequence[Pair | Switching]] = {
        "pairs": stijl.pairs, "switching": stijl.switching, "scenarios": stijl.scenarios,
    }  # fmt: skip
    for name, items in kinds.items():
        expected, per_axis = getattr(stijl.expected, name), Counter(item.axis for item in items)
        for axis in axes:
            if per_axis[axis] != expected:
                yield say("stijl.count", file=file, axis=axis, found=per_axis[axis],
                          noun=say(f"stijl.{name}"), expected=expected, name=name)  # fmt: skip
    for item in stijl.items:
        if item.axis not in axes:
            yield say("stijl.unknown_axis", file=file, id=item.id, axis=item.axis,
                      known=", ".join(axes))  # fmt: skip
    for switching in stijl.switching:
        yield from check_length(file, switching.id, (switching.text, switching.text_aspirant))
    for options in (stijl.options, stijl.switching_options):
        yield from check_scale("stijl.options", file, options, STEPS)


def _pair_balance(stijl: Stijl, value_map: ValueMap) -> Iterator[str]:
    file = stijl.header.file
    for axis in value_map.axes:
        first = Counter(pair.first_pole for pair in stijl.pairs if pair.axis == axis.id)
        if first[1] != first[2]:
            yield say("stijl.balance", file=file, axis=axis.id, first=first[1], second=first[2])
    for pair in stijl.pairs:
        sentences = (pair.first, pair.second, pair.first_aspirant, pair.second_aspirant)
        yield from check_length(file, pair.id, sentences)
        if abs(measure(pair.first).words - measure(pair.second).words) > MAX_DIFFERENCE:
            yield say("stijl.lengths", file=file, id=pair.id, limit=MAX_DIFFERENCE)
    for pair in (*stijl.pairs, *stijl.scenarios):
        if pair.first_pole not in (1, 2):
            yield say("stijl.first_pole", file=file, id=pair.id, found=pair.first_pole)


def _designs(part: Waardenkeuze, value_map: ValueMap) -> Iterator[str]:
    file, expected = part.header.file, part.expected
    if (count := len(part.designs)) != expected.designs:
        yield say("waardenkeuze.designs", file=file, found=count, expected=expected.designs)
    for number, sets in enumerate(part.designs, start=1):
        yield from _design(part, number, sets, value_map)
    if (count := _same_cluster(part, value_map)) > expected.same_cluster:
        yield say("waardenkeuze.same_cluster", file=file, found=count, limit=expected.same_cluster)
    for group in part.near_doubles:
        for value_id in group:
            if value_id not in value_map.values:
                yield say("waardenkeuze.unknown_near", file=file, value=value_id)


def _design(
    part: Waardenkeuze, number: int, sets: Sequence[ChoiceSet], value_map: ValueMap
) -> Iterator[str]:
    place, expected = {"file": part.header.file, "number": number}, part.expected
    shown = Counter(value_id for item in sets for value_id in item.values)
    together = Counter(frozenset(pair) for item in sets for pair in combinations(item.values, 2))
    uneven = any(shown[value_id] != expected.showings for value_id in value_map.values)
    if len(sets) != expected.sets or uneven:
        yield say("waardenkeuze.showings", **place, showings=expected.showings,
                  sets=expected.sets)  # fmt: skip
    if any(count > 1 for count in together.values()):
        yield say("waardenkeuze.pair_twice", **place)
    for group in part.near_doubles:
        for value_id, other in combinations(group, 2):
            if frozenset((value_id, other)) in together:
                yield say("waardenkeuze.near_doubles", **place, value=value_id, other=other)
    if {len(item.values) for item in sets} != set(expected.set_sizes):
        sizes = say("waardenkeuze.or").join(map(str, expected.set_sizes))
        yield say("waardenkeuze.set_sizes", **place, sizes=sizes)


def _same_cluster(part: Waardenkeuze, value_map: ValueMap) -> int:
    clusters = {value_id: cluster.id for value_id, cluster in value_map.cluster_of.items()}
    return sum(
        len({clusters.get(value_id, value_id) for value_id in item.values}) < len(item.values)
        for sets in part.designs
        for item in sets
    )


def _questions(part: Verdieping, phases: Iterable[str]) -> Iterator[str]:
    file, expected = part.header.file, part.expected
    for phase in phases:
        count = len(part.items_for(phase, 1))
        if not expected.least <= count <= expected.most:
            yield say("questions.count", file=file, phase=phase, found=count,
                      least=expected.least, most=expected.most)  # fmt: skip
    for item in part.items:
        yield from _question(item, file, part.themes)


def _question(item: Question, file: str, themes: Container[str]) -> Iterator[str]:
    place = {"file": file, "id": item.id}
    if item.kind == "open" and item.max_length not in ANSWER_LENGTHS:
        yield say("questions.max_length", **place, found=item.max_length,
                  low=ANSWER_LENGTHS[0], high=ANSWER_LENGTHS[-1])  # fmt: skip
    if item.kind != "open" and len(item.options) < LEAST_OPTIONS:
        yield say("questions.few_options", **place, least=LEAST_OPTIONS)
    if len({option.id for option in item.options}) < len(item.options):
        yield say("questions.same_options", **place)
    texts = (item.text, item.hint, *(option.label for option in item.options))
    if any("{" in text.replace(OFFICE, "") for text in texts):
        yield say("questions.placeholder", **place, office=OFFICE)
    if not item.phases:
        yield say("questions.no_phase", **place)
    if item.theme not in themes:
        yield say("questions.no_theme", **place, theme=item.theme)
