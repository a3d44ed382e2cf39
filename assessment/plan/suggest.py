"""The suggestion rule: from a profile and what was told to programmes and actions."""

from collections.abc import Sequence
from dataclasses import replace

from assessment.plan.choosing import choose, list_unmet, measure_fit
from assessment.plan.model import (
    BY_NEED,
    Catalogue,
    Need,
    Programme,
    Reason,
    Suggestion,
    Suggestions,
)
from assessment.plan.passing_over import pass_over
from assessment.plan.practice import choose_actions, choose_starts, help_goals
from assessment.plan.situation import Situation, hours_a_year, list_done, list_suitable, may_enter
from assessment.plan.time_asked import compare_time
from assessment.plan.weighing import find_needs
from values import Estimate, Profile, ValueMap

STEP = 5  # points, the precision with which drops_at is told


def suggest(
    profile: Profile, catalogue: Catalogue, value_map: ValueMap, situation: Situation
) -> Suggestions:
    """Return what the rule proposes to the owner of ``profile``.

    Competencies without a score ask for nothing: unknown is not low. Nor does any, when chance
    explains all their differences (docs/adr/0026). The same input gives the same suggestions; ties
    are settled by what is targeted, then id. A plan never asks for more things to do than the rules
    allow: actions for this month give way first.

    References
    ----------
    design.md section 6; docs/adr/0008 and 0011.
    """
    rules = catalogue.rules
    suitable = list(list_suitable(situation, catalogue))
    done = list_done(situation, catalogue.asked)
    open_to = [programme for programme in suitable if may_enter(programme, done)]
    needs = find_needs(profile, rules, value_map, situation.importance)
    largest = needs[: rules.needs] if situation.phase in rules.goals_by_score else ()
    chosen = choose(situation, needs, catalogue, open_to)
    actions = choose_actions(profile, situation, catalogue, value_map, largest)
    taken = {action.text for action in actions}
    suggestions = Suggestions(
        needs=largest,
        programmes=tuple(
            replace(_with_reasons(s, largest, catalogue),
                    drops_at=_drops_at(s, profile, catalogue, value_map, situation, open_to))
            for s in chosen
        ),
        actions=actions,
        blocked=_blocked(situation, needs, catalogue, suitable, open_to),
        passed_over=pass_over(situation, needs, catalogue, chosen),
        starts=() if situation.goals else choose_starts(largest, value_map, situation.phase, taken),
        without_offer=help_goals(situation, catalogue, value_map, open_to, taken),
        unmet=list_unmet(situation, catalogue, chosen),
        too_long=compare_time(
            {s.programme: catalogue.programme(s.programme).load_hours for s in chosen},
            hours_a_year(situation, catalogue.asked),
        ),
    )  # fmt: skip
    return _within_bounds(suggestions, rules.things - len(profile.priority))


def _within_bounds(suggestions: Suggestions, most: int) -> Suggestions:
    """Return the suggestions without the last actions for this month, if there is too much to do.

    ``most`` is what is left of a plan beside one action in the chapter of each priority value.
    """
    surplus = suggestions.things_to_do - most
    if surplus <= 0:
        return suggestions
    kept = max(len(suggestions.actions) - surplus, 0)
    return replace(suggestions, actions=suggestions.actions[:kept])


def _with_reasons(
    suggestion: Suggestion, largest: Sequence[Need], catalogue: Catalogue
) -> Suggestion:
    """Return the suggestion with the large needs that it trains too, after what it is for."""
    trained = catalogue.programme(suggestion.programme).competencies
    first = suggestion.reasons[:1]
    others = [
        Reason(need, trained[need.competency])
        for need in largest
        if need.competency in trained and all(need != reason.need for reason in first)
    ]
    others.sort(key=lambda reason: (-measure_fit(reason), reason.need.competency))
    return replace(suggestion, reasons=(*first, *others))


def _blocked(
    situation: Situation,
    needs: Sequence[Need],
    catalogue: Catalogue,
    suitable: Sequence[Programme],
    open_to: Sequence[Programme],
) -> tuple[Suggestion, ...]:
    """Return the strongest programme that only an entry condition keeps away, if any."""
    fitting = choose(situation, needs, catalogue, suitable)
    shut = {programme.id for programme in suitable} - {programme.id for programme in open_to}
    return tuple(s for s in fitting if s.programme in shut and s.kind == BY_NEED)[:1]


def _drops_at(
    suggestion: Suggestion,
    profile: Profile,
    catalogue: Catalogue,
    value_map: ValueMap,
    situation: Situation,
    open_to: Sequence[Programme],
) -> float | None:
    """Return from which score of what it was chosen for the programme is gone, if it ever is."""
    if suggestion.kind != BY_NEED:
        return None
    first = suggestion.reasons[0].need
    start = int(first.score // STEP + 1) * STEP

    def stays(score: int) -> bool:
        changed = _with_score(profile, first.competency, float(score))
        needs = find_needs(changed, catalogue.rules, value_map, situation.importance)
        chosen = choose(situation, needs, catalogue, open_to)
        return suggestion.programme in {other.programme for other in chosen}

    gone = max(filter(stays, range(start, 101, STEP)), default=start - STEP) + STEP
    return float(gone) if gone <= 100 else None


def _with_score(profile: Profile, competency: str, score: float) -> Profile:
    """Return the profile with another told score; the own mean stays what the answers made it."""
    if competency in profile.likely:
        likely = replace(profile.likely[competency], score=score)
        return replace(profile, likely={**profile.likely, competency: likely})
    now = profile.competencies[competency]
    if now is None:
        return profile
    changed: dict[str, Estimate | None] = dict(profile.competencies)
    changed[competency] = replace(now, score=score)
    return replace(profile, competencies=changed)
