"""In één oogopslag: the essential of all chapters on one page, with the same numbers."""

from collections.abc import Iterator

from assessment.phrases import (
    joined,
    long_date,
    lower_first,
    quoted,
    score,
    shortened,
    upper_first,
    whole,
)
from assessment.plan.model import Goal
from assessment.report.composition import change, claims
from assessment.report.composition.material import Material
from assessment.report.composition.style_figure import claim_words
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, Start
from values import SURE

_AIM_LENGTH = 160  # characters of a goal, so that the essentials stay on one page


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
    above, _ = material.standing_out
    if above:
        key = "glance.lead_above_one" if len(above) == 1 else "glance.lead_above"
        return material.say(key, names=quoted(material.names(above)))
    return material.say("glance.lead_flat" if _mean(material) else "glance.lead_none")


def _mean(material: Material) -> str:
    """Return the person's own mean as printed, or nothing when there is no score at all."""
    mean = claims.mean_score(material.profile.competencies)
    return "" if mean is None else str(whole(mean))


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
    if not _mean(material):
        return
    yield Heading(material.say("glance.most"))
    if above:
        yield Paragraph(material.say("glance.above", mean=_mean(material)))
        yield _scores(material, above)
    if values:
        yield Paragraph(material.say("glance.most_values", values=named_scores(material, values)))
    if not above and not values:
        yield Paragraph(material.say("glance.most_nothing"))


def _attention(material: Material) -> Iterator[Block]:
    above, below = material.standing_out
    values = material.profile.least_visible
    if not _mean(material):
        return
    yield Heading(material.say("glance.attention"))
    if below:
        yield Paragraph(
            material.say("glance.below" if above else "glance.below_mean", mean=_mean(material))
        )
        yield _scores(material, below)
    if values:
        yield Paragraph(material.say("glance.least_values", values=named_scores(material, values)))
    if not below and not values:
        yield Paragraph(material.say("glance.attention_nothing"))


def _scores(material: Material, competencies: tuple[str, ...]) -> Bullets:
    return Bullets(
        tuple(
            material.say(
                "numbers.named_score", name=material.name(competency), score=score(estimate)
            )
            for competency in competencies
            if (estimate := material.estimate(competency)) is not None
        )
    )


def named_scores(material: Material, values: tuple[str, ...]) -> str:
    """Return the values with their scores as one phrase."""
    return joined(
        [
            f"{lower_first(material.name(value))} {score(estimate)}"
            for value in values
            if (estimate := material.estimate(value)) is not None
        ]
    )


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
    elif not material.leading:
        yield Paragraph(material.say("glance.leading_none"))
    else:
        names = [lower_first(name) for name in material.names(material.leading)]
        yield Paragraph(material.say("glance.leading", values=joined(names)))


def _goals(material: Material) -> Iterator[Block]:
    yield Heading(material.say("glance.goals"))
    if material.plan.goals:
        yield Bullets(tuple(_goal(material, goal) for goal in material.plan.goals))
    elif material.suggestions.needs:
        names = quoted(material.names(need.competency for need in material.suggestions.needs))
        yield Paragraph(material.say("glance.no_goals", names=names))
    else:
        yield Paragraph(material.say("glance.no_goals_at_all"))


def _goal(material: Material, goal: Goal) -> str:
    aim = shortened(goal.aim, _AIM_LENGTH) or material.name(goal.about)
    if goal.by is None:
        return aim
    return material.say("glance.goal_dated", aim=aim, date=long_date(goal.by))
