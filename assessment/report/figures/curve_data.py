"""What a chart of curves shows, as labels and numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class ChartAxis:
    """What an axis measures, the numbers at its ends, and those that are written beside it."""

    label: str
    first: float
    last: float
    ticks: tuple[tuple[float, str], ...]


CurveLook: TypeAlias = Literal[
    "main", "compared", "area", "answer 1", "answer 2", "answer 3", "answer 4", "answer 5",
    "answer 6",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points (x, y), in the numbers of its axes.

    ``on_right`` reads y on the axis at the right, ``dotted`` marks every point, and ``label``
    stands above the place where the curve is highest.
    """

    look: CurveLook
    points: tuple[tuple[float, float], ...]
    on_right: bool = False
    dotted: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class CurveChart:
    """Curves over one horizontal axis. With a title it is small, one of many of its kind.

    The upright axes of a small chart have no words: these stand under the whole gallery.
    """

    across: ChartAxis
    left: ChartAxis
    right: ChartAxis | None
    curves: tuple[Curve, ...]
    title: str = ""
