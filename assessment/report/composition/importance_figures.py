"""The two figures of the values, with their tables: the waardenkaart, and belang beside gedrag."""

from collections.abc import Mapping

from assessment.phrases import interval, joined, lower_first, one_decimal, whole
from assessment.report.composition import claims
from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import (
    DEAR_REACH,
    SHOWN_REACH,
    list_apart,
    shown_mean,
)
from assessment.report.figures import data
from assessment.report.model import Figure, Table
from values import UNNAMED, Cluster, ClusterImportance, Estimate, Value
from values.constants import NAMED_FROM

_KINDS = {kind.value: kind for kind in data.Kind}


def _reading(estimate: Estimate | None) -> data.Reading | None:
    return None if estimate is None else data.Reading(estimate.score, estimate.low, estimate.high)


# The waardenkaart


def map_figure(material: Material) -> Figure:
    """Return nine clusters with their values, in the order of the publication."""
    words = {
        name: material.say(f"values.map_{name}")
        for name in ("score", "interval", "priority", "leading", "missing")
    }
    return Figure(
        id="waardenkaart",
        data=data.ValueMapFigure(
            tuple(
                row
                for kind, member in _KINDS.items()
                if (row := _map_row(material, kind, member)).clusters
            ),
            data.MapWords(**words),
        ),
        alt=_map_alt(material),
        caption=f"{_map_caption(material)} {_left_out(material)}".strip(),
        table=_map_table(material),
    )


def _map_caption(material: Material) -> str:
    clusters = material.clusters
    count = sum(len(cluster.values) for cluster in clusters)
    return material.say("values.map_caption", clusters=len(clusters), count=count)


def _left_out(material: Material) -> str:
    """Return that the map does not hold every value, or nothing when it does."""
    values = material.value_map.values
    count = sum(material.is_virtue(value) for value in values)
    return material.say("values.map_left_out", count=count, total=len(values)) if count else ""


def _map_row(material: Material, kind: str, member: data.Kind) -> data.MapRow:
    cards = tuple(
        data.MapCluster(
            cluster.name,
            _reading(material.estimate(cluster.id)),
            tuple(_map_value(material, value) for value in cluster.values),
        )
        for cluster in material.clusters
        if cluster.kind == kind
    )
    label, note = material.say(f"values.kind_{kind}"), material.say(f"values.note_{kind}")
    return data.MapRow(member, label, cards, note)


def _map_value(material: Material, value: Value) -> data.MapValue:
    return data.MapValue(
        value.name,
        _reading(material.estimate(value.id)),
        priority=value.id in material.profile.priority,
        leading=value.id in material.leading,
    )


def _map_alt(material: Material) -> str:
    """Return what the map shows: the values seen most and least, then the numbers."""
    clusters = {c.name: material.estimate(c.id) for c in material.clusters}
    priorities = {
        material.name(v): material.estimate(v)
        for v in material.profile.priority
        if not material.is_virtue(v)
    }
    numbers = material.say(
        "values.map_alt",
        clusters=_scored(material, clusters),
        priorities=_scored(material, priorities),
    )
    parts = []
    for key, values in (
        ("most", material.profile.most_visible),
        ("least", material.profile.least_visible),
    ):
        if values:
            names = joined([lower_first(name) for name in material.names(values)])
            parts.append(material.say(f"values.map_alt_{key}", values=names))
    return " ".join([*parts, numbers, _left_out(material)]).strip()


def _scored(material: Material, estimates: Mapping[str, Estimate | None]) -> str:
    none = material.say("numbers.none")
    return material.say("numbers.comma").join(
        f"{name} {none if estimate is None else whole(estimate.score)}"
        for name, estimate in estimates.items()
    )


def _map_table(material: Material) -> Table:
    rows: list[tuple[str, ...]] = []
    for cluster in material.clusters:
        name = material.say("values.map_cluster", name=cluster.name)
        rows.append(
            _numbers(
                material,
                name,
                material.estimate(cluster.id),
                material.say("numbers.none"),
            )
        )
        rows += [
            _numbers(material, v.name, material.estimate(v.id), group_words(material, v.id))
            for v in cluster.values
        ]
    columns = ("value", "score", "interval", "group")
    return Table(
        caption=material.say("values.map_table_caption"),
        header=tuple(material.say(f"values.map_table_{column}") for column in columns),
        rows=tuple(rows),
        widths=(0.4, 0.14, 0.2, 0.26),
    )


def _numbers(
    material: Material, name: str, estimate: Estimate | None, importance: str
) -> tuple[str, str, str, str]:
    none = material.say("numbers.none")
    if estimate is None:
        return name, none, none, importance
    return name, str(whole(estimate.score)), interval(estimate), importance


def group_words(material: Material, value: str) -> str:
    """Return what may be said of a value's importance, or a dash when that is nothing."""
    importance = material.profile.importance.values.get(value)
    if importance is None or importance.group == UNNAMED:
        return material.say("numbers.none")
    return material.say(f"values.{importance.group}")


# Belang and gedrag


