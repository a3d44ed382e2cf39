"""What is held dear: beside what shows where that is sure, else on its own."""

from collections.abc import Iterator, Sequence

from assessment.phrases import joined, lower_first, quoted
from assessment.report.composition.material import Material
from assessment.report.composition.story.grounds import (
    explain_leading,
    explain_less,
    explain_more,
    explain_shown,
)
from assessment.report.composition.story.links import competencies_of
from assessment.report.composition.story.sentence import Sentence
from values import Cluster

NAMES_AT_MOST = 5


def find_unseen(material: Material) -> Iterator[str]:
    """Yield what leads and yet shows little: values, and competencies that belong to one.

    Of a cluster that matters more than it shows it is the values that lead, or else the one that
    shows least.
    """
    leading = _leading(material)
    yield from (value for value in leading if value in material.profile.least_visible)
    for cluster in _wanted_clusters(material):
        values = [value.id for value in cluster.values]
        yield from [v for v in values if v in leading] or _least(material, values)
    for value in leading:
        linked = competencies_of(material.value_map, value)
        yield from (c for c in material.standing_out[1] if c in linked)


def _wanted_clusters(material: Material) -> Iterator[Cluster]:
    """Yield the clusters that surely matter more than they show."""
    for cluster in material.clusters:
        gap = material.profile.importance.gaps.get(cluster.id)
        if gap is not None and gap.named and gap.wants_more:
            yield cluster


def unseen(material: Material, _: frozenset[str]) -> Iterator[Sentence]:
    """Yield at most one sentence on what leads and yet shows little."""
    leading = _leading(material)
    for value in leading:
        if value in material.profile.least_visible:
            yield _alone(material, "unseen_value", value, less=True)
            return
    for cluster in _wanted_clusters(material):
        yield _unseen_cluster(material, cluster, leading)
        return
    yield from _linked(material, "unseen_competency", leading, material.standing_out[1])


def _unseen_cluster(material: Material, cluster: Cluster, leading: Sequence[str]) -> Sentence:
    values = [value.id for value in cluster.values]
    led = [value for value in values if value in leading]
    grounds = (
        *explain_leading(material, led),
        *explain_shown(material, _least(material, values), less=True),
    )
    text = material.say("story.unseen_cluster", cluster=cluster.name)
    return Sentence(text, grounds, "unseen_cluster", (cluster.id, *led))


def seen(material: Material, named: frozenset[str]) -> Iterator[Sentence]:
    """Yield at most one sentence on what leads and shows."""
    leading = [value for value in _leading(material) if value not in named]
    for value in leading:
        if value in material.profile.most_visible:
            yield _alone(material, "seen_value", value, less=False)
            return
    yield from _linked(material, "seen_competency", leading, material.standing_out[0])


def held(material: Material, named: frozenset[str]) -> Iterator[Sentence]:
    """Yield what leads besides, or why nothing is said of it."""
    importance = material.profile.importance
    if importance.by_chance:
        yield Sentence(material.say("story.chance"), (), "chance")
    elif importance.values and not material.leading:
        yield Sentence(material.say("story.dear_none"), (), "dear_none")
    elif left := [v for v in material.foremost(NAMES_AT_MOST) if v not in named]:
        names = joined([lower_first(name) for name in material.names(left)])
        rule = "dear_also" if named & set(material.leading) else "dear"
        rule += "_one" if len(left) == 1 else ""
        grounds = tuple(explain_leading(material, left))
        yield Sentence(material.say(f"story.{rule}", values=names), grounds, rule, tuple(left))


def _leading(material: Material) -> tuple[str, ...]:
    """Return the values that surest lead; none for who chose by chance."""
    if not material.profile.importance.is_told:
        return ()
    return material.foremost(NAMES_AT_MOST)


def _alone(material: Material, rule: str, value: str, *, less: bool) -> Sentence:
    grounds = (
        *explain_leading(material, [value]),
        *explain_shown(material, [value], less=less),
    )
    name = lower_first(material.name(value))
    return Sentence(material.say(f"story.{rule}", value=name), grounds, rule, (value,))


def _linked(
    material: Material, rule: str, leading: Sequence[str], outlying: Sequence[str]
) -> Iterator[Sentence]:
    """Yield one sentence on the first value that leads with a competency of it that stands out."""
    explain = explain_less if rule.startswith("unseen") else explain_more
    for value in leading:
        for competency in outlying:
            if competency in competencies_of(material.value_map, value):
                words = {
                    "value": lower_first(material.name(value)),
                    "competency": quoted([material.name(competency)]),
                }
                grounds = (
                    *explain_leading(material, [value]),
                    *explain(material, [competency]),
                )
                text = material.say(f"story.{rule}", **words)
                yield Sentence(text, grounds, rule, (value, competency))
                return


def _least(material: Material, values: list[str]) -> list[str]:
    """Return the value of a cluster with the lowest likely score, as a list of one or none."""
    scored = {v: e.score for v in values if (e := material.estimate(v)) is not None}
    return sorted(scored, key=lambda value: scored[value])[:1]
