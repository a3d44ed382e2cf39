"""The first figure: a flower of what is held dear and shown, what stands out, and the style."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from assessment.report.figures import shapes
from assessment.report.figures.data import CompetencyRow, FirstFigure, Kind, StyleDot
from assessment.report.figures.flower import Flower, draw_flower, explain_flower, name_stars
from assessment.report.figures.legend import MEAN, legend
from assessment.report.figures.lettering import wrap
from assessment.report.figures.palette import (
    ACCENTS,
    BANDS,
    BLUE,
    BLUE_MID,
    MUTED,
    Accent,
)
from assessment.report.figures.sheet import NARROW, WIDTH, LinearScale, Mark, Pen, Sheet

_GAP = 26.0
_SHARE = 0.58  # of the wide sheet: the flower
_HEAD, _TEXT, _NOTE = 11.0, 10.0, 9.0
_STRIP = 11.0
_BAR = 9.0
_BALANCE = 20.0  # from the middle: in balance
_AROUND = 18.0  # above and under the flower, for names


@dataclass(frozen=True, slots=True)
class Column:
    """A part of the sheet from left to right."""

    sheet: Sheet
    left: float
    right: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    def head(self, words: str, y: float) -> float:
        """Write a heading on as many lines as it needs; return the y under it."""
        for line in wrap(words, "semibold", _HEAD, self.width, 2):
            y += _HEAD * 1.3
            self.sheet.text(self.left, y - 3, line, name="head", size=_HEAD, face="semibold",
                            color=BLUE)  # fmt: skip
        return y + 3

    def note(self, words: str, y: float) -> float:
        """Write a remark on as many lines as it needs; return the y under it."""
        for line in wrap(words, "regular", _NOTE, self.width, 4):
            y += _NOTE * 1.3
            self.sheet.text(self.left, y - 3, line, name="note", size=_NOTE, color=MUTED)
        return y


def draw(data: FirstFigure) -> Figure:
    """Draw the flower at the left, and the rest in a column beside it."""
    sheet = Sheet(WIDTH)
    middle = _SHARE * WIDTH
    left, right = Column(sheet, 0.0, middle - _GAP / 2), Column(sheet, middle + _GAP / 2, WIDTH)
    ends = _values(left, data, 84.0), _style(right, data, _bars(right, data, 0.0))
    return sheet.finish(max(ends) + 2)


def draw_narrow(data: FirstFigure) -> Figure:
    """Draw the same under one another."""
    sheet = Sheet(NARROW)
    column = Column(sheet, 0.0, NARROW)
    y = _values(column, data, 70.0) + 8
    return sheet.finish(_style(column, data, _bars(column, data, y)) + 2)


def _values(column: Column, data: FirstFigure, radius: float) -> float:
    y = column.head(data.words.values, 0.0)
    middle = (column.left + column.right) / 2
    flower = Flower(
        x=middle,
        y=y + _AROUND + radius,
        radius=radius,
        left=column.left,
        right=column.right,
        dear_reach=data.dear_reach,
        shown_reach=data.shown_reach,
    )
    draw_flower(column.sheet, data, flower)
    y += 2 * (_AROUND + radius) + 4
    if not any(cluster.dear for cluster in data.clusters):
        y = column.note(data.words.dear_missing, y) + 3
    return _legend(column, data, y)


def _legend(column: Column, data: FirstFigure, y: float) -> float:
    y = legend(column.sheet, explain_flower(data), column.left, y, column.right)
    return column.note(name_stars(data), y)


def _bars(column: Column, data: FirstFigure, y: float) -> float:
    words = data.words
    for head, rows, nothing, kind in (
        (words.more, data.more, words.nothing_more, Kind.PRACTICAL),
        (words.less, data.less, words.nothing_less, Kind.IDEAL),
    ):
        y = column.head(head, y)
        for row in rows:
            y = _bar(column, data, row, y, ACCENTS[kind])
        y = (y if rows else column.note(nothing, y)) + 7
    return y


def _bar(column: Column, data: FirstFigure, row: CompetencyRow, y: float, accent: Accent) -> float:
    """Draw a bar up to the score, its interval as a band across it, and the own mean."""
    sheet, scale = column.sheet, LinearScale(0, 100, column.left, column.right)
    if row.reading is None:
        return y
    for line in wrap(row.label, "regular", _TEXT, column.width, 2):
        y += _TEXT * 1.3
        sheet.text(column.left, y - 3, line, name=f"label:{row.label}", size=_TEXT)
    ground = shapes.rectangle(column.left, y, column.right, y + _BAR)
    sheet.fill(ground, BANDS[1], name="panel")
    bar = shapes.rectangle(column.left, y + 1, scale.at(row.reading.score), y + _BAR - 1)
    sheet.fill(bar, accent.strong, name=f"bar:{row.label}")
    low, high, centre = scale.at(row.reading.low), scale.at(row.reading.high), y + _BAR / 2
    band = shapes.rectangle(low, centre - 1.6, high, centre + 1.6)
    sheet.fill(band, accent.mid, name=f"interval:{row.label}")
    if data.mean is not None:
        x = scale.at(data.mean)
        sheet.rule([(x, y - 1.5, x, y + _BAR + 1.5)], MEAN, name="own mean")
    return y + _BAR + 4


def _style(column: Column, data: FirstFigure, y: float) -> float:
    y = column.head(data.words.style, y)
    for axis in data.axes:
        y = _axis(column, data, axis, y)
    return y


def _axis(column: Column, data: FirstFigure, axis: StyleDot, y: float) -> float:
    sheet, y = column.sheet, y + _NOTE * 1.3
    sheet.text(column.left, y - 3, axis.left, name="pole", size=_NOTE)
    sheet.text(column.right, y - 3, axis.right, name="pole", size=_NOTE, side="right")
    if axis.place is None:
        return column.note(data.words.missing, y) + 3
    scale = LinearScale(-100, 100, column.left + 5, column.right - 5)
    ground = shapes.rectangle(column.left, y, column.right, y + _STRIP)
    sheet.fill(ground, BANDS[1], name="panel")
    balance = (scale.at(-_BALANCE), y, scale.at(_BALANCE), y + _STRIP)
    sheet.fill(shapes.rectangle(*balance), BANDS[3], name="panel")
    centre = y + _STRIP / 2
    low, high = scale.at(axis.place.low), scale.at(axis.place.high)
    name = f"{axis.left} {axis.right}"
    sheet.rule([(low, centre, high, centre)], Pen(BLUE_MID, 2.4), name=f"interval:{name}")
    dot = Mark("circle", 4.4, BLUE)
    sheet.mark(dot, scale.at(axis.place.score), centre, name=f"point:{name}")
    return y + _STRIP + 4
