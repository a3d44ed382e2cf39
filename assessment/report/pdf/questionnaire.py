"""Questions to answer with a pen or in the file: one part of the zelfbeoordeling as a PDF."""

# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assessment.report.form import Aside, Choosing, Questionnaire, Ranking, Writing
from assessment.report.pdf import styles
from assessment.report.pdf.blocks import WritingLines
from assessment.report.pdf.boxes import KeepWhole
from assessment.report.pdf.choices import ChoiceBox, ChoiceLine, ChoiceRow, Numbered
from assessment.report.pdf.fields import Choice
from assessment.report.pdf.footers import Footer
from assessment.report.pdf.paragraphs import TaggedHeading, TaggedParagraph
from assessment.report.pdf.tables import data_table
from assessment.report.pdf.template import BuildContext, build_document
from assessment.wording import say

_LINE_HEIGHT = 22.0
_WHOLE = 0.5 * styles.TEXT_HEIGHT  # points: a question up to this height is not cut


def render_questionnaire(form: Questionnaire) -> bytes:
    """Return the form as a PDF/UA-1 file; the same form gives the same bytes."""

    def story(_: BuildContext) -> list[Any]:
        return [*_head(form), *_questions(form)]

    return build_document(
        story,
        title=form.title,
        author=form.title,
        subject=form.subtitle,
        footer=Footer(form.footer),
        created=form.created_at,
    )


def _head(form: Questionnaire) -> Iterator[Any]:
    yield TaggedHeading(form.title, 1, listed=False, style=styles.SHEET_TITLE)
    yield TaggedParagraph(form.subtitle, styles.SHEET_LEAD)
    for line in form.lines:
        yield TaggedParagraph(line, styles.BODY)


def _questions(form: Questionnaire) -> Iterator[Any]:
    number = 0
    for asked in form.questions:
        if isinstance(asked, Aside):
            yield TaggedHeading(asked.text, 2)
            continue
        number += 1
        yield KeepWhole(list(_draw(asked, number)), _WHOLE)


def _draw(asked: Choosing | Ranking | Writing, number: int) -> Iterator[Any]:
    match asked:
        case Choosing():
            yield from _choosing(asked, number)
        case Ranking():
            yield from _ranking(asked, number)
        case Writing():
            label = Numbered(asked.text, number)
            yield WritingLines(label, asked.lines, _LINE_HEIGHT)


def _numbered(text: str, number: int) -> str:
    return say("pdf.question", number=number, text=text)


def _choosing(asked: Choosing, number: int) -> Iterator[Any]:
    first, *others = asked.texts
    yield Numbered(first, number)
    for text in others:
        yield TaggedParagraph(text, styles.QUESTION_MORE)
    said = _numbered(" ".join(asked.texts), number)
    answers = [
        (Choice(f"vraag-{number}", value, f"{said} {words}", said, asked.several), words)
        for value, words in asked.answers
    ]
    if asked.short:
        yield ChoiceRow(answers)
    else:
        yield from (ChoiceLine(choice, words) for choice, words in answers)


def _ranking(asked: Ranking, number: int) -> Iterator[Any]:
    said = _numbered(asked.text, number)
    rows = [
        [row[1], *([_cell(said, number, row, column)] for column in asked.columns)]
        for row in asked.rows
    ]
    header = [asked.head, *(words for _, words in asked.columns)]
    width = (1.0 - 0.1 * len(asked.columns), *([0.1] * len(asked.columns)))
    yield from data_table([header, *rows], widths=width, caption=said, dense=True)


def _cell(said: str, number: int, row: tuple[str, str], column: tuple[str, str]) -> ChoiceBox:
    """Return the box of a row in a column: round, for in each column one is ticked."""
    group, head = column
    value, words = row
    question = f"vraag-{number}-{group}"
    return ChoiceBox(Choice(question, value, f"{said} {words} {head}", f"{said} {head}"))
