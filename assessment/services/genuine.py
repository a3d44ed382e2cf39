"""Whether a document came from here, for anybody who holds one: a day, or unknown.

Nothing else is told: not what it is, of whom, or for whom.
"""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.orm import Session

from assessment.services.colleges import picturing
from assessment.services.copying import CodeNotReadable as CodeNotReadable
from assessment.services.copying import read_control_code
from assessment.services.moments import day_of
from assessment.store import colleges, conversations, releases, results

# Who keeps the codes of documents. A new kind of document adds its own.
KEEPERS: tuple[Callable[[Session, str], datetime | None], ...] = (
    results.find_made_by_code,
    releases.find_made_by_code,
    conversations.find_agreed_moment,
    colleges.find_made_by_code,
)


def find_day(db: Session, typed: str) -> date | None:
    """Return the day on which the document with this code was made, or None when it is unknown.

    Every keeper is asked, whoever has it, so that the time tells nothing. Raises CodeNotReadable.
    """
    digits = read_control_code(typed)
    found = [moment for keeper in KEEPERS if (moment := keeper(db, digits)) is not None]
    return day_of(min(found)) if found else None


def is_void(db: Session, typed: str, *, now: datetime) -> bool:
    """Return whether a document was made here and is worth no more; raises CodeNotReadable.

    Only what is about several people can become void: when one of them takes back the yes.
    """
    return picturing.is_void(db, read_control_code(typed), now=now)
