"""Steun: what stands open to everyone whatever the score, and who pays."""

from collections.abc import Sequence

from assessment.plan.model import Note
from assessment.report.composition.material import Material
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section


def support(m: Material) -> Section:
    """Return the chapter, the same for every score."""
    blocks: list[Block] = [
        Paragraph(m.say("support.lead"), "lead"),
        Heading(m.say("support.offers")),
        _notes(m, m.catalogue.support),
        Heading(m.say("support.payment")),
        Paragraph(m.say("support.payment_text")),
        _notes(m, m.catalogue.payment),
    ]
    return m.section("steun", blocks)


def _notes(m: Material, notes: Sequence[Note]) -> Bullets:
    return Bullets(
        tuple(
            m.say(
                "support.note_source" if note.source else "support.note",
                title=note.title,
                text=note.text,
                source=note.source,
            )
            for note in notes
        )
    )
