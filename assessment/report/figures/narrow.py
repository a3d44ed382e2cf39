"""Every figure once more for a screen of 360 pixels: a name and its value stand together.

The data are those of the wide drawing. Every scale is the same for everybody.
"""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from assessment.report.figures import (
    college_figure,
    first_view,
    importance_figure,
    narrow_timeline,
    trend_figure,
)
from assessment.report.figures.data import (
    CollegeLines,
    Competencies,
    CompetencyRow,
    FirstFigure,
    ImportanceBehaviour,
    MapValue,
    StyleAxes,
    StyleAxis,
    Timeline,
    Trend,
    ValueMapFigure,
)
from assessment.report.figures.legend import (
    MEAN,
    Entry,
    legend,
    mark_entry,
    upright_entry,
)
from assessment.report.figures.narrow_parts import (
    HEADING,
    HEAVY,
    MIDDLE,
    NOTE,
    OWN,
    PLAIN,
    POLES,
    SCALE,
    SMALL,
    STRIP,
    ZONES,
    Word,
    draw_panel,
    draw_place,
    explain_reading,
    name_bands,
    round_off,
    write_ends,
    write_lines,
    write_pair,
)
from assessment.report.figures.palette import (
    ACCENTS,
    INK,
    MUTED,
    Accent,
)
from assessment.report.figures.sheet import NARROW, Mark, Sheet


def competencies(data: Competencies) -> Figure:
    """Draw every competency with its number on one line and its place on the next."""
    sheet, y = Sheet(NARROW), 0.0
    for group in data.groups:
        y = write_lines(sheet, group.label, y, HEADING, "group")
        y = name_bands(sheet, data.bands, y)
        for row in group.rows:
            y = _competency(sheet, data, row, y)
        y = write_ends(sheet, SCALE, y) + 8
    return sheet.finish(legend(sheet, _competency_legend(data), 0, y) + 1)


def _competency(sheet: Sheet, data: Competencies, row: CompetencyRow, y: float) -> float:
    if row.reading is None:
        return write_pair(sheet, row.label, data.words.missing, y, value_as=NOTE) + 4
    number = f"{row.score_text} ({row.range_text})" if row.range_text else row.score_text
    y = write_pair(sheet, row.label, number, y)
    draw_panel(sheet, ((band.low, band.high) for band in data.bands), SCALE, y)
    if data.mean is not None:
        x = SCALE.at(data.mean)
        sheet.rule([(x, y, x, y + STRIP)], MEAN, name="own mean")
    draw_place(sheet, row.reading, SCALE, y, OWN, row.label)
    if row.previous is not None:
        mark = Mark("diamond", 3.9, INK, line=1.0)
        sheet.mark(mark, SCALE.at(row.previous), y + STRIP / 2, name=f"previous:{row.label}")
    return y + STRIP + 3


def _competency_legend(data: Competencies) -> list[Entry]:
    words = data.words
    entries = [*explain_reading(words.score, words.interval)]
    if data.mean is not None:
        entries.append(upright_entry(words.mean, MEAN))
    if any(row.previous is not None for group in data.groups for row in group.rows):
        entries.append(mark_entry(words.previous, Mark("diamond", 3.9, INK, line=1.0)))
    return entries


def style_axes(data: StyleAxes) -> Figure:
    """Draw every axis between the names of its poles, and switching below it where it is known."""
    sheet, y = Sheet(NARROW), 0.0
    for axis in data.axes:
        y = _axis(sheet, data, axis, y) + 12
    words = data.words
    return sheet.finish(legend(sheet, explain_reading(words.score, words.interval), 0, y) + 1)


def _axis(sheet: Sheet, data: StyleAxes, axis: StyleAxis, y: float) -> float:
    y = write_lines(sheet, axis.label, y, HEADING, "axis")
    y = write_pair(sheet, axis.left, axis.right, y, value_as=HEAVY, name_as=HEAVY)
    y = write_pair(sheet, axis.left_note, axis.right_note, y - 2, value_as=NOTE, name_as=NOTE)
    if axis.position is None:
        return write_lines(sheet, data.words.missing, y, NOTE, f"missing:{axis.label}")
    draw_panel(sheet, zip(ZONES, ZONES[1:], strict=False), POLES, y)
    draw_place(sheet, axis.position, POLES, y, OWN, axis.label)
    balance = data.words.balance
    sheet.text(MIDDLE, y + STRIP + 9, balance, name="zone", size=SMALL, color=MUTED,
               side="center")  # fmt: skip
    y += STRIP + 13
    if axis.switching is None:
        return y
    y = write_pair(
        sheet, data.words.switching, f"{round_off(axis.switching.score)}", y, value_as=PLAIN
    )
    draw_panel(sheet, [(0.0, 100.0)], SCALE, y)
    draw_place(sheet, axis.switching, SCALE, y, OWN, f"switching {axis.label}")
    ends = (data.words.switching_low, data.words.switching_high)
    return write_pair(sheet, *ends, y + STRIP, value_as=NOTE, name_as=NOTE)


def value_map(data: ValueMapFigure) -> Figure:
    """Draw the clusters under one another, and under each the values in their own order."""
    sheet, y = Sheet(NARROW), 0.0
    for row in data.rows:
        accent = ACCENTS[row.kind]
        heading = Word(13.0, "semibold", accent.strong)
        y = write_lines(sheet, row.label, y, heading, f"kind:{row.kind}")
        for cluster in row.clusters:
            y = _scored(sheet, data, MapValue(cluster.label, cluster.reading), y + 4, accent, HEAVY)
            for value in cluster.values:
                y = _scored(sheet, data, value, y, accent, PLAIN)
        y = write_ends(sheet, SCALE, y) + 10
    return sheet.finish(legend(sheet, _map_legend(data), 0, y) + 1)


def _scored(
    sheet: Sheet, data: ValueMapFigure, value: MapValue, y: float, accent: Accent, how: Word
) -> float:
    words = data.words
    signs = [words.priority] * value.priority + [words.leading] * value.leading
    if value.reading is None:
        y = write_pair(sheet, value.label, words.missing, y, name_as=how, value_as=NOTE)
    else:
        y = write_pair(sheet, value.label, f"{round_off(value.reading.score)}", y, name_as=how)
        draw_panel(sheet, [(0.0, 100.0)], SCALE, y, accent.tint)
        draw_place(sheet, value.reading, SCALE, y, accent, value.label)
        y += STRIP
    return write_lines(sheet, ", ".join(signs), y - 1, NOTE, f"sign:{value.label}") + 2


def _map_legend(data: ValueMapFigure) -> list[Entry]:
    return explain_reading(data.words.score, data.words.interval)


DRAWN_BY: dict[type, Callable[..., Figure]] = {
    Competencies: competencies,
    StyleAxes: style_axes,
    ValueMapFigure: value_map,
    ImportanceBehaviour: importance_figure.draw_narrow,
    FirstFigure: first_view.draw_narrow,
    Timeline: narrow_timeline.draw,
    Trend: trend_figure.draw_narrow,
    CollegeLines: college_figure.draw_narrow,
}
