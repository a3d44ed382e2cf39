"""Competencies per speelveld: a point with its interval on a scale of 0 to 100, bands behind."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from assessment.report.figures import shapes
from assessment.report.figures.data import Band, Competencies, CompetencyGroup, CompetencyRow
from assessment.report.figures.legend import (
    MEAN,
    Entry,
    legend,
    line_entry,
    mark_entry,
    upright_entry,
)
from assessment.report.figures.lettering import width, wrap
from assessment.report.figures.palette import BANDS, BLUE, BLUE_MID, GRID, INK, MUTED, WHITE
from assessment.report.figures.sheet import WIDTH, LinearScale, Mark, Pen, Sheet

_RIGHT = WIDTH - 1  # letters may stand out a little
_LABEL = 9.0
_LABEL_LINE = 10.5
_LABEL_ROOM = 132.0
_ROW = 16.0
_HEADING = 14.0
_BETWEEN = 21.0
_PAD = 3.0
_SMALL = 8.0
_POINT = Mark("circle", 3.6, BLUE)
_PREVIOUS = Mark("diamond", 3.7, INK, line=0.9)
_INTERVAL = Pen(BLUE_MID, 2.4)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The scale, where scores end, the bands, the words for a gap, group names or not, the mean."""

    scale: LinearScale
    scores_end: float
    bands: tuple[Band, ...]
    missing: str
    headed: bool
    mean: float | None


def draw(data: Competencies) -> Figure:
    """Draw the groups under each other on one scale."""
    sheet = Sheet()
    plan = _plan(data)
    y = _band_names(sheet, plan)
    for i, group in enumerate(data.groups):
        y = _group(sheet, plan, group, y + (_BETWEEN if i else 0))
    y = _tick_labels(sheet, plan, y)
    return sheet.finish(legend(sheet, _legend(data), plan.scale.start, y + 4) + 1)


def _rows(data: Competencies) -> list[CompetencyRow]:
    return [row for group in data.groups for row in group.rows]


def _plan(data: Competencies) -> _Plan:
    """Give the texts on the right the room they need, and the scale the rest."""
    rows = _rows(data)
    scores = max((width(row.score_text, "semibold", _LABEL) for row in rows), default=0.0)
    ranges = max((width(row.range_text, "regular", _SMALL) for row in rows), default=0.0)
    scores_end = _RIGHT - (ranges + 8 if ranges else 0)
    scale = LinearScale(0, 100, _LABEL_ROOM + 10, scores_end - (scores + 9 if scores else 7))
    headed = bool(data.groups and data.groups[0].label)
    return _Plan(scale, scores_end, data.bands, data.words.missing, headed, data.mean)


def _band_names(sheet: Sheet, plan: _Plan) -> float:
    columns = []
    for band in plan.bands:
        left, right = plan.scale.at(band.low), plan.scale.at(band.high)
        lines = wrap(band.label, "regular", _SMALL, right - left - 2, 2)
        columns.append(((left + right) / 2, lines))
    bottom = max((len(lines) for _, lines in columns), default=0) * 9.5
    bottom = max(bottom, _HEADING) if plan.headed else bottom
    for x, lines in columns:
        for i, line in enumerate(reversed(lines)):
            y = bottom - 4 - i * 9.5
            sheet.text(x, y, line, name="band", size=_SMALL, color=MUTED, side="center")
    return bottom


def _group(sheet: Sheet, plan: _Plan, group: CompetencyGroup, start: float) -> float:
    sheet.text(0, start - 4, group.label, name="group", size=10, face="semibold", color=BLUE)
    heights = [_height(row) for row in group.rows]
    end = start + sum(heights) + 2 * _PAD
    _backdrop(sheet, plan, start, end)
    y = start + _PAD
    for row, height in zip(group.rows, heights, strict=True):
        _row(sheet, plan, row, y + height / 2)
        y += height
    return end


