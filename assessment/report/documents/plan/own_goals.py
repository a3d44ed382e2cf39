"""Doelen in short: what the owner wrote, then each goal with a first step, a date and who helps."""

from collections.abc import Iterator

from assessment.instruments.model import NOT_EXPERIENCED, Question
from assessment.instruments.office_name import name_office
from assessment.phrases import lower_first, shortened
from assessment.plan.model import Goal, Need
from assessment.report.composition.goals import tell_choices, tell_own_words
from assessment.report.composition.material import Material
from assessment.report.composition.texts import TEXTS, listed
from assessment.report.composition.timeline import timeline
from assessment.report.documents.plan.often import HANDED_OVER, list_often
from assessment.report.documents.plan.texts import say, say_to
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, WritingSpace
from values import LOOKING_AHEAD

_WANTED = ("ontwikkeling", "volgende-stap")  # the themes of what somebody wants
_LOOKING_BACK = "ervaring"  # ... and for who leaves or left, of what goes along
_QUOTED_AT_MOST, _QUOTED_LENGTH = 3, 240  # answers, characters; the bijlage has them whole
_TAKEN_ALONG = 5
_EMPTY, _LINES = 2, 4  # blank goals, lines to write a goal on
_ROOM = 3  # of five answers: up to here there is something to practise


def own_goals(material: Material) -> Section:
    """Return the chapter; a proposal is marked as one. No goal is cut over two pages."""
    blocks = tuple(_blocks(material))
    return Section("doelen", material.title("doelen"), blocks, uncut=True, has_page=False)


def _blocks(material: Material) -> Iterator[Block]:
    written = tuple(_quote_wishes(material))
    if written:
        yield Paragraph(say_to(material, "goals.written"), "lead")
        yield Bullets(written)
    ahead = material.answers.phase in LOOKING_AHEAD
    if ahead:
        yield from _take_along(material)
    if material.plan.goals:
        for number, goal in enumerate(material.plan.goals, start=1):
            yield from _chosen(material, number, goal)
        yield from timeline(material)
    elif material.needs:
        yield Paragraph(say("goals.proposed"))
        for number, need in enumerate(material.needs, start=1):
            yield from _proposed(material, number, need)
    else:
        if material.has_scores and not material.differs and not ahead:
            yield Paragraph(say("goals.even"))
        yield from _leave_room(material, asking=not written)


def _quote_wishes(material: Material) -> Iterator[str]:
    """Yield what was written on what somebody wants, a long answer shortened."""
    answers = material.answers.verdieping
    items = material.library.questions(material.answers.phase).items
    named = name_office(items, material.office.name)
    ahead = material.answers.phase in LOOKING_AHEAD
    themes = (*_WANTED, _LOOKING_BACK) if ahead else _WANTED
    asked = (item for item in named if isinstance(item, Question) and item.theme in themes)
    written = [
        (item.text, answer.strip())
        for item in asked
        if item.kind == "open"
        and isinstance(answer := answers.get(item.id, ""), str)
        and answer.strip()
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
    if step := _first_step(material, goal):
        yield Paragraph(step)
    yield from tell_own_words(material, goal)
    yield from tell_choices(material, goal)


def _first_step(material: Material, goal: Goal) -> str:
    """Return what can be done first: what the owner chose says it, else an own low answer."""
    if goal.actions:
        return ""
    for action in material.suggestions.without_offer:
        if action.about == goal.about:
            return say("goals.step", step=lower_first(action.text))
    if quote := _quote_lowest(material, goal.about):
        return f"{quote} {say('goals.practise')}"
    return ""


def _proposed(material: Material, number: int, need: Need) -> Iterator[Block]:
    name = material.name(need.competency)
    yield Heading(material.say("goals.suggested", number=number, name=name))
    if quote := _quote_lowest(material, need.competency):
        yield Paragraph(quote)
    for action in material.suggestions.starts:
        if action.about == need.competency:
            yield Paragraph(say("goals.step", step=lower_first(action.text)))
    yield WritingSpace(say("goals.own"), _LINES)


def _leave_room(material: Material, *, asking: bool) -> Iterator[Block]:
    """Yield blank goals; when ``asking`` with questions to begin with, where the phase has them."""
    if asking and (key := f"goals.prompts_{material.answers.phase}") in TEXTS:
        yield Bullets(listed(key))
    for number in range(1, _EMPTY + 1):
        yield Heading(material.say("goals.own_goal", number=number))
        yield WritingSpace(say("goals.own"), _LINES)


def _quote_lowest(material: Material, about: str) -> str:
    """Return the statement on a competency or value that was answered lowest, if it leaves room.

    Nothing of a virtue is ever told as less.
    """
    answers = material.answers.gedrag
    given = {
        item.id: int(answers[item.id])
        for item in material.library.gedrag.items
        if about in (item.competency, item.value)
        and not material.is_virtue(about)
        and not material.is_virtue(item.value)
        and answers.get(item.id, NOT_EXPERIENCED) != NOT_EXPERIENCED
    }
    lowest = min(given, key=lambda item: (given[item], item), default="")
    if not lowest or given[lowest] > _ROOM:
        return ""
    return say(
        "goals.because", statement=material.statement(lowest), answer=material.option(given[lowest])
    )
