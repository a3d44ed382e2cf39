import re
import subprocess
import sys
import traceback
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CHAR, MetaData, Uuid, inspect, make_url, text

from assessment.store import consents, database, retention, upgrading, versions
from assessment.store.attempts import get_attempt, save_answers
from assessment.store.results import get_document, read_file
from assessment.store.tables import Base
from assessment.store.tables.columns import EncryptedBytes, EncryptedText, open_text, use_keys
from tests.clusters import only_postgresql, only_sqlite
from tests.keys import KEYS
from tests.people import taken


@pytest.fixture(params=["sqlite", "postgresql"])
def make_url_of_new(request, tmp_path):
    """Return a function that makes an empty database and returns its address."""
    with ExitStack() as opened:

        def make(name="new"):
            if request.param == "sqlite":
                return f"sqlite:///{tmp_path / name}.db"
            return opened.enter_context(request.getfixturevalue("cluster").database())

        yield make


@pytest.fixture
def new_url(make_url_of_new):
    return make_url_of_new()


def test_upgrading_an_empty_database_makes_exactly_the_tables_of_the_model(new_url):
    database.upgrade(new_url)

    engine = database.open_engine(new_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_migrations_and_model_agree_on_what_a_comparison_does_not_see(make_url_of_new):
    by_migration, by_model = make_url_of_new(), make_url_of_new("model")
    database.upgrade(by_migration)
    engine = database.open_engine(by_model)
    Base.metadata.create_all(engine)
    engine.dispose()

    assert described(by_migration) == described(by_model)


def described(url):
    engine = database.open_engine(url)
    seen = inspect(engine)
    tables = sorted(set(seen.get_table_names()) - {"alembic_version"})
    found = {
        table: {
            "nullable": {c["name"]: c["nullable"] for c in seen.get_columns(table)},
            "key": seen.get_pk_constraint(table)["constrained_columns"],
            "unique": seen.get_unique_constraints(table),
            "indexes": sorted(
                (
                    i["name"],
                    i["column_names"],
                    i["unique"],
                    *map(str, i["dialect_options"].values()),
                )
                for i in seen.get_indexes(table)
            ),
            "foreign": [
                (f["constrained_columns"], f["referred_table"], f["options"])
                for f in seen.get_foreign_keys(table)
            ],
        }
        for table in tables
    }
    found["answer"]["together"] = seen.get_table_options("answer")
    engine.dispose()
    return found


def test_upgrading_twice_is_harmless(new_url):
    database.upgrade(new_url)
    once = described(new_url)

    database.upgrade(new_url)

    assert described(new_url) == once


REVISIONS = [
    script.revision
    for script in reversed(list(ScriptDirectory(str(database.MIGRATIONS)).walk_revisions()))
]
MADE_UP = {  # a value of each type of column
    "uuid": UUID(int=1),
    "str": "één",
    "int": 7,
    "bool": True,
    "bytes": b"%PDF",
    "datetime": datetime(2026, 1, 2, 9, 30, tzinfo=UTC),
    "date": date(2026, 1, 2),
}


@pytest.mark.parametrize("revision", REVISIONS)
def test_upgrading_a_filled_database_of_any_release_loses_nothing(new_url, revision):
    database.upgrade(new_url, KEYS, to=revision)
    engine = database.open_engine(new_url)
    before = fill_as_it_is(engine)
    assert before["attempt"][0]["code_hash"] == "één"

    database.upgrade(new_url, KEYS)

    after = read_as_it_is(engine)
    engine.dispose()
    if revision < "0017":
        open_what_was_locked(after)
    for table, rows in before.items():
        if table in MOVED:
            moved = [row for row in after["version"] if row["kind"] == table]
            assert [row["document"] for row in moved] == ["één"]
        else:
            names = set(rows[0]) - MOVED_COLUMNS.get(table, set())
            kept, was = (
                [{name: row[name] for name in names} for row in r] for r in (after[table], rows)
            )
            if table == "erasing":  # and locking what was there leaves something to erase
                kept = kept[: len(was)] if kept[0] in was else kept[-len(was) :]
            assert kept == was, table
    moved = before["attempt"][0].keys() & MOVED_COLUMNS["attempt"]
    agreed = {row["purpose"] for row in after["consent"]} & {"processing", "research"}
    assert len(agreed) == len(moved - {"agreed_at"})


MOVED = {"norm", "calibration"}  # by 0006
MOVED_COLUMNS = {"attempt": {"privacy_version", "agreed_at", "research_at"}}  # by 0018
LOCKED = {  # by 0017, and what came after
    ("attempt", "name"), ("answer", "value"), ("profile", "profile"), ("plan", "plan"),
    ("document", "recipient"), ("document", "pdf"), ("mail", "text"), ("passkey", "name"),
    ("release", "content"), ("conversation", "name"), ("comment", "text"),
    ("agreed_action", "what"), ("coach_note", "text"), ("agreed_plan", "goals"),
    ("agreed_plan", "file"), ("outcome", "why"),
}  # fmt: skip
BORN_LOCKED = {  # in tables that were made after it
    ("college", "name"), ("college_member", "name"), ("college_member", "share"),
    ("college_picture", "common"),
    ("certificate", "name"), ("certificate", "file"), ("goal_outcome", "why"),
    ("logbook_entry", "what"), ("logbook_entry", "learned"),
    ("others_round", "name"), ("others_round", "words"), ("others_round", "result"),
    ("rater_answer", "answers"),
    ("intervision_intake", "name"), ("intervision_intake", "facts"),
    ("intervision_intake", "apart"), ("intervision_group", "agreed"),
    ("intervision_review", "answers"),
    ("interest", "name"), ("interest", "reach"), ("instrument_file", "file"),
    ("round", "name"), ("round_invitation", "code"),
}  # fmt: skip


def open_what_was_locked(found):
    for table, column in LOCKED:
        for row in found[table]:
            locked = isinstance(row[column], bytes)
            row[column] = (KEYS.open if locked else partial(open_text, KEYS))(row[column])


def test_what_is_locked_is_what_the_model_says():
    columns = [column for table in Base.metadata.tables.values() for column in table.columns]
    locked = [one for one in columns if isinstance(one.type, EncryptedText | EncryptedBytes)]
    assert {(one.table.name, one.name) for one in locked} == LOCKED | BORN_LOCKED


def fill_as_it_is(engine):
    """Put one row in every table that is there, and return all."""
    tables = reflect(engine)
    with engine.begin() as connection:
        for table in tables:
            values = {c.name: MADE_UP[c.type.python_type.__name__.lower()] for c in table.columns}
            connection.execute(table.insert().values(values))
    return read_as_it_is(engine)


def read_as_it_is(engine):
    with engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
            for table in reflect(engine)
        }


