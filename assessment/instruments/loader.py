"""Read instrument files and refuse bad ones."""

import csv
import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from assessment.instruments import checks
from assessment.instruments.expected_counts import (
    DesignCounts,
    QuestionCounts,
    StatementCounts,
    StyleCounts,
)
from assessment.instruments.library import Library, list_statements
from assessment.instruments.model import (
    Choice,
    ChoiceSet,
    Dilemma,
    Dilemmas,
    ExtraStatement,
    Gedrag,
    Header,
    Option,
    Pair,
    Question,
    Statement,
    Stijl,
    StyleItem,
    Switching,
    Verdieping,
    Waardenkeuze,
    file_name,
)
from assessment.instruments.problems import say
from assessment.instruments.scoring_rules import ChoiceScoring, RatingScoring, StyleScoring
from values import (
    DILEMMAS,
    GEDRAG,
    INTAKE,
    STIJL,
    VERDIEPING,
    WAARDENKEUZE,
    ContentError,
    ValueMap,
    load_value_map,
    releasing,
)
from values.toml_reading import (
    TABLES,
    assemble,
    build,
    build_each,
    checked_fields,
    gather,
    read_toml,
)

CONTENT = Path(__file__).parent / "content"
DESIGN_COLUMNS = ("version", "set", "position", "value")


@cache
def load_library(folder: Path = CONTENT) -> Library:
    """Return the newest version of every instrument in ``folder``.

    Raises
    ------
    ContentError
        With every problem: no TOML, a wrong field, a broken rule of ``checks``, or a released
        file that changed.
    """
    value_map = load_value_map()
    library = read_library(value_map, folder)
    if problems := [*releasing.problems(folder), *checks.problems(library, value_map)]:
        raise ContentError(problems)
    return library


def read_library(value_map: ValueMap, folder: Path = CONTENT) -> Library:
    """Return the instruments without checking their meaning (``check-content`` does that)."""
    return assemble(
        Library,
        gedrag=lambda: _gedrag(_newest(GEDRAG, folder)),
        stijl=lambda: _stijl(_newest(STIJL, folder)),
        waardenkeuze=lambda: _waardenkeuze(_newest(WAARDENKEUZE, folder), folder, value_map),
        verdieping=lambda: _verdieping(_newest(VERDIEPING, folder)),
        intake=lambda: _verdieping(_newest(INTAKE, folder)),
        dilemmas=lambda: _dilemmas(_newest(DILEMMAS, folder)),
        earlier_statements=lambda: {
            version: list_statements(_gedrag(_version(GEDRAG, version, folder)))
            for version in _versions(GEDRAG, folder)[:-1]
        },
    )


def find_unreadable(folder: Path = CONTENT) -> list[str]:
    """Return what cannot be read in the instruments that need no vocabulary to be read."""
    try:
        gather(
            (
                lambda: _gedrag(_newest(GEDRAG, folder)),
                lambda: _stijl(_newest(STIJL, folder)),
                lambda: _verdieping(_newest(VERDIEPING, folder)),
                lambda: _verdieping(_newest(INTAKE, folder)),
                lambda: _dilemmas(_newest(DILEMMAS, folder)),
            )
        )
    except ContentError as error:
        return error.problems
    return []


def newest_version(instrument_id: str, folder: Path = CONTENT) -> int:
    """Return the highest version of which there is a file; 1 when there is none."""
    return max(_versions(instrument_id, folder), default=1)


def _versions(instrument_id: str, folder: Path) -> list[int]:
    pattern = re.compile(rf"{re.escape(instrument_id)}\.v(\d+)\.toml")
    matches = (pattern.fullmatch(path.name) for path in folder.iterdir())
    return sorted(int(match[1]) for match in matches if match)


def _newest(instrument_id: str, folder: Path) -> dict[str, Any]:
    return _version(instrument_id, newest_version(instrument_id, folder), folder)


def _version(instrument_id: str, version: int, folder: Path) -> dict[str, Any]:
    """Return the tables of one file, which must say the id and version of its name."""
    file = file_name(instrument_id, version)
    table = read_toml(folder / file)
    if (table.get("id"), table.get("version")) != (instrument_id, version):
        problem = say("files.other_name", file=file, id=instrument_id, version=version)
        raise ContentError([problem])
    return table


def _parts(
    table: dict[str, Any], **hints: Any
) -> tuple[str, Callable[[], Header], Callable[[], dict[str, Any]]]:
    """Return the name of a file, what makes its header, and what gives its own fields."""
    file = file_name(table["id"], table["version"])
    own = {name: value for name, value in table.items() if name in hints}
    rest = {name: value for name, value in table.items() if name not in hints}
    return (file, partial(build, Header, rest, file), partial(checked_fields, own, file, **hints))


