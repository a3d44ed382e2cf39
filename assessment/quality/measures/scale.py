"""A scale to be measured: which items, turned which way, and the scores of people on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from assessment.instruments.answer_scale import AnswerScale
from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import OutOfRangeError
from assessment.psychometrics.inputs import read_columns
from assessment.scoring.scale_means import mean_scores

Table: TypeAlias = Mapping[str, Sequence[float | None]]


@dataclass(frozen=True, slots=True)
class Scale:
    """One scale: its items, and how their answers count.

    Attributes
    ----------
    id : str
    kind : str
        ``competency`` or ``axis``.
    items : tuple of str
    answers : AnswerScale
        Which answers may be given, and their points.
    reversed : frozenset of str
        Items of which the lowest answer counts as the highest.
    minimum : int
        How many answers a person's score needs.
    """

    id: str
    kind: str
    items: tuple[str, ...]
    answers: AnswerScale
    reversed: frozenset[str]
    minimum: int

    @property
    def low(self) -> int:
        """Return the lowest answer."""
        return self.answers.lowest

    @property
    def high(self) -> int:
        """Return the highest answer."""
        return self.answers.highest

    @property
    def ends(self) -> tuple[float, float]:
        """Return the lowest and the highest possible score, in points."""
        return self.answers.bottom, self.answers.top


def read_scale(table: Table, scale: Scale) -> Floats:
    """Return the answers to a scale, every item turned the same way.

    Parameters
    ----------
    table : mapping of item id to one answer per person
        None where not answered.

    Returns
    -------
    array of float, shape (people, items)
        Whole numbers low..high; NaN where not answered.

    Raises
    ------
    MissingColumnError
        If an item is not in the table.
    OutOfRangeError
        If an answer is not a whole number from low to high.
    ShapeError, NotFiniteError
        As `columns`.

    Examples
    --------
    >>> six_steps = AnswerScale(1, 6, -100.0, 100.0)
    >>> scale = Scale("A", "axis", ("a", "b"), six_steps, frozenset({"b"}), 1)
    >>> read_scale({"a": [1, None], "b": [1, 6]}, scale)
    array([[ 1.,  6.],
           [nan,  1.]])
    """
    answers = read_columns(table, scale.items)
    strange = answers[~np.isnan(answers) & ~np.isin(answers, np.arange(scale.low, scale.high + 1))]
    if strange.size:
        needed = f"answers are whole, {scale.low} to {scale.high}"
        raise OutOfRangeError(f"answer {strange[0]:g}", needed)
    turned = np.array([item in scale.reversed for item in scale.items])
    return np.where(turned, scale.low + scale.high - answers, answers)


def score_people(answers: Floats, scale: Scale) -> Floats:
    """Return each person's score as the product gives it, in points; NaN with too few answers.

    Parameters
    ----------
    answers : array of float, shape (people, items)
        From `read_scale`.

    Returns
    -------
    array of float, shape (people,)

    References
    ----------
    design.md sections 5.1 and 5.3.

    Examples
    --------
    >>> five_steps = AnswerScale(1, 5, 0.0, 100.0)
    >>> scale = Scale("C", "competency", ("a", "b"), five_steps, frozenset(), 2)
    >>> score_people(np.array([[3.0, 4.0], [5.0, np.nan]]), scale)
    array([62.5,  nan])
    """
    one_scale = np.ones((1, len(scale.items)), dtype=bool)
    return mean_scores(scale.answers.points(answers), one_scale, minimum=scale.minimum)[:, 0]


def constant_items(answers: Floats, names: Sequence[str]) -> str:
    """Return the names of items that everybody who answered gave one answer, joined by commas.

    Examples
    --------
    >>> constant_items(np.array([[1.0, 2.0], [1.0, 3.0]]), ["a", "b"])
    'a'
    """
    same = []
    for name, column in zip(names, answers.T, strict=True):
        given = column[~np.isnan(column)]
        if given.size and (given == given[0]).all():
            same.append(name)
    return ", ".join(same)
