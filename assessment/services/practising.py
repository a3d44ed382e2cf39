"""Practice cards on the web: which fit somebody, all for a phase, and what a card says."""

from dataclasses import dataclass
from datetime import datetime

from assessment.plan.cards import Card
from assessment.plan.model import Catalogue
from assessment.report.composition.practice_cards import choose_for, say_why
from assessment.report.composition.support import list_support
from assessment.report.documents.praktijkkaart.card import list_sections
from assessment.report.model import Block, Section
from assessment.services import reporting
from assessment.services.content import Content
from assessment.services.reporting import Result


@dataclass(frozen=True, slots=True)
class Offer:
    """The cards for somebody: those that fit with why, and all others of the phase."""

    fitting: tuple[tuple[Card, str], ...]
    others: tuple[Card, ...]


def offer_cards(content: Content, result: Result, *, created_at: datetime) -> Offer:
    """Return the cards that fit this person's goals and wishes, and the others of the phase."""
    material = reporting.build_material(content, result, created_at=created_at)
    chosen = choose_for(material)
    taken = {choice.card.id for choice in chosen}
    return Offer(
        fitting=tuple((choice.card, say_why(material, choice)) for choice in chosen),
        others=tuple(card for card in list_cards(content, result) if card.id not in taken),
    )


def list_cards(content: Content, result: Result) -> tuple[Card, ...]:
    """Return every card for the phase of this person."""
    return tuple(card for card in content.catalogue.cards if result.answers.phase in card.phases)


def find_card(content: Content, result: Result, card_id: str) -> Card | None:
    """Return the card of this id, if it is for the phase of this person."""
    return next((card for card in list_cards(content, result) if card.id == card_id), None)


def show_card(catalogue: Catalogue, card: Card) -> tuple[Section, ...]:
    """Return what a card says, part by part, with whom to call by this catalogue."""
    return list_sections(card, catalogue)


def show_support(catalogue: Catalogue) -> tuple[Block, ...]:
    """Return whom everybody can reach and what they offer; it follows from no answer."""
    return tuple(list_support(catalogue))
