"""Answers of many people, checked, and grouped into the patterns that differ."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats, Ints
from assessment.psychometrics.errors import OutOfRangeError, ShapeError
from assessment.psychometrics.inputs import read_numbers
from assessment.psychometrics.irt.layout import MISSING
from assessment.psychometrics.irt.model import GradedModel

TABLE_LIMIT = 1 << 22  # so many possible patterns are looked up in a table; more are sorted
EXACT = 2.0**53  # beyond this a float no longer counts every integer


@dataclass(frozen=True)
class Patterns:
    """The different rows of answers.

    Attributes
    ----------
    codes : array of int, shape (patterns, items)
        0..K − 1; ``MISSING`` where not answered.
    counts : array of float, shape (patterns,)
        How many people answered so.
    person : array of int, shape (people,)
        Each person's pattern.
    """

    codes: Ints
    counts: Floats
    person: Ints

    @property
    def answered(self) -> Ints:
        """How many items each pattern answered; shape (patterns,)."""
        return np.asarray((self.codes != MISSING).sum(1))


def read_patterns(answers: npt.ArrayLike, offered: Sequence[int], lowest: int) -> Patterns:
    """Return the different rows of ``answers``.

    Parameters
    ----------
    answers : array_like of float, shape (people, items)
        Whole numbers from ``lowest``; NaN is a missing answer and may stand anywhere.
    offered : sequence of int, one per item
        How many answers the item offers.
    lowest : int
        The lowest answer.

    Raises
    ------
    ShapeError
        If ``answers`` is no table of numbers with one column per item.
    NotFiniteError
        On infinity.
    OutOfRangeError
        On an answer that is no whole number or was not offered.

    Examples
    --------
    >>> found = read_patterns([[1, 2], [2, np.nan], [1, 2]], (2, 2), 1)
    >>> found.codes.tolist(), found.counts.tolist(), found.person.tolist()
    ([[1, -1], [0, 1]], [1.0, 2.0], [1, 0, 1])
    """
    given = read_numbers(answers, "answers", dimensions=2, missing=True)
    if given.shape[1] != len(offered):
        raise ShapeError(
            f"answers to {given.shape[1]} items", f"a column for each of {len(offered)} is needed"
        )
    if not len(given):
        none = np.zeros(0)
        return Patterns(np.zeros((0, len(offered)), np.intp), none, none.astype(np.intp))
    places = given - (lowest - 1.0)  # 1..K; 0 is kept for a missing answer
    missing = np.isnan(places)
    if missing.any():
        places[missing] = 0.0
    _check_range(places, missing, offered, lowest)
    return _group(places, np.array(offered) + 1)


def model_patterns(answers: npt.ArrayLike, model: GradedModel) -> Patterns:
    """Return the different rows of ``answers`` in the categories of ``model``.

    Parameters, missing answers and errors as in ``read_patterns``.
    """
    found = read_patterns(answers, model.offered, model.lowest)
    return Patterns(recode_answers(found.codes, model.codes), found.counts, found.person)


def recode_answers(codes: Ints, into: Sequence[Ints]) -> Ints:
    """Return ``codes`` with the categories of each item renamed; missing stays missing."""
    found = np.empty_like(codes)
    for item, names in enumerate(into):
        found[:, item] = np.append(names, MISSING)[codes[:, item]]  # −1 is the last one
    return found


def _check_range(
    places: Floats, missing: npt.NDArray[np.bool_], offered: Sequence[int], lowest: int
) -> None:
    """Raise on the first answer that was not offered; ``places`` are 1..K, 0 where missing."""
    if _all_offered(places, missing, offered):
        return
    good = (places == np.rint(places)) & (places >= 1) & (places <= np.array(offered))
    row, item = (int(found[0]) for found in np.nonzero(~(good | missing)))
    raise OutOfRangeError(
        f"person {row + 1} answered {places[row, item] + lowest - 1:g} to item {item + 1}",
        f"a whole number from {lowest} to {lowest + offered[item] - 1}, or NaN, is needed",
    )


def _all_offered(places: Floats, missing: npt.NDArray[np.bool_], offered: Sequence[int]) -> bool:
    """Return whether every answer was offered: the common case, in few passes."""
    in_range = places.max() <= min(offered) or bool((places <= np.array(offered)).all())
    enough = np.count_nonzero(places < 1.0) == np.count_nonzero(missing)
    return bool(in_range and enough and np.array_equal(places, np.rint(places)))


def _group(places: Floats, sizes: npt.NDArray[np.intp]) -> Patterns:
    """Return the patterns of ``places``, each 0..size − 1, found by one number per pattern."""
    steps = np.append(1.0, np.cumprod(sizes.astype(np.float64)))
    if steps[-1] >= EXACT:
        rows, person, counts = np.unique(places, axis=0, return_inverse=True, return_counts=True)
        return Patterns(rows.astype(np.intp) - 1, counts.astype(np.float64), person.reshape(-1))
    keys = (places @ steps[:-1]).astype(np.intp)
    if steps[-1] <= TABLE_LIMIT:
        table = np.bincount(keys, minlength=int(steps[-1]))
        found = np.flatnonzero(table)
        counts = table[found]
        table[found] = np.arange(len(found))
        person = table[keys]
    else:
        found, person, counts = np.unique(keys, return_inverse=True, return_counts=True)
    codes = found[:, None] // steps[:-1].astype(np.intp) % sizes - 1
    return Patterns(codes, counts.astype(np.float64), person)
