"""A clock of the program that jumps while it runs, and who may not notice."""

import os
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from huey import SqliteHuey
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assessment.store import database, retention
from assessment.store.tables import AttemptRow
from tests.people import taken

SHIFTED = Path(__file__).parent / "clock"  # where Python finds the clock that is off
JUMPS = (timedelta(days=400), timedelta(days=-400), timedelta(hours=1), timedelta())
NEAR = timedelta(minutes=1)
LOOK_SECONDS = 60.0


class Clock:
    """How far the clock of a program is off; true unless told otherwise."""

    def __init__(self, data: Path) -> None:
        self._pause = threading.Event()  # never set
        self._file, self._queue = data / "clock", data / "queue.db"
        self.jump(timedelta())

    @property
    def settings(self) -> dict[str, str]:
        """Return the environment of a program that reads this clock."""
        path = [str(SHIFTED), *filter(None, [os.environ.get("PYTHONPATH")])]
        return {"PYTHONPATH": os.pathsep.join(path), "BOP_TEST_CLOCK": str(self._file)}

    def jump(self, shift: timedelta) -> None:
        """Let the clock be off by ``shift``, at once."""
        new = self._file.with_suffix(".new")
        new.write_text(str(shift.total_seconds()), encoding="ascii")
        new.replace(self._file)
        self._shift = shift

    def wait_for_worker(self) -> bool:
        """Wait until the worker said that it lives by this clock; False when it never does."""
        end = time.monotonic() + LOOK_SECONDS
        with closing(SqliteHuey("bop", filename=str(self._queue)).storage) as queue:
            while time.monotonic() < end:
                stamp = queue.peek_data(b"alive")
                if isinstance(stamp, bytes):
                    seen = datetime.fromisoformat(stamp.decode())
                    if abs(datetime.now(UTC) + self._shift - seen) < NEAR:
                        return True
                self._pause.wait(0.1)
        return False


def add_sleepers(engine: Engine) -> list[UUID]:
    """Keep people who were told that what they made goes in ten days, and who may come back."""
    now = datetime.now(UTC)
    with database.writing(engine) as db:
        asleep = [taken.add(db, now=now - timedelta(days=50)) for _ in range(3)]
        retention.mark(db, asleep, now - timedelta(days=20))
        db.commit()
    return asleep


def count_gone(db: Session, asleep: Sequence[UUID]) -> int:
    """Return how many of those who sleep are gone: nobody may be."""
    return len(set(asleep) - set(db.scalars(select(AttemptRow.id))))
