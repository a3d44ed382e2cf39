"""Shared fixtures: the shipped content, read without the checks on wording, and a database."""

import gc
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from sqlalchemy import Engine, event

from assessment.instruments import Library
from assessment.instruments.loader import read_library
from assessment.plan import Catalogue
from assessment.plan.loader import read_catalogue
from assessment.processes import pause_collector
from assessment.services.content import Content
from assessment.store import database
from assessment.store.engines import postgresql
from tests.clusters import Cluster, EmptiedDatabase, running_cluster
from tests.connections import closed_connections as closed_connections
from tests.connections import opened_connections as opened_connections
from tests.keys import FILE, KEYS
from values import ValueMap
from values.loader import read_value_map

settings.register_profile(
    "bop",
    deadline=None,
    max_examples=30,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
settings.load_profile("bop")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no rubbish while the tests are read, and never among what was read: it all stays."""
    with pause_collector():
        collected = yield
    gc.collect()
    gc.freeze()
    return collected


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of a group on one worker.

    The name is given here: since pytest 9.2 the one that pytest-xdist 3.8 gives gets lost
    (pytest-xdist issue 1386).
    """
    for item in items if config.getoption("loadgroup", default=False) else ():
        group = group_of(item)
        if group and not item.nodeid.endswith(f"@{group}"):
            item._id = type(item._id).parse(f"{item.nodeid}@{group}")


def group_of(item: pytest.Item) -> str:
    """Return the xdist_group of a test, or else its file when it uses what is made once a file.

    Two workers that share such a file would each make it.
    """
    if mark := item.get_closest_marker("xdist_group"):
        return str(mark.args[0])
    fixtures = item._fixtureinfo.name2fixturedefs.values()  # type: ignore[attr-defined]
    shared = any(fixture.scope == "module" for found in fixtures for fixture in found)
    return item.nodeid.partition("::")[0] if shared else ""


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep what failed under its own name, so that it can be tried alone (see the Makefile)."""
    cache = getattr(session.config, "cache", None)
    if cache is not None and not hasattr(session.config, "workerinput"):
        failed = cache.get("cache/lastfailed", {})
        cache.set("cache/lastfailed", {without_group(name): True for name in failed})


def without_group(name: str) -> str:
    """Return the name of a test without the group that follows it; an @ in [] is part of it."""
    bare, at, group = name.rpartition("@")
    return bare if at and "]" not in group else name


for content_type in (ValueMap, Library, Catalogue):  # a failing property prints its arguments
    content_type.__repr__ = lambda self: f"<the {type(self).__name__}>"  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def value_map() -> ValueMap:
    return read_value_map()


@pytest.fixture(scope="session")
def library(value_map: ValueMap) -> Library:
    return read_library(value_map)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture(scope="session")
def content(value_map: ValueMap, library: Library, catalogue: Catalogue) -> Content:
    return Content(value_map, library, catalogue)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("database") / "empty.db"
    database.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(empty_database: Path, tmp_path: Path) -> str:
    shutil.copyfile(empty_database, tmp_path / "bop.db")
    return f"sqlite:///{tmp_path / 'bop.db'}"


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def emptied(cluster: Cluster) -> EmptiedDatabase:
    database.upgrade(cluster.create("empty"))
    return EmptiedDatabase(cluster)


@pytest.fixture
def postgresql_url(emptied: EmptiedDatabase) -> Iterator[str]:
    yield emptied.url
    emptied.empty()


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Return where the database of a test is; `tests.clusters.on_each_database` makes it both."""
    return sqlite_url


@pytest.fixture(scope="session", autouse=True)
def environment() -> Iterator[None]:
    """Let commands that a test runs lock with the keys that the test knows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOP_DATA_KEYS", str(FILE))
        yield


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """Let PostgreSQL end no transaction of a test that works out something for long meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgresql, "IDLE_SECONDS", 0)  # never
        yield


class Statements(dict[tuple[Any, ...], Any]):
    """Statements as SQL for every engine of a kind; SQLAlchemy keeps them for each engine apart.

    What is kept opens and locks with the keys of the engine that first ran it: all have the same.
    """

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get((key[0].name, *key[1:]), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__((key[0].name, *key[1:]), compiled)


@pytest.fixture(scope="session")
def statements() -> Statements:
    return Statements()


@pytest.fixture
def engine(database_url: str, statements: Statements) -> Iterator[Engine]:
    """The database of a test; it is gone in a moment, so nothing waits until it is on the disk."""
    engine = database.open_engine(database_url, KEYS)
    engine.update_execution_options(compiled_cache=statements)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda one, _: one.execute("PRAGMA synchronous=OFF"))
    yield engine
    engine.dispose()


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Draw no PDF, for tests that are about the way it goes and not about what is in it."""
    pdf = b"%PDF-1.7 snel"
    monkeypatch.setattr("assessment.report.pdf.report.render_pdf", lambda _: pdf)
    return pdf