def reflect(engine):
    """Return the tables as the database knows them, those that others refer to first."""
    known = MetaData()
    known.reflect(engine)
    tables = [table for table in known.sorted_tables if table.name != "alembic_version"]
    for table in tables:
        for column in table.columns:  # SQLite knows no identifiers, only texts of 32 digits
            if isinstance(column.type, CHAR):
                column.type = Uuid()
    return tables


def test_norms_and_calibrations_of_before_keep_their_numbers_and_whether_they_are_used(new_url):
    database.upgrade(new_url, to="0005")
    engine = database.open_engine(new_url)
    built, begun, ended = (f"'2026-01-0{day} 09:00:00.000000'" for day in (1, 2, 3))
    with engine.begin() as connection:
        for table, number, document, from_day, until in (
            ("norm", 1, '{"people": 100}', begun, ended),
            ("norm", 2, '{"people": 200}', ended, "NULL"),
            ("norm", 4, '{"people": 400}', "NULL", "NULL"),
            ("calibration", 1, '{"people": 250}', begun, "NULL"),
        ):
            connection.exec_driver_sql(
                f"INSERT INTO {table} VALUES"
                f" ({number}, 'gedrag-1', '{document}', {built}, {from_day}, {until})"
            )

    database.upgrade(new_url)

    with database.writing(engine) as db:
        first, second, fourth = versions.list_versions(db, "norm")
        in_use = versions.find_version_in_use(db, "norm", "gedrag-1")
        calibration = versions.find_version_in_use(db, "calibration", "gedrag-1")
        added = versions.add_version(db, "norm", "gedrag-1", {}, now=taken.NOW)
        tables = inspect(db.connection()).get_table_names()
    engine.dispose()
    day = datetime(2026, 1, 1, 9, tzinfo=UTC)
    assert (first.number, second.number, fourth.number, added) == (1, 2, 4, 5)
    assert (first.document, first.made_at) == ({"people": 100}, day)
    assert first.used_at == day + timedelta(days=1)
    assert first.stopped_at == second.used_at == day + timedelta(days=2)
    assert in_use == second
    assert (fourth.used_at, fourth.stopped_at) == (None, None)
    assert (calibration.number, calibration.document) == (1, {"people": 250})
    assert not {"norm", "calibration"} & set(tables)


