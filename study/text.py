"""Writes the Dutch report of the study from its numbers; the words stand in the template."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from assessment.instruments import load_library
from study.assumptions import FILE
from study.plots import load_words
from study.recovery import correlation
from study.results import Row
from values import load_value_map

TEMPLATE = "herstelstudie.md.jinja"
MISSING = "–"
LOWEST = 5  # constructs that are named for their coverage


def write_text(results: Mapping[str, Any], folder: Path) -> None:
    """Write ``herstelstudie.md`` into ``folder``."""
    (folder / "herstelstudie.md").write_text(render(results), encoding="utf-8")


def open_template(name: str) -> Template:
    """Return a page of this folder; a name that the numbers do not fill is an error."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown, from our own numbers
    )
    environment.filters["nl"] = write_number
    return environment.get_template(name)


def render(results: Mapping[str, Any]) -> str:
    """Return the report."""
    return open_template(TEMPLATE).render(
        words=load_words(),
        assumed=tomllib.loads(FILE.read_text(encoding="utf-8")),
        results=results,
        largest=max(results["study"]["people"]),
        keuze=load_library().waardenkeuze.scoring,
        outside=list_outside(results),
        lowest=find_lowest(results),
        level=name_level(results),
        row=lambda table, **wanted: find_row(results[table], wanted),
        rows=lambda table, **wanted: select_rows(results[table], wanted),
    )


def write_number(number: float | None, decimals: int = 0) -> str:
    """Return a number with a decimal comma and a true minus; a dash where there is none."""
    if number is None:
        return MISSING
    text = f"{number:.{decimals}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", "−").replace(".", ",")


def select_rows(rows: Sequence[Row], wanted: Mapping[str, Any]) -> list[Row]:
    """Return the rows that are as wanted."""
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def find_row(rows: Sequence[Row], wanted: Mapping[str, Any]) -> Row:
    """Return the one row that is as wanted; none or several is an error."""
    found = select_rows(rows, wanted)
    if len(found) != 1:
        raise LookupError(f"{len(found)} rows are as {dict(wanted)}")
    return found[0]


def list_outside(results: Mapping[str, Any]) -> list[Row]:
    """Return where the product's coverage in the largest groups lies outside what is aimed at."""
    low, high = results["study"]["aim"]
    largest = max(results["study"]["people"])
    rows = select_rows(results["recovery"], {"n": largest, "rule": "product"})
    return [row for row in rows if not low <= round(row["coverage"], 1) <= high]


def name_level(results: Mapping[str, Any]) -> dict[str, Any]:
    """Return how the bias of a value goes with the level of its own statements.

    ``r`` is the correlation over values; ``high`` the value whose score is most too high.
    """
    gedrag, value_map = load_library().gedrag, load_value_map()
    largest = max(results["study"]["people"])
    rows = select_rows(
        results["constructs"], {"n": largest, "kind": "values", "condition": "mixed"}
    )
    levels = {
        row["construct"]: [i.level for i in gedrag.items if i.value == row["construct"]]
        for row in rows
    }
    means = np.array([np.mean(levels[row["construct"]]) for row in rows])
    bias = np.array([row["bias"] for row in rows])
    high = max(rows, key=lambda row: float(row["bias"]))
    return {
        "r": correlation(means, bias),
        "high": value_map.values[high["construct"]].name,
        "bias": high["bias"],
        "levels": sorted(levels[high["construct"]]),
    }


def find_lowest(results: Mapping[str, Any]) -> list[Row]:
    """Return the values in behaviour whose intervals hold the truth least often, with names."""
    value_map = load_value_map()
    largest = max(results["study"]["people"])
    rows = select_rows(
        results["constructs"], {"n": largest, "kind": "values", "condition": "mixed"}
    )
    chosen = sorted(rows, key=lambda row: row["coverage"])[:LOWEST]
    return [row | {"name": value_map.values[row["construct"]].name} for row in chosen]
