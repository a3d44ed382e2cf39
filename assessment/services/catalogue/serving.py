"""Which version of the catalogue serves: the one in use, and of a plan the one it is made with.

Whom a person can reach is always as it is now: a telephone number of before helps nobody.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from assessment.plan import Catalogue
from assessment.plan.loader import read_offer
from assessment.plan.model import Contact
from assessment.plan.offer_advice import drop_unknown
from assessment.services.content import Content
from assessment.services.versions import Versions
from assessment.store import catalogues, versions
from assessment.store.catalogues import KIND
from values import ContentError

log = logging.getLogger(__name__)

SHIPPED = 0  # the number of what came with the program
VERSIONS: Versions[Mapping[str, Any]] = Versions(
    KIND, subject_of=lambda _: KIND, write=dict, read=lambda version: version.document
)
# A version never changes, and reading one takes longer than a page may. It is known by number and
# moment: a number that was not committed may come again.
_READ: WeakKeyDictionary[Any, dict[tuple[int, datetime | None], Catalogue]] = WeakKeyDictionary()


def find_number_in_use(db: Session) -> int:
    """Return the version in use; 0 is what came with the program."""
    return catalogues.find_number_in_use(db)


def find_catalogue(db: Session, content: Content, number: int) -> Catalogue:
    """Return a version of the catalogue, to be served."""
    if number == SHIPPED:
        return content.catalogue
    read = _READ.setdefault(db.get_bind().dialect, {})
    key = number, catalogues.find_moment(db, number)
    if key not in read:
        table = versions.get_version(db, KIND, number).document
        read[key] = _fit(table, content.catalogue, number)
    return read[key]


def content_in_use(db: Session, content: Content) -> Content:
    """Return the content with the catalogue that is in use now."""
    return replace(content, catalogue=find_catalogue(db, content, find_number_in_use(db)))


def content_of(db: Session, content: Content, attempt_id: UUID) -> Content:
    """Return the content with the catalogue that the plan of an attempt is made with."""
    number, in_use = catalogues.find_number(db, attempt_id), find_number_in_use(db)
    catalogue = find_catalogue(db, content, number)
    if number != in_use:
        catalogue = _with_contacts(catalogue, find_catalogue(db, content, in_use).contacts)
    return replace(content, catalogue=catalogue)


def keep_number(db: Session, attempt_id: UUID, *, now: datetime) -> None:
    """Have the plan of an attempt made with what is in use now, until its owner asks for newer."""
    catalogues.keep_number(db, attempt_id, find_number_in_use(db), now=now)


def has_newer(db: Session, attempt_id: UUID) -> bool:
    """Return whether another version is in use than the plan of an attempt is made with."""
    return catalogues.find_number(db, attempt_id) != find_number_in_use(db)


def _fit(table: Mapping[str, Any], base: Catalogue, number: int) -> Catalogue:
    """Return a version beside the content of now, which may be newer than the version.

    A contact, a note on payment or a wish that is gone is left out; who is to be reached for
    support is there. What cannot be read at all gives way to what came with the program, which
    the log tells.
    """
    try:
        read = read_offer(drop_unknown(table, base), base)
    except ContentError as error:
        log.error("version %d of the catalogue cannot be read: %s", number, error)
        return base
    notes = {"", *(note.id for note in read.payment)}
    programmes = tuple(
        replace(one, payment=one.payment if one.payment in notes else "") for one in read.programmes
    )
    needed = {contact_id for note in base.support for contact_id in note.contacts}
    needed -= {contact.id for contact in read.contacts}
    added = (contact for contact in base.contacts if contact.id in needed)
    return _with_contacts(replace(read, programmes=programmes), (*read.contacts, *added))


def _with_contacts(catalogue: Catalogue, contacts: tuple[Contact, ...]) -> Catalogue:
    """Return a catalogue with these contacts; a programme that points to another has none."""
    known = {contact.id for contact in contacts}
    programmes = tuple(
        programme if programme.contact in known else replace(programme, contact="")
        for programme in catalogue.programmes
    )
    return replace(catalogue, programmes=programmes, contacts=contacts)
