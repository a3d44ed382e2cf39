"""Nothing about a group under thirty, nor anything from which it follows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.quality.measures.disclosure import SMALLEST_GROUP, list_showable
from assessment.quality.measures.scale import read_scale
from assessment.quality.measures.scales import by_group, measure_scale
from assessment.quality.results import Unavailable
from tests.people import rated

COUNTS = st.dictionaries(st.text(max_size=3), st.integers(0, 90), max_size=6)


@given(counts=COUNTS)
def test_neither_a_shown_group_nor_the_rest_is_small(counts):
    shown = list_showable(counts)
    rest = sum(counts.values()) - sum(counts[group] for group in shown)

    assert all(counts[group] >= SMALLEST_GROUP for group in shown)
    assert not shown or rest == 0 or rest >= SMALLEST_GROUP


@given(counts=st.dictionaries(st.text(max_size=3), st.integers(30, 90), min_size=1, max_size=6))
def test_groups_that_are_all_large_are_all_shown(counts):
    assert list_showable(counts) == tuple(counts)


def test_twenty_nine_people_show_nothing_and_thirty_do():
    few, enough = (measure_scale(rated.table(people=n), rated.scale()) for n in (29, 30))

    for told in (few.described, few.reliability, few.dimensions, few.calibration,
                 few.items[0].described, few.items[0].counts, few.items[0].item_rest):  # fmt: skip
        assert told.reason == "group"
        assert told.facts.get("people") is None
    assert enough.described.people == enough.reliability.people == 30


def test_thirty_of_whom_one_skips_an_item_show_nothing_about_that_item():
    answers = rated.table(people=30)
    answers["a"][0] = None

    found = measure_scale(answers, rated.scale())

    assert isinstance(found.items[0].described, Unavailable)
    assert isinstance(found.items[0].counts, Unavailable)
    assert found.items[1].described.people == 30
    assert found.reliability.reason == "group"


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [((40, 40), ["x", "y"]), ((60, 20), []), ((60, 31, 20), ["x"]), ((40, 0), ["x"])],
)
def test_the_score_of_a_group_is_shown_when_no_small_group_follows_from_it(sizes, shown):
    groups = [name for name, size in zip("xyz", sizes, strict=False) for _ in range(size)]
    answers = read_scale(rated.table(people=len(groups)), rated.scale())

    assert [one.group for one in by_group(answers, rated.scale(), groups)] == shown


def test_who_has_no_score_does_not_help_a_group_to_be_shown():
    answers = read_scale(rated.table(people=80), rated.scale())
    answers[:15] = float("nan")

    assert by_group(answers, rated.scale(), ["x"] * 40 + ["y"] * 40) == ()
