"""The plan for the first people rests on published sizes."""

import numpy as np
import pytest

from manual.sample_sizes import (
    list_sizes,
    people_for_correlation,
    people_for_difference,
    people_for_structure,
)


@pytest.mark.parametrize(("df", "people"), [(50, 214), (100, 132), (20, 435)])
def test_structure_needs_what_maccallum_browne_and_sugawara_print(df, people):
    assert people_for_structure(df) == pytest.approx(people, abs=1)


def test_a_difference_needs_what_cohen_prints():
    assert people_for_difference(0.5) == pytest.approx(64, abs=1)  # the table uses t, not z
    assert people_for_difference(0.8) == pytest.approx(26, abs=1)


def test_a_correlation_needs_the_people_whose_interval_is_that_wide():
    people = people_for_correlation(0.7, 0.1)

    half = 0.7 - np.tanh(np.arctanh(0.7) - 1.959964 / np.sqrt(people - 3))
    wider = 0.7 - np.tanh(np.arctanh(0.7) - 1.959964 / np.sqrt(people - 4))
    assert half <= 0.1 < wider


@pytest.mark.parametrize("ask", [lambda: people_for_correlation(0.1, 0.001),
                                 lambda: people_for_structure(1)])  # fmt: skip
def test_a_question_that_thousands_cannot_answer_is_refused(ask):
    with pytest.raises(ValueError, match="more than"):
        ask()


def test_the_plan_names_every_group(library, value_map):
    assert len(list_sizes(library, value_map)["structure"]) == len(value_map.groups)
