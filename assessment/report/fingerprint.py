"""The content hash of a document: which words it covers, and how a reader gets to see it.

Covered is everything that the document says, so its words as they are drawn and in which block
they stand: the words of the cover and both of its days, the title of every chapter, the text of
every block, the line under every page, the document number, for whom the copy is, and the day it
was made. A figure is covered by its alternative text, its caption and its table, which holds its
numbers. Of a chapter that has a short form on paper both forms are covered: PDF and HTML have the
same code.
Not covered are the look (widths, pages, where a chapter starts, lines to write on), where a page of
the app leads, the time of day, the words that every document has (such as page numbers), the hash
itself, and the bytes of a file: these change when it is saved again or locked.
"""

import hashlib
import json
from typing import Any

from assessment.phrases import long_date
from assessment.report.model import (
    Block,
    Bullets,
    Callout,
    Figure,
    Gallery,
    Grounded,
    Heading,
    Paragraph,
    ReportContent,
    Section,
    Table,
    WritingSpace,
)
from assessment.report.scripts import make_lines_drawable
from assessment.wording import say

FORMAT = "bop-document/1"
SHOWN = 16  # hexadecimal digits under every page: 64 bits
_GROUP = 4
_NUMBER = 12


def content_hash(report: ReportContent) -> str:
    """Return the SHA-256 of ``canonical_text`` in 64 hexadecimal digits."""
    return hashlib.sha256(canonical_text(report).encode("ascii")).hexdigest()


def document_number(said: Any) -> str:
    """Return a short name for a document that follows from what it was made from."""
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, default=list)
    return hashlib.sha256(text.encode()).hexdigest()[:_NUMBER].upper()


def canonical_text(report: ReportContent) -> str:
    """Return what is hashed: one list as JSON, without spaces, in ASCII with escapes.

    The list is [format, day, recipient, document number, footer, cover, chapters]. A cover is
    [title, subtitle, name, made on, valid until, [line...], warning], with its summary behind it
    if there is one. A chapter is [id, title, [block...], part...] and a part is such a list
    itself; a short form on paper follows as ["paper", [block...]]. A block begins with its kind,
    as ``_block`` writes it.
    """
    cover = report.cover
    until = "" if cover.valid_until is None else cover.valid_until.isoformat()
    days = cover.made_on.isoformat(), until
    summary = [] if cover.summary is None else [cover.summary.text]
    said = [
        FORMAT,
        report.created_at.date().isoformat(),
        report.recipient,
        report.document_id,
        report.footer,
        [cover.title, cover.subtitle, cover.name, *days, cover.lines, cover.warning, *summary],
        [_chapter(section) for section in report.sections],
    ]
    return json.dumps(_as_drawn(said), ensure_ascii=True, separators=(",", ":"))


def _as_drawn(said: Any) -> Any:
    """Return what is said with every text as it is drawn: a character without a glyph is a box."""
    if isinstance(said, str):
        return make_lines_drawable(said)
    return [_as_drawn(part) for part in said] if isinstance(said, list | tuple) else said


def code(content_hash: str) -> str:
    """Return the digits of a hash that a reader sees, as 3F2A 9C71 B04D 8E11."""
    shown = content_hash[:SHOWN].upper()
    return " ".join(shown[n : n + _GROUP] for n in range(0, SHOWN, _GROUP))


def write_mark(report: ReportContent) -> str:
    """Return the line that tells this document from any other; a sheet has no number."""
    key = "pdf.mark" if report.document_id else "pdf.mark_no_number"
    return say(key, document=report.document_id, code=code(content_hash(report)))


def copy_line(report: ReportContent, recipient: str) -> str:
    """Return for whom this copy was made, and when; ``recipient`` may be a shortened name."""
    return say("pdf.copy", name=recipient, date=long_date(report.cover.made_on))


def _chapter(section: Section) -> list[Any]:
    blocks = [_block(block) for block in section.blocks]
    parts = [_chapter(part) for part in section.parts]
    paper = [] if section.paper is None else [["paper", [_block(b) for b in section.paper]]]
    return [section.id, section.title, blocks, *parts, *paper]


def _block(block: Block) -> list[Any]:
    match block:
        case Heading():
            return ["heading", block.level, block.text]
        case Paragraph():
            return ["paragraph", block.style, block.text]
        case Bullets():
            return ["list", block.ordered, block.texts]
        case Table() | Figure() | Gallery():
            return _with_caption(block)
        case Callout():
            return ["callout", block.title, block.paragraphs]
        case Grounded():
            return ["grounded", block.text, block.grounds]
        case WritingSpace():
            return ["space", block.label]


def _with_caption(block: Table | Figure | Gallery) -> list[Any]:
    match block:
        case Table():
            notes = [block.notes] if block.notes else []
            return ["table", block.caption, block.header, block.rows, *notes]
        case Figure():
            return ["figure", block.id, block.alt, block.caption, _with_caption(block.table)]
        case Gallery():
            drawings = [[drawing.id, drawing.alt] for drawing in block.drawings]
            return ["gallery", block.caption, drawings]
