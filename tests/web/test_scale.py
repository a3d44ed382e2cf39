"""No page, and nothing that is saved, reads through a table that grows with the number of people.

The database is asked how it would find what each statement wants. With a million attempts a scan of
a table is what makes a page slow; without one, a page costs what it costs in an empty database.
"""

import re

import pytest
from sqlalchemy import event

from assessment.jobs import Worker
from assessment.store.tables import Base
from tests.people import taken
from tests.web import walking
from tests.web.everybody import Everybody

# What does not grow with people: versions of norms, keys, runs, and rows about the whole product.
FEW = {"version", "retention_run", "pulse", "data_key", "erasing", "setup_code", "audit_anchor"}
# What the desk does: some a year. Interest is counted whole, at the desk alone, and goes in a year.
FEW |= {"catalogue_trial", "demand", "instrument_proposal", "instrument_run", "interest",
        "intervision_round", "round"}  # fmt: skip
GROWING = {table.name for table in Base.metadata.sorted_tables} - FEW
PEOPLE = ("owner_by_account", "their_coach", "beheerder", "medewerker")
FILE = "document.pdf"
SCAN = re.compile(r"^SCAN (\w+)")  # with or without an index: all rows all the same


@pytest.fixture
def asked(engine):
    """Every statement that was run, with its values."""
    found = {}

    def note(connection, cursor, statement, values, context, many):
        if statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            found.setdefault(statement, values[0] if many else values)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def scans(engine, asked):
    """Return the statements that read through a whole table that grows, with that table."""
    found = []
    with engine.connect() as connection:
        for statement, values in list(asked.items()):
            if "WHERE" not in statement and "LIMIT" in statement:
                continue  # the first few of all, in the order in which they stand
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            # An alias is told instead of a table: attempt_1.
            tables = {re.sub(r"_\d+$", "", m[1]) for *_, told in plan if (m := SCAN.match(told))}
            found += [(table, statement) for table in sorted(tables & GROWING)]
    return found


@pytest.fixture
def everybody(app, keep, content):
    return Everybody(app, keep(taken.add_submitted, content))


@pytest.mark.parametrize("person", PEOPLE)
def test_no_page_reads_through_a_table_that_grows(person, everybody, app, engine, asked):
    browser = everybody.enter(person)
    asked.clear()
    shown = 0
    for rule in walking.rules(app, with_attempt=False):
        if "GET" in (rule.methods or ()):
            address = app.url_map.bind("localhost").build(
                rule.endpoint,
                {n: {**walking.EXAMPLES, **everybody.ids}.get(n, everybody.attempt_id)
                 for n in rule.arguments},
                method="GET",
            )  # fmt: skip
            shown += browser.get(address).status_code == 200

    assert shown > 10
    assert scans(engine, asked) == []
    # A document is 200 KB: only who asks for its file has that read.
    reading = {s.partition("FROM")[0].strip() for s in asked if FILE in s.partition("FROM")[0]}
    assert reading <= {f"SELECT {FILE}"}


def test_answering_reads_through_no_table_that_grows(participant, home, engine, asked, content):
    page = participant.get(f"{home}/gedrag/1")
    names = list(dict.fromkeys(i["name"] for i in page.select("fieldset input[type=radio]")))
    participant.post_and_leave(f"{home}/gedrag/1", dict.fromkeys(names, "3"))
    one = {"part": "gedrag", "item": names[0], f"seen.{names[0]}": "1", names[0]: "4"}
    assert participant.client.post(f"{home}/antwoord", data=one).status_code == 201
    participant.post_and_leave(f"{home}/indienen")

    assert any("answer" in statement for statement in asked)
    assert scans(engine, asked) == []


@pytest.mark.usefixtures("quick_pdf")
def test_deleting_and_the_round_of_the_worker_read_through_no_table_that_grows(
    everybody, app, engine, asked, content, tmp_path
):
    worker = Worker(engine, content, tmp_path / "round.db", immediate=True)
    browser = everybody.enter("owner_by_account")
    asked.clear()
    worker.enqueue_waiting()
    deleted = browser.post(f"/afname/{everybody.attempt_id}/verwijderen")

    assert deleted.status_code == 303
    assert any(statement.startswith("DELETE FROM attempt") for statement in asked)
    assert scans(engine, asked) == []


def test_a_scan_would_be_seen(engine, asked):
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT attempt_1.id FROM attempt AS attempt_1 WHERE name = 'x'")

    assert [table for table, _ in scans(engine, asked)] == ["attempt"]


def test_no_page_of_answering_asks_more_as_more_was_answered(
    participant, home, attempt_id, engine, asked
):
    counted = []
    event.listen(engine, "before_cursor_execute", lambda *a: counted.append(a[2]))

    def count(act):
        counted.clear()
        act()
        return len(counted)

    def save(value):
        page = participant.get(f"{home}/gedrag/2")
        filled = {i["name"]: value for i in page.select("fieldset input[type=radio]")}
        seen = {i["name"]: i["value"] for i in page.select('input[name^="seen."]')}
        return count(lambda: participant.post_and_leave(f"{home}/gedrag/2", filled | seen))

    empty = count(lambda: participant.get(f"{home}/gedrag/2"))
    save("1")
    saved = save("2")

    assert 0 < count(lambda: participant.get(f"{home}/gedrag/2")) <= empty <= 4
    assert 0 < save("3") == saved <= 7
