"""Importance of values and clusters, and the gaps with behaviour."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from assessment.psychometrics.best_worst.person_utilities import fit_utilities
from assessment.scoring import score
from assessment.scoring.behaviour import score_behaviour
from assessment.scoring.importance import choose_utilities, score_importance, utility_prior
from assessment.scoring.linear_map import cluster_membership
from assessment.services.simulating import simulate
from tests.people import someone

BEST_WORST = ("best", "worst")


@pytest.fixture(scope="module")
def person(library, value_map):
    return simulate(7, library, value_map, phase="zittend", office="wethouder")


@pytest.fixture(scope="module")
def found(person, library, value_map):
    return score(person, library, value_map).importance


def with_sets(person, count):
    return replace(person, sets=dict(list(person.sets.items())[:count]))


def test_twenty_four_sets_are_enough_and_twenty_three_are_not(person, library, value_map):
    enough = score(with_sets(person, 24), library, value_map).importance
    too_few = score(with_sets(person, 23), library, value_map).importance

    assert (len(enough.values), len(enough.clusters), len(enough.gaps)) == (39, 9, 9)
    assert too_few.values == too_few.clusters == too_few.gaps == {}


def test_sets_of_another_design_do_not_count(person, library, value_map):
    strange = {f"set-{n}": choice for n, choice in enumerate(person.sets.values(), start=101)}

    part = library.waardenkeuze
    assert choose_utilities(part, value_map, person.design, strange) is None


def test_a_value_leads_only_when_it_surely_lies_above_the_persons_mean(found):
    for one in found.values.values():
        above = norm.cdf(one.u / one.se)
        expected = "leidend" if above >= 0.8 else "minder-vooraan" if above <= 0.2 else "belangrijk"
        assert one.group == expected
    assert {one.group for one in found.values.values()} == {
        "leidend",
        "belangrijk",
        "minder-vooraan",
    }


def test_utilities_are_centred_on_the_person(found):
    assert sum(one.u for one in found.values.values()) == pytest.approx(0, abs=1e-9)


def test_a_cluster_is_the_mean_of_its_values_with_a_normal_interval(found, value_map):
    for cluster in value_map.clusters:
        one = found.clusters[cluster.id]
        mean = np.mean([found.values[v.id].u for v in cluster.values])
        assert one.u == pytest.approx(mean)
        assert (one.u - one.low) / one.se == pytest.approx(1.644854, abs=1e-6)  # R: qnorm(.95)
        assert one.high - one.u == pytest.approx(one.u - one.low)


def test_values_of_one_cluster_share_a_part_of_their_prior(library, value_map):
    prior = utility_prior(library.waardenkeuze, value_map)

    for row, one in enumerate(value_map.values):
        for column, other in enumerate(value_map.values):
            together = value_map.cluster_of[one] == value_map.cluster_of[other]
            assert prior[row, column] == (4.0 if one == other else 1.5 if together else 0.0)


def test_a_clusters_interval_comes_from_the_joint_covariance_under_that_prior(
    person, library, value_map, found
):
    part = library.waardenkeuze
    place = list(value_map.values).index
    choices = [
        ([place(v) for v in item.values], *(place(person.sets[item.id][k]) for k in BEST_WORST))
        for item in part.designs[person.design - 1]
    ]
    under = fit_utilities(choices, utility_prior(part, value_map))

    for cluster in value_map.clusters:
        mean = np.zeros(39)
        mean[[place(v.id) for v in cluster.values]] = 1 / len(cluster.values)
        margin = 1.644854 * np.sqrt(mean @ under.covariance @ mean)
        one = found.clusters[cluster.id]
        assert (one.low, one.u, one.high) == pytest.approx(
            (mean @ under.u - margin, mean @ under.u, mean @ under.u + margin), abs=1e-6
        )


def test_gaps_are_centred_and_named_only_beyond_1_645_standard_errors(library, value_map):
    named = 0
    for seed in range(15):
        person = simulate(seed, library, value_map, phase="zittend", office="wethouder")
        gaps = score(person, library, value_map).importance.gaps
        assert sum(gap.gap for gap in gaps.values()) == pytest.approx(0, abs=1e-9)
        for gap in gaps.values():
            assert gap.named == (abs(gap.gap) > 1.645 * gap.se)
            named += gap.named
    assert named > 0


def test_gaps_and_their_errors_equal_the_formula_written_out(person, library, value_map, found):
    part = library.waardenkeuze
    behaviour = score_behaviour(library.gedrag, value_map, person.gedrag)
    utilities = choose_utilities(part, value_map, person.design, person.sets)
    member = cluster_membership(value_map)
    cluster_covariance = member @ utilities.covariance @ member.T
    shown = np.array([one.score for one in behaviour.clusters.values()])
    rows = behaviour.arrays.cluster_weights[0]
    shown_covariance = behaviour.arrays.pooled.variance[0] * rows @ rows.T
    wanted = member @ utilities.u

    for place, cluster in enumerate(value_map.clusters):
        contrast = np.full(9, -1 / 9)
        contrast[place] += 1
        gap = contrast @ shown / 12.0 - contrast @ wanted / 0.9
        variance = (
            contrast @ shown_covariance @ contrast / 12.0**2
            + contrast @ cluster_covariance @ contrast / 0.9**2
        )
        assert found.gaps[cluster.id].gap == pytest.approx(gap, abs=1e-9)
        assert found.gaps[cluster.id].se == pytest.approx(np.sqrt(variance), abs=1e-9)


def test_clusters_without_behaviour_have_no_gap(person, library, value_map):
    some = {key: x for key, x in person.gedrag.items() if key.startswith(("pol", "per"))}
    behaviour = score_behaviour(library.gedrag, value_map, some)
    utilities = choose_utilities(library.waardenkeuze, value_map, person.design, person.sets)

    gaps = score_importance(library.waardenkeuze, value_map, utilities, behaviour).gaps

    assert set(gaps) == {c for c, one in behaviour.clusters.items() if one is not None}


def test_one_cluster_alone_has_no_gap(person, library, value_map):
    nothing = score(replace(person, gedrag={}), library, value_map)

    assert nothing.importance.gaps == {}
    assert len(nothing.importance.values) == 39


def test_the_quality_tells_how_many_sets_and_how_well_they_fit(person, library, value_map):
    quality = score(person, library, value_map).quality["waardenkeuze"]

    assert quality["asked"] == quality["answered"] == 32
    assert 0.2 < quality["chance"] < 0.35
    assert quality["root_likelihood"] > quality["chance"]
    assert score(someone.answers(library), library, value_map).quality["waardenkeuze"] == {
        "asked": 32,
        "answered": 0,
        "root_likelihood": None,
        "chance": None,
        "one_place": None,
        "evidence": None,
        "pattern_flags": None,
    }
