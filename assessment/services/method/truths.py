"""How often each kind of sentence was true of people whose truth is known, as the study recorded.

``truths.json`` is written by ``make manual`` from the tables of the study; nobody types it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("truths.json")


class Verdict(StrEnum):
    """Whether a kind of sentence kept to its bar in every world, at its worst."""

    MEETS = "meets"
    UNSURE = "unsure"  # the bar lies within what chance explains
    MISSES = "misses"
    FEW = "few"  # hardly anybody read it


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of sentence, or of interval: its figures over the worlds, in per cent.

    ``bar`` says between what they must lie; ``hedged`` whether the sentence says "waarschijnlijk",
    or proposes.
    """

    name: str
    hedged: bool
    bar: tuple[float, float]
    worlds: int
    lowest: float
    highest: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Truths:
    """The record: on how many people in how many worlds, and what was found.

    ``missed`` are the bars that are surely missed, each with why.
    """

    scoring: int
    people: int
    worlds: int
    judged: Mapping[Verdict, int]
    sentences: Sequence[Measured]
    intervals: Sequence[Measured]
    alike: Sequence[Measured]
    missed: Sequence[tuple[str, str]]


@cache
def read_truths() -> Truths:
    """Return what the study recorded."""
    record = json.loads(FILE.read_text(encoding="utf-8"))
    return Truths(
        scoring=record["scoring"],
        people=record["people"],
        worlds=record["worlds"],
        judged={Verdict(name): count for name, count in record["judged"].items()},
        sentences=tuple(map(_measured, record["sentences"])),
        intervals=tuple(map(_measured, record["intervals"])),
        alike=tuple(map(_measured, record["alike"])),
        missed=tuple((row["name"], row["why"]) for row in record["missed"]),
    )


def _measured(row: Mapping[str, Any]) -> Measured:
    low, high = row["bar"]
    return Measured(
        name=row["name"],
        hedged=row["hedge"] == "waarschijnlijk",
        bar=(low, high),
        worlds=row["worlds"],
        lowest=row["lowest"],
        highest=row["highest"],
        verdict=Verdict(row["verdict"]),
    )
