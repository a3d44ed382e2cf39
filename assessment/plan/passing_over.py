"""Why each programme that is not suggested is not."""

from collections.abc import Sequence

from assessment.plan.choosing import rank_programmes
from assessment.plan.model import (
    BY_NEED,
    OFFERED,
    Catalogue,
    Need,
    PassedOver,
    Programme,
    Suggestion,
)
from assessment.plan.situation import (
    Situation,
    hours_a_year,
    list_done,
    list_wishes,
    may_enter,
    why_unsuitable,
)


def pass_over(
    situation: Situation,
    needs: Sequence[Need],
    catalogue: Catalogue,
    chosen: Sequence[Suggestion],
) -> tuple[PassedOver, ...]:
    """Return by id why each programme that was not chosen is not suggested, except support."""
    taken = {suggestion.programme for suggestion in chosen}
    return tuple(
        PassedOver(programme.id, because)
        if (because := _why_excluded(programme, situation, catalogue, len(chosen)))
        else _weigh_against(programme, needs, chosen)
        for programme in sorted(catalogue.programmes, key=lambda p: p.id)
        if not programme.support and programme.id not in taken
    )


def _why_excluded(
    programme: Programme, situation: Situation, catalogue: Catalogue, count: int
) -> str | None:
    """Return why no score could have suggested the programme, or None when one could."""
    done, hours = list_done(situation, catalogue.asked), hours_a_year(situation, catalogue.asked)
    if because := why_unsuitable(programme, situation, done, hours):
        return because
    if not may_enter(programme, done):
        return "entry"
    wishes = list_wishes(situation, catalogue.asked)
    if count == catalogue.rules.programmes and any(programme.id in w.programmes for w in wishes):
        return "full"
    if programme.status != OFFERED:
        return "unknown"
    return None if situation.phase in catalogue.rules.by_score else "not-asked"


def _weigh_against(
    programme: Programme, needs: Sequence[Need], chosen: Sequence[Suggestion]
) -> PassedOver:
    ranked = rank_programmes(needs, [programme])
    if not ranked:
        return PassedOver(programme.id, "no-need")
    reason = ranked[0][1]
    by_need = [suggestion for suggestion in chosen if suggestion.kind == BY_NEED]
    for suggestion in by_need:
        first = suggestion.reasons[0]
        if first.need.competency == reason.need.competency:
            because = "covered" if first.weight > reason.weight else "tied"
            return PassedOver(programme.id, because, reason, suggestion.programme)
    if not by_need:
        return PassedOver(programme.id, "full")
    return PassedOver(programme.id, "less", reason, by_need[-1].programme)
