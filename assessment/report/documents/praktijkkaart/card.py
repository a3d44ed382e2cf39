"""A practice card as a page: the dilemma, three questions, a first step, and who can help."""

from collections.abc import Iterator

from assessment.phrases import joined, upper_first
from assessment.plan.cards import Card
from assessment.plan.model import Catalogue
from assessment.report.composition.material import Material
from assessment.report.composition.practice_cards import choose_for
from assessment.report.composition.reaching import reach_support
from assessment.report.documents.kinds import DocumentRefused
from assessment.report.documents.praktijkkaart.texts import say
from assessment.report.model import (
    Block,
    Bullets,
    Cover,
    Paragraph,
    ReportContent,
    Section,
    WritingSpace,
)

_LINES = 4


def compose_card(material: Material) -> ReportContent:
    """Return the card that the owner named, or else the first that fits.

    Raises
    ------
    DocumentRefused
        If there is no card of that name, or none for this phase.
    """
    card = find_card(material)
    return ReportContent(
        cover=Cover(
            title=card.title,
            subtitle=say("card.subtitle"),
            name="",
            made_on=material.made_on,
            valid_until=None,
            lines=(),
            warning=say("card.warning"),
        ),
        sections=(
            *list_sections(card, material.catalogue),
            _section("aantekeningen", "notes", WritingSpace(say("card.notes_label"), _LINES)),
        ),
        footer=say("card.footer", title=card.title),
        created_at=material.created_at,
    )


def find_card(material: Material) -> Card:
    """Return the card to make; DocumentRefused names every card when there is no such one."""
    catalogue, name = material.catalogue, material.card
    if not name:
        chosen = choose_for(material)
        if not chosen:
            raise DocumentRefused("documents.no_card", phase=material.answers.phase)
        return chosen[0].card
    try:
        return catalogue.card(name)
    except KeyError:
        known = ", ".join(card.id for card in catalogue.cards)
        raise DocumentRefused("documents.unknown_card", card=name, cards=known) from None


def list_sections(card: Card, catalogue: Catalogue) -> tuple[Section, ...]:
    """Return what a card says, part by part; it is the same for whoever holds it."""
    return (
        _section("dilemma", "dilemma", Paragraph(card.dilemma)),
        _section("vragen", "questions", Bullets(card.questions, ordered=True)),
        _section("eerste-stap", "first_step", Paragraph(card.first_step)),
        _section("hulp", "people", Bullets(tuple(upper_first(role) for role in card.people))),
        *_call(card, catalogue),
    )


def _section(section_id: str, title: str, *blocks: Block) -> Section:
    return Section(section_id, say(f"card.{title}"), blocks)


def _call(card: Card, catalogue: Catalogue) -> Iterator[Section]:
    blocks: list[Block] = []
    if notes := [catalogue.support_note(note_id) for note_id in card.call]:
        contacts = {contact_id for note in notes for contact_id in note.contacts}
        years = sorted({catalogue.contact(contact_id).as_of[:4] for contact_id in contacts})
        blocks += [
            Bullets(tuple(reach_support(catalogue, notes))),
            Paragraph(say("card.call_years", years=joined(years)), "small"),
        ]
    if card.sources:
        blocks.append(Paragraph(say("card.sources", sources=joined(card.sources)), "small"))
    if blocks:
        yield _section("bellen", "call" if card.call else "sources_title", *blocks)
