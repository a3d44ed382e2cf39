"""What competency scores rest on beside the answers: the norm and the calibration in use."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from assessment.instruments.model import Gedrag
from assessment.scoring.behaviour import RULE
from assessment.scoring.irt import GradedModel, expected_mean, expected_mean_se, score_eap
from assessment.scoring.norm_sets import NormSet
from assessment.scoring.norms import place
from assessment.scoring.scale_calibrations import (
    LOWEST,
    CalibrationSet,
    ScaleCalibration,
    answer_row,
    instrument_name,
)
from assessment.scoring.uncertainty import estimate
from values import CalibrationGroup, Estimate, NormGroup, Placement

POINTS = 25.0  # per step of the answer scale
BY_NORM, BY_CALIBRATION = "norm", "calibration"


@dataclass(frozen=True, slots=True)
class Basis:
    """The published norm and the calibration in use on a day; both may be absent."""

    day: date
    norm: NormSet | None = None
    calibration: CalibrationSet | None = None

    def fitting(self, gedrag: Gedrag, *, office: str, phase: str) -> "Basis":
        """Return what of it may be used for a person: who it does not cover goes without.

        A norm is only used on the scoring that it was built on: the same sum rule, and the same
        calibration or none.
        """
        calibration, norm = self.calibration, self.norm
        name = instrument_name(gedrag)
        if calibration and not (
            calibration.covers(office, phase)
            and (calibration.instrument, calibration.rule) == (name, RULE)
        ):
            calibration = None
        scored_by = calibration.number if calibration else None
        if norm and not (
            norm.holds_on(self.day)
            and norm.covers(office, phase)
            and (norm.instrument, norm.rule, norm.calibration) == (name, RULE, scored_by)
        ):
            norm = None
        return replace(self, norm=norm, calibration=calibration)

    @property
    def versions(self) -> dict[str, int]:
        """Return the numbers of what is used."""
        used = {"norm": self.norm, "calibration": self.calibration}
        return {k: v.number for k, v in used.items() if v is not None and v.number is not None}


def competencies_on(
    basis: Basis, sums: Mapping[str, Estimate | None], answers: Mapping[str, int | str]
) -> tuple[dict[str, Estimate | None], dict[str, str]]:
    """Return the competencies on a basis, and per competency where its standard error came from.

    With a calibration the score is the expected mean at the EAP of the trait, and its standard
    error is conditional on the person (delta method). Otherwise, with a norm, the score is the sum
    rule's and the standard error is SEM·sqrt(k/n): the SEM belongs to all k statements, and error
    variance falls as one over the n that were answered. Otherwise everything stays as it is.
    Intervals on a norm or calibration are score ± 1.645 standard errors.

    Parameters
    ----------
    sums : mapping of competency to Estimate
        By the sum rule; None stays None, so that the same answers are needed for a score.
    answers : mapping of statement to 1..5 or "nvt"

    Returns
    -------
    (estimates, sources)
        Sources are ``norm`` or ``calibration``; absent where the person's own answers decide.

    References
    ----------
    design.md section 5.1; Bock and Mislevy (1982), Applied Psychological Measurement 6.
    """
    estimates: dict[str, Estimate | None] = {}
    sources: dict[str, str] = {}
    models = basis.calibration.scales if basis.calibration else {}
    for name, found in sums.items():
        estimates[name] = found
        if found is None:
            continue
        sem = _sem(basis.norm, name)
        if name in models:
            estimates[name] = _calibrated(models[name], found, answers)
            sources[name] = BY_CALIBRATION
        elif sem is not None:
            se = sem * float(np.sqrt(found.asked / found.answered))
            estimates[name], sources[name] = _normal(found.score, se, found), BY_NORM
    return estimates, sources


def placements_on(basis: Basis, estimates: Mapping[str, Estimate | None]) -> dict[str, Placement]:
    """Return where the competencies stand in the norm; empty without one."""
    norm = basis.norm
    return {
        name: place(norm.scales[name].norm, found.score, error=found.se, on=basis.day)
        for name, found in estimates.items()
        if norm and found and name in norm.scales
    }


def norm_group(basis: Basis) -> NormGroup | None:
    """Return what a report must say of the norm that is used."""
    norm = basis.norm
    if norm is None or norm.published_on is None or norm.number is None:
        return None
    return NormGroup(
        number=norm.number,
        population=norm.population.description,
        population_size=norm.population.size,
        invited=norm.population.invited,
        people=norm.people,
        fewest=norm.fewest,
        first_day=norm.first_day,
        last_day=norm.last_day,
        published_on=norm.published_on,
        expires_on=norm.expires_on,
        level=norm.level,
        provisional=norm.provisional,
    )


def calibration_group(basis: Basis) -> CalibrationGroup | None:
    """Return what a report must say of the calibration that is used."""
    found = basis.calibration
    if found is None or found.number is None:
        return None
    return CalibrationGroup(
        number=found.number,
        people=found.people,
        first_day=found.first_day,
        last_day=found.last_day,
        provisional=found.provisional,
    )


def _sem(norm: NormSet | None, name: str) -> float | None:
    scale = norm.scales.get(name) if norm else None
    return scale.reliability.sem if scale and scale.reliability else None


def _calibrated(
    scale: ScaleCalibration, found: Estimate, answers: Mapping[str, int | str]
) -> Estimate:
    model: GradedModel = scale.model()
    person = score_eap(model, [answer_row(answers, scale.statements)])
    mean = float(expected_mean(model, person.theta)[0])
    se = float(expected_mean_se(model, person.theta, person.se)[0])
    return _normal(POINTS * (mean - LOWEST), POINTS * se, found)


def _normal(score: float, se: float, found: Estimate) -> Estimate:
    return estimate(score, se, df=np.inf, answered=found.answered, asked=found.asked)
