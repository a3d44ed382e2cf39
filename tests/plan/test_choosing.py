"""The order of reasons, each shown by a case that another order would decide otherwise."""

import pytest

from assessment.plan.choosing import choose
from assessment.plan.model import Asked, Wish
from assessment.plan.situation import Situation, list_suitable
from assessment.plan.weighing import weigh_needs
from tests import make
from tests.people import someone

WISHES = Asked(
    wishes=(
        Wish("wat", "een", "iets", ("W1", "W2")),
        Wish("wat", "twee", "iets anders", ("W2",)),
        Wish("wat", "drie", "nog iets", ("W3",)),
        Wish("wat", "vier", "weer iets", ("W4",)),
    )
)


def chosen(value_map, *programmes, phase="zittend", wat=(), goals=(), scores=None, **rules):
    catalogue = make.catalogue(*programmes, asked=WISHES, rules=make.rules(**rules))
    # PER3 lies far above, so that what a test lowers lies below the own mean
    levels = {"PER3": 100, **(scores or {})}
    profile = someone.profile(competencies={c: someone.estimate(s, 0) for c, s in levels.items()})
    situation = Situation(phase, {"wat": wat}, goals)
    needs = weigh_needs(profile, catalogue.rules, value_map, {})
    open_to = list(list_suitable(situation, catalogue))
    return choose(situation, needs, catalogue, open_to)


def kinds(suggestions):
    return [(suggestion.programme, suggestion.kind) for suggestion in suggestions]


def programmes(*names, **changes):
    return [make.programme(name, **({"competencies": {}} | changes)) for name in names]


def test_phase_then_wish_then_goal_then_need(value_map):
    offered = [
        *programmes("OWN", "W1"),
        make.programme("GOAL", competencies={}, values=("lef",)),
        make.programme("NEED", competencies={"POL1": 3}),
    ]

    shown = chosen(
        value_map, *offered, wat=("een",), goals=("lef",), scores={"POL1": 10},
        belongs={"zittend": ("OWN",)}, programmes=4,
    )  # fmt: skip

    assert kinds(shown) == [("OWN", "phase"), ("W1", "asked"), ("GOAL", "goal"), ("NEED", "need")]
    three = chosen(
        value_map, *offered, wat=("een",), goals=("lef",), scores={"POL1": 10},
        belongs={"zittend": ("OWN",)},
    )  # fmt: skip
    assert [s.programme for s in three] == ["OWN", "W1", "GOAL"]


def test_every_wish_has_a_programme_before_one_wish_has_its_best(value_map):
    # W2 gives both wishes; W1 is the best for the first, and comes when there is room
    offered = programmes("W1", "W2", "OWN")
    belongs = {"zittend": ("OWN", "W2")}

    assert kinds(chosen(value_map, *offered, wat=("een", "twee"), belongs=belongs)) == [
        ("OWN", "phase"),
        ("W2", "phase"),
        ("W1", "asked"),
    ]


def test_each_suggestion_tells_every_wish_that_it_gives(value_map):
    first, second = chosen(value_map, *programmes("W1", "W2"), wat=("een", "twee"))

    assert [wish.option for wish in first.wishes] == ["een"]
    assert [wish.option for wish in second.wishes] == ["een", "twee"]


def test_when_more_is_asked_than_there_is_room_the_first_in_the_content_go_first(value_map):
    offered = programmes("W1", "W2", "W3", "W4")

    shown = chosen(value_map, *offered, wat=("vier", "drie", "twee", "een"))

    assert [s.programme for s in shown] == ["W1", "W2", "W3"]


def test_what_belongs_if_there_is_room_gives_way_to_what_was_asked_for(value_map):
    offered, room = programmes("LAST", "W1", "W2", "W3"), {"zittend": ("LAST",)}

    assert kinds(chosen(value_map, *offered, wat=("drie",), if_room=room)) == [
        ("LAST", "phase"),
        ("W3", "asked"),
    ]
    full = chosen(value_map, *offered, wat=("een", "twee", "drie"), if_room=room)
    assert [s.programme for s in full] == ["W1", "W2", "W3"]


