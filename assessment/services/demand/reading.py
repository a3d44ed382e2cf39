"""Read what was published of what people want: on a page, as a table, and its codebook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from assessment.services.demand.publishing import TABLES, say
from assessment.services.demand.tables import Row
from assessment.services.disclosure import BAND, find_band
from assessment.spreadsheets import for_excel, write_csv
from assessment.store import demand

COLUMNS = ("phase", "since", "until", "table", "key", "name", "at_least", "at_most")


class NotPublished(LookupError):
    """Nothing was published of this phase and period."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what enough people want, the most wanted first, and what few want."""

    id: str
    title: str
    about: str
    told: tuple[Row, ...]
    few: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """What people of one phase wanted in one period; ``people`` is a band."""

    phase: str
    since: date
    until: date
    people: tuple[int, int]
    tables: tuple[Table, ...]
    published_at: datetime

    @property
    def last_day(self) -> date:
        """Return the last day of the period."""
        return self.until - timedelta(days=1)


def list_published(db: Session) -> list[Published]:
    """Return everything that was published, the newest first."""
    return [_read(one) for one in demand.list_demand(db)]


def find_published(db: Session, phase: str, until: str) -> Published:
    """Return one of them, or raise NotPublished."""
    for one in list_published(db):
        if (one.phase, one.until.isoformat()) == (phase, until):
            return one
    raise NotPublished(phase, until)


def write_table(db: Session, *, excel: bool) -> bytes:
    """Return everything that was published as CSV, a line for each number."""
    table = write_csv([COLUMNS, *(line for one in list_published(db) for line in _lines(one))])
    return for_excel(table) if excel else table


def write_codebook(*, excel: bool) -> bytes:
    """Return what each column of that table means, as CSV."""
    rows = [(name, say(f"codebook.{name}", band=BAND, few=BAND - 1)) for name in COLUMNS]
    table = write_csv([(say("codebook.column"), say("codebook.meaning")), *rows])
    return for_excel(table) if excel else table


def _lines(published: Published) -> Iterator[Sequence[object]]:
    period = (published.phase, published.since.isoformat(), published.until.isoformat())
    yield (*period, "people", "", "", *published.people)
    for table in published.tables:
        for row in (*table.told, *table.few):
            yield (*period, table.id, row.key, row.name, row.least, row.most)


def _read(kept: demand.Demand) -> Published:
    """Return what was kept; a table that came later than this period is an empty one."""
    tables = []
    for name in TABLES:
        rows = [
            Row(key, called, *find_band(least)) for key, called, least in kept.tables.get(name, ())
        ]
        told = sorted((row for row in rows if not row.is_few), key=lambda row: -row.least)
        few = tuple(row for row in rows if row.is_few)
        tables.append(Table(name, say(f"tables.{name}"), say(f"about.{name}"), tuple(told), few))
    people = find_band(kept.tables.get("people", 0))
    return Published(kept.phase, kept.since, kept.until, people, tuple(tables), kept.published_at)
