"""The study's numbers as one document and as tables, rounded so that they stay the same."""

import csv
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from assessment.instruments import load_library
from assessment.scoring import SCORING_VERSION
from study.assumptions import FILE, Assumptions
from values import SITTING, load_value_map

Row: TypeAlias = dict[str, Any]
DIGITS = 4
TABLES = ("recovery", "constructs", "shares", "unchanged", "changed", "groups", "naming")


def gather_results(
    assumed: Assumptions, rows_by_part: Mapping[str, Sequence[Row]]
) -> dict[str, Any]:
    """Return the whole document: versions, what was assumed, and every row."""
    library = load_library()
    recovery = [{name: value for name, value in row.items() if name != "constructs"}
                for row in rows_by_part["recovery"]]  # fmt: skip
    constructs = [
        {name: row[name] for name in ("condition", "n", "kind", "rule")} | one
        for row in rows_by_part["recovery"]
        for one in row["constructs"]
    ]
    rows = {"recovery": recovery, "constructs": constructs} | {
        name: list(rows_by_part[name]) for name in TABLES[2:]
    }
    return {
        "format": "bop-study/1",
        "versions": {
            "scoring": SCORING_VERSION,
            "values": load_value_map().version,
            **library.versions(SITTING),
        },
        "assumptions": FILE.name,
        "study": {**assumed.study, "changing": assumed.change["people"]},
    } | {name: [round_numbers(row) for row in rows[name]] for name in TABLES}


def round_numbers(row: Mapping[str, Any]) -> Row:
    """Return ``row`` with its numbers at four decimals, and None for what is not defined."""
    return {name: _rounded(value) for name, value in row.items()}


def _rounded(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    return None if math.isnan(value) else round(value, DIGITS) + 0.0  # no minus zero


def write_json(results: Mapping[str, Any], folder: Path) -> None:
    """Write everything but the rows per construct, which only the table holds."""
    kept = {name: value for name, value in results.items() if name != "constructs"}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    (folder / "results.json").write_text(text + "\n", encoding="utf-8")


def write_tables(results: Mapping[str, Any], folder: Path) -> None:
    """Write a CSV file for each table."""
    for name in TABLES:
        rows = results[name]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            names = list(dict.fromkeys(name for row in rows for name in row))
            writer = csv.DictWriter(file, fieldnames=names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
