import json
from datetime import datetime
from uuid import uuid4

import pytest
from sqlalchemy import event, text

from assessment.store import database
from assessment.store.attempts import (
    AnswersChanged,
    AttemptClosed,
    AttemptNotFound,
    SavedAnswer,
    find_attempt_by_code,
    get_attempt,
    save_answers,
    set_submitted,
)
from assessment.store.tables.columns import open_text
from tests.keys import KEYS
from tests.people import taken


def save(db, attempt_id, answers, *, seen=None, part="gedrag", now=taken.NOW):
    return save_answers(db, attempt_id, part, answers, seen=seen or {}, now=now)


def test_the_facts_of_an_attempt_come_back(db):
    attempt_id = taken.add(db, phase="starter", name="Noor de Wit", design=20, seed=99)

    attempt = get_attempt(db, attempt_id)

    assert (attempt.phase, attempt.office, attempt.name) == ("starter", "wethouder", "Noor de Wit")
    assert (attempt.design, attempt.seed, attempt.revision) == (20, 99, 0)
    assert attempt.versions == {"gedrag": 1, "stijl": 1, "waardenkeuze": 1, "verdieping": 1}
    assert attempt.created_at == taken.NOW
    assert attempt.submitted_at is None
    assert attempt.answers == {}


@pytest.mark.parametrize(
    "value",
    [
        4,
        "nvt",
        {"best": "lef", "worst": "nut"},
        ["raad", "college"],
        "Tekst met 'aanhaling', \\ en\nregels, ë, 👩🏽‍⚖️ en \u202eomgekeerd",
    ],
    ids=["rating", "missing", "set", "choices", "text"],
)
def test_every_kind_of_answer_comes_back_as_it_was(engine, attempt_id, value):
    with database.writing(engine) as db:
        save(db, attempt_id, {"vraag": value})
        db.commit()

    with database.reading(engine) as db:
        assert get_attempt(db, attempt_id).given("gedrag") == {"vraag": value}


def test_each_save_that_changes_something_has_its_own_revision(db):
    attempt_id = taken.add(db)

    assert save(db, attempt_id, {"a": 4, "b": 2}) == 1
    assert save(db, attempt_id, {"c": 1}) == 2
    assert save(db, attempt_id, {"c": 1}, seen={"c": 2}) == 2

    assert get_attempt(db, attempt_id).answers["gedrag"] == {
        "a": SavedAnswer(4, 1),
        "b": SavedAnswer(2, 1),
        "c": SavedAnswer(1, 2),
    }


def test_parts_keep_their_answers_apart(db):
    attempt_id = taken.add(db)

    save(db, attempt_id, {"a": 4})
    save(db, attempt_id, {"a": 6}, part="stijl")

    attempt = get_attempt(db, attempt_id)
    assert (attempt.given("gedrag"), attempt.given("stijl")) == ({"a": 4}, {"a": 6})
    assert attempt.given("verdieping") == {}


def test_attempts_keep_their_answers_apart(db):
    mine, yours = taken.add(db), taken.add(db)

    save(db, mine, {"a": 4})

    assert get_attempt(db, yours).answers == {}


def test_an_answer_taken_back_is_no_answer_but_is_remembered_as_a_change(db):
    attempt_id = taken.add(db)
    save(db, attempt_id, {"a": "tekst"})

    save(db, attempt_id, {"a": None}, seen={"a": 1})

    attempt = get_attempt(db, attempt_id)
    assert attempt.given("gedrag") == {}
    assert attempt.answers["gedrag"]["a"] == SavedAnswer(None, 2)


def test_taking_back_an_answer_that_was_never_given_changes_nothing(db):
    attempt_id = taken.add(db)

    assert save(db, attempt_id, {"a": None}) == 0

    assert get_attempt(db, attempt_id).answers == {}


def test_an_old_tab_cannot_bring_back_an_answer_that_was_taken_back(db):
    attempt_id = taken.add(db)
    save(db, attempt_id, {"a": "tekst"})
    save(db, attempt_id, {"a": None}, seen={"a": 1})

    with pytest.raises(AnswersChanged) as changed:
        save(db, attempt_id, {"a": "tekst van vroeger"}, seen={"a": 1})

    assert changed.value.stored == {"a": SavedAnswer(None, 2)}


def test_an_answer_taken_back_can_be_given_again(db):
    attempt_id = taken.add(db)
    save(db, attempt_id, {"a": 4})
    save(db, attempt_id, {"a": None}, seen={"a": 1})

    save(db, attempt_id, {"a": 5}, seen={"a": 2})

    assert get_attempt(db, attempt_id).given("gedrag") == {"a": 5}


