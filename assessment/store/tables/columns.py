"""What every table shares: names of constraints, a time with its zone, and what is locked."""

import zlib
from binascii import a2b_base64, b2a_base64
from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import DateTime, Dialect, LargeBinary, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from assessment.store.data_keys import DataKeyMissing, DataKeys
from assessment.wording import say

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

_PACKED = b"x"  # how what zlib packed begins; JSON never does
_KEYS: WeakKeyDictionary[Dialect, DataKeys] = WeakKeyDictionary()  # of the engine of a dialect


def use_keys(dialect: Dialect, keys: DataKeys) -> None:
    """Lock and open with these keys whatever goes through the engine of ``dialect``."""
    _KEYS[dialect] = keys


def keys_of(dialect: Dialect) -> DataKeys:
    """Return the keys that an engine was opened with; raises DataKeyMissing without."""
    try:
        return _KEYS[dialect]
    except KeyError as error:
        raise DataKeyMissing(say("keys.none")) from error


def lock_text(keys: DataKeys, text: str) -> str:
    """Return how a text stands in the database: locked, in base64; an empty text says nothing."""
    return _write_locked(keys.lock(text.encode())) if text else ""


def open_text(keys: DataKeys, locked: str) -> str:
    """Return the text that stands locked in the database; raises DataKeyMissing."""
    return _open_locked(keys, locked).decode() if locked else ""


def lock_text_anew(keys: DataKeys, locked: str) -> str:
    """Return what stands locked in a column of text, locked with the first key."""
    return _write_locked(keys.lock(_open_locked(keys, locked)))


def _write_locked(locked: bytes) -> str:
    return b2a_base64(locked, newline=False).decode()


def _open_locked(keys: DataKeys, locked: str) -> bytes:
    try:
        return keys.open(a2b_base64(locked))
    except ValueError as error:  # no base64: nobody locked it
        raise DataKeyMissing(say("keys.not_locked")) from error


class EncryptedText(TypeDecorator[str]):
    """A text that somebody wrote, or that tells of somebody: locked in the database.

    The database can neither search nor sort it. Its length can be seen.
    """

    impl: type[String] = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Lock a text on its way in."""
        return None if value is None else lock_text(keys_of(dialect), value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Open a text on its way out; raises DataKeyMissing."""
        return None if value is None else open_text(keys_of(dialect), value)


class EncryptedLongText(EncryptedText):
    """A long text of our own making, such as a profile: packed with zlib, and then locked.

    What stands there from before was not packed, and is read as well.
    """

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Pack and lock a text on its way in."""
        if not value:
            return value
        return _write_locked(keys_of(dialect).lock(zlib.compress(value.encode())))

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Open and unpack a text on its way out; raises DataKeyMissing."""
        if not value:
            return value
        opened = _open_locked(keys_of(dialect), value)
        return (zlib.decompress(opened) if opened[:1] == _PACKED else opened).decode()


class EncryptedName(EncryptedText):
    """The same in a column that was made as VARCHAR; a new column is an EncryptedText."""

    impl = String
    cache_ok = True


class EncryptedBytes(TypeDecorator[bytes]):
    """A file that tells of somebody: locked in the database."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Lock a file on its way in."""
        return None if value is None else keys_of(dialect).lock(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Open a file on its way out; raises DataKeyMissing."""
        return None if value is None else keys_of(dialect).open(bytes(value))


class Base(DeclarativeBase):
    """Every table's parent."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Moment}  # SQLAlchemy reads a class attribute
