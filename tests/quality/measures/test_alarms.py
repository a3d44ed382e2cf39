"""Each alarm goes off for what was planted, and not otherwise."""

import numpy as np
import pytest

from assessment.quality.measures.alarms import raise_alarms
from assessment.quality.measures.scales import measure_scale
from tests.people import rated


def alarmed(answers, scale=None):
    return raise_alarms([measure_scale(answers, scale or rated.scale())])


def test_a_good_scale_raises_no_alarm():
    assert alarmed(rated.table()) == ()


def test_an_item_that_hangs_together_with_nothing_is_named_and_the_others_are_not():
    answers = rated.table()
    answers["c"] = np.random.default_rng(5).integers(1, 6, 300).astype(float).tolist()

    found = alarmed(answers)

    assert rated.kinds(found) == {("item_rest", "c")}
    assert found[0].value < 0.30
    assert found[0].certain is True


def test_an_alarm_that_may_be_chance_says_so():
    answers = rated.table(people=60, noise=2.1, seed=3)

    found = [alarm for alarm in alarmed(answers) if alarm.kind in ("item_rest", "omega")]

    assert found
    assert any(alarm.certain is False for alarm in found)


def test_a_scale_of_noise_raises_the_alarm_of_omega():
    found = alarmed(rated.table(people=400, noise=3.0, seed=2))

    assert ("omega", "") in rated.kinds(found)


def test_an_answer_that_hardly_anybody_gives_is_named():
    answers = rated.table()
    answers["b"] = [2.0 if x == 1 else x for x in answers["b"]]

    found = alarmed(answers)

    assert rated.kinds(found) == {("category", "b")}
    assert found[0].answers == (1,)


@pytest.mark.parametrize(("end", "kind"), [(5.0, "ceiling"), (1.0, "floor")])
def test_more_than_half_at_an_end_is_an_alarm(end, kind):
    answers = rated.table()
    far = [end if place % 5 < 3 else x for place, x in enumerate(answers["d"])]
    answers["d"] = far

    assert (kind, "d") in rated.kinds(alarmed(answers))


def test_exactly_half_at_an_end_is_no_alarm():
    answers = rated.table()
    others = [x if x < 5 else 4.0 for x in answers["d"]]
    answers["d"] = [5.0] * 150 + others[150:]

    assert ("ceiling", "d") not in rated.kinds(alarmed(answers))


def test_an_alarm_counts_a_reversed_item_turned_round():
    answers = rated.table()
    answers["a"] = [6 - x for x in answers["a"]]

    assert ("item_rest", "a") in rated.kinds(alarmed(answers))
    assert alarmed(answers, rated.scale(reversed=frozenset({"a"}))) == ()
