"""The memory of the worker and of what draws for it, plan after plan, and whether it stays flat."""

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment.services import reporting, simulating, submitting
from assessment.services.content import Content, load_content
from assessment.store import attempts, database
from assessment.store.data_keys import DataKeys, draw_key
from bench.processes import children, own_memory_mb
from bench.quantiles import p50
from bench.server import ROOT, STOP_SECONDS
from values import DEFAULT_OFFICE, GEDRAG, PHASES, STIJL, VERDIEPING, WAARDENKEUZE

PLANS, PEOPLE = 500, 20
ASKED = PLANS + 20  # it is looked at in the middle of its work: at rest it keeps its last plan
MARKS = (1, 100, 300, PLANS)  # plans made when the memory is looked at
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=30)
SECONDS_PER_PLAN = 20
LOOKS, LOOK_SECONDS = 15, 0.2


def measure() -> dict[str, dict[str, Any]]:
    """Return the megabytes that `bop work` holds with its children, and how they grew."""
    with tempfile.TemporaryDirectory(prefix="bop-bench-") as folder:
        url = f"sqlite:///{folder}/bop.db"
        keys = DataKeys(Path(folder) / "data-keys")
        keys.keep([draw_key(NOW)])
        database.upgrade(url, keys)
        engine = database.open_engine(url, keys)
        _ask_for_plans(engine, load_content())
        seen = _watched(engine, Path(folder))
        engine.dispose()
    return {
        "worker_memory": {"value": seen[PLANS], "after_plans": seen},
        "worker_growth": {"value": round(seen[PLANS] - seen[100], 1)},
    }


def _ask_for_plans(engine: Engine, content: Content) -> None:
    """Keep people who handed in their answers, and ask for all plans."""
    with database.writing(engine) as db:
        people = [_submitted(db, content, seed) for seed in range(PEOPLE)]
        for number in range(ASKED):
            attempt = attempts.get_attempt(db, people[number % PEOPLE])
            at = LATER + timedelta(seconds=number)
            # For somebody else each time: who asks twice for the same gets one document.
            reporting.ask_document(db, attempt, now=at, recipient=f"Lezer {number}")
        asked = len(reporting.waiting_documents(db))
        if asked != ASKED:
            raise RuntimeError(f"{asked} plans were asked for, not {ASKED}")
        db.commit()


def _submitted(db: Session, content: Content, seed: int) -> UUID:
    phase = PHASES[seed % len(PHASES)]
    person = simulating.simulate(
        seed, content.library, content.value_map, phase=phase, office=DEFAULT_OFFICE
    )
    attempt_id = attempts.add_attempt(
        db, now=NOW, code_hash=str(seed), phase=phase, office=person.office, name=person.name,
        design=person.design, seed=seed, versions=person.instruments,
        simulated=True,
    )  # fmt: skip
    parts = {GEDRAG: person.gedrag, STIJL: person.stijl, WAARDENKEUZE: person.sets,
             VERDIEPING: person.verdieping}  # fmt: skip
    for part, answers in parts.items():
        attempts.save_answers(db, attempt_id, part, answers, seen={}, now=NOW)
    submitting.submit(db, content, attempts.get_attempt(db, attempt_id), now=LATER)
    return attempt_id


def _watched(engine: Engine, folder: Path) -> dict[int, float]:
    """Run the worker until every plan is made; return its megabytes at each mark."""
    environ = {
        **os.environ,
        "BOP_DATA": str(folder),
        "BOP_DATA_KEYS": str(folder / "data-keys"),
        "OMP_NUM_THREADS": "1",
    }
    command = [sys.executable, "-m", "assessment", "work"]
    with (folder / "log").open("wb") as log:
        worker = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log)
    try:
        seen = {}
        for mark in MARKS:
            _wait_until(engine, worker, made=mark)
            seen[mark] = _usual_memory(worker.pid)
            print(f"  {mark} plans: {seen[mark]} MB", file=sys.stderr, flush=True)
        return seen
    finally:
        worker.terminate()
        worker.wait(STOP_SECONDS)


def _usual_memory(worker: int) -> float:
    """Return what they hold in the middle of some moments: who draws takes 20 MB and gives back."""
    moments = []
    for _ in range(LOOKS):
        moments.append(sum(map(own_memory_mb, [worker, *children(worker)])))
        time.sleep(LOOK_SECONDS)
    return round(p50(moments), 1)


def _wait_until(engine: Engine, worker: subprocess.Popen[bytes], *, made: int) -> None:
    deadline = time.monotonic() + SECONDS_PER_PLAN * ASKED
    while True:
        with database.reading(engine) as db:
            waiting = len(reporting.waiting_documents(db))
        if ASKED - waiting >= made:
            return
        if worker.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the worker stopped with {waiting} plans to make")
        time.sleep(0.2)
