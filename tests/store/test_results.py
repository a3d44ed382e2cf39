import json
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from assessment.store import results
from assessment.store.tables.columns import lock_text
from tests.keys import KEYS
from tests.people import taken


@pytest.fixture
def attempt(db):
    return taken.add(db)


def test_a_profile_comes_back_and_the_newest_replaces_it(db, attempt):
    assert results.find_profile(db, attempt) is None

    results.keep_profile(db, attempt, {"naam": "één", "score": 61.25}, taken.NOW)
    results.keep_profile(db, attempt, {"naam": "twee"}, taken.LATER)

    assert results.find_profile(db, attempt) == {"naam": "twee"}


def test_a_profile_stands_packed_and_one_of_before_is_read_as_well(db, attempt):
    profile = {f"score {number}": {"low": 40.5, "high": 61.25} for number in range(200)}
    unpacked = lock_text(KEYS, json.dumps(profile))
    stored = text("SELECT profile FROM profile")

    results.keep_profile(db, attempt, profile, taken.NOW)
    db.flush()
    assert len(db.scalar(stored)) < len(unpacked) / 5
    assert results.find_profile(db, attempt) == profile

    db.execute(text("UPDATE profile SET profile = :unpacked"), {"unpacked": unpacked})
    db.expire_all()
    assert results.find_profile(db, attempt) == profile


def test_a_profile_can_be_dropped(db, attempt):
    results.keep_profile(db, attempt, {"score": 1}, taken.NOW)

    results.drop_profile(db, attempt)

    assert results.find_profile(db, attempt) is None


def test_a_plan_begins_empty_at_revision_nought(db, attempt):
    assert results.find_plan(db, attempt) == (None, 0)


def test_each_save_of_a_plan_has_its_own_revision(db, attempt):
    assert results.keep_plan(db, attempt, {"goals": []}, seen=0, now=taken.NOW) == 1
    assert results.keep_plan(db, attempt, {"goals": [1]}, seen=1, now=taken.NOW) == 2

    assert results.find_plan(db, attempt) == ({"goals": [1]}, 2)


@pytest.mark.parametrize("seen", [-1, 0, 2])
def test_a_plan_saved_from_another_revision_is_refused_and_nothing_is_written(db, attempt, seen):
    results.keep_plan(db, attempt, {"goals": [1]}, seen=0, now=taken.NOW)

    with pytest.raises(results.PlanChanged):
        results.keep_plan(db, attempt, {"goals": [2]}, seen=seen, now=taken.NOW)

    assert results.find_plan(db, attempt) == ({"goals": [1]}, 1)


def test_a_document_goes_from_queued_to_ready(db, attempt):
    document = results.add_document(db, attempt, taken.NOW)
    assert results.get_document(db, document).state == results.QUEUED
    assert results.read_file(db, document) is None

    results.finish_document(db, document, b"%PDF")

    found = results.get_document(db, document)
    assert (found.state, found.asked_at) == (results.READY, taken.NOW)
    assert results.read_file(db, document) == b"%PDF"
    assert results.list_queued_documents(db) == []


def test_a_document_that_could_not_be_made_is_noted(db, attempt):
    document = results.add_document(db, attempt, taken.NOW)

    results.finish_document(db, document, None)

    assert results.get_document(db, document).state == results.FAILED


def test_deaths_are_counted_of_what_waits_and_of_nothing_else(db, attempt):
    document = results.add_document(db, attempt, taken.NOW)
    other = results.add_document(db, attempt, taken.NOW)

    assert [results.note_death(db, document) for _ in range(2)] == [1, 2]

    results.finish_document(db, document, b"%PDF")
    assert results.note_death(db, document) == 0
    assert results.note_death(db, other) == 1
    assert results.note_death(db, uuid4()) == 0


def test_what_another_worker_made_first_stays(db, attempt):
    document = results.add_document(db, attempt, taken.NOW)
    results.finish_document(db, document, b"%PDF", "0" * 64)

    results.finish_document(db, document, None)

    assert results.get_document(db, document).state == results.READY
    assert results.read_file(db, document) == b"%PDF"


def test_a_document_that_is_gone_meanwhile_is_not_made_again(db):
    gone = uuid4()

    results.finish_document(db, gone, b"%PDF")

    with pytest.raises(results.DocumentNotFound):
        results.get_document(db, gone)


