"""A PostgreSQL of the tests alone: made for one run, on loopback, gone when that run ends."""

import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest

from bench import processes
from bench.server import find_free_port

START_SECONDS = 60
QUICK = ["-F", "-c", "autovacuum=off", "-c", "shared_buffers=16MB"]  # it is gone in a moment
UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root


@dataclass
class Cluster:
    """A running server, and the folder with all its files."""

    folder: Path
    port: int
    server: "subprocess.Popen[bytes] | None" = None
    on_disk: bool = False  # whether each commit is on its disk, as it is for who uses it
    _numbers: Iterator[int] = field(default_factory=count)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self.server = subprocess.Popen(
                [_find("postgres"), "-D", f"{self.folder}/data", "-h", "127.0.0.1", "-p",
                 str(self.port), "-k", "", *([] if self.on_disk else QUICK)],
                stdout=log, stderr=log, cwd=self.folder, preexec_fn=_end_with_parent, **_user(),
            )  # fmt: skip
        _wait_until_up(self.folder, self.port, self.server)

    def crash(self) -> None:
        """End the server at once, in the middle of whatever it does."""
        if self.server is not None:
            self.server.send_signal(signal.SIGQUIT)
            self.server.wait(START_SECONDS)

    def limit_files(self, size: str) -> None:
        """Set how large the files may be that its processes write: see ``limit_files``."""
        assert self.server is not None
        limit_files(processes.children(self.server.pid), size, **_user())

    def url(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgresql://bop@127.0.0.1:{self.port}/{name}"

    def run(self, statement: str, *, name: str = "postgres") -> list[tuple[object, ...]]:
        """Run a statement as the operator would, outside any transaction."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def create(self, name: str, *, template: str = "template1") -> str:
        """Make a database and return its address."""
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    @contextmanager
    def database(self, *, template: str = "template1") -> Iterator[str]:
        """Yield the address of a database of its own, which is gone after the block."""
        name = f"test_{next(self._numbers)}"
        yield self.create(name, template=template)
        self.run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def read_tables(self) -> bytes:
        """Return all bytes of all tables, as who reads the disk sees them."""
        self.run("CHECKPOINT")
        files = (file for file in (self.folder / "data" / "base").rglob("*") if file.is_file())
        return b"".join(file.read_bytes() for file in files)


class EmptiedDatabase:
    """A database that many tests use one after the other; copying a whole one takes longer."""

    NAME, TEMPLATE = "shared", "empty"
    OTHERS = (
        "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
        f" WHERE datname = '{NAME}' AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    TABLES = (
        "SELECT oid::bigint, relname::text, pg_relation_size(oid) > 0 FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY oid"
    )

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.url = cluster.create(self.NAME, template=self.TEMPLATE)
        self._tables = [table for table, _ in self._look()]

    def empty(self) -> None:
        """Take every row out, and leave no bytes of it; make anew what a test broke."""
        found = self._look()
        if [table for table, _ in found] == self._tables:
            names = (name for (_, name), filled in found if filled and name != "alembic_version")
            self._clear([f'"{name}"' for name in names])
        else:
            self.cluster.run(f"DROP DATABASE {self.NAME} WITH (FORCE)")
            self.cluster.create(self.NAME, template=self.TEMPLATE)
            self._tables = [table for table, _ in self._look()]

    def _look(self) -> list[tuple[tuple[object, object], object]]:
        """Return the tables, and of each whether it has bytes, once nobody else is at them."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(self.OTHERS.encode())
            rows = connection.execute(self.TABLES.encode()).fetchall()
        return [((oid, name), filled) for oid, name, filled in rows]

    def _clear(self, tables: list[str]) -> None:
        """Write tables anew without their rows; TRUNCATE would take all that refer to them."""
        if tables:
            with psycopg.connect(self.url, autocommit=True) as connection:
                connection.execute("SET session_replication_role = replica")  # no foreign keys
                for table in tables:
                    connection.execute(f"DELETE FROM {table}".encode())
                connection.execute(f"VACUUM FULL {', '.join(tables)}".encode())


@contextmanager
def running_cluster(*, on_disk: bool = False) -> Iterator[Cluster]:
    """Yield a server with nothing in it; it ends with the block, or when this process is gone."""
    folder = Path(tempfile.mkdtemp(prefix="bop-postgresql-"))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, UNPRIVILEGED)
        _run_to_end(
            [_find("initdb"), "-D", f"{folder}/data", "-U", "bop", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync"], folder)  # fmt: skip
        cluster = Cluster(folder, find_free_port(), on_disk=on_disk)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.crash()
    finally:
        shutil.rmtree(folder)


def limit_files(pids: list[int], size: str, **user: object) -> None:
    """Set how large the files may be that running processes of a user write.

    ``size`` is a number of bytes, or "unlimited". A process that ended meanwhile is passed over.
    """
    for pid in pids:
        command = ["prlimit", f"--pid={pid}", f"--fsize={size}:"]
        subprocess.run(command, stderr=subprocess.DEVNULL, **user)


def _find(program: str) -> str:
    """Return where a program of PostgreSQL is; Debian keeps them out of the path."""
    there = shutil.which(program)
    if there is None:
        versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
        if not versions:
            pytest.fail(f"{program} is not installed: run `sh tools/system-packages` first")
        there = str(versions[-1])
    return there


def _user() -> dict[str, object]:
    return {"user": UNPRIVILEGED, "extra_groups": []} if os.getuid() == 0 else {}


def _run_to_end(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **_user())
    assert done.returncode == 0, done.stderr


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def _wait_until_up(folder: Path, port: int, server: "subprocess.Popen[bytes]") -> None:
    ready = [_find("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(START_SECONDS * 10):
        if subprocess.run([*ready, "-t", "1"]).returncode == 0:
            return
        try:
            server.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail((folder / "log").read_text())


@pytest.fixture(params=["sqlite", "postgresql"], name="database_url")
def on_each_database(request: pytest.FixtureRequest) -> str:
    """Run every test that uses a database on both. Import it where tests do."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
