"""The key under a figure: each mark with its meaning, over as many lines as it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assessment.report.figures.lettering import clean, shorten, width
from assessment.report.figures.palette import INK, MUTED
from assessment.report.figures.shapes import reach
from assessment.report.figures.sheet import Mark, Pen, Sheet

SIZE = 8.0
LINE = 12.0
_GAP = 5.0
_BETWEEN = 16.0


MEAN = Pen(INK, 0.9, (2.2, 1.8))  # the own mean, across the scale


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning; `draw` puts the sample at a left end and a centre line."""

    words: str
    room: float
    draw: Callable[[Sheet, float, float], None]


def legend(sheet: Sheet, entries: list[Entry], left: float, top: float) -> float:
    """Draw the entries and return the y under them."""
    x, y = left, top + LINE / 2
    for entry in entries:
        words = shorten(clean(entry.words), "regular", SIZE, sheet.width - left - entry.room - _GAP)
        taken = entry.room + _GAP + width(words, "regular", SIZE)
        if x > left and x + taken > sheet.width:
            x, y = left, y + LINE
        entry.draw(sheet, x, y)
        sheet.text(
            x + entry.room + _GAP,
            y,
            words,
            name="legend",
            size=SIZE,
            color=MUTED,
            middle=True,
        )
        x += taken + _BETWEEN
    return y + LINE / 2


def mark_entry(words: str, mark: Mark) -> Entry:
    """Explain a mark."""
    half = mark.radius * reach(mark.shape) + mark.line / 2
    return Entry(words, 2 * half, lambda sheet, x, y: sheet.mark(mark, x + half, y, name="sample"))


def upright_entry(words: str, pen: Pen) -> Entry:
    """Explain an upright line."""
    half = LINE / 2 - 2
    return Entry(
        words,
        2.0,
        lambda sheet, x, y: sheet.rule([(x + 1, y - half, x + 1, y + half)], pen, name="sample"),
    )


def line_entry(words: str, pen: Pen, length: float = 20.0) -> Entry:
    """Explain a line."""
    return Entry(
        words,
        length,
        lambda sheet, x, y: sheet.rule([(x, y, x + length, y)], pen, name="sample"),
    )
