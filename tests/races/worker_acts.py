"""What the worker, the postman and the operator do beside the pages."""

from collections.abc import Callable
from pathlib import Path

from assessment import posting
from assessment.instrument_jobs import InstrumentMaker
from assessment.jobs import Worker
from assessment.mail.settings import MailSettings
from assessment.services import backing_up, reporting
from assessment.services.catalogue import trying
from assessment.services.intervision import proposing
from assessment.services.moments import now
from assessment.store import database, noting_keys, relocking
from assessment.store.data_keys import draw_key
from tests.races.acts import Act
from tests.races.world import World

PDF = b"%PDF-1.7 quick"
NOWHERE = MailSettings("127.0.0.1", 25, "NONE", "bop@gemeente.example")


class Backstage:
    """Does what goes on beside the pages, on the database of a world; ``folder`` is its own."""

    def __init__(self, world: World, folder: Path) -> None:
        self._world, self._folder = world, folder
        self._engine, self._content = world.engine, world.content
        _, self._public_key = backing_up.make_key()
        vars(posting)["send_letter"] = lambda *_, **__: None  # it goes nowhere
        self._worker = Worker(
            world.engine, world.content, folder / "queue.db", public_url="http://localhost",
            draw=lambda *_, **__: PDF, immediate=True,
        )  # fmt: skip

    def list_acts(self) -> list[Act]:
        """Return everything that is done."""
        acts: dict[str, Callable[[], object]] = {
            "worker: retention": self._worker.run_retention,
            "worker: documents": self._make_documents,
            "worker: groups": self._place,
            "worker: trial": self._try,
            "worker: demand": self._publish_demand,
            "worker: rounds": self._worker.count_rounds,
            "worker: mail of rounds": self._worker.write_round_mail,
            "worker: erasing": lambda: database.erase_later(self._engine),
            "worker: instruments": lambda: InstrumentMaker(
                self._engine, self._content
            ).make_waiting(),
            "postman": lambda: posting.Postman(self._engine, NOWHERE).deliver_due(),
            "operator: another key": self._change_key,
            "operator: lock anew": lambda: list(
                relocking.lock_anew(self._engine, self._world.keys)
            ),
            "operator: backup": self._back_up,
        }
        return [Act(name, _answer(run)) for name, run in acts.items()]

    def _make_documents(self) -> None:
        with database.reading(self._engine) as db:
            waiting = reporting.waiting_documents(db)
        for document in waiting:
            self._worker.make(str(document))

    def _place(self) -> None:
        with database.reading(self._engine) as db:
            waiting = proposing.list_waiting(db)
        for round_id in waiting:
            self._worker.place(str(round_id))

    def _try(self) -> None:
        with database.reading(self._engine) as db:
            waiting = trying.list_waiting(db)
        for trial in waiting:
            self._worker.try_catalogue(str(trial))

    def _publish_demand(self) -> None:
        self._worker._published_on = None  # it may be another world
        self._worker.publish_demand()

    def _change_key(self) -> None:
        """Let a new key lock from now on, as ``bop keys rotate`` does."""
        new = draw_key(now())
        with self._world.keys.changing():
            with database.writing(self._engine) as db:
                noting_keys.note_keys(db, [new.name], now())
                db.commit()
            self._world.keys.keep([new, *self._world.keys.list()])

    def _back_up(self) -> None:
        url = self._engine.url.render_as_string(hide_password=False)
        backing_up.back_up(url, self._world.keys, self._folder, self._public_key,
                           self._folder / "backup.age", now=now())  # fmt: skip


def _answer(run: Callable[[], object]) -> Callable[[], int]:
    def running() -> int:
        run()
        return 204

    return running
