"""The truth table as rows, and whether each kind of sentence meets its bar."""

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from math import nan, sqrt
from pathlib import Path
from typing import Any, TypeAlias

from scipy.special import ndtri

from assessment.scoring import SCORING_VERSION
from study.results import Row, round_numbers
from study.sentences.claims import CHANGE, load_table
from study.sentences.disturbing import CARELESS
from study.sentences.measuring import Tally
from study.sentences.universes import Place, load_settings

Results: TypeAlias = Mapping[str, Sequence[Row]]
TABLES = ("sentences", "intervals", "people")
TEXTS = ("universe", "sentence", "hedge", "scores")  # columns that hold no number
MISSED = Path(__file__).with_name("missed.toml")
LEVEL = 0.95
SELECTED = (
    "named-above", "named-below", "lowest", "needs", "values-most", "values-least", "leading",
    "preferred",
)  # fmt: skip
MEETS, MISSES, UNSURE, FEW = "haalt", "mist", "onzeker", "te weinig"


def gather_sentences(tallies: Mapping[Place, Tally], level: float = LEVEL) -> Results:
    """Return the rows of each table, with intervals at ``level`` round each share."""
    measured = tallies.items()
    rows = {
        "sentences": [row for place, tally in measured for row in _sentences(place, tally, level)],
        "intervals": [row for place, tally in measured for row in _intervals(place, tally, level)],
        "people": [_people(place, tally) for place, tally in tallies.items()],
    }
    return {name: [round_numbers(row) for row in rows[name]] for name in TABLES}


def wilson_interval(
    part: float, whole: float, people: int, level: float = LEVEL
) -> tuple[float, float]:
    """Return the interval of Wilson around part/whole, in per cent.

    The claims to one person hang together, so people are counted, not claims: a wide interval.

    References
    ----------
    Wilson, Journal of the American Statistical Association 22 (1927).
    """
    if not whole or not people:
        return nan, nan
    z, share = float(ndtri((1 + level) / 2)), part / whole
    middle = share + z * z / (2 * people)
    half = z * sqrt(share * (1 - share) / people + z * z / (4 * people * people))
    total = 1 + z * z / people
    return 100 * max(0.0, (middle - half) / total), 100 * min(1.0, (middle + half) / total)


def _sentences(place: Place, tally: Tally, level: float) -> Iterator[Row]:
    for row in sorted(tally.said):
        name, hedge = row
        low, high = wilson_interval(tally.true[row], tally.said[row], tally.readers[row], level)
        yield {
            "universe": place.id,
            "sentence": name,
            "hedge": hedge,
            "people": tally.people,
            "readers": tally.readers[row],
            "said": tally.said[row],
            "true": 100 * tally.true[row] / tally.said[row],
            "low": low,
            "high": high,
            "again": 100 * tally.again[row] / tally.sought[row] if tally.sought[row] else nan,
        }


def _intervals(place: Place, tally: Tally, level: float) -> Iterator[Row]:
    if place.moved:
        return
    for name in sorted(tally.intervals):
        covered, count = tally.covered[name], tally.intervals[name]
        low, high = wilson_interval(covered, count, tally.interval_people[name], level)
        yield {
            "universe": place.id,
            "scores": name,
            "people": tally.interval_people[name],
            "count": count,
            "coverage": 100 * covered / count,
            "low": low,
            "high": high,
        }


def _people(place: Place, tally: Tally) -> Row:
    """Return the shares who read a "duidelijk", a name, any difference, and a change."""
    shares = {
        "clearly": tally.clearly,
        "named": tally.named,
        "differing": tally.differing,
        "false_change": tally.falsely_changed,
    }
    row: Row = {"universe": place.id, "scoring": SCORING_VERSION, "people": tally.people}
    for name, count in shares.items():
        told = not place.moved or name == "false_change"
        row[name] = 100 * count / tally.people if told else nan
    row["power"] = 100 * tally.seen / tally.moved if tally.moved else nan
    return row


# Bars


