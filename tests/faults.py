"""Kill the real program at random moments under load, and compare with what it acknowledged.

`make faults` runs this on SQLite and on PostgreSQL. People fill in pages of statements and remember
what they were told is saved. Meanwhile web processes, the worker, the whole program or the database
are ended, and started again as a service manager would; or nothing can be written for a while. In
the end nothing may be lost, doubled or half written.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from statistics import median
from uuid import UUID

from sqlalchemy import Engine

from assessment.store import attempts, database, retention
from assessment.store.data_keys import DataKeys
from bench.server import Server
from bench.visitor import Page, UnexpectedAnswerError, Visitor
from tests.breaking import can_be_immutable, immutable
from tests.clocks import JUMPS, Clock, add_sleepers, count_gone
from tests.clusters import Cluster, limit_files, running_cluster

PEOPLE, PAGES = 4, 9
INJECTIONS = 20
SOONEST, LATEST = 0.2, 1.5  # seconds between two faults
BACK_SECONDS = 60.0  # longer away is reported as never back
FULL_SECONDS = 1.0  # that nothing can be written
MOST_SECONDS = 1800.0  # for each database
WORST = ("lost", "doubled", "half", "shut out", "gone")  # none of these may happen
FAULTS = (OSError, HTTPException, UnexpectedAnswerError)
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'bop%'"
READ_ONLY = "ALTER SYSTEM SET default_transaction_read_only = {}"
LOAD_SETTINGS = "SELECT pg_reload_conf()"


class Person(threading.Thread):
    """Fills in pages, one after the other, and remembers what was acknowledged."""

    def __init__(self, port: int, seed: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._port, self._stopping, self._random = port, stop, random.Random(seed)
        self._visitor: Visitor | None = None
        self._sent: tuple[int, dict[str, str]] | None = None  # page and answers, not acknowledged
        self.acknowledged: dict[str, str] = {}
        self.counts: Counter[str] = Counter()

    def run(self) -> None:
        """Go on until told to stop; what goes wrong is looked at again later."""
        while not self._stopping.is_set():
            try:
                self._fill_in_a_page()
            except FAULTS:
                self.counts["broken requests"] += 1
                self._stopping.wait(0.1)

    @property
    def attempt_id(self) -> UUID | None:
        """Return the attempt of this person, once it was begun."""
        return UUID(self._visitor.attempt.split("/")[-1]) if self._visitor else None

    def settle(self) -> None:
        """See what became of answers of which the acknowledgement never came: all, or none."""
        if self._visitor is None or self._sent is None:
            return
        number, sent = self._sent
        shown = self._visitor.open_page(number).chosen
        before = {item: self.acknowledged.get(item) for item in sent}
        if not (all(shown.get(i) == sent[i] for i in sent)
                or all(shown.get(i) == before[i] for i in sent)):  # fmt: skip
            self.counts["half"] += 1
        self.acknowledged |= {item: shown[item] for item in sent if item in shown}
        self._sent = None

    def close(self) -> None:
        """Hang up."""
        if self._visitor is not None:
            self._visitor.close()

    def _fill_in_a_page(self) -> None:
        visitor = self._visitor or self._begin()
        self.settle()
        number = self._random.randint(1, PAGES)
        page = visitor.open_page(number)
        if self._random.random() < 0.5:
            answers = {item: self._choose() for item in page.seen}
            self._send(number, answers, lambda: visitor.save_page(page, answers))
        else:
            for item in list(page.seen)[:4]:
                self._save_one(visitor, number, page, item)

    def _save_one(self, visitor: Visitor, number: int, page: Page, item: str) -> None:
        value = self._choose()
        self._send(number, {item: value}, lambda: visitor.save_answer(page, item, value))

    def _begin(self) -> Visitor:
        visitor = Visitor(self._port)
        self.counts["begun or broken"] += 1
        try:
            visitor.begin()
        except FAULTS:
            visitor.close()
            raise
        self._visitor = visitor
        return visitor

    def _send(self, number: int, answers: dict[str, str], act: Callable[[], object]) -> None:
        self._sent = number, answers
        act()
        self._sent = None
        self.acknowledged |= answers
        self.counts["answers"] += len(answers)
        self.counts["posts"] += 1

    def _choose(self) -> str:
        return str(self._random.randint(1, 5))


class Faults:
    """The ways in which the program is broken; each ends with the program running again."""

    def __init__(self, server: Server, cluster: Cluster | None, clock: Clock) -> None:
        self._server, self._cluster, self._clock = server, cluster, clock
        self._pause = threading.Event()  # never set
        self.ways: dict[str, Callable[[], None]] = {
            "web process": lambda: self._kill(self._web()[1:2]),
            "both web processes": lambda: self._kill(self._web()[1:]),
            "web master": lambda: self._kill(self._web()[:1]),
            "worker": self._kill_worker,
            "bop serve": server.kill_alone,
            "everything": server.kill,
            "disk full": self._fill_disk,
            "clock": self._move_clock,
        }
        if cluster is not None:
            self.ways |= {
                "database": self._crash,
                "connections": lambda: self._cut(cluster),
                "read-only": lambda: self._refuse_writing(cluster),
            }
        elif can_be_immutable(server.data):
            self.ways["read-only"] = self._freeze_files

    def come_back(self) -> float:
        """Start again what does not start by itself; return after how many seconds all answers."""
        begun = time.monotonic()
        while time.monotonic() - begun < BACK_SECONDS:
            if self._server.has_ended():
                with suppress(RuntimeError):  # the port may be taken until the last one is gone
                    self._server.start()
            if self._server.is_ready():
                break
            self._pause.wait(0.05)
        return time.monotonic() - begun

    def _web(self) -> list[int]:
        return self._server.web_processes()

    def _kill(self, pids: list[int]) -> None:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _kill_worker(self) -> None:
        self._kill(self._server.workers())

    def _crash(self) -> None:
        assert self._cluster is not None
        self._cluster.crash()
        self._cluster.start()

    def _cut(self, cluster: Cluster) -> None:
        cluster.run(CUT)

    def _fill_disk(self) -> None:
        """Let whoever writes the database write no more bytes for a while."""
        for size in ("0", "unlimited"):
            if self._cluster is not None:
                self._cluster.limit_files(size)
            else:
                limit_files(
                    [*self._web()[1:], *self._server.workers()], size
                )  # not what starts new ones
            self._pause.wait(FULL_SECONDS)

    def _move_clock(self) -> None:
        """Let the clock jump far ahead, far back and an hour, and come back.

        The worker is ended at each jump: it then looks at what is due as soon as it is back.
        """
        for jump in JUMPS:
            self._clock.jump(jump)
            self._kill_worker()
            self._clock.wait_for_worker()
            self._pause.wait(FULL_SECONDS)

    def _refuse_writing(self, cluster: Cluster) -> None:
        for value in ("on", "off"):
            cluster.run(READ_ONLY.format(value))
            cluster.run(LOAD_SETTINGS)
            self._pause.wait(FULL_SECONDS)

    def _freeze_files(self) -> None:
        """Let nobody write the database, its log, or anything new beside them, for a while."""
        there = self._server.data
        with immutable([*there.glob("bop.db*"), there]):
            self._pause.wait(FULL_SECONDS)


@contextmanager
def running(kind: str) -> Iterator[tuple[Server, Faults, str]]:
    """Run the program on an empty database of a kind; yield it and where the database is."""
    data = Path(tempfile.mkdtemp(prefix="bop-faults-"))
    clock = Clock(data)
    try:
        if kind == "sqlite":
            url = f"sqlite:///{data / 'bop.db'}"
            with _served(Server(data, **clock.settings)) as server:
                yield server, Faults(server, None, clock), url
        else:
            with running_cluster() as cluster:
                url = cluster.create("faults")
                with _served(Server(data, BOP_DATABASE_URL=url, **clock.settings)) as server:
                    yield server, Faults(server, cluster, clock), url
    finally:
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def _served(server: Server) -> Iterator[Server]:
    try:
        server.start()
        yield server
    finally:
        server.stop()


def inject(
    kind: str, injections: int, seed: int, seconds: float, only: Sequence[str] = ()
) -> dict[str, object]:
    """Return how many faults there were of each kind, and what became of what was acknowledged.

    After ``seconds`` no fault is added. ``only`` names the ways to break it, else all are used.
    """
    end = time.monotonic() + seconds
    dice, stop = random.Random(seed), threading.Event()
    done: Counter[str] = Counter()
    away: dict[str, list[float]] = defaultdict(list)
    with running(kind) as (server, faults, url):
        engine = database.open_engine(url, DataKeys(server.keys_file))
        asleep = add_sleepers(engine)
        people = [Person(server.port, seed + number, stop) for number in range(PEOPLE)]
        for person in people:
            person.start()
        ways = only or list(faults.ways)
        for number in range(injections):
            if time.monotonic() > end:
                break
            stop.wait(dice.uniform(SOONEST, LATEST))
            way = ways[number % len(ways)]
            faults.ways[way]()
            done[way] += 1
            away[way].append(faults.come_back())
        stop.wait(LATEST)
        stop.set()
        for person in people:
            person.join()
            try:
                person.settle()
            except FAULTS:  # everything runs again, and still this browser opens nothing
                person.counts["shut out"] += 1
            person.close()
        found = compare(engine, people, asleep)
        engine.dispose()
    counts = sum((person.counts for person in people), Counter[str]())
    return {
        "database": kind,
        "injections": dict(done),
        "acknowledged": {"answers": counts["answers"], "posts": counts["posts"]},
        "broken requests": counts["broken requests"],
        "away in seconds, middle and longest": {
            way: [round(median(lasted), 1), round(max(lasted), 1)] for way, lasted in away.items()
        },
        "processor load": round(os.getloadavg()[0], 1),
        "half": counts["half"],
        "shut out": counts["shut out"],
        **found,
    }


def compare(
    engine: Engine, people: Sequence[Person], asleep: Sequence[UUID] = ()
) -> dict[str, int]:
    """Return how many acknowledged answers are not kept, and how many attempts nobody began.

    And how many of those ``asleep``, who did nothing, are gone.
    """
    lost = 0
    with database.reading(engine) as db:
        for person in people:
            if person.attempt_id is not None:
                kept = attempts.get_attempt(db, person.attempt_id).given("gedrag")
                lost += sum(str(kept.get(i)) != v for i, v in person.acknowledged.items())
        begun = sum(person.counts["begun or broken"] for person in people)
        gone = count_gone(db, asleep)
        found = retention.count_attempts(db) - len(asleep) + gone
        return {"lost": lost, "doubled": max(0, found - begun), "gone": gone}


def main() -> int:
    """Run both databases, print what was found as JSON, and return 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--injections", type=int, default=INJECTIONS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--seconds", type=float, default=MOST_SECONDS)
    parser.add_argument("--only", action="append", metavar="WAY", default=[])
    chosen = parser.parse_args()
    bad = False
    for kind in chosen.database or ["sqlite", "postgresql"]:
        result = inject(kind, chosen.injections, chosen.seed, chosen.seconds, chosen.only)
        print(json.dumps(result, indent=2), flush=True)
        bad = bad or any(result[what] for what in WORST)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
