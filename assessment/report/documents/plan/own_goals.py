"""Doelen in short: what the owner wrote, then each goal with a first step, a date and who helps."""

from collections.abc import Iterator

from assessment.phrases import shortened
from assessment.plan.model import Goal
from assessment.report.composition.goals import tell_choices, tell_own_words
from assessment.report.composition.material import Material
from assessment.report.composition.next_goals import Proposal, list_proposals
from assessment.report.composition.own_step import begin_with, quote_room
from assessment.report.composition.texts import TEXTS, listed
from assessment.report.composition.timeline import timeline
from assessment.report.documents.plan.often import HANDED_OVER, list_often
from assessment.report.documents.plan.texts import say
from assessment.report.documents.questions import asked
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, WritingSpace
from values import FORMER, LOOKING_AHEAD

# What somebody wants, and what is to be done first before what explains it.
_WANTED = (
    "wens-dit-jaar", "wens-eerste-jaar", "oud-wens", "stap-eerste", "wens-waarden",
    "stap-meenemen", "oud-doorgeven", "stap-waarden", "energie-bron",
)  # fmt: skip
_QUOTED_AT_MOST, _QUOTED_LENGTH = 3, 240  # answers, characters; the bijlage has them whole
_TAKEN_ALONG = 5
_EMPTY, _LINES = 2, 4  # blank goals, lines to write a goal on
_EMPTY_AFTER, _LINES_AFTER = 1, 3  # who left has less to plan: offers fit beside it


def own_goals(material: Material) -> Section:
    """Return the chapter; a proposal is marked as one. No goal is cut over two pages."""
    blocks = tuple(_blocks(material))
    return Section("doelen", material.title("doelen"), blocks, uncut=True, has_page=False)


def _blocks(material: Material) -> Iterator[Block]:
    written = tuple(_quote_wishes(material))
    if written:
        yield Paragraph(say("goals.written"), "lead")
        yield Bullets(written)
    ahead = material.answers.phase in LOOKING_AHEAD
    if ahead:
        yield from _take_along(material)
    if material.plan.goals:
        for number, goal in enumerate(material.plan.goals, start=1):
            yield from _chosen(material, number, goal)
        yield from timeline(material)
    elif proposals := list_proposals(material):
        yield Paragraph(say("goals.proposed"))
        for number, one in enumerate(proposals, start=1):
            yield from _proposed(material, number, one)
    else:
        if material.has_scores and not material.differs and not ahead:
            yield Paragraph(say("goals.even"))
        yield from _leave_room(material, asking=not written)


def _quote_wishes(material: Material) -> Iterator[str]:
    """Yield what was written on what somebody wants, a long answer shortened."""
    questions = {question.id: question.text for question in asked(material)}
    written = [
        (questions[question], words)
        for question in _WANTED
        if question in questions and (words := material.written(question))
    ]
    for question, answer in written[:_QUOTED_AT_MOST]:
        words = shortened(" ".join(answer.split()), _QUOTED_LENGTH)
        yield say("goals.wish", question=question, words=words)


def _take_along(material: Material) -> Iterator[Block]:
    """Yield what was done often and can be of use elsewhere: others than are handed over."""
    if often := list_often(material)[HANDED_OVER:][:_TAKEN_ALONG]:
        yield Paragraph(say("goals.take_along"))
        yield Bullets(tuple(material.statement(item.id) for item in often))


def _chosen(material: Material, number: int, goal: Goal) -> Iterator[Block]:
    yield Heading(material.say("goals.goal", number=number, name=material.name(goal.about)))
    if not goal.actions:  # they say what to do
        yield from _first_step(material, goal.about)
    yield from tell_own_words(material, goal)
    yield from tell_choices(material, goal)


def _first_step(material: Material, about: str) -> Iterator[Block]:
    """Yield the own answer that leaves room, and what can be done first.

    Who leaves or left reads no answer of then: goals of theirs are about what comes next.
    """
    ahead = material.answers.phase in LOOKING_AHEAD
    if not ahead and (quote := quote_room(material, about)):
        yield Paragraph(quote)
    if step := begin_with(material, about):
        yield Paragraph(say("goals.step", step=step))


def _proposed(material: Material, number: int, proposal: Proposal) -> Iterator[Block]:
    key = "goals.offered" if proposal.because else "goals.suggested"
    yield Heading(material.say(key, number=number, name=material.name(proposal.about)))
    if proposal.because:
        yield Paragraph(proposal.because)
    yield from _first_step(material, proposal.about)
    yield WritingSpace(say("goals.own"), _LINES)


def _leave_room(material: Material, *, asking: bool) -> Iterator[Block]:
    """Yield blank goals; when ``asking`` with questions to begin with, where the phase has them."""
    if asking and (key := f"goals.prompts_{material.answers.phase}") in TEXTS:
        yield Bullets(listed(key))
    left = material.answers.phase == FORMER
    lines = _LINES_AFTER if left else _LINES
    for number in range(1, (_EMPTY_AFTER if left else _EMPTY) + 1):
        yield Heading(material.say("goals.own_goal", number=number))
        yield WritingSpace(say("goals.own"), lines)
