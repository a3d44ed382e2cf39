"""What stands under every page: for whom this copy is, whose document it is, and its marks."""

# reportlab has no type information: a canvas is Any here.

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm

from assessment.report import model
from assessment.report.fingerprint import copy_line, write_mark
from assessment.report.pdf import styles
from assessment.report.pdf.fonts import REGULAR, SEMIBOLD, shorten_text, width_of
from assessment.report.scripts import make_drawable

SIZE = 8.5
_LEADING = 10.0
_LOWEST_Y = 7 * mm  # four lines stay below the text of the page
_NUMBER_WIDTH = 90.0  # points for the page number, at the end of the lowest line


@dataclass(frozen=True, slots=True)
class Footer:
    """Lines from top to bottom: ``copy`` only on a copy for somebody, ``mark`` of one document."""

    text: str
    mark: str = ""
    copy: str = ""


def footer_of(report: model.ReportContent) -> Footer:
    """Return the footer of a document; a long name leaves room for the day behind it."""
    copy = ""
    if report.recipient:
        room = styles.TEXT_WIDTH - width_of(copy_line(report, ""), SEMIBOLD, SIZE)
        name = shorten_text(make_drawable(report.recipient), SEMIBOLD, SIZE, room)
        copy = copy_line(report, name)
    return Footer(report.footer, write_mark(report), copy)


def draw_footer(canvas: Any, footer: Footer, number: str) -> Any:
    """Draw the lines and the page number; return how high they reach."""
    texts = [(text, REGULAR) for text in _break_line(make_drawable(footer.text))]
    lines = [(footer.copy, SEMIBOLD), *texts, (footer.mark, REGULAR)]
    lines = [(text, font) for text, font in lines if text]
    for place, (text, font) in enumerate(reversed(lines)):
        width = styles.TEXT_WIDTH - (_NUMBER_WIDTH if place == 0 else 0)
        y = _LOWEST_Y + place * _LEADING
        canvas.setFont(font, SIZE)
        shown = shorten_text(make_drawable(text), font, SIZE, width)
        canvas.drawString(styles.MARGIN, y, shown)
    canvas.setFont(REGULAR, SIZE)
    canvas.drawRightString(styles.PAGE_WIDTH - styles.MARGIN, _LOWEST_Y, number)
    return _LOWEST_Y + len(lines) * _LEADING


def _break_line(text: str) -> tuple[str, str]:
    """Return ``text`` on two lines when it is too wide for one, the most on the last.

    What stands behind a long name, such as the day, stays readable.
    """
    words = text.split(" ")
    rest = len(words)
    while rest > 1 and width_of(" ".join(words[rest - 1 :]), REGULAR, SIZE) <= styles.TEXT_WIDTH:
        rest -= 1
    fits = width_of(text, REGULAR, SIZE) <= styles.TEXT_WIDTH
    return ("", text) if fits else (" ".join(words[:rest]), " ".join(words[rest:]))
