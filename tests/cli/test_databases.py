"""A backup while others write, a restore that is checked, and nobody who deleted comes back."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest

from assessment.cli import main
from assessment.config import read_settings
from assessment.services import accounts, backing_up, erasing, sessions, signing_in
from assessment.store import attempts, database, deletions, results, snapshots, upgrading
from assessment.store.attempts import AttemptNotFound
from tests.keys import KEYS
from tests.people import taken
from tests.people.signed_in import ELS, NOOR, add_account

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def var(tmp_path, monkeypatch):
    """A data folder with a database in it, whose settings the commands read."""
    folder = tmp_path / "var"
    folder.mkdir()
    monkeypatch.setenv("BOP_DATA", str(folder))
    for name in ("BOP_DATABASE_URL", "BOP_PUBLIC_URL", "BOP_BACKUP_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert main(["db", "upgrade"]) == 0
    return folder


@pytest.fixture
def key(tmp_path, monkeypatch, capsys):
    assert main(["db", "key", "-o", str(tmp_path / "key")]) == 0
    public = capsys.readouterr().out.rpartition("=")[2].strip()
    monkeypatch.setenv("BOP_BACKUP_KEY", public)
    return tmp_path / "key"


@pytest.fixture
def engine(var):
    engine = database.open_engine(f"sqlite:///{var / 'bop.db'}", KEYS)
    yield engine
    engine.dispose()


@pytest.fixture
def change(engine):
    """Write in a transaction: `change(taken.add)` returns what that returns."""

    def run(write, *arguments):
        with database.writing(engine) as db:
            done = write(db, *arguments)
            db.commit()
        return done

    return run


def is_there(var, attempt_id):
    engine = database.open_engine(f"sqlite:///{var / 'bop.db'}", KEYS)
    try:
        with database.reading(engine) as db:
            attempts.get_attempt(db, attempt_id)
    except AttemptNotFound:
        return False
    finally:
        engine.dispose()
    return True


def lose(var):
    for file in var.glob("bop.db*"):
        file.unlink()


def told(capsys, *command):
    assert main(list(map(str, command))) == 2
    return capsys.readouterr().err.strip()


def rows(file):
    with closing(sqlite3.connect(file)) as connection:
        tables = snapshots.list_tables(connection)
        return {t: sorted(connection.execute(f"SELECT * FROM {t}").fetchall(), key=repr)
                for t in tables}  # fmt: skip


def test_a_drill_brings_back_everything_but_who_deleted(
    var, key, change, content, tmp_path, capsys
):
    """The drill of docs/beheer: backup, deletions, the machine is lost, restore."""
    stays = change(taken.add_submitted, content)
    goes = change(taken.add_submitted, content)
    document = change(results.add_document, stays, taken.NOW)
    change(results.finish_document, document, b"%PDF" * 9, "0" * 64)
    before = rows(var / "bop.db")

    assert main(["db", "backup", "-o", str(tmp_path / "nacht.age")]) == 0
    assert "Zelfbeoordelingen: 2" in capsys.readouterr().out
    change(erasing.delete_everything, goes)
    lose(var)
    assert main(["db", "restore", str(tmp_path / "nacht.age"), "--key", str(key)]) == 0

    told = capsys.readouterr().out
    assert "aantallen en controlegetal" in told
    assert "zijn verwijderd: 1." in told
    assert is_there(var, stays)
    assert not is_there(var, goes)
    after, gone = rows(var / "bop.db"), goes.hex
    assert after == {t: [row for row in old if gone not in row] for t, old in before.items()}
    assert goes.bytes not in (var / "bop.db").read_bytes()
    assert gone.encode() not in (var / "bop.db").read_bytes()
    assert stat.S_IMODE((var / "bop.db").stat().st_mode) == 0o600
    assert main(["retention", "--dry-run"]) == 0  # it works


def test_a_backup_while_people_write_holds_what_was_committed_and_nothing_half(
    var, key, engine, tmp_path
):
    stop, written = threading.Event(), []

    def write():
        while not stop.is_set():
            with database.writing(engine) as db:
                first = taken.add(db)
                second = taken.add(db)
                db.commit()
            written.append((first, second))

    writer = threading.Thread(target=write)
    writer.start()
    while len(written) < 5:
        stop.wait(0.01)
    surely = len(written)
    assert main(["db", "backup", "-o", str(tmp_path / "b.age")]) == 0
    stop.set()
    writer.join(30)
    engine.dispose()
    lose(var)
    assert main(["db", "restore", str(tmp_path / "b.age"), "--key", str(key)]) == 0

    there = [(is_there(var, one), is_there(var, two)) for one, two in written[:200]]
    assert all(both in ((True, True), (False, False)) for both in there)
    assert all(one for one, _ in there[:surely])


def test_a_backup_cannot_be_read_without_the_key_and_is_for_its_owner_only(
    var, key, change, tmp_path, capsys
):
    change(taken.add)
    backup = tmp_path / "b.age"
    assert main(["db", "backup", "-o", str(backup)]) == 0
    engine = database.open_engine(f"sqlite:///{var / 'bop.db'}", KEYS)
    engine.dispose()

    assert b"SQLite" not in backup.read_bytes()
    assert stat.S_IMODE(backup.stat().st_mode) == stat.S_IMODE(key.stat().st_mode) == 0o600
    lose(var)
    (tmp_path / "other").write_text(backing_up.make_key()[0])
    for wrong in (["--key", tmp_path / "other"], []):
        assert "gaat niet open" in told(capsys, "db", "restore", backup, *wrong)
        assert not (var / "bop.db").exists()
    assert list(var.glob(".backup-*")) == []


def test_a_backup_that_was_changed_or_cut_off_is_refused(var, key, change, tmp_path, capsys):
    change(taken.add)
    backup = tmp_path / "b.age"
    assert main(["db", "backup", "-o", str(backup)]) == 0
    lose(var)
    whole = backup.read_bytes()
    for broken in (whole[:-1], whole[: len(whole) // 2], whole[:-9] + b"x" * 9, b"", b"x" * 900):
        backup.write_bytes(broken)
        assert "gaat niet open" in told(capsys, "db", "restore", backup, "--key", key)
    assert not (var / "bop.db").exists()


def test_a_backup_whose_content_is_not_what_it_says_is_refused(var, key, change, tmp_path, capsys):
    change(taken.add)
    copy = tmp_path / "copy.db"
    snapshots.copy_database(var / "bop.db", copy)
    says = backing_up.Backup(datetime.now(UTC), snapshots.measure(copy), "")
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE attempt SET name = 'Iemand anders'")
        connection.commit()
    plain = backing_up._write_line(says) + copy.read_bytes()
    public = backing_up._read_public(os.environ["BOP_BACKUP_KEY"])
    (tmp_path / "b.age").write_bytes(backing_up.pyrage.encrypt(plain, [public]))
    lose(var)

    assert "klopt niet" in told(capsys, "db", "restore", tmp_path / "b.age", "--key", key)
    assert not (var / "bop.db").exists()


def test_nothing_is_put_over_a_database(var, key, change, tmp_path, capsys):
    attempt_id = change(taken.add)
    assert main(["db", "backup", "-o", str(tmp_path / "b.age")]) == 0

    assert "staat al een database" in told(
        capsys, "db", "restore", tmp_path / "b.age", "--key", key
    )
    assert is_there(var, attempt_id)


@pytest.fixture
def at_the_last_moment(monkeypatch):
    """Let something happen when a backup is checked and about to be put in its place."""

    def happens(act):
        put = backing_up._put
        monkeypatch.setattr(backing_up, "_put", lambda *given: (act(), put(*given)))

    return happens


def test_of_two_that_are_put_back_at_once_the_second_is_refused(
    var, key, change, tmp_path, capsys, at_the_last_moment
):
    change(taken.add)
    assert main(["db", "backup", "-o", str(tmp_path / "b.age")]) == 0
    lose(var)
    second = [sys.executable, "-m", "assessment", "db", "restore", tmp_path / "b.age",
              "--key", key]  # fmt: skip
    outcomes = []
    at_the_last_moment(lambda: outcomes.append(
        subprocess.run(second, cwd=ROOT, capture_output=True, text=True, check=False)
    ))  # fmt: skip

    assert main(["db", "restore", str(tmp_path / "b.age"), "--key", str(key)]) == 0

    [refused] = outcomes
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "is al een bop serve, bop db restore of bop db upgrade bezig" in refused.stderr


def test_a_database_that_came_meanwhile_is_never_put_over(
    var, key, change, tmp_path, capsys, at_the_last_moment
):
    change(taken.add)
    assert main(["db", "backup", "-o", str(tmp_path / "b.age")]) == 0
    lose(var)
    at_the_last_moment(lambda: database.upgrade(f"sqlite:///{var / 'bop.db'}"))

    assert "staat al een database" in told(
        capsys, "db", "restore", tmp_path / "b.age", "--key", key
    )
    assert not any(rows(var / "bop.db")["attempt"])


HOLD = """
import sys
from pathlib import Path
from assessment.cli.databases import claim_work
with claim_work(Path(sys.argv[1])):
    print("working", flush=True)
    sys.stdin.read()