def test_documents_of_before_copies_stay_a_pdf_for_nobody_in_particular(new_url):
    database.upgrade(new_url, to="0004")
    engine = database.open_engine(new_url)
    attempt = "'00000000000000000000000000000001'"
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO attempt (id, code_hash, phase, office, name, design, seed, versions,"
            " privacy_version, agreed_at, revision, created_at, used_at) VALUES "
            f"({attempt}, 'hash', 'zittend', 'wethouder', '', 1, 1, '{{}}', '1', '2026-01-01', 1,"
            " '2026-01-01', '2026-01-01')"
        )
        connection.execute(
            text(
                "INSERT INTO document (id, attempt_id, kind, state, asked_at, pdf) VALUES "
                f"('00000000000000000000000000000002', {attempt}, 'orientatieverslag', 'ready',"
                " '2026-01-02 00:00:00.000000', :pdf)"
            ),
            {"pdf": b"%PDF"},
        )

    use_keys(engine.dialect, KEYS)
    database.upgrade(new_url, KEYS)

    with database.reading(engine) as db:
        found, file = get_document(db, UUID(int=2)), read_file(db, UUID(int=2))
    engine.dispose()
    assert (found.kind, found.form, found.recipient) == ("orientatieverslag", "pdf", "")
    assert (found.content_hash, file) == (None, b"%PDF")


@only_sqlite
def test_a_commit_is_on_disk_before_it_is_acknowledged(database_url):
    engine = database.open_engine(database_url, KEYS)  # as the product does; tests are in a hurry
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    engine.dispose()

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


@only_postgresql
def test_a_commit_is_on_disk_whatever_the_server_does_for_others(engine, cluster, database_url):
    name = make_url(database_url).database
    cluster.run(f"ALTER DATABASE {name} SET synchronous_commit = off")
    cluster.run(f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'")

    with engine.connect() as connection:
        kept = connection.exec_driver_sql("SHOW synchronous_commit").scalar()
        sees = connection.exec_driver_sql("SHOW transaction_isolation").scalar()

    cluster.run(f"ALTER DATABASE {name} RESET ALL")
    assert (kept, sees) == ("on", "read committed")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("mysql://localhost/bop", "SQLite en PostgreSQL"),
        ("postgresql+psycopg2://localhost/bop", "SQLite en PostgreSQL"),
        ("postgres://localhost/bop", "SQLite en PostgreSQL"),
        ("geen adres", "geen adres"),
        ("postgresql://bop@localhost:acht/bop", "geen adres"),
        ("postgresql://bop:geheim@[::1/bop", "geen adres"),
        ("sqlite://", "een bestand"),
        ("sqlite:///", "een bestand"),
        ("sqlite:///:memory:", "een bestand"),
        ("sqlite:////var/lib/bop/bop.db?mode=ro", "een bestand"),
    ],
)
def test_only_the_databases_on_which_everything_is_tested_are_accepted(url, reason):
    for use in (database.open_engine, database.upgrade, database.check_current):
        with pytest.raises(database.DatabaseUnusable, match=reason):
            use(url)


