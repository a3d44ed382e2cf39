"""The short forms that the PDF prints: what somebody who is choosing reads, and no method.

A web page and the HTML hold the whole chapters; here is what is left of each on paper.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from assessment.instruments.model import Question
from assessment.phrases import lower_first
from assessment.report.composition.competency_figure import figure
from assessment.report.composition.experience import tell_answers
from assessment.report.composition.material import Material
from assessment.report.composition.method import tell_document, tell_rights
from assessment.report.composition.style import tell_side
from assessment.report.documents.orientatieverslag.answers import list_exercises
from assessment.report.documents.orientatieverslag.texts import say
from assessment.report.model import (
    Block,
    Bullets,
    Callout,
    Figure,
    Heading,
    Paragraph,
    Section,
    WritingSpace,
)

_LINES = 2


def leave_out(section: Section) -> Section:
    """Return the chapter for screens alone."""
    return replace(section, paper=())


def shorten_experience(section: Section, material: Material, elsewhere: Collection[str]) -> Section:
    """Return the chapter with only own words on paper, without questions told ``elsewhere``."""

    def is_left(question: Question) -> bool:
        return question.kind == "open" and question.id not in elsewhere

    lead = section.blocks[0]
    return replace(section, paper=(lead, *tell_answers(material, is_left)))


def shorten_answers(section: Section, material: Material) -> Section:
    """Return the chapter with the figure of the competencies and how to read it on paper."""
    if not material.has_scores:
        return section
    return replace(section, paper=(*section.blocks, _reading(material), figure(material)))


def _reading(material: Material) -> Callout:
    """Return in a few sentences what the full chapter on reading scores tells."""
    options = [option.label for option in material.library.gedrag.options]
    key = "guide.scale_calibrated" if material.is_calibrated else "guide.scale"
    scale = material.say(key, lowest=options[0], middle=options[2], highest=options[-1])
    return Callout(
        say("reading.short"),
        (
            f"{scale} {material.say('guide.aspirant')}",
            f"{say('reading.short_interval')} {say('reading.norm_text')}",
        ),
    )


def shorten_style(section: Section, material: Material) -> Section:
    """Return the chapter with what the answers say of each axis, in words, on paper."""
    axes = material.value_map.axes
    if all(material.leaning(axis) is None for axis in axes):
        return section
    sides = tuple(block for axis in axes for block in tell_side(material, axis))
    return replace(section, paper=(*section.blocks[:2], *sides))


def shorten_importance(section: Section, material: Material) -> Section:
    """Return the chapter without the map and without the cross of importance and behaviour."""
    parts = _without_parts(section.blocks, {material.say("values.map")})
    kept = tuple(block for block in parts if not isinstance(block, Figure))
    return replace(section, paper=tuple(_without_axes(kept, material)))


def _without_axes(blocks: Iterable[Block], material: Material) -> Iterator[Block]:
    """Yield the blocks with other words where one tells of a figure that is not there."""
    instead: dict[Block, Block] = {
        Paragraph(material.say(f"values.{key}")): Paragraph(say(f"answers.{key}"))
        for key in ("gap_text", "gap_none")
    }
    return (instead.get(block, block) for block in blocks)


def shorten_goals(section: Section, material: Material) -> Section:
    """Return the chapter on paper: one space to write below a proposal, no exercise again."""
    if material.plan.goals:
        return section
    again = {
        Paragraph(material.say("goals.start", action=lower_first(exercise)))
        for exercise in list_exercises(material)
    }
    blocks = (block for block in section.blocks if block not in again)
    return replace(section, paper=tuple(_join_spaces(blocks)))


def _join_spaces(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with each row of spaces to write in made one."""
    for kind, row in groupby(blocks, type):
        if kind is WritingSpace:
            yield WritingSpace(say("next.goal"), _LINES)
        else:
            yield from row


def shorten_next_steps(section: Section, cards: Iterable[Section]) -> Section:
    """Return the chapter with the practice cards that fit on paper, by title."""
    lists = (block for card in cards for block in card.blocks if isinstance(block, Bullets))
    titles = tuple(lists)
    heading = (Heading(say("next.cards")), Paragraph(say("next.cards_text"))) if titles else ()
    return replace(section, paper=(*section.blocks, *heading, *titles))


def shorten_support(section: Section, material: Material) -> Section:
    """Return the chapter without who pays: those rules are for who holds the office."""
    kept = _without_parts(section.blocks, {material.say("support.payment")})
    return replace(section, paper=tuple(kept))


def _without_parts(blocks: Iterable[Block], titles: Collection[str]) -> Iterator[Block]:
    """Yield the blocks without the parts under these headings of level 2."""
    left_out = False
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            left_out = block.text in titles
        if not left_out:
            yield block


def shorten_sources(section: Section, material: Material) -> Section:
    """Return the sources on paper, with how the document was made in half a page behind them."""
    return replace(section, paper=(*section.blocks, *_made(material)))


def _made(material: Material) -> Iterator[Block]:
    minimum = material.library.gedrag.scoring.minimum_answered
    yield Heading(say("made.title"))
    yield Paragraph(say("made.text", minimum=minimum))
    yield Paragraph(say("made.more"))
    yield from tell_rights(material)
    yield tell_document(material)
