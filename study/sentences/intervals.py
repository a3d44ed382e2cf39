"""Whether the intervals of the scores that a report picks out hold the truth."""

from collections.abc import Iterator
from itertools import pairwise

from assessment.report.composition.material import Material
from study.sentences.definitions import Known
from values import Estimate
from values.constants import NAMED_FROM

LOWEST = 4
LIMITS = (0, 40, 55, 65, 85, 95, 100)  # of the bands of the score
BANDS = tuple(f"{low}-{high}" for low, high in pairwise(LIMITS))

Covered = tuple[str, bool]


def list_covered(material: Material, known: Known) -> Iterator[Covered]:
    """Yield, for each score that is picked out, by what and whether its interval holds the truth.

    A score picked out twice counts under both. ``band`` rows count every competency.
    """
    competencies = _scored(material)
    above, below = material.standing_out
    lowest = sorted(competencies, key=lambda c: competencies[c].score)[:LOWEST]
    needs = [need.competency for need in material.needs]
    picked = {"named-above": above, "named-below": below, "lowest": lowest, "needs": needs}
    for name, chosen in picked.items():
        for competency in chosen:
            yield name, _holds(competencies[competency], known.competencies[competency])
    for competency, estimate in competencies.items():
        yield f"band-{_band(estimate)}", _holds(estimate, known.competencies[competency])
        yield "competencies", _holds(estimate, known.competencies[competency])
    yield from _values(material, known)


def _values(material: Material, known: Known) -> Iterator[Covered]:
    profile = material.profile
    for name, chosen in (("most", profile.most_visible), ("least", profile.least_visible)):
        for value in chosen:
            if (estimate := material.estimate(value)) is not None:
                yield f"values-{name}", _holds(estimate, known.values[value])
    for value in material.leading:
        one = profile.importance.values[value]
        inside = abs(one.u - known.importance[value]) <= NAMED_FROM * one.se
        yield "leading", inside
    for cluster, weighed in profile.importance.clusters.items():
        yield "clusters", weighed.low <= known.importance_clusters[cluster] <= weighed.high
    for style in material.preferred:
        if (axis := profile.style.axes[style.axis]) is not None:
            yield "preferred", _holds(axis, known.axes[style.axis])


def _scored(material: Material) -> dict[str, Estimate]:
    return {
        competency: estimate
        for competency in material.profile.competencies
        if (estimate := material.estimate(competency)) is not None
    }


def _holds(estimate: Estimate, truth: float) -> bool:
    return estimate.low <= truth <= estimate.high


def _band(estimate: Estimate) -> str:
    """Return the band of a score, as its limits."""
    return BANDS[sum(estimate.score >= limit for limit in LIMITS[1:-1])]
