"""Writes the Dutch manual from facts; the words stand in the templates and TOML files here."""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assessment.instruments import load_library
from assessment.plan import load_catalogue
from assessment.scoring import SCORING_VERSION
from manual import content
from manual.collected import Collected, collect_samples
from manual.constants import list_constants
from manual.deviations import list_deviations
from manual.sample_sizes import list_sizes
from manual.verified import read_verified
from study.text import find_row, select_rows, write_number
from values import load_value_map

HERE, ROOT = Path(__file__).parent, Path(__file__).parent.parent
TEMPLATE = "handleiding.md.jinja"
PATTERNS = ROOT / "docs" / "manual" / "studie" / "antwoordpatroon.json"
PRECISION = ROOT / "docs" / "manual" / "studie" / "precisie.json"
STUDY = ROOT / "docs" / "manual" / "studie" / "results.json"
CHANGES = ROOT / "CHANGELOG.md"


def render(collected: Collected | None = None) -> str:
    """Return the manual; a name that the facts do not fill is an error."""
    environment = Environment(
        loader=FileSystemLoader(HERE),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown, from our own numbers
    )
    environment.filters |= {"nl": write_number, "small": write_tiny}
    return environment.get_template(TEMPLATE).render(**list_facts(collected or collect_samples()))


def list_facts(collected: Collected) -> dict[str, Any]:
    """Return everything that the templates speak of."""
    library, value_map = load_library(), load_value_map()
    results = json.loads(STUDY.read_text(encoding="utf-8"))
    return {
        "library": library,
        "rules": load_catalogue().rules,
        "value_map": value_map,
        "words": read_table("words"),
        "criteria": list_verdicts(collected),
        "changes": scoring_changes(CHANGES.read_text(encoding="utf-8")),
        "literature": read_table("literature")["literature"],
        "terms": read_table("words")["terms"],
        "c": list_constants(library),
        "collected": collected,
        "norm_reliabilities": norm_reliabilities(collected),
        "verified": read_verified(),
        "deviations": list_deviations(),
        "patterns": json.loads(PATTERNS.read_text(encoding="utf-8")),
        "precision": json.loads(PRECISION.read_text(encoding="utf-8")),
        "sizes": list_sizes(library, value_map),
        "results": results,
        "largest": max(results["study"]["people"]),
        "row": lambda table, **wanted: find_row(results[table], wanted),
        "rows": lambda table, **wanted: select_rows(results[table], wanted),
        **_content(library, value_map),
    }


def _content(library: Any, value_map: Any) -> dict[str, Any]:
    return {
        "instruments": content.instrument_rows(library),
        "blueprint": content.competency_rows(library, value_map),
        "clusters": content.cluster_rows(library, value_map),
        "level_pairs": content.level_pairs(library, value_map),
        "own_links": content.own_links(library, value_map),
        "set_sizes": content.set_sizes(library),
        "same_cluster": content.sets_within_clusters(library, value_map),
        "reading": content.reading_rows(library, value_map),
    }


def read_table(name: str) -> dict[str, Any]:
    """Return one of the TOML files beside this module."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def list_verdicts(collected: Collected) -> list[dict[str, Any]]:
    """Return our verdict on each criterion.

    Raises
    ------
    LookupError
        If a verdict still says that there is nothing, while there is.
    """
    there = {"quality": collected.day is not None, "norm": collected.norm is not None}
    found: list[dict[str, Any]] = read_table("criteria")["criteria"]
    for one in found:
        if there.get(one.get("written_without", "")):
            told = f"criterion {one['number']} was written without {one['written_without']} data"
            raise LookupError(f"{told}; judge it anew in manual/criteria.toml")
    return found


def scoring_changes(changelog: str) -> list[dict[str, Any]]:
    """Return what each scoring version changed, with the release that brought it.

    Raises
    ------
    LookupError
        If a version has no entry in changes.toml, or none in the changelog.
    """
    told = read_table("changes")["versions"]
    found = []
    for version in range(1, SCORING_VERSION + 1):
        release = released_in(changelog, version)
        if str(version) not in told:
            raise LookupError(f"scoring version {version} has no entry in manual/changes.toml")
        found.append({"version": version, "release": release, **told[str(version)]})
    return found


def released_in(changelog: str, version: int) -> str:
    """Return the heading of the release that brought a scoring version; LookupError if none."""
    for part in re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]:
        if re.search(rf"scoring (?:=|version) {version}\b", " ".join(part.split())):
            return part.splitlines()[0].split()[0]
    raise LookupError(f"CHANGELOG.md does not tell of scoring version {version}")


def write_tiny(number: float) -> str:
    """Return a tiny number in powers of ten, such as 2,6e-5."""
    mantissa, exponent = f"{number:.1e}".split("e")
    return f"{mantissa.replace('.', ',')}e{int(exponent)}"


def norm_reliabilities(collected: Collected) -> Mapping[str, Any]:
    """Return the reliability of each scale in the newest norm, where it has one."""
    scales = collected.norm.scales if collected.norm else {}
    return {name: scale.reliability for name, scale in scales.items() if scale.reliability}
