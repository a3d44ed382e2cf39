"""Count the rounds once a day, and keep what of it the desk may be told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services.moments import day_of
from assessment.services.rounds.keeping import TURN
from assessment.services.rounds.telling import choose_telling
from assessment.store import round_invitations, rounds
from assessment.store.database import take_turn


def is_due(db: Session, *, now: datetime) -> bool:
    """Return whether a round is to be counted today."""
    return bool(rounds.list_uncounted(db, day_of(now)))


def count_due(db: Session, *, now: datetime) -> int:
    """Count each round that was not counted today, until the first day after its last.

    Return how many were counted. No page counts anything: it shows what was told here.
    """
    take_turn(db, TURN)
    due = rounds.list_uncounted(db, day_of(now))
    for round_id in due:
        count_round(db, round_id, now=now)
    return len(due)


def count_round(db: Session, round_id: UUID, *, now: datetime) -> None:
    """Count one round and keep what is told of it from today."""
    today = day_of(now)
    round_invitations.note_bounced(db, round_id, now)
    standing = round_invitations.read_standing(db, round_id, today)
    told = {what: one.number for what, one in rounds.list_told(db, round_id).items()}
    telling = choose_telling(standing, told)
    for what, number in telling.numbers.items():
        rounds.keep_told(db, round_id, what, number, today)
    if telling.names:
        round_invitations.set_named(db, standing.nameable, today)
    rounds.note_counted(db, round_id, today)
