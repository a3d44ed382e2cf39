"""A scale as ordered answers: ordinal reliability, and Mokken's scalability."""

from collections.abc import Sequence

import numpy as np

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.ordinal.ordinal_reliability import ordinal_reliability
from assessment.psychometrics.ordinal.scalability import Scalability, measure_scalability
from assessment.quality.measures.classical_part import keep_complete
from assessment.quality.measures.outcomes import compute_or_explain
from assessment.quality.measures.scale import constant_items
from assessment.quality.results import Bounded, Estimated, Ordinal, Unavailable


def measure_ordinal(answers: Floats, names: Sequence[str]) -> Ordinal:
    """Return what a scale is worth as ordered answers, over the people who answered all of it.

    Parameters
    ----------
    answers : array of float, shape (people, items)
        Whole numbers, all turned the same way; NaN where not answered.
    names : sequence of str
        Of the items, for refusals.

    Raises
    ------
    GroupTooSmallError
        With fewer than thirty complete people.

    References
    ----------
    `ordinal_reliability`, `measure_scalability`.
    """
    table = keep_complete(answers)
    facts = {"items": len(names), "constant": constant_items(table, names)}
    behind = compute_or_explain(lambda: ordinal_reliability(table), **facts)
    return Ordinal(
        people=table.shape[0],
        alpha=behind if isinstance(behind, Unavailable) else behind.alpha,
        omega=behind if isinstance(behind, Unavailable) else behind.omega,
        scalability=compute_or_explain(lambda: _bounded(measure_scalability(table)), **facts),
    )


def _bounded(coefficients: Scalability) -> Bounded:
    return Bounded(coefficients.scale, *coefficients.interval())


def scalability_of_items(
    answers: Floats, names: Sequence[str]
) -> tuple[Estimated | Unavailable, ...]:
    """Return the H of each item; parameters as in `measure_ordinal`.

    Where the scale as a whole has none, every item carries that reason.
    """
    whole = answers[~np.isnan(answers).any(axis=1)]
    found = compute_or_explain(
        lambda: _of_items(measure_scalability(keep_complete(answers))),
        items=len(names),
        constant=constant_items(whole, names),
    )
    return (found,) * len(names) if isinstance(found, Unavailable) else found


def _of_items(coefficients: Scalability) -> tuple[Estimated, ...]:
    pairs = zip(coefficients.items, coefficients.items_se, strict=True)
    return tuple(Estimated(float(h), float(se)) for h, se in pairs)
