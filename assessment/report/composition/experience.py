"""Ervaring: the person's own words, question by question; what was left open is left out."""

from collections.abc import Iterator

from assessment.instruments.model import Question
from assessment.report.composition.material import Material
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section


def experience(material: Material) -> Section:
    """Return the chapter with the answers grouped per theme."""
    blocks = [*_told(material)]
    lead = Paragraph(material.say("experience.lead" if blocks else "experience.nothing"), "lead")
    return material.section("ervaring", [lead, *blocks])


def _told(material: Material) -> Iterator[Block]:
    theme, headings = "", material.library.questions(material.answers.phase).themes
    for question in _questions(material):
        answer = _answer(material, question)
        if answer is None:
            continue
        if question.theme != theme:
            theme = question.theme
            yield Heading(headings[theme])
        yield Heading(question.text, 3)
        yield answer


def _questions(material: Material) -> list[Question]:
    part = material.library.questions(material.answers.phase)
    return [item for item in part.items if material.answers.phase in item.phases]


def _answer(material: Material, question: Question) -> Block | None:
    answer = material.answers.verdieping.get(question.id)
    if not answer:
        return None
    labels = {option.id: option.label for option in question.options}
    if isinstance(answer, tuple):
        return Bullets(tuple(labels[option] for option in answer))
    text = labels[answer] if question.kind == "choice" else answer
    return Paragraph(text, "quote")
