"""``bop plan`` on a folder: a PDF of every file in it, on all cores, past a file that fails."""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path

from assessment.cli import commands
from assessment.cli.files import write_file
from assessment.json_reading import InputError
from assessment.services import reporting
from assessment.services.errands import declare_errand
from assessment.services.policy import Errand
from assessment.wording import explain_os_error, say, short
from values import ContentError
from values.problems import tell_first

INTERRUPTED = 130  # what a shell gives for a program that Ctrl-C ended
# Two BLAS threads made small matrices four times slower (psychometrics.md section 5).
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_BESIDE = ("previous", "previous_goals", "goals")  # options whose files stand in a folder too
_BAR = 30
_LINES = 10  # about a whole batch, on an output where no line can be replaced


@declare_errand(Errand.FILES)
def plan(chosen: argparse.Namespace) -> int:
    """Make the document of a file, or those of a folder."""
    return _plan_folder(chosen) if chosen.answers.is_dir() else commands.plan(chosen)


def read_jobs(text: str) -> int:
    """Return the number of processes that ``--jobs`` asks for."""
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text) > 0):
        raise argparse.ArgumentTypeError(say("batch.no_jobs", value=short(text)))
    return int(text)


def _plan_folder(chosen: argparse.Namespace) -> int:
    """Make a PDF of every file; 0 when all were made, 2 when some failed, 130 when interrupted."""
    tasks = _list_tasks(chosen)
    try:
        chosen.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = say("cli.unwritable", path=chosen.output, reason=explain_os_error(error))
        raise InputError([problem]) from error
    outcomes, finished = _make_all(tasks, min(chosen.jobs or _count_cores(), len(tasks)))
    failed = {path: problems for path, problems in outcomes.items() if problems}
    for path, problems in failed.items():
        for problem in tell_first(problems):
            print(say("cli.in_file", path=path, problem=problem), file=sys.stderr)
    counts = {"made": len(outcomes) - len(failed), "failed": len(failed), "count": len(tasks)}
    end = "batch.done" if finished else "batch.interrupted"
    print(say(end, **counts, path=chosen.output), file=sys.stderr)
    if not finished:
        return INTERRUPTED
    return 2 if failed else 0


def _list_tasks(chosen: argparse.Namespace) -> list[argparse.Namespace]:
    """Return what to make, as the options of ``bop plan`` for each file."""
    for name in (*_BESIDE, "output"):
        path = getattr(chosen, name)
        if path is not None and path.exists() and not path.is_dir():
            option = f"--{name.replace('_', '-')}"
            raise InputError([say("batch.no_folder", option=option, path=path)])
    files = sorted(f for f in chosen.answers.glob("*.json") if f.name[0] != "." and f.is_file())
    if not files:
        raise InputError([say("batch.empty", path=chosen.answers)])
    return [_task_for(chosen, file) for file in files]


def _task_for(chosen: argparse.Namespace, file: Path) -> argparse.Namespace:
    beside = {name: _beside(getattr(chosen, name), file) for name in _BESIDE}
    output = chosen.output / f"{file.stem}.pdf"
    return argparse.Namespace(**{**vars(chosen), **beside, "answers": file, "output": output})


def _beside(folder: Path | None, file: Path) -> Path | None:
    """Return the file of the same name in another folder, if it has one."""
    same_name = None if folder is None else folder / file.name
    return same_name if same_name is not None and same_name.exists() else None


def _count_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _make_all(
    tasks: Sequence[argparse.Namespace], jobs: int
) -> tuple[dict[Path, Sequence[str]], bool]:
    """Make the documents; return the problems of each file, and whether all were dealt with.

    When this is interrupted, the documents that are being made are finished.
    """
    bar, failed, finished = _Bar(len(tasks)), 0, False
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_prepare_process)
    with _starting_processes():
        waiting = {pool.submit(make_task, task): task.answers for task in tasks}
    try:
        for done, future in enumerate(as_completed(waiting), start=1):
            failed += bool(_problems(future))
            bar.show(done, failed)
        finished = True
    except KeyboardInterrupt:
        pass
    finally:
        pool.shutdown(cancel_futures=True)
        bar.end()
    return {path: _problems(f) for f, path in waiting.items() if not f.cancelled()}, finished


@contextmanager
def _starting_processes() -> Iterator[None]:
    """Let processes that start in this block use one thread and ignore Ctrl-C, which we handle."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(_ONE_THREAD)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _prepare_process() -> None:
    """Get ready; end this process when the one that started it is gone, however that ended."""
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    reporting.warm_up()


def make_task(task: argparse.Namespace) -> Sequence[str]:
    """Make one document and return what is wrong; a mistake of ours is a problem of this file."""
    try:
        write_file(task.output, commands.make_document(task))
    except (InputError, ContentError) as error:
        return error.problems
    except Exception as error:
        return [say("batch.broken", reason=f"{type(error).__name__}: {error}")]
    return []


def _problems(future: Future[Sequence[str]]) -> Sequence[str]:
    try:
        return future.result()
    except BrokenProcessPool:
        return [say("batch.killed")]


class _Bar:
    """How far it is, on the error output: one line on a terminal, else a line now and then."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._terminal = sys.stderr.isatty()
        self.show(0, 0)

    def show(self, done: int, failed: int) -> None:
        """Tell that ``done`` files were dealt with, of which ``failed`` failed."""
        text = say("batch.progress", done=done, count=self._count, failed=failed)
        if self._terminal:
            filled = _BAR * done // self._count
            bar = "#" * filled + "." * (_BAR - filled)
            print(f"\r[{bar}] {text}", end="", file=sys.stderr, flush=True)
        elif done * _LINES // self._count > (done - 1) * _LINES // self._count:
            print(text, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line."""
        if self._terminal:
            print(file=sys.stderr)
