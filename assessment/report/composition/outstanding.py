"""What the first view names: only what would be named again by the same person another time.

The limits were chosen by letting simulated people answer twice (docs/adr/0023): stricter ones name
less and hold less, because a name then hangs on one answer. What is named here is said to be
likely; what is sure stands in the chapters.
"""

from math import hypot
from statistics import NormalDist

from assessment.report.composition.material import Material
from values import Cluster

NAMES_AT_MOST = 5
LIKELY = 0.7  # probability that a competency lies on that side of the own mean
WEIGHTY, WEIGHTY_AT_MOST = 0.84, 3  # that a cluster matters more than the own mean
APART, APART_AT_MOST = 0.8, 3  # that a cluster matters more than it shows
DEAR_REACH = 2.5  # logits of importance that count as much as ...
SHOWN_REACH = 25.0  # ... so many points of behaviour, either side of the own means
ROUNDING = 1e-6  # a smaller distance from a mean comes from adding


def list_outstanding(material: Material) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the competencies that likely lie above and below the own mean, in model order.

    The surest, at most five each side; none in a profile without likely scores, and none when all
    together do not differ more than chance makes them (docs/adr/0026).
    """
    if not material.differs:
        return (), ()
    likely = material.profile.likely
    above = {c.id: likely[c.id].above for c in material.competencies if c.id in likely}
    below = {competency: 1 - chance for competency, chance in above.items()}
    return _surest(above, LIKELY, NAMES_AT_MOST), _surest(below, LIKELY, NAMES_AT_MOST)


def list_weighty(material: Material) -> tuple[Cluster, ...]:
    """Return the clusters that likely matter more than the person's own mean, in map order."""
    dear = material.profile.importance.clusters
    chances = {
        cluster.id: _chance_above(dear[cluster.id].u, dear[cluster.id].se)
        for cluster in _compared(material)
    }
    kept = _surest(chances, WEIGHTY, WEIGHTY_AT_MOST)
    return tuple(cluster for cluster in material.clusters if cluster.id in kept)


def list_apart(material: Material) -> tuple[Cluster, ...]:
    """Return the clusters that likely matter more than they show, in map order.

    Both are taken as distances from the own mean; ``DEAR_REACH`` logits count as ``SHOWN_REACH``
    points. Each lies on its own side of it: who reads that something hardly shows may not see in
    the figure that it shows more than the rest. None when the answers about behaviour look unread.
    """
    if material.unread:
        return ()
    compared, mean = _compared(material), shown_mean(material)
    chances = {}
    for cluster in compared:
        shown, dear = material.estimate(cluster.id), material.profile.importance.clusters
        if shown is None or mean is None:
            continue
        matters, less = dear[cluster.id].u / DEAR_REACH, (mean - shown.score) / SHOWN_REACH
        if min(matters, less) > ROUNDING:
            error = hypot(dear[cluster.id].se / DEAR_REACH, shown.se / SHOWN_REACH)
            chances[cluster.id] = _chance_above(matters + less, error)
    kept = _surest(chances, APART, APART_AT_MOST)
    return tuple(cluster for cluster in compared if cluster.id in kept)


def shown_mean(material: Material) -> float | None:
    """Return the mean of the clusters that are told, which their behaviour stands beside."""
    scores = [e.score for c in material.clusters if (e := material.estimate(c.id)) is not None]
    return sum(scores) / len(scores) if scores else None


def _compared(material: Material) -> list[Cluster]:
    importance = material.profile.importance
    if not importance.is_told:
        return []
    return [cluster for cluster in material.clusters if cluster.id in importance.clusters]


def _chance_above(distance: float, error: float) -> float:
    return 1 - NormalDist(distance, error).cdf(0.0)


def _surest(chances: dict[str, float], sure: float, at_most: int) -> tuple[str, ...]:
    kept = sorted(chances, key=lambda name: -chances[name])[:at_most]
    return tuple(name for name in chances if name in kept and chances[name] >= sure)
