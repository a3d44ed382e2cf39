"""The graded response model of one scale: its parameters, checked, and how answers are coded."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assessment.psychometrics.arrays import Floats, Ints
from assessment.psychometrics.errors import (
    NotFiniteError,
    OutOfRangeError,
    ShapeError,
    TooFewItemsError,
)
from assessment.psychometrics.irt.layout import Layout, end_to_end


@dataclass(frozen=True, eq=False)
class GradedModel:
    """Item parameters of Samejima's graded response model; make one with ``graded_model``.

    P(X ≥ k | θ) = 1 / (1 + exp(−a·(θ − b_k))), k = 1..K − 1, and P(X = k) by difference. With two
    categories this is the two-parameter logistic model.

    Attributes
    ----------
    slopes : array of float, shape (items,)
        a, per standard deviation of the trait. Never 0; negative where a high answer shows little
        of the trait.
    locations : tuple of arrays of float, one per item, shape (categories − 1,)
        b, in standard deviations of the trait; rising for a positive slope, falling for a
        negative one.
    lowest : int
        The lowest answer as it stands in the data, such as 1 for answers 1..5.
    codes : tuple of arrays of int, one per item, shape (answers offered,)
        Category of the model for each answer offered, counted from the lowest. Not simply
        0, 1, 2… where categories were merged.
    values : tuple of arrays of float, one per item, shape (categories,)
        What a category counts on the answer scale: the answer itself, or the mean of the answers
        in a merged category.
    """

    slopes: Floats
    locations: tuple[Floats, ...]
    lowest: int
    codes: tuple[Ints, ...]
    values: tuple[Floats, ...]

    @cached_property
    def layout(self) -> Layout:
        """Where categories and boundaries stand when laid end to end."""
        return Layout(tuple(len(b) + 1 for b in self.locations))

    @cached_property
    def intercepts(self) -> Floats:
        """Return d = −a·b of every boundary, so that logit P(X ≥ k) = a·θ + d_k."""
        return -self.slopes[self.layout.item_of_boundary] * end_to_end(self.locations)

    @property
    def offered(self) -> tuple[int, ...]:
        """How many answers each item offers."""
        return tuple(len(codes) for codes in self.codes)


def graded_model(
    slopes: Sequence[float] | Floats,
    locations: Sequence[Sequence[float]] | Sequence[Floats],
    *,
    lowest: int = 0,
    codes: Sequence[Sequence[int]] | Sequence[Ints] | None = None,
    values: Sequence[Sequence[float]] | Sequence[Floats] | None = None,
) -> GradedModel:
    """Return a checked model from plain numbers, such as a stored calibration.

    Parameters
    ----------
    slopes : sequence of float, one per item
        a, per standard deviation of the trait.
    locations : sequence of sequences of float, one per item
        b of each boundary, in standard deviations of the trait.
    lowest : int
        The lowest answer as it stands in the data.
    codes, values : sequence of sequences of numbers, one per item
        As in ``GradedModel``; by default every answer is a category of its own.

    Raises
    ------
    TooFewItemsError
        Without items.
    ShapeError
        If there are not as many lists of locations as slopes, or codes and values do not fit.
    NotFiniteError
        On NaN or infinity.
    OutOfRangeError
        On a slope of 0, or locations that are absent or not in order.

    References
    ----------
    Samejima (1969), Psychometrika Monograph 17.

    Examples
    --------
    >>> model = graded_model([1.2, 0.8], [[-1.0, 0.5], [0.0]])
    >>> model.layout.categories
    (3, 2)
    """
    a = np.asarray(slopes, dtype=np.float64)
    b = tuple(np.asarray(one, dtype=np.float64) for one in locations)
    _check_parameters(a, b)
    counts = [len(one) + 1 for one in b]
    coded = [range(k) for k in counts] if codes is None else codes
    given = tuple(np.asarray(one, dtype=np.intp) for one in coded)
    valued = [range(lowest, lowest + k) for k in counts] if values is None else values
    counted = tuple(np.asarray(one, dtype=np.float64) for one in valued)
    _check_coding(counts, given, counted)
    return GradedModel(a, b, lowest, given, counted)


def intercept_model(
    slopes: Sequence[float], intercepts: Sequence[Sequence[float]], *, lowest: int = 0
) -> GradedModel:
    """Return a checked model from slopes a and intercepts d: logit P(X ≥ k) = a·θ + d_k.

    Parameters, errors and shapes as in ``graded_model``; b_k = −d_k / a.

    Examples
    --------
    >>> intercept_model([2.0], [[1.0, -3.0]]).locations[0].tolist()
    [-0.5, 1.5]
    """
    if not np.all(np.asarray(slopes)):
        raise OutOfRangeError("a slope of 0", "an item must depend on the trait to be scored")
    pairs = zip(slopes, intercepts, strict=True)
    return graded_model(slopes, [[-d / a for d in ds] for a, ds in pairs], lowest=lowest)


def _check_parameters(slopes: Floats, locations: tuple[Floats, ...]) -> None:
    if slopes.ndim != 1 or len(slopes) != len(locations) or any(b.ndim != 1 for b in locations):
        raise ShapeError(
            f"{slopes.size} slopes and {len(locations)} lists of locations",
            "one slope and one list of locations are needed for each item",
        )
    if not len(slopes):
        raise TooFewItemsError("a model without items", "at least one item is needed")
    for number, (a, b) in enumerate(zip(slopes, locations, strict=True), start=1):
        if not (np.isfinite(a) and np.isfinite(b).all()):
            raise NotFiniteError(f"item {number} has a parameter that is not finite",
                                 "every slope and location must be a number")  # fmt: skip
        if a == 0 or not len(b) or (np.diff(b) * a <= 0).any():
            raise OutOfRangeError(
                f"item {number} has slope {a:g} and locations {b.tolist()}",
                "a slope other than 0 and locations in strict order are needed",
            )


def _check_coding(
    counts: Sequence[int], codes: tuple[Ints, ...], values: tuple[Floats, ...]
) -> None:
    fits = len(codes) == len(values) == len(counts) and all(
        len(v) == k and np.array_equal(np.unique(c), np.arange(k)) and (np.diff(c) >= 0).all()
        for k, c, v in zip(counts, codes, values, strict=True)
    )
    if not fits:
        raise ShapeError(
            "codes or values that do not fit the locations",
            "each item needs rising codes 0..K − 1 and one value per category",
        )
