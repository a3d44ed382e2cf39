"""The goals of a plan on a calm time line, from their start to the day they are due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.figure import Figure

from assessment.report.figures.data import Timeline, TimelineGoal
from assessment.report.figures.legend import Entry, legend, mark_entry
from assessment.report.figures.lettering import clean, width, wrap
from assessment.report.figures.palette import BLUE, BLUE_MID, GRID, MUTED, TRACK
from assessment.report.figures.sheet import WIDTH, LinearScale, Mark, Pen, Sheet

_ROOM = 138.0  # for the names of the goals
_LEFT = _ROOM + 16
_RIGHT = WIDTH - 5
_HEADER = 30.0
_ROW = 36.0
_LINE = 11.0
_LABEL = 9.0
_SMALL = 8.0
_RADIUS = 3.8
_DUE = Mark("circle", _RADIUS, BLUE)
_START = Mark("circle", 3.0, BLUE, line=1.2)
_MONTH_ROOM = 21.0  # least distance between two month names
_STEPS = (1, 2, 3, 6, 12)
_MOST_MONTHS = 12 * 12  # a goal that is due later stands at the end of the line


@dataclass(frozen=True, slots=True)
class _Month:
    """A month, counted from the year 0."""

    count: int

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.count // 12, self.count % 12 + 1, 1)


def draw(data: Timeline) -> Figure:
    """Draw the goals under each other; a goal that is due before its start has no length."""
    sheet = Sheet()
    months = _months(data.goals)
    scale = _scale(months)
    _calendar(sheet, months, scale, data.words.months, len(data.goals))
    bottom = _HEADER + len(data.goals) * _ROW
    for i, goal in enumerate(data.goals):
        top = _HEADER + i * _ROW
        sheet.rule([(0, top, WIDTH, top)], Pen(TRACK if i == 0 else GRID, 0.7), name="row")
        _goal(sheet, goal, scale, top + _ROW / 2, f"{i + 1}")
    return sheet.finish(legend(sheet, _legend(data), _LEFT - _RADIUS, bottom + 6) + 1)


def _months(goals: Sequence[TimelineGoal]) -> list[_Month]:
    """Return the months from the first start up to and including the one after the last day."""
    first = min(min(goal.start, goal.due) for goal in goals)
    last = max(goal.due for goal in goals)
    after = min(_count(last) + 2, _count(first) + _MOST_MONTHS, _count(date.max))
    return [_Month(n) for n in range(_count(first), after)]


def _count(day: date) -> int:
    return day.year * 12 + day.month - 1


def _scale(months: list[_Month]) -> LinearScale:
    first, last = months[0].first_day, months[-1].first_day
    return LinearScale(first.toordinal(), last.toordinal(), _LEFT, _RIGHT)


def _calendar(
    sheet: Sheet, months: list[_Month], scale: LinearScale, names: Sequence[str], count: int
) -> None:
    step = _step(len(months) - 1)
    ticks = [month for month in months if month.count % step == 0]
    places = [scale.at(month.first_day.toordinal()) for month in ticks]
    rows = [_HEADER + i * _ROW for i in range(count)]
    # The lines stop above the dates, which stay easy to read.
    lines = [(x, top, x, top + 0.55 * _ROW) for x in places for top in rows]
    sheet.rule(lines, Pen(GRID, 0.7), name="month lines")
    for month, x in zip(ticks, places, strict=True):
        if x + _MONTH_ROOM <= WIDTH:
            _small(sheet, names[month.count % 12], x, _HEADER - 5, name="month")
    _years(sheet, months, scale)


def _step(count: int) -> int:
    for step in _STEPS:
        if (_RIGHT - _LEFT) / count * step >= _MONTH_ROOM:
            return step
    return _STEPS[-1]


def _years(sheet: Sheet, months: list[_Month], scale: LinearScale) -> None:
    """Name each year at its January, and the first at the left end where that leaves room."""
    places = [
        (scale.at(month.first_day.toordinal()), month.first_day.year)
        for month in months[:-1]
        if month.count % 12 == 0
    ]
    room = width("0000", "regular", _SMALL) + 4
    if not places or places[0][0] - _LEFT >= room:
        places.insert(0, (_LEFT, months[0].first_day.year))
    after = _LEFT
    for x, year in places:
        if x >= after and x + room - 4 <= WIDTH:
            _small(sheet, f"{year}", x, _HEADER - 16, name="year")
            after = x + room


def _goal(sheet: Sheet, goal: TimelineGoal, scale: LinearScale, y: float, name: str) -> None:
    lines = wrap(goal.label, "regular", _LABEL, _ROOM, 2)
    for i, words in enumerate(lines):
        base = y + (i - (len(lines) - 1) / 2) * _LINE
        sheet.text(0, base, words, name=f"goal:{name}", size=_LABEL, middle=True)
    due = scale.at(goal.due.toordinal())
    start = min(scale.at(goal.start.toordinal()), due)
    line = y - 4
    sheet.rule([(start, line, due, line)], Pen(BLUE_MID, 2.4), name=f"span:{name}")
    sheet.mark(_START, start, line, name=f"start:{name}")
    sheet.mark(_DUE, due, line, name=f"due:{name}")
    _dates(sheet, goal, start, due, y + 12)


def _dates(sheet: Sheet, goal: TimelineGoal, start: float, due: float, y: float) -> None:
    """Write the dates under the ends; where there is room for one only, the day it is due."""
    first, last = (_width(words) for words in (goal.start_text, goal.due_text))
    left = max(_LEFT - _RADIUS, due + _RADIUS - last)
    if start - _RADIUS + first + 8 <= left:
        _small(sheet, goal.start_text, start - _RADIUS, y, name="date")
    _small(sheet, goal.due_text, left, y, name="date")


def _width(words: str) -> float:
    return width(clean(words), "regular", _SMALL)


def _small(sheet: Sheet, words: str, x: float, y: float, *, name: str) -> None:
    sheet.text(x, y, words, name=name, size=_SMALL, color=MUTED)


def _legend(data: Timeline) -> list[Entry]:
    return [
        mark_entry(data.words.start, _START),
        mark_entry(data.words.due, _DUE),
    ]