def test_without_its_driver_postgresql_is_refused_with_what_is_missing(monkeypatch):
    monkeypatch.setattr(database, "find_spec", lambda _: None)

    with pytest.raises(database.DatabaseUnusable, match=r"requirements-postgresql\.lock"):
        database.open_engine("postgresql://localhost/bop")


def test_a_server_that_does_not_answer_is_told_without_the_password():
    url = "postgresql://bop:geheim@127.0.0.1:1/bop"
    for use in (database.upgrade, database.check_current):
        with pytest.raises(database.DatabaseUnusable, match="refused") as told:
            use(url)
        assert "geheim" not in str(told.value)


def test_looking_at_a_database_that_is_not_there_makes_none(tmp_path):
    with pytest.raises(database.DatabaseUnusable, match="geen database"):
        database.check_current(f"sqlite:///{tmp_path / 'new.db'}")

    assert list(tmp_path.iterdir()) == []


def test_a_database_without_tables_or_of_another_version_is_not_current(new_url, tmp_path):
    (tmp_path / "new.db").touch()
    with pytest.raises(database.DatabaseUnusable, match=r"no such table|does not exist"):
        database.check_current(new_url)

    database.upgrade(new_url, to="0006")
    with pytest.raises(database.DatabaseUnusable, match="andere versie"):
        database.check_current(new_url)


def test_a_server_that_is_away_is_an_outage():
    engine = database.open_engine("postgresql://bop@127.0.0.1:1/bop")
    with pytest.raises(Exception, match="refused") as away, engine.connect():
        pytest.fail("there is nothing to connect with")
    assert database.is_outage(away.value)
    engine.dispose()


UPGRADER = """
import sys
from assessment.store import database

print("ready", flush=True)
sys.stdin.readline()
database.upgrade(sys.argv[1])
"""


def test_two_that_bring_a_database_up_to_date_at_once_wait_for_each_other(new_url):
    command = [sys.executable, "-c", UPGRADER, new_url]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with ExitStack() as opened:
        both = [opened.enter_context(subprocess.Popen(command, **pipes)) for _ in range(2)]
        for upgrading in both:
            assert upgrading.stdout.readline() == b"ready\n"
        for upgrading in both:
            upgrading.stdin.write(b"go\n")
            upgrading.stdin.flush()
        problems = [upgrading.communicate(timeout=600)[1] for upgrading in both]

    assert problems == [b"", b""]
    database.check_current(new_url)


def test_a_database_that_is_missing_or_empty_is_made_only_when_that_is_meant(new_url, tmp_path):
    trace = tmp_path / "queue.db"
    name = re.escape(database.name_database(new_url))
    with pytest.raises(database.DatabaseUnusable, match=f"{name} is er niet of is leeg"):
        upgrading.upgrade_safely(new_url, KEYS, may_be_new=False, traces=[trace])
    trace.touch()
    with pytest.raises(database.DatabaseUnusable, match=f"{name} is weg of leeg"):
        upgrading.upgrade_safely(new_url, KEYS, may_be_new=False, traces=[trace])
    assert database.is_empty(new_url)

    upgrading.upgrade_safely(new_url, KEYS, may_be_new=True, traces=[trace])
    database.check_current(new_url)
    assert upgrading.upgrade_safely(new_url, KEYS, may_be_new=False, traces=[trace]) is None


