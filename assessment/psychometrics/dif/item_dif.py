"""Differential item functioning: whether an item means the same in two groups of people."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.dif.ordinal_logit import OrdinalFit, fit_ordinal
from assessment.psychometrics.errors import NoVarianceError, OutOfRangeError
from assessment.psychometrics.inputs import (
    enough_people,
    is_constant,
    read_numbers,
    response_matrix,
    same_length,
)
from assessment.psychometrics.special import chdtrc

SMALLEST_GROUP = 30  # psychometrics.md section 3: smaller groups show nothing


@dataclass(frozen=True)
class ItemDif:
    """Three nested models of one item: matching score; plus group; plus their product.

    ``uniform`` (df 1) asks whether one group scores the item higher at the same total,
    ``nonuniform`` (df 1) whether that differs along the scale, ``total`` (df 2) both.
    ``nagelkerke_uniform`` and ``nagelkerke_total`` are the rise in R² over the first model: the
    size of the effect. ``group`` is the log odds ratio of the second group, with its error.
    """

    people: int
    log_likelihoods: tuple[float, float, float]
    uniform: float
    p_uniform: float
    nonuniform: float
    p_nonuniform: float
    total: float
    p_total: float
    nagelkerke_uniform: float
    nagelkerke_total: float
    group: float
    group_se: float


def scale_dif(
    responses: npt.ArrayLike, group: npt.ArrayLike, *, low: int, high: int
) -> tuple[ItemDif, ...]:
    """Return the DIF of every item of a scale, matching on the standardised total score.

    The total includes the item itself. Each answer is regressed on the total, the group and their
    product by proportional odds; the models are compared by likelihood ratio.

    Parameters
    ----------
    responses : array_like, shape (people, items)
        Whole numbers low..high, reversed items recoded; no missing values.
    group : array_like, shape (people,)
        0 or 1.
    low, high : int
        First and last category.

    Returns
    -------
    tuple of ItemDif, one per item

    Raises
    ------
    TooFewItemsError
        If there is one item: it would be matched on itself.
    TooFewPeopleError
        If a group has fewer than 30 people.
    EmptyCategoryError, NoVarianceError, NotConvergedError, OutOfRangeError, NotFiniteError
        As `fit_ordinal`.

    References
    ----------
    Zumbo (1999), A handbook on the theory and methods of DIF; Crane et al. (2006), Medical Care
    44. R: MASS::polr.

    Examples
    --------
    >>> random = np.random.default_rng(1)
    >>> trait = random.normal(size=(400, 1))
    >>> answers = np.clip(np.round(3 + trait + random.normal(size=(400, 4))), 1, 5)
    >>> found = scale_dif(answers, np.arange(400) % 2, low=1, high=5)
    >>> len(found), all(0 <= item.p_total <= 1 for item in found)
    (4, True)
    """
    table = response_matrix(responses, items=2, missing=False)
    total = table.sum(axis=1)
    if is_constant(total):
        raise NoVarianceError("everybody has the same total score", "ask people who differ")
    matching = (total - total.mean()) / total.std(ddof=1)
    return tuple(item_dif(item, matching, group, low=low, high=high) for item in table.T)


def item_dif(
    answers: npt.ArrayLike, matching: npt.ArrayLike, group: npt.ArrayLike, *, low: int, high: int
) -> ItemDif:
    """Return the DIF of one item, given what people are matched on.

    Parameters
    ----------
    answers : array_like, shape (people,)
        Whole numbers low..high; no missing values.
    matching : array_like, shape (people,)
        For instance the standardised total score, or an estimate of the trait.
    group : array_like, shape (people,)
        0 or 1.
    low, high : int
        First and last category.

    Raises
    ------
    As `scale_dif`.

    References
    ----------
    As `scale_dif`; Nagelkerke (1991), Biometrika 78.

    Examples
    --------
    >>> random = np.random.default_rng(1)
    >>> trait, group = random.normal(size=400), np.arange(400) % 2
    >>> answers = np.clip(np.round(3 + trait + group + random.normal(size=400)), 1, 5)
    >>> item_dif(answers, trait, group, low=1, high=5).p_uniform < 0.001
    True
    """
    y = read_numbers(answers, "answers", dimensions=1, missing=False) - low
    ability = read_numbers(matching, "the matching score", dimensions=1, missing=False)
    member = _groups(group)
    same_length(answers=y, matching=ability, group=member)
    table, categories = np.stack([ability, member, ability * member], axis=1), high - low + 1
    fits = [fit_ordinal(y, table[:, :used], categories=categories) for used in range(4)]
    return _compared(fits)


def _groups(group: npt.ArrayLike) -> Floats:
    member = read_numbers(group, "groups", dimensions=1, missing=False)
    if not np.isin(member, (0, 1)).all():
        raise OutOfRangeError("a group is neither 0 nor 1", "code two groups as 0 and 1")
    for code in (0, 1):
        enough_people(int((member == code).sum()), SMALLEST_GROUP, f"people in group {code}")
    return member


def _compared(fits: list[OrdinalFit]) -> ItemDif:
    null, first, second, third = (fit.log_likelihood for fit in fits)
    n = fits[0].people
    r2 = [_nagelkerke(value, null, n) for value in (first, second, third)]
    uniform, nonuniform = max(2 * (second - first), 0.0), max(2 * (third - second), 0.0)
    return ItemDif(
        people=n,
        log_likelihoods=(first, second, third),
        uniform=uniform,
        p_uniform=float(chdtrc(1, uniform)),
        nonuniform=nonuniform,
        p_nonuniform=float(chdtrc(1, nonuniform)),
        total=uniform + nonuniform,
        p_total=float(chdtrc(2, uniform + nonuniform)),
        nagelkerke_uniform=r2[1] - r2[0],
        nagelkerke_total=r2[2] - r2[0],
        group=float(fits[2].coefficients[1]),
        group_se=float(fits[2].standard_errors[1]),
    )


def _nagelkerke(value: float, null: float, people: int) -> float:
    explained = 1 - float(np.exp(2 * (null - value) / people))
    return explained / (1 - float(np.exp(2 * null / people)))
