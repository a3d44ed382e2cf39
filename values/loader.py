"""Read the vocabulary's TOML files; the only module of this package that touches files."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from values import checks, releasing
from values.checks import CHART, COMPETENCIES, STYLES
from values.model import (
    Axis,
    Cluster,
    Competency,
    Feedback,
    Group,
    Office,
    Source,
    Style,
    StylePair,
    Tension,
    Value,
    ValueMap,
)
from values.problems import say
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
        With every problem found: wrong fields, broken links, wrong counts, hard texts, and
        released files that changed.
    """
    value_map = read_value_map(folder)
    if problems := [*releasing.problems(folder), *checks.problems(value_map)]:
        raise ContentError(problems)
    return value_map


def read_value_map(folder: Path = CONTENT) -> ValueMap:
    """Return the vocabulary without checking its meaning (``check-content`` does that).

    Raises
    ------
    ContentError
        With the wrong fields of all files at once.
    """
    chart = _once(folder / CHART, version=int, source=dict, order=tuple[str, ...],
                  expected=dict, offices=TABLES, tensions=TABLES)  # fmt: skip
    competencies = _once(folder / COMPETENCIES, version=int, expected=dict, groups=TABLES,
                         competencies=TABLES)  # fmt: skip
    styles = _once(folder / STYLES, version=int, axes=TABLES, styles=TABLES, pairs=TABLES)
    return assemble(
        ValueMap,
        version=lambda: chart()["version"],
        source=lambda: build(Source, chart()["source"], f"{CHART} [source]"),
        order=lambda: chart()["order"],
        expected=lambda: {
            **_counts(CHART, chart()["expected"]),
            **_counts(COMPETENCIES, competencies()["expected"]),
        },
        clusters=lambda: _clusters(folder / "clusters"),
        offices=lambda: build_each(Office, chart()["offices"], f"{CHART}: office"),
        tensions=lambda: build_each(Tension, chart()["tensions"], f"{CHART}: tension"),
        groups=lambda: build_each(Group, competencies()["groups"], f"{COMPETENCIES}: group"),
        competencies=lambda: gather(
            partial(_competency, table, number)
            for number, table in enumerate(competencies()["competencies"], start=1)
        ),
        axes=lambda: build_each(Axis, styles()["axes"], f"{STYLES}: axis"),
        styles=lambda: build_each(Style, styles()["styles"], f"{STYLES}: style"),
        pairs=lambda: build_each(StylePair, styles()["pairs"], f"{STYLES}: style pair"),
    )


def _competency(table: dict[str, Any], number: int) -> Competency:
    where = f"{COMPETENCIES}: competency {table.get('id', number)}"
    lines = table.get("feedback", {})
    if not isinstance(lines, dict) or not all(isinstance(line, dict) for line in lines.values()):
        return build(Competency, table, where)  # refuses the wrong type by name

    def feedback() -> dict[str, Feedback]:
        made = gather(
            partial(build, Feedback, line, f"{where}.feedback.{band}")
            for band, line in lines.items()
        )
        return dict(zip(lines, made, strict=True))

    parts = gather((lambda: build(Competency, {**table, "feedback": {}}, where), feedback))
    competency: Competency = replace(parts[0], feedback=parts[1])
    return competency


def _counts(file: str, table: dict[str, Any]) -> dict[str, int]:
    hints = {name: int for name, place in checks.COUNTED.items() if place == file}
    return checked_fields(table, f"{file} [expected]", **hints)


def _once(path: Path, **hints: Any) -> Callable[[], dict[str, Any]]:
    return cache(partial(read_fields, path, **hints))


def _clusters(folder: Path) -> tuple[Cluster, ...]:
    clusters = gather(partial(_cluster, path) for path in sorted(folder.glob("*.toml")))
    return tuple(sorted(clusters, key=lambda cluster: cluster.order))


def _cluster(path: Path) -> Cluster:
    table = read_toml(path)
    own = {"values": table.pop("values", [])}

    def values() -> tuple[Value, ...]:
        tables = checked_fields(own, path.name, values=TABLES)["values"]
        return build_each(Value, tables, f"{path.name}: value")

    parts = gather((lambda: build(Cluster, {**table, "values": []}, path.name), values))
    cluster: Cluster = replace(parts[0], values=parts[1])
    if checks.cluster_file(cluster.id) != path.name:
        raise ContentError([say("files.wrong_id", file=path.name, id=cluster.id, name=path.stem)])
    return cluster
