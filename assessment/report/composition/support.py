"""Steun: whom everyone can reach whatever the score, what they offer, and who pays."""

from collections.abc import Iterator, Sequence

from assessment.addresses import call_address
from assessment.plan.model import Catalogue, Note
from assessment.report.composition.material import Material
from assessment.report.composition.reaching import link_to, reach_contact
from assessment.report.composition.texts import say
from assessment.report.model import Block, Bullets, Heading, OutwardLink, Paragraph, Reach, Section

_EMERGENCY = "112"


def support(material: Material) -> Section:
    """Return the chapter, the same for every score."""
    blocks: list[Block] = [
        Paragraph(f"{open_support(material)} {material.say('support.lead')}".strip(), "lead"),
        *list_support(material.catalogue, material.answers.phase),
        *tell_payment(material),
    ]
    return material.section("steun", blocks)


def tell_payment(material: Material) -> Iterator[Block]:
    """Yield who pays for what."""
    yield Heading(material.say("support.payment"))
    yield Paragraph(material.say("support.payment_text"))
    yield _list_notes(material.catalogue.payment)


def open_support(material: Material) -> str:
    """Return a word to whom the end was hard or personal; nothing for others."""
    if not material.needs_support_first:
        return ""
    return material.say(f"support.first_{material.leaving_reason}")


def list_support(catalogue: Catalogue, phase: str = "") -> Iterator[Block]:
    """Yield how to reach everyone who helps, and what they offer; it needs no answers."""
    yield from list_contacts(catalogue)
    yield from list_offers(catalogue, phase)


def list_contacts(catalogue: Catalogue) -> Iterator[Block]:
    """Yield how to reach everyone who helps."""
    emergency = OutwardLink(_EMERGENCY, call_address(_EMERGENCY))
    yield Heading(say("support.reach"))
    yield Bullets(
        (
            Reach(say("support.danger"), (emergency,)),
            *(reach_contact(contact) for contact in catalogue.contacts),
        )
    )
    yield Paragraph(say("support.reach_years"), "small")


def list_offers(catalogue: Catalogue, phase: str = "") -> Iterator[Block]:
    """Yield what everyone who helps offers to who is in a phase; without one, to anybody."""
    offers = [one for one in catalogue.support if not (phase and one.phases) or phase in one.phases]
    yield Heading(say("support.offers"))
    yield _list_notes(offers)


def _list_notes(notes: Sequence[Note]) -> Bullets:
    return Bullets(tuple(_write_note(note) for note in notes))


def _write_note(note: Note) -> str | Reach:
    key = "support.note_source" if note.source else "support.note"
    text = say(key, title=note.title, text=note.text, source=note.source)
    return Reach(say("support.more", text=text), (link_to(note.url),)) if note.url else text
