"""One sentence of the story, with what it rests on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence about a person.

    ``grounds`` are whole sentences that name the answers or choices behind it. ``rule`` is the
    rule that said it: the name of its text in the section ``story``. ``about`` holds the ids of
    the values, clusters, competencies and styles that it names: a page leads from it to each.
    """

    text: str
    grounds: tuple[str, ...]
    rule: str
    about: tuple[str, ...] = ()
