"""What `bop doctor` says of installations that are broken in different ways."""

import errno
import os
import socket
import sqlite3
import threading
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from types import SimpleNamespace

import pytest
from flask import Flask, Response
from werkzeug.serving import make_server

from assessment.cli import doctor, doctor_stores, main
from assessment.store import database, results
from assessment.store.data_keys import DataKeys, draw_key, write_keys
from tests.browser.product import free_port
from tests.clusters import on_each_database as on_each_database
from tests.clusters import only_postgresql
from tests.mail.conftest import post as post
from tests.people import taken
from tests.people.clamd import running_clamd


def refuse_connection(*_, **__):
    raise ConnectionRefusedError


@contextmanager
def answering(address, told, status=200):
    """Yield the port of a website that answers this at one address."""
    app = Flask("other")
    app.add_url_rule(address, view_func=lambda: Response(told, status))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def var(tmp_path, monkeypatch):
    folder = tmp_path / "var"
    monkeypatch.setenv("BOP_DATA", str(folder))
    monkeypatch.setenv("BOP_PORT", str(free_port()))
    for name in (
        "BOP_DATABASE_URL",
        "BOP_DATA_KEYS",
        "BOP_PUBLIC_URL",
        "BOP_BACKUP_KEY",
        "BOP_PROXIES",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(doctor, "HTTPSConnection", refuse_connection)  # nobody leaves this machine
    assert main(["db", "upgrade"]) == 0
    look_up = socket.getaddrinfo

    def only_here(host, *more, **settings):
        if host not in ("127.0.0.1", "localhost"):
            raise socket.gaierror("no name of elsewhere is looked up")
        return look_up(host, *more, **settings)

    monkeypatch.setattr(socket, "getaddrinfo", only_here)
    return folder


@pytest.fixture
def examine(capsys, monkeypatch):
    """Run `bop doctor`; return its status and its lines by level."""

    def run():
        capsys.readouterr()
        status = main(["doctor"])
        lines = capsys.readouterr().out.splitlines()
        levels = {level: [x.removeprefix(f"{level}: ") for x in lines if x.startswith(level)]
                  for level in ("in orde", "let op", "fout")}  # fmt: skip
        assert sum(map(len, levels.values())) == len(lines)
        return status, levels

    return run


def test_a_whole_installation_on_this_machine_has_nothing_wrong(var, examine):
    status, told = examine()

    assert (status, told["fout"]) == (0, [])
    for part in ("de database", "de klok", "de schijf", "bestanden in", "de inhoud en de letters"):
        assert any(part in line for line in told["in orde"]), part
    assert any("de website antwoordt niet" in line for line in told["let op"])


def read_files(var):
    files = [var / "bop.db", var / "queue.db"]
    return {file.name: file.read_bytes() for file in files if file.is_file()}


def spoil_pages(var):
    with (var / "bop.db").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)


def lose(var):
    (var / "bop.db").unlink()


def make_old(var):
    lose(var)
    database.upgrade(f"sqlite:///{var / 'bop.db'}", to="0005")
    (var / "bop.db").chmod(0o600)


def of_another_program(var):
    with closing(sqlite3.connect(var / "bop.db")) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.commit()


def open_to_others(var):
    (var / "secret-key").chmod(0o644)


def move_clock(var):
    engine = database.open_engine(f"sqlite:///{var / 'bop.db'}", DataKeys(var / "data-keys"))
    with database.writing(engine) as db:
        taken.add(db, now=datetime.now(UTC) + timedelta(days=400))
        db.commit()
    engine.dispose()


def break_queue(var):
    (var / "queue.db").write_bytes(b"onzin" * 1000)
    (var / "queue.db").chmod(0o600)


def lose_key(var):
    (var / "data-keys").unlink()


def take_other_key(var):
    write_keys(var / "data-keys", [draw_key(datetime.now(UTC))])