def judge_sentence(row: Mapping[str, Any]) -> str:
    """Return whether a kind of sentence meets its bar, misses it surely, or lies about it."""
    bars = load_settings()["bars"]
    if row["readers"] < bars["units"]:
        return FEW
    bar = bars["hedged"] if row["hedge"] else bars["unhedged"]
    return MEETS if row["true"] >= bar else (MISSES if row["high"] < bar else UNSURE)


def judge_interval(row: Mapping[str, Any]) -> str:
    """Return whether intervals hold the truth as often as they must; see ``judge_sentence``."""
    bars = load_settings()["bars"]
    low, high = bars["coverage"]
    if row["people"] < bars["units"]:
        return FEW
    if low <= row["coverage"] <= high:
        return MEETS
    return MISSES if row["high"] < low or row["low"] > high else UNSURE


def judge_flat(row: Mapping[str, Any], what: str = "clearly") -> str:
    """Return whether few enough people who hardly differ read a "duidelijk", or any difference."""
    bar = load_settings()["bars"]["flat" if what == "clearly" else what]
    low, _ = wilson_interval(row[what], 100, row["people"])
    return MEETS if row[what] <= bar else (MISSES if low > bar else UNSURE)


def list_judged(results: Results, places: Sequence[Place]) -> list[Row]:
    """Return every bar: universe, what, figure and verdict; first those that are missed."""
    plausible = {place.id for place in places if place.plausible}
    still = {place.id for place in places if place.plausible and not place.moved}
    alike = {place.id for place in places if place.alike}
    unread = {place.id for place in places if place.disturbed == CARELESS}
    kinds = load_table()["kinds"]
    judged = [
        {"universe": row["universe"], "what": row["sentence"], "hedge": row["hedge"],
         "figure": row["true"], "verdict": judge_sentence(row)}
        for row in results["sentences"]
        if row["sentence"] in kinds and row["universe"] in (
            plausible - still if row["sentence"] == CHANGE else still)
        and row["hedge"] in ("", "waarschijnlijk")
    ]  # fmt: skip
    judged += [
        {"universe": row["universe"], "what": row["scores"], "hedge": "interval",
         "figure": row["coverage"], "verdict": judge_interval(row)}
        for row in results["intervals"]
        if row["universe"] in still
        and (row["scores"] in SELECTED or row["scores"].startswith("band-"))
    ]  # fmt: skip
    judged += [
        {"universe": row["universe"], "what": what, "hedge": "flat",
         "figure": row[what], "verdict": judge_flat(row, what)}
        for row in results["people"]
        for what in ("clearly", "differing")
        if row["universe"] in (alike if what == "clearly" else alike | unread) and what in row
    ]  # fmt: skip
    return sorted(judged, key=lambda row: row["verdict"] != MISSES)


def list_missed() -> set[tuple[str, str]]:
    """Return the bars of which ``missed.toml`` says that they are missed, and why."""
    return {(row["what"], row["hedge"]) for row in load_missed()}


def load_missed() -> list[Row]:
    """Return what ``missed.toml`` tells of each bar that is missed."""
    rows: list[Row] = tomllib.loads(MISSED.read_text(encoding="utf-8")).get("missed", [])
    return rows


def write_results(results: Results, folder: Path, name: str) -> None:
    """Write a CSV file for each table."""
    for table, rows in results.items():
        with (folder / f"{name}-{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(
                file, fieldnames=list(rows[0]) if rows else [], lineterminator="\n"
            )
            writer.writeheader()
            writer.writerows(rows)


def read_results(folder: Path, name: str) -> Results:
    """Return what was written; an empty cell is None."""
    return {table: _read_rows(folder / f"{name}-{table}.csv") for table in TABLES}


def _read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {name: cell if name in TEXTS else _number(cell) for name, cell in row.items()}
            for row in csv.DictReader(file)
        ]


def _number(cell: str) -> float | int | None:
    if not cell:
        return None
    return float(cell) if "." in cell else int(cell)
