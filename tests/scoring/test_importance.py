"""Importance of values and clusters, and the gaps with behaviour."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from scipy.stats import norm

from assessment.scoring import score
from assessment.scoring.behaviour import score_behaviour
from assessment.scoring.gaps import shown_above
from assessment.scoring.importance import (
    choose_utilities,
    name_values,
    scaled_priors,
    score_importance,
)
from assessment.services.simulating import simulate
from tests.people import someone


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

    assert (len(enough.values), len(enough.clusters), len(enough.gaps)) == (39, 9, 8)
    assert too_few.values == too_few.clusters == too_few.gaps == {}


def test_sets_of_another_design_do_not_count(person, library, value_map):
    strange = {f"set-{n}": choice for n, choice in enumerate(person.sets.values(), start=101)}

    part = library.waardenkeuze
    assert choose_utilities(part, value_map, person.design, strange) is None


def chose(person, library, random):
    """The person, with a best and a worst of every set that ``random`` picks from it."""
    sets = {}
    for item in library.waardenkeuze.designs[person.design - 1]:
        best, worst = random.sample(item.values, 2)
        sets[item.id] = {"best": best, "worst": worst}
    return replace(person, sets=sets)


def test_a_value_leads_when_it_is_surely_among_the_own_ten_and_at_most_seven_do(library, value_map):
    for seed in range(12):
        person = simulate(seed, library, value_map, phase="zittend", office="wethouder")
        told = score(person, library, value_map).importance
        leading = [v for v in told.values.values() if v.group == "leidend"]
        assert len(leading) <= 7
        assert all(v.top >= 0.8 for v in leading)
        assert told.evidence < 0 or all(
            v.top < 0.8 or len(leading) == 7 for v in told.values.values() if v not in leading
        )


def test_the_second_word_is_for_what_surely_lies_above_the_mean_but_does_not_lead(
    library, value_map
):
    seen = 0
    for seed in range(12):
        person = simulate(seed, library, value_map, phase="zittend", office="wethouder")
        told = score(person, library, value_map).importance
        for one in told.values.values():
            assert one.above == pytest.approx(norm.cdf(one.u / one.se))
            if told.evidence >= 0 and one.group != "leidend":
                assert (one.group == "boven-gemiddeld") == (one.above >= 0.95)
                seen += one.group == "boven-gemiddeld"
    assert seen > 0


def test_of_the_seven_that_lead_none_is_less_sure_than_one_that_does_not(library, value_map):
    rule = replace(library.waardenkeuze.scoring, leading_from=0.3, leading_most=2)
    part = replace(library.waardenkeuze, scoring=rule)
    person = simulate(1, library, value_map, phase="zittend", office="wethouder")
    named = name_values(rule, choose_utilities(part, value_map, person.design, person.sets))

    assert named.leading.sum() == 2
    assert named.top[named.leading].min() >= named.top[~named.leading].max()


def test_of_who_draws_lots_nothing_is_named_and_no_gap_shown(person, library, value_map):
    flagged = 0
    for seed in range(40):
        told = score(chose(person, library, Random(seed)), library, value_map).importance
        assert told.by_chance == (told.evidence < 0)
        if told.by_chance:
            flagged += 1
            assert {v.group for v in told.values.values()} == {"niet-genoemd"}
            assert told.gaps == {}
    assert flagged >= 36


@pytest.mark.parametrize("places", [(0, -1), (0, 1), (-1, 0), (1, 2)])
@pytest.mark.parametrize("count", [24, 32])
def test_who_always_clicks_the_same_places_is_taken_for_chance(
    places, count, person, library, value_map
):
    for design in range(1, 21, 3):
        sets = {
            item.id: {"best": item.values[places[0]], "worst": item.values[places[1]]}
            for item in library.waardenkeuze.designs[design - 1][:count]
        }
        clicked = replace(person, design=design, sets=sets)
        assert score(clicked, library, value_map).importance.by_chance


def test_utilities_are_centred_on_the_person(found):
    assert sum(one.u for one in found.values.values()) == pytest.approx(0, abs=1e-9)


def test_a_cluster_is_the_mean_of_its_values_with_a_normal_interval(found, value_map):
    for cluster in value_map.clusters:
        one = found.clusters[cluster.id]
        mean = np.mean([found.values[v.id].u for v in cluster.values])
        assert one.u == pytest.approx(mean)
        assert (one.u - one.low) / one.se == pytest.approx(1.644854, abs=1e-6)  # R: qnorm(.95)
        assert one.high - one.u == pytest.approx(one.u - one.low)


def test_values_of_one_cluster_share_a_part_of_their_prior_at_every_scale(library, value_map):
    priors = scaled_priors(library.waardenkeuze, value_map)
    scales = library.waardenkeuze.scoring.scales

    assert priors.weights.sum() == pytest.approx(1)
    for scale, prior in zip(scales, priors.covariances, strict=True):
        for row, one in enumerate(value_map.values):
            for column, other in enumerate(value_map.values):
                together = value_map.cluster_of[one] == value_map.cluster_of[other]
                middle = 4.0 if one == other else 1.5 if together else 0.0
                assert prior[row, column] == pytest.approx(scale * middle)


def test_a_clusters_interval_comes_from_the_joint_covariance(person, library, value_map, found):
    part = library.waardenkeuze
    under = choose_utilities(part, value_map, person.design, person.sets)

    for cluster in value_map.clusters:
        mean = np.zeros(39)
        place = list(value_map.values).index
        mean[[place(v.id) for v in cluster.values]] = 1 / len(cluster.values)
        margin = 1.644854 * np.sqrt(mean @ under.covariance[0] @ mean)
        one = found.clusters[cluster.id]
        assert (one.low, one.u, one.high) == pytest.approx(
            (mean @ under.u[0] - margin, mean @ under.u[0], mean @ under.u[0] + margin), abs=1e-6
        )


def test_a_gap_needs_both_sides_to_be_sure(library, value_map):
    named = 0
    for seed in range(60):
        person = simulate(seed, library, value_map, phase="zittend", office="wethouder")
        told = score(person, library, value_map).importance
        for cluster, gap in told.gaps.items():
            one = told.clusters[cluster]
            assert gap.important == pytest.approx(norm.cdf(one.u / one.se))
            more = gap.important >= 0.95 and gap.shown <= 0.05
            less = gap.important <= 0.05 and gap.shown >= 0.95
            assert gap.named == (more or less)
            if gap.named:
                assert gap.wants_more == more
                named += 1
    assert named > 0


def test_a_virtue_has_no_gap(found, value_map):
    assert set(found.gaps) == {c.id for c in value_map.clusters} - value_map.virtues


def test_what_shows_above_the_own_mean_equals_the_formula_written_out(person, library, value_map):
    rule = library.waardenkeuze.scoring
    behaviour = score_behaviour(library.gedrag, value_map, person.gedrag)
    shown = np.array([one.score for one in behaviour.clusters.values()])
    rows = behaviour.arrays.cluster_weights[0]
    covariance = behaviour.arrays.pooled.variance[0] * rows @ rows.T

    found = shown_above(rule, behaviour.arrays)[0]

    for place in range(9):
        contrast = np.full(9, -1 / 9)
        contrast[place] += 1
        variance = contrast @ covariance @ contrast
        # the posterior of a distance that is N(0, t²) beforehand and seen with this error
        precision = 1 / rule.behaviour_sd**2 + 1 / variance
        mean = (contrast @ shown / variance) / precision
        assert found[place] == pytest.approx(norm.cdf(mean * np.sqrt(precision)), abs=1e-9)


def test_clusters_without_behaviour_have_no_gap(person, library, value_map):
    some = {key: x for key, x in person.gedrag.items() if key.startswith(("pol", "per"))}
    behaviour = score_behaviour(library.gedrag, value_map, some)
    utilities = choose_utilities(library.waardenkeuze, value_map, person.design, person.sets)

    gaps = score_importance(library.waardenkeuze, value_map, utilities, behaviour.arrays).gaps

    scored = {c for c, one in behaviour.clusters.items() if one is not None}
    assert set(gaps) == scored - value_map.virtues


def test_one_cluster_alone_has_no_gap(person, library, value_map):
    nothing = score(replace(person, gedrag={}), library, value_map)

    assert nothing.importance.gaps == {}
    assert len(nothing.importance.values) == 39


def test_the_evidence_for_preferences_comes_with_the_importance(person, found, library, value_map):
    assert found.evidence > 0
    nothing = score(someone.answers(library), library, value_map)
    assert nothing.importance.evidence is None
    assert not nothing.importance.by_chance
    assert not nothing.importance.is_told
    assert nothing.quality["waardenkeuze"] == {
        "asked": 32,
        "answered": 0,
        "one_place": None,
        "evidence": None,
        "pattern_flags": None,
    }
