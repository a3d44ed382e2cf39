"""Pooling answer categories that too few people used, so that each has a boundary to estimate."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.psychometrics.arrays import Floats, Ints
from assessment.psychometrics.errors import EmptyCategoryError, NoVarianceError, TooFewPeopleError
from assessment.psychometrics.irt.answers import Patterns


@dataclass(frozen=True)
class MergedCategory:
    """The notice that answers of an item were pooled.

    Attributes
    ----------
    item : str
        Name of the item.
    answers : tuple of int
        The answers that now count as one category, as they stand in the data.
    used : tuple of int
        How often each was given.
    """

    item: str
    answers: tuple[int, ...]
    used: tuple[int, ...]


@dataclass(frozen=True)
class Coding:
    """How the answers of one item become categories; arrays as in ``GradedModel``."""

    codes: Ints
    values: Floats
    merged: tuple[MergedCategory, ...]


def category_use(patterns: Patterns, offered: Sequence[int]) -> tuple[Ints, ...]:
    """Return how often each answer of each item was given; one array per item."""
    found = []
    for item, count in enumerate(offered):
        given = patterns.codes[:, item] >= 0
        tally = np.bincount(
            patterns.codes[given, item], weights=patterns.counts[given], minlength=count
        )
        found.append(np.rint(tally).astype(np.intp))
    return tuple(found)


def code_item(use: Ints, name: str, *, lowest: int, merge_below: int | None) -> Coding:
    """Return the categories of an item that was answered ``use`` times in each way.

    Parameters
    ----------
    use : array of int, shape (answers offered,)
    merge_below : int or None
        A category used less often is pooled with the less used of its neighbours, the least used
        first, until none is left. None pools nothing and refuses a category that nobody used.

    Raises
    ------
    TooFewPeopleError
        If nobody answered the item.
    NoVarianceError
        If everybody gave the same answer, or pooling leaves one category.
    EmptyCategoryError
        If a category was never used and may not be pooled.

    References
    ----------
    psychometrics.md section 2a: merge categories with fewer than 5 to 10 answers.

    Examples
    --------
    >>> found = code_item(np.array([9, 0, 4, 7]), "a", lowest=1, merge_below=1)
    >>> found.codes.tolist(), found.values.tolist(), found.merged[0].answers
    ([0, 1, 1, 2], [1.0, 3.0, 4.0], (2, 3))
    """
    _check_use(use, name, lowest, merge_below)
    groups = _pool([[k] for k in range(len(use))], use, merge_below or 0)
    if len(groups) < 2:
        raise NoVarianceError(
            f"{name}: pooling categories used less than {merge_below} times leaves one",
            "two categories with enough answers are needed",
        )
    codes = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    values = [float(np.average(np.array(g) + lowest, weights=use[g])) for g in groups]
    merged = tuple(
        MergedCategory(name, tuple(k + lowest for k in g), tuple(int(use[k]) for k in g))
        for g in groups
        if len(g) > 1
    )
    return Coding(codes, np.array(values), merged)


def _check_use(use: Ints, name: str, lowest: int, merge_below: int | None) -> None:
    if not use.sum():
        raise TooFewPeopleError(f"nobody answered {name}", "answers to every item are needed")
    if (use > 0).sum() < 2:
        raise NoVarianceError(
            f"everybody gave the same answer to {name}", "an item that tells people apart is needed"
        )
    if merge_below is None and not use.all():
        unused = ", ".join(str(k + lowest) for k in np.flatnonzero(use == 0))
        raise EmptyCategoryError(
            f"nobody gave answer {unused} to {name}",
            "merge categories (merge_below=1) or wait for more answers",
        )


def _pool(groups: list[list[int]], use: Ints, least: int) -> list[list[int]]:
    """Return ``groups`` with the least used joined to its less used neighbour while too small."""
    while len(groups) > 1:
        sizes = [int(use[group].sum()) for group in groups]
        if min(sizes) >= least:
            break
        small = sizes.index(min(sizes))
        beside = [k for k in (small - 1, small + 1) if 0 <= k < len(groups)]
        first = min(small, min(beside, key=lambda k: sizes[k]))
        groups = [*groups[:first], groups[first] + groups[first + 1], *groups[first + 2 :]]
    return groups
