"""Two goals that could be somebody's: from what they asked for, and what matters to them."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import list_weighty
from assessment.report.composition.own_step import find_room
from assessment.report.composition.story.wishes import find_wish
from values import LOOKING_AHEAD

AT_MOST = 2


@dataclass(frozen=True, slots=True)
class ProposedGoal:
    """A goal that nobody chose yet: what it is about, its first words, and why it is offered."""

    about: str
    aim: str
    because: str


def propose_goals(material: Material) -> tuple[ProposedGoal, ...]:
    """Return at most two goals: one where the person wants to grow, and values of the office.

    On the speelveld that was asked for it is the competency that likely shows least; of the four
    priority values it is those in the clusters that matter most to the person. Both come back
    when the same person answers again, as what lies lowest of all does not (docs/adr/0023). The
    plan does not matter: who took a goal over sees it here still, and can undo that. Of answers
    that look unread none is offered as something to do more often (docs/adr/0026). Who leaves or
    left has no office left to do it in, and is offered none.
    """
    if material.answers.phase in LOOKING_AHEAD:
        return ()
    found = (*_where_to_grow(material), *_priorities(material))[:AT_MOST]
    return tuple(ProposedGoal(about, _aim(material, about), because) for about, because in found)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A goal that a document proposes; without ``because`` it is about what shows less."""

    about: str
    because: str = ""


def list_proposals(material: Material) -> tuple[Proposal, ...]:
    """Return what a document proposes as goals: what the page offers, then the largest needs.

    So nobody reads other proposals on paper than on the page, and a wish goes before a score. There
    are as many as needs are shown at most, and none that would begin with the same answer.
    """
    offered = [Proposal(one.about, one.because) for one in propose_goals(material)]
    begun = {find_room(material, one.about) for one in offered} - {None}
    about = {one.about for one in offered}
    for need in material.needs:
        if need.competency not in about and find_room(material, need.competency) not in begun:
            offered.append(Proposal(need.competency))
    return tuple(offered[: material.catalogue.rules.needs])


def _where_to_grow(material: Material) -> Iterator[tuple[str, str]]:
    wished = find_wish(material)
    if wished is None or material.unread:
        return
    group, field = wished
    scores = {
        c.id: estimate.score
        for c in material.competencies
        if c.group == group and (estimate := material.estimate(c.id)) is not None
    }
    if scores:
        least = min(scores, key=lambda competency: scores[competency])
        yield least, material.say("next.because_wish", field=field)


def _priorities(material: Material) -> Iterator[tuple[str, str]]:
    importance = material.profile.importance
    if not importance.is_told:
        return
    cluster_of, dear = material.value_map.cluster_of, importance.clusters
    told = [v for v in material.profile.priority if cluster_of[v].id in dear]
    numbered = [value for value in told if not material.is_virtue(value)]
    weighty = list_weighty(material)
    for value in sorted(numbered, key=lambda value: -dear[cluster_of[value].id].u):
        fits = cluster_of[value] in weighty
        key = "next.because_priority" if fits else "next.because_office"
        yield value, material.say(key, name=material.name(value))


def _aim(material: Material, about: str) -> str:
    """Return the own statement that leaves most room, as something to do more often."""
    room = find_room(material, about)
    if room is None:
        return material.say("next.aim", name=material.name(about))
    return material.say("next.aim_statement", statement=material.statement(room.id))