def _gedrag(table: dict[str, Any]) -> Gedrag:
    file, header, own = _parts(table, expected=dict, scoring=dict, response=dict, items=TABLES,
                               extra=TABLES)  # fmt: skip

    def response() -> dict[str, Any]:
        where = f"{file} [response]"
        return checked_fields(own()["response"], where, options=TABLES, missing=dict)

    def missing() -> Choice:
        where = f"{file} [response] missing"
        fields = checked_fields(response()["missing"], where, value=str, label=str)
        return Choice(fields["value"], fields["label"])

    return assemble(
        Gedrag,
        header=header,
        expected=lambda: build(StatementCounts, own()["expected"], f"{file} [expected]"),
        scoring=lambda: build(RatingScoring, own()["scoring"], f"{file} [scoring]"),
        options=lambda: build_each(Option, response()["options"], f"{file}: option"),
        missing=missing,
        items=lambda: build_each(Statement, own()["items"], f"{file}: item"),
        extra=lambda: build_each(ExtraStatement, own()["extra"], f"{file}: extra"),
    )


def _stijl(table: dict[str, Any]) -> Stijl:
    file, header, own = _parts(table, expected=dict, scoring=dict, response=dict, items=TABLES)

    def response() -> dict[str, Any]:
        return checked_fields(own()["response"], f"{file} [response]", options=TABLES,
                              switching_options=TABLES, switching_lead=str)  # fmt: skip

    return assemble(
        Stijl,
        header=header,
        expected=lambda: build(StyleCounts, own()["expected"], f"{file} [expected]"),
        scoring=lambda: build(StyleScoring, own()["scoring"], f"{file} [scoring]"),
        options=lambda: build_each(Option, response()["options"], f"{file}: option"),
        switching_options=lambda: build_each(
            Option, response()["switching_options"], f"{file}: option"
        ),
        switching_lead=lambda: response()["switching_lead"],
        items=lambda: gather(partial(_style_item, file, item) for item in own()["items"]),
    )


def _style_item(file: str, table: dict[str, Any]) -> StyleItem:
    where = f"{file}: item {table.get('id')}"
    if table.get("kind") == "switching":
        return build(Switching, table, where)
    return build(Pair, table, where)


def _waardenkeuze(table: dict[str, Any], folder: Path, value_map: ValueMap) -> Waardenkeuze:
    file, header, own = _parts(
        table, expected=dict, near_doubles=tuple[tuple[str, ...], ...], scoring=dict, design=str
    )
    return assemble(
        Waardenkeuze,
        header=header,
        expected=lambda: build(DesignCounts, own()["expected"], f"{file} [expected]"),
        near_doubles=lambda: own()["near_doubles"],
        scoring=lambda: build(ChoiceScoring, own()["scoring"], f"{file} [scoring]"),
        designs=lambda: _designs(folder / own()["design"], value_map.order),
    )


def _designs(path: Path, order: tuple[str, ...]) -> tuple[tuple[ChoiceSet, ...], ...]:
    """Read version, set, position and value number (from 1, in ``order``) into sets by version."""
    shown: dict[int, dict[int, list[str]]] = {}
    for version, number, _, value in sorted(_design_rows(path, len(order))):
        shown.setdefault(version, {}).setdefault(number, []).append(order[value - 1])
    return tuple(
        tuple(ChoiceSet(f"set-{number}", tuple(ids)) for number, ids in sorted(sets.items()))
        for _, sets in sorted(shown.items())
    )


def _design_rows(path: Path, highest: int) -> tuple[tuple[int, ...], ...]:
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        problem = say("files.no_design", file=path.name, reason=error)
        raise ContentError([problem]) from error
    return gather(
        partial(_design_row, row, path.name, line, highest)
        for line, row in enumerate(rows, start=2)
    )


def _design_row(row: dict[str, Any], file: str, line: int, highest: int) -> tuple[int, ...]:
    cells = [row.get(name) or "" for name in DESIGN_COLUMNS]
    if not all(text.isdecimal() for text in cells) or not 1 <= int(cells[-1]) <= highest:
        columns = ", ".join(DESIGN_COLUMNS)
        problem = say("files.design_row", file=file, line=line, columns=columns, highest=highest)
        raise ContentError([problem])
    return tuple(int(text) for text in cells)


def _verdieping(table: dict[str, Any]) -> Verdieping:
    file, header, own = _parts(table, expected=dict, themes=dict[str, str], items=TABLES)
    return assemble(
        Verdieping,
        header=header,
        expected=lambda: build(QuestionCounts, own()["expected"], f"{file} [expected]"),
        themes=lambda: own()["themes"],
        items=lambda: gather(partial(_question, file, item) for item in own()["items"]),
    )


def _dilemmas(table: dict[str, Any]) -> Dilemmas:
    file, header, own = _parts(table, expected=int, why=str, items=TABLES)
    return assemble(
        Dilemmas,
        header=header,
        expected=lambda: own()["expected"],
        why=lambda: own()["why"],
        dilemmas=lambda: build_each(Dilemma, own()["items"], f"{file}: dilemma"),
    )


def _question(file: str, table: dict[str, Any]) -> Question:
    where = f"{file}: question {table.get('id')}"
    own = checked_fields({"options": table.get("options", [])}, where, options=TABLES)
    options = build_each(Choice, own["options"], f"{where} option")
    return build(Question, {**table, "options": options}, where)
