"""In één oogopslag: the essential of all chapters on one page, in words.

A name beside a number is what travels when a plan leaks, so scores stand in the chapters, where
their interval and their meaning stand beside them.
"""

from collections.abc import Iterator

from assessment.phrases import (
    joined,
    long_date,
    lower_first,
    quoted,
    shortened,
    upper_first,
)
from assessment.plan.model import Goal
from assessment.report.composition import change, claims
from assessment.report.composition.material import Material
from assessment.report.composition.style_figure import claim_words
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, Start
from values import SURE

_AIM_LENGTH = 160  # characters of a goal, so that the essentials stay on one page
_FOREMOST = 5  # values named as coming first


def glance(material: Material) -> Section:
    """Return the page that says the essential: strengths first, then room, style, values, goals."""
    blocks = [
        Paragraph(f"{_lead(material)} {material.say('glance.meaning')}", "lead"),
        *_changed(material),
        *_most(material),
        *_attention(material),
        *_style(material),
        *_importance(material),
        *_goals(material),
    ]
    return material.section("oogopslag", blocks, Start.PAGE)


def _lead(material: Material) -> str:
    if not material.has_scores:
        return material.say("glance.lead_alike" if material.answers_alike else "glance.lead_none")
    above, _ = material.standing_out
    return material.say("glance.lead" if above else "glance.lead_flat")


def _changed(material: Material) -> Iterator[Block]:
    """Yield one sentence, only when something certainly changed since last time."""
    changed = change.with_verdict(material, SURE)
    if material.comparison is None or not changed:
        return
    when = {
        "date": long_date(change.day(material.comparison.taken_at)),
        "chapter": material.title("verandering"),
    }
    if len(changed) > claims.AT_MOST:
        yield Paragraph(material.say("glance.changed_many", count=len(changed), **when))
    else:
        names = joined([_moved(material, competency) for competency in changed])
        yield Paragraph(material.say("glance.changed", names=names, **when))


def _moved(material: Material, competency: str) -> str:
    moved = material.change(competency)
    assert moved is not None
    name, direction = quoted([material.name(competency)]), change.direction(material, moved)
    return material.say("glance.changed_name", name=name, direction=direction)


def _most(material: Material) -> Iterator[Block]:
    above, _ = material.standing_out
    values = material.profile.most_visible
    if not material.has_scores:
        return
    yield Heading(material.say("glance.most"))
    if above:
        yield Paragraph(material.say("glance.above", names=quoted(material.names(above))))
    if values:
        yield Paragraph(material.say("glance.most_values", values=_value_names(material, values)))
    if not above and not values:
        yield Paragraph(material.say("glance.most_nothing"))


def _attention(material: Material) -> Iterator[Block]:
    _, below = material.standing_out
    values = material.profile.least_visible
    if not material.has_scores:
        return
    yield Heading(material.say("glance.attention"))
    if below:
        yield Paragraph(material.say("glance.below", names=quoted(material.names(below))))
    if values:
        yield Paragraph(material.say("glance.least_values", values=_value_names(material, values)))
    if not below and not values:
        yield Paragraph(material.say("glance.attention_nothing"))


def _value_names(material: Material, values: tuple[str, ...]) -> str:
    return joined([lower_first(name) for name in material.names(values)])


def _style(material: Material) -> Iterator[Block]:
    lines = [
        material.say(
            "glance.style_axis",
            question=axis.question,
            claim=upper_first(claim_words(material, axis)),
        )
        for axis in material.value_map.axes
        if material.leaning(axis) is not None
    ]
    if lines:
        yield Heading(material.say("glance.style"))
        yield Bullets(tuple(lines))


def _importance(material: Material) -> Iterator[Block]:
    yield Heading(material.say("glance.importance"))
    if not material.profile.importance.values:
        yield Paragraph(material.say("glance.leading_unknown"))
    elif material.profile.importance.by_chance:
        yield Paragraph(material.say("glance.leading_random"))
    elif not material.leading:
        yield Paragraph(material.say("glance.leading_none"))
    else:
        names = _value_names(material, material.foremost(_FOREMOST))
        yield Paragraph(material.say("glance.leading", values=names))


def _goals(material: Material) -> Iterator[Block]:
    yield Heading(material.say("glance.goals"))
    if material.plan.goals:
        yield Bullets(tuple(_goal(material, goal) for goal in material.plan.goals))
    elif material.needs:
        names = quoted(material.names(need.competency for need in material.needs))
        yield Paragraph(material.say("glance.no_goals", names=names))
    else:
        yield Paragraph(material.say("glance.no_goals_at_all"))


def _goal(material: Material, goal: Goal) -> str:
    aim = shortened(goal.aim, _AIM_LENGTH) or material.name(goal.about)
    if goal.by is None:
        return aim
    return material.say("glance.goal_dated", aim=aim, date=long_date(goal.by))
