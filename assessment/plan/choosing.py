"""Which programmes a person is advised: by phase, by what was asked, by own goals, by needs."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from assessment.plan.model import (
    ASKED,
    BY_GOAL,
    BY_NEED,
    BY_PHASE,
    OFFERED,
    Catalogue,
    Need,
    Programme,
    Reason,
    Suggestion,
    Wish,
)
from assessment.plan.situation import Situation, list_wishes
from assessment.plan.weighing import DIGITS

Ranked = tuple[Programme, Reason]


def choose(
    situation: Situation,
    needs: Sequence[Need],
    catalogue: Catalogue,
    open_to: Sequence[Programme],
) -> tuple[Suggestion, ...]:
    """Return at most as many programmes of ``open_to`` as the rules allow, first reason first.

    What belongs to the phase comes first, then what was asked for, then what helps an own goal,
    then what trains what lies below the own mean (docs/adr/0011). Nothing fills up what is left.
    """
    count = catalogue.rules.programmes
    wishes = list_wishes(situation, catalogue.asked)
    ids, rules = {programme.id for programme in open_to}, catalogue.rules
    own = [name for name in rules.belongs.get(situation.phase, ()) if name in ids]
    chosen = [Suggestion(name, BY_PHASE) for name in own[:count]]
    chosen = _by_wish(wishes, open_to, chosen, count)
    chosen = _if_room(rules.if_room.get(situation.phase, ()), ids, chosen, count)
    chosen = _by_goal(situation.goals, open_to, chosen, count)
    if situation.phase in rules.by_score:
        chosen = _by_need(needs, open_to, chosen, min(count, len(chosen) + rules.by_need))
    return tuple(replace(s, wishes=_given(s.programme, wishes)) for s in chosen)


def list_unmet(
    situation: Situation, catalogue: Catalogue, chosen: Sequence[Suggestion]
) -> tuple[Wish, ...]:
    """Return what the person asked for that none of the chosen programmes gives."""
    there = {suggestion.programme for suggestion in chosen}
    wishes = list_wishes(situation, catalogue.asked)
    return tuple(wish for wish in wishes if there.isdisjoint(wish.programmes))


def _if_room(
    own: Iterable[str], ids: Container[str], chosen: list[Suggestion], count: int
) -> list[Suggestion]:
    """Return what belongs to the phase after what was asked for, before ``chosen``."""
    there = {suggestion.programme for suggestion in chosen}
    free = [name for name in own if name in ids and name not in there][: count - len(chosen)]
    return [*(Suggestion(name, BY_PHASE) for name in free), *chosen]


def _by_wish(
    wishes: Sequence[Wish], open_to: Sequence[Programme], chosen: list[Suggestion], count: int
) -> list[Suggestion]:
    """Return ``chosen`` with a programme for each wish, as far as there is room.

    A wish that a chosen programme gives already asks for no other, until every wish has one: then
    the best programme of each wish comes too, if there is still room.
    """
    ids = {programme.id for programme in open_to}
    offers = [[name for name in wish.programmes if name in ids] for wish in wishes]
    for enough in (True, False):
        for offer in filter(None, offers):
            there = {suggestion.programme for suggestion in chosen}
            served = not there.isdisjoint(offer) if enough else offer[0] in there
            if not served and len(chosen) < count:
                chosen = [*chosen, Suggestion(offer[0], ASKED)]
    return chosen


def _given(programme: str, wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    return tuple(wish for wish in wishes if programme in wish.programmes)


def _by_goal(
    goals: Iterable[str], open_to: Sequence[Programme], chosen: list[Suggestion], count: int
) -> list[Suggestion]:
    """Return ``chosen`` with the best programme for each goal that none of them helps yet."""
    by_id = {programme.id: programme for programme in open_to}
    for about in goals:
        helped = any(_helps(by_id[s.programme], about) for s in chosen if s.programme in by_id)
        if not helped and (best := best_for_goal(about, open_to)) and len(chosen) < count:
            chosen = [*chosen, Suggestion(best.id, BY_GOAL, goal=about)]
    return chosen


def best_for_goal(about: str, programmes: Iterable[Programme]) -> Programme | None:
    """Return the programme that does most for a competency or value, or None when none does."""
    return min(
        (programme for programme in programmes if _helps(programme, about)),
        key=lambda p: (-p.competencies.get(about, 0), *_breadth(p)),
        default=None,
    )


def _helps(programme: Programme, about: str) -> bool:
    return about in programme.competencies or about in programme.values


# Needs


def _by_need(
    needs: Sequence[Need], open_to: Sequence[Programme], chosen: list[Suggestion], count: int
) -> list[Suggestion]:
    """Return ``chosen`` with the strongest need · weight that is left, each for another competency.

    Only what is sure to be there is suggested by a score alone. Of equals the most targeted comes
    first: the least weight on all it trains, the fewest phases, the id.
    """
    there = {suggestion.programme for suggestion in chosen}
    taken: set[str] = set()
    for programme, reason in rank_programmes(needs, [p for p in open_to if p.status == OFFERED]):
        if len(chosen) == count:
            break
        if programme.id not in there and reason.need.competency not in taken:
            chosen = [*chosen, Suggestion(programme.id, BY_NEED, reasons=(reason,))]
            there.add(programme.id)
            taken.add(reason.need.competency)
    return chosen


def rank_programmes(needs: Sequence[Need], programmes: Iterable[Programme]) -> list[Ranked]:
    """Return every pair of a programme and a need that it trains, strongest first."""
    pairs = [
        (programme, Reason(need, programme.competencies[need.competency]))
        for programme in programmes
        for need in needs
        if need.competency in programme.competencies
    ]
    return sorted(pairs, key=_rank)


def measure_fit(reason: Reason) -> float:
    """Return need · weight: how much a programme answers one need."""
    return reason.need.need * reason.weight


def _rank(pair: Ranked) -> tuple[float, int, int, str, str]:
    programme, reason = pair
    fit = round(measure_fit(reason), DIGITS)
    return (-fit, *_breadth(programme), reason.need.competency)


def _breadth(programme: Programme) -> tuple[int, int, str]:
    return sum(programme.competencies.values()), len(programme.phases), programme.id
