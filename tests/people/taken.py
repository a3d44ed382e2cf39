"""Attempts in a database: empty, filled in by a fictional person, or handed in."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from assessment.services import consenting, reporting, simulating, submitting
from assessment.services.content import Content
from assessment.store import attempts, results

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
MUCH_LATER = NOW + timedelta(days=40)


def add(db: Session, **changes: Any) -> UUID:
    """Keep an attempt of a wethouder in office who has answered nothing yet."""
    facts: dict[str, Any] = {
        "now": NOW,
        "code_hash": uuid4().hex,  # tests that type a code give their own
        "phase": "zittend",
        "office": "wethouder",
        "name": "",
        "design": 1,
        "seed": 0,
        "versions": {"gedrag": 1, "stijl": 1, "waardenkeuze": 1, "verdieping": 1},
    }
    return attempts.add_attempt(db, **(facts | changes))


def add_filled(db: Session, content: Content, *, seed: int = 7, **changes: Any) -> UUID:
    """Keep an attempt that a fictional person filled in completely."""
    phase = changes.get("phase", "zittend")
    person = simulating.simulate(
        seed, content.library, content.value_map, phase=phase, office="wethouder"
    )
    facts = {"name": person.name, "design": person.design, "versions": person.instruments,
             "simulated": person.simulated}  # fmt: skip
    attempt_id = add(db, **(facts | changes))
    parts: dict[str, Any] = {
        "gedrag": person.gedrag,
        "stijl": person.stijl,
        "waardenkeuze": person.sets,
        "verdieping": person.verdieping,
    }
    for part, answers in parts.items():
        attempts.save_answers(db, attempt_id, part, answers, seen={}, now=NOW)
    return attempt_id


def add_submitted(db: Session, content: Content, *, seed: int = 7, **changes: Any) -> UUID:
    """Keep an attempt that a fictional person filled in and handed in."""
    attempt_id = add_filled(db, content, seed=seed, **changes)
    submitting.submit(db, content, attempts.get_attempt(db, attempt_id), now=LATER)
    return attempt_id


def let_count(db: Session, attempt_id: UUID, *, at: datetime = LATER) -> None:
    """Say yes, for this attempt, to everything that answers may count in."""
    consenting.set_counting(db, attempt_id, consenting.COUNTING, now=at)


def stop_counting(db: Session, attempt_id: UUID) -> None:
    """Take every such yes back."""
    consenting.set_counting(db, attempt_id, (), now=MUCH_LATER)


def add_everything(db: Session, content: Content) -> UUID:
    """Keep an attempt with a row in every table that holds something of an attempt."""
    attempt_id = add_submitted(db, content)
    results.keep_plan(db, attempt_id, {"goals": []}, seen=0, now=LATER)
    reporting.ask_document(db, attempts.get_attempt(db, attempt_id), now=LATER)
    return attempt_id
