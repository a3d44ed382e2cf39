"""How much each competency asks for attention: its distance below the person's own mean."""

from collections.abc import Mapping

from assessment.plan.model import NORMAL, Need, Rules
from values import Profile, ValueMap, behaviour_differs, own_mean

DIGITS = 9  # a smaller difference comes from adding in another order


def find_needs(
    profile: Profile, rules: Rules, value_map: ValueMap, importance: Mapping[str, float]
) -> tuple[Need, ...]:
    """Return the needs as `weigh_needs`; none when the competencies do not differ.

    References
    ----------
    docs/adr/0026.
    """
    differs = behaviour_differs(profile, value_map.virtues)
    return weigh_needs(profile, rules, value_map, importance) if differs else ()


def weigh_needs(
    profile: Profile, rules: Rules, value_map: ValueMap, importance: Mapping[str, float]
) -> tuple[Need, ...]:
    """Return the needs, largest first; equals by id.

    need = (own mean − likely score)/100 · importance · certainty for what lies below the own mean,
    with importance lifted when the competency links to a priority value of the office, and
    certainty = sd²/(sd² + se²). What lies at or above the mean is no need, and a virtue never is
    one. A competency without a score has none either. Neither takes part in the mean, which is that
    of the plain scores: the one that likely scores are drawn to.

    References
    ----------
    design.md section 6; docs/adr/0011.
    """
    mean = own_mean(profile.competencies, value_map.virtues)
    lifted = value_map.lifted_competencies(profile.office, rules.lift_weight)
    needs = []
    for competency in profile.competencies:
        estimate = profile.likely_score(competency)
        if estimate is None or mean is None or value_map.competency[competency].virtue:
            continue
        weight = importance.get(competency, NORMAL)
        if competency in lifted:
            weight *= rules.priority_lift
        certainty = rules.certainty_sd**2 / (rules.certainty_sd**2 + estimate.se**2)
        need = round((mean - estimate.score) / 100 * weight * certainty, DIGITS)
        if need > 0:
            needs.append(
                Need(
                    competency, need, estimate.score, mean, weight, certainty, competency in lifted
                )
            )
    return tuple(sorted(needs, key=lambda n: (-n.need, n.competency)))
