"""Scales as factors: whether items measure what their scale says, and how alike two scales are."""

from collections.abc import Sequence
from functools import partial
from itertools import combinations

import numpy as np

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.factors.correlated_factors import CorrelatedFactors, fit_factors
from assessment.quality.measures.classical_part import Z95, keep_complete
from assessment.quality.measures.outcomes import compute_or_explain
from assessment.quality.measures.scale import Scale, Table, constant_items, read_scale
from assessment.quality.results import (
    Bounded,
    FactorCorrelation,
    FactorFit,
    FactorModel,
    Unavailable,
)


def measure_factors(model_id: str, table: Table, scales: Sequence[Scale]) -> FactorModel:
    """Return how well scales fit as correlated factors, and all their items as one.

    Over the people who answered every item of all the scales.

    Parameters
    ----------
    model_id : str
        What the scales are together.
    table : mapping of item id to one answer per person
        None where not answered.
    scales : sequence of Scale
        At least two.

    References
    ----------
    `correlated_factors.fit_factors`.
    """
    answers = np.hstack([read_scale(table, scale) for scale in scales])
    names = [item for scale in scales for item in scale.items]
    factors = [number for number, scale in enumerate(scales) for _ in scale.items]
    whole = answers[~np.isnan(answers).any(axis=1)]
    fit = partial(_fit, answers, items=len(names), constant=constant_items(whole, names))
    one, several = fit([0] * len(names)), fit(factors)
    return FactorModel(
        id=model_id,
        scales=tuple(scale.id for scale in scales),
        items=len(names),
        people=compute_or_explain(lambda: keep_complete(answers).shape[0]),
        one=_fit_of(one),
        several=_fit_of(several),
        correlations=several
        if isinstance(several, Unavailable)
        else compute_or_explain(partial(_correlations, several, [scale.id for scale in scales])),
    )


def _fit(
    answers: Floats, factors: Sequence[int], **facts: object
) -> CorrelatedFactors | Unavailable:
    return compute_or_explain(lambda: fit_factors(keep_complete(answers), factors), **facts)


def _fit_of(model: CorrelatedFactors | Unavailable) -> FactorFit | Unavailable:
    if isinstance(model, Unavailable):
        return model
    return FactorFit(model.chi_squared, model.df, model.p, model.cfi, model.rmsea, model.srmr)


def _correlations(model: CorrelatedFactors, ids: Sequence[str]) -> tuple[FactorCorrelation, ...]:
    return tuple(
        FactorCorrelation(
            ids[i],
            ids[j],
            _bound(float(model.correlations[i, j]), float(model.correlations_se[i, j])),
        )
        for i, j in combinations(range(len(ids)), 2)
    )


def _bound(r: float, se: float) -> Bounded:
    """Return a correlation with tanh(artanh r ± 1.96·se/(1 − r²)): it stays within −1 and 1."""
    centre, margin = np.arctanh(r), Z95 * se / (1 - r**2)
    return Bounded(r, float(np.tanh(centre - margin)), float(np.tanh(centre + margin)))
