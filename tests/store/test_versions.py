"""What is kept once, used on purpose and stopped: of each kind and subject one is in use."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from assessment.store import versions
from assessment.store.tables import VersionRow
from assessment.store.versions import VersionNotFound
from tests.people import taken

LATER = taken.NOW + timedelta(days=1)


def add(db, kind="norm", subject="gedrag-1", **document):
    return versions.add_version(db, kind, subject, document, now=taken.NOW)


def test_every_kind_counts_from_one(db):
    assert [add(db), add(db), add(db, "calibration"), add(db)] == [1, 2, 1, 3]


def test_a_version_comes_back_as_it_was_kept_and_nobody_uses_it(db):
    number = add(db, people=300, naam="België")

    found = versions.get_version(db, "norm", number)

    assert (found.kind, found.number, found.subject) == ("norm", number, "gedrag-1")
    assert found.document == {"people": 300, "naam": "België"}
    assert (found.made_at, found.used_at, found.stopped_at) == (taken.NOW, None, None)
    assert not found.in_use
    assert versions.find_version_in_use(db, "norm", "gedrag-1") is None


def test_what_is_not_there_is_an_error_also_under_the_number_of_another_kind(db):
    add(db)

    for ask in (versions.get_version, lambda *who: versions.put_into_use(*who, now=LATER)):
        with pytest.raises(VersionNotFound):
            ask(db, "calibration", 1)


def test_they_are_listed_per_kind_oldest_first(db):
    add(db), add(db, "calibration"), add(db)

    assert [one.number for one in versions.list_versions(db, "norm")] == [1, 2]


def test_putting_one_into_use_stops_the_one_of_the_same_kind_and_subject_only(db):
    first, second, other = add(db), add(db), add(db, subject="stijl-1")
    calibration = add(db, "calibration")
    for kind, number in (("norm", first), ("norm", other), ("calibration", calibration)):
        versions.put_into_use(db, kind, number, now=taken.NOW)

    versions.put_into_use(db, "norm", second, now=LATER)

    stopped = versions.get_version(db, "norm", first)
    assert (stopped.used_at, stopped.stopped_at, stopped.in_use) == (taken.NOW, LATER, False)
    assert versions.find_version_in_use(db, "norm", "gedrag-1").number == second
    assert versions.find_version_in_use(db, "norm", "stijl-1").number == other
    assert versions.find_version_in_use(db, "calibration", "gedrag-1").number == calibration


def test_what_was_stopped_may_return(db):
    number = add(db)
    versions.put_into_use(db, "norm", number, now=taken.NOW)
    versions.stop_using(db, "norm", "gedrag-1", now=taken.NOW)
    assert versions.find_version_in_use(db, "norm", "gedrag-1") is None

    versions.put_into_use(db, "norm", number, now=LATER)

    found = versions.find_version_in_use(db, "norm", "gedrag-1")
    assert (found.used_at, found.stopped_at) == (LATER, None)


def test_stopping_when_nothing_is_in_use_changes_nothing(db):
    number = add(db)

    versions.stop_using(db, "norm", "gedrag-1", now=LATER)

    assert versions.get_version(db, "norm", number).stopped_at is None


def test_the_database_itself_refuses_two_in_use(db):
    for number in (add(db), add(db)):
        db.get(VersionRow, ("norm", number)).used_at = taken.NOW

    with pytest.raises(IntegrityError):
        db.flush()
