"""Read instrument files and refuse bad ones."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assessment.instruments import checks
from assessment.instruments.model import (
    ASPIRANT,
    Choice,
    ChoiceScoring,
    ChoiceSet,
    Gedrag,
    Header,
    Instrument,
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
from values.toml_reading import build, build_each, read_toml

CONTENT = Path(__file__).parent / "content"
VERSIONS = {"gedrag": 1, "stijl": 1, "waardenkeuze": 1, "verdieping": 1, "intake": 1}


@dataclass(frozen=True, slots=True)
class Library:
    """The instruments that are asked now."""

    gedrag: Gedrag
    stijl: Stijl
    waardenkeuze: Waardenkeuze
    verdieping: Verdieping
    intake: Verdieping

    def instrument(self, part: str, phase: str) -> Instrument:
        """Return the instrument of ``part``; an aspirant's verdieping is the intake."""
        found: Instrument = getattr(self, self.instrument_id(part, phase))
        return found

    def instrument_id(self, part: str, phase: str) -> str:
        """Return the id of the instrument that ``part`` uses in ``phase``."""
        return "intake" if part == "verdieping" and phase == ASPIRANT else part

    def versions(self, phase: str) -> dict[str, int]:
        """Return instrument id and version of everything a person in ``phase`` answers."""
        headers = [self.instrument(part, phase).header for part in PARTS]
        return {header.id: header.version for header in headers}


PARTS = ("gedrag", "stijl", "waardenkeuze", "verdieping")


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
        return read_toml(folder / f"{instrument_id}.v{VERSIONS[instrument_id]}.toml")

    return Library(
        gedrag=_gedrag(table("gedrag")),
        stijl=_stijl(table("stijl")),
        waardenkeuze=_waardenkeuze(table("waardenkeuze"), folder, value_map),
        verdieping=_verdieping(table("verdieping")),
        intake=_verdieping(table("intake")),
    )


def _header(table: dict[str, Any]) -> Header:
    own = {"items", "scoring", "response", "design"}
    kept = {key: value for key, value in table.items() if key not in own}
    return build(Header, kept, f"{table.get('id', 'instrument')}")


def _gedrag(table: dict[str, Any]) -> Gedrag:
    response = table["response"]
    return Gedrag(
        header=_header(table),
        scoring=build(RatingScoring, table["scoring"], "gedrag [scoring]"),
        options=build_each(Option, response["options"], "gedrag option"),
        missing=Choice(response["missing"]["value"], response["missing"]["label"]),
        items=build_each(Statement, table["items"], "gedrag item"),
    )


def _stijl(table: dict[str, Any]) -> Stijl:
    response = table["response"]
    return Stijl(
        header=_header(table),
        scoring=build(StyleScoring, table["scoring"], "stijl [scoring]"),
        options=build_each(Option, response["options"], "stijl option"),
        switching_options=build_each(Option, response["switching_options"], "stijl option"),
        switching_lead=response["switching_lead"],
        items=tuple(_style_item(item) for item in table["items"]),
    )


def _style_item(table: dict[str, Any]) -> StyleItem:
    where = f"stijl item {table.get('id')}"
    if table.get("kind") == "switching":
        return build(Switching, table, where)
    return build(Pair, table, where)


def _waardenkeuze(table: dict[str, Any], folder: Path, value_map: ValueMap) -> Waardenkeuze:
    return Waardenkeuze(
        header=_header(table),
        scoring=build(ChoiceScoring, table["scoring"], "waardenkeuze [scoring]"),
        designs=_designs(folder / table["design"], value_map.order),
    )


def _designs(path: Path, order: tuple[str, ...]) -> tuple[tuple[ChoiceSet, ...], ...]:
    """Read version, set, position, value number (1..39 in ``order``) into sets by version."""
    shown: dict[int, dict[int, list[str]]] = {}
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            sets = shown.setdefault(int(row["version"]), {})
            sets.setdefault(int(row["set"]), []).append(order[int(row["value"]) - 1])
    return tuple(
        tuple(ChoiceSet(f"set-{number}", tuple(ids)) for number, ids in sorted(sets.items()))
        for _, sets in sorted(shown.items())
    )


def _verdieping(table: dict[str, Any]) -> Verdieping:
    questions = [
        {**item, "options": build_each(Choice, item.get("options", []), f"question {item['id']}")}
        for item in table["items"]
    ]
    return Verdieping(_header(table), build_each(Question, questions, f"{table['id']} question"))
