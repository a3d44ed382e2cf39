"""Which practice actions a person is given: few, and those of the own phase."""

from collections.abc import Collection, Sequence

from assessment.plan.choosing import best_for_goal
from assessment.plan.model import (
    ActionSuggestion,
    Catalogue,
    Need,
    PhaseAction,
    Programme,
)
from assessment.plan.situation import Situation
from assessment.plan.weighing import DIGITS
from values import (
    ASPIRANT,
    FORMER,
    IN_OFFICE,
    LEADING,
    LEAVING,
    Competency,
    Profile,
    Value,
    ValueMap,
    own_mean,
)


def list_competency_actions(competency: Competency, phase: str) -> tuple[str, ...]:
    """Return the actions of a competency that fit the phase; who left the office has none."""
    if phase == FORMER:
        return ()
    return competency.actions_aspirant if phase == ASPIRANT else competency.actions


def list_value_actions(value: Value, catalogue: Catalogue, phase: str) -> tuple[str, ...]:
    """Return the actions of a value that fit the phase: its own, else those in office.

    Who does not hold the office yet, or leaves it, never gets an action of who stays.
    """
    own = tuple(a.text for a in catalogue.phase_actions if (a.value, a.phase) == (value.id, phase))
    if own or phase not in IN_OFFICE or phase == LEAVING:
        return own
    return value.actions or tuple(action.text for action in catalogue.actions_for(value.id))


def list_steps(situation: Situation, catalogue: Catalogue) -> tuple[PhaseAction, ...]:
    """Return the steps of the phase: those for what was chosen first, then those for everybody."""
    own = [a for a in catalogue.phase_actions if not a.value and a.phase == situation.phase]
    chosen = [a for a in own if a.question and situation.chose(a.question, a.option)]
    return (*chosen, *(action for action in own if not action.question))


def choose_actions(
    profile: Profile,
    situation: Situation,
    catalogue: Catalogue,
    value_map: ValueMap,
    needs: Sequence[Need],
) -> tuple[ActionSuggestion, ...]:
    """Return what to do this month: the steps of the phase, or one action for a need and a value.

    The value is one that no programme names: a priority of the office or one the person calls
    leading, no virtue, and below the person's own mean; without it the second need gives the
    action. An aspirant gets none of those: they are written for somebody in office.
    """
    if steps := list_steps(situation, catalogue):
        actions = [ActionSuggestion(step.text, "", "step") for step in steps]
    else:
        actions = [
            ActionSuggestion(
                list_competency_actions(value_map.competency[need.competency], situation.phase)[0],
                need.competency,
                "need",
            )
            for need in needs
        ]
        value = _value_without_programme(profile, catalogue, value_map)
        if value and (texts := list_value_actions(value, catalogue, situation.phase)):
            actions.insert(1, ActionSuggestion(texts[0], value.id, "no-programme"))
    return tuple(actions[: catalogue.rules.actions])


def choose_starts(
    needs: Sequence[Need], value_map: ValueMap, phase: str, taken: Collection[str]
) -> tuple[ActionSuggestion, ...]:
    """Return a beginning of the goal that each need proposes, none of those in ``taken``.

    A need whose actions are all taken gets none. The last exercise of an aspirant stands beside
    the score of the competency already.
    """
    starts: list[ActionSuggestion] = []
    for need in needs:
        texts = list_competency_actions(value_map.competency[need.competency], phase)
        offered = texts[:-1] if phase == ASPIRANT else texts
        free = [text for text in offered if text not in taken]
        starts += [ActionSuggestion(text, need.competency, "need") for text in free[:1]]
    return tuple(starts)


def help_goals(
    situation: Situation,
    catalogue: Catalogue,
    value_map: ValueMap,
    open_to: Sequence[Programme],
    taken: Collection[str],
) -> tuple[ActionSuggestion, ...]:
    """Return an action, not in ``taken``, for each own goal that no open programme helps."""
    actions: list[ActionSuggestion] = []
    for about in dict.fromkeys(situation.goals):
        if best_for_goal(about, open_to) is None:
            told = {*taken, *(action.text for action in actions)}
            texts = _actions_about(about, situation, catalogue, value_map)
            text = next((text for text in texts if text not in told), "")
            actions += [ActionSuggestion(text, about, "goal")] if text else []
    return tuple(actions)


def _actions_about(
    about: str, situation: Situation, catalogue: Catalogue, value_map: ValueMap
) -> tuple[str, ...]:
    """Return actions for a competency or value; of a value without any, those of its competency."""
    if steps := list_steps(situation, catalogue):
        return tuple(step.text for step in reversed(steps))
    if about in value_map.competency:
        return list_competency_actions(value_map.competency[about], situation.phase)
    value = value_map.values[about]
    if texts := list_value_actions(value, catalogue, situation.phase):
        return texts
    nearest = max(value.competencies, key=lambda c: (value.competencies[c], c))
    return list_competency_actions(value_map.competency[nearest], situation.phase)


def _value_without_programme(
    profile: Profile, catalogue: Catalogue, value_map: ValueMap
) -> Value | None:
    mean = own_mean(profile.values, value_map.virtues)
    if mean is None:
        return None
    mean = round(mean, DIGITS)
    told = {v: profile.likely_score(v) for v in profile.values}
    scores = {v: round(e.score, DIGITS) for v, e in told.items() if e is not None}
    leading = {v for v, i in profile.importance.values.items() if i.group == LEADING}
    candidates = [
        value
        for value_id, value in value_map.values.items()
        if catalogue.actions_for(value_id)
        and not value.virtue
        and (value_id in profile.priority or value_id in leading)
        and scores.get(value_id, mean) < mean
    ]
    return min(candidates, key=lambda value: (scores[value.id], value.id), default=None)
