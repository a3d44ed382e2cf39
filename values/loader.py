"""Read the vocabulary's TOML files; the only module of this package that touches files."""

from functools import cache
from pathlib import Path
from typing import Any

from values import checks
from values.model import (
    Axis,
    Cluster,
    Competency,
    Group,
    Office,
    Source,
    Style,
    StylePair,
    Tension,
    Value,
    ValueMap,
)
from values.toml_reading import ContentError, build, build_each, read_toml

CONTENT = Path(__file__).parent / "content"


@cache
def load_value_map(folder: Path = CONTENT) -> ValueMap:
    """Return the vocabulary in ``folder``.

    Raises
    ------
    ContentError
        With every problem found: wrong fields, broken links, wrong counts, hard texts.
    """
    value_map = read_value_map(folder)
    if problems := checks.problems(value_map):
        raise ContentError(problems)
    return value_map


def read_value_map(folder: Path = CONTENT) -> ValueMap:
    """Return the vocabulary without checking its meaning (``check-content`` does that)."""
    chart = read_toml(folder / "waardenkaart.toml")
    competencies = read_toml(folder / "competencies.toml")
    styles = read_toml(folder / "styles.toml")
    clusters = [_cluster(path) for path in sorted((folder / "clusters").glob("*.toml"))]
    return ValueMap(
        version=chart["version"],
        source=build(Source, chart["source"], "waardenkaart.toml [source]"),
        order=tuple(chart["order"]),
        clusters=tuple(sorted(clusters, key=lambda cluster: cluster.order)),
        offices=build_each(Office, chart["offices"], "office"),
        tensions=build_each(Tension, chart["tensions"], "tension"),
        groups=build_each(Group, competencies["groups"], "group"),
        competencies=build_each(Competency, competencies["competencies"], "competency"),
        axes=build_each(Axis, styles["axes"], "axis"),
        styles=build_each(Style, styles["styles"], "style"),
        pairs=build_each(StylePair, styles["pairs"], "style pair"),
    )


def _cluster(path: Path) -> Cluster:
    table: dict[str, Any] = read_toml(path)
    values = build_each(Value, table.get("values", []), f"{path.name}: value")
    return build(Cluster, {**table, "values": values}, path.name)
