"""The goals that have a date, on a line from the day the report is made."""

from collections.abc import Iterator

from assessment.phrases import long_date, short_date
from assessment.plan.model import Goal
from assessment.report.composition.material import Material
from assessment.report.composition.texts import listed
from assessment.report.figures import data
from assessment.report.model import Block, Figure, Heading, Table


def timeline(m: Material) -> Iterator[Block]:
    """Yield the figure when a goal has a date after today."""
    dated = [
        (number, goal)
        for number, goal in enumerate(m.plan.goals, start=1)
        if goal.by is not None and goal.by > m.made_on
    ]
    if dated:
        yield Heading(m.say("goals.timeline"))
        yield _figure(m, dated)


def _figure(m: Material, dated: list[tuple[int, Goal]]) -> Figure:
    words = data.TimelineWords(
        months=listed("dates.short_months"),
        start=m.say("goals.timeline_start"),
        due=m.say("goals.timeline_due"),
    )
    columns = ("goal", "start", "due")
    return Figure(
        id="tijdlijn",
        data=data.Timeline(tuple(_goal(m, number, goal) for number, goal in dated), words),
        alt=_alt(m, dated),
        caption=m.say("goals.timeline_caption"),
        table=Table(
            caption=m.say("goals.timeline_table_caption"),
            header=tuple(m.say(f"goals.timeline_table_{column}") for column in columns),
            rows=tuple(_row(m, number, goal) for number, goal in dated),
            widths=(0.5, 0.25, 0.25),
        ),
    )


def _label(m: Material, number: int, goal: Goal) -> str:
    return m.say("goals.timeline_label", number=number, name=m.name(goal.about))


def _goal(m: Material, number: int, goal: Goal) -> data.TimelineGoal:
    due = goal.by or m.made_on
    return data.TimelineGoal(
        _label(m, number, goal), m.made_on, due, short_date(m.made_on), short_date(due)
    )


def _row(m: Material, number: int, goal: Goal) -> tuple[str, str, str]:
    due = goal.by or m.made_on
    return _label(m, number, goal), short_date(m.made_on), short_date(due)


def _alt(m: Material, dated: list[tuple[int, Goal]]) -> str:
    told = [
        m.say(
            "goals.timeline_alt_goal",
            label=_label(m, number, goal),
            date=long_date(goal.by or m.made_on),
        )
        for number, goal in dated
    ]
    return m.say("goals.timeline_alt", start=long_date(m.made_on), goals="; ".join(told))
