"""A document as one HTML file: the content of the PDF, its figures and its style sheet inside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assessment.report import figures, model
from assessment.report.fingerprint import copy_line, write_mark
from assessment.report.scripts import make_lines_drawable
from assessment.resources import TEMPLATES
from assessment.wording import say


@dataclass(frozen=True, slots=True)
class Appearance:
    """How documents of one kind look as HTML.

    ``template`` and ``style_sheet`` are files in the folder of templates; the template is
    ``report/document.html`` or fills in its parts differently. The tables of the figures stand
    in an appendix, or else each under its figure. ``forms`` are the drawings of each figure; the
    style sheet shows the one that fits.
    """

    template: str
    style_sheet: str
    tables_in_appendix: bool
    forms: tuple[str, ...] = ("wide", "narrow")


DOCUMENT = Appearance("report/document.html", "report/document.css", tables_in_appendix=True)


def render_html(document: model.ReportContent, appearance: Appearance = DOCUMENT) -> bytes:
    """Return the document as HTML in UTF-8; the same document gives the same bytes."""
    text = (
        _environment()
        .get_template(appearance.template)
        .render(
            document=document,
            sheet=document.pages > 0,
            drawn=_drawn(document, appearance.forms),
            tables=_appendix(document) if appearance.tables_in_appendix else [],
            appended=appearance.tables_in_appendix,
            css=style_sheet(appearance),
            mark=write_mark(document),
            copy=copy_line(document, document.recipient) if document.recipient else "",
            contents=say("pdf.contents"),
            to_figure=say("pdf.to_figure"),
            appendix=say("pdf.appendix"),
            appendix_lead=say("pdf.appendix_lead"),
        )
    )
    return text.encode()


@cache
def style_sheet(appearance: Appearance = DOCUMENT) -> str:
    """Return the style sheet exactly as it stands in every document with this appearance."""
    path = TEMPLATES / appearance.style_sheet
    return path.read_text(encoding="utf-8")


_DRAW = {"wide": figures.draw, "narrow": figures.draw_narrow}


def _drawn(document: model.ReportContent, forms: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return every figure by its id as SVG, in each form.

    The drawings of a gallery are small already and share their letters.
    """
    drawn: dict[str, dict[str, str]] = {}
    for block in document.blocks():
        if isinstance(block, model.Figure):
            drawn[block.id] = {
                form: figures.to_svg(_DRAW[form](block.data)).decode() for form in forms
            }
        elif isinstance(block, model.Gallery):
            written = figures.to_svgs([figures.draw(drawing.data) for drawing in block.drawings])
            for drawing, svg in zip(block.drawings, written, strict=True):
                drawn[drawing.id] = {"small": svg.decode()}
    return drawn


def _as_drawn(value: Any) -> Any:
    """Return a text as the PDF draws it: both say the same, and have one content hash."""
    return make_lines_drawable(value) if type(value) is str else value


def _appendix(document: model.ReportContent) -> list[tuple[str, model.Table]]:
    return [(figure.id, figure.table) for figure in document.figures]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_as_drawn,
    )
