"""Build a norm set from admitted people: every competency's table, its omega and its SEM."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

import numpy as np

from assessment.instruments.model import Gedrag
from assessment.norms.calibrations import (
    CalibrationSet,
    answer_table,
    instrument_name,
    statements_of,
)
from assessment.norms.candidates import Admitted
from assessment.norms.norm_sets import (
    NormSet,
    Population,
    Reliability,
    ScaleNorm,
    pooled_composition,
)
from assessment.norms.norm_table import SMALLEST, build_table
from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import MeasurementError
from assessment.psychometrics.inputs import enough_people, require_within
from assessment.psychometrics.reliability.classical import measurement_error
from assessment.psychometrics.reliability.omega import one_factor
from values import ValueMap

Scores: TypeAlias = Mapping[str, float | None]


def build_norm_set(
    admitted: Admitted,
    scores: Sequence[Scores],
    gedrag: Gedrag,
    value_map: ValueMap,
    population: Population,
    *,
    calibration: CalibrationSet | None = None,
    rule: int,
) -> NormSet:
    """Return an unpublished norm set of admitted people.

    The norm holds for one way of scoring only: the one that ``scores`` were made by.

    Parameters
    ----------
    admitted : Admitted
    scores : sequence of mapping of competency to score or None
        One per person, in points 0..100, all made by ``calibration`` if there is one, else by the
        sum rule. None where a person has no score: that scale rests on the others.
    rule : int
        The version of the sum rule.

    Returns
    -------
    NormSet
        Without the competencies on which fewer than 100 people have a score.

    Raises
    ------
    TooFewPeopleError
        With fewer than 100 people.
    OutOfRangeError
        If not N ≤ invited ≤ population.
    NotFiniteError
        If a score is no finite number.

    References
    ----------
    design.md section 5.1; psychometrics.md sections 2a and 2g; AERA, APA and NCME (2014),
    standards 5.8 and 5.9.
    """
    people = admitted.people
    enough_people(len(people), SMALLEST, "people for a norm")
    require_within(population.invited, len(people), population.size, "the number invited")
    scales = {}
    for competency in value_map.competencies:
        scored = [
            (person.taken_on, score)
            for person, own in zip(people, scores, strict=True)
            if (score := own[competency.id]) is not None
        ]
        if len(scored) >= SMALLEST:
            answers = answer_table(people, statements_of(gedrag, competency.id))
            by_sum = calibration is None or competency.id not in calibration.scales
            scales[competency.id] = _scale_norm(scored, answers, population.size, by_sum=by_sum)
    return NormSet(
        instrument=instrument_name(gedrag),
        population=population,
        people=len(people),
        first_day=admitted.first_day,
        last_day=admitted.last_day,
        composition=pooled_composition(person.background for person in people),
        left_out=admitted.left_out,
        rule=rule,
        calibration=calibration.number if calibration else None,
        scales=scales,
    )


def _scale_norm(
    scored: Sequence[tuple[date, float]], answers: Floats, population: int, *, by_sum: bool
) -> ScaleNorm:
    """Return the norm of one scale; ``answers`` are those of everybody admitted."""
    days, scores = zip(*scored, strict=True)
    table = build_table(scores, population=population)
    reliability, problem = _reliability(answers, float(np.std(scores, ddof=1)), by_sum=by_sum)
    return ScaleNorm(len(scores), min(days), max(days), table, reliability, problem)


def _reliability(answers: Floats, sd: float, *, by_sum: bool) -> tuple[Reliability | None, str]:
    """Return omega with the SEM that follows, or why there is none."""
    try:
        factor = one_factor(answers)
        enough_people(factor.people, SMALLEST, "people answered every statement")
        low, high = factor.interval()
        sem = measurement_error(sd, factor.omega) if by_sum else None
    except MeasurementError as error:
        return None, f"{type(error).__name__}: {error}"
    return Reliability(factor.omega, low, high, factor.people, sd, sem), ""
