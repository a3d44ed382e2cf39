"""Accessible PDF documents (PDF/UA-1) with reportlab; knows nothing of what a report says."""

from assessment.report.pdf.boxes import CalloutBox, TaggedFigure, add_caption
from assessment.report.pdf.canvas import TocLine
from assessment.report.pdf.lists import bullet_list, numbered_list
from assessment.report.pdf.markup import (
    Markup,
    join_markup,
    link,
    mark_emphasis,
    mark_foreign,
    mark_strong,
)
from assessment.report.pdf.paragraphs import (
    LinkLine,
    TaggedHeading,
    TaggedParagraph,
    make_quote,
    table_of_contents,
)
from assessment.report.pdf.tables import CellSpan, data_table
from assessment.report.pdf.template import BuildContext, build_document

__all__ = [
    "BuildContext",
    "CalloutBox",
    "TaggedFigure",
    "TaggedHeading",
    "LinkLine",
    "Markup",
    "TaggedParagraph",
    "CellSpan",
    "TocLine",
    "bullet_list",
    "build_document",
    "add_caption",
    "data_table",
    "mark_emphasis",
    "mark_foreign",
    "join_markup",
    "link",
    "numbered_list",
    "make_quote",
    "mark_strong",
    "table_of_contents",
]
