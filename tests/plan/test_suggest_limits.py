"""The suggestion rule at its edges: each case is about one choice that the rule makes."""

from assessment.plan import suggest
from tests import make
from tests.people import someone
from values import Importance, ImportanceProfile

# POL1, POL2 and PER3 link to no priority value of a wethouder: nothing lifts them.


def person(**scores):
    return someone.profile(competencies={c: someone.estimate(s, 0) for c, s in scores.items()})


def suggested(profile, catalogue, value_map, **changes):
    return suggest(profile, catalogue, value_map, **{"phase": "zittend", **changes})


def test_the_owners_own_choice_of_importance_changes_what_is_proposed(value_map):
    profile = person(POL1=50, POL2=52)

    plain = suggested(profile, make.catalogue(), value_map)
    chosen = suggested(profile, make.catalogue(), value_map, importance={"POL2": 1.5})

    assert [need.competency for need in plain.needs] == ["POL1", "POL2"]
    assert [need.competency for need in chosen.needs] == ["POL2", "POL1"]


def test_what_already_gave_way_at_the_next_step_drops_there(value_map):
    # At POL1 = 62: Q for POL2 (3 · .39 = 1.17), then P for POL1 (2 · .38 = .76) before R (.72).
    # At 65 P has 2 · .35 = .70 and R takes its place. At 60, which is no higher score, Q is for
    # POL1 (3 · .40 = 1.20) and P for nothing: what would be below now is not looked at.
    catalogue = make.catalogue(
        make.programme("P", competencies={"POL1": 2}),
        make.programme("Q", competencies={"POL1": 3, "POL2": 3}),
        make.programme("R", competencies={"PER3": 3}),
        rules=make.rules(programmes=2),
    )

    programmes = suggested(person(POL1=62, POL2=61, PER3=76), catalogue, value_map).programmes

    assert [(one.programme, one.drops_at) for one in programmes][1] == ("P", 65.0)


def test_what_a_suggestion_trains_besides_comes_strongest_first(value_map):
    # Needs .50, .40 and .30; beside POL1 it is worth 1 · .40 for POL2 and 3 · .30 for PER3.
    catalogue = make.catalogue(make.programme("A", competencies={"POL1": 3, "POL2": 1, "PER3": 3}))

    (only,) = suggested(person(POL1=50, POL2=60, PER3=70), catalogue, value_map).programmes

    assert [reason.need.competency for reason in only.reasons] == ["POL1", "PER3", "POL2"]


def test_what_is_passed_over_is_told_with_the_strongest_of_its_reasons(value_map):
    catalogue = make.catalogue(
        make.programme("A", competencies={"POL1": 3}),
        make.programme("B", competencies={"POL1": 2, "POL2": 1}),
        rules=make.rules(programmes=1),
    )

    (passed,) = suggested(person(POL1=50, POL2=60), catalogue, value_map).passed_over

    assert passed.reason.need.competency == "POL1"
    assert (passed.because, passed.against) == ("covered", "A")


def test_what_weighs_less_is_told_beside_the_last_of_several_shown(value_map):
    catalogue = make.catalogue(
        make.programme("A", competencies={"POL1": 3}),
        make.programme("B", competencies={"POL2": 3}),
        make.programme("C", competencies={"PER3": 3}),
        rules=make.rules(programmes=2),
    )

    (passed,) = suggested(person(POL1=50, POL2=60, PER3=70), catalogue, value_map).passed_over

    assert (passed.programme, passed.because, passed.against) == ("C", "less", "B")


def low_value(value_map, value, group):
    """Somebody with one value below all the others, in that group of importance."""
    scores = {v: someone.estimate(80, 0) for v in value_map.values}
    groups = {v: Importance(0.0, 0.1, group if v == value else "belangrijk") for v in scores}
    return someone.profile(
        competencies={"POL1": someone.estimate(50, 0)},
        values={**scores, value: someone.estimate(10, 0)},
        importance=ImportanceProfile(groups, {}, {}),
    )


def about(profile, catalogue, value_map, phase):
    actions = suggested(profile, catalogue, value_map, phase=phase).actions
    return [action.about for action in actions]


def test_only_a_value_that_leads_or_has_priority_gives_an_action(value_map):
    value = next(v for v in value_map.values if v not in someone.profile().priority)
    catalogue = make.catalogue(actions=(make.value_action(value),))

    leads = low_value(value_map, value, "leidend")
    follows = low_value(value_map, value, "minder-vooraan")

    assert about(leads, catalogue, value_map, "zittend") == ["POL1", value]
    assert about(follows, catalogue, value_map, "zittend") == ["POL1"]


def test_an_aspirant_gets_no_action_for_a_value(value_map):
    value = next(iter(someone.profile().priority))
    catalogue = make.catalogue(actions=(make.value_action(value),))
    profile = low_value(value_map, value, "leidend")

    assert about(profile, catalogue, value_map, "zittend") == ["POL1", value]
    assert about(profile, catalogue, value_map, "aspirant") == ["POL1"]
