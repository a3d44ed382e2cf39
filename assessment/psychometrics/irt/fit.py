"""Person fit: whether somebody's answers are as likely as answers of such a person mostly are."""

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats, Ints
from assessment.psychometrics.errors import ShapeError
from assessment.psychometrics.irt.answers import model_patterns
from assessment.psychometrics.irt.curves import draw_model, log_probabilities, read_points
from assessment.psychometrics.irt.layout import MISSING
from assessment.psychometrics.irt.model import GradedModel
from assessment.psychometrics.irt.persons import require_answers

BLOCK = 4096
NOTHING = 1e-12  # a variance below this is 0: every answer was equally likely


def person_fit(model: GradedModel, answers: npt.ArrayLike, theta: npt.ArrayLike) -> Floats:
    """Return l_z (Zh) of each person: far below 0 is an unlikely pattern. A soft flag, no verdict.

    l_z = (l₀ − E) / √V, with l₀ = Σ_i log P_i(x_i | θ̂), E = Σ_i Σ_k P log P and
    V = Σ_i (Σ_k P (log P)² − (Σ_k P log P)²) over the items that the person answered.

    Parameters
    ----------
    answers : array_like of float, shape (people, items)
        Whole numbers from ``model.lowest``; NaN is a missing answer, left out of every sum.
        Everybody needs at least one answer.
    theta : array_like of float, shape (people,)
        Each person's score, such as EAP; NaN is not allowed.

    Returns
    -------
    array of float, shape (people,)
        About N(0, 1) with many items; with few, and an estimated θ, its spread is smaller. 0
        where all answers were equally likely, so that no pattern is odd.

    Raises
    ------
    TooFewItemsError
        If someone answered nothing.
    ShapeError, NotFiniteError, OutOfRangeError
        As ``read_patterns``, or if scores and answers are not of the same people.

    References
    ----------
    Drasgow, Levine and Williams (1985), British Journal of Mathematical and Statistical Psychology
    38; equals Zh of ``mirt::personfit``.

    Examples
    --------
    >>> from assessment.psychometrics.irt import graded_model
    >>> model = graded_model([2.0] * 3, [[-2.0], [0.0], [2.0]])
    >>> person_fit(model, [[1, 1, 0], [0, 1, 1]], [0.0, 0.0]).round(1).tolist()
    [0.2, -10.4]
    """
    patterns, at = model_patterns(answers, model), read_points(theta)
    if len(at) != len(patterns.person):
        raise ShapeError(f"{len(at)} scores for {len(patterns.person)} people",
                         "one score per person is needed")  # fmt: skip
    require_answers(patterns.codes)
    found = np.empty(len(at))
    for start in range(0, len(at), BLOCK):
        block = slice(start, start + BLOCK)
        found[block] = _standardised(model, patterns.codes[patterns.person[block]], at[block])
    return found


def _standardised(model: GradedModel, codes: Ints, theta: Floats) -> Floats:
    layout, curves = model.layout, draw_model(model, theta)
    log_p = log_probabilities(curves)
    mean = np.add.reduceat(curves.categories * log_p, layout.first_row, axis=0)
    square = np.add.reduceat(curves.categories * log_p**2, layout.first_row, axis=0)
    answered = (codes != MISSING).T
    surprise = (layout.indicator(codes).T * log_p).sum(0) - (answered * mean).sum(0)
    variance = (answered * (square - mean**2)).sum(0)
    certain = variance > NOTHING
    return np.asarray(np.where(certain, surprise / np.sqrt(np.where(certain, variance, 1)), 0.0))