def test_the_second_of_two_tabs_is_refused_and_nothing_of_it_is_written(db):
    attempt_id = taken.add(db)
    save(db, attempt_id, {"a": 4})

    with pytest.raises(AnswersChanged) as changed:
        save(db, attempt_id, {"a": 1, "b": 2}, seen={"a": 0, "b": 0})

    assert changed.value.stored == {"a": SavedAnswer(4, 1)}
    assert get_attempt(db, attempt_id).given("gedrag") == {"a": 4}
    assert get_attempt(db, attempt_id).revision == 1


def test_a_lost_revision_counts_as_not_having_seen_anything(db):
    attempt_id = taken.add(db)
    save(db, attempt_id, {"a": 4})

    with pytest.raises(AnswersChanged):
        save(db, attempt_id, {"a": 1}, seen={})


def test_the_same_value_never_conflicts(db):
    attempt_id = taken.add(db)
    save(db, attempt_id, {"a": {"best": "lef", "worst": "nut"}})

    assert save(db, attempt_id, {"a": {"worst": "nut", "best": "lef"}}, seen={"a": 0}) == 1


def test_another_item_never_conflicts(db):
    attempt_id = taken.add(db)
    save(db, attempt_id, {"a": 4})

    save(db, attempt_id, {"b": 2}, seen={"b": 0})

    assert get_attempt(db, attempt_id).given("gedrag") == {"a": 4, "b": 2}


def test_having_seen_the_newest_answer_one_may_replace_it(db):
    attempt_id = taken.add(db)
    save(db, attempt_id, {"a": 4})
    save(db, attempt_id, {"b": 4})

    save(db, attempt_id, {"a": 1}, seen={"a": 1})

    assert get_attempt(db, attempt_id).given("gedrag") == {"a": 1, "b": 4}


def test_a_submitted_attempt_takes_no_answers(db):
    attempt_id = taken.add(db)
    save(db, attempt_id, {"a": 4})
    set_submitted(db, attempt_id, taken.LATER, now=taken.LATER)

    with pytest.raises(AttemptClosed):
        save(db, attempt_id, {"a": 5}, seen={"a": 1})

    attempt = get_attempt(db, attempt_id)
    assert attempt.submitted_at == taken.LATER
    assert attempt.given("gedrag") == {"a": 4}


def test_a_reopened_attempt_takes_answers_again(db):
    attempt_id = taken.add(db)
    set_submitted(db, attempt_id, taken.LATER, now=taken.LATER)
    set_submitted(db, attempt_id, None, now=taken.LATER)

    save(db, attempt_id, {"a": 5})

    assert get_attempt(db, attempt_id).given("gedrag") == {"a": 5}


def test_an_unknown_attempt_is_not_found(db):
    with pytest.raises(AttemptNotFound):
        save(db, uuid4(), {"a": 4})
    with pytest.raises(AttemptNotFound):
        get_attempt(db, uuid4())


def test_a_code_finds_its_own_attempt_only(db):
    taken.add(db, code_hash="een")
    attempt_id = taken.add(db, code_hash="twee")

    assert find_attempt_by_code(db, "twee") == attempt_id
    assert find_attempt_by_code(db, "drie") is None


def test_the_caller_decides_whether_to_commit(engine, attempt_id):
    with database.writing(engine) as db:
        save(db, attempt_id, {"a": 4})
        db.rollback()

        assert get_attempt(db, attempt_id).answers == {}


def test_a_page_of_many_answers_takes_as_few_statements_as_one_answer(engine, attempt_id):
    def statements(answers):
        told = []
        listener = lambda *_: told.append(1)  # noqa: E731  # removed by the same name below
        event.listen(engine, "before_cursor_execute", listener)
        with database.writing(engine) as db:
            save(db, attempt_id, answers)
            db.commit()
        event.remove(engine, "before_cursor_execute", listener)
        return len(told)

    assert statements({"a": 3}) == statements({f"item-{n}": 3 for n in range(8)})


def test_times_come_back_aware_and_in_utc(engine):
    in_amsterdam = datetime.fromisoformat("2026-07-01T14:03:00+02:00")
    with database.writing(engine) as db:
        attempt_id = taken.add(db, now=in_amsterdam)
        db.commit()

    with database.reading(engine) as db:
        created_at = get_attempt(db, attempt_id).created_at

    assert created_at.isoformat() == "2026-07-01T12:03:00+00:00"


def test_a_time_without_a_zone_is_refused(db):
    naive = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001  # the mistake that the test is about

    with pytest.raises(Exception, match="has no time zone"):
        taken.add(db, now=naive)


def test_answers_are_kept_locked_as_json_under_their_own_item(db):
    attempt_id = taken.add(db)
    save(db, attempt_id, {"a": "één"})

    [(part, item, locked)] = db.execute(text("SELECT part, item_id, value FROM answer"))

    assert (part, item) == ("gedrag", "a")
    assert open_text(KEYS, locked) == json.dumps("één", ensure_ascii=False)
