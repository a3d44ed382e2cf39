"""How likely an item is among the highest, against numbers that can be worked out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from assessment.psychometrics.best_worst.top_items import top_probabilities


@pytest.mark.parametrize("difference", [0.0, 0.5, 1.5, -1.0])
def test_of_two_items_the_highest_is_known_by_the_normal_distribution(difference):
    u = np.array([[difference, 0.0]])

    found = top_probabilities(u, np.eye(2)[None], 1)[0]

    assert found[0] == pytest.approx(norm.cdf(difference / np.sqrt(2)), abs=0.02)


def test_items_that_are_alike_share_the_places():
    found = top_probabilities(np.zeros((1, 10)), np.eye(10)[None], 3)[0]

    assert found == pytest.approx(np.full(10, 0.3), abs=0.03)


def test_a_shift_of_all_items_together_changes_nothing():
    u = np.linspace(-1, 1, 6)[None]
    centre = np.eye(6) - 1 / 6

    plain = top_probabilities(u, np.eye(6)[None], 2)
    centred = top_probabilities(u, (centre @ centre)[None], 2)

    assert centred == pytest.approx(plain, abs=0.03)


@given(
    u=st.lists(st.floats(-5, 5), min_size=4, max_size=12),
    top=st.integers(1, 4),
)
def test_the_probabilities_of_a_person_add_up_to_the_places(u, top):
    found = top_probabilities(np.array([u]), np.eye(len(u))[None], top)[0]

    assert found.sum() == pytest.approx(top)
    assert (found >= 0).all()
    assert (found <= 1).all()
