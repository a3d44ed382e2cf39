"""The content hash of a document: which words it covers, and how a reader gets to see it.

Covered is everything that the document says, so its words and in which block they stand: the
words of the cover and both of its days, the title of every chapter, the text of every block, the
line under every page, the document number, for whom the copy is, and the day it was made. A
figure is covered by its alternative text, its caption and its table, which holds its numbers.
Not covered are the look (widths, pages, where a chapter starts, lines to write on), where a page of
the app leads, the time of day, the words that every document has (such as page numbers), the hash
itself, and the bytes of a file: these change when it is saved again or locked.
"""

import hashlib
import json
from typing import Any

from assessment.report.composition.words import long_date
from assessment.report.model import (
    Block,
    Bullets,
    Callout,
    Figure,
    Heading,
    Paragraph,
    ReportContent,
    Table,
    WritingSpace,
)
from assessment.wording import say

FORMAT = "bop-document/1"
SHOWN = 16  # hexadecimal digits under every page: 64 bits
_GROUP = 4


def content_hash(report: ReportContent) -> str:
    """Return the SHA-256 of ``canonical_text`` in 64 hexadecimal digits."""
    return hashlib.sha256(canonical_text(report).encode("ascii")).hexdigest()


def canonical_text(report: ReportContent) -> str:
    """Return what is hashed: one list as JSON, without spaces, in ASCII with escapes.

    The list is [format, day, recipient, document number, footer, cover, chapters]. A cover is
    [title, subtitle, name, made on, valid until, [line...], warning], a chapter
    [id, title, [block...]], and a block begins with its kind, as ``_block`` writes it.
    """
    cover = report.cover
    days = cover.made_on.isoformat(), cover.valid_until.isoformat()
    said = [
        FORMAT,
        report.created_at.date().isoformat(),
        report.recipient,
        report.document_id,
        report.footer,
        [cover.title, cover.subtitle, cover.name, *days, cover.lines, cover.warning],
        [[s.id, s.title, [_block(block) for block in s.blocks]] for s in report.sections],
    ]
    return json.dumps(said, ensure_ascii=True, separators=(",", ":"))


def code(content_hash: str) -> str:
    """Return the digits of a hash that a reader sees, as 3F2A 9C71 B04D 8E11."""
    shown = content_hash[:SHOWN].upper()
    return " ".join(shown[n : n + _GROUP] for n in range(0, SHOWN, _GROUP))


def mark(report: ReportContent) -> str:
    """Return the line that tells this document from any other; a sheet has no number."""
    key = "pdf.mark" if report.document_id else "pdf.mark_no_number"
    return say(key, document=report.document_id, code=code(content_hash(report)))


def copy_line(report: ReportContent, recipient: str) -> str:
    """Return for whom this copy was made, and when; ``recipient`` may be a shortened name."""
    return say("pdf.copy", name=recipient, date=long_date(report.cover.made_on))


def _block(block: Block) -> list[Any]:
    match block:
        case Heading():
            return ["heading", block.level, block.text]
        case Paragraph():
            return ["paragraph", block.style, block.text]
        case Bullets():
            return ["list", block.ordered, block.items]
        case Table():
            return ["table", block.caption, block.header, block.rows]
        case Figure():
            return ["figure", block.id, block.alt, block.caption, _block(block.table)]
        case Callout():
            return ["callout", block.title, block.paragraphs]
        case WritingSpace():
            return ["space", block.label]
