"""The parts of a drawing for a narrow screen: words on lines, strips, and places on a scale."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from assessment.report.figures import shapes
from assessment.report.figures.data import Band, Reading
from assessment.report.figures.legend import Entry, line_entry, mark_entry
from assessment.report.figures.lettering import Face, shorten, width, wrap
from assessment.report.figures.palette import BANDS, BLUE, BLUE_MID, INK, MUTED, Accent
from assessment.report.figures.sheet import NARROW, LinearScale, Mark, Pen, Sheet, Side

NAME, SMALL = 11.0, 9.0
END = 5.0  # room for a mark at the end of a scale
SCALE = LinearScale(0, 100, END, NARROW - END)
POLES = LinearScale(-100, 100, END, NARROW - END)
MIDDLE = NARROW / 2
ZONES = (-100.0, -50.0, -20.0, 20.0, 50.0, 100.0)
OWN = Accent(BLUE, BLUE_MID, BANDS[1], "circle")
LINE, STRIP = 14.0, 17.0
INTERVAL = 2.6
RADIUS = 4.2


@dataclass(frozen=True, slots=True)
class Word:
    """How a word is written."""

    size: float = NAME
    face: Face = "regular"
    color: str = INK


PLAIN, HEAVY = Word(), Word(face="semibold")
HEADING = Word(12.0, "semibold", BLUE)
NOTE = Word(SMALL, color=MUTED)


def write_lines(sheet: Sheet, words: str, y: float, how: Word, name: str) -> float:
    """Write words from the left on as many lines as they need; return the y under them."""
    for line in wrap(words, how.face, how.size, NARROW, 3):
        y += how.size * 1.3
        sheet.text(0, y - 0.3 * how.size, line, name=name, size=how.size, face=how.face,
                   color=how.color)  # fmt: skip
    return y


def write_pair(
    sheet: Sheet,
    name: str,
    value: str,
    y: float,
    *,
    name_as: Word = PLAIN,
    value_as: Word = HEAVY,
) -> float:
    """Write a name, on two lines if it is long, and its value at the end of the last."""
    taken = width(value, value_as.face, value_as.size)
    y = max(write_beside(sheet, name, y, name_as, NARROW - taken - 8), y + value_as.size * 1.3)
    sheet.text(NARROW, y - 0.3 * value_as.size, value, name=f"value:{name}", size=value_as.size,
               face=value_as.face, color=value_as.color, side="right")  # fmt: skip
    return y


def write_beside(sheet: Sheet, name: str, y: float, how: Word, room: float) -> float:
    """Write a name on at most two lines that leave room beside it; return the y under them."""
    for line in wrap(name, how.face, how.size, room, 2):
        y += how.size * 1.3
        sheet.text(0, y - 0.3 * how.size, line, name=f"label:{name}", size=how.size,
                   face=how.face, color=how.color)  # fmt: skip
    return y


def name_bands(sheet: Sheet, bands: Iterable[Band], y: float) -> float:
    """Name the bands above their part of the scale, each on a line of its own if they are wide."""
    named = list(bands)
    for band in named:
        left, right = SCALE.at(band.low), SCALE.at(band.high)
        words = shorten(band.label, "regular", SMALL, right - left - 2)
        sheet.text((left + right) / 2, y + 11, words, name="band", size=SMALL, color=MUTED,
                   side="center")  # fmt: skip
    return y + (LINE if named else 0.0)


def draw_panel(
    sheet: Sheet, parts: Iterable[tuple[float, float]], scale: LinearScale, y: float, tint: str = ""
) -> None:
    """Draw the strip under a scale, in parts with a low and a high end, tinted in turns."""
    for i, (low, high) in enumerate(parts):
        left = scale.at(low) - (END if low == scale.first else 0)
        right = scale.at(high) + (END if high == scale.last else 0)
        color = tint or BANDS[i % 2 + 1]
        sheet.fill(shapes.rectangle(left, y, right, y + STRIP), color, name="panel")


def draw_place(
    sheet: Sheet, reading: Reading, scale: LinearScale, y: float, accent: Accent, label: str
) -> None:
    """Draw an interval and a point on the strip that begins at ``y``."""
    middle = y + STRIP / 2
    ends = [(scale.at(reading.low), middle, scale.at(reading.high), middle)]
    sheet.rule(ends, Pen(accent.mid, INTERVAL), name=f"interval:{label}")
    mark = Mark(accent.shape, RADIUS, accent.strong)
    sheet.mark(mark, scale.at(reading.score), middle, name=f"point:{label}")


def write_ends(sheet: Sheet, scale: LinearScale, y: float) -> float:
    """Write 0, 50 and 100 under a scale; return the y under them."""
    ends: tuple[tuple[int, float, Side], ...] = (
        (0, 0.0, "left"), (50, scale.at(50), "center"), (100, NARROW, "right")
    )  # fmt: skip
    for number, x, side in ends:
        sheet.text(x, y + 9, f"{number}", name="tick", size=SMALL, color=MUTED, side=side)
    return y + 12


def explain_reading(score: str, interval: str) -> list[Entry]:
    """Return what a legend says of a point and its interval."""
    return [
        mark_entry(score, Mark("circle", RADIUS, BLUE)),
        line_entry(interval, Pen(BLUE_MID, INTERVAL)),
    ]


def round_off(number: float) -> int:
    """Return a score as a whole number, halves upwards."""
    return math.floor(number + 0.5)
