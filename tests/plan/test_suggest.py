"""The suggestion rule, worked by hand and kept within its promises."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.plan import suggest
from assessment.plan.suggest import weigh_needs
from assessment.scoring import score
from assessment.services.simulating import simulate
from tests import make
from tests.people import someone
from values import PHASES, Importance, ImportanceProfile

# The priority values of a wethouder lift PER2, BES1, BES3, PUB1, PER4 and BES2 by 1.2.


def needs_of(value_map, competencies, importance=None, **rules):
    catalogue = make.catalogue(rules=make.rules(**rules))
    found = weigh_needs(
        someone.profile(competencies=competencies), catalogue, value_map, importance or {}
    )
    return {need.competency: need for need in found}


def test_a_need_by_hand(value_map):
    # POL1: (100 − 40)/100 · 1 · 400/(400 + 25) = .6 · .941176 = .564706
    # BES1 is lifted: (100 − 70)/100 · 1.2 · 400/(400 + 100) = .3 · 1.2 · .8 = .288
    found = needs_of(value_map, {"POL1": someone.estimate(40, 5), "BES1": someone.estimate(70, 10)})

    assert found["POL1"].need == pytest.approx(0.564706, abs=1e-6)
    assert found["BES1"].need == pytest.approx(0.288)
    assert (found["POL1"].importance, found["BES1"].importance) == (1.0, 1.2)
    assert (found["POL1"].lifted, found["BES1"].lifted) == (False, True)
    assert found["BES1"].certainty == pytest.approx(0.8)
    assert list(found) == ["POL1", "BES1"]


def test_little_halves_and_much_lifts_by_half(value_map):
    scores = {"POL1": someone.estimate(40), "BES1": someone.estimate(40)}
    plain = needs_of(value_map, scores)

    found = needs_of(value_map, scores, {"POL1": 1.5, "BES1": 0.5})

    assert found["POL1"].need == pytest.approx(1.5 * plain["POL1"].need)
    assert found["BES1"].need == pytest.approx(0.5 * plain["BES1"].need)
    assert list(plain) == ["BES1", "POL1"]
    assert list(found) == ["POL1", "BES1"]


def test_a_wide_interval_shrinks_a_need(value_map):
    found = needs_of(value_map, {"POL1": someone.estimate(50, 4), "POL2": someone.estimate(50, 20)})

    assert found["POL1"].need > found["POL2"].need
    assert found["POL2"].certainty == 0.5


def test_the_lift_holds_for_the_priority_values_of_the_persons_own_office(value_map):
    # gezag is a priority of the burgemeester: POL1, POL2 and PUB3 link to it with weight 2.
    catalogue = make.catalogue()
    profile = someone.profile(
        office="burgemeester",
        competencies={"POL1": someone.estimate(50), "BES1": someone.estimate(50)},
    )

    found = weigh_needs(profile, catalogue, value_map, {})

    assert {need.competency: need.lifted for need in found} == {"POL1": True, "BES1": False}


def test_needs_come_largest_first_and_equals_by_id(value_map):
    scores = {c: someone.estimate(50) for c in ("PUB2", "AMB1", "PER3", "POL1")}

    found = needs_of(value_map, {**scores, "POL2": someone.estimate(40)})

    assert list(found) == ["POL2", "AMB1", "PER3", "POL1", "PUB2"]


def test_only_the_four_largest_needs_are_shown(value_map):
    scores = {c: someone.estimate(50) for c in ("PUB2", "AMB1", "PER3", "POL1", "POL2")}
    profile = someone.profile(competencies=scores)

    for shown, rules in ((4, make.rules()), (3, make.rules(needs=3))):
        found = suggest(profile, make.catalogue(rules=rules), value_map, phase="zittend")
        names = [need.competency for need in found.needs]
        assert names == ["AMB1", "PER3", "POL1", "POL2"][:shown]


def test_a_competency_without_a_score_asks_for_nothing(value_map):
    assert needs_of(value_map, {"POL1": None, "POL2": someone.estimate(60)}).keys() == {"POL2"}
    assert needs_of(value_map, {"POL1": None}) == {}


def test_a_full_score_asks_for_nothing(value_map):
    assert needs_of(value_map, {"POL1": someone.estimate(100)}) == {}


def test_fit_by_hand(value_map):
    # needs at se 0: POL1 .5, POL2 .4 (neither lifted). ONE: .5·3 = 1.5; TWO: .4·3 = 1.2 and .5·1.
    catalogue = make.catalogue(
        make.programme("ONE", competencies={"POL1": 3}),
        make.programme("TWO", competencies={"POL1": 1, "POL2": 3, "PER3": 3}),
        make.programme("NOT", competencies={"PER3": 3}),
    )
    profile = someone.profile(
        competencies={"POL1": someone.estimate(50, 0), "POL2": someone.estimate(60, 0)}
    )

    found = suggest(profile, catalogue, value_map, phase="zittend").programmes

    assert [(s.programme, pytest.approx(s.fit)) for s in found] == [("ONE", 1.5), ("TWO", 1.2)]
    # TWO was chosen for POL2, and POL1 is told because it trains that too
    assert [(r.need.competency, r.weight) for r in found[1].reasons] == [("POL2", 3), ("POL1", 1)]


def test_each_programme_is_for_another_competency(value_map):
    # POL1 needs most, but one programme is enough for it; PER3 comes next though it needs less.
    catalogue = make.catalogue(
        make.programme("A", competencies={"POL1": 3}),
        make.programme("B", competencies={"POL1": 3, "PER3": 1}),
        make.programme("C", competencies={"PER3": 2}),
    )
    profile = someone.profile(
        competencies={"POL1": someone.estimate(20, 0), "PER3": someone.estimate(80, 0)}
    )

    found = suggest(profile, catalogue, value_map, phase="zittend").programmes

    assert [(s.programme, s.reasons[0].need.competency) for s in found] == [
        ("A", "POL1"),
        ("C", "PER3"),
    ]


def test_of_equals_the_most_targeted_comes_first(value_map):
    # All train POL1 as a main aim. B trains less besides; of A and C, C is for fewer phases.
    broad = {"POL1": 3, "PER3": 2}
    programmes = (
        make.programme("A", competencies=broad, phases=("starter", "zittend")),
        make.programme("B", competencies={"POL1": 3, "PER3": 1}),
        make.programme("C", competencies=broad),
    )
    profile = someone.profile(competencies={"POL1": someone.estimate(50)})

    def first(*offered):
        found = suggest(profile, make.catalogue(*offered), value_map, phase="zittend")
        return found.programmes[0].programme

    assert first(*programmes) == "B"
    assert first(programmes[0], programmes[2]) == "C"
    assert first(*(make.programme(name) for name in ("D", "A"))) == "A"


def test_the_counterfactual_by_hand(value_map):
    # POL1 50 gives ONE; at 100 the need is 0, at 95 it is still there.
    catalogue = make.catalogue(make.programme("ONE", competencies={"POL1": 3}))
    profile = someone.profile(competencies={"POL1": someone.estimate(50)})

    [found] = suggest(profile, catalogue, value_map, phase="zittend").programmes

    assert found.drops_at == 100


def test_a_suggestion_with_other_reasons_stays_whatever_the_first_score(value_map):
    catalogue = make.catalogue(make.programme("ONE", competencies={"POL1": 3, "POL2": 1}))
    profile = someone.profile(
        competencies={"POL1": someone.estimate(50), "POL2": someone.estimate(90)}
    )

    [found] = suggest(profile, catalogue, value_map, phase="zittend").programmes

    assert found.drops_at is None


def test_a_competitor_makes_a_suggestion_drop_earlier(value_map):
    # One place. POL1 40: .6·3 against PER3 70: .3·3 (se 0). ONE is gone from 75: .25 < .3.
    # At 70 both fit .9, and ONE comes before TWO by id.
    catalogue = make.catalogue(
        make.programme("ONE", competencies={"POL1": 3}),
        make.programme("TWO", competencies={"PER3": 3}),
        rules=make.rules(programmes=1),
    )
    profile = someone.profile(
        competencies={"POL1": someone.estimate(40, 0), "PER3": someone.estimate(70, 0)}
    )

    [found] = suggest(profile, catalogue, value_map, phase="zittend").programmes

    assert (found.programme, found.drops_at) == ("ONE", 75)


def still_there(profile, suggestion, at, catalogue, value_map, phase):
    competency = suggestion.reasons[0].need.competency
    changed = replace(profile.competencies[competency], score=float(at))
    again = suggest(
        replace(profile, competencies={**profile.competencies, competency: changed}),
        catalogue,
        value_map,
        phase=phase,
    )
    return suggestion.programme in {s.programme for s in again.programmes}


@pytest.mark.parametrize("phase", PHASES)
def test_drops_at_is_exact(phase, library, value_map, catalogue):
    """From that score on it is gone; five points below, or at the score itself, it is there."""
    for seed in range(6):
        person = simulate(seed, library, value_map, phase=phase, office="wethouder")
        profile = score(person, library, value_map)
        for found in suggest(profile, catalogue, value_map, phase=phase).programmes:
            now = found.reasons[0].need.score
            last = 100 if found.drops_at is None else max(now, found.drops_at - 5)
            assert still_there(profile, found, last, catalogue, value_map, phase)
            if found.drops_at is not None:
                assert found.drops_at > now
                assert found.drops_at % 5 == 0
                for at in range(int(found.drops_at), 101, 5):
                    assert not still_there(profile, found, at, catalogue, value_map, phase)


def test_only_programmes_of_the_phase_are_suggested(library, value_map, catalogue):
    for phase in PHASES:
        for seed in range(4):
            person = simulate(seed, library, value_map, phase=phase, office="wethouder")
            profile = score(person, library, value_map)
            found = suggest(profile, catalogue, value_map, phase=phase)
            for one in (*found.programmes, *found.blocked):
                assert phase in catalogue.programme(one.programme).phases


def weak_in_debating(value_map):
    return someone.flat_profile(value_map, 95, POL2=20, PER2=20)


def test_bestuurlijk_leiderschap_is_blocked_until_pbm_was_followed(value_map, catalogue):
    profile = weak_in_debating(value_map)

    before = suggest(profile, catalogue, value_map, phase="zittend")
    after = suggest(profile, catalogue, value_map, phase="zittend", followed=("PBM",))

    assert "BLE" not in {s.programme for s in before.programmes}
    assert [s.programme for s in before.blocked] == ["BLE"]
    assert after.programmes[0].programme == "BLE"
    assert after.blocked == ()


def test_an_entry_condition_blocks_only_what_would_have_been_shown(value_map):
    catalogue = make.catalogue(
        make.programme("A", competencies={"POL1": 3}),
        make.programme("LOW", competencies={"POL1": 1}, requires=("A",)),
    )
    profile = someone.profile(competencies={"POL1": someone.estimate(50)})

    found = suggest(profile, catalogue, value_map, phase="zittend")

    assert [s.programme for s in found.programmes] == ["A"]
    assert found.blocked == ()


def test_of_several_blocked_programmes_only_the_one_that_fits_best_is_told(value_map):
    # POL1 .5·3 against PER3 .4·3 and BES1 .3·3: all three would be shown but for their condition
    catalogue = make.catalogue(
        make.programme("SECOND", competencies={"PER3": 3}, requires=("ENTRY",)),
        make.programme("FIRST", competencies={"POL1": 3}, requires=("ENTRY",)),
        make.programme("THIRD", competencies={"BES1": 3}, requires=("ENTRY",)),
        make.programme("ENTRY", competencies={"AMB1": 1}),
    )
    scores = {"POL1": 50, "PER3": 60, "BES1": 70}
    profile = someone.profile(competencies={c: someone.estimate(s, 0) for c, s in scores.items()})

    found = suggest(profile, catalogue, value_map, phase="zittend")

    assert [s.programme for s in found.blocked] == ["FIRST"]
    opened = suggest(profile, catalogue, value_map, phase="zittend", followed=("ENTRY",))
    assert [s.programme for s in opened.programmes] == ["FIRST", "SECOND", "THIRD"]


# --- why not ---


def why_not(value_map, *programmes, phase="zittend", followed=(), places=3, **scores):
    catalogue = make.catalogue(*programmes, rules=make.rules(programmes=places))
    profile = someone.profile(competencies={c: someone.estimate(s, 0) for c, s in scores.items()})
    found = suggest(profile, catalogue, value_map, phase=phase, followed=followed)
    return {one.programme: one for one in found.passed_over}


def test_another_phase_what_was_followed_and_an_entry_condition_are_told_as_such(value_map):
    found = why_not(
        value_map,
        make.programme("NEW", phases=("starter",)),
        make.programme("DONE"),
        make.programme("NEXT", requires=("FIRST",)),
        make.programme("FIRST"),
        make.programme("HELP", support=True),
        followed=("DONE",),
        POL1=50,
    )

    reasons = {name: one.because for name, one in found.items()}
    assert reasons == {"NEW": "phase", "DONE": "followed", "NEXT": "entry"}


def test_what_was_followed_is_told_as_followed_in_every_later_phase(value_map):
    found = why_not(
        value_map,
        make.programme("DONE", phases=("starter",)),
        make.programme("ENTERED", phases=("starter",), requires=("FIRST",)),
        followed=("DONE",),
        POL1=50,
    )

    assert {name: one.because for name, one in found.items()} == {
        "DONE": "followed",
        "ENTERED": "phase",
    }


def test_what_trains_the_same_less_or_less_targeted_is_told_beside_the_one_shown(value_map):
    found = why_not(
        value_map,
        make.programme("SHOWN", competencies={"POL1": 2}),
        make.programme("LESS", competencies={"POL1": 1}),
        make.programme("WIDE", competencies={"POL1": 2, "PER3": 1}),
        POL1=50,
    )

    assert {name: (o.because, o.against) for name, o in found.items()} == {
        "LESS": ("covered", "SHOWN"),
        "WIDE": ("tied", "SHOWN"),
    }
    assert (found["LESS"].reason.need.competency, found["LESS"].reason.weight) == ("POL1", 1)


def test_what_weighs_less_than_the_last_one_shown_is_told_beside_it(value_map):
    # POL1 .5·2 = 1 against PER3 .3·3 = .9
    found = why_not(
        value_map,
        make.programme("SHOWN", competencies={"POL1": 2}),
        make.programme("OTHER", competencies={"PER3": 3}),
        places=1,
        POL1=50,
        PER3=70,
    )

    assert (found["OTHER"].because, found["OTHER"].against) == ("less", "SHOWN")


def test_without_room_or_a_score_nothing_needs_training(value_map):
    found = why_not(
        value_map,
        make.programme("FULL", competencies={"POL1": 3}),
        make.programme("UNKNOWN", competencies={"PER3": 3}),
        POL1=100,
    )

    assert {one.because for one in found.values()} == {"no-need"}


@pytest.mark.parametrize("phase", PHASES)
def test_every_programme_is_suggested_or_told_why_not(phase, library, value_map, catalogue):
    for seed in range(4):
        person = simulate(seed, library, value_map, phase=phase, office="wethouder")
        profile = score(person, library, value_map)
        found = suggest(profile, catalogue, value_map, phase=phase, followed=("CON",))
        shown = [one.programme for one in (*found.programmes, *found.passed_over)]
        assert sorted(shown) == sorted(p.id for p in catalogue.programmes if not p.support)
        fits = {one.programme: one.fit for one in found.programmes}
        for one in found.passed_over:
            if one.because in ("covered", "tied", "less"):
                assert one.reason.need.need * one.reason.weight <= fits[one.against] + 1e-12


def test_support_is_never_suggested(value_map, catalogue):
    for competency in value_map.competency:
        profile = someone.flat_profile(value_map, 90, **{competency: 5})
        for phase in PHASES:
            found = suggest(profile, catalogue, value_map, phase=phase)
            for one in (*found.programmes, *found.blocked):
                assert not catalogue.programme(one.programme).support


def test_what_was_followed_is_not_suggested_again(value_map, catalogue):
    profile = weak_in_debating(value_map)
    first = suggest(profile, catalogue, value_map, phase="zittend").programmes[0].programme

    found = suggest(profile, catalogue, value_map, phase="zittend", followed=(first,))

    assert first not in {s.programme for s in found.programmes}


def test_the_same_input_gives_the_same_suggestions_in_any_order(value_map, catalogue):
    profile = weak_in_debating(value_map)
    turned = replace(
        profile,
        competencies=dict(reversed(profile.competencies.items())),
        values=dict(reversed(profile.values.items())),
    )
    other = replace(catalogue, programmes=tuple(reversed(catalogue.programmes)))

    one = suggest(profile, catalogue, value_map, phase="zittend")

    assert one == suggest(profile, catalogue, value_map, phase="zittend")
    assert one == suggest(turned, other, value_map, phase="zittend")


@pytest.mark.parametrize("phase", PHASES)
def test_a_person_who_scores_100_everywhere_gets_no_suggestion(
    phase, library, value_map, catalogue
):
    everything = someone.answers(library, phase=phase, gedrag=someone.all_answered(library, 5))

    found = suggest(score(everything, library, value_map), catalogue, value_map, phase=phase)

    assert found.needs == found.programmes == found.actions == found.blocked == ()


def test_without_scores_there_is_nothing_to_suggest(library, value_map, catalogue):
    profile = score(someone.answers(library), library, value_map)

    found = suggest(profile, catalogue, value_map, phase="zittend")

    assert found.needs == found.programmes == found.actions == found.blocked == ()


@given(
    scores=st.lists(st.none() | st.integers(0, 100), min_size=16, max_size=16),
    phase=st.sampled_from(PHASES),
    office=st.sampled_from(["wethouder", "griffier"]),
    data=st.data(),
)
def test_at_most_three_programmes_and_two_actions_and_each_has_its_reasons(
    scores, phase, office, data, value_map, catalogue
):
    ids = list(value_map.competency)
    chosen = data.draw(st.dictionaries(st.sampled_from(ids), st.sampled_from([0.5, 1.0, 1.5])))
    followed = data.draw(st.lists(st.sampled_from([p.id for p in catalogue.programmes])))
    profile = someone.profile(
        office=office,
        priority=value_map.office[office].priority,
        competencies={
            c: None if s is None else someone.estimate(s) for c, s in zip(ids, scores, strict=True)
        },
        values={v: someone.estimate(50 + n) for n, v in enumerate(value_map.values)},
    )

    found = suggest(profile, catalogue, value_map, phase=phase, importance=chosen,
                    followed=tuple(followed))  # fmt: skip

    assert len(found.programmes) <= 3
    assert len(found.actions) <= 2
    assert len(found.blocked) <= 1
    assert len(found.needs) <= 4
    needed = {need.competency for need in found.needs}
    for one in (*found.programmes, *found.blocked):
        assert one.reasons
        first, *others = one.reasons
        assert {r.need.competency for r in others} <= needed
        assert one.fit == pytest.approx(first.need.need * first.weight)
        assert one.programme not in followed
    for one in found.programmes:
        assert set(catalogue.programme(one.programme).requires) <= set(followed)
    for action in found.actions:
        assert action.text
        assert action.about in (needed if action.because == "need" else value_map.values)
    chosen_for = [one.reasons[0].need.competency for one in found.programmes]
    assert len(set(chosen_for)) == len(chosen_for)
    fits = [one.fit for one in found.programmes]
    assert fits == sorted(fits, reverse=True)


# --- practice actions ---


def test_the_first_action_belongs_to_the_largest_need(value_map, catalogue):
    found = suggest(
        someone.flat_profile(value_map, 80, POL3=10), catalogue, value_map, phase="starter"
    )

    assert found.actions[0].about == "POL3"
    assert found.actions[0].because == "need"
    assert found.actions[0].text == value_map.competency["POL3"].actions[0]


def test_an_aspirant_gets_actions_that_need_no_office(value_map, catalogue):
    profile = someone.flat_profile(value_map, 80, POL3=10)

    found = suggest(profile, catalogue, value_map, phase="aspirant")

    assert found.actions[0].text == value_map.competency["POL3"].actions_aspirant[0]


def test_without_a_value_that_no_programme_names_the_second_need_gives_the_action(
    value_map, catalogue
):
    profile = someone.flat_profile(value_map, 80, POL3=10, AMB2=20)

    found = suggest(profile, catalogue, value_map, phase="starter")

    assert [(a.about, a.because) for a in found.actions] == [("POL3", "need"), ("AMB2", "need")]


def named(value_map, catalogue):
    return {v for p in catalogue.programmes for v in p.values}


def test_a_low_priority_value_that_no_programme_names_gives_an_action(value_map, catalogue):
    # betrokkenheid is a priority of the wethouder, and no programme names it.
    profile = someone.flat_profile(value_map, 80, POL3=10)
    low = replace(profile, values={**profile.values, "betrokkenheid": someone.estimate(40)})

    found = suggest(low, catalogue, value_map, phase="starter").actions

    assert "betrokkenheid" not in named(value_map, catalogue)
    assert [(a.about, a.because) for a in found] == [
        ("POL3", "need"),
        ("betrokkenheid", "no-programme"),
    ]
    assert found[1].text == value_map.values["betrokkenheid"].actions[0]


def test_a_low_value_that_the_person_calls_leading_counts_too(value_map, catalogue):
    profile = someone.flat_profile(value_map, 80, POL3=10)
    low = replace(profile, values={**profile.values, "gelijkheid": someone.estimate(40)})
    leading = ImportanceProfile({"gelijkheid": Importance(1.5, 0.5, "leidend")}, {}, {})

    without = suggest(low, catalogue, value_map, phase="starter").actions
    found = suggest(replace(low, importance=leading), catalogue, value_map, phase="starter").actions

    assert [a.about for a in found] == ["POL3", "gelijkheid"]
    assert found[1].text == catalogue.actions_for("gelijkheid")[0].text
    assert "gelijkheid" not in {a.about for a in without}


def test_the_lowest_of_several_such_values_is_taken(value_map, catalogue):
    profile = someone.flat_profile(value_map, 80, POL3=10)
    low = {"betrokkenheid": someone.estimate(45), "gelijkheid": someone.estimate(40)}
    leading = ImportanceProfile({"gelijkheid": Importance(1.5, 0.5, "leidend")}, {}, {})
    both = replace(profile, values={**profile.values, **low}, importance=leading)

    assert suggest(both, catalogue, value_map, phase="starter").actions[1].about == "gelijkheid"


def test_a_value_at_the_persons_own_mean_gives_no_action(value_map, catalogue):
    """Not even when adding thirty-nine equal scores leaves a last bit."""
    for level in (33.3333333333, 57.1428571429, 80.0):
        profile = someone.flat_profile(value_map, level)
        found = suggest(profile, catalogue, value_map, phase="zittend").actions
        assert {a.because for a in found} == {"need"}
