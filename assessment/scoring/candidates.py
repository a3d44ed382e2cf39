"""The competency scores of everybody who may enter a norm, in one way of scoring."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from assessment.instruments.model import Gedrag
from assessment.norms.basis import Basis
from assessment.norms.calibrations import CalibrationSet
from assessment.norms.candidates import Candidate
from assessment.scoring.behaviour import score_behaviour
from assessment.scoring.norm_and_calibration import competencies_on
from values import ValueMap

Scores: TypeAlias = Mapping[str, float | None]


def score_candidates(
    candidates: Sequence[Candidate],
    gedrag: Gedrag,
    value_map: ValueMap,
    calibration: CalibrationSet | None = None,
) -> list[Scores]:
    """Return the score of each candidate on each competency, in points 0..100.

    Everybody is scored in one way: by the calibration if there is one, else by the sum rule. None
    where a candidate answered too little.
    """
    return [_scores(one, gedrag, value_map, calibration) for one in candidates]


def _scores(
    one: Candidate, gedrag: Gedrag, value_map: ValueMap, calibration: CalibrationSet | None
) -> Scores:
    sums = score_behaviour(gedrag, value_map, one.answers).competencies
    basis = Basis(one.taken_on, calibration=calibration)
    found = competencies_on(basis, sums, one.answers)[0]
    return {name: None if one is None else one.score for name, one in found.items()}
