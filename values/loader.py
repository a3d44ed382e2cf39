"""Read the vocabulary's TOML files; the only module of this package that touches files."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
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
from values.toml_reading import (
    TABLES,
    ContentError,
    assemble,
    build,
    build_each,
    checked_fields,
    gather,
    read_fields,
    read_toml,
)

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
    """Return the vocabulary without checking its meaning (``check-content`` does that).

    Raises
    ------
    ContentError
        With the wrong fields of all files at once.
    """
    chart = _once(folder / "waardenkaart.toml", version=int, source=dict, order=tuple[str, ...],
                  offices=TABLES, tensions=TABLES)  # fmt: skip
    competencies = _once(folder / "competencies.toml", version=int, groups=TABLES,
                         competencies=TABLES)  # fmt: skip
    styles = _once(folder / "styles.toml", version=int, axes=TABLES, styles=TABLES, pairs=TABLES)
    return assemble(
        ValueMap,
        version=lambda: chart()["version"],
        source=lambda: build(Source, chart()["source"], "waardenkaart.toml [source]"),
        order=lambda: chart()["order"],
        clusters=lambda: _clusters(folder / "clusters"),
        offices=lambda: build_each(Office, chart()["offices"], "office"),
        tensions=lambda: build_each(Tension, chart()["tensions"], "tension"),
        groups=lambda: build_each(Group, competencies()["groups"], "group"),
        competencies=lambda: build_each(Competency, competencies()["competencies"], "competency"),
        axes=lambda: build_each(Axis, styles()["axes"], "axis"),
        styles=lambda: build_each(Style, styles()["styles"], "style"),
        pairs=lambda: build_each(StylePair, styles()["pairs"], "style pair"),
    )


def _once(path: Path, **hints: Any) -> Callable[[], dict[str, Any]]:
    return cache(partial(read_fields, path, **hints))


def _clusters(folder: Path) -> tuple[Cluster, ...]:
    found = gather(partial(_cluster, path) for path in sorted(folder.glob("*.toml")))
    return tuple(sorted(found, key=lambda cluster: cluster.order))


def _cluster(path: Path) -> Cluster:
    table = read_toml(path)
    own = {"values": table.pop("values", [])}

    def values() -> tuple[Value, ...]:
        tables = checked_fields(own, path.name, values=TABLES)["values"]
        return build_each(Value, tables, f"{path.name}: value")

    cluster: Cluster
    cluster, found = gather((lambda: build(Cluster, {**table, "values": []}, path.name), values))
    return replace(cluster, values=found)
