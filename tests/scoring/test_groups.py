"""One formula: a person scored alone and in a group gets the same scores, to the last bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.scoring.behaviour import score_behaviour, score_statements
from assessment.scoring.likely import likely_clusters, likely_values
from assessment.scoring.linear_map import read_linear_map
from assessment.scoring.points import answer_table, statement_points
from assessment.scoring.style import score_axes, score_style, score_switching
from assessment.scoring.uncertainty import Scores
from assessment.services.simulating import simulate
from values import Estimate

ANSWERS = st.sampled_from([1, 2, 3, 4, 5, 5, 4, 3, "nvt", None])
PEOPLE = st.lists(st.lists(ANSWERS, min_size=78, max_size=78), min_size=1, max_size=6)
CHOICES = st.lists(
    st.lists(st.sampled_from([1, 2, 3, 4, 5, 6, None]), min_size=33, max_size=33),
    min_size=1, max_size=6,
)  # fmt: skip


def named(items, drawn):
    return {item.id: x for item, x in zip(items, drawn, strict=True) if x is not None}


def assert_scores_are(scores: Scores, person: int, estimates: dict[str, Estimate | None]):
    arrays = (scores.score, scores.se, scores.low, scores.high)
    for place, one in enumerate(estimates.values()):
        numbers = [array[person, place] for array in arrays]
        if one is None:
            assert np.isnan(numbers).all()
        else:
            assert numbers == [one.score, one.se, one.low, one.high]


@settings(max_examples=40)
@given(drawn=PEOPLE)
def test_statements_score_alike_for_one_person_and_for_many(drawn, library, value_map):
    gedrag = library.gedrag
    people = [named(gedrag.items, answers) for answers in drawn]
    together = score_statements(
        read_linear_map(gedrag, value_map), statement_points(gedrag, people)
    )
    rules = (likely_values, likely_clusters)
    likely = [rule(value_map, gedrag.scoring, together) for rule in rules]

    for person, answers in enumerate(people):
        alone = score_behaviour(gedrag, value_map, answers)
        assert_scores_are(together.competencies, person, alone.competencies)
        assert_scores_are(together.values, person, alone.values)
        assert_scores_are(together.clusters, person, alone.clusters)
        for rule, found in zip(rules, likely, strict=True):
            own = rule(value_map, gedrag.scoring, alone.arrays)
            assert own.scores.score[0] == pytest.approx(found.scores.score[person], nan_ok=True)
            assert own.scores.se[0] == pytest.approx(found.scores.se[person], nan_ok=True)
            assert own.above[0] == pytest.approx(found.above[person], nan_ok=True)


def test_people_who_answered_the_same_statements_share_one_map(library, value_map):
    people = [
        simulate(seed, library, value_map, phase="zittend", office="wethouder").gedrag
        for seed in range(5)
    ]
    linear_map = read_linear_map(library.gedrag, value_map)
    complete = [{item: 3 if x == "nvt" else x for item, x in one.items()} for one in people]

    shared = score_statements(linear_map, statement_points(library.gedrag, complete))

    assert shared.value_weights.shape == (1, 39, 78)
    for person, answers in enumerate(complete):
        alone = score_behaviour(library.gedrag, value_map, answers)
        assert_scores_are(shared.values, person, alone.values)
        assert_scores_are(shared.clusters, person, alone.clusters)


@settings(max_examples=40)
@given(drawn=CHOICES)
def test_styles_score_alike_for_one_person_and_for_many(drawn, library, value_map):
    stijl = library.stijl
    people = [named(stijl.items, choices) for choices in drawn]
    choices = answer_table(people, [pair.id for pair in stijl.pairs])
    said = answer_table(people, [item.id for item in stijl.switching])
    axes = score_axes(stijl, value_map, choices)
    switching = score_switching(stijl, value_map, said)

    for person, own in enumerate(people):
        alone = score_style(stijl, value_map, own)
        assert_scores_are(axes, person, alone.axes)
        assert_scores_are(switching, person, alone.switching)
