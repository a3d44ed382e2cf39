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
_LEADING = 10.5
_LOWEST_Y = 8 * mm
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
    lines = [(footer.copy, SEMIBOLD), (footer.text, REGULAR), (footer.mark, REGULAR)]
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
