"""The desk of the demonstration: a report that is asked, and rows that wait for a second person.

Nobody of a demonstration exists, so nobody counts: the report says that there are too few.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services.instruments import asking, exporting, proposing
from assessment.services.instruments.proposing import ExportWish
from assessment.services.moments import day_of
from assessment.texts import Texts


def fill_instruments(db: Session, texts: Texts, *, medewerker: UUID, now: datetime) -> None:
    """Have the medewerker ask for a report, and propose rows for researchers."""
    said = texts.tables["instruments"]
    asking.ask_analysis(db, by=medewerker, now=now)
    until = exporting.list_untils(db, today=day_of(now))[0]
    wish = ExportWish(until, said["recipient"], said["purpose"])
    proposing.propose_export(db, wish, by=medewerker, now=now)
