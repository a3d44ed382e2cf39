"""A document as one HTML file: the content of the PDF, its figures and its style sheet inside."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assessment.report import figures, model
from assessment.report.fingerprint import copy_line, mark
from assessment.resources import TEMPLATES
from assessment.wording import say

_FOLDER = "report"


def render_html(document: model.ReportContent) -> bytes:
    """Return the document as HTML in UTF-8; the same document gives the same bytes."""
    found = [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, model.Figure)
    ]
    text = (
        _environment()
        .get_template(f"{_FOLDER}/document.html")
        .render(
            document=document,
            sheet=document.pages > 0,
            drawn={one.id: figures.to_svg(figures.draw(one.data)).decode() for one in found},
            tables=[(one.id, one.table) for one in found],
            css=style_sheet(),
            mark=mark(document),
            copy=copy_line(document, document.recipient) if document.recipient else "",
            contents=say("pdf.contents"),
            appendix=say("pdf.appendix"),
            appendix_lead=say("pdf.appendix_lead"),
        )
    )
    return text.encode()


@cache
def style_sheet() -> str:
    """Return the style sheet exactly as it stands in every document."""
    path = TEMPLATES / _FOLDER / "document.css"
    return path.read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
