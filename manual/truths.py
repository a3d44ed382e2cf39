"""What the study measured of sentences, short enough for the public page of the method.

The product may not know the study and does not carry its tables; so ``make manual`` writes what
the page tells into the package, and a test compares.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assessment.services.method import truths
from study.results import Row
from study.sentences.results import FEW, MEETS, MISSES, UNSURE
from study.sentences.text import list_facts

STUDY = Path(__file__).parent.parent / "docs" / "manual" / "studie"
FILE = truths.FILE
WORST_FIRST = (MISSES, UNSURE, MEETS, FEW)
COUNTED = {MEETS: "meets", UNSURE: "unsure", MISSES: "misses", FEW: "few"}


def record_truths(folder: Path = STUDY) -> str:
    """Return the record as JSON, from the numbers in ``folder``."""
    facts = list_facts(folder)
    judged, settings = facts["judged"], facts["settings"]
    people = facts["now"]["people"]
    record = {
        "scoring": people[0]["scoring"],
        "people": people[0]["people"],
        "worlds": len(facts["plausible"]),
        "seed": settings["study"]["seed"],
        "judged": {COUNTED[v]: sum(row["verdict"] == v for row in judged) for v in WORST_FIRST},
        "sentences": list(_rows(judged, facts, ("", "waarschijnlijk"))),
        "intervals": list(_rows(judged, facts, ("interval",))),
        "alike": list(_rows(judged, facts, ("flat",))),
        "missed": [
            {"name": facts["called"][row["what"]], "why": row["why"]} for row in facts["missed"]
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _rows(
    judged: Sequence[Row], facts: Mapping[str, Any], hedges: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Yield a row for each kind: its lowest and highest figure over the worlds, and the verdict.

    A world where too few read it says nothing of its figures, unless there is no other.
    """
    kinds: dict[tuple[str, str], list[Row]] = {}
    for row in judged:
        if row["hedge"] in hedges:
            kinds.setdefault((row["what"], row["hedge"]), []).append(row)
    order = list(facts["called"])
    for what, hedge in sorted(kinds, key=lambda kind: (order.index(kind[0]), kind[1])):
        rows = kinds[what, hedge]
        verdict = next(v for v in WORST_FIRST if any(row["verdict"] == v for row in rows))
        told = [row for row in rows if row["verdict"] != FEW] or rows
        yield {
            "name": facts["called"][what],
            "hedge": hedge,
            "bar": _bar(what, hedge, facts["settings"]["bars"]),
            "worlds": len(rows),
            "lowest": min(row["figure"] for row in told),
            "highest": max(row["figure"] for row in told),
            "verdict": COUNTED[verdict],
        }


def _bar(what: str, hedge: str, bars: Mapping[str, Any]) -> list[float]:
    """Return between what the figure must lie, in per cent."""
    if hedge == "interval":
        return [float(end) for end in bars["coverage"]]
    if hedge == "flat":
        return [0.0, float(bars["flat" if what == "clearly" else what])]
    return [float(bars["hedged" if hedge else "unhedged"]), 100.0]
