"""Steun: what stands open to everyone whatever the score, and who pays."""

from collections.abc import Sequence

from assessment.plan.model import Note
from assessment.report.composition.material import Material
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section


def support(material: Material) -> Section:
    """Return the chapter, the same for every score."""
    blocks: list[Block] = [
        Paragraph(_lead(material), "lead"),
        Heading(material.say("support.offers")),
        _notes(material, material.catalogue.support),
        Heading(material.say("support.payment")),
        Paragraph(material.say("support.payment_text")),
        _notes(material, material.catalogue.payment),
    ]
    return material.section("steun", blocks)


def _lead(material: Material) -> str:
    if not material.needs_support_first:
        return material.say("support.lead")
    return (
        f"{material.say(f'support.first_{material.leaving_reason}')} {material.say('support.lead')}"
    )


def _notes(material: Material, notes: Sequence[Note]) -> Bullets:
    return Bullets(
        tuple(
            material.say(
                "support.note_source" if note.source else "support.note",
                title=note.title,
                text=note.text,
                source=note.source,
            )
            for note in notes
        )
    )
