"""What extra answers make of a competency: by hand, and narrower whenever they count."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from assessment.scoring import look_closer
from assessment.services import reporting
from tests.people import simulated

RATING = st.one_of(st.integers(1, 5), st.just("nvt"))


def look(library, answers, extra):
    return look_closer(library.gedrag, answers, extra, ["POL1", "POL2"])


def flat(library, answer=3):
    return {item.id: answer for item in library.gedrag.items}


def extra(library, competency, answer):
    return {item.id: answer for item in library.gedrag.extra_of(competency)}


def test_by_hand(library):
    found = look(library, flat(library), extra(library, "POL1", 5))

    assert found.keys() == {"POL1"}
    before, after = found["POL1"].before, found["POL1"].after
    assert (before.score, before.answered) == (50, 4)
    assert (after.score, after.answered, after.asked) == (75, 8, 8)
    df = 20 + 3 + 3
    assert before.se == pytest.approx(np.sqrt(20 * 400 / df / 4))
    error = np.sqrt((20 * 400 + 8 * 25**2) / (df + 4) / 8)
    assert after.se == pytest.approx(error)
    assert after.high == pytest.approx(75 + t.ppf(0.95, df + 4) * error)


def test_without_an_answer_that_counts_there_is_nothing_to_tell(library):
    assert look(library, flat(library), {}) == {}
    assert look(library, flat(library), extra(library, "POL1", "nvt")) == {}
    assert look(library, {}, {"pol1-x1": 3}) == {}


def test_who_has_no_scores_because_all_was_answered_alike_has_no_closer_look_either(library):
    content = simulated.content()
    alike = replace(simulated.person(1), gedrag=flat(library), extra=extra(library, "POL1", 5))

    profile = simulated.profile_of(alike)

    assert profile.closer == {}
    assert reporting._look_closer(content, alike, profile) == {}


@given(answer=st.integers(1, 5), given_extra=st.lists(RATING, min_size=4, max_size=4))
def test_the_mean_lies_between_that_of_the_answers_and_that_of_the_extra_ones(
    library, answer, given_extra
):
    ids = [item.id for item in library.gedrag.extra_of("POL2")]
    found = look(library, flat(library, answer), dict(zip(ids, given_extra, strict=True)))
    counted = [25 * (x - 1) for x in given_extra if x != "nvt"]

    assert bool(found) == bool(counted)
    for one in found.values():
        ends = sorted((one.before.score, float(np.mean(counted))))
        assert ends[0] - 1e-9 <= one.after.score <= ends[1] + 1e-9
        assert one.after.answered == one.before.answered + len(counted)


def test_as_much_agreement_makes_the_interval_narrower(library):
    for answer in (1, 3, 5):
        found = look(library, flat(library, answer), extra(library, "POL2", answer))["POL2"]
        assert found.after.se < found.before.se
