"""Doelen: the owner's goals with the evidence they rest on, or the largest needs as a proposal."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assessment.phrases import interval, long_date, lower_first, quoted, whole
from assessment.plan.model import LITTLE, MUCH, NORMAL, Goal, Need
from assessment.report.composition.importance_figures import group_words
from assessment.report.composition.material import Material
from assessment.report.composition.next_goals import Proposal, list_proposals
from assessment.report.composition.own_step import begin_with, quote_room
from assessment.report.composition.texts import TEXTS, listed
from assessment.report.composition.timeline import timeline
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, WritingSpace
from values import UNNAMED, Estimate

_LINES = 2
_EMPTY_GOALS = 2  # blank goals when there is nothing to build a proposal on


def goals(material: Material) -> Section:
    """Return the chapter; a proposal is marked as one."""
    if material.plan.goals:
        blocks = [
            Paragraph(material.say("goals.lead"), "lead"),
            *_chosen(material),
            *timeline(material),
        ]
    elif proposals := list_proposals(material):
        lead = Paragraph(material.say("goals.suggested_lead"), "lead")
        blocks = [lead, *_suggested(material, proposals)]
    else:
        key = "goals.empty_lead_full" if material.has_scores else "goals.empty_lead"
        blocks = [Paragraph(material.say(key), "lead"), *_empty(material)]
    return replace(material.section("doelen", blocks), has_page=False, uncut=True)


# Chosen goals


def _chosen(material: Material) -> Iterator[Block]:
    seen: set[str] = set()
    for number, goal in enumerate(material.plan.goals, start=1):
        yield Heading(material.say("goals.goal", number=number, name=material.name(goal.about)))
        if goal.about not in seen:
            yield Paragraph(_evidence(material, goal.about))
            yield from _without_offer(material, goal.about)
        seen.add(goal.about)
        yield from tell_own_words(material, goal)
        yield from tell_choices(material, goal)


def _without_offer(material: Material, about: str) -> Iterator[Block]:
    """Yield what to do instead where no programme helps a goal."""
    for action in material.suggestions.without_offer:
        if action.about == about:
            text = material.say(
                "goals.without_offer",
                name=quoted([material.name(about)]),
                action=lower_first(action.text),
            )
            yield Paragraph(text)


def _evidence(material: Material, about: str) -> str:
    estimate, name = material.estimate(about), quoted([material.name(about)])
    if material.is_virtue(about):
        return material.say("goals.evidence_virtue", name=name)
    if estimate is None:
        return material.say("goals.evidence_none", name=name)
    if about in material.value_map.competency:
        return _competency_evidence(material, about, estimate)
    numbers = {
        "plain": material.answers_score(about),
        "score": whole(estimate.score),
        "interval": interval(estimate),
    }
    text = material.say("goals.evidence_value", name=name, **numbers)
    importance = material.profile.importance.values.get(about)
    if importance is not None and importance.group != UNNAMED:
        group = material.say("goals.evidence_group", name=name, group=group_words(material, about))
        return f"{text} {group}"
    return text


def _competency_evidence(material: Material, about: str, estimate: Estimate) -> str:
    return material.say(
        "goals.evidence",
        name=quoted([material.name(about)]),
        plain=material.answers_score(about),
        score=whole(estimate.score),
        interval=interval(estimate),
        word=material.band_words(estimate),
    )


def tell_own_words(material: Material, goal: Goal) -> Iterator[Block]:
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
        label = material.say(f"goals.{part}")
        if text:
            yield Heading(label, 3)
            yield Paragraph(text, "quote")
        else:
            yield WritingSpace(label, 1 if part in ("by", "helper") else _LINES)


def tell_choices(material: Material, goal: Goal) -> Iterator[Block]:
    """Yield the programmes and the actions that the owner put with a goal."""
    offered = {programme.id: programme.name for programme in material.catalogue.programmes}
    names = tuple(offered[programme] for programme in goal.programmes if programme in offered)
    for key, items in (("programmes", names), ("actions", goal.actions)):
        if items:
            yield Heading(material.say(f"goals.{key}"), 3)
            yield Bullets(items)


# A proposal


def _suggested(material: Material, proposals: Iterable[Proposal]) -> Iterator[Block]:
    needs = {need.competency: need for need in material.needs}
    for number, one in enumerate(proposals, start=1):
        key = "goals.offered" if one.because else "goals.suggested"
        yield Heading(material.say(key, number=number, name=material.name(one.about)))
        yield Paragraph(one.because or " ".join(_reasons(material, needs[one.about])))
        if quote := quote_room(material, one.about):
            yield Paragraph(quote)
        if step := begin_with(material, one.about):
            yield Paragraph(material.say("goals.start", action=step))
        for part in ("aim", "doing", "by_and_helper"):
            yield WritingSpace(
                material.say(f"goals.{part}"), 1 if part == "by_and_helper" else _LINES
            )


def _reasons(material: Material, need: Need) -> Iterator[str]:
    yield _evidence(material, need.competency)
    name = quoted([material.name(need.competency)])
    if need.lifted:
        yield material.say("goals.lifted", name=name)
    chosen = material.plan.importance.get(need.competency, NORMAL)
    if chosen == MUCH:
        yield material.say("goals.important_veel", name=name)
    elif chosen == LITTLE:
        yield material.say("goals.important_weinig", name=name)


def _empty(material: Material) -> Iterator[Block]:
    for number in range(1, _EMPTY_GOALS + 1):
        yield Heading(material.say("goals.own_goal", number=number))
        if number == 1 and (key := f"goals.prompts_{material.answers.phase}") in TEXTS:
            yield Bullets(listed(key))
        for part in ("aim", "doing", "noticing", "by_and_helper"):
            yield WritingSpace(
                material.say(f"goals.{part}"), 1 if part == "by_and_helper" else _LINES
            )
