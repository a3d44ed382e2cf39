"""Two goals that could be somebody's: from what leads and shows little, never from rank."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.report.composition.material import Material
from assessment.report.composition.story.dear import NAMES_AT_MOST, find_unseen
from values import LOOKING_AHEAD

AT_MOST = 2
_LEAVES_ROOM = 3  # of five answers: about half of the times, or fewer


@dataclass(frozen=True, slots=True)
class ProposedGoal:
    """A goal that nobody chose yet: what it is about, its first words, and why it is offered."""

    about: str
    aim: str
    because: str


def propose_goals(material: Material) -> tuple[ProposedGoal, ...]:
    """Return at most two goals: what leads and shows little, what shows little, what leads.

    To who leaves or left, none because something shows little (docs/design.md section 4). The
    plan does not matter: who took a goal over sees it here still, and can undo that.
    """
    found: dict[str, str] = {}
    for about, because in _find(material):
        found.setdefault(about, because)
    return tuple(
        ProposedGoal(about, _aim(material, about), material.say(f"next.because_{because}"))
        for about, because in list(found.items())[:AT_MOST]
    )


def _find(material: Material) -> Iterator[tuple[str, str]]:
    """Yield what a goal may be about with the reason, the one that connects most first."""
    if material.answers.phase not in LOOKING_AHEAD:
        yield from ((about, "unseen") for about in find_unseen(material))
        yield from ((competency, "room") for competency in material.standing_out[1])
    if material.profile.importance.is_told:
        leading = material.foremost(NAMES_AT_MOST, virtues=False)
        measured = material.profile.importance.values
        surest = sorted(leading, key=lambda value: -measured[value].top)
        yield from ((value, "dear") for value in surest)


def _aim(material: Material, about: str) -> str:
    """Return the own statement that leaves most room, as something to do more often."""
    given = material.answers.gedrag
    items = [
        (answer, item.id)
        for item in material.library.gedrag.items
        if about in (item.competency, item.value)
        and not material.is_virtue(item.value)
        and isinstance(answer := given.get(item.id), int)
    ]
    if items and min(items)[0] <= _LEAVES_ROOM:
        return material.say("next.aim_statement", statement=material.statement(min(items)[1]))
    return material.say("next.aim", name=material.name(about))
