"""The two figures of the values, with their tables: the waardenkaart, and belang beside gedrag."""

from collections.abc import Mapping

from assessment.phrases import interval, joined, lower_first, one_decimal, whole
from assessment.report.composition import claims
from assessment.report.composition.material import Material
from assessment.report.figures import data
from assessment.report.model import Figure, Table
from values import Cluster, ClusterImportance, Estimate, Value
from values.constants import NAMED_FROM

_KINDS = {kind.value: kind for kind in data.Kind}


def _reading(found: Estimate | None) -> data.Reading | None:
    return None if found is None else data.Reading(found.score, found.low, found.high)


# The waardenkaart


def map_figure(m: Material) -> Figure:
    """Return nine clusters with their values, in the order of the publication."""
    words = {
        name: m.say(f"values.map_{name}")
        for name in ("score", "interval", "priority", "leading", "missing")
    }
    return Figure(
        id="waardenkaart",
        data=data.ValueMapFigure(
            tuple(_map_row(m, kind, member) for kind, member in _KINDS.items()),
            data.MapWords(**words),
        ),
        alt=_map_alt(m),
        caption=m.say("values.map_caption", count=len(m.value_map.values)),
        table=_map_table(m),
    )


def _map_row(m: Material, kind: str, member: data.Kind) -> data.MapRow:
    cards = tuple(
        data.MapCluster(
            cluster.name,
            _reading(m.profile.clusters.get(cluster.id)),
            tuple(_map_value(m, value) for value in cluster.values),
        )
        for cluster in m.value_map.clusters
        if cluster.kind == kind
    )
    label, note = m.say(f"values.kind_{kind}"), m.say(f"values.note_{kind}")
    return data.MapRow(member, label, cards, note)


def _map_value(m: Material, value: Value) -> data.MapValue:
    return data.MapValue(
        value.name,
        _reading(m.profile.values.get(value.id)),
        priority=value.id in m.profile.priority,
        leading=value.id in m.leading,
    )


def _map_alt(m: Material) -> str:
    clusters = {c.name: m.profile.clusters.get(c.id) for c in m.value_map.clusters}
    priorities = {m.name(v): m.profile.values.get(v) for v in m.profile.priority}
    parts = [
        m.say(
            "values.map_alt",
            clusters=_scored(m, clusters),
            priorities=_scored(m, priorities),
        )
    ]
    for key, values in (("most", m.profile.most_visible), ("least", m.profile.least_visible)):
        if values:
            names = joined([lower_first(name) for name in m.names(values)])
            parts.append(m.say(f"values.map_alt_{key}", values=names))
    return " ".join(parts)


def _scored(m: Material, found: Mapping[str, Estimate | None]) -> str:
    none = m.say("numbers.none")
    return m.say("numbers.comma").join(
        f"{name} {none if one is None else whole(one.score)}" for name, one in found.items()
    )


def _map_table(m: Material) -> Table:
    rows: list[tuple[str, ...]] = []
    for cluster in m.value_map.clusters:
        name = m.say("values.map_cluster", name=cluster.name)
        rows.append(_numbers(m, name, m.profile.clusters.get(cluster.id), m.say("numbers.none")))
        rows += [
            _numbers(m, v.name, m.profile.values.get(v.id), group_words(m, v.id))
            for v in cluster.values
        ]
    columns = ("value", "score", "interval", "group")
    return Table(
        caption=m.say("values.map_table_caption"),
        header=tuple(m.say(f"values.map_table_{column}") for column in columns),
        rows=tuple(rows),
        widths=(0.4, 0.14, 0.2, 0.26),
    )


def _numbers(
    m: Material, name: str, found: Estimate | None, importance: str
) -> tuple[str, str, str, str]:
    none = m.say("numbers.none")
    if found is None:
        return name, none, none, importance
    return name, str(whole(found.score)), interval(found), importance


def group_words(m: Material, value: str) -> str:
    """Return the group of importance of a value, or a dash when it is not known."""
    found = m.profile.importance.values.get(value)
    return m.say("numbers.none") if found is None else m.say(f"values.{found.group}")


# Belang and gedrag


