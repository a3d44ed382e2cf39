"""A composed report as plain text and as separate texts, for tests and for reading it aloud."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.report.model import (
    Block,
    Bullets,
    Callout,
    Figure,
    Grounded,
    Heading,
    Paragraph,
    ReportContent,
    Section,
    Table,
    WritingSpace,
)


def texts(section: Section, *, own_words: bool = True) -> Iterator[tuple[str, str]]:
    """Yield kind and text of everything a chapter says."""
    yield "title", section.title
    for block in section.blocks:
        yield from _block(block, own_words)


def _block(block: Block, own_words: bool) -> Iterator[tuple[str, str]]:
    match block:
        case Heading():
            yield f"heading {block.level}", block.text
        case Paragraph():
            if own_words or block.style != "quote":
                yield f"paragraph {block.style}", block.text
        case WritingSpace():
            yield "label", block.label
        case Grounded():
            yield "paragraph body", block.text
            yield from (("ground", ground) for ground in block.grounds)
        case _:
            yield from _compound(block)


def _compound(block: Bullets | Table | Figure | Callout) -> Iterator[tuple[str, str]]:
    match block:
        case Bullets():
            yield from (("bullet", item) for item in block.texts)
        case Table():
            yield from _table(block)
        case Figure():
            yield "alt", block.alt
            yield "caption", block.caption
            yield from _table(block.table)
        case Callout():
            yield "callout title", block.title
            yield from (("callout", text) for text in block.paragraphs)


def _table(table: Table) -> Iterator[tuple[str, str]]:
    yield "caption", table.caption
    yield from (("cell", cell) for row in (table.header, *table.rows) for cell in row)


def everything(content: ReportContent, *, own_words: bool = True) -> Iterator[tuple[str, str]]:
    """Yield kind and text of the whole report."""
    cover = content.cover
    for text in (cover.title, cover.subtitle, *cover.lines, cover.warning):
        yield "cover", text
    if own_words:
        yield "cover", cover.name
        yield "footer", content.footer
    for section in content.sections:
        yield from texts(section, own_words=own_words)


def plain(content: ReportContent) -> str:
    """Return the report as text to read from top to bottom."""
    cover = content.cover
    lines = [cover.title, cover.subtitle, cover.name, *cover.lines, cover.warning]
    lines.append(f"[{content.footer}]")
    for section in content.sections:
        lines += ["", "", f"##### {section.title}  ({section.id})"]
        for block in section.blocks:
            lines += _lines(block)
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            return ["", f"{'=' if block.level == 2 else '-'} {block.text}"]
        case Paragraph():
            mark = {"lead": "» ", "small": "  (klein) ", "quote": "  “ "}.get(block.style, "")
            return [mark + block.text]
        case Bullets():
            return [f"  {number}. {item}" if block.ordered else f"  * {item}"
                    for number, item in enumerate(block.texts, start=1)]  # fmt: skip
        case Table():
            return _rows(block)
        case Figure():
            return [f"[figuur {block.id}] {block.caption}", f"[alt] {block.alt}",
                    *_rows(block.table)]  # fmt: skip
        case Callout():
            return [f"[kader] {block.title}", *(f"   | {text}" for text in block.paragraphs)]
        case Grounded() | WritingSpace():
            return _short(block)


def _short(block: Grounded | WritingSpace) -> list[str]:
    if isinstance(block, Grounded):
        return [block.text, *(f"  ^ {ground}" for ground in block.grounds)]
    return [f"[schrijfruimte, {block.lines} regels] {block.label}"]


def _rows(table: Table) -> list[str]:
    rows = [" | ".join(row) for row in (table.header, *table.rows)]
    return [f"[tabel] {table.caption}", *(f"   {row}" for row in rows)]
