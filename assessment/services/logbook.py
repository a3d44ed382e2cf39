"""The logbook: what somebody learned, how long it took, and which goal it served."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services.content import Content
from assessment.services.moments import TWICE
from assessment.store import logbook
from assessment.store.logbook import Certificate as Certificate
from assessment.store.logbook import Entry as Entry
from assessment.store.logbook import EntryChanged as EntryChanged
from assessment.store.logbook import EntryNotFound as EntryNotFound
from values.constants import REMOVED_DAYS

MOST_ENTRIES = 2000  # of one account: some fifty a year for forty years
MOST_HOURS = 500  # in one entry
YEARS_BACK = 50
HUNDREDTHS = 100  # of an hour
KEPT_REMOVED = timedelta(days=REMOVED_DAYS)


class LogbookFull(Exception):
    """An account has as many entries as it can hold."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What the owner types in an entry; ``hundredths`` are of an hour."""

    day: date
    hundredths: int
    what: str
    learned: str = ""
    about: str = ""  # a competency or value, or empty
    programme: str = ""  # of the catalogue, or empty


def read_hours(text: str) -> int:
    """Return the hundredths of an hour in ``text``, such as "2,5"; ValueError for anything else.

    Examples
    --------
    >>> read_hours("2,5"), read_hours("0.25"), read_hours("12")
    (250, 25, 1200)
    """
    before, _, after = text.strip().replace(",", ".").partition(".")
    digits = before + after
    if not (digits.isascii() and digits.isdigit()) or len(after) > 2 or len(before) > 4:
        raise ValueError(text)
    found = int(before or "0") * HUNDREDTHS + int(after.ljust(2, "0"))
    if not 0 < found <= MOST_HOURS * HUNDREDTHS:
        raise ValueError(text)
    return found


def write_hours(hundredths: int) -> str:
    """Return hours as people write them here.

    Examples
    --------
    >>> write_hours(250), write_hours(1200), write_hours(125)
    ('2,5', '12', '1,25')
    """
    whole, part = divmod(hundredths, HUNDREDTHS)
    return f"{whole},{part:02}".rstrip("0") if part else f"{whole}"


def sum_by_year(entries: Iterable[Entry]) -> dict[int, int]:
    """Return the hundredths of an hour in each year, the newest year first."""
    sums: Counter[int] = Counter()
    for entry in entries:
        sums[entry.day.year] += entry.hundredths
    return dict(sorted(sums.items(), reverse=True))


def add_entry(db: Session, account_id: UUID, learned: Learned, *, now: datetime) -> UUID:
    """Keep a new entry and return its id; raises LogbookFull.

    Who pressed the button twice learned it once.
    """
    for entry in logbook.list_new(db, account_id, since=now - TWICE):
        if learned_of(entry) == learned:
            return entry.id
    if logbook.count_entries(db, account_id) >= MOST_ENTRIES:
        raise LogbookFull
    return logbook.add_entry(db, account_id, asdict(learned), now=now)


def change_entry(
    db: Session, account_id: UUID, entry_id: UUID, learned: Learned, *, seen: int, now: datetime
) -> None:
    """Replace an entry; what it says already is no change. Raises EntryNotFound, EntryChanged.

    One that was taken out meanwhile, in another tab, is put back.
    """
    kept = logbook.find_entry(db, account_id, entry_id, lock=True)
    if kept.removed_at is not None:
        put_back(db, account_id, entry_id)
    if learned_of(kept) != learned:
        logbook.change_entry(db, account_id, entry_id, asdict(learned), seen=seen, now=now)


def learned_of(entry: Entry) -> Learned:
    """Return what the owner typed in an entry."""
    return Learned(
        entry.day, entry.hundredths, entry.what, entry.learned, entry.about, entry.programme
    )


def remove_entry(db: Session, account_id: UUID, entry_id: UUID, *, now: datetime) -> None:
    """Take an entry out; it can be put back for ``KEPT_REMOVED``."""
    logbook.set_removed(db, account_id, entry_id, now)


def put_back(db: Session, account_id: UUID, entry_id: UUID) -> None:
    """Put an entry back that was taken out."""
    logbook.set_removed(db, account_id, entry_id, None)


def find_entry(db: Session, account_id: UUID, entry_id: UUID) -> Entry:
    """Return an entry of this account, or raise EntryNotFound."""
    return logbook.find_entry(db, account_id, entry_id)


def list_entries(db: Session, account_id: UUID) -> list[Entry]:
    """Return what is in the logbook, the newest day first."""
    return logbook.list_entries(db, account_id)


def list_removed(db: Session, account_id: UUID) -> list[Entry]:
    """Return what was taken out of the logbook and can still be put back."""
    return logbook.list_entries(db, account_id, removed=True)


def list_followed(db: Session, attempt_id: UUID) -> tuple[str, ...]:
    """Return the programmes in the logbook of the account that an attempt is in, if it is in one.

    What somebody wrote in the logbook counts as followed in the advice.
    """
    return tuple(logbook.list_programmes(db, attempt_id))


def list_goal_subjects(content: Content) -> dict[str, str]:
    """Return the name of everything that a goal can be about, by id."""
    value_map = content.value_map
    competencies = {competency.id: competency.name for competency in value_map.competencies}
    return competencies | {value.id: value.name for value in value_map.values.values()}


def delete_removed(db: Session, *, now: datetime) -> None:
    """Delete for good what was taken out long enough ago."""
    logbook.delete_removed(db, now - KEPT_REMOVED)
