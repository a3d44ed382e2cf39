"""From answers to points, for many people at once: one row per person."""

from collections.abc import Mapping, Sequence

import numpy as np

from assessment.instruments.answers import answer_row
from assessment.instruments.model import Gedrag, Stijl
from assessment.psychometrics.arrays import Floats


def statement_points(gedrag: Gedrag, people: Sequence[Mapping[str, int | str]]) -> Floats:
    """Return what the answers to the statements count, 25·(x − 1) for x in 1..5.

    Parameters
    ----------
    people : sequence of mapping of statement id to 1..5 or "nvt", one per person
        Ids of other instruments are ignored.

    Returns
    -------
    array of float, shape (people, statements)
        Points 0..100; NaN for "nvt" and for what was not answered.
    """
    return gedrag.answer_scale.points(answer_table(people, [item.id for item in gedrag.items]))


def pair_points(stijl: Stijl, choices: Floats) -> Floats:
    """Return what choices in the pairs count, ±40·(x − 3.5) for x in 1..6.

    Parameters
    ----------
    choices : array of float, shape (people, pairs)
        In the order of ``stijl.pairs``; NaN where not chosen.

    Returns
    -------
    array of float, shape (people, pairs)
        Points −100..100, turned so that pole 2 of the axis is positive.
    """
    towards_pole_2 = np.array([float(pair.sign) for pair in stijl.pairs])
    return np.asarray(stijl.pair_scale.points(choices) * towards_pole_2)


def answer_table(people: Sequence[Mapping[str, int | str]], ids: Sequence[str]) -> Floats:
    """Return the answers to some items as numbers; shape (people, items), NaN is missing."""
    rows = [answer_row(answers, ids) for answers in people]
    return np.array(rows, dtype=float).reshape(len(rows), len(ids))
