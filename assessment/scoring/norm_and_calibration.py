"""What a norm and a calibration in use do to the competency scores of a person."""

from collections.abc import Mapping

import numpy as np

from assessment.norms.basis import Basis
from assessment.norms.calibrations import LOWEST, ScaleCalibration, answer_row
from assessment.norms.norm_sets import NormSet, place
from assessment.psychometrics.irt import GradedModel, expected_mean, expected_mean_se, score_eap
from assessment.scoring.uncertainty import estimate
from values import Estimate, Placement

POINTS = 25.0  # per step of the answer scale
BY_NORM, BY_CALIBRATION = "norm", "calibration"


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
        name: place(norm, name, found.score, error=found.se, on=basis.day)
        for name, found in estimates.items()
        if norm and found and name in norm.scales
    }


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
