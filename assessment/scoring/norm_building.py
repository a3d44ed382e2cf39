"""Build a norm set from candidates: every competency's norm, its omega and its SEM."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from assessment.instruments.model import Gedrag
from assessment.scoring.basis import Basis, competencies_on
from assessment.scoring.behaviour import RULE, score_behaviour
from assessment.scoring.classical import measurement_error
from assessment.scoring.errors import MeasurementError
from assessment.scoring.inputs import enough_people, within
from assessment.scoring.matrix import Floats
from assessment.scoring.norm_sets import (
    NormSet,
    Population,
    Reliability,
    ScaleNorm,
    pooled_composition,
)
from assessment.scoring.norms import SMALLEST, NormRecord, admitted, build_norm
from assessment.scoring.omega import one_factor
from assessment.scoring.sample import Candidate, require_admissible
from assessment.scoring.scale_calibrations import (
    CalibrationSet,
    answer_table,
    instrument_name,
    statements_of,
)
from values import ValueMap

Scores: TypeAlias = Mapping[str, float | None]


def build_norm_set(
    candidates: Sequence[Candidate],
    gedrag: Gedrag,
    value_map: ValueMap,
    population: Population,
    *,
    calibration: CalibrationSet | None = None,
    left_out: Mapping[str, int],
) -> NormSet:
    """Return an unpublished norm set from candidates that may all enter one.

    Everybody is scored here and now, in one way: by the calibration if there is one, else by the
    sum rule. The norm then holds for that way of scoring only.

    Parameters
    ----------
    candidates : sequence of Candidate
        One per person; one that may not count is an error.
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
    scored = [_scores(one, gedrag, value_map, calibration) for one in candidates]
    days = [candidate.taken_on for candidate in candidates]
    scales = {}
    for competency in value_map.competencies:
        records = admitted(
            _record(one, scores[competency.id])
            for one, scores in zip(candidates, scored, strict=True)
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
        rule=RULE,
        calibration=calibration.number if calibration else None,
        scales=scales,
    )


def _scores(
    one: Candidate, gedrag: Gedrag, value_map: ValueMap, calibration: CalibrationSet | None
) -> Scores:
    sums = score_behaviour(gedrag, value_map, one.answers).competencies
    basis = Basis(one.taken_on, calibration=calibration)
    found = competencies_on(basis, sums, one.answers)[0]
    return {name: None if one is None else one.score for name, one in found.items()}


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
