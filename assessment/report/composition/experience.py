"""Ervaring: the person's own words, question by question; what was left open is left out."""

from collections.abc import Callable, Iterator

from assessment.instruments.model import Question
from assessment.instruments.office_name import fill_in
from assessment.report.composition.material import Material
from assessment.report.composition.texts import TEXTS
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section

# It chooses words; the other two are what nobody knows yet, and a document that leaks tells it.
_UNTOLD = ("vertrek-reden", "ervaring-raad", "ervaring-akkoord")


def experience(material: Material) -> Section:
    """Return the chapter with the answers grouped per theme."""
    blocks = [*tell_answers(material)]
    lead = Paragraph(material.say("experience.lead" if blocks else "experience.nothing"), "lead")
    return material.section("ervaring", [lead, *_opening(material), *blocks])


def _opening(material: Material) -> Iterator[Block]:
    """Yield words that fit how the person leaves; the answer itself is not repeated."""
    key = f"experience.reason_{material.leaving_reason}"
    if key in TEXTS:
        yield Paragraph(material.say(key))


def tell_answers(
    material: Material, is_told: Callable[[Question], bool] = lambda question: True
) -> Iterator[Block]:
    """Yield the answers to the questions that ``is_told`` holds for, under their themes."""
    theme, headings = "", material.library.questions(material.answers.phase).themes
    for question in _questions(material):
        answer = _answer(material, question)
        if answer is None or not is_told(question):
            continue
        if question.theme != theme:
            theme = question.theme
            yield Heading(headings[theme])
        yield Heading(question.text, 3)
        yield answer
        yield from _follow(material, question)


def _follow(material: Material, question: Question) -> Iterator[Block]:
    """Yield what the report has to say to a choice, if anything."""
    answer = material.answers.verdieping[question.id]
    for option in answer if isinstance(answer, tuple) else (answer,):
        key = f"experience.follow_{question.id}_{option}"
        if key in TEXTS:
            yield Paragraph(material.say(key))


def _questions(material: Material) -> list[Question]:
    part, office = material.library.questions(material.answers.phase), material.office.name
    asked = [item for item in part.items if material.answers.phase in item.phases]
    return [fill_in(item, office) for item in asked if item.id not in _UNTOLD]


def _answer(material: Material, question: Question) -> Block | None:
    answer = material.answers.verdieping.get(question.id)
    if not answer:
        return None
    labels = {option.id: option.label for option in question.options}
    if isinstance(answer, tuple):
        return Bullets(tuple(labels[option] for option in answer))
    text = labels[answer] if question.kind == "choice" else answer
    return Paragraph(text, "quote")
