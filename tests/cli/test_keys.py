"""``bop keys`` on a real installation: a new key, everything locked anew, the old one gone."""

import threading
from argparse import Namespace
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from assessment.cli import keys as command
from assessment.cli import main
from assessment.store import attempts, database, relocking, results
from assessment.store.data_keys import DataKey, DataKeys, draw_key
from tests.clusters import on_each_database as on_each_database
from tests.people import taken

PEOPLE, PROFILE = 3, {"score": 61.25}  # the profile stands packed


@pytest.fixture
def keys(tmp_path):
    return DataKeys(tmp_path / "sleutels" / "data-keys")


@pytest.fixture
def installation(tmp_path, monkeypatch, database_url, keys):
    keys.file.parent.mkdir()
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    monkeypatch.setenv("BOP_DATABASE_URL", database_url)
    monkeypatch.setenv("BOP_DATA_KEYS", str(keys.file))
    assert main(["db", "upgrade"]) == 0
    engine = database.open_engine(database_url, keys)
    with database.writing(engine) as db:
        people = [taken.add(db, name=f"Mens {number}") for number in range(PEOPLE)]
        for one in people:
            attempts.save_answers(db, one, "gedrag", {"a": 4}, seen={}, now=taken.NOW)
            results.keep_profile(db, one, PROFILE, taken.NOW)
        db.commit()
    yield engine, people
    engine.dispose()


def names(keys):
    return [key.name for key in keys.list()]


def age(keys, days):
    """Let the keys be so many days older."""
    keys.keep([DataKey(key.secret, key.made_at - timedelta(days=days)) for key in keys.list()])


def read_people(engine, people):
    with database.reading(engine) as db:
        return [(attempts.get_attempt(db, one).name, attempts.get_attempt(db, one).given("gedrag"))
                for one in people]  # fmt: skip


def test_everything_is_locked_with_the_new_key_and_the_old_one_can_go(installation, keys, capsys):
    engine, people = installation
    [old] = names(keys)
    age(keys, days=9)

    assert main(["keys", "rotate"]) == 0
    new, _ = names(keys)
    assert relocking.count_by_key(engine) == {old: 3 * PEOPLE}
    assert main(["keys", "re-encrypt"]) == 0
    assert relocking.count_by_key(engine) == {new: 3 * PEOPLE}
    assert main(["keys", "remove", old]) == 2
    assert "nog geen dag" in capsys.readouterr().err
    age(keys, days=2)
    assert main(["keys", "remove", old]) == 0

    assert names(keys) == [new]
    assert read_people(engine, people) == [(f"Mens {n}", {"a": 4}) for n in range(PEOPLE)]
    with database.reading(engine) as db:
        assert [results.find_profile(db, one) for one in people] == [PROFILE] * PEOPLE
    assert main(["db", "upgrade"]) == 0  # and nothing needs the old one any more


def test_a_key_that_is_added_waits_until_it_is_everywhere(installation, keys):
    engine, people = installation
    [first] = names(keys)

    assert main(["keys", "add"]) == 0

    assert names(keys)[0] == first
    with database.writing(engine) as db:
        taken.add(db, name="Nog met de eerste")
        db.commit()
    assert set(relocking.count_by_key(engine)) == {first}
    waiting = names(keys)[1]
    assert main(["keys", "rotate"]) == 0
    assert names(keys) == [waiting, first]
    assert main(["keys", "rotate"]) == 0  # none waits: a new one
    assert names(keys)[1:] == [waiting, first]
    assert read_people(engine, people)[0][1] == {"a": 4}


def test_a_link_to_the_file_of_keys_stays_a_link(installation, keys, tmp_path, monkeypatch):
    monkeypatch.delenv("BOP_DATA_KEYS")  # what is named there is followed when it is read
    link = tmp_path / "data-keys"
    link.symlink_to(keys.file)

    for step in ("add", "rotate"):
        assert main(["keys", step]) == 0

    assert link.is_symlink()
    assert len(names(keys)) == 2
    assert list(keys.file.parent.iterdir()) == [keys.file]


@pytest.mark.parametrize("run", [command.use_newest_key, command.add_key])
def test_two_who_change_the_keys_at_once_leave_out_no_key_of_each_other(
    installation, keys, monkeypatch, run
):
    [old], both = names(keys), threading.Barrier(2)
    drawn = []

    def draw_when_both_are_here(now):
        with suppress(threading.BrokenBarrierError):  # the other waits for its turn
            both.wait(1)
        drawn.append(draw_key(now))
        return drawn[-1]

    monkeypatch.setattr(command, "draw_key", draw_when_both_are_here)
    at_once = [threading.Thread(target=run, args=(Namespace(),)) for _ in range(2)]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join(60)

    assert {old, *(key.name for key in drawn)} <= set(names(keys))
    assert main(["db", "upgrade"]) == 0  # no key that is needed is lost


