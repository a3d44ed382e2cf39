"""The file of what others are asked, and the rules that it must keep: one sentence each."""

from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

from assessment.instruments.loader import CONTENT, newest_version
from assessment.instruments.model import (
    Choice,
    ExtraStatement,
    Header,
    Pair,
    Question,
    file_name,
)
from assessment.instruments.others import Others, OthersCounts, OthersScoring
from assessment.instruments.problems import say
from assessment.instruments.statement_checks import check_length
from values import ContentError, ValueMap, load_value_map, releasing
from values.checks import empty_texts, hard_texts, repeated_texts
from values.toml_reading import TABLES, assemble, build, build_each, checked_fields, read_toml

OTHERS = "blik"


@cache
def load_others(folder: Path = CONTENT) -> Others:
    """Return the newest version of the file, or raise ContentError with every problem."""
    others = read_others(folder)
    if found := [*releasing.problems(folder), *problems(others, load_value_map())]:
        raise ContentError(found)
    return others


def read_others(folder: Path = CONTENT) -> Others:
    """Return the instrument without checking its meaning (``check-content`` does that)."""
    version = newest_version(OTHERS, folder)
    file = file_name(OTHERS, version)
    table = read_toml(folder / file)
    if (table.get("id"), table.get("version")) != (OTHERS, version):
        raise ContentError([say("files.other_name", file=file, id=OTHERS, version=version)])
    hints = {"expected": dict, "scoring": dict, "response": dict, "statements": TABLES,
             "pairs": TABLES, "questions": TABLES}  # fmt: skip
    rest = {name: value for name, value in table.items() if name not in hints}
    own = checked_fields({n: v for n, v in table.items() if n in hints}, file, **hints)

    def missing() -> Choice:
        where = f"{file} [response]"
        fields = checked_fields(own["response"], where, missing=dict)["missing"]
        named = checked_fields(fields, f"{where} missing", value=str, label=str)
        return Choice(named["value"], named["label"])

    return assemble(
        Others,
        header=partial(build, Header, rest, file),
        expected=partial(build, OthersCounts, own["expected"], f"{file} [expected]"),
        scoring=partial(build, OthersScoring, own["scoring"], f"{file} [scoring]"),
        missing=missing,
        statements=partial(build_each, ExtraStatement, own["statements"], f"{file}: statement"),
        pairs=partial(build_each, Pair, own["pairs"], f"{file}: pair"),
        questions=partial(build_each, Question, own["questions"], f"{file}: question"),
    )


def problems(others: Others, value_map: ValueMap) -> list[str]:
    """Return what is wrong with the instrument, one sentence each, or an empty list."""
    named = list(texts(others))
    return [
        *_counts(others, value_map),
        *_statements(others, value_map),
        *empty_texts(named),
        *repeated_texts(named),
        *hard_texts(named),
    ]


def texts(others: Others) -> Iterator[tuple[str, str]]:
    """Yield every running text with its place: file, id and field."""
    file = others.header.file
    yield f"{file}: intro", others.header.intro
    yield f"{file}: lead", others.header.lead
    for statement in others.statements:
        yield f"{file}: {statement.id}", statement.text
    for pair in others.pairs:
        yield f"{file}: {pair.id}.first", pair.first
        yield f"{file}: {pair.id}.second", pair.second
    for question in others.questions:
        yield f"{file}: {question.id}", question.text


def _counts(others: Others, value_map: ValueMap) -> Iterator[str]:
    file, expected = others.header.file, others.expected
    of_each = Counter(item.competency for item in others.statements)
    wanted = {c.id: expected.per_competency for c in value_map.competencies}
    of_each.update(pair.axis for pair in others.pairs)
    wanted |= {axis.id: expected.per_axis for axis in value_map.axes}
    for about in sorted(wanted.keys() | of_each.keys()):
        if of_each[about] != wanted.get(about, 0):
            yield say("blik.count", file=file, about=about, found=of_each[about],
                      expected=wanted.get(about, 0))  # fmt: skip
    if len(others.questions) != expected.questions:
        yield say("blik.questions", file=file, found=len(others.questions),
                  expected=expected.questions)  # fmt: skip
    for item_id, count in Counter(item.id for item in others.items).items():
        if count > 1:
            yield say("items.twice", file=file, id=item_id, count=count)


def _statements(others: Others, value_map: ValueMap) -> Iterator[str]:
    file = others.header.file
    for item in others.statements:
        yield from check_length(file, item.id, (item.text,))
        if item.indicator != f"{item.competency} N{item.level}":
            yield say("gedrag.extra_ground", file=file, id=item.id)
    for pair in others.pairs:
        yield from check_length(file, pair.id, (pair.first, pair.second))
        if pair.first_pole not in (1, 2):
            yield say("stijl.first_pole", file=file, id=pair.id, found=pair.first_pole)
    group = {c.id: c.group for c in value_map.competencies}
    for one, other in pairwise(others.statements):
        if group.get(one.competency) == group.get(other.competency):
            yield say("blik.neighbours", file=file, id=one.id, other=other.id)
