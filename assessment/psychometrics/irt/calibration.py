"""Calibration of one scale: item parameters with standard errors, from many people's answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import (
    ImproperSolutionError,
    OutOfRangeError,
    ShapeError,
    TooFewItemsError,
    TooFewPeopleError,
)
from assessment.psychometrics.inputs import read_numbers
from assessment.psychometrics.irt.answers import Patterns, read_patterns, recode_answers
from assessment.psychometrics.irt.climbing import Convergence, Summit, climb_to_maximum
from assessment.psychometrics.irt.expectation import Sample
from assessment.psychometrics.irt.grid import Grid, normal_grid
from assessment.psychometrics.irt.layout import Layout
from assessment.psychometrics.irt.merging import Coding, MergedCategory, category_use, code_item
from assessment.psychometrics.irt.model import GradedModel, graded_model
from assessment.psychometrics.irt.priors import FLATTEST, Priors
from assessment.psychometrics.special import logit

TOLERANCE, MAX_STEPS = 1e-8, 500
LEAST_ITEMS, LEAST_ITEMS_WITH_PRIORS = 3, 2
LOGIT = 1.702  # a normal ogive of slope 1 is close to a logistic one of this slope


@dataclass(frozen=True, eq=False)
class Calibration:
    """A calibrated scale.

    Attributes
    ----------
    model : GradedModel
    slope_se : array of float, shape (items,)
    location_se : tuple of arrays of float, one per item, shape (categories − 1,)
    covariance : array of float, shape (parameters, parameters)
        Of all slopes, then all locations laid end to end.
    log_likelihood : float
        Marginal, without the prior.
    people : int
        Those who answered at least one item.
    parameters : int
    merged : tuple of MergedCategory
        Which answers were pooled; empty if none.
    falling : tuple of str
        Items with a negative slope: they need turning round, or do not belong here.
    convergence : Convergence
    """

    model: GradedModel
    slope_se: Floats
    location_se: tuple[Floats, ...]
    covariance: Floats
    log_likelihood: float
    people: int
    parameters: int
    merged: tuple[MergedCategory, ...]
    falling: tuple[str, ...]
    convergence: Convergence

    @property
    def aic(self) -> float:
        """Akaike's criterion, 2m − 2 log L."""
        return 2.0 * self.parameters - 2.0 * self.log_likelihood

    @property
    def bic(self) -> float:
        """Schwarz's criterion, m·log N − 2 log L."""
        return float(self.parameters * np.log(self.people) - 2.0 * self.log_likelihood)


