"""The one figure to remember: what is held dear beside what shows, the style, and what stands out.

It shows what the other figures show, and nothing else: the same scores, the same intervals.
"""

from collections.abc import Iterable, Iterator

from assessment.phrases import joined, one_decimal, quoted, score, upper_first, whole
from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import (
    DEAR_REACH,
    SHOWN_REACH,
    list_apart,
    list_outstanding,
    list_weighty,
    shown_mean,
)
from assessment.report.composition.style_figure import interval_words, place
from assessment.report.figures import data
from assessment.report.model import Figure, Table
from values import Axis, Cluster, Estimate
from values.constants import NAMED_FROM

FIGURE = "eerste-beeld"
_KINDS = {kind.value: kind for kind in data.Kind}


def first_figure(material: Material) -> Figure | None:
    """Return the figure, or None for who has no score at all."""
    if not material.has_scores and not any(material.profile.style.axes.values()):
        return None
    clusters = tuple(_cluster(material, cluster) for cluster in material.clusters)
    return Figure(
        id=FIGURE,
        data=data.FirstFigure(
            clusters=clusters,
            axes=tuple(_axis(material, axis) for axis in material.value_map.axes),
            more=_bars(material, list_outstanding(material)[0]),
            less=_bars(material, list_outstanding(material)[1]),
            shown_mean=shown_mean(material),
            mean=material.own_mean,
            dear_reach=DEAR_REACH,
            shown_reach=SHOWN_REACH,
            words=_words(material),
        ),
        alt=_alt(material),
        caption=material.say(
            "first.caption" if any(one.dear for one in clusters) else "first.caption_shown"
        ),
        table=_table(material),
    )


def _cluster(material: Material, cluster: Cluster) -> data.ClusterPair:
    importance = material.profile.importance
    dear = importance.clusters.get(cluster.id) if importance.is_told else None
    return data.ClusterPair(
        cluster.name,
        _KINDS[cluster.kind],
        None if dear is None else data.Reading(dear.u, dear.low, dear.high),
        _reading(material.estimate(cluster.id)),
        named=cluster in list_apart(material),
        priorities=tuple(
            _priority(material, value.id)
            for value in cluster.values
            if value.id in material.profile.priority
        ),
    )


def _priority(material: Material, value: str) -> data.PriorityMark:
    dear = material.profile.importance.values.get(value)
    told = dear is not None and material.profile.importance.is_told
    half = NAMED_FROM * dear.se if dear is not None else 0.0
    return data.PriorityMark(
        material.name(value),
        data.Reading(dear.u, dear.u - half, dear.u + half) if dear is not None and told else None,
        _reading(material.estimate(value)),
    )


def _axis(material: Material, axis: Axis) -> data.StyleDot:
    first, second = (material.value_map.style[pole].name for pole in (axis.pole1, axis.pole2))
    return data.StyleDot(first, second, _reading(material.profile.style.axes[axis.id]))


def _bars(material: Material, competencies: Iterable[str]) -> tuple[data.CompetencyRow, ...]:
    return tuple(
        data.CompetencyRow(material.name(competency), _reading(material.estimate(competency)))
        for competency in competencies
    )


def _reading(estimate: Estimate | None) -> data.Reading | None:
    return None if estimate is None else data.Reading(estimate.score, estimate.low, estimate.high)


def _words(material: Material) -> data.FirstWords:
    names = (
        "dear", "shown", "mean", "interval", "priority", "named", "style", "more", "less",
        "nothing_more", "nothing_less", "missing", "values", "dear_missing",
    )  # fmt: skip
    words = {name: material.say(f"first.{name}") for name in names}
    if not material.has_scores:
        why = "missing_alike" if material.answers_alike else "missing"
        words |= dict.fromkeys(("nothing_more", "nothing_less"), material.say(f"first.{why}"))
    return data.FirstWords(**words)


# The same in words


def _alt(material: Material) -> str:
    """Return the message of the figure first, then that its numbers stand in the table."""
    above, below = list_outstanding(material)
    parts = []
    for key, clusters in (("apart", list_apart(material)), ("dear", list_weighty(material))):
        if clusters:
            names = joined([cluster.name for cluster in clusters])
            parts.append(material.say(f"first.alt_{key}", names=names))
    for key, competencies in (("more", above), ("less", below)):
        if competencies:
            names = quoted(material.names(competencies))
            parts.append(material.say(f"first.alt_{key}", names=names))
    if material.has_scores and not above and not below:
        parts.append(material.say("first.alt_even"))
    if material.preferred:
        styles = joined([style.name for style in material.preferred])
        parts.append(material.say("first.alt_style", styles=styles))
    return " ".join([*parts, *_alt_numbers(material)])


def _alt_numbers(material: Material) -> Iterator[str]:
    """Yield between which scores the clusters lie; without any, where the style lies."""
    scores = [whole(e.score) for c in material.clusters if (e := material.estimate(c.id))]
    if scores:
        key = "first.alt_shown" if min(scores) < max(scores) else "first.alt_shown_one"
        yield material.say(key, low=min(scores), high=max(scores))
        return
    for axis in material.value_map.axes:
        estimate = material.profile.style.axes[axis.id]
        if estimate is not None:
            words = {
                "place": place(material, axis, estimate),
                "interval": interval_words(material, axis, estimate),
            }
            yield upper_first(material.say("first.alt_axis", **words))


def _table(material: Material) -> Table:
    rows = [_cluster_row(material, cluster) for cluster in material.clusters]
    for value in material.profile.priority:
        if not material.is_virtue(value):
            mark = _priority(material, value)
            name = material.say("values.gap_priority", name=mark.label)
            rows.append((name, _number(material, mark.dear), _shown(material, value)))
    return Table(
        caption=material.say("first.table_caption"),
        header=tuple(material.say(f"first.table_{name}") for name in ("name", "dear", "shown")),
        rows=tuple(rows),
        widths=(0.4, 0.3, 0.3),
    )


def _cluster_row(material: Material, cluster: Cluster) -> tuple[str, ...]:
    pair = _cluster(material, cluster)
    return cluster.name, _number(material, pair.dear), _shown(material, cluster.id)


def _shown(material: Material, construct: str) -> str:
    estimate = material.estimate(construct)
    if estimate is None:
        return material.say("numbers.none")
    return score(estimate)


def _number(material: Material, reading: data.Reading | None) -> str:
    """Return an importance with its interval, or a dash."""
    if reading is None:
        return material.say("numbers.none")
    low, high = one_decimal(reading.low), one_decimal(reading.high)
    return f"{one_decimal(reading.score)} ({material.say('numbers.interval', low=low, high=high)})"
