"""Praktijkkaarten: which cards fit the owner, by title, and why."""

from collections.abc import Iterator
from dataclasses import replace

from assessment.plan.cards import CardChoice, choose_cards, list_wishes
from assessment.report.composition.material import Material
from assessment.report.model import Block, Bullets, Paragraph, Section


def practice_cards(material: Material) -> tuple[Section, ...]:
    """Return the chapter, or none when no card is for this phase."""
    chosen = choose_for(material)
    if not chosen:
        return ()
    section = material.section("praktijkkaarten", _tell(material, chosen))
    return (replace(section, has_page=False),)


def choose_for(material: Material) -> tuple[CardChoice, ...]:
    """Return the cards that fit the owner's goals, wishes and phase; no score is looked at."""
    return choose_cards(
        material.catalogue.cards,
        phase=material.answers.phase,
        goals=[goal.about for goal in material.plan.goals],
        wishes=list_wishes(material.catalogue.asked_by, material.answers.verdieping),
    )


def say_why(material: Material, choice: CardChoice) -> str:
    """Return why a card fits, as what follows its title in a sentence."""
    name = material.name(choice.about) if choice.about else ""
    return material.say(f"cards.why_{choice.because}", name=name)


def _tell(material: Material, chosen: tuple[CardChoice, ...]) -> Iterator[Block]:
    yield Paragraph(material.say("cards.lead"), "lead")
    yield Bullets(
        tuple(
            material.say("cards.card", title=choice.card.title, why=say_why(material, choice))
            for choice in chosen
        )
    )
    yield Paragraph(material.say("cards.rule"))
    yield Paragraph(material.say("cards.more"), "small")
