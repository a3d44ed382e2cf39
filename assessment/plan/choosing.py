"""Which programmes fit a person's needs, each for another competency, and why the others do not."""

from collections.abc import Iterable, Sequence

from assessment.plan.model import ENDED, Catalogue, Need, PassedOver, Programme, Reason

Choice = tuple[Programme, Reason]


def suitable(catalogue: Catalogue, phase: str, followed: tuple[str, ...]) -> list[Programme]:
    """Return the programmes for this phase that were not followed; support is never suggested."""
    return [
        programme
        for programme in catalogue.programmes
        if not programme.support
        and programme.status != ENDED
        and phase in programme.phases
        and programme.id not in followed
    ]


def may_enter(programme: Programme, followed: tuple[str, ...]) -> bool:
    """Return whether every programme that this one builds on was followed."""
    return set(programme.requires) <= set(followed)


def value(reason: Reason) -> float:
    """Return need · weight: how much a programme answers one need."""
    return reason.need.need * reason.weight


def choose(needs: Sequence[Need], programmes: Iterable[Programme], count: int) -> list[Choice]:
    """Return at most ``count`` programmes with the need that each was chosen for, strongest first.

    The strongest need · weight of all gives the first programme. That programme and that
    competency then stand aside, and the strongest of what is left gives the next. Of equals the
    most targeted comes first: the least weight on all it trains, the fewest phases, the id.
    """
    chosen: list[Choice] = []
    for programme, reason in _ranked(needs, programmes):
        if len(chosen) == count:
            break
        if all(
            programme.id != taken.id and reason.need.competency != other.need.competency
            for taken, other in chosen
        ):
            chosen.append((programme, reason))
    return chosen


def pass_over(
    needs: Sequence[Need],
    catalogue: Catalogue,
    chosen: Sequence[Choice],
    *,
    phase: str,
    followed: tuple[str, ...],
) -> tuple[PassedOver, ...]:
    """Return by id why each programme that was not chosen is not suggested, except support."""
    taken = {programme.id for programme, _ in chosen}
    return tuple(
        _excluded(programme, phase, followed) or _outweighed(programme, needs, chosen)
        for programme in sorted(catalogue.programmes, key=lambda p: p.id)
        if not programme.support and programme.status != ENDED and programme.id not in taken
    )


def _ranked(needs: Sequence[Need], programmes: Iterable[Programme]) -> list[Choice]:
    pairs = [
        (programme, Reason(need, programme.competencies[need.competency]))
        for programme in programmes
        for need in needs
        if need.competency in programme.competencies
    ]
    return sorted(pairs, key=_rank)


def _rank(choice: Choice) -> tuple[float, int, int, str, str]:
    programme, reason = choice
    breadth = sum(programme.competencies.values())
    phases = len(programme.phases)
    return (-value(reason), breadth, phases, programme.id, reason.need.competency)


def _excluded(programme: Programme, phase: str, followed: tuple[str, ...]) -> PassedOver | None:
    if programme.id in followed:
        return PassedOver(programme.id, "followed")
    if phase not in programme.phases:
        return PassedOver(programme.id, "phase")
    if not may_enter(programme, followed):
        return PassedOver(programme.id, "entry")
    return None


def _outweighed(
    programme: Programme, needs: Sequence[Need], chosen: Sequence[Choice]
) -> PassedOver:
    ranked = _ranked(needs, [programme])
    if not ranked:
        return PassedOver(programme.id, "no-need")
    reason = ranked[0][1]
    for other, taken in chosen:
        if taken.need.competency == reason.need.competency:
            because = "covered" if taken.weight > reason.weight else "tied"
            return PassedOver(programme.id, because, reason, other.id)
    return PassedOver(programme.id, "less", reason, chosen[-1][0].id)