def test_a_goal_that_a_chosen_programme_helps_asks_for_no_other(value_map):
    offered = [
        make.programme("W1", competencies={"POL1": 1}),
        make.programme("BEST", competencies={"POL1": 3}),
    ]

    assert kinds(chosen(value_map, *offered, goals=("POL1",))) == [("BEST", "goal")]
    assert kinds(chosen(value_map, *offered, wat=("een",), goals=("POL1",))) == [("W1", "asked")]


def test_nothing_is_suggested_for_a_strength_and_nothing_fills_up(value_map):
    strong = make.programme("STRONG", competencies={"PER3": 3})

    assert chosen(value_map, strong, scores={"POL1": 10}) == ()


def test_scores_suggest_nothing_in_a_phase_where_they_may_not(value_map):
    need = make.programme("NEED", competencies={"POL1": 3})

    assert chosen(value_map, need, scores={"POL1": 10}, by_score=("starter",)) == ()


def test_what_nobody_confirmed_comes_only_to_who_asks_for_it(value_map):
    unsure = make.programme("W1", competencies={"POL1": 3}, status="unknown")

    assert chosen(value_map, unsure, scores={"POL1": 10}) == ()
    assert kinds(chosen(value_map, unsure, wat=("een",))) == [("W1", "asked")]


def test_each_programme_by_need_is_for_another_competency(value_map):
    # POL1 needs most, but one programme is enough for it; AMB1 comes next though it needs less.
    offered = [
        make.programme("A", competencies={"POL1": 3}),
        make.programme("B", competencies={"POL1": 3, "AMB1": 1}),
        make.programme("C", competencies={"AMB1": 2}),
    ]

    shown = chosen(value_map, *offered, scores={"POL1": 20, "AMB1": 50})

    assert [(s.programme, s.reasons[0].need.competency) for s in shown] == [
        ("A", "POL1"),
        ("C", "AMB1"),
    ]
    assert len(chosen(value_map, *offered, scores={"POL1": 20, "AMB1": 50}, by_need=1)) == 1


def test_of_equals_the_most_targeted_comes_first(value_map):
    # All train POL1 as a main aim. B trains less besides; of A and C, C is for fewer phases.
    broad = {"POL1": 3, "AMB1": 2}
    offered = [
        make.programme("A", competencies=broad, phases=("starter", "zittend")),
        make.programme("B", competencies={"POL1": 3, "AMB1": 1}),
        make.programme("C", competencies=broad),
    ]

    def first(*shown):
        return chosen(value_map, *shown, scores={"POL1": 20})[0].programme

    assert first(*offered) == "B"
    assert first(offered[0], offered[2]) == "C"
    assert first(*(make.programme(name) for name in ("D", "A"))) == "A"


def test_the_last_bit_of_a_product_decides_nothing(value_map):
    # mean 60: .1·3 and .3·1 are equal, though not in floating point; B trains less besides
    assert 0.1 * 3 > 0.3 * 1
    offered = [
        make.programme("A", competencies={"POL1": 3}),
        make.programme("B", competencies={"POL2": 1}),
    ]
    scores = {"POL1": 50, "POL2": 30}

    assert [s.programme for s in chosen(value_map, *offered, scores=scores)] == ["B", "A"]


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_of_programmes_in_the_file_changes_nothing(turned, value_map, catalogue):
    needs = weigh_needs(
        someone.flat_profile(value_map, 80, POL2=20, PER3=20, BES3=30),
        catalogue.rules,
        value_map,
        {},
    )
    situation = Situation("zittend", {"wens-speelveld": "publiek"}, ("lef",))
    open_to = list(list_suitable(situation, catalogue))

    shown = choose(situation, needs, catalogue, open_to[::-1] if turned else open_to)

    assert kinds(shown) == [("MAS", "asked"), ("NWB", "goal"), ("BLE", "need")]
