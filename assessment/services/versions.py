"""The versions of one kind: kept once, used on purpose and stopped. Norms are such a kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from assessment.json_reading import InputError
from assessment.store import versions as store
from assessment.store.versions import Version, VersionNotFound
from assessment.wording import say

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Versions(Generic[T]):
    """How records of one kind are kept: each under a number, none of them ever changed.

    Attributes
    ----------
    kind : str
        In the store, and the section of its sentences in wording.toml.
    subject_of : callable
        What a record is about; of one subject one record is in use.
    write : callable
        From a record to JSON.
    read : callable
        From what is kept to the record, with its number.
    """

    kind: str
    subject_of: Callable[[T], str]
    write: Callable[[T], dict[str, Any]]
    read: Callable[[Version], T]

    def keep(self, db: Session, record: T, *, now: datetime) -> int:
        """Keep a record that nobody uses yet, and return its number."""
        document = self.write(record)
        return store.add_version(db, self.kind, self.subject_of(record), document, now=now)

    def find_version(self, db: Session, number: int) -> Version:
        """Return what is kept under a number; InputError when there is nothing."""
        try:
            return store.get_version(db, self.kind, number)
        except VersionNotFound as error:
            raise InputError([say(f"{self.kind}.unknown", number=number)]) from error

    def find(self, db: Session, number: int) -> T:
        """Return the record under a number; InputError when there is none."""
        return self.read(self.find_version(db, number))

    def list_all(self, db: Session) -> list[Version]:
        """Return everything that is kept, oldest first."""
        return store.list_versions(db, self.kind)

    def find_in_use(self, db: Session, subject: str) -> T | None:
        """Return the record about a subject that is in use, or None."""
        version = store.find_version_in_use(db, self.kind, subject)
        return None if version is None else self.read(version)

    def is_in_use(self, db: Session, subject: str) -> bool:
        """Return whether any record about a subject is in use."""
        return store.find_version_in_use(db, self.kind, subject) is not None

    def put_into_use(self, db: Session, number: int, *, now: datetime) -> None:
        """Put a record into use; the one about the same subject that was in use is stopped."""
        store.put_into_use(db, self.kind, number, now=now)

    def stop_using(self, db: Session, subject: str, *, now: datetime) -> None:
        """Stop the record about a subject that is in use, if there is one."""
        store.stop_using(db, self.kind, subject, now=now)
