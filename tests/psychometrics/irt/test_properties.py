"""What holds for every graded response model and every answer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.psychometrics.irt import (
    StopRule,
    ask_adaptively,
    calibrate,
    category_probabilities,
    expected_mean,
    graded_model,
    item_information,
    marginal_reliability,
    score_eap,
    score_map,
    score_wle,
)
from tests.psychometrics.irt.reference import read_table, simulate

THETA = np.linspace(-6, 6, 25)
EXAMPLES = settings(max_examples=15)


@st.composite
def models(draw, falling=False):
    slopes, locations = [], []
    for _ in range(draw(st.integers(1, 6))):
        slope = draw(st.floats(0.2, 4.0)) * (draw(st.sampled_from([1, -1])) if falling else 1)
        widths = draw(st.lists(st.floats(0.05, 1.5), min_size=1, max_size=5))
        found = draw(st.floats(-3, 1)) + np.cumsum(widths)
        slopes.append(slope)
        locations.append(found if slope > 0 else found[::-1])
    return graded_model(slopes, locations, lowest=draw(st.integers(-1, 1)))


@st.composite
def people(draw, count=4):
    """A model and the answers of some people, some of them missing."""
    model = draw(models())
    rows = st.tuples(*(st.integers(-1, k - 1) for k in model.layout.categories))
    codes = np.array(draw(st.lists(rows, min_size=count, max_size=count)), dtype=float)
    return model, np.where(codes < 0, np.nan, codes + model.lowest)


@EXAMPLES
@given(models(falling=True))
def test_probabilities_sum_to_one(model):
    for each in category_probabilities(model, THETA):
        assert each.sum(0) == pytest.approx(1, abs=1e-12)
        assert (each >= 0).all()


@EXAMPLES
@given(models())
def test_reaching_an_answer_is_more_likely_with_more_of_the_trait(model):
    for each in category_probabilities(model, THETA):
        reach = np.cumsum(each[::-1], axis=0)[::-1]
        assert (np.diff(reach, axis=1) >= -1e-12).all()
    assert (np.diff(expected_mean(model, THETA)) >= -1e-12).all()


@EXAMPLES
@given(models(falling=True))
def test_information_is_never_negative(model):
    assert (item_information(model, THETA) >= 0).all()
    assert 0 < marginal_reliability(model) < 1


@EXAMPLES
@given(people())
def test_eap_lies_within_the_grid_and_tells_more_than_the_prior_on_average(drawn):
    model, answers = drawn
    found = score_eap(model, answers)

    assert (np.abs(found.theta) < 6).all()
    assert (found.se > 0).all()
    assert (found.se <= 1 + 1e-7).all()  # a graded response likelihood is log-concave


@EXAMPLES
@given(people(), st.permutations(range(4)))
def test_the_order_of_people_does_not_matter(drawn, order):
    model, answers = drawn
    for score in (score_eap, score_map):
        found, turned = score(model, answers), score(model, answers[order])
        assert turned.theta == pytest.approx(found.theta[order], abs=1e-9)


@EXAMPLES
@given(people(), st.permutations(range(6)))
def test_the_order_of_items_does_not_matter(drawn, order):
    model, answers = drawn
    kept = [item for item in order if item < model.layout.items]
    turned = graded_model(model.slopes[kept], [model.locations[i] for i in kept],
                          lowest=model.lowest)  # fmt: skip

    found = score_eap(turned, answers[:, kept])

    assert found.theta == pytest.approx(score_eap(model, answers).theta, abs=1e-10)


@EXAMPLES
@given(models())
def test_missing_everything_leaves_the_prior(model):
    found = score_eap(model, np.full((1, model.layout.items), np.nan))

    assert found.theta[0] == pytest.approx(0, abs=1e-12)
    assert found.se[0] == pytest.approx(1, abs=1e-7)


@EXAMPLES
@given(people(count=1), st.data())
def test_raising_an_answer_never_lowers_a_score(drawn, data):
    model, answers = drawn
    item = data.draw(st.integers(0, model.layout.items - 1))
    low, high = answers.copy(), answers.copy()
    low[0, item] = data.draw(st.integers(0, model.layout.categories[item] - 2)) + model.lowest
    high[0, item] = low[0, item] + 1

    for score in (score_eap, score_map):
        assert score(model, high).theta[0] >= score(model, low).theta[0]


@EXAMPLES
@given(people())
def test_turning_the_trait_round_changes_only_signs(drawn):
    model, answers = drawn
    turned = graded_model(-model.slopes, [-b for b in model.locations], lowest=model.lowest)
    found, mirror = score_eap(model, answers), score_eap(turned, answers)

    assert mirror.theta == pytest.approx(-found.theta, abs=1e-10)
    assert mirror.se == pytest.approx(found.se, abs=1e-10)


@EXAMPLES
@given(people())
def test_a_dichotomous_scale_scores_as_the_two_parameter_logistic_model(drawn):
    model, answers = drawn
    b = np.array([found[0] for found in model.locations])
    binary = np.where(np.isnan(answers), np.nan, answers > model.lowest)
    nodes = np.linspace(-6, 6, 61)
    p = 1 / (1 + np.exp(-model.slopes * (nodes[:, None] - b)))

    found = score_eap(graded_model(model.slopes, b[:, None]), binary)

    for row, theta in zip(binary, found.theta, strict=True):
        given_answers = np.where(np.isnan(row), 1.0, np.where(row == 1, p, 1 - p))
        weight = given_answers.prod(1) * np.exp(-(nodes**2) / 2)
        assert theta == pytest.approx((weight @ nodes) / weight.sum(), abs=1e-9)


@EXAMPLES
@given(people())
def test_scores_without_a_prior_lie_further_out_on_the_whole(drawn):
    model, answers = drawn
    some = answers[~np.isnan(answers).all(1)]

    found = score_wle(model, some)

    assert np.isfinite(found.theta).all()
    assert (found.se > 0).all()


@EXAMPLES
@given(people(count=1))
def test_a_path_asks_each_item_at_most_once_and_stops_when_told(drawn):
    model, answers = drawn
    found = ask_adaptively(model, answers[0], StopRule(0.6))

    assert len(set(found.items.tolist())) == len(found.items)
    assert (found.se[2:-1] > 0.6).all()
    assert not np.isnan(answers[0, found.items]).any()


@settings(max_examples=5)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_people_and_items_does_not_matter_for_a_calibration(seed):
    random = np.random.default_rng(seed)
    answers = read_table("irt_bfi_C")[random.choice(2800, 1200, replace=False)]
    order = random.permutation(5)

    found = calibrate(answers, 6, lowest=1)
    turned = calibrate(random.permutation(answers)[:, order], 6, lowest=1)

    assert turned.log_likelihood == pytest.approx(found.log_likelihood, abs=1e-6)
    assert turned.model.slopes == pytest.approx(found.model.slopes[order], abs=1e-4)


@settings(max_examples=5)
@given(st.integers(0, 2**32 - 1))
def test_a_calibration_finds_the_parameters_its_people_were_drawn_with(seed):
    truth = graded_model([1.0, 1.5, 2.0, 1.2], [[-1, 0, 1]] * 4)
    found = calibrate(simulate(truth, 1500, seed=seed), 4)

    z = (found.model.slopes - truth.slopes) / found.slope_se
    assert (np.abs(z) < 5).all()
