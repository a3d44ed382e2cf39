"""Tell the desk by mail that something in the catalogue must be looked up again, once a month."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from assessment.plan import Catalogue
from assessment.plan.model import ENDED, Programme
from assessment.services import accounts, mailing
from assessment.services.catalogue.serving import content_in_use
from assessment.services.content import Content
from assessment.services.moments import day_of
from assessment.services.policy import MEDEWERKER
from assessment.store import reminders
from assessment.store.database import take_turn

USEFUL = timedelta(days=14)


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
    key, written = f"catalogue {today:%Y-%m}", 0
    for account in staff:
        if key not in reminders.list_written(db, account.id):
            reminders.note_written(db, account.id, key, now=now)
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
