"""What changed between two attempts of one person, on the statements that are shipped."""

import numpy as np
import pytest
from scipy.stats import t

from assessment.scoring.comparison import compare, smallest_certain_changes
from values import Change


@pytest.fixture(scope="module")
def gedrag(library):
    return library.gedrag


@pytest.fixture(scope="module")
def groups(value_map):
    return {g.id: [c.id for c in value_map.in_group(g.id)] for g in value_map.groups}


def answers(gedrag, answer=3, **own):
    return {item.id: own.get(item.competency, answer) for item in gedrag.items}


def extra(gedrag, competency, answer):
    return {item.id: answer for item in gedrag.extra_of(competency)}


def compared(gedrag, groups, before, after, goals=(), shared=None):
    everything = {item.id for item in (*gedrag.items, *gedrag.extra)}
    names = [competency for members in groups.values() for competency in members]
    return compare(
        gedrag, before, after, names, groups=groups, goals=goals,
        shared=everything if shared is None else shared,
    )  # fmt: skip


def test_only_a_goal_can_be_certain(gedrag, groups):
    before, after = answers(gedrag), answers(gedrag, POL1=5, PUB3=5)

    found = compared(gedrag, groups, before, after, goals=("POL1",)).competencies

    assert found["POL1"].verdict == "zeker"
    assert found["PUB3"].verdict == "mogelijk"
    assert (found["POL1"].is_goal, found["PUB3"].is_goal) == (True, False)
    assert found["BES1"].verdict == "toeval"
    assert isinstance(found["POL1"], Change)
    assert (found["POL1"].before, found["POL1"].after, found["POL1"].difference) == (50, 100, 50)
    assert type(found["POL1"].p) is float


def test_without_goals_all_is_exploratory(gedrag, groups):
    found = compared(gedrag, groups, answers(gedrag), answers(gedrag, POL1=5)).competencies

    assert {change.verdict for change in found.values()} == {"mogelijk", "toeval"}


def test_a_mood_that_moves_everything_is_told_apart_and_is_no_change(gedrag, groups):
    found = compared(gedrag, groups, answers(gedrag), answers(gedrag, 4), goals=("POL1", "POL2"))

    assert found.general == 25
    for change in found.competencies.values():
        assert (change.difference, change.own, change.verdict) == (25, 0, "toeval")
    assert {change.own for change in found.groups.values()} == {0}


def test_a_whole_speelveld_that_moved_is_possible_and_never_certain(gedrag, groups):
    moved = dict.fromkeys(groups["PUB"], 5)

    found = compared(gedrag, groups, answers(gedrag), answers(gedrag, **moved))

    assert found.groups["PUB"].verdict == "mogelijk"
    assert found.groups["POL"].verdict == "toeval"


def test_extra_answers_of_both_times_make_the_same_change_surer(gedrag, groups):
    before, after = answers(gedrag), answers(gedrag, POL1=4)

    plain = compared(gedrag, groups, before, after, goals=("POL1",)).competencies["POL1"]
    more = compared(
        gedrag, groups, before | extra(gedrag, "POL1", 3), after | extra(gedrag, "POL1", 4),
        goals=("POL1",),
    ).competencies["POL1"]  # fmt: skip

    assert more.difference == plain.difference == 25
    assert more.se < plain.se
    assert more.smallest < plain.smallest
    assert more.verdict == "zeker"


def test_extra_answers_of_one_time_alone_do_not_count(gedrag, groups):
    before, after = answers(gedrag), answers(gedrag, POL1=4)
    once = compared(gedrag, groups, before, after | extra(gedrag, "POL1", 1))

    assert once.competencies == compared(gedrag, groups, before, after).competencies


def test_fewer_than_three_shared_statements_of_a_competency_are_not_compared(gedrag, groups):
    own = [item.id for item in gedrag.items if item.competency == "POL1"]
    shared = {item.id for item in gedrag.items} - set(own[2:])

    found = compared(gedrag, groups, answers(gedrag), answers(gedrag, 5), shared=shared)

    assert found.competencies["POL1"] is None
    assert found.competencies["POL2"] is not None
    assert found.groups["POL"] is None


def test_with_too_few_competencies_nothing_is_certain_not_even_a_goal(gedrag, groups):
    shared = {item.id for item in gedrag.items if item.competency in ("POL1", "POL2", "BES1")}

    found = compared(gedrag, groups, answers(gedrag, POL1=1), answers(gedrag, POL1=5),
                     goals=("POL1",), shared=shared)  # fmt: skip

    assert found.general is None
    assert found.competencies["POL1"].verdict == "mogelijk"
    assert not found.competencies["POL1"].is_goal
    assert found.competencies["POL1"].expected == 0
    assert found.competencies["POL1"].own == found.competencies["POL1"].difference


def test_the_order_is_that_of_the_groups_and_changes_back_are_mirrored(gedrag, groups):
    rng = np.random.default_rng(4)
    before, after = ({item.id: int(rng.integers(1, 6)) for item in gedrag.items} for _ in range(2))
    there, back = (compared(gedrag, groups, *pair) for pair in
                   ((before, after), (after, before)))  # fmt: skip

    assert list(there.competencies) == [c for members in groups.values() for c in members]
    for name, change in there.competencies.items():
        assert change.own == pytest.approx(-back.competencies[name].own)
        assert change.p == pytest.approx(back.competencies[name].p)


def test_the_smallest_certain_change_by_hand_and_smaller_with_extra_answers(gedrag):
    given = answers(gedrag)
    counts = len([item for item in gedrag.items if item.competency == "POL1"])

    plain = smallest_certain_changes(gedrag, given, ["POL1", "PUB3"])
    closer = smallest_certain_changes(gedrag, given | extra(gedrag, "POL1", 3), ["POL1"])

    df = 20 + counts - 1 + len([i for i in gedrag.items if i.competency == "PUB3"]) - 1
    variance = 20 * 400 / df
    assert plain["POL1"] == pytest.approx(t.ppf(0.975, df) * np.sqrt(variance / counts + 18))
    assert closer["POL1"] < plain["POL1"] - 2


def test_too_few_answers_have_no_smallest_change(gedrag):
    assert smallest_certain_changes(gedrag, {"pol1-1": 3, "pol1-2": 4}, ["POL1"]) == {"POL1": None}
