"""What a norm and a calibration in use do to the competency scores of a person."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from assessment.instruments.answer_scale import AnswerScale
from assessment.instruments.model import Gedrag
from assessment.norms.basis import Basis
from assessment.norms.calibrations import ScaleCalibration
from assessment.norms.norm_sets import NormSet, place_score
from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.irt import expected_mean, expected_mean_se, score_eap
from assessment.scoring.points import answer_table
from assessment.scoring.uncertainty import Scores, add_intervals
from values import Estimate, Placement

BY_NORM, BY_CALIBRATION = "norm", "calibration"


def rescore_competencies(
    basis: Basis,
    gedrag: Gedrag,
    sums: Mapping[str, Estimate | None],
    answers: Mapping[str, int | str],
) -> tuple[dict[str, Estimate | None], dict[str, str]]:
    """Return the competencies on a basis, and per competency where its standard error came from.

    With a calibration the score is that of `score_calibrated`. Otherwise, with a norm, the score
    is the sum rule's and the standard error is SEM·sqrt(k/n): the SEM belongs to all k statements,
    and error variance falls as one over the n that were answered. Otherwise everything stays as it
    is. Intervals on a norm or calibration are score ± 1.645 standard errors.

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
    design.md section 5.1.
    """
    estimates = dict(sums)
    sources: dict[str, str] = {}
    models = basis.calibration.scales if basis.calibration else {}
    for name, by_sum in sums.items():
        if by_sum is None:
            continue
        sem = _sem(basis.norm, name)
        if name in models:
            table = answer_table([answers], models[name].statements)
            scores = score_calibrated(models[name], gedrag.answer_scale, table)
            estimates[name] = _with_scores(by_sum, scores)
            sources[name] = BY_CALIBRATION
        elif sem is not None:
            se = sem * float(np.sqrt(by_sum.asked / by_sum.answered))
            scores = add_intervals(np.array([[by_sum.score]]), np.array([[se]]), df=np.inf)
            estimates[name] = _with_scores(by_sum, scores)
            sources[name] = BY_NORM
    return estimates, sources


def score_calibrated(scale: ScaleCalibration, points: AnswerScale, answers: Floats) -> Scores:
    """Return the scores of many people on a calibrated competency.

    The score is the expected mean answer at the EAP of the trait, in points; its standard error is
    conditional on the person (delta method).

    Parameters
    ----------
    points : AnswerScale
        How an answer becomes points.
    answers : array of float, shape (people, statements)
        1..5 in the order of ``scale.statements``; NaN where not answered. Who answered nothing
        gets the score of the mean person.

    Returns
    -------
    Scores
        Each array of shape (people, 1).

    References
    ----------
    design.md section 5.1; Bock and Mislevy (1982), Applied Psychological Measurement 6.
    """
    model = scale.model()
    person = score_eap(model, answers)
    score = points.points(expected_mean(model, person.theta))
    se = points.step * expected_mean_se(model, person.theta, person.se)
    return add_intervals(score[:, None], se[:, None], df=np.inf)


def place_competencies(
    basis: Basis, estimates: Mapping[str, Estimate | None]
) -> dict[str, Placement]:
    """Return where the competencies stand in the norm; empty without one."""
    norm = basis.norm
    return {
        name: place_score(norm, name, estimate.score, error=estimate.se, on=basis.day)
        for name, estimate in estimates.items()
        if norm and estimate and name in norm.scales
    }


def _sem(norm: NormSet | None, name: str) -> float | None:
    scale = norm.scales.get(name) if norm else None
    return scale.reliability.sem if scale and scale.reliability else None


def _with_scores(estimate: Estimate, scores: Scores) -> Estimate:
    """Return the estimate, on the same answers, with the one score in ``scores``."""
    return replace(
        estimate,
        score=scores.score.item(),
        se=scores.se.item(),
        low=scores.low.item(),
        high=scores.high.item(),
    )
