"""Looking back on a year in a group; the association gets counts only."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services.disclosure import FEWEST_PUBLISHED, FEWEST_RATERS
from assessment.services.intervision.intakes import RoundClosed
from assessment.services.moments import day_of
from assessment.store import intervision
from assessment.store.intervision import CONFIRMED, ENDED, Round
from values.constants import INTERVISION_REVIEW_DAYS

ANSWERS = dict.fromkeys(("worth", "trust", "goes_on"), ("yes", "some", "no"))
_OPEN_FOR = timedelta(days=INTERVISION_REVIEW_DAYS)  # before the end of a round and after it


def is_time(round_: Round, *, now: datetime) -> bool:
    """Return whether people in a round can look back: near its end, and a while after."""
    if round_.ends_on is None or round_.state not in (CONFIRMED, ENDED):
        return False
    return abs(day_of(now) - round_.ends_on) <= _OPEN_FOR


def keep_review(
    db: Session, round_id: UUID, account_id: UUID, answers: Mapping[str, str], *, now: datetime
) -> None:
    """Keep how somebody looks back; raises RoundClosed when it is not the time."""
    if not is_time(intervision.get_round(db, round_id, lock=True), now=now):
        raise RoundClosed(round_id)
    intervision.keep_review(db, round_id, account_id, answers, now=now)


def find_review(db: Session, round_id: UUID, account_id: UUID) -> Mapping[str, str]:
    """Return how somebody looked back; nothing before that."""
    return intervision.find_review(db, round_id, account_id)


def count_reviews(db: Session, round_id: UUID) -> Mapping[str, Mapping[str, int]]:
    """Return how often each answer was given, without what could be of a few people.

    Nothing is told of fewer than ``FEWEST_PUBLISHED`` people. A number below ``FEWEST_RATERS`` is
    left out, and then the next smallest too, because the rest would tell it.
    """
    told = intervision.list_reviews(db, round_id)
    if len(told) < FEWEST_PUBLISHED:
        return {}
    return {
        question: _leave_out_small(Counter(one[question] for one in told), answers)
        for question, answers in ANSWERS.items()
    }


def _leave_out_small(counts: Counter[str], answers: tuple[str, ...]) -> dict[str, int]:
    small = [one for one in answers if counts[one] < FEWEST_RATERS]
    shown = [one for one in answers if one not in small]
    if len(small) == 1 and shown:
        shown.remove(min(shown, key=lambda one: counts[one]))
    return {one: counts[one] for one in shown}
