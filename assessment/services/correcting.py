"""Correcting facts about oneself: the name, and the phase among those that hold the office.

Answers stay as they were given. Who considered the office was asked in other words, so that phase
cannot be changed to or from.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import auditing
from assessment.services.auditing import Act
from assessment.store import attempts
from assessment.store.attempts import AttemptFacts
from values import KNOWS_OFFICE


class NotCorrectable(ValueError):
    """A phase that somebody in this one cannot have been in instead."""


def possible_phases(attempt: AttemptFacts) -> Sequence[str]:
    """Return the phases that it may turn out to have been, the one of now among them."""
    return KNOWS_OFFICE if attempt.phase in KNOWS_OFFICE else (attempt.phase,)


def correct_facts(
    db: Session,
    attempt: AttemptFacts,
    *,
    name: str,
    phase: str,
    actor: UUID | None,
    now: datetime,
) -> bool:
    """Keep the right name and phase; False when both were right. The caller locked the attempt.

    Raises NotCorrectable; then nothing has been written.
    """
    if phase not in possible_phases(attempt):
        raise NotCorrectable(phase)
    if (name, phase) == (attempt.name, attempt.phase):
        return False
    attempts.set_facts(db, attempt.id, name=name, phase=phase, now=now)
    auditing.note_act(db, Act.CORRECTED, actor=actor, subject=actor, about=attempt.id, now=now)
    return True
