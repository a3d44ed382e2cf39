"""A calibration of all competencies: the graded response model of each, as plain numbers to keep.

Plain numbers and no arrays, so that a calibration can be kept, shown and read back exactly.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from assessment.instruments.answers import answer_row
from assessment.instruments.model import Gedrag
from assessment.norms.candidates import Admitted, Candidate
from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import ImproperSolutionError, MeasurementError
from assessment.psychometrics.inputs import enough_people
from assessment.psychometrics.irt import (
    Calibration,
    GradedModel,
    MergedCategory,
    Priors,
    calibrate,
    graded_model,
)
from values import ValueMap

PROVISIONAL_FROM, FULL_FROM = 250, 500  # psychometrics.md section 2a
MERGE_BELOW = 10  # answers to one category, same section
LOWEST, OFFERED = 1, 5


@dataclass(frozen=True, slots=True)
class ScaleCalibration:
    """The graded response model of one competency, as ``irt.GradedModel`` and ``irt.Calibration``.

    Everything that is per statement stands in the order of ``statements``. ``with_priors`` says
    whether the estimate is a posterior mode; ``decrement`` is what the log likelihood could still
    gain, in squared standard errors.
    """

    statements: tuple[str, ...]
    people: int
    with_priors: bool
    slopes: tuple[float, ...]
    slope_se: tuple[float, ...]
    locations: tuple[tuple[float, ...], ...]
    location_se: tuple[tuple[float, ...], ...]
    codes: tuple[tuple[int, ...], ...]
    values: tuple[tuple[float, ...], ...]
    merged: tuple[MergedCategory, ...]
    log_likelihood: float
    parameters: int
    steps: int
    decrement: float

    def model(self) -> GradedModel:
        """Return the model, ready to score with."""
        return graded_model(
            self.slopes, self.locations, lowest=LOWEST, codes=self.codes, values=self.values
        )


@dataclass(frozen=True, slots=True)
class CalibrationSet:
    """The calibrations of one instrument version, made at once; ``failed`` says what has none.

    A competency in ``failed`` is scored by the sum rule. ``offices`` and ``phases`` bound who
    entered, and whose scores use it.
    """

    instrument: str
    offices: tuple[str, ...]
    phases: tuple[str, ...]
    people: int
    first_day: date
    last_day: date
    left_out: Mapping[str, int]
    rule: int
    scales: Mapping[str, ScaleCalibration]
    failed: Mapping[str, str]
    number: int | None = None

    @property
    def provisional(self) -> bool:
        """Return whether the calibration must be called provisional ("voorlopig")."""
        return self.people < FULL_FROM

    def covers(self, office: str, phase: str) -> bool:
        """Return whether it was made on people in this office and phase."""
        return office in self.offices and phase in self.phases


def calibrate_all(
    admitted: Admitted,
    gedrag: Gedrag,
    value_map: ValueMap,
    *,
    offices: tuple[str, ...],
    phases: tuple[str, ...],
    rule: int,
    progress: Callable[[str], None] = lambda competency: None,
) -> CalibrationSet:
    """Return the graded response model of every competency that has one.

    Below 500 people the item parameters have the priors of ``irt.Priors``. Answers given less than
    ten times are pooled with a neighbour. "Nog niet meegemaakt" is missing at random.

    Parameters
    ----------
    admitted : Admitted
    offices, phases : tuple of str
        Which people these are, and so whose scores may use the calibration.
    rule : int
        The version of the sum rule.
    progress : callable
        Called with each competency before its turn.

    Raises
    ------
    TooFewPeopleError
        With fewer than 250 people.

    References
    ----------
    Samejima (1969), Psychometrika Monograph 17; psychometrics.md section 2a.
    """
    people = admitted.people
    enough_people(len(people), PROVISIONAL_FROM, "people for a calibration")
    scales, failed = {}, {}
    for competency in value_map.competencies:
        progress(competency.id)
        statements = statements_of(gedrag, competency.id)
        answers = answer_table(people, statements)
        try:
            scales[competency.id] = _calibrate_scale(answers, statements)
        except MeasurementError as error:
            failed[competency.id] = f"{type(error).__name__}: {error}"
    return CalibrationSet(
        instrument=instrument_name(gedrag),
        offices=offices,
        phases=phases,
        people=len(people),
        first_day=admitted.first_day,
        last_day=admitted.last_day,
        left_out=admitted.left_out,
        rule=rule,
        scales=scales,
        failed=failed,
    )


def instrument_name(gedrag: Gedrag) -> str:
    """Return the name of the instrument with its version, such as "gedrag-1"."""
    return f"{gedrag.header.id}-{gedrag.header.version}"


def statements_of(gedrag: Gedrag, competency: str) -> tuple[str, ...]:
    """Return the ids of the statements of a competency."""
    return tuple(item.id for item in gedrag.items if item.competency == competency)


def answer_table(people: Sequence[Candidate], statements: Sequence[str]) -> Floats:
    """Return the answers 1..5 to some statements; shape (people, statements), NaN is missing."""
    return np.array([answer_row(person.answers, statements) for person in people])


def _calibrate_scale(answers: Floats, statements: tuple[str, ...]) -> ScaleCalibration:
    answered = int((~np.isnan(answers)).any(axis=1).sum())
    enough_people(answered, PROVISIONAL_FROM, "people who answered a statement of it")
    priors = Priors() if answered < FULL_FROM else None
    calibration = calibrate(
        answers, OFFERED, lowest=LOWEST, names=statements, priors=priors, merge_below=MERGE_BELOW
    )
    if calibration.falling:
        wrong = f"{', '.join(calibration.falling)} falls as the others rise"
        raise ImproperSolutionError(wrong, "look at the wording, or leave it out")
    return _as_plain(calibration, statements, with_priors=priors is not None)


def _as_plain(
    calibration: Calibration, statements: tuple[str, ...], *, with_priors: bool
) -> ScaleCalibration:
    model, convergence = calibration.model, calibration.convergence
    return ScaleCalibration(
        statements=statements,
        people=calibration.people,
        with_priors=with_priors,
        slopes=tuple(float(slope) for slope in model.slopes),
        slope_se=tuple(float(se) for se in calibration.slope_se),
        locations=tuple(tuple(float(place) for place in item) for item in model.locations),
        location_se=tuple(tuple(float(se) for se in item) for item in calibration.location_se),
        codes=tuple(tuple(int(code) for code in item) for item in model.codes),
        values=tuple(tuple(float(value) for value in item) for item in model.values),
        merged=calibration.merged,
        log_likelihood=float(calibration.log_likelihood),
        parameters=calibration.parameters,
        steps=convergence.em_steps + convergence.newton_steps,
        decrement=float(convergence.decrement),
    )