def _label_lines(row: CompetencyRow) -> tuple[str, ...]:
    return wrap(row.label, "regular", _LABEL, _LABEL_ROOM, 2)


def _height(row: CompetencyRow) -> float:
    return _ROW + _LABEL_LINE * (len(_label_lines(row)) - 1)


def _backdrop(sheet: Sheet, plan: _Plan, top: float, bottom: float) -> None:
    for i, band in enumerate(plan.bands):
        left, right = plan.scale.at(band.low), plan.scale.at(band.high)
        color = BANDS[min(i, len(BANDS) - 1)]
        sheet.fill(shapes.rectangle(left, top, right, bottom), color, name=f"backdrop:{band.label}")
    ticks = [plan.scale.at(number) for number in _ticks(plan)]
    pen = Pen(WHITE if plan.bands else GRID, 0.8)
    sheet.rule([(x, top, x, bottom) for x in ticks], pen, name="grid")
    if plan.mean is not None:
        x = plan.scale.at(plan.mean)
        sheet.rule([(x, top, x, bottom)], MEAN, name="own mean")


def _ticks(plan: _Plan) -> list[float]:
    edges = {0.0, 100.0} | {band.low for band in plan.bands} | {band.high for band in plan.bands}
    return sorted(edges) if plan.bands else [0.0, 25.0, 50.0, 75.0, 100.0]


def _row(sheet: Sheet, plan: _Plan, row: CompetencyRow, y: float) -> None:
    lines = _label_lines(row)
    for i, line in enumerate(lines):
        base = y + (i - (len(lines) - 1) / 2) * _LABEL_LINE
        sheet.text(0, base, line, name=f"label:{row.label}", size=_LABEL, middle=True)
    if row.reading is None:
        x = plan.scale.start + 6
        name = f"missing:{row.label}"
        sheet.text(x, y, plan.missing, name=name, size=8.5, face="italic", color=MUTED, middle=True)
        return
    _reading(sheet, plan, row, y)


def _reading(sheet: Sheet, plan: _Plan, row: CompetencyRow, y: float) -> None:
    reading, at = row.reading, plan.scale.at
    assert reading is not None
    ends = [(at(reading.low), y, at(reading.high), y)]
    sheet.rule(ends, _INTERVAL, name=f"interval:{row.label}")
    if row.previous is not None:
        sheet.mark(_PREVIOUS, at(row.previous), y, name=f"previous:{row.label}")
    sheet.mark(_POINT, at(reading.score), y, name=f"point:{row.label}")
    _texts(sheet, plan, row, y)


def _texts(sheet: Sheet, plan: _Plan, row: CompetencyRow, y: float) -> None:
    sheet.text(
        plan.scores_end,
        y,
        row.score_text,
        name=f"score:{row.label}",
        size=_LABEL,
        face="semibold",
        side="right",
        middle=True,
    )
    sheet.text(
        _RIGHT,
        y,
        row.range_text,
        name=f"range:{row.label}",
        size=_SMALL,
        color=MUTED,
        side="right",
        middle=True,
    )


def _tick_labels(sheet: Sheet, plan: _Plan, top: float) -> float:
    after = float("-inf")
    for number in _ticks(plan):
        x, words = plan.scale.at(number), f"{number:g}"
        half = width(words, "regular", _SMALL) / 2
        if x - half > after:
            sheet.text(x, top + 10, words, name="tick", size=_SMALL, color=MUTED, side="center")
            after = x + half + 4
    return top + 13


def _legend(data: Competencies) -> list[Entry]:
    words = data.words
    entries = [mark_entry(words.score, _POINT), line_entry(words.interval, _INTERVAL)]
    if data.mean is not None:
        entries.append(upright_entry(words.mean, MEAN))
    if any(row.previous is not None and row.reading is not None for row in _rows(data)):
        entries.append(mark_entry(words.previous, _PREVIOUS))
    return entries
