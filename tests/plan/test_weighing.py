"""Needs, worked by hand: below the own mean only, and never for a virtue."""

import pytest

from assessment.plan.weighing import weigh_needs
from tests import make
from tests.people import someone
from values import Likely, own_mean

# The priority values of a wethouder lift PER2, BES1, BES3, PUB1, PER4 and BES2 by 1.2.


def needs_of(value_map, competencies, importance=None, **rules):
    profile = someone.profile(competencies=competencies)
    needs = weigh_needs(profile, make.rules(**rules), value_map, importance or {})
    return {need.competency: need for need in needs}


def test_a_need_by_hand(value_map):
    # mean 60. POL1: (60 − 40)/100 · 1 · 400/(400 + 25) = .2 · .941176 = .188235
    # BES1 is lifted: (60 − 50)/100 · 1.2 · 400/(400 + 100) = .1 · 1.2 · .8 = .096
    needs = needs_of(
        value_map,
        {
            "POL1": someone.estimate(40, 5),
            "BES1": someone.estimate(50, 10),
            "PUB1": someone.estimate(90),
        },
    )

    assert needs["POL1"].need == pytest.approx(0.188235, abs=1e-6)
    assert needs["BES1"].need == pytest.approx(0.096)
    assert needs["POL1"].mean == 60
    assert (needs["POL1"].lifted, needs["BES1"].lifted) == (False, True)
    assert list(needs) == ["POL1", "BES1"]


def test_what_lies_at_or_above_the_own_mean_is_no_need(value_map):
    scores = {"POL1": 40, "POL2": 50, "PUB1": 60}

    assert list(needs_of(value_map, {c: someone.estimate(s) for c, s in scores.items()})) == [
        "POL1"
    ]


def test_a_flat_profile_has_no_need_whatever_the_last_bit(value_map):
    """Adding sixteen equal scores may leave a last bit."""
    for level in (33.3333333333, 57.1428571429, 20.0):
        profile = someone.flat_profile(value_map, level)
        assert weigh_needs(profile, make.rules(), value_map, {}) == ()


def test_a_virtue_is_never_a_need(value_map):
    virtues = {c.id: someone.estimate(5) for c in value_map.competencies if c.virtue}

    assert virtues
    assert needs_of(value_map, {**virtues, "POL1": someone.estimate(90)}) == {}


def test_little_halves_and_much_lifts_by_half(value_map):
    scores = {
        "POL1": someone.estimate(40),
        "BES1": someone.estimate(40),
        "PUB1": someone.estimate(90),
    }
    plain = needs_of(value_map, scores)

    needs = needs_of(value_map, scores, {"POL1": 1.5, "BES1": 0.5})

    assert needs["POL1"].need == pytest.approx(1.5 * plain["POL1"].need)
    assert needs["BES1"].need == pytest.approx(0.5 * plain["BES1"].need)
    assert list(plain) == ["BES1", "POL1"]
    assert list(needs) == ["POL1", "BES1"]


def test_a_wide_interval_shrinks_a_need(value_map):
    scores = {"POL1": someone.estimate(50, 4), "POL2": someone.estimate(50, 20)}
    needs = needs_of(value_map, {**scores, "PUB1": someone.estimate(90)})

    assert needs["POL1"].need > needs["POL2"].need
    assert needs["POL2"].certainty == 0.5


def test_the_lift_holds_for_the_priority_values_of_the_own_office(value_map):
    # gezag is a priority of the burgemeester: POL1, POL2 and PUB3 link to it with weight 2.
    scores = {"POL1": 50, "BES1": 50, "PER3": 90}
    profile = someone.profile(
        office="burgemeester", competencies={c: someone.estimate(s) for c, s in scores.items()}
    )

    needs = weigh_needs(profile, make.rules(), value_map, {})

    assert {need.competency: need.lifted for need in needs} == {"POL1": True, "BES1": False}


def test_equal_needs_come_by_id(value_map):
    # mean 60: BES1 is lifted, AMB1 lies a fifth further below
    scores = {"BES1": 50.0, "AMB1": 48.0, "PUB3": 82.0}
    needs = needs_of(value_map, {c: someone.estimate(s, 0) for c, s in scores.items()})

    assert needs["AMB1"].need == needs["BES1"].need == 0.12
    assert list(needs) == ["AMB1", "BES1"]


def test_a_competency_without_a_score_asks_for_nothing_and_moves_no_mean(value_map):
    scores = {"POL1": None, "POL2": someone.estimate(50), "PUB1": someone.estimate(70)}

    assert list(needs_of(value_map, scores)) == ["POL2"]
    assert own_mean(scores, ()) == 60
    assert own_mean({"POL1": None}, ()) is None


def test_a_virtue_takes_no_part_in_the_own_mean(value_map):
    scores = {"POL1": someone.estimate(40), "PER1": someone.estimate(100)}

    assert own_mean(scores, value_map.virtues) == 40
    assert needs_of(value_map, scores) == {}


def test_a_need_is_the_distance_of_the_likely_score_below_the_own_mean(value_map):
    plain = {"AMB1": someone.estimate(40, 0), "PUB3": someone.estimate(80, 0)}
    likely = {"AMB1": Likely(50, 0, 50, 50, 5, 5, 0.5, 0.1)}
    profile = someone.profile(competencies=plain, likely=likely)
    [need] = weigh_needs(profile, make.rules(), value_map, {})

    assert (need.competency, need.score, need.mean, need.need) == ("AMB1", 50, 60, 0.1)