def make_newer(var):
    with closing(sqlite3.connect(var / "bop.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def put_a_folder_at_the_database(var):
    lose(var)
    (var / "bop.db").mkdir(mode=0o700)


def put_a_folder_at_the_queue(var):
    (var / "queue.db").mkdir(mode=0o700)


def put_a_folder_at_the_list_of_deletions(var):
    (var / "deleted-ids").unlink(missing_ok=True)
    (var / "deleted-ids").mkdir(mode=0o700)


def let_others_write(var):
    var.chmod(0o777)


def open_keys_to_others(var):
    (var / "data-keys").chmod(0o644)


@pytest.mark.parametrize(
    ("breaks", "wrong", "mend"),
    [
        (make_newer, "is van versie 9999. Die kent dit programma niet", "Zet dat programma terug"),
        (put_a_folder_at_the_database, "bop.db is geen bestand", "Zet dit opzij"),
        (put_a_folder_at_the_queue, "is niet te openen", "Herstart"),
        (put_a_folder_at_the_list_of_deletions, "deleted-ids is geen bestand", "die je wegbracht"),
        (let_others_write, "mogen anderen schrijven", "chmod 700"),
        (open_keys_to_others, "data-keys is door anderen te lezen", "chmod 600"),
        (spoil_pages, "is niet te gebruiken", "bop db restore"),
        (lose, "is er niet of is leeg", "bop db upgrade --new"),
        (make_old, "is van versie 0005", "bop db upgrade"),
        (of_another_program, "er staat geen versie in", "zet een reservekopie terug"),
        (open_to_others, "is door anderen te lezen", "chmod 600"),
        (move_clock, "het laatste tijdstip waarmee dat is te vergelijken", "timedatectl"),
        (break_queue, "de wachtrij", "Herstart"),
        (lose_key, "staat geen gegevenssleutel", "Zet het bestand terug"),
        (take_other_key, "deze gegevenssleutel ontbreekt", "Zet het bestand met die sleutel terug"),
    ],
)  # fmt: skip
def test_what_is_broken_is_named_with_how_to_mend_it_and_nothing_else_is(
    var, examine, breaks, wrong, mend
):
    breaks(var)
    before = read_files(var)

    status, told = examine()

    assert status == 1
    [line] = told["fout"]
    assert wrong in line
    assert mend in line
    assert read_files(var) == before  # it only looks


@pytest.mark.parametrize("only", [sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL,
                                  sqlite3.SQLITE_IOERR | 13 << 8])  # fmt: skip
def test_a_database_that_cannot_be_opened_now_is_not_called_broken(var, examine, monkeypatch, only):
    def refuse(*_):
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = only
        raise error

    monkeypatch.setattr(doctor_stores, "_connect", refuse)

    told = examine()[1]["fout"]

    assert "bop.db is niet te openen" in told[0]
    assert "chown" in told[0]
    assert not any("reservekopie terug" in line for line in told)


def test_a_database_that_another_program_holds_is_not_called_broken(var, examine, monkeypatch):
    monkeypatch.setattr(doctor_stores, "WAIT_SECONDS", 0)
    with closing(sqlite3.connect(var / "bop.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        told = examine()[1]["fout"]

    assert "bop.db is bezet" in told[0]
    assert not any("reservekopie" in line for line in told)


def test_a_look_that_fails_is_told_and_the_others_are_taken_all_the_same(var, examine, monkeypatch):
    def fail(_):
        raise PermissionError(errno.EACCES, "Permission denied")
        yield

    def stumble(_):
        raise KeyError("row")
        yield

    looks = [fail if look is doctor.look_at_permissions else look for look in doctor.LOOKS]
    fail.__name__, stumble.__name__ = "look_at_permissions", "look_at_mail"
    monkeypatch.setattr(doctor, "LOOKS", [stumble, *looks])

    status, told = examine()

    assert status == 1
    assert [line.partition(". ")[0] for line in told["fout"]] == [
        "de mailserver: dat was niet na te kijken (KeyError)",
        "van wie de bestanden zijn: dat was niet na te kijken (je mag er niet bij)",
    ]
    assert any("de inhoud en de letters" in line for line in told["in orde"])


def test_a_look_that_never_ends_is_told_and_left(var, examine, monkeypatch):
    (var / "data-keys").unlink()
    os.mkfifo(var / "data-keys", 0o600)  # whoever reads it waits for a writer
    monkeypatch.setattr(doctor, "LOOKS", [doctor.look_at_keys, doctor.look_at_disk])
    monkeypatch.setattr(doctor, "LOOK_SECONDS", 0.5)

    before = threading.enumerate()
    status, told = examine()
    [look] = set(threading.enumerate()) - set(before)
    with (var / "data-keys").open("w"):
        pass  # the look ends as well
    look.join()

    assert status == 1
    assert told["fout"][0].startswith("de gegevenssleutels: dat was na 0.5 seconden nog niet")
    assert any("de schijf" in line for line in told["in orde"] + told["let op"])


def test_documents_that_were_given_up_are_told_and_stop_nothing(var, examine):
    engine = database.open_engine(f"sqlite:///{var / 'bop.db'}", DataKeys(var / "data-keys"))
    with database.writing(engine) as db:
        document = results.add_document(db, taken.add(db, now=datetime.now(UTC)), datetime.now(UTC))
        results.finish_document(db, document, None)
        db.commit()
    engine.dispose()

    status, told = examine()

    assert (status, told["fout"]) == (0, [])
    assert [line for line in told["let op"] if line.startswith("1 documenten konden niet")]


def test_an_installation_for_people_elsewhere_needs_tls_and_backups(var, examine, monkeypatch):
    monkeypatch.setenv("BOP_PUBLIC_URL", "http://plan.example")

    status, told = examine()

    assert status == 1
    assert ["niet versleuteld" in line for line in told["fout"]].count(True) == 1
    assert ["bop-backup.timer" in line for line in told["fout"]].count(True) == 1


def test_a_setting_that_cannot_be_read_is_the_only_thing_told(var, examine, monkeypatch):
    monkeypatch.setenv("BOP_PORT", "poort")

    status, told = examine()

    assert status == 1
    assert [line.partition(":")[0] for line in told["fout"]] == ["BOP_PORT"]
    assert told["in orde"] == told["let op"] == []


@pytest.mark.parametrize(("free", "level"), [(10, "fout"), (500, "let op"), (5000, "in orde")])
def test_a_disk_that_is_nearly_full_is_told(var, examine, monkeypatch, free, level):
    found = SimpleNamespace(f_bavail=free, f_frsize=1_000_000)
    monkeypatch.setattr("os.statvfs", lambda _: found)

    told = examine()[1][level]

    assert any(f"{free} MB over" in line for line in told)


def test_a_server_without_its_driver_is_told(var, examine, monkeypatch):
    monkeypatch.setenv("BOP_DATABASE_URL", "postgresql://bop@localhost/bop")
    monkeypatch.setattr(database, "find_spec", lambda _: None)

    assert any("requirements-postgresql.lock" in line for line in examine()[1]["fout"])


def test_what_a_broken_off_backup_left_behind_is_told(var, examine):
    (var / ".backup-x").mkdir()
    (var / ".bop-backup-y").touch(mode=0o600)

    told = [line for line in examine()[1]["let op"] if "bleef liggen van een opdracht" in line]
    assert [line.split()[0] for line in told] == [f"{var}/.backup-x", f"{var}/.bop-backup-y"]


def test_a_package_in_another_version_than_was_tested_is_told():
    lock = (
        "flask==0.1 \\\n    --hash=x\nbestaat-niet==1 \\\ncolorama==0.1 ; sys_platform == 'win32'"
    )

    [(name, installed, locked)] = doctor.find_other_versions(lock)

    assert (name, locked) == ("flask", "0.1")
    assert installed != locked


def test_documents_that_wait_are_told(var, examine, monkeypatch):
    monkeypatch.setattr(doctor_stores, "LONG_QUEUE", -1)

    assert any("er wachten 0 documenten" in line for line in examine()[1]["let op"])


def test_a_database_that_is_read_only_is_told_and_not_called_broken(var, examine, monkeypatch):
    with closing(sqlite3.connect(var / "bop.db")) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    real = doctor_stores._connect
    monkeypatch.setattr(doctor_stores, "_connect", lambda file, mode: real(file, "ro"))
    (var / "bop.db").chmod(0o600)

    [wrong] = examine()[1]["fout"]

    assert "mag niet worden beschreven" in wrong
    assert "reservekopie" not in wrong


def test_what_must_be_set_before_people_come_from_elsewhere_is_told(var, examine, monkeypatch):
    monkeypatch.setenv("BOP_PUBLIC_URL", "https://plan.example")

    status, told = examine()

    assert status == 1
    for name in ("BOP_SECRET_KEY", "BOP_DATA_KEYS", "BOP_MAIL_HOST", "BOP_ORGANISATION"):
        assert any(line.startswith(f"{name}:") for line in told["fout"]), name


def test_a_key_beside_the_database_is_told_where_people_come_from_elsewhere(
    var, examine, monkeypatch
):
    monkeypatch.setenv("BOP_PUBLIC_URL", "https://plan.example")
    monkeypatch.setenv("BOP_DATA_KEYS", str(var / "data-keys"))

    assert any("in dezelfde map als de database" in line for line in examine()[1]["fout"])


def test_a_mail_server_that_is_there_is_told_and_nothing_is_sent(var, examine, monkeypatch, post):
    for name, value in (("HOST", post.settings.host), ("PORT", post.settings.port),
                        ("SECURITY", "none"), ("FROM", "bop@plan.example")):  # fmt: skip
        monkeypatch.setenv(f"BOP_MAIL_{name}", str(value))

    status, told = examine()

    assert status == 0
    assert any("de mailserver" in line for line in told["in orde"])
    assert post.taken == []


def test_a_mail_server_that_is_away_is_told_with_what_to_look_at(var, examine, monkeypatch):
    for name, value in (("HOST", "127.0.0.1"), ("PORT", free_port()), ("SECURITY", "none"),
                        ("FROM", "bop@plan.example")):  # fmt: skip
        monkeypatch.setenv(f"BOP_MAIL_{name}", str(value))

    status, told = examine()

    assert status == 1
    assert any("ConnectionRefusedError" in line and "BOP_MAIL_PORT" in line
               for line in told["fout"])  # fmt: skip


@only_postgresql
def test_a_server_that_works_and_one_that_is_away_are_told(
    var, examine, monkeypatch, database_url, request
):
    monkeypatch.setenv("BOP_DATABASE_URL", database_url)
    told = examine()[1]
    assert any("de database postgresql://" in line for line in told["in orde"])
    assert not any("is niet te gebruiken" in line for line in told["fout"])

    monkeypatch.setenv("BOP_DATABASE_URL", f"postgresql://bop@127.0.0.1:{free_port()}/bop")
    told = examine()[1]
    assert any("refused" in line and "Draait PostgreSQL" in line for line in told["fout"])


def test_a_virus_scanner_is_asked_whether_it_is_there(var, examine, monkeypatch):
    with running_clamd() as clamd:
        monkeypatch.setenv("BOP_SCANNER", f"127.0.0.1:{clamd.scanner.port}")
        assert "de virusscanner" in examine()[1]["in orde"]
        clamd.answer = b"no\0"
        [wrong] = examine()[1]["fout"]

    assert "de virusscanner van BOP_SCANNER doet het niet" in wrong


@pytest.mark.parametrize("told", [b"<h1>It works!</h1>", b'["ok"]', b'{"status": "up"}', b""])
def test_another_program_at_the_port_of_the_website_is_told(var, examine, monkeypatch, told):
    with answering("/klaar", told) as port:
        monkeypatch.setenv("BOP_PORT", str(port))
        wrong = examine()[1]["fout"]

    assert [line for line in wrong if "antwoordt een ander programma" in line] == wrong != []


def test_a_folder_in_the_place_of_the_keys_is_told(var, examine):
    (var / "data-keys").unlink(missing_ok=True)
    (var / "data-keys").mkdir(mode=0o700)

    [wrong] = examine()[1]["fout"]

    assert "data-keys is niet te lezen" in wrong


@pytest.mark.parametrize(
    ("path", "status", "level", "says"),
    [
        ("/bop", 200, "in orde", "komt door de proxy"),
        ("/anders", 200, "fout", "De proxy geeft /bop/ heel"),
        ("/bop", 500, "fout", "antwoordt met een fout (500): van de proxy, of van dit programma"),
        ("/bop", 502, "fout", "antwoordt de proxy zelf (502)"),
        ("/bop", 504, "fout", "antwoordt de proxy zelf (504)"),
    ],
)
def test_the_address_that_people_see_is_asked_through_the_proxy(
    var, examine, monkeypatch, path, status, level, says
):
    monkeypatch.setenv("BOP_PUBLIC_URL", "https://plan.example/bop")
    with answering(f"{path}/gezond", b'{"process": true}', status) as port:
        seen = []

        def connect(host, at, timeout):
            seen.append((host, at))
            return HTTPConnection("127.0.0.1", port, timeout=timeout)

        monkeypatch.setattr(doctor, "HTTPSConnection", connect)
        told = examine()[1][level]

    assert seen == [("plan.example", None)]
    assert any("https://plan.example/bop" in line and says in line for line in told)


def test_a_website_that_is_out_of_reach_is_looked_at_once(var, examine, monkeypatch):
    monkeypatch.setenv("BOP_PUBLIC_URL", "https://plan.example")

    _, told = examine()

    [of_address] = [line for line in told["let op"] if "plan.example" in line]
    assert "was vanaf deze machine niet te zien (poort 443, gaierror)" in of_address


def test_a_proxy_that_takes_a_visitor_and_says_nothing_is_told(var, examine, monkeypatch):
    monkeypatch.setenv("BOP_PUBLIC_URL", "https://plan.example")
    monkeypatch.setattr(doctor, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(doctor, "LOOKS", [doctor.look_at_address])
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        monkeypatch.setattr(
            doctor, "HTTPSConnection",
            lambda host, at, timeout: HTTPConnection("127.0.0.1", port, timeout=timeout),
        )  # fmt: skip
        _, told = examine()

    assert any("gaf geen bruikbaar antwoord (TimeoutError)" in line for line in told["let op"])


def test_a_file_of_keys_that_is_out_of_reach_is_told_in_a_line(var, examine, monkeypatch):
    monkeypatch.setenv("BOP_DATA_KEYS", str(var.parent / ("x" * 300)))  # as in a folder of root

    status, told = examine()

    assert status == 1
    [line] = told["fout"]
    assert "BOP_DATA_KEYS: bij " in line
    assert "is niet te komen" in line


@pytest.mark.parametrize("everybody", ["0.0.0.0/0", "10.0.0.1,::/0"])
def test_a_setting_that_takes_everybody_for_a_proxy_is_told(var, examine, monkeypatch, everybody):
    monkeypatch.setenv("BOP_PROXIES", everybody)

    status, told = examine()

    assert status == 1
    assert told["fout"] == [line for line in told["fout"] if "BOP_PROXIES noemt alle" in line]
