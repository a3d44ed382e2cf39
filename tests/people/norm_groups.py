"""Groups of people for norms and calibrations: as candidates, or as attempts in a database.

They are test data: marked as real, because what is marked as simulated may not count anywhere.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.instruments import Library
from assessment.norms.candidates import Candidate
from assessment.norms.norm_sets import Population
from assessment.services import norming
from assessment.services.content import Content
from assessment.services.norming import NORMS
from assessment.store import attempts, results
from tests.people import taken
from values import IN_OFFICE

DAY = date(2026, 11, 23)
CLEAN = {"quality": {"gedrag": {"pattern_flags": 0}}}


def population(**changes: Any) -> Population:
    """Wethouders in office."""
    found = Population("wethouders in functie", 1450, 700, ("wethouder",), IN_OFFICE)
    return replace(found, **changes)


def candidates(library: Library, count: int, **changes: Any) -> list[Candidate]:
    """Return people who may count, but for ``changes``."""
    statements = tuple((item.id, item.competency) for item in library.gedrag.items)
    phases = ("starter", "zittend", "zittend", "vertrekkend")
    return [
        replace(
            Candidate(
                person=f"p{number}",
                taken_on=DAY - timedelta(days=number % 90),
                simulated=False,
                consent=True,
                complete=True,
                clean=True,
                background={"office": "wethouder", "phase": phases[number % 4]},
                answers=answers(statements, number),
            ),
            **changes,
        )
        for number in range(count)
    ]


@cache
def answers(statements: Sequence[tuple[str, str]], seed: int) -> dict[str, int | str]:
    """Return answers that hang together within a competency; one in fifty is "nvt"."""
    random = Random(seed)
    general = random.gauss(0, 0.6)
    trait = {one: general + random.gauss(0, 0.7) for one in dict.fromkeys(c for _, c in statements)}
    return {
        item: "nvt" if random.random() < 0.02 else _rating(3.3 + trait[one] + random.gauss(0, 0.8))
        for item, one in statements
    }


def _rating(level: float) -> int:
    return min(5, max(1, round(level)))


def keep(db: Session, library: Library, count: int, **facts: Any) -> list[UUID]:
    """Keep so many submitted attempts of people who consented, but for what ``facts`` change."""
    return [keep_one(db, one, **facts) for one in candidates(library, count)]


def keep_norm(db: Session, content: Content) -> int:
    """Keep a norm of a hundred people that nobody uses; return its number."""
    keep(db, content.library, 100)
    return NORMS.keep(db, norming.build_norm(db, content, population()), now=taken.NOW)


def keep_one(
    db: Session,
    one: Candidate,
    *,
    consent: bool = True,
    profile: dict[str, Any] = CLEAN,
    **facts: Any,
) -> UUID:
    """Keep one submitted attempt with the answers of a candidate."""
    attempt_id = taken.add(db, **{"phase": one.background["phase"], **facts})
    attempts.save_answers(db, attempt_id, "gedrag", one.answers, seen={}, now=taken.NOW)
    attempts.set_submitted(db, attempt_id, taken.LATER, now=taken.LATER)
    results.keep_profile(db, attempt_id, profile, taken.LATER)
    if consent:
        taken.let_count(db, attempt_id)
    return attempt_id