def calibrate(
    answers: npt.ArrayLike,
    offered: int | Sequence[int],
    *,
    lowest: int = 0,
    names: Sequence[str] | None = None,
    priors: Priors | None = None,
    merge_below: int | None = None,
    grid: Grid | None = None,
    max_steps: int = MAX_STEPS,
) -> Calibration:
    """Return the graded response model of a scale by marginal maximum likelihood.

    The trait is N(0, 1), and rises with the first principal component of the answers. Maximises
    Σ_p n_p log Σ_q w_q Π_i P_i(x_pi | t_q) over the different patterns p, in slopes and intercepts;
    see ``climbing.climb``. Standard errors come from the observed information (Louis' identity),
    for locations by the delta method. With two answers per item this is the two-parameter logistic
    model.

    Parameters
    ----------
    answers : array_like of float, shape (people, items)
        Whole numbers from ``lowest``; NaN is a missing answer (taken to be missing at random),
        which leaves its item out of that person's likelihood. Someone without any answer counts
        for nothing.
    offered : int or sequence of int, one per item
        How many answers an item offers; one number for all, or one each.
    lowest : int
        The lowest answer.
    names : sequence of str, one per item, optional
        For notices and errors; "item 1" and so on unless given.
    priors : Priors, optional
        For few people; the estimate is then the posterior mode.
    merge_below : int, optional
        Pool answers given less often than this with a neighbour, and say so in ``merged``. By
        default nothing is pooled, and an answer that nobody gave is an error.
    grid : Grid, optional
        ``normal_grid()``, 61 nodes on [−6, 6], unless told otherwise.
    max_steps : int
        Of EM and Newton together.

    Returns
    -------
    Calibration

    Raises
    ------
    TooFewItemsError
        With fewer than three items, or two with priors: slopes are then undetermined.
    TooFewPeopleError
        With fewer people than parameters, or an item that nobody answered.
    NoVarianceError
        If everybody gave the same answer to an item.
    EmptyCategoryError
        If nobody gave some answer, without ``merge_below``.
    NotConvergedError, ImproperSolutionError
        If there is no maximum, a slope runs away, or parameters are undetermined.
    ShapeError, NotFiniteError, OutOfRangeError
        As ``read_patterns``.

    References
    ----------
    Samejima (1969), Psychometrika Monograph 17; Bock and Aitkin (1981), Psychometrika 46; Louis
    (1982), Journal of the Royal Statistical Society B 44. Verified against R mirt 1.45.1 in
    tests/psychometrics/irt/test_calibration.py.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> trait = rng.normal(size=(800, 1))
    >>> answers = (trait + rng.normal(size=(800, 4)) > [-1.0, 0.0, 0.5, 1.0]).astype(float)
    >>> found = calibrate(answers, 2)
    >>> found.parameters, found.people, found.convergence.decrement < 1e-8
    (8, 800, True)
    """
    table = read_numbers(answers, "answers", dimensions=2, missing=True)
    counts = _counts(offered, table.shape[1])
    labels = _labels(names, len(counts))
    _check_items(len(counts), priors)
    patterns = read_patterns(table, counts, lowest)
    coded = [
        code_item(use, name, lowest=lowest, merge_below=merge_below)
        for use, name in zip(category_use(patterns, counts), labels, strict=True)
    ]
    sample = _sample(patterns, coded, labels, grid or normal_grid(), priors)
    slopes, intercepts = _starting_values(sample)
    summit = climb_to_maximum(sample, slopes, intercepts, tolerance=TOLERANCE, max_steps=max_steps)
    return _report(sample, summit, coded, lowest)


def _counts(offered: int | Sequence[int], items: int) -> tuple[int, ...]:
    """Return how many answers each item offers."""
    found = (offered,) * items if isinstance(offered, int | np.integer) else tuple(offered)
    if any(count != int(count) or count < 2 for count in found):
        raise OutOfRangeError(f"items that offer {found} answers",
                              "a whole number of 2 or more is needed")  # fmt: skip
    return tuple(int(count) for count in found)


def _labels(names: Sequence[str] | None, items: int) -> tuple[str, ...]:
    if names is None:
        return tuple(f"item {number}" for number in range(1, items + 1))
    if len(names) != items:
        raise ShapeError(f"{len(names)} names for {items} items", "one name per item is needed")
    return tuple(names)


def _check_items(items: int, priors: Priors | None) -> None:
    least = LEAST_ITEMS if priors is None else LEAST_ITEMS_WITH_PRIORS
    if items < least:
        raise TooFewItemsError(
            f"a scale of {items} item{'s' * (items != 1)}",
            f"at least {LEAST_ITEMS} are needed, or {LEAST_ITEMS_WITH_PRIORS} with priors",
        )


def _sample(
    patterns: Patterns,
    coded: Sequence[Coding],
    names: tuple[str, ...],
    grid: Grid,
    priors: Priors | None,
) -> Sample:
    """Return the sample without empty patterns, in the categories of the model, if big enough."""
    kept = patterns.answered > 0
    codes = recode_answers(patterns.codes[kept], [one.codes for one in coded])
    some = Patterns(codes, patterns.counts[kept], patterns.person)
    layout = Layout(tuple(len(one.values) for one in coded))
    sample = Sample(layout, some, grid, priors, names)
    people = int(some.counts.sum())
    if people < sample.parameters:
        raise TooFewPeopleError(
            f"{people} people for {sample.parameters} parameters",
            f"at least {sample.parameters} people are needed, and 250 for a provisional result",
        )
    return sample


