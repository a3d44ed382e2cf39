"""What is held dear, by cluster: beside what shows where both are likely, else on its own."""

from collections.abc import Iterator, Sequence

from assessment.phrases import joined, quoted
from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import (
    WEIGHTY,
    list_apart,
    list_outstanding,
    list_weighty,
)
from assessment.report.composition.story.grounds import (
    explain_leading,
    explain_less,
    explain_more,
    explain_shown,
)
from assessment.report.composition.story.links import belongs_to
from assessment.report.composition.story.sentence import Sentence
from values import Cluster

_MANY = 3  # clusters: of each only one value is named


def tell_unseen(material: Material, _: frozenset[str]) -> Iterator[Sentence]:
    """Yield at most one sentence on what matters more than it shows: all that the figure marks."""
    if not (apart := list_apart(material)):
        return
    dear = material.profile.importance.clusters
    for cluster in sorted(apart, key=lambda cluster: -dear[cluster.id].u):
        for competency in list_outstanding(material)[1]:
            if belongs_to(competency, cluster):
                yield _unseen(material, apart, cluster, competency)
                return
    yield _told(material, "unseen", apart, less=True)


def tell_seen(material: Material, named: frozenset[str]) -> Iterator[Sentence]:
    """Yield at most one sentence on what matters and shows; never on what the figure marks."""
    apart = {cluster.id for cluster in list_apart(material)}
    for cluster in list_weighty(material):
        if cluster.id in named or cluster.id in apart:
            continue
        for competency in list_outstanding(material)[0]:
            if belongs_to(competency, cluster):
                yield _seen(material, cluster, competency)
                return
        likely = material.profile.likely.get(cluster.id)
        if likely is not None and likely.above >= WEIGHTY:
            yield _told(material, "seen", (cluster,), less=False)
            return


def tell_held(material: Material, named: frozenset[str]) -> Iterator[Sentence]:
    """Yield what matters besides, or why nothing is said of it."""
    importance = material.profile.importance
    if importance.by_chance:
        yield Sentence(material.say("story.chance"), (), "chance")
    elif importance.values and not list_weighty(material):
        yield Sentence(material.say("story.dear_none"), (), "dear_none")
    elif left := [c for c in list_weighty(material) if c.id not in named]:
        rule = "dear_also" if any(c.id in named for c in material.clusters) else "dear"
        text = material.say(f"story.{rule}", clusters=_names(left))
        yield Sentence(text, _chosen(material, left), rule, tuple(c.id for c in left))


def _names(clusters: Sequence[Cluster]) -> str:
    return joined([cluster.name for cluster in clusters])


def _chosen(material: Material, clusters: Sequence[Cluster]) -> tuple[str, ...]:
    """Return how often the values were picked that were picked most, one or two of a cluster."""
    measured, each = material.profile.importance.values, 2 if len(clusters) < _MANY else 1
    picked: list[str] = []
    for cluster in clusters:
        known = [value.id for value in cluster.values if value.id in measured]
        picked += sorted(known, key=lambda value: -measured[value].u)[:each]
    return tuple(explain_leading(material, picked))


def _told(material: Material, rule: str, clusters: Sequence[Cluster], *, less: bool) -> Sentence:
    extreme = [v for cluster in clusters for v in _extreme(material, cluster, less=less)]
    grounds = (*_chosen(material, clusters), *explain_shown(material, extreme, less=less))
    text = material.say(f"story.{rule}", clusters=_names(clusters))
    return Sentence(text, grounds, rule, tuple(cluster.id for cluster in clusters))


def _unseen(
    material: Material, apart: Sequence[Cluster], cluster: Cluster, competency: str
) -> Sentence:
    """Return what matters more than it shows, with a competency of one of the clusters."""
    words = {"cluster": cluster.name, "competency": quoted([material.name(competency)])}
    text = material.say("story.unseen_competency", clusters=_names(apart), **words)
    grounds = (*_chosen(material, apart), *explain_less(material, [competency]))
    about = (*(one.id for one in apart), competency)
    return Sentence(text, grounds, "unseen_competency", about)


def _seen(material: Material, cluster: Cluster, competency: str) -> Sentence:
    words = {"cluster": cluster.name, "competency": quoted([material.name(competency)])}
    text = material.say("story.seen_competency", **words)
    grounds = (*_chosen(material, [cluster]), *explain_more(material, [competency]))
    return Sentence(text, grounds, "seen_competency", (cluster.id, competency))


def _extreme(material: Material, cluster: Cluster, *, less: bool) -> list[str]:
    """Return the value of a cluster that shows least or most, as a list of one or none."""
    scored = {v.id: e.score for v in cluster.values if (e := material.estimate(v.id)) is not None}
    ordered = sorted(scored, key=lambda value: scored[value])
    return (ordered[:1] if less else ordered[-1:]) if ordered else []
