"""Doelen: the owner's goals with the evidence they rest on, or the largest needs as a proposal."""

from collections.abc import Iterator

from assessment.phrases import interval, long_date, lower_first, quoted, whole
from assessment.plan.model import LITTLE, MUCH, NORMAL, Goal, Need
from assessment.report.composition.importance_figures import group_words
from assessment.report.composition.material import Material
from assessment.report.composition.timeline import timeline
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, WritingSpace
from values import Estimate

_LINES = 2
_EMPTY_GOALS = 2  # blank goals when there is nothing to build a proposal on


def goals(m: Material) -> Section:
    """Return the chapter; a proposal is marked as one."""
    if m.plan.goals:
        blocks = [Paragraph(m.say("goals.lead"), "lead"), *_chosen(m), *timeline(m)]
    elif m.suggestions.needs:
        blocks = [Paragraph(m.say("goals.suggested_lead"), "lead"), *_suggested(m)]
    else:
        key = "goals.empty_lead_full" if m.has_scores else "goals.empty_lead"
        blocks = [Paragraph(m.say(key), "lead"), *_empty(m)]
    return m.section("doelen", blocks)


# Chosen goals


def _chosen(m: Material) -> Iterator[Block]:
    told: set[str] = set()
    for number, goal in enumerate(m.plan.goals, start=1):
        yield Heading(m.say("goals.goal", number=number, name=m.name(goal.about)))
        if goal.about not in told:
            yield Paragraph(_evidence(m, goal.about))
        told.add(goal.about)
        yield from _own_words(m, goal)
        yield from _choices(m, goal)


def _evidence(m: Material, about: str) -> str:
    found, name = m.estimate(about), quoted([m.name(about)])
    if found is None:
        return m.say("goals.evidence_none", name=name)
    if about in m.value_map.competency:
        return _competency_evidence(m, about, found)
    numbers = {"score": whole(found.score), "interval": interval(found)}
    text = m.say("goals.evidence_value", name=name, **numbers)
    if about in m.profile.importance.values:
        group = m.say("goals.evidence_group", name=name, group=group_words(m, about))
        return f"{text} {group}"
    return text


def _competency_evidence(m: Material, about: str, found: Estimate) -> str:
    return m.say(
        "goals.evidence",
        name=quoted([m.name(about)]),
        score=whole(found.score),
        interval=interval(found),
        word=m.band_words(found),
    )


def _own_words(m: Material, goal: Goal) -> Iterator[Block]:
    """Yield each part in the owner's words; room to write where it is still empty."""
    by = "" if goal.by is None else long_date(goal.by)
    parts = {
        "aim": goal.aim,
        "doing": goal.doing,
        "noticing": goal.noticing,
        "by": by,
        "helper": goal.helper,
    }
    for part, text in parts.items():
        label = m.say(f"goals.{part}")
        if text:
            yield Heading(label, 3)
            yield Paragraph(text, "quote")
        else:
            yield WritingSpace(label, 1 if part in ("by", "helper") else _LINES)


def _choices(m: Material, goal: Goal) -> Iterator[Block]:
    offered = {programme.id: programme.name for programme in m.catalogue.programmes}
    names = tuple(offered[programme] for programme in goal.programmes if programme in offered)
    for key, items in (("programmes", names), ("actions", goal.actions)):
        if items:
            yield Heading(m.say(f"goals.{key}"), 3)
            yield Bullets(items)


# A proposal


def _suggested(m: Material) -> Iterator[Block]:
    for number, need in enumerate(m.suggestions.needs, start=1):
        yield Heading(m.say("goals.suggested", number=number, name=m.name(need.competency)))
        yield Paragraph(" ".join(_reasons(m, need)))
        yield Paragraph(_start(m, need))
        for part in ("aim", "doing", "by_and_helper"):
            yield WritingSpace(m.say(f"goals.{part}"), 1 if part == "by_and_helper" else _LINES)


def _reasons(m: Material, need: Need) -> Iterator[str]:
    yield _evidence(m, need.competency)
    name = quoted([m.name(need.competency)])
    if need.lifted:
        yield m.say("goals.lifted", name=name)
    chosen = m.plan.importance.get(need.competency, NORMAL)
    if chosen == MUCH:
        yield m.say("goals.important_veel", name=name)
    elif chosen == LITTLE:
        yield m.say("goals.important_weinig", name=name)


def _start(m: Material, need: Need) -> str:
    """Return a practice action that no other chapter gives, or say where to find one."""
    competency = m.value_map.competency[need.competency]
    told = {action.text for action in m.suggestions.actions}
    actions = competency.actions
    if m.is_aspirant:
        told.add(competency.actions_aspirant[-1])  # the exercise beside the competency's score
        actions = competency.actions_aspirant
    free = [action for action in actions if action not in told]
    if free:
        return m.say("goals.start", action=lower_first(free[0]))
    advised = competency.id in {action.about for action in m.suggestions.actions}
    chapter = m.title("programmas" if advised else "competenties")
    return m.say("goals.start_elsewhere", name=quoted([competency.name]), chapter=chapter)


def _empty(m: Material) -> Iterator[Block]:
    for number in range(1, _EMPTY_GOALS + 1):
        yield Heading(m.say("goals.own_goal", number=number))
        for part in ("aim", "doing", "noticing", "by_and_helper"):
            yield WritingSpace(m.say(f"goals.{part}"), 1 if part == "by_and_helper" else _LINES)
