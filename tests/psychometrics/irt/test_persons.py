"""Scores of people against R mirt 1.45.1, with and without missing answers."""

import numpy as np
import pytest

from assessment.psychometrics.irt import (
    empirical_reliability,
    graded_model,
    normal_grid,
    person_fit,
    score_eap,
    score_map,
    score_wle,
)
from tests.psychometrics.irt.reference import (
    LOWEST,
    SETS,
    calibrated,
    mirt,
    mirt_model,
    model_of,
    read_columns,
    read_json,
    read_table,
    simulate,
)

NOTHING = np.full((1, 6), np.nan)


def rows(name):
    """mirt's scores of some people, and the answers of those people."""
    scores = read_columns(f"irt_{name}_scores")
    return scores, read_table(f"irt_{name}")[scores["row"].astype(int) - 1]


@pytest.mark.parametrize("name", SETS)
def test_eap_and_its_posterior_sd_are_those_of_mirt(name):
    expected, answers = rows(name)

    found = score_eap(mirt_model(name), answers)

    assert found.theta == pytest.approx(expected["EAP"], abs=1e-10)
    assert found.se == pytest.approx(expected["EAP_SE"], abs=1e-10)


@pytest.mark.parametrize("name", SETS)
def test_scores_on_our_own_calibration_are_those_of_mirt(name):
    expected, answers = rows(name)

    found = score_eap(calibrated(name).model, answers)

    assert found.theta == pytest.approx(expected["EAP"], abs=1e-5)
    assert found.se == pytest.approx(expected["EAP_SE"], abs=1e-5)


@pytest.mark.parametrize("name", SETS)
def test_map_is_that_of_mirt(name):
    expected, answers = rows(name)

    found = score_map(mirt_model(name), answers)

    assert found.theta == pytest.approx(expected["MAP"], abs=1e-5)
    assert found.se == pytest.approx(expected["MAP_SE"], abs=1e-4)


@pytest.mark.parametrize("name", SETS)
def test_the_weighted_likelihood_score_is_that_of_mirt(name):
    expected, answers = rows(name)

    found = score_wle(mirt_model(name), answers)

    assert found.theta == pytest.approx(expected["WLE"], abs=1e-5)
    assert found.se == pytest.approx(expected["WLE_SE"], rel=1e-3)  # mirt's by differences


@pytest.mark.parametrize("name", SETS)
def test_fixed_parameters_give_mirts_scores_with_missing_answers(name):
    given = read_json(f"irt_{name}_fixed_scoring")
    model = model_of(given["pars"], LOWEST[name])
    answers = read_table(f"irt_{name}_patterns")

    coarse, fine = score_eap(model, answers), score_eap(model, answers, grid=normal_grid(201))

    assert np.isnan(answers).any(1).sum() >= 80
    assert coarse.theta == pytest.approx(given["EAP_q61"], abs=1e-10)
    assert coarse.se == pytest.approx(given["EAP_SE_q61"], abs=1e-10)
    assert fine.theta == pytest.approx(given["EAP_q201"], abs=1e-10)
    assert fine.se == pytest.approx(given["EAP_SE_q201"], abs=1e-10)
    assert score_map(model, answers).theta == pytest.approx(given["MAP"], abs=1e-5)


@pytest.mark.parametrize("name", SETS)
def test_the_empirical_reliability_is_that_of_mirt(name):
    scores = score_eap(mirt_model(name), read_table(f"irt_{name}"))

    assert empirical_reliability(scores) == pytest.approx(mirt(name)["empirical_rxx_EAP"], abs=1e-8)


def test_person_fit_is_zh_of_mirt():
    expected, answers = rows("sim2000x6x5")

    found = person_fit(mirt_model("sim2000x6x5"), answers, expected["EAP"])

    assert found == pytest.approx(expected["Zh"], abs=1e-8)


def test_person_fit_leaves_missing_answers_out():
    whole = mirt_model("sim2000x6x5")
    part = graded_model(whole.slopes[:4], whole.locations[:4])
    answers = read_table("irt_sim2000x6x5")[:50].copy()
    answers[:, 4:] = np.nan
    theta = np.linspace(-1, 1, 50)

    assert person_fit(whole, answers, theta) == pytest.approx(
        person_fit(part, answers[:, :4], theta), abs=1e-12
    )


