"""An item that works differently in one phase is found; small groups are not compared."""

import numpy as np
import pytest

from assessment.psychometrics.change.reliable_change import benjamini_hochberg
from assessment.psychometrics.dif.item_dif import scale_dif
from assessment.psychometrics.errors import TooFewPeopleError
from assessment.quality.measures.differences import measure_differences
from tests.people import rated


def grouped(first=150, second=150):
    return ["zittend"] * first + ["starter"] * second


def test_an_item_that_one_phase_answers_higher_at_the_same_total_is_noticed():
    answers, phases = rated.table(people=300, seed=6), grouped()
    shifted = [min(5.0, x + 1) if phase == "starter" else x
               for x, phase in zip(answers["c"], phases, strict=True)]  # fmt: skip
    found = measure_differences({**answers, "c": shifted}, [rated.scale()], phases)

    largest = max(found, key=lambda one: one.effect)
    assert largest.item == "c"
    assert largest.noticed
    assert (largest.reference, largest.group, largest.people) == ("zittend", "starter", 300)
    assert all(0 <= one.p <= 1 for one in found)


def test_items_that_work_alike_are_not_noticed():
    found = measure_differences(rated.table(people=300, seed=6), [rated.scale()], grouped())

    assert len(found) == 5
    assert not any(one.noticed for one in found)


@pytest.mark.parametrize("sizes", [(201, 99), (300, 0)])
def test_a_phase_under_a_hundred_is_not_compared(sizes):
    with pytest.raises(TooFewPeopleError):
        measure_differences(rated.table(people=300), [rated.scale()], grouped(*sizes))


def test_a_scale_that_too_few_of_a_phase_completed_is_left_out():
    answers, phases = rated.table(people=300), grouped()
    answers["a"] = [None if place < 60 else x for place, x in enumerate(answers["a"])]
    other = rated.table(people=300, items=("f", "g", "h"), seed=3)

    found = measure_differences(
        {**answers, **other}, [rated.scale(), rated.scale(tuple(other), id="T")], phases
    )

    assert {one.scale for one in found} == {"T"}


def test_p_values_are_those_of_the_core_adjusted_over_all_scales():
    answers, other = rated.table(people=300), rated.table(people=300, items=("f", "g", "h"), seed=3)
    member = [phase == "starter" for phase in grouped()]
    raw = [
        item.p_total
        for table in (answers, other)
        for item in scale_dif(np.array(list(table.values())).T, member, low=1, high=5)
    ]

    found = measure_differences(
        {**answers, **other}, [rated.scale(), rated.scale(tuple(other), id="T")], grouped()
    )

    assert [one.p for one in found] == pytest.approx(benjamini_hochberg(raw).tolist())
