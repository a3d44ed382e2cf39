"""Who may enter a norm, when one may speak, how finely, and for how long."""

from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.norms.norm_table import (
    Norm,
    NormRecord,
    admitted,
    build_norm,
    ineligible,
    place,
    publish,
)
from assessment.psychometrics.errors import (
    IneligibleError,
    NormUnavailableError,
    NotFiniteError,
    OutOfRangeError,
    TooFewPeopleError,
)

DAY = date(2026, 11, 23)


def record(number, score=None, **changes):
    made = NormRecord(
        person=f"p{number}",
        score=float(number % 101) if score is None else score,
        taken_on=DAY + timedelta(days=number % 30),
        simulated=False,
        consent=True,
        complete=True,
        clean=True,
        background={"office": "wethouder", "phase": "starter" if number % 4 else "zittend"},
    )
    return replace(made, **changes)


def people(count):
    return [record(number) for number in range(count)]


def built(records, **changes):
    about = {"scale": "POL1", "instrument": "gedrag-1", "population": "wethouders 2026",
             "population_size": 1450, "invited": 700}  # fmt: skip
    return build_norm(records, **{**about, **changes})


def published(count):
    return publish(built(people(count)), on=date(2027, 1, 1))


KEEPS_OUT = {
    "simulated": {"simulated": True},
    "without consent": {"consent": False},
    "incomplete": {"complete": False},
    "unreliable pattern": {"clean": False},
}


@pytest.mark.parametrize(("reason", "change"), KEEPS_OUT.items())
def test_one_record_that_may_not_enter_stops_the_whole_norm(reason, change):
    records = [*people(400), record(400, **change)]

    assert ineligible(records[-1]) == (reason,)
    with pytest.raises(IneligibleError, match=f"p400 is {reason}"):
        built(records)


def test_simulated_people_never_enter_a_norm():
    """Neither alone nor among others, and not by leaving the mark unknown."""
    simulated = [record(number, simulated=True) for number in range(1000, 1400)]

    assert admitted(simulated) == ()
    for mark in (True, None, "nee", 0):
        with pytest.raises(IneligibleError, match="simulated"):
            built([*people(300), record(2000, simulated=mark)])
    mixed = built(admitted([*simulated, *people(300)]))
    assert mixed == built(people(300))


@given(
    simulated=st.sampled_from([True, False, None]),
    consent=st.sampled_from([True, False, None]),
    complete=st.sampled_from([True, False, None]),
    clean=st.sampled_from([True, False, None]),
)
def test_only_what_is_known_to_be_in_order_enters(simulated, consent, complete, clean):
    one = record(1, simulated=simulated, consent=consent, complete=complete, clean=clean)

    fine = (simulated, consent, complete, clean) == (False, True, True, True)
    assert (admitted([one]) == (one,)) is fine


def test_nothing_about_a_record_may_be_left_out():
    with pytest.raises(TypeError):
        NormRecord("p1", 50.0, DAY, consent=True, complete=True, clean=True, background={})


def test_a_record_without_a_score_does_not_enter():
    assert ineligible(replace(record(1), score=None)) == ("without a score",)


def test_a_person_counts_once():
    with pytest.raises(IneligibleError, match="p5 occurs twice"):
        built([*people(300), record(5)])


def test_under_a_hundred_people_there_is_no_norm():
    with pytest.raises(TooFewPeopleError, match="99 people for a norm; at least 100"):
        built(people(99))


@pytest.mark.parametrize(
    ("count", "level", "provisional"),
    [
        (100, "quartiles", True),
        (199, "quartiles", True),
        (200, "stanines", False),
        (299, "stanines", False),
        (300, "percentiles", False),
    ],
)
def test_more_people_allow_finer_statements(count, level, provisional):
    found = built(people(count))

    assert (found.level, found.provisional) == (level, provisional)


def test_a_norm_tells_what_it_rests_on():
    found = built(people(300))

    assert (found.people, found.invited, found.population_size) == (300, 700, 1450)
    assert found.response_rate == pytest.approx(300 / 700)
    assert (found.first_day, found.last_day) == (DAY, DAY + timedelta(days=29))
    assert found.composition == {
        "office": {"wethouder": 300},
        "phase": {"starter": 225, "zittend": 75},
    }
    assert found.published_on is None


