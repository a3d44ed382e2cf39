"""What intervision keeps goes when its time is over; retention calls this once a day."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services.intervision import reviewing
from assessment.services.moments import day_of
from assessment.store import intervision
from assessment.store import intervision_groups as groups
from assessment.store.intervision import CONFIRMED, ENDED, Round
from values.constants import INTERVISION_REVIEW_DAYS, INTERVISION_UNUSED_DAYS


def end_over(db: Session, *, now: datetime) -> None:
    """End rounds whose year is over, and those that were never confirmed.

    With the end what people said to be placed is deleted. Groups, with what they agreed, stay for
    looking back, and go after that; of looking back counts stay.
    """
    today = day_of(now)
    for found in intervision.list_rounds(db):
        round_ = intervision.get_round(db, found.id, lock=True)
        if round_.state == CONFIRMED and round_.ends_on is not None and round_.ends_on <= today:
            _end(db, round_.id, round_.ends_on)
        elif round_.state == ENDED:
            _forget_groups(db, round_, now)
        elif round_.state != CONFIRMED and _unused_until(round_) <= today:
            groups.delete_groups(db, round_.id)
            _end(db, round_.id, today)


def _end(db: Session, round_id: UUID, ends_on: date) -> None:
    intervision.delete_all_intakes(db, round_id)
    intervision.set_round(db, round_id, state=ENDED, ends_on=ends_on)


def _forget_groups(db: Session, round_: Round, now: datetime) -> None:
    if round_.ends_on is None:
        return
    last = round_.ends_on + timedelta(days=INTERVISION_REVIEW_DAYS)
    if last < day_of(now) and groups.list_groups(db, round_.id):
        outcome = reviewing.count_reviews(db, round_.id)
        groups.delete_groups(db, round_.id)
        intervision.delete_reviews(db, round_.id)
        intervision.set_round(db, round_.id, outcome=outcome)


def _unused_until(round_: Round) -> date:
    return round_.closes_on + timedelta(days=INTERVISION_UNUSED_DAYS)
