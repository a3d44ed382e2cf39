"""What every table shares: the names of constraints, and a time that keeps its zone."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

NAMING = {  # so that a migration can name the constraint it drops
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware time, kept in UTC also where the database forgets time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a naive time: it would be an hour wrong half the year."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the time as aware UTC."""
        if not isinstance(value, datetime):
            return None
        return value if value.tzinfo else value.replace(tzinfo=UTC)


# What a column is to the copy of everything that somebody gets of themselves (store/personal.py):
ADDRESS = {"address": True}  # of the mailbox whose row this is
SECRET = {"secret": True}  # opens something, or proves who somebody is: not in the copy
AS_JSON = {"json": True}  # text that holds JSON
A_FILE = {"file": True}  # bytes that go in the copy as a file
HOLDER = {"holder": True}  # a key to a row that is somebody's because this row is
# What a table is that holds nothing of a person.
OF_NOBODY = {"info": {"of_nobody": True}}


class Base(DeclarativeBase):
    """Every table's parent."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Moment}  # SQLAlchemy reads a class attribute
