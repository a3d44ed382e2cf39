"""Several transactions at the same moment, and one that is held until another waits for it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event

from assessment.store import database

SECONDS = 30  # a race that takes longer hangs
STUCK = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '{}'"


def at_once(engine, *acts):
    """Do each act in a transaction of its own at the same moment; return what came of each."""
    begin, outcomes = threading.Barrier(len(acts)), {}

    def run(number, act):
        begin.wait()
        with database.writing(engine) as db:
            try:
                outcomes[number] = act(db)
                db.commit()
            except Exception as error:  # told to the test
                outcomes[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [outcomes[number] for number in range(len(acts))]


@dataclass
class Holding:
    """Holds the first request until the second waits for it, or is done."""

    leading: threading.Thread
    done: threading.Event
    ready: threading.Event
    waiting: Callable[[], bool]
    before: Callable[[str], bool] | None

    def hold(self, *told: Any) -> None:
        if threading.current_thread() is not self.leading or self.ready.is_set():
            return
        if self.before is None or self.before(told[2]):  # connection, cursor, statement
            self.ready.set()
            for _ in range(SECONDS * 100):
                if self.done.wait(0.01) or self.waiting():
                    break


@dataclass
class Race:
    """Runs two requests, the second in the moment before the first commits."""

    engine: Engine
    waiting: Callable[[], bool]  # whether somebody waits for a lock
    seconds: float = SECONDS

    def __call__(
        self,
        first: Callable[[], Any],
        second: Callable[[], Any],
        *,
        before: Callable[[str], bool] | None = None,
    ) -> list[Any]:
        """Return what both answered, or the errors that they ended with.

        The second comes before the first runs a statement that ``before`` knows, or else commits.
        """
        answers: list[Any] = [None, None]
        done, ready = threading.Event(), threading.Event()

        def run(place: int, act: Callable[[], Any]) -> None:
            try:
                answers[place] = act()
            except Exception as error:
                answers[place] = error
            (done if place else ready).set()

        leading = threading.Thread(target=run, args=(0, first))
        following = threading.Thread(target=run, args=(1, second))

        holding = Holding(leading, done, ready, self.waiting, before)
        moment = "commit" if before is None else "before_cursor_execute"
        event.listen(self.engine, moment, holding.hold)
        try:
            leading.start()
            assert ready.wait(self.seconds), "the first never came to its commit"
            following.start()
            for thread in (leading, following):
                thread.join(self.seconds)
                assert not thread.is_alive(), "a request hangs"
        finally:
            event.remove(self.engine, moment, holding.hold)
        return answers
