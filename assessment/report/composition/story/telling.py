"""Chooses the sentences of the story and puts them in order."""

from collections.abc import Callable, Iterator

from assessment.report.composition.material import Material
from assessment.report.composition.story import dear, shown, wishes
from assessment.report.composition.story.sentence import Sentence

AT_MOST = 5
# What goes when there is too much to tell: first what stands in neither of these.
_CONNECTING = frozenset({
    "unseen", "unseen_competency", "seen", "seen_competency",
    "room_style", "strong_style", "style_cluster", "wish_room", "wish_strong", "wish_even",
})  # fmt: skip
_OWN = frozenset({"dear", "strong", "room", "words"})
_PARTS: tuple[Callable[[Material, frozenset[str]], Iterator[Sentence]], ...] = (
    dear.tell_unseen,
    dear.tell_seen,
    dear.tell_held,
    shown.tell_strong,
    wishes.tell_wish,
    shown.tell_room,
    shown.tell_even,
    shown.tell_styles,
    wishes.quote_words,
)


def story(material: Material) -> tuple[Sentence, ...]:
    """Return at most five sentences about this person, in the order in which they are read.

    Each says only what its intervals bear, and names nothing that another one named. Who answered
    little or the same everywhere gets a short story that says so; who answered nothing gets none.
    """
    told: list[Sentence] = []
    for part in _PARTS:
        named = frozenset(name for sentence in told for name in sentence.about)
        told += part(material, named)
    kept = sorted(told, key=_place)[:AT_MOST]
    return tuple(sentence for sentence in told if sentence in kept)


def _place(sentence: Sentence) -> int:
    """Return 0 for what connects two things, 1 for what is their own, 2 for the rest."""
    if sentence.rule in _CONNECTING:
        return 0
    return 1 if sentence.rule in _OWN else 2
