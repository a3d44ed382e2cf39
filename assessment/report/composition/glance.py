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
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section
from values import SURE

_AIM_LENGTH = 160  # characters of a goal, so that the essentials stay on one page


def glance(m: Material) -> Section:
    """Return the page that says the essential: strengths first, then room, style, values, goals."""
    blocks = [
        Paragraph(f"{_lead(m)} {m.say('glance.meaning')}", "lead"),
        *_changed(m),
        *_most(m),
        *_attention(m),
        *_style(m),
        *_importance(m),
        *_goals(m),
    ]
    return m.section("oogopslag", blocks)


def _lead(m: Material) -> str:
    above, _ = m.standing_out
    if above:
        key = "glance.lead_above_one" if len(above) == 1 else "glance.lead_above"
        return m.say(key, names=quoted(m.names(above)))
    return m.say("glance.lead_flat" if _mean(m) else "glance.lead_none")


def _mean(m: Material) -> str:
    """Return the person's own mean as printed, or nothing when there is no score at all."""
    mean = claims.mean_score(m.profile.competencies)
    return "" if mean is None else str(whole(mean))


def _changed(m: Material) -> Iterator[Block]:
    """Yield one sentence, only when something certainly changed since last time."""
    found = change.with_verdict(m, SURE)
    if m.comparison is None or not found:
        return
    told = {"date": long_date(change.day(m.comparison.taken_at)), "chapter": m.title("verandering")}
    if len(found) > claims.AT_MOST:
        yield Paragraph(m.say("glance.changed_many", count=len(found), **told))
    else:
        names = joined([_moved(m, competency) for competency in found])
        yield Paragraph(m.say("glance.changed", names=names, **told))


def _moved(m: Material, competency: str) -> str:
    moved = m.change(competency)
    assert moved is not None
    name, direction = quoted([m.name(competency)]), change.direction(m, moved)
    return m.say("glance.changed_name", name=name, direction=direction)


def _most(m: Material) -> Iterator[Block]:
    above, _ = m.standing_out
    values = m.profile.most_visible
    if not _mean(m):
        return
    yield Heading(m.say("glance.most"))
    if above:
        yield Paragraph(m.say("glance.above", mean=_mean(m)))
        yield _scores(m, above)
    if values:
        yield Paragraph(m.say("glance.most_values", values=named_scores(m, values)))
    if not above and not values:
        yield Paragraph(m.say("glance.most_nothing"))


def _attention(m: Material) -> Iterator[Block]:
    above, below = m.standing_out
    values = m.profile.least_visible
    if not _mean(m):
        return
    yield Heading(m.say("glance.attention"))
    if below:
        yield Paragraph(m.say("glance.below" if above else "glance.below_mean", mean=_mean(m)))
        yield _scores(m, below)
    if values:
        yield Paragraph(m.say("glance.least_values", values=named_scores(m, values)))
    if not below and not values:
        yield Paragraph(m.say("glance.attention_nothing"))


def _scores(m: Material, competencies: tuple[str, ...]) -> Bullets:
    return Bullets(
        tuple(
            m.say("numbers.named_score", name=m.name(competency), score=score(found))
            for competency in competencies
            if (found := m.estimate(competency)) is not None
        )
    )


def named_scores(m: Material, values: tuple[str, ...]) -> str:
    """Return the values with their scores as one phrase."""
    return joined(
        [
            f"{lower_first(m.name(value))} {score(found)}"
            for value in values
            if (found := m.estimate(value)) is not None
        ]
    )


def _style(m: Material) -> Iterator[Block]:
    lines = [
        m.say("glance.style_axis", question=axis.question, claim=upper_first(claim_words(m, axis)))
        for axis in m.value_map.axes
        if m.leaning(axis) is not None
    ]
    if lines:
        yield Heading(m.say("glance.style"))
        yield Bullets(tuple(lines))


def _importance(m: Material) -> Iterator[Block]:
    yield Heading(m.say("glance.importance"))
    if not m.profile.importance.values:
        yield Paragraph(m.say("glance.leading_unknown"))
    elif not m.leading:
        yield Paragraph(m.say("glance.leading_none"))
    else:
        names = [lower_first(name) for name in m.names(m.leading)]
        yield Paragraph(m.say("glance.leading", values=joined(names)))


def _goals(m: Material) -> Iterator[Block]:
    yield Heading(m.say("glance.goals"))
    if m.plan.goals:
        yield Bullets(tuple(_goal(m, goal) for goal in m.plan.goals))
    elif m.suggestions.needs:
        names = quoted(m.names(need.competency for need in m.suggestions.needs))
        yield Paragraph(m.say("glance.no_goals", names=names))
    else:
        yield Paragraph(m.say("glance.no_goals_at_all"))


def _goal(m: Material, goal: Goal) -> str:
    aim = shortened(goal.aim, _AIM_LENGTH) or m.name(goal.about)
    if goal.by is None:
        return aim
    return m.say("glance.goal_dated", aim=aim, date=long_date(goal.by))
