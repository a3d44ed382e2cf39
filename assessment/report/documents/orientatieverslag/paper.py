"""The short forms that the PDF prints: what somebody who is choosing reads, and no method.

A web page and the HTML hold the whole chapters; here is what is left of each on paper.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from assessment.instruments.model import Question
from assessment.phrases import lower_first
from assessment.plan.model import Catalogue
from assessment.report.composition.competency_figure import figure
from assessment.report.composition.experience import tell_answers
from assessment.report.composition.glance import shorten_glance
from assessment.report.composition.material import Material
from assessment.report.composition.method import tell_document, tell_rights
from assessment.report.composition.support import list_contacts
from assessment.report.composition.timeline import timeline
from assessment.report.documents.orientatieverslag.answers import list_exercises
from assessment.report.documents.orientatieverslag.texts import TEXTS, say
from assessment.report.documents.plan.dear import tell_dear
from assessment.report.documents.plan.sides import tell_sides
from assessment.report.model import (
    Block,
    Bullets,
    Callout,
    Heading,
    Paragraph,
    Section,
    WritingSpace,
)

_SHORT = 70  # signs: two of these stand on one line
_LOWEST = 3  # the level of the headings inside a goal


def leave_out(section: Section) -> Section:
    """Return the chapter for screens alone."""
    return replace(section, paper=())


def shorten_first_page(section: Section, material: Material) -> Section:
    """Return picture and story on one page of paper, as the plan has them."""
    return replace(section, paper=shorten_glance(material).blocks)


def shorten_office(section: Section) -> Section:
    """Return what the office asks, each source in one text with the question that follows it."""
    return replace(section, paper=tuple(_join_sources(section.blocks)))


def _join_sources(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with each small line and the running text after it as one text."""
    small: Paragraph | None = None
    for block in blocks:
        if small is not None:
            if isinstance(block, Paragraph) and block.style == "body":
                yield Paragraph(f"{small.text} {block.text}")
            else:
                yield from (small, block)
            small = None
        elif isinstance(block, Paragraph) and block.style == "small":
            small = block
        else:
            yield block
    if small is not None:
        yield small


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
    """Return the chapter as short as the plan has it, on paper."""
    return replace(section, paper=tell_sides(material).blocks)


def shorten_importance(section: Section, material: Material) -> Section:
    """Return the chapter as short as the plan has it, on paper: without the map and the cross."""
    return replace(section, paper=tell_dear(material).blocks)


def shorten_home(section: Section) -> Section:
    """Return the talk at home, the questions of a topic after one another, with less to write."""
    asked = {
        Bullets(tuple(topic["questions"])): " ".join(topic["questions"])
        for topic in TEXTS.tables["home_topics"]
    }
    blocks = (
        Paragraph(say("home.questions", questions=asked[block])) if block in asked else block
        for block in section.blocks
    )
    return replace(section, paper=tuple(_write_less(_join_sources(blocks))))


def shorten_asking(section: Section) -> Section:
    """Return the questions to a wethouder, of those that are the same for all a line a group."""
    groups = TEXTS.tables["question_groups"]
    shared: set[Block] = {Heading(group["title"]) for group in groups}
    shared |= {Bullets(tuple(group["questions"])) for group in groups}
    lines = Bullets(
        tuple(
            say("asking.line", about=group["title"], questions=" ".join(group["questions"]))
            for group in groups
        )
    )
    lead, *others = section.blocks
    own = (block for block in others if block not in shared)
    return replace(section, paper=(lead, lines, *_write_less(own)))


