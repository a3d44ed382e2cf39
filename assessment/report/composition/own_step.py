"""The own answer that leaves most room, and something small to begin with that fits it."""

from assessment.instruments.model import Statement
from assessment.phrases import lower_first
from assessment.report.composition.material import Material

LEAVES_ROOM = 3  # of five answers: about half of the times, or fewer


def find_lowest(material: Material, about: str) -> Statement | None:
    """Return the statement on a competency or value answered lowest; of equals the easiest.

    None where none was answered, and nothing about a virtue: that is never told as less.
    """
    given = material.answers.gedrag
    answered = (
        (answer, item.level, item.id)
        for item in material.library.gedrag.items
        if about in (item.competency, item.value)
        and not material.is_virtue(item.competency)
        and not material.is_virtue(item.value)
        and isinstance(answer := given.get(item.id), int)
    )
    lowest = min(answered, default=None)
    return None if lowest is None else material.statements[lowest[-1]]


def find_room(material: Material, about: str) -> Statement | None:
    """Return the statement answered lowest if that leaves room to do it more often."""
    lowest = find_lowest(material, about)
    if lowest is None or int(material.answers.gedrag[lowest.id]) > LEAVES_ROOM:
        return None
    return lowest


def quote_room(material: Material, about: str) -> str:
    """Return the statement that leaves room with its answer as a sentence, or nothing."""
    room = find_room(material, about)
    if room is None:
        return ""
    words = {"statement": material.statement(room.id), "answer": material.answer(room.id)}
    return material.say("goals.room", **words)


def begin_with(material: Material, about: str) -> str:
    """Return what to do first: the step of the statement that leaves room, else of the advice.

    To who leaves or left no step is told: goals of theirs are about what comes next.
    """
    room = find_room(material, about)
    if room is not None and material.answers.phase in material.catalogue.rules.goals_by_score:
        return lower_first(room.begin(material.answers.phase))
    offered = (*material.suggestions.without_offer, *material.suggestions.starts)
    return next((lower_first(action.text) for action in offered if action.about == about), "")
