"""Which keys a database needs: each is noted there before it locks anything."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.orm import Session

from assessment.store.data_keys import DataKeyMissing, DataKeys
from assessment.store.database import take_turn, writing
from assessment.store.tables import DataKeyRow
from assessment.store.tables.columns import keys_of
from assessment.wording import say


def find_lost_keys(db: Session) -> list[str]:
    """Return the keys, by name, that locked something here and are not in the file.

    Raises DataKeyMissing without a file.
    """
    there = {key.name for key in _keys(db).list()}
    return [name for name in list_noted_keys(db) if name not in there]


def list_noted_keys(db: Session) -> list[str]:
    """Return the names of the keys that may have locked something in this database."""
    return list(db.scalars(select(DataKeyRow.id).order_by(DataKeyRow.noted_at, DataKeyRow.id)))


def note_keys(db: Session, names: Collection[str], now: datetime) -> None:
    """Note that keys may lock something from now on."""
    new = [name for name in names if name not in list_noted_keys(db)]
    if new:
        db.execute(insert(DataKeyRow), [{"id": name, "noted_at": now} for name in new])


def forget_key(db: Session, name: str) -> None:
    """Note that nothing is locked with a key any more."""
    db.execute(delete(DataKeyRow).where(DataKeyRow.id == name))


def match_keys(engine: Engine, now: datetime) -> None:
    """Note the keys in the file; raises DataKeyMissing when one that is needed is lost."""
    with writing(engine) as db:
        take_turn(db, "keys")  # of two machines that begin at once with keys of their own
        if lost := find_lost_keys(db):
            raise DataKeyMissing(say("keys.lost", names=", ".join(lost), path=_keys(db).file))
        note_keys(db, [key.name for key in _keys(db).list()], now)
        db.commit()


def _keys(db: Session) -> DataKeys:
    return keys_of(db.get_bind().dialect)
