"""The suggestion rule: from a profile to programmes and practice actions, never by chance."""

from collections.abc import Mapping
from dataclasses import replace

from assessment.plan.model import (
    NORMAL,
    ActionSuggestion,
    Catalogue,
    Need,
    Programme,
    Reason,
    Suggestion,
    Suggestions,
)
from values import Estimate, Profile, ValueMap

STEP = 5  # points, the precision with which drops_at is told
DUST = 1e-9  # points: smaller differences come from adding in another order


def suggest(
    profile: Profile,
    catalogue: Catalogue,
    value_map: ValueMap,
    *,
    phase: str,
    importance: Mapping[str, float] | None = None,
    followed: tuple[str, ...] = (),
) -> Suggestions:
    """Return what the rule proposes to the owner of ``profile``.

    Parameters
    ----------
    profile : Profile
        Competencies without a score ask for nothing: unknown is not low.
    phase : str
        Keeps the programmes for that phase.
    importance : mapping of competency id to 0.5, 1 or 1.5
        The owner's own choice; absent means 1.
    followed : tuple of programme id
        Programmes already done: they open entry conditions and are not suggested again.

    Returns
    -------
    Suggestions
        The same input gives the same suggestions; ties fall by id.

    References
    ----------
    design.md section 6.
    """
    chosen = importance or {}
    needs = largest_needs(profile, catalogue, value_map, chosen)
    fitting = _fitting(needs, catalogue, phase, followed)
    open_to = [s for s in fitting if _may_enter(catalogue.programme(s.programme), followed)]
    top = open_to[: catalogue.rules.programmes]
    blocked = [s for s in fitting[: catalogue.rules.programmes] if s not in open_to][:1]

    def still_there(programme: str, competency: str, score: float) -> bool:
        changed = _with_score(profile, competency, score)
        again = largest_needs(changed, catalogue, value_map, chosen)
        found = _fitting(again, catalogue, phase, followed)
        kept = [s for s in found if _may_enter(catalogue.programme(s.programme), followed)]
        return programme in {s.programme for s in kept[: catalogue.rules.programmes]}

    def drops_at(suggestion: Suggestion) -> float | None:
        first = suggestion.reasons[0].need
        start = int(first.score // STEP + 1) * STEP
        there = [
            score
            for score in range(start, 101, STEP)
            if still_there(suggestion.programme, first.competency, float(score))
        ]
        gone = max(there, default=start - STEP) + STEP
        return float(gone) if gone <= 100 else None

    programmes = tuple(replace(s, drops_at=drops_at(s)) for s in top)
    return Suggestions(
        needs=needs,
        programmes=programmes,
        actions=_actions(profile, catalogue, value_map, needs, phase),
        blocked=tuple(blocked),
    )


def largest_needs(
    profile: Profile, catalogue: Catalogue, value_map: ValueMap, importance: Mapping[str, float]
) -> tuple[Need, ...]:
    """Return the largest needs, largest first.

    need = (100 − score)/100 · importance · certainty, with importance lifted when the competency
    links to a priority value of the office, and certainty = sd²/(sd² + se²).
    """
    rules = catalogue.rules
    lifted = value_map.lifted_competencies(profile.office, rules.lift_weight)
    needs = []
    for competency, estimate in profile.competencies.items():
        if estimate is None:
            continue
        weight = importance.get(competency, NORMAL)
        if competency in lifted:
            weight *= rules.priority_lift
        certainty = rules.certainty_sd**2 / (rules.certainty_sd**2 + estimate.se**2)
        need = (100 - estimate.score) / 100 * weight * certainty
        if need > 0:
            needs.append(
                Need(competency, need, estimate.score, weight, certainty, competency in lifted)
            )
    return tuple(sorted(needs, key=lambda n: (-n.need, n.competency))[: rules.needs])


def _fitting(
    needs: tuple[Need, ...], catalogue: Catalogue, phase: str, followed: tuple[str, ...]
) -> list[Suggestion]:
    """Return the programmes of this phase that answer a need, best fit first."""
    found = []
    for programme in catalogue.programmes:
        if programme.support or phase not in programme.phases or programme.id in followed:
            continue
        reasons = [
            Reason(need, programme.competencies[need.competency])
            for need in needs
            if need.competency in programme.competencies
        ]
        if reasons:
            reasons.sort(key=lambda r: (-r.need.need * r.weight, r.need.competency))
            fit = sum(reason.need.need * reason.weight for reason in reasons)
            found.append(Suggestion(programme.id, fit, tuple(reasons), None))
    return sorted(found, key=lambda s: (-s.fit, s.programme))


def _may_enter(programme: Programme, followed: tuple[str, ...]) -> bool:
    return set(programme.requires) <= set(followed)


def _with_score(profile: Profile, competency: str, score: float) -> Profile:
    now = profile.competencies[competency]
    if now is None:
        return profile
    changed: dict[str, Estimate | None] = dict(profile.competencies)
    changed[competency] = replace(now, score=score)
    return replace(profile, competencies=changed)


def _actions(
    profile: Profile,
    catalogue: Catalogue,
    value_map: ValueMap,
    needs: tuple[Need, ...],
    phase: str,
) -> tuple[ActionSuggestion, ...]:
    """Return one action for the largest need, and one for a value that no programme names.

    The value is a priority value of the office or one the person calls leading, and its score
    lies below the person's own mean; without such a value the second need gives the action. An
    aspirant gets none of those: they are written for somebody in office.
    """
    found = [
        ActionSuggestion(_competency_actions(value_map, need.competency, phase)[0],
                         need.competency, "need")
        for need in needs
    ]  # fmt: skip
    value_id = _value_without_programme(profile, catalogue, value_map)
    if value_id is not None and phase != "aspirant":
        value = value_map.values[value_id]
        text = (value.actions or tuple(a.text for a in catalogue.actions_for(value_id)))[0]
        found.insert(1, ActionSuggestion(text, value_id, "no-programme"))
    return tuple(found[: catalogue.rules.actions])


def _competency_actions(value_map: ValueMap, competency: str, phase: str) -> tuple[str, ...]:
    found = value_map.competency[competency]
    return found.actions_aspirant if phase == "aspirant" else found.actions


def _value_without_programme(
    profile: Profile, catalogue: Catalogue, value_map: ValueMap
) -> str | None:
    scores = {v: e.score for v, e in profile.values.items() if e is not None}
    if not scores:
        return None
    mean = sum(scores.values()) / len(scores)
    leading = {v for v, found in profile.importance.values.items() if found.group == "leidend"}
    candidates = [
        value_id
        for value_id in value_map.values
        if catalogue.actions_for(value_id)
        and (value_id in profile.priority or value_id in leading)
        and scores.get(value_id, 100.0) < mean - DUST
    ]
    return min(candidates, key=lambda v: (scores[v], v), default=None)