def test_a_key_that_was_added_after_a_rotation_it_waited_for_is_the_next(
    installation, keys, monkeypatch
):
    [old], come = keys.list(), threading.Event()

    def open_keys(file):
        come.set()
        return DataKeys(file)

    monkeypatch.setattr(command, "DataKeys", open_keys)
    adding = threading.Thread(target=command.add_key, args=(Namespace(),))
    with keys.changing():
        adding.start()
        assert come.wait(60)
        keys.keep([draw_key(datetime.now(UTC)), old])
    adding.join(60)
    first, _, added = names(keys)

    assert main(["keys", "rotate"]) == 0

    assert names(keys)[:2] == [added, first]


def test_locking_anew_goes_on_where_it_was_stopped(installation, keys, monkeypatch):
    engine, people = installation
    [old] = names(keys)
    assert main(["keys", "rotate"]) == 0
    monkeypatch.setattr(relocking, "ROWS", 1)

    parts = relocking.lock_anew(engine, keys)
    next(parts)
    parts.close()  # somebody pressed Ctrl+C

    assert relocking.count_by_key(engine)[old] == 3 * PEOPLE - 1
    assert main(["keys", "re-encrypt"]) == 0
    assert old not in relocking.count_by_key(engine)
    assert len(read_people(engine, people)) == PEOPLE


def test_a_table_is_looked_up_once_however_much_stands_in_it(installation, keys, monkeypatch):
    looked, look_up = [], relocking._look_up
    monkeypatch.setattr(relocking, "ROWS", 1)
    monkeypatch.setattr(
        relocking, "_look_up", lambda bind, table: (looked.append(table), look_up(bind, table))[1]
    )
    assert main(["keys", "rotate"]) == 0

    assert main(["keys", "re-encrypt"]) == 0

    assert sorted(looked) == sorted(table for table, _, _ in relocking.list_locked())


def test_what_somebody_saves_meanwhile_is_not_overwritten(installation, keys, monkeypatch):
    engine, people = installation
    assert main(["keys", "rotate"]) == 0
    monkeypatch.setattr(relocking, "ROWS", 1)

    for number, _ in enumerate(relocking.lock_anew(engine, keys)):
        with database.writing(engine) as db:
            change = {"a": number % 5 + 1}
            attempts.save_answers(db, people[-1], "gedrag", change, seen={"a": 99}, now=taken.LATER)
            db.commit()

    assert read_people(engine, people)[-1][1] == change
    assert len(relocking.count_by_key(engine)) == 1


def test_a_key_that_is_in_use_or_unknown_stays(installation, keys, capsys):
    [old] = names(keys)
    assert main(["keys", "rotate"]) == 0
    age(keys, days=2)

    assert main(["keys", "remove", old]) == 2
    assert main(["keys", "remove", "abcdef"]) == 2
    assert main(["keys", "remove", names(keys)[0]]) == 2  # the one that locks

    told = capsys.readouterr().err
    assert "nog 9 waarden versleuteld" in told
    assert told.count("zo heet geen sleutel") == 2
    assert len(names(keys)) == 2


def test_a_lost_key_is_named_and_nothing_starts(installation, keys, capsys):
    [lost] = names(keys)
    kept = keys.file.read_text()
    keys.file.unlink()
    for line in (["db", "upgrade"], ["keys", "add"], ["keys", "rotate"], ["keys", "list"]):
        assert main(line) == 2
        assert "staat geen gegevenssleutel" in capsys.readouterr().err
        assert not keys.file.exists()

    keys.keep([command.draw_key(datetime.now(UTC))])  # another one does not help
    assert main(["db", "upgrade"]) == 2
    assert lost in capsys.readouterr().err
    assert main(["keys", "list"]) == 1
    assert f"{lost}: ontbreekt" in capsys.readouterr().out

    keys.file.write_text(kept)
    assert main(["db", "upgrade"]) == 0


def test_the_list_never_shows_a_key(installation, keys, capsys):
    assert main(["keys", "list"]) == 0
    told = capsys.readouterr().out
    secret = keys.file.read_text().split()[1]
    assert names(keys)[0] in told
    assert secret not in told
