"""Reasons that a table would tell again and again, told once under it."""

from collections import Counter
from dataclasses import replace

from assessment.quality.page.texts import say
from assessment.quality.page.words import MissingReason
from assessment.report.model import Block, Figure, Section, Table


def number_notes(section: Section) -> Section:
    """Return the section with the repeated reasons of each table as notes under it."""
    return replace(
        section,
        blocks=tuple(_block(block) for block in section.blocks),
        parts=tuple(number_notes(part) for part in section.parts),
    )


def _block(block: Block) -> Block:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Figure):
        return replace(block, table=_table(block.table))
    return block


def _table(table: Table) -> Table:
    reasons = Counter(cell for row in table.rows for cell in row if isinstance(cell, MissingReason))
    numbers: dict[str, int] = {
        reason: number
        for number, reason in enumerate((r for r, n in reasons.items() if n > 1), start=1)
    }
    rows = tuple(
        tuple(
            say("numbers.noted", number=numbers[cell]) if cell in numbers else cell for cell in row
        )
        for row in table.rows
    )
    notes = tuple(
        say("numbers.note", number=number, reason=reason) for reason, number in numbers.items()
    )
    return replace(table, rows=rows, notes=notes)