def crossed(m: Material) -> tuple[Cluster, ...]:
    """Return the clusters that have both an importance and a behaviour score."""
    return tuple(
        cluster
        for cluster in m.value_map.clusters
        if cluster.id in m.profile.importance.clusters
        and m.profile.clusters.get(cluster.id) is not None
    )


def cross_figure(m: Material) -> Figure:
    """Return belang against gedrag, with the priority values by name."""
    return Figure(
        id="belang-en-gedrag",
        data=data.ImportanceBehaviour(_points(m), _priority_points(m), _cross_words(m)),
        alt=_cross_alt(m),
        caption=m.say("values.gap_caption"),
        table=_cross_table(m),
    )


def _points(m: Material) -> tuple[data.CrossPoint, ...]:
    points = []
    for cluster in crossed(m):
        wanted = m.profile.importance.clusters[cluster.id]
        shown = _reading(m.profile.clusters[cluster.id])
        if shown is not None:
            reading = data.Reading(wanted.u, wanted.low, wanted.high)
            points.append(data.CrossPoint(cluster.name, _KINDS[cluster.kind], reading, shown))
    return tuple(points)


def _priority_points(m: Material) -> tuple[data.CrossPoint, ...]:
    points = []
    for value in m.profile.priority:
        wanted = m.profile.importance.values.get(value)
        shown = _reading(m.profile.values.get(value))
        if wanted is not None and shown is not None:
            half = NAMED_FROM * wanted.se
            reading = data.Reading(wanted.u, wanted.u - half, wanted.u + half)
            kind = _KINDS[m.value_map.cluster_of[value].kind]
            points.append(data.CrossPoint(m.name(value), kind, reading, shown))
    return tuple(points)


def _cross_words(m: Material) -> data.ImportanceWords:
    return data.ImportanceWords(
        importance=m.say("values.gap_importance"),
        less=m.say("values.gap_low"),
        middle=m.say("values.gap_middle"),
        more=m.say("values.gap_high"),
        behaviour=m.say("values.gap_behaviour"),
        interval=m.say("values.gap_interval"),
        priority=m.say("values.map_priority"),
        kinds=data.KindWords(
            ideal=lower_first(m.say("values.kind_ideeel")),
            social=lower_first(m.say("values.kind_sociaal")),
            practical=lower_first(m.say("values.kind_praktisch")),
        ),
    )


def weight_words(m: Material, found: ClusterImportance) -> str:
    """Return where a cluster stands in importance, in words."""
    return m.say(f"values.{claims.weight(found)}")


def _cross_alt(m: Material) -> str:
    points = [
        m.say(
            "values.gap_alt_point",
            name=cluster.name,
            word=weight_words(m, m.profile.importance.clusters[cluster.id]),
            score=whole(found.score),
        )
        for cluster in crossed(m)
        if (found := m.profile.clusters[cluster.id]) is not None
    ]
    return m.say("values.gap_alt", points="; ".join(points))


def _cross_table(m: Material) -> Table:
    rows = [_cluster_row(m, cluster) for cluster in crossed(m)]
    rows += [
        _value_row(m, value)
        for value in m.profile.priority
        if m.profile.values.get(value) is not None and value in m.profile.importance.values
    ]
    columns = ("name", "u", "word", "score", "interval")
    return Table(
        caption=m.say("values.gap_table_caption"),
        header=tuple(m.say(f"values.gap_table_{column}") for column in columns),
        rows=tuple(rows),
        widths=(0.32, 0.18, 0.22, 0.11, 0.17),
    )


def _cluster_row(m: Material, cluster: Cluster) -> tuple[str, ...]:
    wanted = m.profile.importance.clusters[cluster.id]
    words = weight_words(m, wanted)
    _, number, ends, _ = _numbers(m, "", m.profile.clusters[cluster.id], "")
    return cluster.name, one_decimal(wanted.u), words, number, ends


def _value_row(m: Material, value: str) -> tuple[str, ...]:
    wanted = m.profile.importance.values[value]
    name = m.say("values.gap_priority", name=m.name(value))
    _, number, ends, _ = _numbers(m, "", m.profile.values[value], "")
    return name, one_decimal(wanted.u), group_words(m, value), number, ends
