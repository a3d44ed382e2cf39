"""Which values are surely most and least visible."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.instruments.model import RatingScoring
from assessment.scoring import score
from assessment.scoring.likely import visible_values
from assessment.services.simulating import simulate
from tests.people import someone
from values import Likely


def likely(above: float) -> Likely:
    return Likely(60, 6, 50, 70, 30, 40, 0.6, above)


@given(drawn=st.lists(st.floats(0, 1), min_size=39, max_size=39))
def test_the_five_surest_a_side_are_named_and_never_a_virtue(drawn, library, value_map):
    rule: RatingScoring = library.gedrag.scoring
    found = {v: likely(above) for v, above in zip(value_map.values, drawn, strict=True)}

    most, least = visible_values(value_map, rule, found)

    told = [v for v in value_map.values if v not in value_map.virtues]
    sure = [v for v in told if found[v].above >= rule.sure_value]
    assert len(most) == min(5, len(sure))
    assert set(most) <= set(sure)
    assert all(1 - found[v].above >= rule.sure_value for v in least)
    assert not {*most, *least} & value_map.virtues
    assert list(most) == [v for v in value_map.values if v in most]


def test_one_outstanding_value_is_named(library, value_map):
    answers = someone.all_answered(library, 2)
    answers |= {i.id: 5 for i in library.gedrag.items if i.value == "inventiviteit"}

    profile = score(someone.answers(library, gedrag=answers), library, value_map)

    assert "inventiviteit" in profile.most_visible
    assert profile.least_visible == ()


def test_nobody_is_named_when_all_answers_are_the_same_or_none_was_given(library, value_map):
    for answers in ({}, *(someone.all_answered(library, rating) for rating in (1, 3, 5))):
        profile = score(someone.answers(library, gedrag=answers), library, value_map)
        assert (profile.most_visible, profile.least_visible) == ((), ())


def test_the_names_are_those_of_the_likely_scores_of_the_profile(library, value_map):
    for seed in range(20):
        person = simulate(seed, library, value_map, phase="zittend", office="wethouder")
        profile = score(person, library, value_map)
        named = visible_values(value_map, library.gedrag.scoring, profile.likely)
        assert (profile.most_visible, profile.least_visible) == named
