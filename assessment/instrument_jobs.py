"""Makes what the desk asks of groups, one after another, beside the pages and the documents."""

import logging
import time
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Engine

from assessment.services.content import Content
from assessment.services.errands import declare_errand, open_stored
from assessment.services.instruments import making
from assessment.services.instruments.making import Made
from assessment.services.policy import Errand
from assessment.store.database import is_outage, try_turn
from assessment.store.instrument_runs import Run

log = logging.getLogger(__name__)

ROUND_SECONDS = 2.0  # between two looks whether something waits
TOLD_SECONDS = 1.0  # between two notes of how far it is
MOST_ROUNDS = 5  # that a research file is made anew because somebody took the yes back meanwhile


class InstrumentMaker:
    """Makes quality reports, norms, calibrations and research files; never two of one at once."""

    def __init__(self, engine: Engine, content: Content) -> None:
        self.engine, self.content = engine, content
        self._told_at, self._told = 0.0, ""

    @declare_errand(Errand.GROUPS)
    def make_waiting(self) -> None:
        """Make everything that waits, the oldest first. Never raises."""
        try:
            with open_stored(self.engine) as db:
                waiting = making.list_waiting(db)
            for run_id in waiting:
                self.make_run(run_id)
        except Exception as error:
            if not is_outage(error):
                log.exception("what was asked of groups could not be made")

    @declare_errand(Errand.GROUPS)
    def make_run(self, run_id: UUID) -> None:
        """Make one run, unless another worker has it in hand; a fault is logged and told."""
        with try_turn(self.engine, f"instrument run {run_id}") as is_ours:
            if not is_ours:
                return
            with open_stored(self.engine, change=True) as db:
                run = making.begin_run(db, run_id, now=datetime.now(UTC))
                db.commit()
            if run is not None:
                self._make_ours(run)

    def _make_ours(self, run: Run) -> None:
        try:
            for _ in range(MOST_ROUNDS):
                if self._keep(run, self._compute(run)):
                    return
        except Exception as error:
            if is_outage(error):
                log.warning("run %s waits: the database cannot be used now", run.id)
                return
            log.exception("run %s could not be made", run.id)
        with open_stored(self.engine, change=True) as db:
            making.fail_run(db, run.id, now=datetime.now(UTC))
            db.commit()

    def _compute(self, run: Run) -> Made:
        with open_stored(self.engine) as db:
            return making.compute_run(
                db,
                self.content,
                run,
                now=datetime.now(UTC),
                progress=lambda step, done, total: self._tell(run.id, step, done, total),
            )

    def _keep(self, run: Run, made: Made) -> bool:
        with open_stored(self.engine, change=True) as db:
            kept = making.keep_made(db, run, made, now=datetime.now(UTC))
            db.commit()
        return kept

    def _tell(self, run_id: UUID, step: str, done: int, total: int) -> None:
        """Note how far a run is: at every new step, and within one once a second."""
        now = time.monotonic()
        if step == self._told and done < total and now - self._told_at < TOLD_SECONDS:
            return
        self._told, self._told_at = step, now
        with open_stored(self.engine, change=True) as db:
            making.note_progress(db, run_id, step, done, total)
            db.commit()
