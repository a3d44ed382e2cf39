"""The graded response model of a scale, as plain numbers and curves."""

from collections.abc import Sequence

import numpy as np

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.irt import (
    Calibration,
    Priors,
    calibrate,
    category_probabilities,
    conditional_se,
    empirical_reliability,
    item_information,
    marginal_reliability,
    person_fit,
    score_eap,
    total_information,
)
from assessment.quality.measures.disclosure import require_group
from assessment.quality.measures.outcomes import compute_or_explain
from assessment.quality.measures.scale import Scale
from assessment.quality.results import Calibrated, Estimated, ItemParameters

THETA = np.linspace(-4.0, 4.0, 41)
WITHOUT_PRIORS_FROM = 500  # psychometrics.md sections 0 and 2a
MERGE_BELOW = 5  # psychometrics.md section 2a: merge categories with fewer than 5 to 10 answers
UNLIKELY = -1.645  # l_z; one in twenty of a standard normal


def measure_calibration(answers: Floats, scale: Scale) -> Calibrated:
    """Return the graded response model of a scale over everybody who answered some of it.

    Under 500 people the declared priors help. Answers given fewer than five times are pooled with
    a neighbour, and ``categories`` says which.

    Parameters
    ----------
    answers : array of float, shape (people, items)
        From `read_scale`; NaN where not answered.

    Raises
    ------
    GroupTooSmallError
        With fewer than thirty people.
    TooFewItemsError, TooFewPeopleError, NoVarianceError, NotConvergedError, ImproperSolutionError
        As `calibrate`.

    References
    ----------
    `irt.calibrate`; psychometrics.md section 2a.
    """
    some = answers[~np.isnan(answers).all(axis=1)]
    require_group(some.shape[0])
    priors = Priors() if some.shape[0] < WITHOUT_PRIORS_FROM else None
    calibration = calibrate(
        some,
        scale.high - scale.low + 1,
        lowest=scale.low,
        names=scale.items,
        priors=priors,
        merge_below=MERGE_BELOW,
    )
    people = score_eap(calibration.model, some)
    fit = person_fit(calibration.model, some, people.theta)
    return Calibrated(
        people=calibration.people,
        parameters=calibration.parameters,
        with_priors=priors is not None,
        log_likelihood=calibration.log_likelihood,
        aic=calibration.aic,
        bic=calibration.bic,
        marginal=marginal_reliability(calibration.model),
        empirical=compute_or_explain(lambda: empirical_reliability(people)),
        unlikely=int((fit < UNLIKELY).sum()),
        theta=_plain(THETA),
        information=_plain(total_information(calibration.model, THETA)),
        se=_plain(conditional_se(calibration.model, THETA)),
        items=_items(calibration),
    )


def _items(calibration: Calibration) -> tuple[ItemParameters, ...]:
    model = calibration.model
    curves, information = category_probabilities(model, THETA), item_information(model, THETA)
    return tuple(
        ItemParameters(
            slope=Estimated(float(model.slopes[i]), float(calibration.slope_se[i])),
            locations=tuple(
                Estimated(float(b), float(se))
                for b, se in zip(model.locations[i], calibration.location_se[i], strict=True)
            ),
            categories=_answers(model.codes[i].tolist(), model.lowest),
            curves=tuple(_plain(curve) for curve in curves[i]),
            information=_plain(information[i]),
        )
        for i in range(len(model.slopes))
    )


def _answers(codes: Sequence[int], lowest: int) -> tuple[tuple[int, ...], ...]:
    """Return which answers stand for each category of the model."""
    return tuple(
        tuple(lowest + place for place, code in enumerate(codes) if code == category)
        for category in range(max(codes) + 1)
    )


def _plain(values: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
