"""Writes the Dutch page of the truth table, before and after, from its numbers."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from study.results import Row
from study.sentences.claims import list_claims, load_table
from study.sentences.intervals import BANDS
from study.sentences.results import (
    SELECTED,
    Results,
    judge_flat,
    judge_interval,
    judge_sentence,
    list_judged,
    load_missed,
    read_results,
)
from study.sentences.universes import list_places, load_settings
from study.text import write_number

HERE = Path(__file__).parent
TEMPLATE = "zinnen.md.jinja"
BEFORE, NOW = "zinnen-eerder", "zinnen"


def write_text(folder: Path) -> None:
    """Write ``zinnen.md`` into ``folder``, from the numbers that stand there."""
    (folder / f"{NOW}.md").write_text(render(list_facts(folder)), encoding="utf-8")


def render(facts: Mapping[str, Any]) -> str:
    """Return the page; a name that the numbers do not fill is an error."""
    environment = Environment(
        loader=FileSystemLoader(HERE),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown, from our own numbers
    )
    environment.filters["nl"] = write_number
    return environment.get_template(TEMPLATE).render(facts)


def list_facts(folder: Path) -> dict[str, Any]:
    """Return everything that the page speaks of, with the numbers in ``folder``."""
    before, now = read_results(folder, BEFORE), read_results(folder, NOW)
    places = list_places()
    words = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    bands = {f"band-{b}": words["bands"]["band"].format(*b.split("-")) for b in BANDS}
    return {
        "settings": load_settings(),
        "words": words,
        "places": [place for place in places if not place.moved],
        "plausible": [place for place in places if place.plausible and not place.moved],
        "moving": [place for place in places if place.moved],
        "kinds": load_table()["kinds"],
        "definitions": load_table()["definitions"],
        "reasons": load_table()["not_a_claim"],
        "claims": list(list_claims()),
        "called": load_table()["kinds"] | words["scores"] | bands,
        "selected": SELECTED,
        "bands": list(bands),
        "before": before,
        "now": now,
        "judged_before": list_judged(before, places),
        "judged": list_judged(now, places),
        "missed": load_missed(),
        "find": find_row,
        "judge_sentence": judge_sentence,
        "judge_interval": judge_interval,
        "judge_flat": judge_flat,
        "pooled": lambda results, key: pool_key(
            results, key, [p.id for p in places if p.plausible]
        ),
    }


def find_row(results: Results, table: str, **wanted: Any) -> Row | None:
    """Return the one row that is as wanted, or None: what was never said has no row."""
    rows = [r for r in results[table] if all(r[name] == value for name, value in wanted.items())]
    return rows[0] if rows else None


def pool_key(results: Results, key: str, universes: list[str]) -> Row | None:
    """Return how often a key is said and true over the plausible universes together."""
    rows = [r for r in results["sentences"] if r["sentence"] == key and r["universe"] in universes]
    said = sum(row["said"] for row in rows)
    if not said:
        return None
    true = sum(row["said"] * row["true"] for row in rows) / said
    return {"readers": sum(row["readers"] for row in rows), "said": said, "true": true}
