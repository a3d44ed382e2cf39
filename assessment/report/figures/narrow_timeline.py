"""The goals of a plan for a narrow screen: each with its days under its own line."""

from __future__ import annotations

from matplotlib.figure import Figure

from assessment.report.figures.data import Timeline, TimelineGoal
from assessment.report.figures.legend import legend, mark_entry
from assessment.report.figures.lettering import wrap
from assessment.report.figures.palette import BLUE, BLUE_MID, MUTED, TRACK
from assessment.report.figures.sheet import NARROW, LinearScale, Mark, Pen, Sheet

_NAME, _SMALL = 11.0, 9.0
_END = 5.0
_DUE, _START = Mark("circle", 4.2, BLUE), Mark("circle", 3.4, BLUE, line=1.3)


def draw(data: Timeline) -> Figure:
    """Draw the goals under each other on one line of time, from the first day to the last."""
    first = min(min(goal.start, goal.due) for goal in data.goals).toordinal()
    last = max(goal.due for goal in data.goals).toordinal()
    scale = LinearScale(first, max(last, first + 1), _END, NARROW - _END)
    sheet, y = Sheet(NARROW), 0.0
    for number, goal in enumerate(data.goals, start=1):
        y = _goal(sheet, goal, scale, y, f"{number}") + 10
    entries = [mark_entry(data.words.start, _START), mark_entry(data.words.due, _DUE)]
    return sheet.finish(legend(sheet, entries, 0, y) + 1)


def _goal(sheet: Sheet, goal: TimelineGoal, scale: LinearScale, y: float, name: str) -> float:
    for line in wrap(goal.label, "regular", _NAME, NARROW, 2):
        y += _NAME * 1.3
        sheet.text(0, y - 0.3 * _NAME, line, name=f"goal:{name}", size=_NAME)
    middle = y + 8
    due = scale.at(goal.due.toordinal())
    start = min(scale.at(goal.start.toordinal()), due)
    sheet.rule([(scale.start, middle, scale.end, middle)], Pen(TRACK, 1.0), name="track")
    sheet.rule([(start, middle, due, middle)], Pen(BLUE_MID, 2.6), name=f"span:{name}")
    sheet.mark(_START, start, middle, name=f"start:{name}")
    sheet.mark(_DUE, due, middle, name=f"due:{name}")
    base = middle + 16
    sheet.text(0, base, goal.start_text, name="date", size=_SMALL, color=MUTED)
    sheet.text(NARROW, base, goal.due_text, name="date", size=_SMALL, color=MUTED, side="right")
    return base + 2
