"""The suggestion rule: from a profile to programmes and practice actions, never by chance."""

from collections.abc import Mapping
from dataclasses import replace

from assessment.plan.choosing import Choice, choose, may_enter, pass_over, suitable, value
from assessment.plan.model import (
    NORMAL,
    ActionSuggestion,
    Catalogue,
    Need,
    Reason,
    Suggestion,
    Suggestions,
)
from values import ASPIRANT, LEADING, Estimate, Profile, ValueMap

STEP = 5  # points, the precision with which drops_at is told
BLOCKED_TOLD = 1  # of the programmes that only an entry condition keeps away, the strongest
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
        The same input gives the same suggestions; ties are settled by what is targeted, then id.

    References
    ----------
    design.md section 6; docs/adr/0008.
    """
    rules, chosen_importance = catalogue.rules, importance or {}
    offered = suitable(catalogue, phase, followed)
    open_to = [programme for programme in offered if may_enter(programme, followed)]

    def chosen_for(person: Profile) -> list[Choice]:
        needs = weigh_needs(person, catalogue, value_map, chosen_importance)
        return choose(needs, open_to, rules.programmes)

    def drops_at(programme: str, first: Need) -> float | None:
        start = int(first.score // STEP + 1) * STEP
        there = [
            score
            for score in range(start, 101, STEP)
            if programme
            in {
                shown.id
                for shown, _ in chosen_for(_with_score(profile, first.competency, float(score)))
            }
        ]
        gone = max(there, default=start - STEP) + STEP
        return float(gone) if gone <= 100 else None

    needs = weigh_needs(profile, catalogue, value_map, chosen_importance)
    largest, chosen = needs[: rules.needs], chosen_for(profile)
    fitting = choose(needs, offered, rules.programmes)
    blocked = [choice for choice in fitting if choice[0] not in open_to][:BLOCKED_TOLD]
    return Suggestions(
        needs=largest,
        programmes=tuple(_suggestion(c, largest, drops_at(c[0].id, c[1].need)) for c in chosen),
        actions=_actions(profile, catalogue, value_map, largest, phase),
        blocked=tuple(_suggestion(c, largest, None) for c in blocked),
        passed_over=pass_over(needs, catalogue, chosen, phase=phase, followed=followed),
    )


def weigh_needs(
    profile: Profile, catalogue: Catalogue, value_map: ValueMap, importance: Mapping[str, float]
) -> tuple[Need, ...]:
    """Return every need above zero, largest first; equals by id.

    need = (100 − score)/100 · importance · certainty, with importance lifted when the competency
    links to a priority value of the office, and certainty = sd²/(sd² + se²).
    """
    rules = catalogue.rules
    lifted = value_map.lifted_competencies(profile.office, rules.lift_weight)
    needs = []
    for competency, estimate in profile.competencies.items():
        if estimate is None or competency in value_map.virtues:
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
    return tuple(sorted(needs, key=lambda n: (-n.need, n.competency)))


def _suggestion(choice: Choice, largest: tuple[Need, ...], drops_at: float | None) -> Suggestion:
    """Return the suggestion with what it was chosen for, then the large needs it trains too."""
    programme, first = choice
    others = [
        Reason(need, programme.competencies[need.competency])
        for need in largest
        if need.competency in programme.competencies and need != first.need
    ]
    others.sort(key=lambda reason: (-value(reason), reason.need.competency))
    return Suggestion(programme.id, value(first), (first, *others), drops_at)


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
    actions = [
        ActionSuggestion(_competency_actions(value_map, need.competency, phase)[0],
                         need.competency, "need")
        for need in needs
    ]  # fmt: skip
    value_id = _value_without_programme(profile, catalogue, value_map)
    if value_id is not None and phase != ASPIRANT:
        value = value_map.values[value_id]
        text = (value.actions or tuple(a.text for a in catalogue.actions_for(value_id)))[0]
        actions.insert(1, ActionSuggestion(text, value_id, "no-programme"))
    return tuple(actions[: catalogue.rules.actions])


def _competency_actions(value_map: ValueMap, competency: str, phase: str) -> tuple[str, ...]:
    texts = value_map.competency[competency]
    return texts.actions_aspirant if phase == ASPIRANT else texts.actions


def _value_without_programme(
    profile: Profile, catalogue: Catalogue, value_map: ValueMap
) -> str | None:
    scores = {v: e.score for v, e in profile.values.items() if e is not None}
    if not scores:
        return None
    mean = sum(scores.values()) / len(scores)
    leading = {v for v, i in profile.importance.values.items() if i.group == LEADING}
    candidates = [
        value_id
        for value_id in value_map.values
        if catalogue.actions_for(value_id)
        and value_id not in value_map.virtues
        and (value_id in profile.priority or value_id in leading)
        and scores.get(value_id, 100.0) < mean - DUST
    ]
    return min(candidates, key=lambda v: (scores[v], v), default=None)
