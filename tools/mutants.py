"""Change the modules that decide, one small change at a time, and see whether a test notices.

Run: make mutants. What is changed, and the tests that must notice, stand in mutants.toml; so do the
changes that make no difference, each with the reason. The work is done on copies of the tree.
Prints every mutant that no test noticed; ends with 1 when more than one in twenty survives.
"""

import argparse
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from tools.mutation import Mutant, mutants_of

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 2
MOST_ALIVE = 0.05  # of the mutants that were tried
PATIENCE, SLOWEST = 4, 20  # times as long as without a change, and at least so many seconds
MEMORY = 4 << 30  # bytes that one run may take, so that a loop without an end does not take all
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "docs", "bench")
NO_TESTS = 5  # what pytest ends with


@dataclass(frozen=True)
class Room:
    """Modules, and the tests that must notice a change to them."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """A mutant with the tests to run and the seconds they may take."""

    mutant: Mutant
    tests: tuple[str, ...]
    seconds: float


def main(arguments: list[str] | None = None) -> int:
    """Try the mutants and tell which survive."""
    options = _options(arguments)
    rooms, equivalent = read_rooms(ROOT)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        _import_libraries()
        first = shutil.copytree(ROOT, Path(folder) / "1", ignore=LEFT_OUT)
        jobs = draw_jobs(rooms, equivalent, options, first)  # leaves compiled files to copy
        places = [first, *_copied(first, WORKERS - 1)]
        alive = [job.mutant for job, killed in try_jobs(jobs, places) if not killed]
    for mutant in sorted(alive, key=lambda mutant: (mutant.path, mutant.line)):
        print(f"{mutant.path}:{mutant.line} in {mutant.function}: {mutant.change}")
    share, seconds = len(alive) / len(jobs), time.perf_counter() - began
    print(f"{len(jobs)} mutants, {len(alive)} alive ({share:.1%}), {seconds:.0f} seconds")
    return 1 if share > MOST_ALIVE else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=1, help="which mutants are drawn")
    parser.add_argument("--most", type=int, default=200, help="how many are tried")
    parser.add_argument("--only", default="", help="only modules with this in their path")
    return parser.parse_args(arguments)


def read_rooms(root: Path) -> tuple[list[Room], set[tuple[str, str, str]]]:
    """Return the rooms, and path, function and change of what makes no difference.

    Raises ValueError for a pattern that matches no file, and for a difference that is not made.
    """
    told = tomllib.loads((root / "tools" / "mutants.toml").read_text(encoding="utf-8"))
    rooms = [
        Room(_matched(root, room["modules"]), _matched(root, room["tests"]))
        for room in told["rooms"]
    ]
    equivalent = {(e["path"], e["function"], e["change"]) for e in told.get("equivalent", ())}
    made = {identify_mutant(mutant) for room in rooms for mutant in _mutants(root, room)}
    if stale := sorted(equivalent - made):
        raise ValueError(f"no mutant is like the equivalent {stale[0]}")
    return rooms, equivalent


def identify_mutant(mutant: Mutant) -> tuple[str, str, str]:
    """Return what stays the same when lines are added above a mutant."""
    return mutant.path, mutant.function, mutant.change


def _matched(root: Path, patterns: list[str]) -> tuple[str, ...]:
    paths = []
    for pattern in patterns:
        matches = sorted(str(path.relative_to(root)) for path in root.glob(pattern))
        if not matches:
            raise ValueError(f"mutants.toml: nothing is called {pattern}")
        paths += matches
    return tuple(paths)


def _mutants(root: Path, room: Room) -> Iterator[Mutant]:
    for path in room.modules:
        yield from mutants_of(root, path)


def draw_jobs(
    rooms: list[Room],
    equivalent: set[tuple[str, str, str]],
    options: argparse.Namespace,
    place: Path,
) -> list[Job]:
    """Draw mutants by chance from all there are, once the tests of their room pass without."""
    whose = {
        mutant: room
        for room in rooms
        for mutant in _mutants(ROOT, room)
        if options.only in mutant.path and identify_mutant(mutant) not in equivalent
    }
    chance = random.Random(options.seed)
    drawn = chance.sample(list(whose), min(options.most, len(whose)))
    seconds = {}
    for room in dict.fromkeys(whose[mutant] for mutant in drawn):
        began = time.perf_counter()
        if run_tests(place, room.tests, patience=600, keep=True) != 0:
            raise SystemExit(f"without any change these fail: {' '.join(room.tests)}")
        seconds[room] = max(SLOWEST, PATIENCE * (time.perf_counter() - began))
    if len(drawn) == 0:
        raise SystemExit("nothing to change")
    return [Job(m, whose[m].tests, seconds[whose[m]]) for m in drawn]


def try_jobs(jobs: list[Job], places: list[Path]) -> Iterator[tuple[Job, bool]]:
    """Yield each job with whether a test noticed, from one process for each copy of the tree."""
    context = get_context("fork")
    asked, answers = context.SimpleQueue(), context.SimpleQueue()  # no threads: workers fork too
    workers = [
        context.Process(target=_work, args=(jobs, place, asked, answers)) for place in places
    ]
    for worker in workers:
        worker.start()
    for number in (*range(len(jobs)), *[None] * len(workers)):
        asked.put(number)
    for done in range(1, len(jobs) + 1):
        number, killed = answers.get()
        if sys.stderr.isatty():
            print(f"\r{done} of {len(jobs)}", end="", file=sys.stderr, flush=True)
        yield jobs[number], killed
    for worker in workers:
        worker.join()


def _work(jobs: list[Job], place: Path, asked: object, answers: object) -> None:
    for number in iter(asked.get, None):  # type: ignore[attr-defined]
        answers.put((number, is_noticed(jobs[number], place)))  # type: ignore[attr-defined]


def is_noticed(job: Job, place: Path) -> bool:
    """Return whether a test fails, or does not come to an end, when the change is made."""
    module = place / job.mutant.path
    source, made_at = module.read_bytes(), module.stat().st_mtime
    _write(module, job.mutant.applied(source), made_at + 60)  # newer than what was compiled
    try:
        ended = run_tests(place, job.tests, patience=job.seconds)
    finally:
        _write(module, source, made_at)
    if ended == NO_TESTS:
        raise SystemExit(f"there is no test in {' '.join(job.tests)}")
    return ended != 0


def _write(module: Path, source: bytes, made_at: float) -> None:
    module.write_bytes(source)
    os.utime(module, (made_at, made_at))


def run_tests(place: Path, tests: tuple[str, ...], *, patience: float, keep: bool = False) -> int:
    """Run tests in a process of its own until the first fails; return how it ended."""
    child = os.fork()
    if child == 0:
        _become_pytest(place, tests, keep)
    waits = time.monotonic() + patience
    while time.monotonic() < waits:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -signal.SIGKILL


def _become_pytest(place: Path, tests: tuple[str, ...], keep: bool) -> None:
    """Run pytest in this process and end with its status, whatever happens."""
    status = 1
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        os.chdir(place)
        sys.path[:] = [str(place), *(path for path in sys.path if Path(path).resolve() != ROOT)]
        sys.dont_write_bytecode = not keep
        import pytest

        status = int(pytest.main([*tests, "-x", "-q", "-p", "no:cacheprovider"], [_Hurry()]))
    finally:
        os._exit(status)


class _Hurry:
    """A failing property need not be made small: that it fails is enough."""

    def pytest_sessionstart(self) -> None:
        from hypothesis import Phase, settings

        settings.register_profile(
            "mutants", settings.get_profile("bop"), phases=(Phase.explicit, Phase.generate)
        )
        settings.load_profile("mutants")


def _copied(place: Path, count: int) -> list[Path]:
    """Copy a tree so many times, beside it: two runs never change the same files."""
    return [shutil.copytree(place, place.parent / str(number + 2)) for number in range(count)]


def _import_libraries() -> None:
    """Import what takes long and never changes, so that every run starts with it."""
    import numpy  # noqa: F401
    import pytest  # noqa: F401
    import scipy.stats  # noqa: F401
    import sqlalchemy.orm  # noqa: F401


if __name__ == "__main__":
    sys.exit(main())