def test_answers_at_random_fit_worse_than_answers_from_the_model():
    model = mirt_model("sim2000x6x5")
    people = simulate(model, 500, seed=8)
    chance = np.random.default_rng(8).integers(0, 5, size=(500, 6)).astype(float)

    def share_flagged(answers):
        return np.mean(person_fit(model, answers, score_eap(model, answers).theta) < -2)

    assert share_flagged(people) < 0.05
    assert share_flagged(chance) > 0.5


def test_no_pattern_is_odd_where_every_answer_is_equally_likely():
    model = graded_model([1.0, 1.0], [[0.0], [0.0]])

    assert person_fit(model, [[0, 1], [1, 1]], [0.0, 0.0]).tolist() == [0.0, 0.0]


def test_without_any_answer_the_prior_is_left():
    for score in (score_eap, score_map):
        found = score(mirt_model("sim2000x6x5"), NOTHING)

        assert found.theta[0] == pytest.approx(0.0, abs=1e-12)
        assert found.se[0] == pytest.approx(1.0, abs=1e-7)  # the grid's own sd is 1 - 4e-8
        assert found.answered[0] == 0


def test_nobody_has_no_scores():
    found = score_eap(mirt_model("sim2000x6x5"), np.zeros((0, 6)))

    assert found.theta.shape == found.se.shape == found.answered.shape == (0,)


def test_scores_say_how_many_answers_they_rest_on():
    answers = [[1, np.nan, 2, 3, np.nan, 0], [1, 1, 1, 1, 1, 1]]

    assert score_eap(mirt_model("sim2000x6x5"), answers).answered.tolist() == [4, 6]


def test_hundreds_of_items_do_not_underflow():
    model = graded_model([3.0] * 300, [[-1.0, 1.0]] * 300)
    answers = [[0] * 300, [1] * 300, [0, 2] * 150]

    for score in (score_eap, score_map, score_wle):
        found = score(model, answers)
        assert np.isfinite(found.theta).all()
        assert (found.se > 0).all()
    assert score_map(model, answers).theta[1:] == pytest.approx(0.0, abs=1e-6)


def test_an_answer_that_is_all_but_impossible_still_has_a_score():
    model = graded_model([200.0, 1.0], [[-5.0], [0.0]])

    found = score_eap(model, [[0, 1]])

    assert -6 < found.theta[0] < -5
    assert np.isfinite(found.se[0])


def test_extreme_patterns_have_scores_without_a_prior():
    model = mirt_model("lsat6")

    low, high = score_wle(model, [[0] * 5, [1] * 5]).theta

    assert -8 < low < -4
    assert 1 < high < 3


@pytest.mark.parametrize("items", [3, 12, 40])
def test_patterns_are_told_apart_however_many_there_can_be(items):
    """By table, by sorting numbers, and by sorting rows: 8³, 8¹² and 8⁴⁰ possible patterns."""
    random = np.random.default_rng(items)
    model = graded_model([1.2] * items, [np.linspace(-1.5, 1.5, 6)] * items)
    answers = random.integers(0, 7, size=(300, items)).astype(float)
    answers[random.random(answers.shape) < 0.1] = np.nan
    twice = np.vstack([answers, answers[::-1]])

    found = score_eap(model, twice).theta
    alone = np.array([score_eap(model, row[None]).theta[0] for row in answers[:20]])

    assert found[:300].tolist() == found[:299:-1].tolist()
    assert found[:20] == pytest.approx(alone, abs=1e-12)


def test_scores_do_not_depend_on_the_block_they_are_computed_in():
    random = np.random.default_rng(2)
    model = graded_model([1.2] * 8, [[-1.0, 0.0, 1.0]] * 8)
    answers = random.integers(0, 4, size=(5000, 8)).astype(float)

    whole, last = score_eap(model, answers).theta, score_eap(model, answers[-3:]).theta

    assert whole[-3:] == pytest.approx(last, abs=1e-12)
