"""The whole suggestion: what would end it, what an entry condition keeps away, and its bounds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.plan import Situation, suggest
from assessment.plan.time_asked import TimeAsked
from assessment.scoring import score
from assessment.services.simulating import simulate
from tests import make
from tests.people import someone
from values import PHASES


def suggested(value_map, *programmes, situation=None, rules=None, **scores):
    catalogue = make.catalogue(*programmes, rules=rules or make.rules())
    profile = someone.profile(
        priority=(), competencies={c: someone.estimate(s, 0) for c, s in scores.items()}
    )
    return suggest(profile, catalogue, value_map, situation or Situation("zittend"))


def test_fit_by_hand(value_map):
    # mean 60; needs POL1 .2, POL2 .1 (neither lifted). ONE: .2·3 = .6; TWO: .1·3 = .3 and .2·1
    shown = suggested(
        value_map,
        make.programme("ONE", competencies={"POL1": 3}),
        make.programme("TWO", competencies={"POL1": 1, "POL2": 3, "PER3": 3}),
        make.programme("NOT", competencies={"PER3": 3}),
        POL1=40, POL2=50, PER3=90,
    ).programmes  # fmt: skip

    assert [(s.programme, pytest.approx(s.fit)) for s in shown] == [("ONE", 0.6), ("TWO", 0.3)]
    # TWO was chosen for POL2, and POL1 is told because it trains that too
    assert [(r.need.competency, r.weight) for r in shown[1].reasons] == [("POL2", 3), ("POL1", 1)]


def test_only_the_largest_needs_are_shown(value_map):
    scores = dict.fromkeys(("PUB2", "AMB1", "PER3", "POL1", "POL2"), 50) | {"PUB3": 100}

    for shown, rules in ((4, make.rules()), (3, make.rules(needs=3))):
        needs = suggested(value_map, rules=rules, **scores).needs
        assert [need.competency for need in needs] == ["AMB1", "PER3", "POL1", "POL2"][:shown]


def test_the_counterfactual_by_hand(value_map):
    # With POL2 at 70 POL1 lies below the mean of the two until it is 70 itself.
    [shown] = suggested(value_map, make.programme("ONE"), POL1=50, POL2=70).programmes

    assert shown.drops_at == 70


def test_a_suggestion_with_another_reason_stays_whatever_the_first_score(value_map):
    one = make.programme("ONE", competencies={"POL1": 3, "POL2": 1})
    [shown] = suggested(value_map, one, POL1=40, POL2=50, PER3=90).programmes

    assert shown.drops_at is None


def test_what_no_score_suggested_has_no_score_that_ends_it(value_map):
    rules = make.rules(belongs={"zittend": ("ONE",)})
    [shown] = suggested(value_map, make.programme("ONE"), rules=rules, POL1=50, POL2=70).programmes

    assert (shown.kind, shown.drops_at, shown.fit) == ("phase", None, 0)


def still_there(person, profile, suggestion, at, catalogue, value_map):
    competency = suggestion.reasons[0].need.competency
    changed = replace(profile.likely[competency], score=float(at))
    other = replace(profile, likely={**profile.likely, competency: changed})
    again = suggest(other, catalogue, value_map, person)
    return suggestion.programme in {s.programme for s in again.programmes}


@pytest.mark.parametrize("phase", PHASES)
def test_drops_at_is_exact(phase, library, value_map, catalogue):
    """From that score on it is gone; five points below, or at the score itself, it is there."""
    for seed in range(6):
        answers = simulate(seed, library, value_map, phase=phase, office="wethouder")
        profile, person = score(answers, library, value_map), Situation(phase, answers.verdieping)
        for shown in suggest(profile, catalogue, value_map, person).programmes:
            if shown.kind != "need":
                continue
            now = shown.reasons[0].need.score
            last = 100 if shown.drops_at is None else max(now, shown.drops_at - 5)
            assert still_there(person, profile, shown, last, catalogue, value_map)
            if shown.drops_at is not None:
                assert shown.drops_at > now
                for at in range(int(shown.drops_at), 101, 5):
                    assert not still_there(person, profile, shown, at, catalogue, value_map)


def test_of_several_blocked_programmes_only_the_one_that_fits_best_is_told(value_map):
    offered = (
        make.programme("SECOND", competencies={"AMB1": 3}, requires=("ENTRY",)),
        make.programme("FIRST", competencies={"POL1": 3}, requires=("ENTRY",)),
        make.programme("ENTRY", competencies={"AMB2": 1}),
    )
    scores = {"POL1": 30, "AMB1": 40, "PER3": 100}

    shown = suggested(value_map, *offered, **scores)

    assert [s.programme for s in shown.blocked] == ["FIRST"]
    opened = suggested(
        value_map, *offered, situation=Situation("zittend", followed=("ENTRY",)), **scores
    )
    assert [s.programme for s in opened.programmes] == ["FIRST", "SECOND"]
    assert opened.blocked == ()


def test_an_entry_condition_blocks_only_what_would_have_been_shown(value_map):
    shown = suggested(
        value_map,
        make.programme("A", competencies={"POL1": 3}),
        make.programme("LOW", competencies={"POL1": 1}, requires=("A",)),
        POL1=50, PER3=90,
    )  # fmt: skip

    assert [s.programme for s in shown.programmes] == ["A"]
    assert shown.blocked == ()


def test_bestuurlijk_leiderschap_asks_for_nothing_first(value_map, catalogue):
    profile = someone.flat_profile(value_map, 95, POL2=20, PER2=20)

    shown = suggest(profile, catalogue, value_map, Situation("zittend"))

    assert shown.programmes[0].programme == "BLE"


def test_a_starter_begins_with_what_every_new_wethouder_gets(value_map, catalogue):
    profile = someone.flat_profile(value_map, 95, PER3=5)

    shown = suggest(profile, catalogue, value_map, Situation("starter")).programmes
    again = suggest(
        profile, catalogue, value_map, Situation("starter", {"ervaring-inwerken": ("opleiding",)})
    ).programmes

    assert [s.programme for s in shown[:2]] == ["BAS", "HAN"]
    assert "BAS" not in {s.programme for s in again}


def test_an_aspirant_gets_the_orientation_because_it_belongs_there(value_map, catalogue):
    [shown] = suggest(
        someone.flat_profile(value_map, 95, PER4=5), catalogue, value_map, Situation("aspirant")
    ).programmes

    assert (shown.programme, shown.kind) == ("ORI", "phase")


def test_who_leaves_gets_what_comes_next_and_no_book_of_who_begins(value_map, catalogue):
    profile = someone.flat_profile(value_map, 95, PER1=5, BES3=5)
    told = {"stap-hulp": ("kijken", "oud-wethouders"), "stap-richting": ("bestuur",)}

    silent = suggest(profile, catalogue, value_map, Situation("vertrekkend")).programmes
    asking = suggest(profile, catalogue, value_map, Situation("vertrekkend", told)).programmes

    assert [(s.programme, s.kind) for s in silent] == [("LOO", "phase")]
    assert {s.programme for s in asking} == {"ALU", "ALT", "KEU"}


def test_without_scores_there_is_only_what_belongs_and_was_asked(library, value_map, catalogue):
    profile = score(someone.answers(library), library, value_map)

    shown = suggest(profile, catalogue, value_map, Situation("zittend"))

    assert shown.needs == shown.programmes == shown.actions == shown.blocked == ()


@given(
    scores=st.lists(st.none() | st.integers(0, 100), min_size=16, max_size=16),
    phase=st.sampled_from(PHASES),
    office=st.sampled_from(["wethouder", "griffier"]),
    data=st.data(),
)
def test_the_bounds_hold_for_anybody(scores, phase, office, data, value_map, catalogue):
    ids, programmes = list(value_map.competency), [p.id for p in catalogue.programmes]
    some = st.lists(st.sampled_from(catalogue.asked.wishes), max_size=6)
    person = Situation(
        phase,
        {wish.question: (wish.option,) for wish in data.draw(some)},
        tuple(data.draw(st.lists(st.sampled_from([*ids, *value_map.values]), max_size=4))),
        data.draw(st.dictionaries(st.sampled_from(ids), st.sampled_from([0.5, 1.0, 1.5]))),
        tuple(data.draw(st.lists(st.sampled_from(programmes)))),
    )
    profile = someone.profile(
        office=office,
        priority=value_map.office[office].priority,
        competencies={
            c: None if s is None else someone.estimate(s) for c, s in zip(ids, scores, strict=True)
        },
        values={v: someone.estimate(50 + n) for n, v in enumerate(value_map.values)},
    )

    shown = suggest(profile, catalogue, value_map, person)

    rules = catalogue.rules
    assert shown == suggest(profile, catalogue, value_map, person)
    assert len(shown.programmes) <= rules.programmes
    assert shown.things_to_do + len(profile.priority) <= rules.things
    kinds = [s.kind for s in shown.programmes]
    assert kinds == sorted(kinds, key=["phase", "asked", "goal", "need"].index)
    assert kinds.count("need") <= rules.by_need
    for each in (*shown.programmes, *shown.blocked):
        programme = catalogue.programme(each.programme)
        assert phase in programme.phases
        assert programme.id not in person.followed
        assert programme.status != "ended"
        assert not programme.support
    for each in shown.programmes:
        assert set(catalogue.programme(each.programme).requires) <= set(person.followed)
        if each.kind == "need":
            assert each.reasons[0].need.score < each.reasons[0].need.mean
            assert not value_map.competency[each.reasons[0].need.competency].virtue
    actions = (*shown.actions, *shown.starts, *shown.without_offer)
    assert all(action.text for action in actions)


def test_what_was_asked_for_and_no_programme_gives_is_kept_to_be_told(value_map, catalogue):
    def unmet(hours):
        told = {"wens-speelveld": "ambtelijk", "ontwikkeling-tijd": hours}
        found = suggest(someone.profile(), catalogue, value_map, Situation("zittend", told))
        return [(wish.question, wish.option) for wish in found.unmet]

    assert unmet("tot-twee-uur") == [("wens-speelveld", "ambtelijk")]
    assert unmet("meer-dan-dag") == []


def test_programmes_that_fit_alone_and_not_together_are_told(value_map, catalogue):
    def too_long(hours):
        told = {"leren-vorm": ("gesprek",), "ontwikkeling-tijd": hours}
        found = suggest(someone.profile(), catalogue, value_map,
                        Situation("starter", told, ("BES3",), followed=("INT", "REG")))  # fmt: skip
        return [s.programme for s in found.programmes], found.too_long

    suggested, little = too_long("tot-twee-uur")
    assert little == TimeAsked(tuple(p for p in suggested if p in ("BAS", "CON")), 48, 24)
    assert too_long("dagdeel")[1] is None
    assert too_long("weet-niet")[1] is None


def test_resilience_leads_to_intervisie_and_threats_alone_not_to_a_course(value_map, catalogue):
    """PER3 is support and recovery in three statements of four, and no course on threats."""
    situation = Situation("zittend", {})
    scores = dict.fromkeys(value_map.competency, 80.0) | {"PER3": 20.0}
    profile = someone.profile(competencies={c: someone.estimate(s, 0) for c, s in scores.items()})

    [first, *_] = suggest(profile, catalogue, value_map, situation).programmes

    assert first.programme == "INT"
