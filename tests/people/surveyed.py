"""People who handed in everything and said yes to research, quickly: answers drawn, not scored.

They are test data: marked as real, because what is marked as simulated may not count anywhere.
"""

from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import consenting
from assessment.services.content import Content
from assessment.store import attempts, results
from tests.people import norm_groups, taken
from values import GEDRAG, STIJL, WAARDENKEUZE


def add(
    db: Session,
    content: Content,
    seed: int,
    *,
    at: datetime = taken.LATER,
    purposes: tuple[str, ...] = (consenting.ROWS, consenting.RESEARCH, consenting.NORM),
    follows: UUID | None = None,
    **facts: Any,
) -> UUID:
    """Keep one attempt that was handed in, of somebody who said yes to some purposes.

    ``follows`` is an earlier attempt of the same person.
    """
    library, random = content.library, Random(seed)
    attempt_id = taken.add(db, **facts)
    statements = tuple((item.id, item.competency) for item in library.gedrag.items)
    design = library.waardenkeuze.designs[facts.get("design", 1) - 1]
    answers: dict[str, dict[str, Any]] = {
        GEDRAG: norm_groups.answers(statements, seed),
        STIJL: {item.id: random.randint(1, 6) for item in library.stijl.items},
        WAARDENKEUZE: {
            one.id: dict(zip(("best", "worst"), random.sample(one.values, 2), strict=True))
            for one in design
        },
    }
    attempts.set_previous(db, attempt_id, follows)
    for part, given in answers.items():
        attempts.save_answers(db, attempt_id, part, given, seen={}, now=taken.NOW)
    attempts.set_submitted(db, attempt_id, at, now=at)
    results.keep_profile(db, attempt_id, norm_groups.CLEAN, at)
    consenting.set_counting(db, attempt_id, purposes, now=at)
    return attempt_id


def add_group(
    db: Session, content: Content, count: int, *, first: int = 0, **facts: Any
) -> list[UUID]:
    """Keep so many, each with other answers."""
    return [add(db, content, first + number, **facts) for number in range(count)]
