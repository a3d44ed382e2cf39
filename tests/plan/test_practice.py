"""Few actions, of the own phase, and none for a virtue."""

from dataclasses import replace

from assessment.plan import Situation, suggest
from assessment.plan.practice import list_steps, list_value_actions
from tests.people import someone
from values import Importance, ImportanceProfile


def suggested(profile, catalogue, value_map, phase, **told):
    return suggest(profile, catalogue, value_map, Situation(phase, **told))


def test_the_first_action_belongs_to_the_largest_need(value_map, catalogue):
    first = suggested(
        someone.flat_profile(value_map, 80, POL2=10), catalogue, value_map, "starter"
    ).actions[0]

    assert (first.about, first.because) == ("POL2", "need")
    assert first.text == value_map.competency["POL2"].actions[0]


def test_who_left_gets_no_action_and_is_told_of_the_network_first(value_map, catalogue):
    profile = someone.flat_profile(value_map, 80, POL2=10)

    shown = suggested(profile, catalogue, value_map, "oud-wethouder", goals=("POL2", "lef"))

    assert (shown.needs, shown.actions, shown.starts, shown.without_offer) == ((), (), (), ())
    assert shown.programmes[0].programme == "ALU"


def test_an_aspirant_gets_actions_that_need_no_office(value_map, catalogue):
    profile = someone.flat_profile(value_map, 80, POL2=10, AMB2=20)

    shown = suggested(profile, catalogue, value_map, "aspirant")

    assert shown.actions[0].text == value_map.competency["POL2"].actions_aspirant[0]
    assert {action.because for action in shown.actions} == {"need"}


def test_who_leaves_gets_steps_for_what_was_chosen_and_no_goal_from_a_score(value_map, catalogue):
    profile = someone.flat_profile(value_map, 80, POL2=10)

    plain = suggested(profile, catalogue, value_map, "vertrekkend")
    asked = suggested(
        profile, catalogue, value_map, "vertrekkend", told={"stap-hulp": ("rechten",)}
    )

    assert plain.needs == plain.starts == ()
    assert {action.because for action in (*plain.actions, *asked.actions)} == {"step"}
    steps = {a.id: a.text for a in catalogue.phase_actions}
    assert plain.actions[0].text == steps["stap-afronden"]
    assert asked.actions[0].text == steps["stap-rechten"]


def test_a_step_for_an_option_is_only_for_who_chose_it(catalogue):
    ids = [step.id for step in list_steps(Situation("vertrekkend"), catalogue)]

    assert ids == ["stap-afronden", "stap-meenemen"]
    assert list_steps(Situation("zittend"), catalogue) == ()


def test_an_action_and_the_beginning_of_a_goal_are_never_the_same(value_map, catalogue):
    profile = someone.flat_profile(value_map, 80, POL2=10, AMB2=20, BES1=30)

    shown = suggested(profile, catalogue, value_map, "zittend")

    texts = [action.text for action in (*shown.actions, *shown.starts)]
    assert len(texts) == len(set(texts)) == 5


def test_who_has_goals_gets_no_beginnings_for_others(value_map, catalogue):
    profile = someone.flat_profile(value_map, 80, POL2=10)

    assert suggested(profile, catalogue, value_map, "zittend", goals=("lef",)).starts == ()


def test_a_low_value_that_no_programme_names_gives_an_action(value_map, catalogue):
    profile = someone.flat_profile(value_map, 80, POL2=10)
    low = replace(profile, values={**profile.values, "betrokkenheid": someone.estimate(40)})

    actions = suggested(low, catalogue, value_map, "starter").actions

    assert [(a.about, a.because) for a in actions] == [
        ("POL2", "need"),
        ("betrokkenheid", "no-programme"),
    ]
    assert actions[1].text == value_map.values["betrokkenheid"].actions[0]


def leading(value_id):
    return ImportanceProfile({value_id: Importance(1.5, 0.5, 0.9, 0.99, "leidend")}, {}, {})


def test_a_low_value_that_the_person_calls_leading_counts_too_but_a_virtue_never(
    value_map, catalogue
):
    profile = someone.flat_profile(value_map, 80, POL2=10)

    def about(value_id):
        low = replace(
            profile,
            values={**profile.values, value_id: someone.estimate(40)},
            importance=leading(value_id),
        )
        return [a.about for a in suggested(low, catalogue, value_map, "starter").actions]

    assert about("dienstbaarheid") == ["POL2", "dienstbaarheid"]
    assert value_map.values["eerlijkheid"].virtue
    assert catalogue.actions_for("eerlijkheid")
    assert about("eerlijkheid") == ["POL2"]


def test_a_value_at_the_own_mean_gives_no_action(value_map, catalogue):
    """Not even when adding thirty-nine equal scores leaves a last bit."""
    for level in (33.3333333333, 57.1428571429, 80.0):
        profile = someone.flat_profile(value_map, level, POL2=10, AMB2=20)
        actions = suggested(profile, catalogue, value_map, "zittend").actions
        assert {action.because for action in actions} == {"need"}


def test_a_goal_without_an_offer_gets_an_action_of_its_own(value_map, catalogue):
    # no programme for aspirants trains AMB2, one trains POL1
    profile = someone.flat_profile(value_map, 80)

    shown = suggested(profile, catalogue, value_map, "aspirant", goals=("AMB2", "POL1"))

    assert [(a.about, a.because) for a in shown.without_offer] == [("AMB2", "goal")]
    assert shown.without_offer[0].text in value_map.competency["AMB2"].actions_aspirant


def test_a_goal_about_a_value_without_actions_gets_one_of_its_competency(value_map, catalogue):
    everything = tuple(p.id for p in catalogue.programmes)
    shown = suggest(
        someone.flat_profile(value_map, 80), catalogue, value_map,
        Situation("zittend", goals=("vooruitgang",), followed=everything),
    )  # fmt: skip

    links = value_map.values["vooruitgang"].competencies
    nearest = max(links, key=lambda c: (links[c], c))
    assert shown.without_offer[0].text == value_map.competency[nearest].actions[0]


def test_who_is_not_or_no_longer_in_office_never_gets_an_action_of_who_stays(value_map, catalogue):
    for value in value_map.values.values():
        in_office = {*value.actions, *(a.text for a in catalogue.actions_for(value.id))}
        for phase in ("aspirant", "vertrekkend"):
            assert in_office.isdisjoint(list_value_actions(value, catalogue, phase))
    for value_id in value_map.office["wethouder"].priority:
        value = value_map.values[value_id]
        assert list_value_actions(value, catalogue, "zittend") == value.actions
        assert list_value_actions(value, catalogue, "aspirant")
        assert list_value_actions(value, catalogue, "vertrekkend")


def test_actions_of_an_aspirant_never_lead_to_the_gemeentesecretaris(value_map, catalogue):
    texts = [a.text for a in catalogue.phase_actions if a.phase == "aspirant"]
    texts += [text for c in value_map.competencies for text in c.actions_aspirant]

    assert not [text for text in texts if "secretaris" in text]
