"""Tell the desk by mail: once a month what must be looked up again, once a day who gave a name.

No mail says who is interested, or in what; who only counts brings none, because the day of a mail
would tell of one person.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from assessment.plan import Catalogue
from assessment.plan.model import ENDED, Programme
from assessment.services import accounts, interests, mailing
from assessment.services.catalogue.serving import content_in_use
from assessment.services.content import Content
from assessment.services.moments import day_of
from assessment.services.policy import MEDEWERKER
from assessment.store import reminders
from assessment.store.database import take_turn

USEFUL = timedelta(days=14)
BETWEEN_MAILS = timedelta(hours=20)  # on interest, so that no mail follows on one name
KEPT = timedelta(days=62)  # longer than a month, and than a mail is of use
_OVERDUE = "catalogue "  # before the month of a mail on what must be looked up again
_INTEREST = "interest "  # before the moment until which a mail told of interest


def list_overdue(catalogue: Catalogue, today: date) -> list[Programme]:
    """Return what had to be looked up again before this month; what has ended needs it no more."""
    month = f"{today:%Y-%m}"
    return [p for p in catalogue.programmes if p.review_by < month and p.status != ENDED]


def write_overdue(db: Session, content: Content, *, url: str, now: datetime) -> int:
    """Write to each medewerker when anything is overdue, once a month; return how many mails."""
    take_turn(db, "reminders")
    today = day_of(now)
    overdue = list_overdue(content_in_use(db, content).catalogue, today)
    staff = [one for one in accounts.list_staff(db) if one.role == MEDEWERKER and overdue]
    key, written = f"{_OVERDUE}{today:%Y-%m}", 0
    for account in staff:
        if key in reminders.list_written(db, account.id):
            continue
        if reminders.note_written(db, account.id, key, now=now):
            mailing.write_mail(
                db,
                account.address,
                "catalogue_overdue",
                now=now,
                useful_for=USEFUL,
                number=len(overdue),
                url=url,
            )
            written += 1
    return written


def write_interest(db: Session, *, url: str, now: datetime) -> int:
    """Write to each medewerker when anybody gave a name with an interest since the last mail.

    Return how many mails. Nobody gets two on one day, however often the caller asks; what nobody
    read for long is left alone.
    """
    take_turn(db, "reminders")
    written = 0
    for account in accounts.list_staff(db):
        last = _read_last(reminders.list_written(db, account.id), now)
        if account.role != MEDEWERKER or now - last < BETWEEN_MAILS:
            continue
        number = interests.count_named(db, max(last, now - USEFUL), now)
        key = _INTEREST + now.astimezone(UTC).isoformat(timespec="microseconds")
        if number and reminders.note_written(db, account.id, key, now=now):
            mailing.write_mail(
                db,
                account.address,
                "interest_named",
                now=now,
                useful_for=USEFUL,
                number=number,
                url=url,
            )
            written += 1
    return written


def forget_old(db: Session, *, now: datetime) -> None:
    """Forget that these mails were written, once that keeps no other from being written."""
    for beginning in (_OVERDUE, _INTEREST):
        reminders.forget_written(db, beginning, now - KEPT)


def _read_last(keys: Collection[str], now: datetime) -> datetime:
    """Return until when the last mail on interest told; long ago when there was none.

    A mail of the future was of a clock that was wrong, and counts as none.
    """
    told = [key.removeprefix(_INTEREST) for key in keys if key.startswith(_INTEREST)]
    moments = (moment for moment in map(datetime.fromisoformat, told) if moment <= now)
    return max(moments, default=datetime.min.replace(tzinfo=UTC))
