"""Practice cards: a dilemma of the office on one page, and which of them fit a person.

A card follows from what a person chose or asked for, never from a score. So nobody is handed a
card about integrity because of an answer, and a colleague who sees the card learns nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from values import Phase

MOST_CARDS = 3  # for one person

Because = Literal["goal", "asked", "phase"]


@dataclass(frozen=True, slots=True)
class Card:
    """One card: the dilemma, three questions, a first step, and who can help.

    ``people`` are roles near at hand, ``call`` ids of the support that stands open to everyone.
    ``competencies``, ``values`` and ``wishes`` are what a person may have chosen or asked for.
    ``as_of``, ``review_by`` and ``sure`` are as in facts.py, for a card that rests on ``sources``.
    """

    id: str
    title: str
    phases: tuple[Phase, ...]
    competencies: tuple[str, ...]
    values: tuple[str, ...]
    wishes: tuple[str, ...]
    dilemma: str
    questions: tuple[str, ...]
    first_step: str
    people: tuple[str, ...]
    call: tuple[str, ...]
    sources: tuple[str, ...]
    as_of: str = ""
    review_by: str = ""
    sure: bool = False

    def is_about(self, construct: str) -> bool:
        """Return whether the card is about this competency or value."""
        return construct in self.competencies or construct in self.values


@dataclass(frozen=True, slots=True)
class CardChoice:
    """A card that fits, and why: a goal of the owner, what the owner asked, or the phase.

    ``about`` is the competency or value of that goal, else empty.
    """

    card: Card
    because: Because
    about: str = ""


def choose_cards(
    cards: Sequence[Card],
    *,
    phase: str,
    goals: Sequence[str],
    wishes: Collection[str],
    most: int = MOST_CARDS,
) -> tuple[CardChoice, ...]:
    """Return at most ``most`` cards that fit this phase: by goal, then by wish, then by phase.

    Parameters
    ----------
    cards : sequence of Card
        All cards; of equals the first comes first.
    phase : str
        Where the person is; a card for another phase is never chosen.
    goals : sequence of str
        The competencies and values that the owner's goals are about, in the owner's order.
    wishes : collection of str
        What the person asked for, as ``list_wishes`` returns it.

    Returns
    -------
    tuple of CardChoice
        No card twice. By phase come first the cards that are for the fewest phases.
    """
    fitting = [card for card in cards if phase in card.phases]
    chosen: dict[str, CardChoice] = {}
    for choice in _rank(fitting, goals, wishes):
        if len(chosen) < most:
            chosen.setdefault(choice.card.id, choice)
    return tuple(chosen.values())


def list_wishes(
    asked_by: Mapping[str, Sequence[str]], answers: Mapping[str, str | Collection[str]]
) -> frozenset[str]:
    """Return what a person asked for.

    ``asked_by`` gives for each wish the answers that tell it, each as ``question:option``;
    ``answers`` has the answer of each question, or the set of them. Open questions tell no wish.
    """
    answered = {
        f"{question}:{option}"
        for question, answer in answers.items()
        for option in ([answer] if isinstance(answer, str) else answer)
    }
    return frozenset(wish for wish, tells in asked_by.items() if answered & set(tells))


def _rank(
    cards: Sequence[Card], goals: Sequence[str], wishes: Collection[str]
) -> Iterator[CardChoice]:
    for about in goals:
        for card in cards:
            if card.is_about(about):
                yield CardChoice(card, "goal", about)
    for card in cards:
        if set(card.wishes) & set(wishes):
            yield CardChoice(card, "asked")
    for card in sorted(cards, key=lambda card: len(card.phases)):
        yield CardChoice(card, "phase")