def test_an_unknown_background_is_counted_as_unknown():
    found = built([record(0, background={}), *people(300)[1:]])

    assert found.composition["office"] == {"unknown": 1, "wethouder": 299}


def test_the_table_holds_plain_numbers_with_the_finite_population_error():
    found = built(people(300))
    row = found.table[50]

    assert sum(row.at for row in found.table) == 300
    assert (row.score, row.below, row.at) == (50.0, 150, 3)
    assert row.percentile == pytest.approx(100 * 151.5 / 300)
    p = row.percentile / 100
    assert row.se == pytest.approx(100 * np.sqrt(p * (1 - p) / 300 * (1 - 300 / 1450)))
    assert {type(value) for value in (row.score, row.at, row.below, row.percentile, row.se)} == {
        float, int,
    }  # fmt: skip


def test_a_norm_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        built(people(100)).people = 300


def test_a_norm_that_nobody_published_says_nothing():
    with pytest.raises(NormUnavailableError, match="not published"):
        place(built(people(300)), 50, error=5, on=date(2027, 1, 1))


def test_a_norm_is_published_once_and_after_its_last_answer():
    norm = built(people(300))

    with pytest.raises(OutOfRangeError, match="before the last answer"):
        publish(norm, on=DAY)
    with pytest.raises(NormUnavailableError, match="once"):
        publish(published(300), on=date(2027, 2, 1))


def test_a_norm_expires_eight_years_after_its_last_answer():
    norm = published(300)

    assert norm.expires_on == date(2034, 12, 22)
    assert place(norm, 50, error=5, on=date(2034, 12, 21)).level == "percentiles"
    with pytest.raises(NormUnavailableError, match="expired on 2034-12-22"):
        place(norm, 50, error=5, on=date(2034, 12, 22))
    with pytest.raises(NormUnavailableError, match="expired"):
        publish(built(people(300)), on=date(2035, 1, 1))


def test_a_norm_of_a_leap_day_expires_too():
    about = ("POL1", "gedrag-1", "wethouders", 1450, 700, 300)

    assert Norm(*about, DAY, date(2028, 2, 29), {}, ()).expires_on == date(2036, 3, 1)


@pytest.mark.parametrize(
    ("count", "value"), [(100, 3.0), (200, 6.0), (300, pytest.approx(61.5, abs=1))]
)
def test_a_score_is_placed_as_finely_as_the_norm_allows(count, value):
    norm = publish(built([record(n, score=float(n)) for n in range(count)]), on=date(2027, 1, 1))

    found = place(norm, 0.615 * count, error=0.02 * count, on=date(2027, 6, 1))

    assert found.value == value
    assert found.low <= found.value <= found.high
    assert found.level == norm.level


@given(score=st.floats(-20, 120), error=st.floats(0, 30))
def test_a_higher_score_is_never_placed_lower(score, error):
    for norm in NORMS:
        one = place(norm, score, error=error, on=date(2027, 6, 1))
        two = place(norm, score + 5, error=error, on=date(2027, 6, 1))
        assert one.low <= one.value <= one.high
        assert two.value >= one.value


NORMS = [published(count) for count in (120, 250, 400)]


@pytest.mark.parametrize("changes", [{"invited": 299}, {"invited": 1451}, {"population_size": 250}])
def test_people_invited_and_population_must_fit(changes):
    with pytest.raises(OutOfRangeError, match="the number invited"):
        built(people(300), **changes)


@pytest.mark.parametrize("score", [np.nan, np.inf])
def test_a_score_that_is_no_number_is_refused(score):
    with pytest.raises(NotFiniteError):
        built([*people(300), record(300, score=score)])
    with pytest.raises(NotFiniteError):
        place(NORMS[0], score, error=5, on=date(2027, 6, 1))


@pytest.mark.parametrize("error", [-1, np.nan])
def test_an_impossible_error_is_refused(error):
    with pytest.raises(OutOfRangeError):
        place(NORMS[0], 50, error=error, on=date(2027, 6, 1))
