"""Calibrations from the database: the gate, taking one into use on purpose, old results."""

import shutil
from dataclasses import replace

import pytest

from assessment.json_reading import InputError
from assessment.services import calibrating, norming, submitting
from assessment.services.calibrating import CALIBRATIONS
from assessment.services.norming import NORMS
from assessment.store import attempts, database, research, results
from tests.keys import KEYS
from tests.people import norm_groups, taken
from values import IN_OFFICE


def build(db, content):
    return calibrating.calibrate_people(
        db, content, offices=("wethouder",), phases=IN_OFFICE, progress=lambda one: None
    )


@pytest.fixture(scope="module")
def full_database(empty_database, tmp_path_factory, content):
    """Two hundred and sixty people and their calibration, made once and copied for each test."""
    file = tmp_path_factory.mktemp("calibrated") / "full.db"
    shutil.copyfile(empty_database, file)
    engine = database.open_engine(f"sqlite:///{file}", KEYS)
    with database.writing(engine) as db:
        norm_groups.keep(db, content.library, 260)
        CALIBRATIONS.keep(db, build(db, content), now=taken.NOW)
        db.commit()
    database.erase_later(engine)
    engine.dispose()
    return file


@pytest.fixture
def database_url(full_database, tmp_path):
    shutil.copyfile(full_database, tmp_path / "bop.db")
    return f"sqlite:///{tmp_path / 'bop.db'}"


@pytest.fixture
def number(db):
    return CALIBRATIONS.list_all(db)[0].number


def test_too_few_people_are_told_with_who_was_left_out(db, content):
    for one in research.list_consenting(db, ())[:11]:
        attempts.set_research(db, one.id, None)

    with pytest.raises(InputError) as refused:
        build(db, content)

    assert refused.value.problems == [
        "Er zijn 249 mensen voor een ijking; er zijn er minstens 250 nodig."
        " Niet meegeteld: zonder toestemming 11."
    ]


def test_a_calibration_comes_back_from_json_exactly(db, content, number):
    found = build(db, content)

    assert CALIBRATIONS.write(found)["format"] == "bop-calibration/1"
    assert CALIBRATIONS.find(db, number) == replace(found, number=number)
    assert found.provisional


def test_scores_switch_only_when_it_is_taken_into_use_and_only_from_then_on(db, content, number):
    early = taken.add_submitted(db, content, seed=3)
    before = results.find_profile(db, early)
    assert "calibration" not in before["versions"]

    calibrating.use(db, number, now=taken.LATER)
    late = taken.add_submitted(db, content, seed=3)

    found = results.find_profile(db, late)
    assert found["versions"]["calibration"] == number
    assert set(found["standard_errors"].values()) == {"calibration"}
    assert found["competencies"]["POL1"]["se"] != before["competencies"]["POL1"]["se"]
    assert found["values"] == before["values"]
    assert results.find_profile(db, early) == before


def test_stopping_goes_back_to_the_sum_rule(db, content, number):
    calibrating.use(db, number, now=taken.LATER)

    assert calibrating.stop(db, content, now=taken.LATER) == number

    attempt_id = taken.add_submitted(db, content, seed=3)
    assert "calibration" not in results.find_profile(db, attempt_id)["versions"]
    with pytest.raises(InputError, match="geen ijking in gebruik"):
        calibrating.stop(db, content, now=taken.LATER)


def test_of_two_calibrations_the_last_taken_into_use_counts_and_the_first_may_return(
    db, content, number
):
    other = CALIBRATIONS.keep(db, build(db, content), now=taken.NOW)
    for chosen in (number, other, number):
        calibrating.use(db, chosen, now=taken.LATER)

        assert calibrating.find_in_use(db, content).number == chosen

    with pytest.raises(InputError, match="al in gebruik"):
        calibrating.use(db, number, now=taken.LATER)


def test_a_calibration_that_is_empty_or_absent_is_not_taken_into_use(db, content, number):
    empty = replace(CALIBRATIONS.find(db, number), scales={}, number=None)
    kept = CALIBRATIONS.keep(db, empty, now=taken.NOW)

    with pytest.raises(InputError, match="geen enkele competentie"):
        calibrating.use(db, kept, now=taken.LATER)
    with pytest.raises(InputError, match="IJking 99 bestaat niet"):
        calibrating.use(db, 99, now=taken.LATER)


def test_a_norm_is_built_on_the_calibration_in_use_and_stops_with_it(db, content, number):
    calibrating.use(db, number, now=taken.LATER)
    norm = norming.build_norm(db, content, norm_groups.population())
    kept = NORMS.keep(db, norm, now=taken.LATER)
    norming.publish(db, kept, now=taken.LATER)
    on_both = taken.add_filled(db, content, seed=3)
    submitting.submit(db, content, attempts.get_attempt(db, on_both), now=taken.LATER)
    calibrating.stop(db, content, now=taken.LATER)
    on_neither = taken.add_submitted(db, content, seed=3)

    assert norm.calibration == number
    assert results.find_profile(db, on_both)["versions"]["norm"] == kept
    assert "norm" not in results.find_profile(db, on_neither)["versions"]


def test_a_norm_for_people_half_of_whom_are_calibrated_is_refused(db, content, number):
    some = replace(CALIBRATIONS.find(db, number), phases=("zittend",), number=None)
    kept = CALIBRATIONS.keep(db, some, now=taken.NOW)
    calibrating.use(db, kept, now=taken.LATER)

    with pytest.raises(InputError, match=f"IJking {kept} geldt voor een deel"):
        norming.build_norm(db, content, norm_groups.population())

    others = norm_groups.population(phases=("starter", "vertrekkend"))
    assert norming.build_norm(db, content, others).calibration is None
    inside = norm_groups.population(phases=("zittend",))
    assert norming.build_norm(db, content, inside).calibration == kept
