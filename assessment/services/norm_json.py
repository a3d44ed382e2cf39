"""A norm set as JSON (``bop-norm/1``): written in full precision, read back to the same."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from assessment.norms.norm_sets import NormSet, Population, Reliability, ScaleNorm
from assessment.norms.norm_table import Norm, NormRow

FORMAT = "bop-norm/1"


def norm_to_json(norm_set: NormSet) -> dict[str, Any]:
    """Return ``norm_set`` as a JSON object; dates as in 2026-11-23."""
    text = json.dumps({"format": FORMAT, **asdict(norm_set)}, default=date.isoformat)
    return dict(json.loads(text))


def norm_from_json(table: Mapping[str, Any]) -> NormSet:
    """Return the norm set in ``table``, equal to the one that was written.

    Raises
    ------
    ValueError
        If it has another format.
    """
    if table["format"] != FORMAT:
        raise ValueError(table["format"])
    given = {key: value for key, value in table.items() if key != "format"}
    scales = {name: _scale(scale) for name, scale in table["scales"].items()}
    return NormSet(**{**_dated(given), "population": _population(table), "scales": scales})


def _population(table: Mapping[str, Any]) -> Population:
    told = table["population"]
    return Population(
        **{**told, "offices": tuple(told["offices"]), "phases": tuple(told["phases"])}
    )


def _scale(table: Mapping[str, Any]) -> ScaleNorm:
    norm, reliability = table["norm"], table["reliability"]
    rows = tuple(NormRow(**row) for row in norm["table"])
    return ScaleNorm(
        norm=Norm(**{**_dated(norm), "table": rows}),
        reliability=None if reliability is None else Reliability(**reliability),
        problem=table["problem"],
    )


def _dated(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``table`` with its days as dates."""
    days = ("first_day", "last_day", "published_on")
    found = {day: date.fromisoformat(table[day]) for day in days if table[day] is not None}
    return {**table, **found}
