"""Read instrument files and refuse bad ones."""

import csv
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from assessment.instruments import checks
from assessment.instruments.library import Library
from assessment.instruments.model import (
    Choice,
    ChoiceScoring,
    ChoiceSet,
    Gedrag,
    Header,
    Option,
    Pair,
    Question,
    RatingScoring,
    Statement,
    Stijl,
    StyleItem,
    StyleScoring,
    Switching,
    Verdieping,
    Waardenkeuze,
)
from values import ContentError, ValueMap, load_value_map
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
VERSIONS = {"gedrag": 1, "stijl": 1, "waardenkeuze": 1, "verdieping": 1, "intake": 1}
DESIGN_COLUMNS = ("version", "set", "position", "value")


@cache
def load_library(folder: Path = CONTENT) -> Library:
    """Return every instrument in ``folder``.

    Raises
    ------
    ContentError
        With every problem: no TOML, a wrong field, or a broken rule of ``checks``.
    """
    value_map = load_value_map()
    library = read_library(value_map, folder)
    if problems := checks.problems(library, value_map):
        raise ContentError(problems)
    return library


def read_library(value_map: ValueMap, folder: Path = CONTENT) -> Library:
    """Return the instruments without checking their meaning (``check-content`` does that)."""

    def table(instrument_id: str) -> dict[str, Any]:
        version = VERSIONS[instrument_id]
        path = folder / f"{instrument_id}.v{version}.toml"
        found = read_toml(path)
        if (found.get("id"), found.get("version")) != (instrument_id, version):
            raise ContentError([f"{path.name}: must say id {instrument_id!r}, version {version}"])
        return found

    return assemble(
        Library,
        gedrag=lambda: _gedrag(table("gedrag")),
        stijl=lambda: _stijl(table("stijl")),
        waardenkeuze=lambda: _waardenkeuze(table("waardenkeuze"), folder, value_map),
        verdieping=lambda: _verdieping("verdieping", table("verdieping")),
        intake=lambda: _verdieping("intake", table("intake")),
    )


def _parts(
    table: dict[str, Any], instrument_id: str, **hints: Any
) -> tuple[Callable[[], Header], Callable[[], dict[str, Any]]]:
    """Return what makes the header of a file, and what gives its own fields."""
    own = {name: value for name, value in table.items() if name in hints}
    rest = {name: value for name, value in table.items() if name not in hints}
    return (
        partial(build, Header, rest, instrument_id),
        partial(checked_fields, own, instrument_id, **hints),
    )


def _gedrag(table: dict[str, Any]) -> Gedrag:
    header, own = _parts(table, "gedrag", scoring=dict, response=dict, items=TABLES)

    def response() -> dict[str, Any]:
        where = "gedrag [response]"
        return checked_fields(own()["response"], where, options=TABLES, missing=dict)

    def missing() -> Choice:
        where = "gedrag [response] missing"
        found = checked_fields(response()["missing"], where, value=str, label=str)
        return Choice(found["value"], found["label"])

    return assemble(
        Gedrag,
        header=header,
        scoring=lambda: build(RatingScoring, own()["scoring"], "gedrag [scoring]"),
        options=lambda: build_each(Option, response()["options"], "gedrag option"),
        missing=missing,
        items=lambda: build_each(Statement, own()["items"], "gedrag item"),
    )


def _stijl(table: dict[str, Any]) -> Stijl:
    header, own = _parts(table, "stijl", scoring=dict, response=dict, items=TABLES)

    def response() -> dict[str, Any]:
        return checked_fields(own()["response"], "stijl [response]", options=TABLES,
                              switching_options=TABLES, switching_lead=str)  # fmt: skip

    return assemble(
        Stijl,
        header=header,
        scoring=lambda: build(StyleScoring, own()["scoring"], "stijl [scoring]"),
        options=lambda: build_each(Option, response()["options"], "stijl option"),
        switching_options=lambda: build_each(
            Option, response()["switching_options"], "stijl option"
        ),
        switching_lead=lambda: response()["switching_lead"],
        items=lambda: gather(partial(_style_item, item) for item in own()["items"]),
    )


def _style_item(table: dict[str, Any]) -> StyleItem:
    where = f"stijl item {table.get('id')}"
    if table.get("kind") == "switching":
        return build(Switching, table, where)
    return build(Pair, table, where)


def _waardenkeuze(table: dict[str, Any], folder: Path, value_map: ValueMap) -> Waardenkeuze:
    header, own = _parts(table, "waardenkeuze", scoring=dict, design=str)
    return assemble(
        Waardenkeuze,
        header=header,
        scoring=lambda: build(ChoiceScoring, own()["scoring"], "waardenkeuze [scoring]"),
        designs=lambda: _designs(folder / own()["design"], value_map.order),
    )


def _designs(path: Path, order: tuple[str, ...]) -> tuple[tuple[ChoiceSet, ...], ...]:
    """Read version, set, position, value number (1..39 in ``order``) into sets by version."""
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
        raise ContentError([f"{path.name}: cannot be read: {error}"]) from error
    return gather(
        partial(_design_row, row, f"{path.name} line {line}", highest)
        for line, row in enumerate(rows, start=2)
    )


def _design_row(row: dict[str, Any], where: str, highest: int) -> tuple[int, ...]:
    given = [row.get(name) or "" for name in DESIGN_COLUMNS]
    if not all(text.isdecimal() for text in given) or not 1 <= int(given[-1]) <= highest:
        columns = ", ".join(DESIGN_COLUMNS)
        raise ContentError([f"{where}: needs the numbers {columns} (1 to {highest})"])
    return tuple(int(text) for text in given)


def _verdieping(instrument_id: str, table: dict[str, Any]) -> Verdieping:
    header, own = _parts(table, instrument_id, items=TABLES)
    return assemble(
        Verdieping,
        header=header,
        items=lambda: gather(partial(_question, instrument_id, item) for item in own()["items"]),
    )


def _question(instrument_id: str, table: dict[str, Any]) -> Question:
    where = f"{instrument_id} question {table.get('id')}"
    own = checked_fields({"options": table.get("options", [])}, where, options=TABLES)
    options = build_each(Choice, own["options"], f"{where} option")
    return build(Question, {**table, "options": options}, where)