def test_a_database_of_a_newer_program_is_refused_and_stays_as_it_is(new_url, tmp_path):
    upgrading.upgrade_safely(new_url, KEYS, may_be_new=True, traces=[])
    engine = database.open_engine(new_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()

    for refuse in (partial(upgrading.upgrade_safely, keys=KEYS, may_be_new=False, traces=[]),
                   database.check_current):  # fmt: skip
        with pytest.raises(database.DatabaseUnusable, match="die dit programma niet kent"):
            refuse(new_url)

    assert database.list_versions(new_url) == ["9999"]
    assert not list(tmp_path.glob("*.before-*"))


def test_the_name_of_a_database_tells_no_password():
    url = "postgresql://bop:geheim@db.voorbeeld.nl:5433/bop?sslmode=verify-full&password=geheim"
    assert database.name_database(url) == "postgresql://db.voorbeeld.nl:5433/bop"


def test_marks_and_runs_come_to_a_filled_database_without_loss(new_url):
    database.upgrade(new_url, to="0006")
    engine = database.open_engine(new_url)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO attempt (id, code_hash, phase, office, name, design, seed, versions,"
            " privacy_version, agreed_at, revision, created_at, used_at)"
            " VALUES ('00000000000000000000000000000001', 'x', 'zittend', 'wethouder', '', 1, 1,"
            " '{}', '2026-11', '2026-11-23', 0, '2026-11-23', '2026-11-23 10:00:00.000000')"
        )

    use_keys(engine.dialect, KEYS)
    database.upgrade(new_url, KEYS)

    with database.reading(engine) as db:
        kept = get_attempt(db, UUID(int=1))
        assert kept.used_at == datetime(2026, 11, 23, 10, tzinfo=UTC)
        limit = retention.Limit(kept.used_at + timedelta(1), None)
        assert retention.list_to_mark(db, limit, now=kept.used_at) == [kept.id]
    engine.dispose()


def test_every_yes_of_before_becomes_a_row_of_its_own(new_url):
    database.upgrade(new_url, KEYS, to="0017")
    engine = database.open_engine(new_url)
    with engine.begin() as connection:
        for number, research_at in ((1, "NULL"), (2, "'2026-11-24 08:00:00.000000'")):
            connection.exec_driver_sql(
                "INSERT INTO attempt (id, code_hash, phase, office, name, design, seed, versions,"
                " privacy_version, agreed_at, revision, created_at, used_at, research_at) VALUES"
                f" ('{number:032}', 'code {number}', 'zittend', 'wethouder', '', 1, 1, '{{}}',"
                " '2026-11', '2026-11-23 10:00:00.000000', 0, '2026-11-23', '2026-11-23',"
                f" {research_at})"
            )

    use_keys(engine.dialect, KEYS)
    database.upgrade(new_url, KEYS)

    with database.reading(engine) as db:
        first, second = (consents.list_of_attempt(db, UUID(int=n)) for n in (1, 2))
    engine.dispose()
    assert [(one.purpose, one.text_version) for one in first] == [("processing", "2026-11")]
    assert first[0].given_at == datetime(2026, 11, 23, 10, tzinfo=UTC)
    given = {one.purpose: one.given_at for one in second}
    assert set(given) == {"processing", "norm", "research"}
    assert given["norm"] == given["research"] == datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_an_error_never_tells_the_answers_that_were_being_saved(engine, attempt_id):
    columns = (
        "attempt_id uuid, part text, item_id text, value text CHECK (value = ''), revision int,"
        " saved_at timestamp"
    )
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE answer")
        connection.exec_driver_sql(f"CREATE TABLE answer ({columns})")

    secret = " ".join(["heel", "geheim"])  # this line may be told
    with database.writing(engine) as db, pytest.raises(Exception, match="(?i)check") as error:
        save_answers(db, attempt_id, "gedrag", {"a": secret}, seen={}, now=taken.NOW)

    told = "".join(traceback.format_exception(error.value))  # as a log shows it
    assert secret not in told


def test_others_may_write_between_two_transactions_and_the_session_goes_on_after(engine):
    with database.writing(engine) as db:
        before = taken.add(db)
        db.commit()
    with database.writing(engine) as db:
        get_attempt(db, before)
        with database.between_transactions(db), database.writing(engine) as other:
            meanwhile = taken.add(other)
            other.commit()
        assert get_attempt(db, meanwhile).id == meanwhile
        after = taken.add(db)
        db.commit()
        assert get_attempt(db, after).id == after


def test_what_was_written_is_never_lost_by_stepping_out_of_its_transaction(engine):
    with database.writing(engine) as db:
        attempt_id = taken.add(db)
        with pytest.raises(database.UnsavedChanges), database.between_transactions(db):
            pytest.fail("the block runs")
        db.commit()
    with database.reading(engine) as db:
        assert get_attempt(db, attempt_id).id == attempt_id