def given(kind="intervisiekaart", at=taken.NOW, **facts):
    facts = {"form": "html", "recipient": "Anneke", "content_hash": "ab" * 32} | facts
    return results.Copy(uuid4(), kind, asked_at=at, **facts)


def test_a_document_that_was_made_at_once_is_kept_with_all_that_tells_it_apart(db, attempt):
    copy = given()

    results.add_copy(db, attempt, copy, b"<!doctype html>")

    found = results.get_document(db, copy.id)
    assert found.state == results.MADE_AT_ONCE
    assert results.read_file(db, copy.id) == b"<!doctype html>"
    assert (found.kind, found.form, found.recipient) == ("intervisiekaart", "html", "Anneke")
    assert results.list_copies(db, attempt) == [copy]


def test_copies_are_what_was_made_of_one_attempt_newest_first(db, attempt):
    results.add_copy(db, attempt, given(), b"")
    results.add_copy(db, taken.add(db), given(), b"")
    ready = results.add_document(db, attempt, taken.LATER, recipient="Bert")
    results.finish_document(db, ready, b"%PDF", "cd" * 32)
    failed = results.add_document(db, attempt, taken.MUCH_LATER)
    results.finish_document(db, failed, None)
    results.add_document(db, attempt, taken.MUCH_LATER)

    found = results.list_copies(db, attempt)

    assert [(c.kind, c.form, c.recipient) for c in found] == [
        ("plan", "pdf", "Bert"), ("intervisiekaart", "html", "Anneke"),
    ]  # fmt: skip
    assert found[0].content_hash == "cd" * 32


def test_what_was_made_at_once_neither_waits_nor_closes_the_answers(db, attempt):
    results.add_copy(db, attempt, given("plan"), b"")

    assert results.count_documents(db, attempt) == 0
    assert results.find_latest_document(db, attempt) is None
    assert results.list_queued_documents(db) == []


def test_only_documents_that_failed_are_forgotten_when_answers_open_again(db, attempt):
    copy = given()
    results.add_copy(db, attempt, copy, b"")
    results.finish_document(db, results.add_document(db, attempt, taken.NOW), None)

    results.drop_failed_documents(db, attempt)

    assert results.list_copies(db, attempt) == [copy]
    assert results.find_latest_document(db, attempt) is None


def test_an_unknown_document_is_not_found(db):
    with pytest.raises(results.DocumentNotFound):
        results.get_document(db, uuid4())


def test_queued_documents_come_oldest_first(db, attempt):
    late = results.add_document(db, attempt, taken.NOW + timedelta(seconds=5))
    early = results.add_document(db, taken.add(db), taken.NOW)

    assert results.list_queued_documents(db) == [early, late]


def test_the_latest_document_is_the_one_asked_for_last(db, attempt):
    assert results.find_latest_document(db, attempt) is None
    results.add_document(db, attempt, taken.NOW)
    latest = results.add_document(db, attempt, taken.LATER)
    results.add_document(db, taken.add(db), taken.MUCH_LATER)

    assert results.find_latest_document(db, attempt).id == latest


def test_old_files_make_room_and_can_still_be_told_from_a_forgery(db, attempt, monkeypatch):
    monkeypatch.setattr(results, "MOST_FILES", 3)
    monkeypatch.setattr(results, "MOST_MADE", 5)
    copies = [
        results.Copy(uuid4(), "plan", "html", "", taken.NOW + timedelta(hours=n), f"{n:064x}")
        for n in range(7)
    ]
    for copy in copies:
        results.add_copy(db, attempt, copy, b"<html>")

    assert results.list_copies(db, attempt) == copies[:3:-1]
    assert results.list_made(db, attempt) == copies[:1:-1]
    assert results.read_file(db, copies[2].id) is None


def test_a_document_of_the_worker_whose_file_is_gone_is_not_offered(db, attempt, monkeypatch):
    monkeypatch.setattr(results, "MOST_FILES", 1)
    document = results.add_document(db, attempt, taken.NOW)
    results.finish_document(db, document, b"%PDF", "0" * 64)
    newer = results.Copy(uuid4(), "plan", "html", "", taken.NOW + timedelta(hours=1), "1" * 64)
    results.add_copy(db, attempt, newer, b"<html>")

    assert results.find_latest_document(db, attempt) is None
    assert results.count_documents(db, attempt) == 1
