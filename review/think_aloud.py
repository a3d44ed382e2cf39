"""Which statements, pairs and values are talked through in a think-aloud session: by rule."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.instruments import Library
from assessment.instruments.model import Pair
from assessment.instruments.model import Statement as Item
from review.forms import choice_sentence, list_pairs
from review.texts import say
from values import ValueMap

STATEMENTS = 12


@dataclass(frozen=True, slots=True)
class Chosen:
    """A statement to talk through, and the rule that chose it."""

    item: Item
    reason: str


@dataclass(frozen=True, slots=True)
class Session:
    """What one session shows, part by part."""

    statements: tuple[Chosen, ...]
    pairs: tuple[Pair, ...]
    choice: tuple[tuple[str, str], ...]  # name and sentence of the values of one set


def plan_session(library: Library, value_map: ValueMap) -> Session:
    """Return what a session asks; the same content gives the same session."""
    pairs = list_pairs(library)
    first_set = library.waardenkeuze.designs[0][0]
    values = [value_map.values[value] for value in first_set.values]
    return Session(
        statements=tuple(_choose(library, value_map)),
        pairs=tuple(
            max((p for p in pairs if p.axis == axis.id), key=lambda p: len(p.first + p.second))
            for axis in value_map.axes
        ),
        choice=tuple((value.name, choice_sentence(value)) for value in values),
    )


def _choose(library: Library, value_map: ValueMap) -> Iterator[Chosen]:
    """Yield per speelveld the longest and one with an aspirant wording; then the longest left."""
    left = sorted(library.gedrag.items, key=_length, reverse=True)
    count = 0
    for group in value_map.groups:
        own = {competency.id for competency in value_map.in_group(group.id)}
        for rule in ("longest_in_group", "aspirant_in_group"):
            fitting = [item for item in left if item.competency in own]
            worded = [item for item in fitting if item.text_aspirant]
            wanted = worded if rule == "aspirant_in_group" and worded else fitting
            for item in wanted[:1]:
                left.remove(item)
                count += 1
                reason = rule if wanted is worded else "longest_in_group"
                yield Chosen(item, say(f"think_aloud.{reason}", group=group.name))
    for item in left[: max(0, STATEMENTS - count)]:
        yield Chosen(item, say("think_aloud.longest_of_all"))


def _length(item: Item) -> tuple[int, int]:
    return len(item.text.split()), len(item.text)
