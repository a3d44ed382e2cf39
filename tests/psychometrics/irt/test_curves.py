"""Curves against mirt, against the plain formulas, and where subtraction would lose every digit."""

import numpy as np
import pytest

from assessment.psychometrics.irt import (
    category_probabilities,
    conditional_se,
    expected_mean,
    expected_mean_se,
    graded_model,
    item_information,
    normal_grid,
    total_information,
)
from tests.psychometrics.irt.reference import SETS, cat_bank, mirt, mirt_model, read_table


@pytest.mark.parametrize("name", SETS)
def test_information_is_that_of_mirt(name):
    grid = mirt(name)["theta_grid"]

    found = item_information(mirt_model(name), grid)

    for item, expected in zip(found, mirt(name)["item_information"].values(), strict=True):
        assert item == pytest.approx(expected, abs=1e-10)
    total = total_information(mirt_model(name), grid)
    assert total == pytest.approx(mirt(name)["test_information"], abs=1e-10)
    assert conditional_se(mirt_model(name), grid) == pytest.approx(1 / np.sqrt(total), abs=1e-12)


def test_information_of_a_bank_is_that_of_catr():
    table = read_table("cat_item_information")

    found = item_information(cat_bank(), table[:, 0])

    assert np.transpose(found) == pytest.approx(table[:, 1:], abs=1e-10)


def test_two_answers_make_it_the_two_parameter_logistic_model():
    a, b, theta = 1.7, 0.4, np.linspace(-4, 4, 9)
    p = 1 / (1 + np.exp(-a * (theta - b)))
    model = graded_model([a], [[b]])

    assert category_probabilities(model, theta)[0] == pytest.approx(np.array([1 - p, p]))
    assert item_information(model, theta)[0] == pytest.approx(a**2 * p * (1 - p))


def test_categories_are_differences_of_the_chances_to_reach_an_answer():
    slope, locations, theta = 1.3, np.array([-1.0, 0.2, 1.5]), np.linspace(-3, 3, 13)
    reach = 1 / (1 + np.exp(-slope * (theta - locations[:, np.newaxis])))
    ends = np.vstack([np.ones(13), reach, np.zeros(13)])

    (each,) = category_probabilities(graded_model([slope], [locations]), theta)

    assert each == pytest.approx(ends[:-1] - ends[1:], abs=1e-15)


def test_a_tiny_probability_keeps_its_digits():
    model = graded_model([8.0], [[-5.0, -4.9]])
    # P(1) at 6 = e^(-8*10.9) - e^(-8*11) to all digits that matter; a difference of F gives 0
    expected = np.exp(-8 * 10.9) - np.exp(-8 * 11.0)

    assert category_probabilities(model, [6.0])[0][1, 0] == pytest.approx(expected, rel=1e-10)


def test_the_expected_answer_and_its_slope_by_hand():
    model = graded_model([1.2, 0.9], [[-1.0, 0.5], [0.2]], lowest=1)
    theta = np.array([-0.7, 0.1, 1.3])

    def by_hand(at):
        first = 1 + sum(1 / (1 + np.exp(-1.2 * (at - b))) for b in (-1.0, 0.5))
        return (first + 1 + 1 / (1 + np.exp(-0.9 * (at - 0.2)))) / 2

    slope = (by_hand(theta + 1e-6) - by_hand(theta - 1e-6)) / 2e-6
    assert expected_mean(model, theta) == pytest.approx(by_hand(theta), abs=1e-12)
    assert expected_mean_se(model, theta, [0.5] * 3) == pytest.approx(0.5 * slope, abs=1e-8)


def test_the_expected_answer_over_everybody_is_the_mean_answer():
    grid, answers = normal_grid(), read_table("irt_sim2000x6x5")

    found = grid.weights @ expected_mean(mirt_model("sim2000x6x5"), grid.nodes)

    assert found == pytest.approx(answers.mean(), abs=0.005)


def test_the_grid_holds_the_normal_distribution():
    grid = normal_grid()

    assert (len(grid.nodes), grid.nodes[0], grid.nodes[-1]) == (61, -6, 6)
    assert grid.spacing == pytest.approx(0.2)
    assert grid.weights.sum() == pytest.approx(1, abs=1e-15)
    assert [grid.weights @ grid.nodes**k for k in (1, 2, 4)] == pytest.approx([0, 1, 3], abs=3e-6)
