"""The goals that have a date, on a line from the day the report is made."""

from collections.abc import Iterator

from assessment.phrases import long_date, short_date
from assessment.plan.model import Goal
from assessment.report.composition.material import Material
from assessment.report.composition.texts import listed
from assessment.report.figures import data
from assessment.report.model import Block, Figure, Heading, Table


def timeline(material: Material) -> Iterator[Block]:
    """Yield the figure when a goal has a date after today."""
    dated = [
        (number, goal)
        for number, goal in enumerate(material.plan.goals, start=1)
        if goal.by is not None and goal.by > material.made_on
    ]
    if dated:
        yield Heading(material.say("goals.timeline"))
        yield _figure(material, dated)


def _figure(material: Material, dated: list[tuple[int, Goal]]) -> Figure:
    words = data.TimelineWords(
        months=listed("dates.short_months"),
        start=material.say("goals.timeline_start"),
        due=material.say("goals.timeline_due"),
    )
    columns = ("goal", "start", "due")
    return Figure(
        id="tijdlijn",
        data=data.Timeline(tuple(_goal(material, number, goal) for number, goal in dated), words),
        alt=_alt(material, dated),
        caption=material.say("goals.timeline_caption"),
        table=Table(
            caption=material.say("goals.timeline_table_caption"),
            header=tuple(material.say(f"goals.timeline_table_{column}") for column in columns),
            rows=tuple(_row(material, number, goal) for number, goal in dated),
            widths=(0.5, 0.25, 0.25),
        ),
    )


def _label(material: Material, number: int, goal: Goal) -> str:
    return material.say("goals.timeline_label", number=number, name=material.name(goal.about))


def _goal(material: Material, number: int, goal: Goal) -> data.TimelineGoal:
    due = goal.by or material.made_on
    return data.TimelineGoal(
        _label(material, number, goal),
        material.made_on,
        due,
        short_date(material.made_on),
        short_date(due),
    )


def _row(material: Material, number: int, goal: Goal) -> tuple[str, str, str]:
    due = goal.by or material.made_on
    return _label(material, number, goal), short_date(material.made_on), short_date(due)


def _alt(material: Material, dated: list[tuple[int, Goal]]) -> str:
    phrases = [
        material.say(
            "goals.timeline_alt_goal",
            label=_label(material, number, goal),
            date=long_date(goal.by or material.made_on),
        )
        for number, goal in dated
    ]
    return material.say(
        "goals.timeline_alt" if len(dated) > 1 else "goals.timeline_alt_one",
        start=long_date(material.made_on),
        last=long_date(max(goal.by or material.made_on for _, goal in dated)),
        goals="; ".join(phrases),
    )