"""


def test_nothing_is_put_back_beside_a_worker_that_runs_by_itself(
    var, key, change, tmp_path, capsys
):
    attempt_id = change(taken.add)
    assert main(["db", "backup", "-o", str(tmp_path / "b.age")]) == 0
    lose(var)
    worker = subprocess.Popen([sys.executable, "-c", HOLD, var], cwd=ROOT, text=True,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
    assert worker.stdout.readline() == "working\n"
    assert stat.S_IMODE((var / "working").stat().st_mode) == 0o600
    restoring = "db", "restore", tmp_path / "b.age", "--key", key

    assert "is nog een bop work bezig" in told(capsys, *restoring)
    assert not (var / "bop.db").exists()

    worker.communicate()
    assert main(list(map(str, restoring))) == 0
    assert is_there(var, attempt_id)


def test_nothing_is_put_back_beside_machines_that_work_on_the_server(
    var, key, change, tmp_path, capsys, monkeypatch, cluster
):
    change(taken.add)
    assert main(["db", "backup", "-o", str(tmp_path / "b.age")]) == 0
    restoring = "db", "restore", tmp_path / "b.age", "--key", key
    with cluster.database() as url:
        monkeypatch.setenv("BOP_DATABASE_URL", url)
        machine = database.open_engine(url, KEYS, program=read_settings().program)
        with machine.connect():
            assert "werkt nog een bop serve of bop work" in told(capsys, *restoring)
            assert database.is_empty(url)
        machine.dispose()

        assert main(list(map(str, restoring))) == 0


def test_a_worker_makes_no_database_and_waits_for_one_of_its_version(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    monkeypatch.delenv("BOP_DATABASE_URL", raising=False)
    assert "er is hier geen database" in told(capsys, "work")
    assert not (tmp_path / "bop.db").exists()

    database.upgrade(f"sqlite:///{tmp_path / 'bop.db'}", to="0006")
    assert main(["work"]) == 1  # as systemd reads it: try again
    assert "andere versie" in capsys.readouterr().err


def test_a_server_that_refuses_in_the_middle_of_the_work_is_told_in_a_line(
    tmp_path, monkeypatch, capsys, cluster
):
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    with cluster.database() as url:
        monkeypatch.setenv("BOP_DATABASE_URL", url)
        assert main(["db", "upgrade"]) == 0
        name = url.rpartition("/")[2]
        cluster.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        capsys.readouterr()

        assert main(["setup-code"]) == 1  # it may be a copy that takes over in a while

    assert capsys.readouterr().err.count("read-only transaction") == 1


def test_an_empty_file_is_no_database_and_makes_way(var, key, change, tmp_path):
    attempt_id = change(taken.add)
    assert main(["db", "backup", "-o", str(tmp_path / "b.age")]) == 0
    lose(var)
    (var / "bop.db").touch()

    assert main(["db", "restore", str(tmp_path / "b.age"), "--key", str(key)]) == 0
    assert is_there(var, attempt_id)


def test_what_a_killed_restore_left_goes_with_the_next_and_not_what_one_is_at(
    var, key, change, tmp_path
):
    change(taken.add)
    (var / ".backup-old").mkdir()
    (var / ".backup-old" / "plain").write_text("sleutels en antwoorden")

    with backing_up._workplace(var) as busy:
        assert main(["db", "backup", "-o", str(tmp_path / "b.age")]) == 0
        assert list(var.glob(".backup-*")) == [busy]
    assert list(var.glob(".backup-*")) == []


def test_a_backup_that_is_too_old_to_know_who_deleted_is_refused(
    var, key, change, tmp_path, capsys, monkeypatch
):
    change(taken.add)
    long_ago = datetime.now(UTC) - timedelta(days=deletions.KEPT_DAYS + 1)
    backing_up.back_up(f"sqlite:///{var / 'bop.db'}", KEYS, var, os.environ["BOP_BACKUP_KEY"],
                       tmp_path / "b.age", now=long_ago)  # fmt: skip
    lose(var)

    assert "is ouder dan 400 dagen" in told(
        capsys, "db", "restore", tmp_path / "b.age", "--key", key
    )


def test_a_list_of_deletions_from_elsewhere_counts_too(var, key, change, tmp_path, capsys):
    goes = change(taken.add)
    assert main(["db", "backup", "-o", str(tmp_path / "b.age")]) == 0
    change(erasing.delete_everything, goes)
    (var / deletions.FILE_NAME).rename(tmp_path / "elders")
    lose(var)
    restore = ["db", "restore", tmp_path / "b.age", "--key", key, "--deleted"]

    for name, why in (("nergens", "bestaat niet"), (".", "map")):
        refused = told(capsys, *restore, tmp_path / name)
        assert refused.startswith(f"{tmp_path / name}: ")
        assert why in refused
    assert main(list(map(str, [*restore, tmp_path / "elders"]))) == 0
    assert not is_there(var, goes)


def test_what_was_of_then_does_not_come_back(var, key, change, tmp_path):
    """Who was signed in, codes that waited and mail are of then; an account that went is gone."""
    now = taken.NOW
    attempt_id = change(taken.add)
    stays, goes = (change(partial(add_account, at=now), address).id for address in (NOOR, ELS))

    def fill(db):
        token = sessions.sign_in(
            db, stays, strong=True, device="Firefox", now=now, opened=None, token=""
        )
        browser = sessions.find_current(db, token, now=now)
        sessions.open_attempt(db, browser.id, attempt_id, now=now)
        asker = signing_in.Asker("s" * 32, "http://plan.example")
        signing_in.ask_code(db, NOOR, asker, now=now)
        accounts.make_setup_code(db, now=now)

    change(fill)
    before = rows(var / "bop.db")
    assert main(["db", "backup", "-o", str(tmp_path / "b.age")]) == 0
    change(lambda db: accounts.delete_account(db, accounts.get_account(db, goes), url="", now=now))
    lose(var)
    assert main(["db", "restore", str(tmp_path / "b.age"), "--key", str(key)]) == 0

    after = rows(var / "bop.db")
    assert all(before[table] and not after[table] for table in snapshots.OF_THEN)
    assert [row[0] for row in after["account"]] == [stays.hex]


def test_a_wrong_or_missing_key_makes_no_backup(var, tmp_path, monkeypatch, capsys):
    assert "bop db key" in told(capsys, "db", "backup", "-o", tmp_path / "b.age")
    monkeypatch.setenv("BOP_BACKUP_KEY", "age1onzin")
    assert "begint met age1" in told(capsys, "db", "backup", "-o", tmp_path / "b.age")
    assert not (tmp_path / "b.age").exists()


@pytest.mark.parametrize(
    "change", ["UPDATE alembic_version SET version_num = '9999'", "DELETE FROM alembic_version"]
)
def test_a_backup_of_a_version_of_elsewhere_is_refused_before_it_is_in_the_way(
    var, tmp_path, change, capsys
):
    copy = tmp_path / "copy.db"
    snapshots.copy_database(var / "bop.db", copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(change)
        connection.commit()
    lose(var)

    assert "nieuwere versie" in told(capsys, "db", "restore", copy)

    assert not (var / "bop.db").exists()


def test_a_database_of_a_newer_program_is_told_in_words(var, capsys):
    with closing(sqlite3.connect(var / "bop.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()

    assert "nieuwere versie" in told(capsys, "db", "upgrade")


@pytest.mark.parametrize("name", ["bop.db", "data-keys", "secret-key", "notes.txt"])
def test_a_backup_takes_the_place_of_a_backup_only(
    var, key, change, tmp_path, name, capsys, monkeypatch
):
    monkeypatch.setenv("BOP_DATA_KEYS", str(var / "data-keys"))
    shutil.copyfile(KEYS.file, var / "data-keys")
    (var / "notes.txt").touch()
    attempt_id, there = change(taken.add), (var / name).read_bytes()

    assert "is geen reservekopie" in told(capsys, "db", "backup", "-o", var / name)

    assert (var / name).read_bytes() == there
    assert is_there(var, attempt_id)
    for _ in range(2):
        assert main(["db", "backup", "-o", str(tmp_path / "1.age")]) == 0


def test_links_to_a_database_and_a_backup_stay_links(var, key, change, tmp_path):
    attempt_id, there = change(taken.add), tmp_path / "andere-schijf"
    there.mkdir()
    kept = tmp_path / "1.age"
    kept.symlink_to(there / "kopie.age")
    for _ in range(2):
        assert main(["db", "backup", "-o", str(kept)]) == 0
    lose(var)
    (var / "bop.db").symlink_to(there / "echt.db")

    assert main(["db", "restore", str(kept), "--key", str(key)]) == 0

    assert kept.is_symlink()
    assert (var / "bop.db").is_symlink()
    assert {"kopie.age", "echt.db"} == {file.name for file in there.iterdir()}
    assert is_there(var, attempt_id)


def test_what_a_killed_backup_left_goes_with_the_next_and_not_what_one_is_at(
    var, key, change, tmp_path
):
    change(taken.add)
    place = tmp_path / "kopie"
    place.mkdir()
    (place / ".bop-backup-old").write_bytes(b"half")
    (place / "3.age").write_bytes(b"age-encryption.org/v1")

    with backing_up._replacing(place / "4.age"):
        [busy] = place.glob(".bop-backup-*")
        assert main(["db", "backup", "-o", str(place / "3.age")]) == 0
        assert list(place.glob(".bop-backup-*")) == [busy]
    assert {file.name for file in place.iterdir()} == {"3.age", "4.age"}


def test_a_key_is_never_overwritten(key, capsys):
    assert "wordt nooit overschreven" in told(capsys, "db", "key", "-o", key)


# --- deletions ---


def test_a_deletion_is_noted_once_it_is_committed_and_not_before(var, change, engine):
    goes, stays = change(taken.add), change(taken.add)
    with database.writing(engine) as db:
        erasing.delete_everything(db, stays)
        db.rollback()
    change(erasing.delete_everything, goes)

    assert list(deletions.read_deleted(var / deletions.FILE_NAME)) == [deletions.hash_id(goes)]
    assert stat.S_IMODE((var / deletions.FILE_NAME).stat().st_mode) == 0o600


def test_old_deletions_are_forgotten_and_half_a_line_is_left_out(tmp_path):
    now = datetime(2027, 1, 1, tzinfo=UTC)
    file, old, new = tmp_path / "d", uuid4(), uuid4()
    deletions.add_deleted(file, [old], now - timedelta(days=deletions.KEPT_DAYS + 1))
    deletions.add_deleted(file, [new], now)
    file.write_text(file.read_text() + "abcdef 2026-")

    deletions.forget_old(file, now)

    assert deletions.read_deleted(file) == {deletions.hash_id(new): now}


def test_half_a_line_of_before_does_not_swallow_the_deletion_after_it(tmp_path):
    now = datetime(2027, 1, 1, tzinfo=UTC)
    file, goes, later = tmp_path / "d", uuid4(), uuid4()
    deletions.add_deleted(file, [goes], now)
    whole = file.read_text()
    file.write_text(whole + whole[:40])  # the disk was full, or the power went

    deletions.add_deleted(file, [later], now)

    assert set(deletions.read_deleted(file)) == {deletions.hash_id(one) for one in (goes, later)}


def test_a_deletion_of_which_the_moment_is_cut_off_still_counts(tmp_path):
    now = datetime(2027, 1, 1, tzinfo=UTC)
    file, ids = tmp_path / "d", [uuid4() for _ in range(3)]
    first, second, third = map(deletions.hash_id, ids)
    file.write_text(f"{first} 2026-12-30T10:00:00\n{second} 2026-1\n{third}")

    deletions.forget_old(file, now)

    noted = datetime(2026, 12, 30, 10, tzinfo=UTC)
    assert deletions.read_deleted(file) == dict.fromkeys((first, second, third), noted)


def test_a_clock_that_is_ahead_forgets_no_deletion(tmp_path):
    now = datetime(2027, 1, 1, tzinfo=UTC)
    file, ids = tmp_path / "d", [uuid4(), uuid4()]
    deletions.add_deleted(file, ids[:1], now - timedelta(days=30))
    deletions.add_deleted(file, ids[1:], now)

    deletions.forget_old(file, now + timedelta(days=deletions.KEPT_DAYS + 200))

    assert set(deletions.read_deleted(file)) == set(map(deletions.hash_id, ids))


def test_when_forgetting_old_deletions_is_cut_off_none_is_lost(tmp_path, monkeypatch):
    now = datetime(2027, 1, 1, tzinfo=UTC)
    file, ids = tmp_path / "d", [uuid4() for _ in range(4)]
    deletions.add_deleted(file, ids[:1], now - timedelta(days=deletions.KEPT_DAYS + 1))
    deletions.add_deleted(file, ids[1:], now)
    monkeypatch.setattr(deletions.os, "fsync", full_disk)

    with pytest.raises(OSError, match="vol"):
        deletions.forget_old(file, now)

    assert set(deletions.read_deleted(file)) >= {deletions.hash_id(one) for one in ids[1:]}
    assert len(file.read_text().splitlines()) == len(ids)


def full_disk(_):
    raise OSError("vol")


# --- a first start, and an upgrade ---


@pytest.fixture
def elsewhere(monkeypatch, tmp_path):
    """An installation that people reach from outside, of which nothing was started yet."""
    monkeypatch.setenv("BOP_DATA", str(tmp_path / "nieuw"))
    monkeypatch.setenv("BOP_PUBLIC_URL", "https://plan.example")
    monkeypatch.delenv("BOP_DATABASE_URL", raising=False)
    return tmp_path / "nieuw"


def test_a_first_start_elsewhere_must_be_said_and_one_here_just_works(elsewhere, capsys):
    assert "--new als dit de eerste start is" in told(capsys, "db", "upgrade")
    assert not (elsewhere / "bop.db").exists()

    assert main(["db", "upgrade", "--new"]) == 0
    assert main(["db", "upgrade"]) == 0


@pytest.mark.parametrize("trace", ["queue.db", deletions.FILE_NAME])
@pytest.mark.parametrize("way", ["missing", "empty"])
def test_a_database_that_was_lost_is_not_made_anew(var, trace, way, capsys):
    lose(var)
    (var / trace).touch()
    if way == "empty":
        (var / "bop.db").touch()

    assert "is weg of leeg; zet een reservekopie terug" in told(capsys, "db", "upgrade")
    assert main(["db", "upgrade", "--new"]) == 0


def test_no_file_can_be_read_by_others_whatever_the_umask(tmp_path, monkeypatch):
    (tmp_path / "open").mkdir()
    monkeypatch.setenv("BOP_DATA", str(tmp_path / "open"))
    monkeypatch.delenv("BOP_DATABASE_URL", raising=False)
    before = os.umask(0)
    try:
        assert main(["db", "upgrade"]) == 0
        engine = database.open_engine(f"sqlite:///{tmp_path / 'open' / 'bop.db'}", KEYS)
        with database.writing(engine) as db:
            taken.add(db)
            db.commit()
        modes = {f.name: stat.S_IMODE(f.stat().st_mode) for f in (tmp_path / "open").iterdir()}
        engine.dispose()
    finally:
        os.umask(before)

    assert {"bop.db", "bop.db-wal", "secret-key"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_an_old_database_is_copied_before_it_is_brought_up_to_date(
    tmp_path, monkeypatch, key, capsys
):
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    monkeypatch.delenv("BOP_DATABASE_URL", raising=False)
    database.upgrade(f"sqlite:///{tmp_path / 'bop.db'}", to="0005")
    copy = tmp_path / "bop.db.before-0005"

    assert main(["norm", "list"]) == 2  # looking never changes the version
    assert "bop db upgrade" in capsys.readouterr().err
    assert main(["db", "upgrade"]) == 0

    assert str(copy) in capsys.readouterr().err
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    (tmp_path / "bop.db").unlink()
    assert main(["db", "restore", str(copy)]) == 0  # the way back to the old version
    assert "een losse kopie" in capsys.readouterr().out
    assert main(["db", "upgrade"]) == 0
    os.utime(copy, (0, 0))
    assert main(["db", "backup", "-o", str(tmp_path / "b.age")]) == 0
    assert not copy.exists()


@pytest.fixture
def old(tmp_path, monkeypatch):
    """A database of an older version."""
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    monkeypatch.delenv("BOP_DATABASE_URL", raising=False)
    database.upgrade(f"sqlite:///{tmp_path / 'bop.db'}", to="0005")
    return tmp_path / "bop.db"


def test_an_upgrade_that_fails_leaves_no_copy_and_the_database_as_it_was(old, monkeypatch, capsys):
    def fails(*_, **__):
        raise database.DatabaseUnusable("de schijf is vol")

    monkeypatch.setattr(upgrading.database, "upgrade", fails)

    assert "de schijf is vol" in told(capsys, "db", "upgrade")
    assert upgrading.read_version(old) == "0005"
    assert list(old.parent.glob("bop.db.*")) == []


def test_half_a_copy_never_has_the_name_of_a_whole_one(old, monkeypatch, capsys):
    def is_cut_off(file, copy):
        copy.write_bytes(b"SQLite form")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(upgrading.snapshots, "copy_database", is_cut_off)
        with pytest.raises(KeyboardInterrupt):
            main(["db", "upgrade"])

    assert not old.with_name("bop.db.before-0005").exists()
    assert main(["db", "upgrade"]) == 0
    assert sorted(file.name for file in old.parent.glob("bop.db.*")) == ["bop.db.before-0005"]
