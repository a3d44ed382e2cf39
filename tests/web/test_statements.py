"""What requests ask of the database: how much, and in which order."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event

from assessment.plan import Goal, Plan
from assessment.services import planning
from assessment.services.codes import hash_code
from assessment.store import attempts, database, results
from tests.clusters import on_each_database as on_each_database
from tests.clusters import only_postgresql, only_sqlite
from tests.people import taken
from tests.web import walking
from tests.web.participant.test_plan import GOAL
from tests.web.visitor import open_in

MOST = 21  # statements of a page
OF_AN_ATTEMPT = {"attempt", "answer", "profile", "plan", "document"}
CHANGES = ("INSERT", "UPDATE", "DELETE")
CODE = "ABCD-EFGH-JKMN-PQRS"
FILLED = {**GOAL, "agree": "y", "revision": "0", "part": "gedrag", "research": "y",
          "code": CODE}  # fmt: skip


@contextmanager
def listening(engine: Engine) -> Iterator[list[list[str]]]:
    """Yield a list that gets the statements of each transaction."""
    transactions: list[list[str]] = []

    def begin(_: object) -> None:
        transactions.append([])

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):  # how SQLite begins
            transactions[-1].append(statement)

    event.listen(engine, "begin", begin)
    event.listen(engine, "after_cursor_execute", note)
    try:
        yield transactions
    finally:
        event.remove(engine, "begin", begin)
        event.remove(engine, "after_cursor_execute", note)


def is_of_an_attempt(statement: str) -> bool:
    return bool(OF_AN_ATTEMPT & set(statement.replace(".", " ").replace(",", " ").split()))


@pytest.fixture
def client(make_app, quick_pdf):
    return make_app(enqueue=lambda _: None, TESTING=False).test_client()


@pytest.fixture
def enter(client):
    """Let the browser into an attempt, as its owner."""

    def run(attempt_id):
        open_in(client, attempt_id)

    return run


@only_postgresql
def test_who_writes_of_an_attempt_locks_it_before_reading_anything_of_it(
    client, keep, content, engine, monkeypatch
):
    opened = keep(taken.add_filled, content, code_hash=hash_code(CODE))
    closed = keep(taken.add_submitted, content, seed=8)

    open_in(client, opened, closed)

    def fail(_):
        raise OSError("nothing is kept, so that every view finds the same")

    wrote = set()
    with monkeypatch.context() as broken:
        broken.setattr("sqlalchemy.orm.Session.commit", fail)
        for attempt_id in (opened, closed):
            for rule in walking.rules(client.application, with_attempt=True):
                if "POST" not in rule.methods:
                    continue
                with listening(engine) as transactions:
                    address = walking.address(client.application, rule, attempt_id)
                    client.post(address, data={**FILLED, "item": first_item(content)})
                for statements in transactions:
                    of_it = [told for told in statements if is_of_an_attempt(told)]
                    if any(told.startswith(CHANGES) for told in of_it):
                        wrote.add(rule.endpoint)
                        assert "FOR UPDATE" in of_it[0], f"{rule}: {of_it[0]}"

    assert {"answering.submit", "answering.reopen", "answering.delete", "planning.goal",
            "documents.make_pdf", "documents.make_html", "home.new_code"} <= wrote  # fmt: skip


def first_item(content):
    return content.library.gedrag.items[0].id


def keep_much(db, content, *, documents, goals):
    """Keep somebody with an earlier attempt, and with so many documents and goals."""
    earlier = taken.add_submitted(db, content, seed=8)
    attempt_id = taken.add_submitted(db, content)
    attempts.set_submitted(db, earlier, taken.NOW, now=taken.NOW)
    attempts.set_previous(db, attempt_id, earlier)
    plan = Plan(goals=(Goal("lef", aim="Vaker nee zeggen"),) * goals)
    planning.save_plan(db, content, attempt_id, plan, seen=0, now=taken.MUCH_LATER)
    for number in range(documents):
        copy = results.Copy(uuid4(), "plan", "html", f"lezer {number}", taken.NOW, "1" * 64)
        results.add_copy(db, attempt_id, copy, b"<html>")
    results.finish_document(db, results.add_document(db, attempt_id, taken.NOW), b"%PDF", "0" * 64)
    return attempt_id


@only_sqlite
def test_a_page_takes_as_many_statements_for_who_has_much_as_for_who_has_little(
    client, enter, keep, content, engine
):
    def count(attempt_id):
        enter(attempt_id)
        counted = {}
        for rule in walking.rules(client.application, with_attempt=True):
            if "GET" in rule.methods:
                address = walking.address(client.application, rule, attempt_id)
                with listening(engine) as transactions:
                    client.get(address)
                counted[rule.rule] = sum(len(statements) for statements in transactions)
        return counted

    little = count(keep(keep_much, content, documents=1, goals=1))
    much = count(keep(keep_much, content, documents=20, goals=4))

    assert much == little
    assert max(much.values()) <= MOST
    assert len(much) > 15


@only_sqlite
def test_a_page_of_statements_takes_as_many_statements_when_all_is_answered(
    client, enter, keep, content, engine
):
    counted = []
    for attempt_id in (keep(taken.add), keep(taken.add_filled, content)):
        enter(attempt_id)
        for address in ("", "/gedrag/1", "/indienen"):
            with listening(engine) as transactions:
                assert client.get(f"/afname/{attempt_id}{address}").status_code == 200
            counted.append(sum(len(statements) for statements in transactions))

    assert counted[:3] == counted[3:]


@only_sqlite
def test_saving_an_answer_takes_few_statements(client, enter, keep, engine, content):
    attempt_id, item = keep(taken.add), first_item(content)
    enter(attempt_id)

    with listening(engine) as transactions:
        sent = {"part": "gedrag", "item": item, item: 3, f"seen.{item}": 0}
        assert client.post(f"/afname/{attempt_id}/antwoord", data=sent).status_code == 201

    (statements,) = transactions
    assert len(statements) <= 6
    with database.reading(engine) as db:
        assert attempts.get_attempt(db, attempt_id).given("gedrag") == {item: 3}
