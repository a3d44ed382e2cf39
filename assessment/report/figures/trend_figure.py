"""Scores at several moments: a small panel for each scale, with time from left to right."""

from __future__ import annotations

from datetime import date

from matplotlib.figure import Figure

from assessment.report.figures import shapes
from assessment.report.figures.data import Reading, Trend, TrendPanel
from assessment.report.figures.legend import legend, line_entry, mark_entry
from assessment.report.figures.lettering import shorten, wrap
from assessment.report.figures.palette import BANDS, BLUE, BLUE_MID, GRID, MUTED
from assessment.report.figures.sheet import NARROW, WIDTH, LinearScale, Mark, Pen, Sheet

_COLUMNS, _COLUMNS_NARROW = 4, 2
_BETWEEN = 14.0  # two panels beside each other
_NAME, _SMALL = 9.0, 8.0
_LINE = 11.5
_NAME_LINES = 2
_TICKS = 17.0  # room for the numbers of a scale
_HEIGHT = 84.0  # of the strip that the points stand on
_INSIDE = 9.0  # from the edge of the strip to the first and the last day
_EARLIER, _NEWEST = Mark("circle", 2.4, BLUE, line=1.2), Mark("circle", 2.8, BLUE)
_INTERVAL = Pen(BLUE_MID, 2.2)


def draw(data: Trend) -> Figure:
    """Draw the panels, four beside each other."""
    return _draw(data, Sheet(WIDTH), _COLUMNS)


def draw_narrow(data: Trend) -> Figure:
    """Draw the panels for a narrow screen, two beside each other."""
    return _draw(data, Sheet(NARROW), _COLUMNS_NARROW)


def _draw(data: Trend, sheet: Sheet, columns: int) -> Figure:
    width = (sheet.width - (columns - 1) * _BETWEEN) / columns
    y = 0.0
    for first in range(0, len(data.panels), columns):
        row = data.panels[first : first + columns]
        names = [wrap(panel.label, "semibold", _NAME, width, _NAME_LINES) for panel in row]
        top = y + max(map(len, names)) * _LINE
        ends = []
        for place, (panel, name) in enumerate(zip(row, names, strict=True)):
            left = place * (width + _BETWEEN)
            _write_name(sheet, name, left, top)
            ends.append(_panel(sheet, data, panel, left, top + 4, width))
        y = max(ends) + 12
    entries = [
        mark_entry(data.words.score, _EARLIER),
        mark_entry(data.words.newest, _NEWEST),
        line_entry(data.words.interval, _INTERVAL),
    ]
    return sheet.finish(legend(sheet, entries, 0, y) + 1)


def _write_name(sheet: Sheet, lines: tuple[str, ...], left: float, bottom: float) -> None:
    """Write the name of a panel so that its last line stands on ``bottom``."""
    for above, words in enumerate(reversed(lines)):
        base = bottom - above * _LINE
        sheet.text(left, base, words, name=f"label:{words}", size=_NAME, face="semibold")


def _panel(
    sheet: Sheet, data: Trend, panel: TrendPanel, left: float, top: float, width: float
) -> float:
    """Draw one panel from its left upper corner, under its name; return the y under it."""
    if panel.above:
        top = _end(sheet, panel.above, left, top, width)
    bottom = top + _HEIGHT
    start, end = left + (0 if panel.above else _TICKS), left + width
    scale = LinearScale(data.low, data.high, bottom - 4, top + 4)
    sheet.fill(shapes.rectangle(start, top, end, bottom), BANDS[1], name="panel")
    _ticks(sheet, data, scale, left, start, end, numbered=not panel.above)
    _readings(sheet, data, panel, scale, start, end)
    bottom += 10
    if panel.below:
        bottom = _end(sheet, panel.below, left, bottom - 10, width) + 10
    _small(sheet, data.first_day, start, bottom)
    sheet.text(end, bottom, data.last_day, name="day", size=_SMALL, color=MUTED, side="right")
    return bottom + 2


def _end(sheet: Sheet, words: str, left: float, y: float, width: float) -> float:
    _small(sheet, shorten(words, "regular", _SMALL, width), left, y + _SMALL)
    return y + _SMALL + 4


def _ticks(
    sheet: Sheet, data: Trend, scale: LinearScale, left: float, start: float, end: float, *,
    numbered: bool,
) -> None:  # fmt: skip
    for number in (data.low, (data.low + data.high) / 2, data.high):
        height = scale.at(number)
        sheet.rule([(start, height, end, height)], Pen(GRID, 0.8), name="grid")
        if numbered:
            sheet.text(start - 4, height, f"{number:.0f}", name="tick", size=_SMALL, color=MUTED,
                       side="right", middle=True)  # fmt: skip


def _readings(
    sheet: Sheet, data: Trend, panel: TrendPanel, scale: LinearScale, start: float, end: float
) -> None:
    known = [place for place, reading in enumerate(panel.readings) if reading is not None]
    if not known:
        middle = (scale.start + scale.end) / 2
        words = shorten(data.words.missing, "regular", _SMALL, end - start - 6)
        sheet.text(start + 3, middle, words, name="missing", size=_SMALL, color=MUTED, middle=True)
    across = _across(data.days, start + _INSIDE, end - _INSIDE)
    for place in known:
        reading = panel.readings[place]
        if isinstance(reading, Reading):
            x = across.at(data.days[place].toordinal())
            ends = [(x, scale.at(reading.low), x, scale.at(reading.high))]
            sheet.rule(ends, _INTERVAL, name=f"interval:{panel.label} {place}")
            mark = _NEWEST if place == len(data.days) - 1 else _EARLIER
            sheet.mark(mark, x, scale.at(reading.score), name=f"point:{panel.label} {place}")


def _across(days: tuple[date, ...], start: float, end: float) -> LinearScale:
    first, last = days[0].toordinal(), days[-1].toordinal()
    return LinearScale(first, max(last, first + 1), start, end)


def _small(sheet: Sheet, words: str, x: float, y: float) -> None:
    sheet.text(x, y, words, name="day", size=_SMALL, color=MUTED)
