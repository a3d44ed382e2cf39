"""Who counts from files and from the database: consent first, never two of one person."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.instruments import write_answers
from assessment.json_reading import InputError
from assessment.norms.candidates import Reason
from assessment.services import analysing
from assessment.services.gathering import Sample
from assessment.services.simulating import simulate
from assessment.store import attempts
from assessment.store.tables import AttemptRow
from tests.people import taken
from values import SCORED_PARTS


def no_progress(*_):
    pass


def person(content, seed, **changes):
    found = simulate(seed, content.library, content.value_map, phase="zittend", office="wethouder")
    return replace(found, **changes)


def folder(tmp_path, *people):
    paths = []
    for number, one in enumerate(people):
        path = tmp_path / f"{number}.json"
        path.write_text(one if isinstance(one, str) else json.dumps(write_answers(one)))
        paths.append(path)
    return paths


def from_files(content, paths):
    refused = {}
    sample = analysing.from_files(
        content,
        paths,
        read=lambda path: path.read_bytes(),
        refuse=lambda path, error: refused.update({path.name: error.problems}),
        progress=no_progress,
    )
    return sample, refused


def test_files_that_cannot_be_used_are_named_and_the_rest_counts(content, tmp_path):
    wrong = person(content, 3)
    wrong = replace(wrong, gedrag={**wrong.gedrag, "pol1-1": 9})
    paths = folder(tmp_path, person(content, 1), "{", wrong, person(content, 2))

    sample, refused = from_files(content, paths)

    assert len(sample.people) == 2
    assert sample.left_out[Reason.UNREADABLE] == 2
    assert set(refused) == {"1.json", "2.json"}
    assert "answers.gedrag.pol1-1" in refused["2.json"][0]


def test_the_same_file_twice_counts_once(content, tmp_path):
    one = person(content, 1)

    sample, _ = from_files(content, folder(tmp_path, one, person(content, 2), one))

    assert len(sample.people) == 2
    assert sample.left_out[Reason.DUPLICATE] == 1


def test_the_same_answers_in_another_file_count_once(content, tmp_path):
    one = person(content, 1)
    table = write_answers(one)
    turned = {key: table[key] for key in reversed(table)} | {"name": "Een ander"}
    turned["answers"] = {
        part: dict(reversed(given.items())) for part, given in reversed(table["answers"].items())
    }
    files = folder(tmp_path, one, json.dumps(turned, indent=7), person(content, 2))

    sample, refused = from_files(content, files)

    assert not refused
    assert len(sample.people) == 2
    assert sample.left_out[Reason.DUPLICATE] == 1


def test_the_same_answers_of_two_attempts_count_once(db, content):
    consenting(db, content, 1)
    consenting(db, content, 1)
    consenting(db, content, 2)

    sample = analysing.from_database(db, content)

    assert len(sample.people) == 2
    assert sample.left_out[Reason.DUPLICATE] == 1


def test_made_up_people_count_only_where_nobody_is_real(content, tmp_path):
    real = person(content, 1, simulated=False)

    alone, _ = from_files(content, folder(tmp_path, person(content, 2), person(content, 3)))
    mixed, _ = from_files(content, folder(tmp_path, real, person(content, 2), person(content, 3)))

    assert (len(alone.people), alone.left_out[Reason.SIMULATED]) == (2, 0)
    assert (len(mixed.people), mixed.left_out[Reason.SIMULATED]) == (1, 2)
    assert mixed.people[0].answers.simulated is False


def consenting(db, content, seed, **changes):
    attempt = taken.add_submitted(db, content, seed=seed, **({"simulated": False} | changes))
    taken.let_count(db, attempt, at=taken.NOW)
    return attempt


def test_only_handed_in_attempts_of_who_consented_count(db, content):
    consenting(db, content, 1)
    taken.add_submitted(db, content, seed=2)
    taken.let_count(db, taken.add_filled(db, content, seed=3), at=taken.NOW)

    sample = analysing.from_database(db, content)

    assert len(sample.people) == 1
    assert sample.left_out[Reason.WITHOUT_CONSENT] == sample.left_out[Reason.UNSUBMITTED] == 1


def test_answers_arrive_whole_and_without_name_or_open_text(db, content):
    consenting(db, content, 1)
    expected = person(content, 1)

    (found,) = analysing.from_database(db, content).people

    assert dict(found.answers.gedrag) == dict(expected.gedrag)
    assert dict(found.answers.stijl) == dict(expected.stijl)
    assert dict(found.answers.sets) == dict(expected.sets)
    assert found.answers.design == expected.design
    assert (found.answers.name, dict(found.answers.verdieping)) == ("", {})
    assert all("pattern_flags" in found.pattern[part] for part in SCORED_PARTS)


def test_of_several_attempts_of_one_person_the_last_counts(db, content):
    first = consenting(db, content, 1)
    second = consenting(db, content, 2)
    attempts.set_previous(db, second, first)
    row = db.get(AttemptRow, second)
    row.submitted_at += timedelta(days=1)
    db.flush()

    sample = analysing.from_database(db, content)

    assert len(sample.people) == 1
    assert sample.left_out[Reason.EARLIER] == 1
    assert dict(sample.people[0].answers.gedrag) == dict(person(content, 2).gedrag)


def test_other_versions_and_made_up_attempts_are_left_out(db, content):
    other = {"gedrag": 1, "stijl": 99, "waardenkeuze": 1, "verdieping": 1}
    consenting(db, content, 1, versions=other)
    consenting(db, content, 2, simulated=True)

    sample = analysing.from_database(db, content)

    assert sample.people == ()
    assert sample.left_out[Reason.OTHER_VERSION] == sample.left_out[Reason.SIMULATED] == 1


def test_an_unknown_folder_of_nobody_makes_a_report_that_says_so(content):
    sample = Sample((), {Reason.WITHOUT_CONSENT: 40})

    files = analysing.make_report(content, sample, made_on=taken.NOW.date(), progress=no_progress)

    assert "minder dan 30 bruikbare afnames" in files["rapport.html"].decode()
    assert b"40" in files["overzicht.csv"]


def test_a_refusal_to_read_is_told_like_a_mistake_in_the_file(content, tmp_path):
    def unreadable(_):
        raise InputError(["weg"])

    told = []
    sample = analysing.from_files(
        content, [tmp_path / "a.json"], read=unreadable,
        refuse=lambda _, error: told.extend(error.problems), progress=no_progress,
    )  # fmt: skip

    assert told == ["weg"]
    assert sample.left_out[Reason.UNREADABLE] == 1


@pytest.mark.parametrize("part", SCORED_PARTS)
def test_every_part_that_is_read_has_a_version(content, part):
    assert getattr(content.library, part).header.version >= 1
