"""What is said of importance is true of people whose preferences are known, sharp or weak.

The bars are those of docs/adr/0015, less what chance does in so few people.
"""

from dataclasses import replace

import numpy as np
import pytest

from assessment.scoring.uncertainty import INTERVAL_Z
from study.choices import cluster_scores, fit_choices, value_scores
from study.measuring import draw_people
from study.naming import name_leading, name_twice, true_top
from study.responding import draw_answers
from values.constants import NAMES_AGAIN

PEOPLE = 120
SHARPNESS = (0.35, 0.6, 1.0, 1.6, 2.4)  # how many times as sharply as the kind "mixed"
BANDS = ((0.45, 0.8), (0.8, 1.5), (1.5, 2.2), (2.2, 9.0))


def chosen(world, assumed, sharpness, sets=32):
    """Utilities of simulated people, and those that the product finds."""
    who = assumed.condition("mixed")
    who = replace(
        who,
        style=replace(who.style, choice=sharpness, first_place=0.25),
        gaps=replace(who.gaps, sets=sets),
    )
    rng = np.random.default_rng(20261128)
    people = draw_people(rng, world, assumed, who, PEOPLE)
    answered = draw_answers(rng, world, assumed.universe, who, people)
    return people[0].utilities, fit_choices(world, answered)


@pytest.fixture(scope="module")
def crowd(world, assumed):
    return {sharpness: chosen(world, assumed, sharpness) for sharpness in SHARPNESS}


def inside(scores, truth):
    return np.abs(scores.score - truth) <= INTERVAL_Z * scores.se


def test_intervals_hold_the_truth_for_weak_and_for_sharp_choosers(crowd, world):
    spread = np.concatenate([truth.std(axis=1) for truth, _ in crowd.values()])
    values = np.concatenate(
        [inside(value_scores(found), truth).mean(axis=1) for truth, found in crowd.values()]
    )
    member = world.linear_map.clusters
    clusters = np.concatenate(
        [
            inside(cluster_scores(world, found), truth @ member.T).mean(axis=1)
            for truth, found in crowd.values()
        ]
    )
    for low, high in BANDS:
        band = (spread >= low) & (spread < high)
        assert band.sum() > 50
        assert 0.86 - 0.02 <= values[band].mean() <= 0.94 + 0.02
        assert 0.86 - 0.03 <= clusters[band].mean() <= 0.94 + 0.03


def test_evidence_flags_who_has_no_preferences_and_seldom_who_has(crowd, world, assumed):
    spread = np.concatenate([truth.std(axis=1) for truth, _ in crowd.values()])
    flagged = np.concatenate([found.evidence < 0 for _, found in crowd.values()])
    for sets in (24, 32):
        _, lots = chosen(world, assumed, 0.0, sets)
        assert (lots.evidence < 0).mean() >= 0.95 - 0.03

    assert flagged[spread >= 0.8].mean() <= 0.05


def test_what_leads_is_truly_among_the_own_ten(crowd, world, assumed):
    for sharpness, (truth, found) in crowd.items():
        named, _ = name_leading(world, found)
        leads = named.side > 0
        right = leads & (true_top(truth, 10) > 0)
        if sharpness < 0.5:  # hardly any preference: few names, so few people read a wrong one
            assert (leads & ~right).any(axis=1).mean() < 0.12
        else:
            assert right.sum() / leads.sum() >= 0.8
    _, flat = chosen(world, assumed, 0.0)
    named, _ = name_leading(world, flat)
    assert (named.side > 0).any(axis=1).mean() <= 0.05


def test_the_text_tells_how_often_a_leading_name_returns(world, assumed):
    again = []
    for kind in assumed.naming["kinds"]:
        if kind != "flat":
            few = replace(assumed, naming={**assumed.naming, "people": 150})
            found = name_twice(np.random.default_rng(3), world, few, assumed.condition(kind))
            again.append(found["leading", "product"]["again"] / 10)
    fewest, most = NAMES_AGAIN
    assert fewest - 0.6 <= min(again) <= max(again) <= most + 0.6
