"""Rules the practice cards must keep: one Dutch sentence per problem."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from assessment.plan.cards import Card
from assessment.plan.model import Catalogue
from assessment.plan.problems import say
from values import PHASES, ValueMap

CARDS = "cards.toml"
QUESTIONS = 3
# Characters, so that a card stays on one page with room to write (tests/report/documents).
LONGEST = {"title": 60, "dilemma": 360, "first_step": 280, "question": 140}
MOST_PEOPLE, MOST_CALLS = 4, 3


def problems(catalogue: Catalogue, value_map: ValueMap) -> Iterator[str]:
    """Yield what is wrong with the cards of ``catalogue``."""
    for card_id, count in Counter(card.id for card in catalogue.cards).items():
        if count > 1:
            yield say("card.twice", file=CARDS, id=card_id, count=count)
    for card in catalogue.cards:
        yield from _links(card, catalogue, value_map)
        yield from _lengths(card)
        if not card.sources and (card.as_of or card.review_by or card.sure):
            yield say("card.no_source", file=CARDS, id=card.id)
    shown = {phase for card in catalogue.cards for phase in card.phases}
    for phase in PHASES:
        if catalogue.cards and phase not in shown:
            yield say("card.none_for_phase", file=CARDS, phase=phase)


def check_wishes(
    asked_by: Mapping[str, tuple[str, ...]], options: Mapping[str, Collection[str]]
) -> Iterator[str]:
    """Yield each answer that a wish rests on and that nobody can give.

    ``options`` has the ids of the options of each question.
    """
    for wish, answers in asked_by.items():
        for answer in answers:
            question, _, option = answer.partition(":")
            if option not in options.get(question, ()):
                yield say("card.unknown_answer", file=CARDS, wish=wish, answer=answer)


def list_texts(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return every running text of the cards with its place."""
    return [
        (f"{CARDS}: {card.id}.{name}", text)
        for card in catalogue.cards
        for name, text in (
            ("dilemma", card.dilemma),
            ("first_step", card.first_step),
            *((f"questions {n}", question) for n, question in enumerate(card.questions, start=1)),
        )
    ]


def _links(card: Card, catalogue: Catalogue, value_map: ValueMap) -> Iterator[str]:
    known = {
        "competencies": set(value_map.competency),
        "values": set(value_map.values),
        "wishes": set(catalogue.asked_by),
        "call": {note.id for note in catalogue.support},
    }
    for name, ids in known.items():
        for unknown in sorted(set(getattr(card, name)) - ids):
            yield say("card.unknown", file=CARDS, id=card.id, field=name, value=unknown)
    if not card.phases:
        yield say("card.no_phase", file=CARDS, id=card.id, known=", ".join(PHASES))
    if not card.people and not card.call:
        yield say("card.nobody", file=CARDS, id=card.id)


def _lengths(card: Card) -> Iterator[str]:
    place = {"file": CARDS, "id": card.id}
    if len(card.questions) != QUESTIONS:
        yield say("card.questions", **place, count=len(card.questions), questions=QUESTIONS)
    texts = [(name, getattr(card, name)) for name in ("title", "dilemma", "first_step")]
    for name, text in [*texts, *(("question", question) for question in card.questions)]:
        if len(text) > LONGEST[name]:
            yield say("card.long", **place, field=name, count=len(text), most=LONGEST[name])
    for name, most in (("people", MOST_PEOPLE), ("call", MOST_CALLS)):
        if len(getattr(card, name)) > most:
            yield say("card.many", **place, field=name, most=most)