def crossed(material: Material) -> tuple[Cluster, ...]:
    """Return the clusters that have both an importance and a behaviour score.

    None for who chose by chance: then nothing is told of importance.
    """
    importance = material.profile.importance
    return tuple(
        cluster
        for cluster in material.clusters
        if importance.is_told
        and cluster.id in importance.clusters
        and material.estimate(cluster.id) is not None
    )


def cross_figure(material: Material) -> Figure:
    """Return belang beside gedrag, with the priority values by name."""
    return Figure(
        id="belang-en-gedrag",
        data=data.ImportanceBehaviour(
            _points(material),
            _priority_points(material),
            shown_mean(material) or 0.0,
            DEAR_REACH,
            SHOWN_REACH,
            _cross_words(material),
        ),
        alt=_cross_alt(material),
        caption=f"{material.say('values.gap_caption')} {_cross_left_out(material)}".strip(),
        table=_cross_table(material),
    )


def _points(material: Material) -> tuple[data.CrossPoint, ...]:
    points = []
    for cluster in crossed(material):
        wanted = material.profile.importance.clusters[cluster.id]
        shown = _reading(material.estimate(cluster.id))
        if shown is not None:
            reading = data.Reading(wanted.u, wanted.low, wanted.high)
            kind, named = _KINDS[cluster.kind], cluster.id in _named(material)
            points.append(data.CrossPoint(cluster.name, kind, reading, shown, named))
    return tuple(points)


def _named(material: Material) -> frozenset[str]:
    """Return the clusters that the first figure marks, and those that the report asks about."""
    gaps = material.profile.importance.gaps
    asked = {cluster for cluster, gap in gaps.items() if gap.named}
    return frozenset(asked | {cluster.id for cluster in list_apart(material)})


def _priority_points(material: Material) -> tuple[data.CrossPoint, ...]:
    points = []
    for value in material.profile.priority:
        wanted = material.profile.importance.values.get(value)
        shown = _reading(material.estimate(value))
        if wanted is not None and shown is not None:
            half = NAMED_FROM * wanted.se
            reading = data.Reading(wanted.u, wanted.u - half, wanted.u + half)
            kind = _KINDS[material.value_map.cluster_of[value].kind]
            points.append(data.CrossPoint(material.name(value), kind, reading, shown))
    return tuple(points)


def _cross_words(material: Material) -> data.ImportanceWords:
    return data.ImportanceWords(
        importance=material.say("values.gap_importance"),
        less=material.say("values.gap_low"),
        middle=material.say("values.gap_middle"),
        more=material.say("values.gap_high"),
        behaviour=material.say("values.gap_behaviour"),
        gap=material.say("values.gap_named"),
        interval=material.say("values.map_interval"),
        priority=material.say("values.map_priority"),
        kinds=data.KindWords(
            ideal=lower_first(material.say("values.kind_ideeel")),
            social=lower_first(material.say("values.kind_sociaal")),
            practical=lower_first(material.say("values.kind_praktisch")),
        ),
    )


def weight_words(material: Material, importance: ClusterImportance) -> str:
    """Return where a cluster stands in importance, in words."""
    return material.say(f"values.{claims.weight(importance)}")


def _cross_alt(material: Material) -> str:
    points = [
        material.say(
            "values.gap_alt_point",
            name=cluster.name,
            word=weight_words(material, material.profile.importance.clusters[cluster.id]),
            score=whole(estimate.score),
        )
        for cluster in crossed(material)
        if (estimate := material.estimate(cluster.id)) is not None
    ]
    said = [material.say("values.gap_alt", points="; ".join(points)), _cross_left_out(material)]
    if names := [cluster.name for cluster in crossed(material) if cluster.id in _named(material)]:
        said.insert(0, material.say("values.gap_alt_named", names=joined(names)))
    return " ".join(said).strip()


def _cross_left_out(material: Material) -> str:
    """Return which clusters are not beside the others because they have no number, or nothing."""
    names = [c.name for c in material.value_map.clusters if material.is_virtue(c.id)]
    return material.say("values.gap_left_out", names=joined(names)) if names else ""


def _cross_table(material: Material) -> Table:
    rows = [_cluster_row(material, cluster) for cluster in crossed(material)]
    rows += [
        _value_row(material, value)
        for value in material.profile.priority
        if material.estimate(value) is not None and value in material.profile.importance.values
    ]
    columns = ("name", "u", "word", "score", "interval")
    return Table(
        caption=material.say("values.gap_table_caption"),
        header=tuple(material.say(f"values.gap_table_{column}") for column in columns),
        rows=tuple(rows),
        widths=(0.32, 0.18, 0.22, 0.11, 0.17),
    )


def _cluster_row(material: Material, cluster: Cluster) -> tuple[str, ...]:
    wanted = material.profile.importance.clusters[cluster.id]
    words = weight_words(material, wanted)
    _, number, ends, _ = _numbers(material, "", material.estimate(cluster.id), "")
    return cluster.name, one_decimal(wanted.u), words, number, ends


def _value_row(material: Material, value: str) -> tuple[str, ...]:
    wanted = material.profile.importance.values[value]
    name = material.say("values.gap_priority", name=material.name(value))
    _, number, ends, _ = _numbers(material, "", material.estimate(value), "")
    return name, one_decimal(wanted.u), group_words(material, value), number, ends
