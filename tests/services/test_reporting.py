from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from assessment.plan import Goal, Plan
from assessment.services import planning, reporting, submitting
from assessment.store import attempts, database, results
from assessment.store.results import DocumentNotFound
from tests.people import taken

HOSTILE = (
    "<b>vet</b> &amp; </para> {{ 7 * 7 }} %s \\ 👩🏽‍⚖️ \u202eomgekeerd\u202c שלום 漢字\n"
    + "w" * 300
    + "\n\t- é\u0301 \ufffd"
)


def opened(db, content, attempt_id):
    return reporting.open_result(db, content, attempts.get_attempt(db, attempt_id))


@pytest.fixture
def attempt_id(db, content):
    return taken.add_submitted(db, content)


def test_there_is_no_result_before_the_answers_were_handed_in(db, content):
    attempt_id = taken.add_filled(db, content)

    with pytest.raises(reporting.NotSubmitted):
        opened(db, content, attempt_id)


def test_a_result_joins_answers_profile_plan_and_suggestions(db, content, attempt_id):
    plan = Plan(goals=(Goal("POL1", "Luisteren"),))
    planning.save_plan(db, content, attempt_id, plan, seen=0, now=taken.LATER)

    result = opened(db, content, attempt_id)

    assert result.answers == submitting.answers_of(attempts.get_attempt(db, attempt_id))
    assert (result.plan, result.plan_revision) == (plan, 1)
    assert result.suggestions.needs


def test_the_result_stays_as_it_was_when_scoring_changes(db, content, attempt_id, monkeypatch):
    before = opened(db, content, attempt_id).profile

    monkeypatch.setattr(submitting, "score", None)

    assert opened(db, content, attempt_id).profile == before


def test_every_score_opens_to_answers_that_add_up_to_it(db, content, attempt_id):
    result = opened(db, content, attempt_id)
    scores = {**result.profile.competencies, **result.profile.values, **result.profile.clusters}

    for construct, estimate in scores.items():
        parts = reporting.explain(content, result.answers, construct)
        assert sum(part.points for part in parts) == pytest.approx(estimate.score)


def test_an_unknown_construct_has_no_explanation(content, db, attempt_id):
    with pytest.raises(KeyError):
        reporting.explain(content, opened(db, content, attempt_id).answers, "bestaat-niet")


def test_the_name_of_a_document_follows_from_answers_and_plan_only(db, content, attempt_id):
    result = opened(db, content, attempt_id)
    name = reporting.document_id(result)

    assert reporting.document_id(opened(db, content, attempt_id)) == name
    other_plan = replace(result, plan=Plan(goals=(Goal("POL1"),)))
    other_answers = replace(result, answers=replace(result.answers, gedrag={}))
    assert len({name, *map(reporting.document_id, (other_plan, other_answers))}) == 3


def test_the_same_result_and_time_give_the_same_report(db, content, attempt_id):
    result = opened(db, content, attempt_id)

    one, two = (reporting.write_report(content, result, created_at=taken.LATER) for _ in range(2))

    assert one == two


# --- documents ---


def ask(db, attempt_id):
    return reporting.ask_document(db, attempts.get_attempt(db, attempt_id), now=taken.LATER)


def test_making_a_document_only_reads_and_does_not_wait_for_a_writer(engine, content, quick_pdf):
    with database.writing(engine) as db:
        attempt_id = taken.add_submitted(db, content)
        document = ask(db, attempt_id)
        db.commit()
    told = []

    with database.writing(engine) as writer, database.reading(engine) as db:
        results.keep_plan(writer, attempt_id, {"goals": []}, seen=0, now=taken.LATER)
        event.listen(
            engine, "before_cursor_execute", lambda _c, _k, sql, *_: told.append(sql.split()[0])
        )
        assert reporting.make_document(db, content, document).file == quick_pdf

    assert set(told) == {"SELECT"}  # and it began as a reader, or it would have waited


def test_a_document_with_hostile_text_is_made_all_the_same(db, content):
    attempt_id = taken.add_submitted(db, content, name=HOSTILE[:100])
    goal = Goal("POL1", *([HOSTILE[:600]] * 3), None, HOSTILE[:120], (), (HOSTILE[:600],))
    planning.save_plan(db, content, attempt_id, Plan(goals=(goal,)), seen=0, now=taken.LATER)

    made_document = reporting.make_document(db, content, ask(db, attempt_id))

    assert made_document.file.startswith(b"%PDF")


def test_a_document_that_is_gone_or_made_already_is_not_made_again(db, content, attempt_id):
    document = ask(db, attempt_id)
    reporting.keep_document(db, document, reporting.Made(b"%PDF klaar", "0" * 64))

    assert reporting.make_document(db, content, document) is None
    assert reporting.make_document(db, content, uuid4()) is None


def test_a_document_of_somebody_else_does_not_exist(db, content, attempt_id):
    other = taken.add_submitted(db, content, seed=8)
    document = ask(db, other)

    with pytest.raises(DocumentNotFound):
        reporting.own_document(db, attempt_id, document)

    assert reporting.own_document(db, other, document).id == document


def test_waiting_documents_are_those_not_made_yet(db, content, attempt_id):
    made_already = ask(db, attempt_id)
    reporting.keep_document(db, made_already, reporting.Made(b"%PDF", "0" * 64))
    waiting = ask(db, attempt_id)

    assert reporting.waiting_documents(db) == [waiting]


def test_who_asks_twice_gets_one_document_until_something_changed(db, content, attempt_id):
    def ask(**changes):
        attempt = attempts.get_attempt(db, attempt_id)
        return reporting.ask_document(db, attempt, now=taken.MUCH_LATER, **changes)

    first = ask()

    assert ask() == first
    assert ask(recipient="mijn coach") != first
    attempts.mark_used(db, attempt_id, taken.MUCH_LATER + timedelta(seconds=1))
    assert ask() != first
