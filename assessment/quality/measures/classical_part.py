"""The classical part of the quality of a scale: descriptives, reliability, items, dimensions."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import NoVarianceError, TooFewItemsError
from assessment.psychometrics.inputs import is_constant
from assessment.psychometrics.items.item_statistics import describe_items
from assessment.psychometrics.reliability.classical import (
    alpha,
    alpha_if_deleted,
    correlation_interval,
    feldt_interval,
    item_rest,
    lambda2,
    measurement_error,
    spearman_brown,
)
from assessment.psychometrics.reliability.omega import OneFactor, one_factor
from assessment.quality.measures.disclosure import require_group
from assessment.quality.measures.outcomes import compute_or_explain
from assessment.quality.measures.scale import constant_items
from assessment.quality.results import (
    Bounded,
    Described,
    Dimensions,
    FactorFit,
    Number,
    PairQuality,
    Range,
    Reliability,
    Unavailable,
)

Z95 = 1.959963984540054
REPLICATES, SEED, PERCENTILE = 200, 20261123, 95.0


def describe_scores(scores: Floats, ends: tuple[float, float]) -> Described:
    """Return the distribution of scores or answers, with the 95 % interval of the mean.

    Parameters
    ----------
    scores : array of float, shape (people,)
        NaN where there is none.
    ends : (float, float)
        The lowest and highest possible score, whose use is counted.

    Raises
    ------
    GroupTooSmallError
        With fewer than thirty scores.

    References
    ----------
    As `item_statistics.describe`; interval mean ± 1.96·s/√n.
    """
    given = scores[~np.isnan(scores)]
    require_group(given.size)
    found = describe_items(given[:, np.newaxis])[0]
    margin = Z95 * found.se
    return Described(
        people=found.answered,
        mean=Bounded(found.mean, found.mean - margin, found.mean + margin),
        sd=found.sd,
        skew=_told(found.skew),
        kurtosis=_told(found.kurtosis),
        floor=int((given == ends[0]).sum()),
        ceiling=int((given == ends[1]).sum()),
    )


def _told(value: float | None) -> Number:
    return Unavailable("NoVarianceError", {"constant": ""}) if value is None else value


def keep_complete(answers: Floats) -> Floats:
    """Return the people who answered every item; GroupTooSmallError with fewer than thirty."""
    kept = answers[~np.isnan(answers).any(axis=1)]
    require_group(kept.shape[0])
    return kept


def reliability(answers: Floats, names: Sequence[str], step: float) -> Reliability:
    """Return the reliability of a scale over the people who answered every item.

    SEM = s·√(1 − ω) with s the standard deviation of the scale mean of the same people, times
    ``step`` points.

    Parameters
    ----------
    answers : array of float, shape (people, items)
        In answer points, all turned the same way; NaN where not answered.
    names : sequence of str
        Of the items, for refusals.
    step : float
        Points per answer point.

    Raises
    ------
    GroupTooSmallError
        With fewer than thirty complete people.

    References
    ----------
    `classical`, `omega`.
    """
    table = keep_complete(answers)
    n, k = table.shape
    facts = {"items": k, "constant": constant_items(table, names)}
    factor = compute_or_explain(lambda: one_factor(table), **facts)
    omega = _bounded_omega(factor)
    return Reliability(
        people=n,
        alpha=compute_or_explain(lambda: bounded_alpha(table), **facts),
        lambda2=compute_or_explain(lambda: lambda2(table), **facts),
        omega=omega,
        fit=factor if isinstance(factor, Unavailable) else _fit(factor),
        sem=omega
        if isinstance(omega, Unavailable)
        else compute_or_explain(
            lambda: measurement_error(step * float(table.mean(axis=1).std(ddof=1)), omega.value)
        ),
    )


def bounded_alpha(table: Floats) -> Bounded:
    """Return alpha with Feldt's 95 % interval, over rows without missing answers.

    Examples
    --------
    >>> bounded_alpha(np.array([[1.0, 2, 1], [2, 2, 3], [4, 3, 4], [5, 5, 4]])).value
    0.931...
    """
    found = alpha(table)
    return Bounded(found, *feldt_interval(found, *table.shape))


def _bounded_omega(factor: OneFactor | Unavailable) -> Range:
    if isinstance(factor, Unavailable):
        return factor
    return compute_or_explain(lambda: Bounded(factor.omega, *factor.interval()))


def _fit(factor: OneFactor) -> FactorFit:
    return FactorFit(factor.chi_squared, factor.df, factor.p, factor.cfi, factor.rmsea, factor.srmr)


def rest_correlations(answers: Floats, names: Sequence[str]) -> tuple[Range, ...]:
    """Return each item's correlation with the rest of the scale, with Fisher's 95 % interval.

    Parameters as in `reliability`. Where the scale as a whole cannot be correlated, every item
    carries that reason.
    """
    found = compute_or_explain(lambda: item_rest(keep_complete(answers)), **_facts(answers, names))
    if isinstance(found, Unavailable):
        return (found,) * len(names)
    people = keep_complete(answers).shape[0]
    return tuple(compute_or_explain(partial(_correlation, float(r), people)) for r in found)


def _correlation(r: float, people: int) -> Bounded:
    return Bounded(r, *correlation_interval(r, people))


def alphas_without(answers: Floats, names: Sequence[str]) -> tuple[Number, ...]:
    """Return alpha of the scale without each item in turn; parameters as in `reliability`."""
    found = compute_or_explain(
        lambda: alpha_if_deleted(keep_complete(answers)), **_facts(answers, names)
    )
    if isinstance(found, Unavailable):
        return (found,) * len(names)
    return tuple(float(value) for value in found)


def _facts(answers: Floats, names: Sequence[str]) -> dict[str, object]:
    whole = answers[~np.isnan(answers).any(axis=1)]
    return {"items": len(names), "constant": constant_items(whole, names)}


def count_dimensions(answers: Floats) -> Dimensions:
    """Return how many dimensions answers have by parallel analysis.

    Eigenvalues of the correlations of complete people against the 95th percentile of those of
    100 tables in which each column was shuffled by itself, which keeps every item's distribution.
    Counts the leading eigenvalues above that.

    Parameters
    ----------
    answers : array of float, shape (people, items)
        In answer points; NaN where not answered.

    Raises
    ------
    GroupTooSmallError
        With fewer than thirty complete people.
    TooFewItemsError
        With fewer than three items: two always share one dimension.
    NoVarianceError
        If everybody gave an item the same answer.

    References
    ----------
    Horn (1965), Psychometrika 30; Buja and Eyuboglu (1992), Multivariate Behavioral Research 27.

    Examples
    --------
    >>> random = np.random.default_rng(1)
    >>> found = count_dimensions(random.normal(size=(300, 1)) + random.normal(size=(300, 4)))
    >>> found.count
    1
    """
    table = keep_complete(answers)
    if table.shape[1] < 3:
        raise TooFewItemsError(f"{table.shape[1]} items", "at least 3 are needed")
    if any(is_constant(column) for column in table.T):
        raise NoVarianceError("an item does not vary", "leave it out")
    random, chance = np.random.default_rng(SEED), []
    for _ in range(REPLICATES):
        chance.append(_eigenvalues(random.permuted(table, axis=0)))
    found, limit = _eigenvalues(table), np.percentile(chance, PERCENTILE, axis=0)
    beaten = np.append(found <= limit, True)
    return Dimensions(
        tuple(float(value) for value in found),
        tuple(float(value) for value in limit),
        int(np.argmax(beaten)),
    )


def _eigenvalues(table: Floats) -> Floats:
    return np.asarray(np.linalg.eigvalsh(np.corrcoef(table, rowvar=False))[::-1], dtype=float)


def measure_pair(pair_id: str, answers: Floats, names: Sequence[str]) -> PairQuality:
    """Return how two items that measure one thing agree.

    The correlation over people who answered both, with Fisher's interval, and its Spearman-Brown
    lengthening to two items, which is given only for a correlation from 0.

    Parameters
    ----------
    answers : array of float, shape (people, 2)
        In answer points; NaN where not answered.
    """
    facts = _facts(answers, names)
    found = compute_or_explain(lambda: _pair_correlation(answers), **facts)
    longer: Number
    if isinstance(found, Unavailable):
        longer = found
    elif found.value < 0:
        longer = Unavailable("negative")
    else:
        longer = spearman_brown(found.value, 2)
    people = compute_or_explain(lambda: keep_complete(answers).shape[0])
    return PairQuality(pair_id, tuple(names), people, found, longer)


def _pair_correlation(answers: Floats) -> Bounded:
    table = keep_complete(answers)
    return _correlation(float(item_rest(table)[0]), table.shape[0])
