"""Which cluster, competency and style belong together: what the content says, nothing measured."""

from values import Cluster, ValueMap

STRONGLY = 2  # of a link of 1 to 3: from here on the two belong together
_ENOUGH = 2  # values of a cluster


def belongs_to(competency: str, cluster: Cluster) -> bool:
    """Return whether a competency strongly belongs to at least two values of a cluster."""
    links = (value.competencies.get(competency, 0) for value in cluster.values)
    return sum(weight >= STRONGLY for weight in links) >= _ENOUGH


def brings_forward(style: str, cluster: Cluster) -> bool:
    """Return whether a style easily brings at least two values of a cluster forward."""
    return sum(value.styles.get(style, 0) >= STRONGLY for value in cluster.values) >= _ENOUGH


def style_of(value_map: ValueMap, competency: str, axis_id: str) -> str:
    """Return the pole of an axis whose values this competency serves, or nothing.

    Each value that strongly belongs to the competency counts for a pole as its two links
    multiplied. A pole is returned when it counts at least twice as much as the other, and easily
    brings at least two of those values forward: one value is no ground to say that they fit.
    """
    axis = next(axis for axis in value_map.axes if axis.id == axis_id)
    first, second = (_pull(value_map, competency, pole) for pole in (axis.pole1, axis.pole2))
    if max(first, second) < 2 * min(first, second) or first == second:
        return ""
    pole = axis.pole1 if first > second else axis.pole2
    return pole if _shares_values(value_map, competency, pole) else ""


def _shares_values(value_map: ValueMap, competency: str, style: str) -> bool:
    shared = (
        value.competencies.get(competency, 0) >= STRONGLY and value.styles.get(style, 0) >= STRONGLY
        for value in value_map.values.values()
    )
    return sum(shared) >= _ENOUGH


def _pull(value_map: ValueMap, competency: str, style: str) -> int:
    links = (
        (value.competencies.get(competency, 0), value.styles.get(style, 0))
        for value in value_map.values.values()
    )
    return sum(weight * accent for weight, accent in links if weight >= STRONGLY)
