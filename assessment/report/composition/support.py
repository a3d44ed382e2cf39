"""Steun: what stands open to everyone whatever the score, and who pays."""

from collections.abc import Iterator, Sequence

from assessment.plan.model import Note
from assessment.report.composition.material import Material
from assessment.report.model import Block, Heading, Paragraph, Section


def support(m: Material) -> Section:
    """Return the chapter, the same for every score."""
    blocks = [
        Paragraph(m.say("support.lead"), "lead"),
        Heading(m.say("support.offers")),
        *_notes(m.catalogue.support),
        Heading(m.say("support.payment")),
        Paragraph(m.say("support.payment_text")),
        *_notes(m.catalogue.payment),
    ]
    return m.section("steun", blocks)


def _notes(notes: Sequence[Note]) -> Iterator[Block]:
    for note in notes:
        yield Heading(note.title, 3)
        yield Paragraph(note.text)
