"""Ervaring: the person's own words, question by question; what was left open is left out."""

from collections.abc import Iterator

from assessment.instruments.model import Question
from assessment.report.composition.material import Material
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section


def experience(m: Material) -> Section:
    """Return the chapter with the answers grouped per theme."""
    told = [*_told(m)]
    lead = Paragraph(m.say("experience.lead" if told else "experience.nothing"), "lead")
    return m.section("ervaring", [lead, *told])


def _told(m: Material) -> Iterator[Block]:
    theme, headings = "", m.library.questions(m.answers.phase).themes
    for question in _questions(m):
        answer = _answer(m, question)
        if answer is None:
            continue
        if question.theme != theme:
            theme = question.theme
            yield Heading(headings[theme])
        yield Heading(question.text, 3)
        yield answer


def _questions(m: Material) -> list[Question]:
    part = m.library.questions(m.answers.phase)
    return [item for item in part.items if m.answers.phase in item.phases]


def _answer(m: Material, question: Question) -> Block | None:
    given = m.answers.verdieping.get(question.id)
    if not given:
        return None
    labels = {option.id: option.label for option in question.options}
    if isinstance(given, tuple):
        return Bullets(tuple(labels[option] for option in given))
    text = labels[given] if question.kind == "choice" else given
    return Paragraph(text, "quote")