def _write_less(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with one line in each space to write in; a field scrolls when filled."""
    for block in blocks:
        yield WritingSpace(block.label, 1) if isinstance(block, WritingSpace) else block


def shorten_goals(section: Section, material: Material) -> Section:
    """Return the chapter on paper: one space to write below a proposal, no exercise again.

    Of goals that were chosen each part stands in one text behind its name, whole; their dates are
    among them, so that the line in time is for the screen.
    """
    if material.plan.goals:
        on_line = list(timeline(material))
        chosen = [block for block in section.blocks if block not in on_line]
        return replace(section, paper=tuple(_join_short([*_join_labels(_write_less(chosen))])))
    again = {
        Paragraph(material.say("goals.start", action=lower_first(exercise)))
        for exercise in list_exercises(material)
    }
    blocks = (block for block in section.blocks if block not in again)
    return replace(section, paper=tuple(_join_spaces(blocks)))


def _join_labels(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with each lowest heading and what stands under it as one text.

    What is told of the goal itself, before these, is small.
    """
    label = ""
    for block in blocks:
        if isinstance(block, Heading) and block.level == _LOWEST:
            label = block.text
        elif label and isinstance(block, Paragraph | Bullets):
            yield _join_label(label, block)
            label = ""
        elif isinstance(block, Paragraph) and block.style == "body":
            yield replace(block, style="small")
        else:
            yield block


def _join_short(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with short own words, such as a day and a name, on one line together.

    What is told of the goal itself stands in one text too.
    """
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if not (isinstance(before, Paragraph) and isinstance(block, Paragraph)):
            joined.append(block)
        elif before.style == block.style == "small":
            joined[-1] = replace(before, text=f"{before.text} {block.text}")
        elif _is_short(before) and _is_short(block):
            text = say("next.parts", first=before.text, second=block.text)
            joined[-1] = replace(before, text=text)
        else:
            joined.append(block)
    return joined


def _is_short(paragraph: Paragraph) -> bool:
    return paragraph.style == "quote" and len(paragraph.text) <= _SHORT


def _join_label(label: str, block: Paragraph | Bullets) -> Paragraph:
    if isinstance(block, Paragraph):
        return replace(block, text=say("next.part", label=label, text=block.text))
    return Paragraph(say("next.part", label=label, text=" ".join(block.texts)))


def _join_spaces(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with each row of spaces to write in made one."""
    for kind, row in groupby(blocks, type):
        if kind is WritingSpace:
            yield WritingSpace(say("next.goal"), 1)
        else:
            yield from row


def shorten_next_steps(section: Section, cards: Iterable[Section]) -> Section:
    """Return the chapter with one space for the own steps, and the cards that fit by title."""
    titles = [
        text
        for card in cards
        for block in card.blocks
        if isinstance(block, Bullets)
        for text in block.texts
    ]
    blocks: list[Block] = [one for one in section.blocks if not isinstance(one, WritingSpace)]
    blocks.append(WritingSpace(say("next.steps_together"), 2))
    if titles:
        blocks.append(Paragraph(say("next.cards_text")))
        blocks.append(Bullets(tuple(titles)))
    return replace(section, paper=tuple(blocks))


def shorten_support(section: Section, catalogue: Catalogue) -> Section:
    """Return whom to reach; the rest is for who holds the office."""
    return replace(section, paper=(section.blocks[0], *list_contacts(catalogue)))


def shorten_sources(section: Section, material: Material) -> Section:
    """Return the sources in small letters on paper, with how the document was made behind them."""
    lead, checked, listed = section.blocks
    assert isinstance(checked, Paragraph)
    assert isinstance(listed, Bullets)
    small = Paragraph(" ".join([checked.text, *listed.texts]), "small")
    return replace(section, paper=(lead, small, *_made(material)))


def _made(material: Material) -> Iterator[Block]:
    """Yield how the document was made; what rights its owner has, stands on the screen."""
    minimum = material.library.gedrag.scoring.minimum_answered
    kept = (block.text for block in tell_rights(material) if isinstance(block, Paragraph))
    yield Heading(say("made.title"))
    yield Paragraph(f"{say('made.text', minimum=minimum)} {say('made.more')}")
    yield Paragraph(" ".join([*kept, tell_document(material).text]), "small")
