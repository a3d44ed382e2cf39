"""The competency scores of everybody who may enter a norm, in one way of scoring."""

from collections.abc import Mapping, Sequence
from math import isnan
from typing import TypeAlias

import numpy as np

from assessment.instruments.model import Gedrag
from assessment.norms.calibrations import CalibrationSet, answer_table
from assessment.norms.candidates import Candidate
from assessment.psychometrics.arrays import Floats
from assessment.scoring.behaviour import score_competencies
from assessment.scoring.linear_map import read_linear_map
from assessment.scoring.norm_and_calibration import score_calibrated
from assessment.scoring.points import statement_points
from values import ValueMap

CompetencyScores: TypeAlias = Mapping[str, float | None]


def score_candidates(
    candidates: Sequence[Candidate],
    gedrag: Gedrag,
    value_map: ValueMap,
    calibration: CalibrationSet | None = None,
) -> list[CompetencyScores]:
    """Return the score of each candidate on each competency, in points 0..100.

    Everybody is scored at once and in one way: by the calibration if there is one, else by the sum
    rule. None where a candidate answered too little.
    """
    linear_map = read_linear_map(gedrag, value_map)
    points = statement_points(gedrag, [candidate.answers for candidate in candidates])
    by_sum = score_competencies(linear_map, points).score
    models = calibration.scales if calibration else {}
    columns: dict[str, Floats] = {}
    for competency, sums in zip(value_map.competencies, by_sum.T, strict=True):
        columns[competency.id] = sums
        if scale := models.get(competency.id):
            answers = answer_table(candidates, scale.statements)
            scores = score_calibrated(scale, gedrag.answer_scale, answers).score[:, 0]
            columns[competency.id] = np.where(np.isnan(sums), np.nan, scores)
    rows = zip(*(column.tolist() for column in columns.values()), strict=True)
    return [
        {name: None if isnan(x) else x for name, x in zip(columns, row, strict=True)}
        for row in rows
    ]
