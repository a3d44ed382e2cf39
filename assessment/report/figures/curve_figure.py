"""Curves over one axis: alone and large with words at every axis, or small beside many others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from assessment.report.figures.data import ChartAxis, Curve, CurveChart, Kind
from assessment.report.figures.lettering import width
from assessment.report.figures.palette import ACCENTS, BLUE, GRID, INK, PURPLE, RED
from assessment.report.figures.shapes import make_polygon
from assessment.report.figures.sheet import LinearScale, Mark, Pen, Sheet, Side

_SIZE = 12.0
_TITLE_LINE = 11.0  # the baseline of the words above the frame
_EDGE = 2.0
_BESIDE = 5.0  # between the frame and a number beside it
_HALF_DIGIT = 4.0
_TICKS_BELOW, _LABEL_BELOW, _LABELS_ABOVE = 14.0, 29.0, 6.0
_BETWEEN_LABELS = 5.0
_DOT = Mark("circle", 3.2, BLUE)
_OCHRE, _TEAL = ACCENTS[Kind.IDEAL].strong, ACCENTS[Kind.PRACTICAL].strong
_PENS = {
    "main": Pen(BLUE, 2.2),
    "compared": Pen(_OCHRE, 2.0, (5, 4)),
    "answer 1": Pen(BLUE, 1.6),
    "answer 2": Pen(_TEAL, 1.6, (7, 3)),
    "answer 3": Pen(_OCHRE, 1.6, (3, 2)),
    "answer 4": Pen(PURPLE, 1.6, (9, 3, 2, 3)),
    "answer 5": Pen(RED, 1.6),
    "answer 6": Pen(INK, 1.6, (2, 3)),
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """The size of the sheet, and the place of the frame around the curves on it."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float


_LARGE = _Frame(340, 220, 44, 20, 296, 178)
_SMALL = _Frame(220, 160, 30, 30, 190, 124)


def draw(data: CurveChart) -> Figure:
    """Draw the numbers beside the axes, then the curves, then what stands above them."""
    frame = _SMALL if data.title else _LARGE
    sheet = Sheet(frame.width)
    across = LinearScale(data.across.first, data.across.last, frame.left, frame.right)
    _frame(sheet, data, frame, across)
    for curve in data.curves:
        axis = data.right if curve.on_right and data.right else data.left
        _curve(sheet, curve, across, _upright(axis, frame))
    _labels(sheet, data.curves, frame, across)
    if data.title:
        sheet.text(frame.left, _TITLE_LINE, data.title, name="title", size=_SIZE, face="semibold")
    else:
        _axis_words(sheet, data, frame)
    return sheet.finish(frame.height)


def _frame(sheet: Sheet, data: CurveChart, frame: _Frame, across: LinearScale) -> None:
    """Draw the lines across the frame and the numbers around it."""
    upright = _upright(data.left, frame)
    heights = [(upright.at(number), words) for number, words in data.left.ticks]
    lines = [(frame.left, y, frame.right, y) for y, _ in heights]
    sheet.rule(lines, Pen(GRID, 1), name="grid")
    for y, words in heights:
        _write(sheet, frame.left - _BESIDE, y + _HALF_DIGIT, words, side="right")
    for number, words in data.across.ticks:
        _write(sheet, across.at(number), frame.bottom + _TICKS_BELOW, words, side="center")
    if data.right:
        scale = _upright(data.right, frame)
        for number, words in data.right.ticks:
            _write(sheet, frame.right + _BESIDE, scale.at(number) + _HALF_DIGIT, words)
    middle = (frame.left + frame.right) / 2
    _write(sheet, middle, frame.bottom + _LABEL_BELOW, data.across.label, side="center")


def _axis_words(sheet: Sheet, data: CurveChart, frame: _Frame) -> None:
    _write(sheet, _EDGE, _TITLE_LINE, data.left.label)
    if data.right:
        _write(sheet, frame.width - _EDGE, _TITLE_LINE, data.right.label, side="right")


def _upright(axis: ChartAxis, frame: _Frame) -> LinearScale:
    return LinearScale(axis.first, axis.last, frame.bottom, frame.top)


def _curve(sheet: Sheet, curve: Curve, across: LinearScale, upright: LinearScale) -> None:
    places = [(across.at(x), upright.at(y)) for x, y in curve.points]
    if curve.look == "area":
        sheet.fill(make_polygon(places), GRID, name="area")
    else:
        sheet.draw_curve(places, _PENS[curve.look], name=f"curve:{curve.look}")
    if curve.dotted:
        for number, (x, y) in enumerate(places, start=1):
            sheet.mark(_DOT, x, y, name=f"dot:{number}")


def _labels(sheet: Sheet, curves: Sequence[Curve], frame: _Frame, across: LinearScale) -> None:
    """Write each label above the peak of its curve; those that would touch are pushed apart."""
    peaks = [(_peak(curve, across), curve.label) for curve in curves if curve.label]
    peaks.sort(key=lambda peak: peak[0])
    for x, label in _apart(_apart(peaks, frame.left, 1), frame.right, -1):
        sheet.text(x, frame.top - _LABELS_ABOVE, label, name=f"label:{label}", size=_SIZE,
                   face="semibold", side="center")  # fmt: skip


def _peak(curve: Curve, across: LinearScale) -> float:
    return across.at(max(curve.points, key=lambda point: point[1])[0])


def _apart(
    labels: Sequence[tuple[float, str]], end: float, direction: int
) -> list[tuple[float, str]]:
    """Return labels from left to right with room between their middles, on one side of ``end``.

    ``direction`` 1 pushes them to the right of it, -1 to the left.
    """
    placed: list[tuple[float, str]] = []
    least, before = end * direction, 0.0
    for x, label in labels[::direction]:
        half = width(label, "semibold", _SIZE) / 2
        least = max(least + before + half if placed else least, x * direction)
        before = half + _BETWEEN_LABELS
        placed.append((least * direction, label))
    return placed[::direction]


def _write(sheet: Sheet, x: float, y: float, words: str, *, side: Side = "left") -> None:
    sheet.text(x, y, words, name="number", size=_SIZE, side=side)
