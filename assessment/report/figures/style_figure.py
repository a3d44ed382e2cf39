"""Bestuursstijl: three axes between two poles; where it can be said, how easily one switches."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from assessment.report.figures import shapes
from assessment.report.figures.data import Reading, StyleAxes, StyleAxis, StyleWords
from assessment.report.figures.legend import Entry, legend, line_entry, mark_entry
from assessment.report.figures.lettering import Face, width, wrap
from assessment.report.figures.palette import (
    BANDS,
    BLUE,
    BLUE_MID,
    INK,
    MUTED,
    NEUTRAL_MID,
    TRACK,
    WHITE,
)
from assessment.report.figures.sheet import WIDTH, LinearScale, Mark, Pen, Sheet, Side

_SIDE = 116.0  # room for the names of the poles
_BEYOND = 6.0  # the panel is wider than its scale, so that marks at the ends stay on it
_GAP = 8.0
_POSITION = LinearScale(-100, 100, _SIDE + _BEYOND, WIDTH - _SIDE - _BEYOND)
_SWITCHING_LENGTH = 120.0
_BALANCE = 20
_CLEAR = 50
_SMALL = 8.0
_LINE = 10.5
_HEADING = 17.0
_PANEL = 28.0
_SWITCHING_DOWN = 12.0
_BLOCK = 82.0
_BLOCK_ALONE = 66.0  # of an axis of which nothing is said about switching


@dataclass(frozen=True, slots=True)
class _Look:
    """How a reading is drawn, and the name its parts carry."""

    mark: Mark
    pen: Pen
    name: str


_PLACE = _Look(Mark("circle", 4.2, BLUE), Pen(BLUE_MID, 2.6), "")
_TURN = _Look(Mark("square", 2.9, MUTED), Pen(NEUTRAL_MID, 1.8), "switching ")


def draw(data: StyleAxes) -> Figure:
    """Draw the axes under each other with the names of the zones on top."""
    sheet = Sheet()
    top = _zone_names(sheet, data.words)
    for axis in data.axes:
        _axis(sheet, axis, data.words, top)
        top += _BLOCK if axis.switching else _BLOCK_ALONE
    return sheet.finish(legend(sheet, _legend(data), _SIDE, top - 8) + 1)


def _zones(words: StyleWords) -> list[tuple[str, float, float, str]]:
    """Return name, left, right and colour of the zones from pole to pole."""
    edges = [-100, -_CLEAR, -_BALANCE, _BALANCE, _CLEAR, 100]
    names = [words.clear, words.slight, words.balance, words.slight, words.clear]
    colors = [BANDS[0], BANDS[1], BANDS[2], BANDS[1], BANDS[0]]
    places = [_POSITION.at(edge) for edge in edges]
    places[0] -= _BEYOND
    places[-1] += _BEYOND
    return list(zip(names, places, places[1:], colors, strict=False))


def _zone_names(sheet: Sheet, words: StyleWords) -> float:
    columns = [
        ((left + right) / 2, wrap(name, "regular", _SMALL, right - left - 2, 2))
        for name, left, right, _ in _zones(words)
    ]
    bottom = 2 + 9.5 * max(len(lines) for _, lines in columns)
    for x, lines in columns:
        for i, line in enumerate(lines):
            y = bottom - 9.5 * (len(lines) - 1 - i) - 2
            sheet.text(x, y, line, name="zone", size=_SMALL, color=MUTED, side="center")
    return bottom


def _axis(sheet: Sheet, axis: StyleAxis, words: StyleWords, top: float) -> None:
    sheet.text(0, top + 11, axis.label, name="axis", size=9.5, face="semibold", color=BLUE)
    panel = top + _HEADING
    y = panel + _PANEL / 2
    _panel(sheet, words, panel)
    _pole(sheet, (axis.left, axis.left_note), _SIDE - _GAP, y, side="right")
    _pole(sheet, (axis.right, axis.right_note), WIDTH - _SIDE + _GAP, y, side="left")
    if axis.position is None:
        name = f"missing:{axis.label}"
        _missing(sheet, words, _POSITION.at(0), y, side="center", name=name)
    else:
        _reading(sheet, axis.position, _POSITION, y, look=_PLACE, label=axis.label)
    _switching(sheet, axis, words, panel + _PANEL + _SWITCHING_DOWN)


def _panel(sheet: Sheet, words: StyleWords, top: float) -> None:
    for _, left, right, color in _zones(words):
        sheet.fill(shapes.rectangle(left, top, right, top + _PANEL), color, name="panel")
    for name, number in (("left end", -100), ("centre", 0), ("right end", 100)):
        x = _POSITION.at(number)
        pen = Pen(WHITE if number == 0 else TRACK, 1.0)
        sheet.rule([(x, top, x, top + _PANEL)], pen, name=name)


def _pole(sheet: Sheet, names: tuple[str, str], x: float, y: float, *, side: Side) -> None:
    (label, note), room = names, _SIDE - _GAP
    lines: list[tuple[str, Face, float, str]] = [
        (line, "semibold", 9.5, INK) for line in wrap(label, "semibold", 9.5, room, 2)
    ]
    lines += [(line, "regular", _SMALL, MUTED) for line in wrap(note, "regular", _SMALL, room, 1)]
    for i, (line, face, size, color) in enumerate(lines):
        sheet.text(
            x,
            y + (i - (len(lines) - 1) / 2) * _LINE,
            line,
            name="pole",
            size=size,
            face=face,
            color=color,
            side=side,
            middle=True,
        )


def _reading(
    sheet: Sheet, reading: Reading, scale: LinearScale, y: float, *, look: _Look, label: str
) -> None:
    ends = [(scale.at(reading.low), y, scale.at(reading.high), y)]
    sheet.rule(ends, look.pen, name=f"{look.name}interval:{label}")
    x = scale.at(reading.score)
    sheet.mark(look.mark, x, y, name=f"{look.name}point:{label}")


def _missing(sheet: Sheet, words: StyleWords, x: float, y: float, *, side: Side, name: str) -> None:
    sheet.text(
        x, y, words.missing, name=name, size=8.5, face="italic", color=MUTED, side=side, middle=True
    )


def _switching(sheet: Sheet, axis: StyleAxis, words: StyleWords, y: float) -> None:
    start = _SIDE + width(words.switching_low, "regular", _SMALL) + 7
    scale = LinearScale(0, 100, start, start + _SWITCHING_LENGTH)
    if axis.switching is None:
        return
    _note(sheet, words.switching, _SIDE - _GAP, y, side="right")
    _note(sheet, words.switching_low, _SIDE, y)
    _note(sheet, words.switching_high, scale.end + 7, y)
    track = [(scale.start, y, scale.end, y)]
    track += [(x, y - 3, x, y + 3) for x in (scale.start, scale.end)]
    sheet.rule(track, Pen(TRACK, 0.8), name="switching track")
    _reading(sheet, axis.switching, scale, y, look=_TURN, label=axis.label)


def _note(sheet: Sheet, words: str, x: float, y: float, *, side: Side = "left") -> None:
    sheet.text(x, y, words, name="switching", size=_SMALL, color=MUTED, side=side, middle=True)


def _legend(data: StyleAxes) -> list[Entry]:
    words = data.words
    entries = [
        mark_entry(words.score, Mark("circle", 3.6, BLUE)),
        line_entry(words.interval, _PLACE.pen),
    ]
    if any(axis.switching for axis in data.axes):
        entries.append(mark_entry(words.switching, _TURN.mark))
    return entries
