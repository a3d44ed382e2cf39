"""Boxes to tick, on paper or in the file: one in a cell, or each before its answer."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab import platypus

from assessment.report.pdf import styles
from assessment.report.pdf.fields import Choice
from assessment.report.pdf.fonts import REGULAR, SEMIBOLD, width_of
from assessment.report.pdf.paragraphs import TaggedParagraph
from assessment.report.pdf.structure import Role
from assessment.report.scripts import make_drawable
from assessment.wording import say

SIDE = 11.0  # of a box, in points
_GAP = 4.0  # between a box and its answer
_BETWEEN = (16.0, 9.0)  # between answers: the first, or the second if that keeps them on one line
_SIZE, _LINE = 9.2, 16.0
_LINE_WIDTH = 0.9


class Numbered(TaggedParagraph):
    """A question with its number before it, which is read with it."""

    def __init__(self, text: str, number: int) -> None:
        super().__init__(text, styles.QUESTION)
        self.number = say("pdf.number", number=number)

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """Return nothing: a question stays in one piece."""
        return []

    def draw(self) -> None:
        """Draw the number and the text, as one paragraph."""
        if not self.canv.measuring:
            with self.canv.content(self.role):
                self.canv.setFillColor(styles.ACCENT)
                self.canv.setFont(SEMIBOLD, self.style.fontSize)
                self.canv.drawString(0, self.height - self.style.fontSize, f"{self.number} ")
        super().draw()


class ChoiceBox(platypus.Flowable):
    """A box on its own: what it is for stands in the heads of its row and column."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return the size on the page."""
        self.width, self.height = SIDE, SIDE
        return SIDE, SIDE

    def draw(self) -> None:
        """Draw the box."""
        draw_box(self.canv, self.choice, 0.0, 0.0)


class ChoiceLine(TaggedParagraph):
    """An answer on lines of its own, with its box before it."""

    def __init__(self, choice: Choice, words: str) -> None:
        super().__init__(words, styles.ANSWER)
        self.choice = choice

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """Return nothing: a box stays with its answer."""
        return []

    def draw(self) -> None:
        """Draw the box and the answer, as one paragraph."""
        with self.canv.group(self.role):
            y = self.height - self.style.leading + (self.style.leading - SIDE) / 2
            draw_box(self.canv, self.choice, self.style.leftIndent - SIDE - _GAP, y)
            super().draw()


class ChoiceRow(platypus.Flowable):
    """Short answers after one another, each with its box, over as many lines as they need."""

    def __init__(self, answers: Sequence[tuple[Choice, str]]) -> None:
        super().__init__()
        self.answers = [(choice, make_drawable(words)) for choice, words in answers]
        self.spaceBefore, self.spaceAfter = 2.0, 9.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return the size on the page."""
        wide, narrow = (self._place(availWidth, between) for between in _BETWEEN)
        self.places = narrow if narrow[-1][1] == 0 else wide
        self.width, self.height = availWidth, (self.places[-1][1] + 1) * _LINE
        return self.width, self.height

    def _place(self, room: float, between: float) -> list[tuple[float, int]]:
        """Return the left end and the line of each answer."""
        left = styles.ANSWER.leftIndent - SIDE - _GAP
        x, line = left, 0
        places = []
        for _, words in self.answers:
            taken = SIDE + _GAP + width_of(words, REGULAR, _SIZE)
            if x > left and x + taken > room:
                x, line = left, line + 1
            places.append((x, line))
            x += taken + between
        return places

    def draw(self) -> None:
        """Draw each answer as a paragraph of its own."""
        canvas = self.canv
        for (choice, words), (x, line) in zip(self.answers, self.places, strict=True):
            y = self.height - (line + 1) * _LINE + (_LINE - SIDE) / 2
            role = Role("P")
            with canvas.group(role):
                draw_box(canvas, choice, x, y)
            if not canvas.measuring:
                with canvas.content(role):
                    canvas.setFillColor(styles.INK)
                    canvas.setFont(REGULAR, _SIZE)
                    canvas.drawString(x + SIDE + _GAP, y + 2.4, words)


def draw_box(canvas: Any, choice: Choice, x: float, y: float) -> None:
    """Draw a box with its field: round for one answer, square for several."""
    canvas.saveState()
    canvas.setStrokeColor(styles.MUTED)
    canvas.setLineWidth(_LINE_WIDTH)
    if choice.several:
        canvas.rect(x, y, SIDE, SIDE, stroke=1, fill=0)
    else:
        canvas.circle(x + SIDE / 2, y + SIDE / 2, SIDE / 2, stroke=1, fill=0)
    canvas.restoreState()
    if not canvas.measuring:
        canvas.add_choice(choice, (x, y, x + SIDE, y + SIDE))
