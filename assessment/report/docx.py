"""A document as DOCX, to change in a word processor: headings, lists and tables that stay so."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from assessment.report import model
from assessment.wording import say

_LANGUAGE = "nl-NL"
_FONT, _SIZE = "Calibri", Pt(11)
_FORBIDDEN = {code: None for code in range(32) if code not in (9, 10)}  # XML has no such signs


def render_docx(document: model.ReportContent) -> bytes:
    """Return the document as DOCX, without its figures: each is told in the table under it.

    Its language, title and headings are set, so that a screen reader reads it as it should.
    """
    made = Document()
    _set_up(made, document)
    made.add_heading(_clean(document.cover.title), level=0)
    made.add_paragraph(_clean(document.cover.subtitle), style="Subtitle")
    for line in document.cover.lines:
        made.add_paragraph(_clean(line))
    _add_note(made, say("docx.mind"), (document.cover.warning,))
    for section in document.sections:
        made.add_heading(_clean(section.title), level=1)
        for block in section.all_blocks:
            _add(made, block)
    made.sections[0].footer.paragraphs[0].text = _clean(document.footer)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _set_up(made: Any, document: model.ReportContent) -> None:
    facts = made.core_properties
    facts.title, facts.language = _clean(document.cover.title), _LANGUAGE
    facts.author = facts.last_modified_by = facts.comments = ""
    facts.created = facts.modified = document.created_at.replace(tzinfo=None)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, _SIZE
    language = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(attribute), _LANGUAGE)
    path = "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr")))
    defaults = made.styles.element.find(path)
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(language)


def _add(made: Any, block: model.Block) -> None:
    """Add a block; a gallery is left out, because a table near it tells what it shows."""
    if isinstance(block, model.Heading):
        made.add_heading(_clean(block.text), level=block.level)
    elif isinstance(block, model.Bullets):
        _add_list(made, block.texts, ordered=block.ordered)
    elif isinstance(block, model.Callout):
        _add_note(made, block.title, block.paragraphs)
    elif isinstance(block, model.Table | model.Figure):
        _add_table(made, block if isinstance(block, model.Table) else block.table)
    elif isinstance(block, model.Paragraph | model.Grounded):
        made.add_paragraph(_clean(block.text))
        _add_list(made, getattr(block, "grounds", ()), ordered=False)
    elif isinstance(block, model.WritingSpace):
        made.add_paragraph(_clean(block.label))


def _add_list(made: Any, texts: Sequence[str], *, ordered: bool) -> None:
    for text in texts:
        made.add_paragraph(_clean(text), "List Number" if ordered else "List Bullet")


def _add_note(made: Any, title: str, paragraphs: tuple[str, ...]) -> None:
    first = made.add_paragraph()
    first.add_run(_clean(title)).bold = True
    for text in paragraphs:
        made.add_paragraph(_clean(text))


def _add_table(made: Any, table: model.Table) -> None:
    made.add_paragraph(_clean(table.caption), "Caption")
    grid = made.add_table(rows=1, cols=len(table.header), style="Table Grid")
    for cell, text in zip(grid.rows[0].cells, table.header, strict=True):
        cell.text = _clean(text)
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(head)
    for row in table.rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = _clean(text)
    for note in table.notes:
        made.add_paragraph(_clean(note))


def _clean(text: str) -> str:
    return text.translate(_FORBIDDEN)
