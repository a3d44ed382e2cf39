"""Adaptive selection: ask the item that says most at the score so far, until that is certain."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats, Ints
from assessment.psychometrics.errors import OutOfRangeError
from assessment.psychometrics.inputs import read_numbers
from assessment.psychometrics.irt.answers import model_patterns
from assessment.psychometrics.irt.curves import draw_model, item_information, log_probabilities
from assessment.psychometrics.irt.grid import Grid, normal_grid
from assessment.psychometrics.irt.layout import MISSING
from assessment.psychometrics.irt.model import GradedModel
from assessment.psychometrics.irt.posterior import compute_moments

AT_LEAST = 3


@dataclass(frozen=True)
class StopRule:
    """Ask until the posterior standard deviation is at most ``sd``, but never fewer items.

    Parameters
    ----------
    sd : float
        In standard deviations of the trait; .45 is a reliability of .80.
    at_least : int
        How many items are asked in any case, if there are so many.

    Raises
    ------
    OutOfRangeError
        If ``sd`` is not positive or ``at_least`` is below 1.
    """

    sd: float
    at_least: int = AT_LEAST

    def __post_init__(self) -> None:
        if not 0 < self.sd < np.inf or self.at_least < 1:
            raise OutOfRangeError(f"stop at {self.sd} after {self.at_least} items",
                                  "a positive spread and at least one item are needed")  # fmt: skip


@dataclass(frozen=True)
class AdaptivePath:
    """What was asked, and the score after each answer.

    Attributes
    ----------
    items : array of int, shape (asked,)
        Counted from 0, in the order asked.
    theta, se : arrays of float, shape (asked,)
        EAP and posterior standard deviation.
    """

    items: Ints
    theta: Floats
    se: Floats


def next_item(
    model: GradedModel, answers: npt.ArrayLike, stop: StopRule, *, grid: Grid | None = None
) -> int | None:
    """Return the item to ask next, or None when enough is known or all were asked.

    The item with the most information at the EAP so far, which is 0 before the first answer; of
    equals the first.

    Parameters
    ----------
    answers : array_like of float, shape (items,)
        Whole numbers from ``model.lowest``; NaN where not asked yet.
    stop : StopRule
    grid : Grid, optional
        ``normal_grid()`` unless told otherwise.

    Raises
    ------
    ShapeError, NotFiniteError, OutOfRangeError
        As ``read_patterns``.

    References
    ----------
    van der Linden and Pashley (2010), in Elements of Adaptive Testing; equals ``catR::nextItem``
    with criterion MFI.

    Examples
    --------
    >>> from assessment.psychometrics.irt import graded_model
    >>> model = graded_model([1.0, 2.0, 1.5], [[0.0], [0.0], [0.0]])
    >>> next_item(model, [np.nan] * 3, StopRule(0.5))
    1
    """
    codes = _codes(model, answers)
    theta, se = _score(model, codes, grid or normal_grid())
    return _choose(model, codes, np.zeros(len(codes), bool), theta, se, stop)


def ask_adaptively(
    model: GradedModel, answers: npt.ArrayLike, stop: StopRule, *, grid: Grid | None = None
) -> AdaptivePath:
    """Return which items would have been asked of someone whose answers are known.

    Parameters, errors and source as in ``next_item``, except that NaN is an item that this person
    cannot be asked: it is passed over. Without any answer the path is empty.

    Returns
    -------
    AdaptivePath

    Examples
    --------
    >>> from assessment.psychometrics.irt import graded_model
    >>> model = graded_model([1.0, 2.0, 1.5], [[0.0], [0.0], [0.0]])
    >>> found = ask_adaptively(model, [1, 1, 0], StopRule(0.5))
    >>> found.items.tolist(), found.theta.round(2).tolist()
    ([1, 2, 0], [0.61, 0.11, 0.31])
    """
    at, known = grid or normal_grid(), _codes(model, answers)
    codes, barred = np.full_like(known, MISSING), known == MISSING
    theta, se = _score(model, codes, at)
    items: list[int] = []
    path: list[tuple[float, float]] = []
    while (item := _choose(model, codes, barred, theta, se, stop)) is not None:
        codes[item] = known[item]
        theta, se = _score(model, codes, at)
        items.append(item)
        path.append((theta, se))
    found = np.array(path, dtype=np.float64).reshape(-1, 2)
    return AdaptivePath(np.array(items, dtype=np.intp), found[:, 0], found[:, 1])


def _codes(model: GradedModel, answers: npt.ArrayLike) -> Ints:
    row = read_numbers(answers, "answers of one person", dimensions=1, missing=True)
    return np.asarray(model_patterns(row[None], model).codes[0])


def _score(model: GradedModel, codes: Ints, grid: Grid) -> tuple[float, float]:
    log_p = log_probabilities(draw_model(model, grid.nodes))
    theta, se = compute_moments(model.layout.indicator(codes[None]), log_p, grid)
    return float(theta[0]), float(se[0])


def _choose(
    model: GradedModel, codes: Ints, barred: npt.NDArray[np.bool_], theta: float, se: float,
    stop: StopRule,
) -> int | None:  # fmt: skip
    asked = codes != MISSING
    left = np.flatnonzero(~(asked | barred))
    if not left.size or (asked.sum() >= stop.at_least and se <= stop.sd):
        return None
    return int(left[item_information(model, [theta])[left, 0].argmax()])
