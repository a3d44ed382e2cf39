"""Build a norm set from candidates: every competency's norm, its omega and its SEM."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from assessment.instruments.model import Gedrag
from assessment.norms.calibrations import (
    CalibrationSet,
    answer_table,
    instrument_name,
    statements_of,
)
from assessment.norms.candidates import Candidate, require_admissible
from assessment.norms.norm_sets import (
    NormSet,
    Population,
    Reliability,
    ScaleNorm,
    pooled_composition,
)
from assessment.norms.norm_table import SMALLEST, NormRecord, admitted, build_norm
from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import MeasurementError
from assessment.psychometrics.inputs import enough_people, within
from assessment.psychometrics.reliability.classical import measurement_error
from assessment.psychometrics.reliability.omega import one_factor
from values import ValueMap

Scores: TypeAlias = Mapping[str, float | None]


def build_norm_set(
    candidates: Sequence[Candidate],
    scores: Sequence[Scores],
    gedrag: Gedrag,
    value_map: ValueMap,
    population: Population,
    *,
    calibration: CalibrationSet | None = None,
    left_out: Mapping[str, int],
    rule: int,
) -> NormSet:
    """Return an unpublished norm set from candidates that may all enter one.

    The norm holds for one way of scoring only: the one that ``scores`` were made by.

    Parameters
    ----------
    candidates : sequence of Candidate
        One per person; one that may not count is an error.
    scores : sequence of mapping of competency to score or None
        One per candidate, all made by ``calibration`` if there is one, else by the sum rule.
    rule : int
        The version of the sum rule.
    left_out : mapping of reason to count
        Who were not given, to be told with the result.

    Returns
    -------
    NormSet
        Without the competencies on which fewer than 100 people have a score.

    Raises
    ------
    IneligibleError
        If a candidate may not count, or a person occurs twice.
    TooFewPeopleError
        With fewer than 100 people.
    OutOfRangeError
        If not N ≤ invited ≤ population.

    References
    ----------
    design.md section 5.1; psychometrics.md sections 2a and 2g.
    """
    require_admissible(candidates)
    enough_people(len(candidates), SMALLEST, "people for a norm")
    within(population.invited, len(candidates), population.size, "the number invited")
    days = [candidate.taken_on for candidate in candidates]
    scales = {}
    for competency in value_map.competencies:
        records = admitted(
            _record(one, found[competency.id])
            for one, found in zip(candidates, scores, strict=True)
        )
        if len(records) >= SMALLEST:
            table = answer_table(candidates, statements_of(gedrag, competency.id))
            by_sum = calibration is None or competency.id not in calibration.scales
            norm = build_norm(
                records,
                scale=competency.id,
                instrument=instrument_name(gedrag),
                population=population.description,
                population_size=population.size,
                invited=population.invited,
            )
            scales[competency.id] = ScaleNorm(norm, *_reliability(table, records, by_sum=by_sum))
    return NormSet(
        instrument=instrument_name(gedrag),
        population=population,
        people=len(candidates),
        first_day=min(days),
        last_day=max(days),
        composition=pooled_composition(one.background for one in candidates),
        left_out=left_out,
        rule=rule,
        calibration=calibration.number if calibration else None,
        scales=scales,
    )


def _record(one: Candidate, score: float | None) -> NormRecord:
    """Return the record of one scale; the composition is told for the whole set only."""
    return NormRecord(
        person=one.person,
        score=score,
        taken_on=one.taken_on,
        simulated=one.simulated,
        consent=one.consent,
        complete=one.complete,
        clean=one.clean,
        background={},
    )


def _reliability(
    table: Floats, records: Sequence[NormRecord], *, by_sum: bool
) -> tuple[Reliability | None, str]:
    """Return omega with the SEM that follows, or why there is none."""
    sd = float(np.std([record.score for record in records if record.score is not None], ddof=1))
    try:
        factor = one_factor(table)
        enough_people(factor.people, SMALLEST, "people answered every statement")
        low, high = factor.interval()
        sem = measurement_error(sd, factor.omega) if by_sum else None
    except MeasurementError as error:
        return None, f"{type(error).__name__}: {error}"
    return Reliability(factor.omega, low, high, factor.people, sd, sem), ""
