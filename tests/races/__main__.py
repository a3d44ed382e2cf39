"""Let acts that write meet two by two on both databases: `make races`, or `python -m tests.races`.

It prints what was done, and every pair that was stopped, waited long, failed, or lost something.
"""

import argparse
import json
import logging
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import psycopg

from assessment.report.pdf import report as drawing
from assessment.services import sessions
from assessment.services.content import Content, load_content
from assessment.services.moments import now
from assessment.store import database
from assessment.store.data_keys import DataKeys, draw_key, write_keys
from tests.clusters import running_cluster
from tests.races.acts import Act, Forms, find_missing
from tests.races.pairs import Racer, Report
from tests.races.worker_acts import PDF, Backstage
from tests.races.world import DAY, World, make_world
from tests.racing import STUCK, Race

MINUTES = 10.0  # for each database, without making the world


@contextmanager
def racing(kind: str, content: Content) -> Iterator[tuple[World, Race, list[Act]]]:
    """Yield a world on a database of a kind, how to race in it, and its acts."""
    drawing.render_pdf = lambda _: PDF  # type: ignore[assignment]  # a document takes a second
    sessions.FRESH = sessions.STAFF_IDLE = DAY  # the world is as old as the run is long
    with tempfile.TemporaryDirectory(prefix="bop-races-") as name:
        folder = Path(name)
        write_keys(folder / "data-keys", [draw_key(now())])
        if kind == "sqlite":
            with _open(f"sqlite:///{folder / 'bop.db'}", folder, content) as world:
                yield world, Race(world.engine, lambda: True), list_acts(world, folder)
            return
        with running_cluster() as cluster, psycopg.connect(cluster.url("postgres")) as looking:
            looking.autocommit = True
            stuck = STUCK.format("races").encode()
            with _open(cluster.create("races"), folder, content) as world:
                race = Race(world.engine, lambda: looking.execute(stuck).fetchone() != (0,))
                yield world, race, list_acts(world, folder)


@contextmanager
def _open(url: str, folder: Path, content: Content) -> Iterator[World]:
    keys = DataKeys(folder / "data-keys")
    database.upgrade(url, keys)
    engine = database.open_engine(url, keys, folder=folder)
    try:
        yield make_world(engine, content, keys)
    finally:
        engine.dispose()


def list_acts(world: World, folder: Path) -> list[Act]:
    """Return everything that writes in a world."""
    return [*Forms(world).list_acts(), *Backstage(world, folder).list_acts()]


def run(kind: str, content: Content, minutes: float, seed: int, only: list[str]) -> Report:
    """Race on one kind of database for so many minutes; ``only`` bounds what acts are called."""
    with racing(kind, content) as (world, race, acts):
        chosen = [act for act in acts if not only or any(word in act.name for word in only)]
        racer = Racer(world, race, chosen, seed)
        racer.learn()
        racer.report.wrong += [f"no act: {name}" for name in find_missing(world.app)]
        return racer.run(time.monotonic() + minutes * 60)


def main() -> int:
    """Race on both databases, print what was found, and return 1 when anything was wrong.

    Acts that the world of this run refuses are told too: they met nobody, which is no fault.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--only", action="append", metavar="WORD", default=[])
    chosen = parser.parse_args()
    logging.getLogger().addHandler(logging.NullHandler())
    content, bad = load_content(), False
    for kind in chosen.database or ["postgresql", "sqlite"]:
        found = run(kind, content, chosen.minutes, chosen.seed, chosen.only)
        print(json.dumps(asdict(found), indent=2), flush=True)
        bad = bad or bool(found.wrong)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
