"""What surely changed between two results of others: from what these keep and nothing else."""

from dataclasses import replace

import pytest

from assessment.instruments.others_file import load_others
from assessment.scoring.others_again import Changed, name_changes
from tests.people.outcomes import make_outcome

RULE = load_others().scoring
NOTHING = Changed((), ())


def outcome(value_map, scores, *, half=10):
    """Return a result of all others together with these scores, and intervals as wide."""
    whole = make_outcome(value_map)
    told = zip(whole.competencies, scores, strict=False)
    return replace(
        whole,
        competencies=tuple(
            replace(one, views=(),
                    together=replace(one.together, score=s, low=s - half, high=s + half))
            for one, s in told
        ),
    )  # fmt: skip


SAME = [50] * 12


def test_a_large_difference_is_named_by_its_direction(value_map):
    before = outcome(value_map, SAME)
    first, second = (told.about for told in before.competencies[:2])

    found = name_changes(before, outcome(value_map, [85, 15, *SAME[2:]]), RULE)

    assert found == Changed((first,), (second,))


@pytest.mark.parametrize("step", [0, 5, 10])
def test_a_small_difference_is_not_named(value_map, step):
    before, after = outcome(value_map, SAME), outcome(value_map, [50 + step, *SAME[1:]])

    assert name_changes(before, after, RULE) == NOTHING


def test_the_same_difference_is_not_named_where_few_answered(value_map):
    after = [80, *SAME[1:]]

    few = name_changes(outcome(value_map, SAME, half=25), outcome(value_map, after, half=25), RULE)

    assert few == NOTHING
    assert name_changes(outcome(value_map, SAME), outcome(value_map, after), RULE) != NOTHING


def test_what_one_of_the_two_does_not_tell_is_never_named(value_map):
    before, after = outcome(value_map, SAME), outcome(value_map, [85, *SAME[1:]])
    first, *rest = before.competencies
    hidden = replace(before, competencies=(replace(first, together=None), *rest))

    assert name_changes(hidden, after, RULE) == NOTHING
    assert name_changes(replace(before, competencies=(first,)), after, RULE) == NOTHING


def test_an_interval_that_stops_at_the_end_of_the_scale_is_not_taken_for_a_sure_one(value_map):
    before, after = outcome(value_map, SAME, half=30), outcome(value_map, [85, *SAME[1:]], half=30)
    cut = replace(after, competencies=tuple(
        replace(one, together=replace(one.together, high=min(one.together.high, 100)))
        for one in after.competencies
    ))  # fmt: skip

    assert name_changes(before, cut, RULE) == name_changes(before, after, RULE)
