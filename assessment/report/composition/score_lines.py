"""One line for each competency: its place on the scale, its word, and the answers behind it."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.report.composition.material import Material


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What a list shows of a competency before it is opened, and the answers that open below.

    ``score``, ``low``, ``high`` and ``mean`` (the person's own) run from 0 to 100.
    """

    score: float
    low: float
    high: float
    mean: float
    word: str
    answers: tuple[tuple[str, str], ...]


def score_lines(material: Material) -> Mapping[str, ScoreLine]:
    """Return a line for each competency that has a score, by its id; never one of a virtue."""
    return {
        competency.id: ScoreLine(
            estimate.score,
            estimate.low,
            estimate.high,
            material.own_mean or 0.0,
            material.band_words(estimate),
            tuple(
                (material.statement(part.item), material.option(part.answer))
                for part in material.evidence.get(competency.id, ())
            ),
        )
        for competency in material.competencies
        if (estimate := material.estimate(competency.id)) is not None
    }