def _starting_values(sample: Sample) -> tuple[Floats, Floats]:
    """Return slopes from the first principal component, intercepts from how often they are passed.

    A loading λ on standardised answers is a slope of 1.702·λ/√(1 − λ²); the share of people at or
    over a boundary is the logit of its intercept, stretched by √(1 + (a/1.702)²).
    """
    layout, weights = sample.layout, sample.patterns.counts
    slopes = _first_slopes(sample)
    if sample.priors:
        slopes = np.abs(slopes)
    use = weights @ sample.indicator
    total = np.add.reduceat(use, layout.first_row)[layout.item_of_row]
    below = np.cumsum(use) - np.repeat(
        np.append(0.0, np.cumsum(use)[layout.first_row[1:] - 1]), layout.categories
    )
    share = 1.0 - (below / total)[layout.over - 1]
    stretch = np.sqrt(1.0 + (slopes[layout.item_of_boundary] / LOGIT) ** 2)
    return slopes, np.asarray(logit(share) * stretch)


def _first_slopes(sample: Sample) -> Floats:
    weights, answered = sample.patterns.counts[:, None], sample.answered
    people = (weights * answered).sum(0)
    codes = np.where(answered > 0, sample.patterns.codes, 0)
    away = np.where(answered > 0, codes - (weights * codes).sum(0) / people, 0.0)
    covariance = (weights * away).T @ away
    scale = np.sqrt(np.diag(covariance))
    values, vectors = np.linalg.eigh(covariance / np.outer(scale, scale))
    loadings = vectors[:, -1] * np.sqrt(values[-1])
    if loadings.sum() < 0:
        loadings = -loadings
    bounded = np.copysign(np.clip(np.abs(loadings), 0.3, 0.85), loadings)
    return np.asarray(LOGIT * bounded / np.sqrt(1.0 - bounded**2))


def _report(sample: Sample, summit: Summit, coded: Sequence[Coding], lowest: int) -> Calibration:
    """Return the result in slopes and locations."""
    layout, fit = sample.layout, summit.fit
    _refuse_flat(sample, fit.slopes)
    locations, covariance = _in_locations(sample, summit)
    se = np.sqrt(np.diag(covariance))
    model = graded_model(
        fit.slopes,
        layout.per_item(locations),
        lowest=lowest,
        codes=[one.codes for one in coded],
        values=[one.values for one in coded],
    )
    return Calibration(
        model=model,
        slope_se=se[: layout.items],
        location_se=layout.per_item(se[layout.items :]),
        covariance=covariance,
        log_likelihood=fit.log_likelihood,
        people=int(sample.patterns.counts.sum()),
        parameters=sample.parameters,
        merged=tuple(notice for one in coded for notice in one.merged),
        falling=tuple(n for n, a in zip(sample.names, fit.slopes, strict=True) if a < 0),
        convergence=summit.convergence,
    )


def _refuse_flat(sample: Sample, slopes: Floats) -> None:
    flat = np.flatnonzero(np.abs(slopes) < FLATTEST)
    if flat.size:
        raise ImproperSolutionError(
            f"{sample.names[int(flat[0])]} has nothing in common with the other items",
            "leave it out or use priors",
        )


def _in_locations(sample: Sample, summit: Summit) -> tuple[Floats, Floats]:
    """Return the locations b = −d/a, and the covariance of slopes and locations (delta method)."""
    layout, item = sample.layout, sample.layout.item_of_boundary
    slopes = summit.fit.slopes[item]
    locations = -summit.fit.intercepts / slopes
    boundary = layout.items + np.arange(layout.boundaries)
    change = np.eye(sample.parameters)
    change[boundary, item] = -locations / slopes
    change[boundary, boundary] = -1.0 / slopes
    return locations, np.asarray(change @ summit.covariance @ change.T)
