"""Bestuursstijl on the shipped pairs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.scoring.style import score_style
from assessment.services.simulating import simulate


def towards(library, axis, pole):
    """The strongest answers on one axis towards pole 1 or 2."""
    return {p.id: 1 if p.first_pole == pole else 6 for p in library.stijl.pairs if p.axis == axis}


@pytest.mark.parametrize(
    ("axis", "pole", "score", "style"),
    [("A", 1, -100, "KOE"), ("A", 2, 100, "BRU"), ("B", 1, -100, "VER"),
     ("B", 2, 100, "HOE"), ("C", 1, -100, "AMS"), ("C", 2, 100, "WAA")],
)  # fmt: skip
def test_always_choosing_one_pole_gives_the_end_of_the_axis(
    axis, pole, score, style, library, value_map
):
    found = score_style(library.stijl, value_map, towards(library, axis, pole))

    assert found.axes[axis].score == score
    assert found.strengths[style] == 100
    assert [one for key, one in found.axes.items() if key != axis] == [None, None]


def test_the_two_strengths_of_an_axis_sum_to_100(library, value_map):
    for seed in range(10):
        person = simulate(seed, library, value_map, phase="zittend", office="wethouder")
        found = score_style(library.stijl, value_map, person.stijl)
        for axis in value_map.axes:
            both = found.strengths[axis.pole1] + found.strengths[axis.pole2]
            assert both == pytest.approx(100)


def test_scenarios_are_told_and_not_scored(library, value_map):
    pairs = towards(library, "A", 1)
    scenarios = {s.id: 6 for s in library.stijl.scenarios}

    assert len(scenarios) == 3
    assert score_style(library.stijl, value_map, {**pairs, **scenarios}) == score_style(
        library.stijl, value_map, pairs
    )


def test_one_axis_borrows_the_variance_of_the_others(library, value_map):
    alone = score_style(library.stijl, value_map, towards(library, "A", 2))
    torn = {p.id: 1 for p in library.stijl.pairs if p.axis == "B"}  # half each way
    together = score_style(library.stijl, value_map, {**towards(library, "A", 2), **torn})

    assert together.axes["A"].se > alone.axes["A"].se


@given(drawn=st.lists(st.sampled_from([1, 2, 3, 4, 5, 6, None]), min_size=33, max_size=33))
def test_every_axis_and_switching_score_stays_within_its_scale(drawn, library, value_map):
    ids = [item.id for item in library.stijl.items]
    answers = {i: x for i, x in zip(ids, drawn, strict=True) if x is not None}

    found = score_style(library.stijl, value_map, answers)

    for one, low in [(a, -100) for a in found.axes.values()] + [
        (s, 0) for s in found.switching.values()
    ]:
        if one is not None:
            assert low <= one.low <= one.score <= one.high <= 100
            assert one.low < one.high
    for axis in value_map.axes:
        count = sum(p.id in answers for p in library.stijl.pairs if p.axis == axis.id)
        assert (found.axes[axis.id] is None) == (count < 6)
        assert (found.strengths[axis.pole1] is None) == (count < 6)
