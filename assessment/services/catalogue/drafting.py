"""Change the catalogue in a draft that nobody sees, and publish it as a version that never changes.

A published programme never disappears, because a plan may point to it: it ends.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.plan import Catalogue, offer_checks, offer_file
from assessment.plan.checks import CATALOGUE
from assessment.plan.contact_checks import CONTACTS
from assessment.plan.facts import check_facts, list_facts, tell_age
from assessment.plan.loader import read_offer
from assessment.plan.model import ENDED, Contact, Programme
from assessment.services import auditing
from assessment.services.auditing import Act
from assessment.services.catalogue import serving
from assessment.services.catalogue.serving import SHIPPED, VERSIONS
from assessment.services.content import Content
from assessment.store import catalogues
from assessment.store.catalogues import Draft as Draft
from assessment.store.catalogues import DraftChanged as DraftChanged
from assessment.store.versions import Version
from assessment.texts import Texts
from values import ContentError
from values.problems import tell_first

say = Texts(Path(__file__).with_name("catalogue.toml")).say
Table = Mapping[str, Any]


class CatalogueRefused(Exception):
    """The catalogue cannot be used, with every reason why, one sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


class NoSuchVersion(LookupError):
    """There is no version of the catalogue with this number."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The catalogue as the desk sees it: the draft when there is one, else what is in use.

    ``revision`` is 0 without a draft. ``problems`` keep it from being published, ``warnings`` do
    not; ``due`` are facts to look up again. A draft that ``is_unfit`` cannot be read by the program
    of now: ``catalogue`` is what is in use, and the draft is mended as a file or thrown away.
    """

    catalogue: Catalogue
    table: Table
    based_on: int
    in_use: int
    revision: int
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    due: tuple[str, ...]
    is_unfit: bool = False

    @property
    def is_draft(self) -> bool:
        """Return whether something is being changed."""
        return self.revision > 0

    def find(self, programme_id: str) -> Programme | None:
        """Return a programme by its id, or None."""
        found = (one for one in self.catalogue.programmes if one.id == programme_id)
        return next(found, None)


def open_desk(db: Session, content: Content, *, today: date) -> Desk:
    """Return the catalogue to be looked at and changed."""
    draft, in_use = catalogues.find_draft(db), serving.find_number_in_use(db)
    catalogue = serving.find_catalogue(db, content, in_use)
    if draft is None:
        table: Table = offer_file.tabulate_offer(catalogue)
        desk = Desk(catalogue, table, in_use, in_use, 0, (), (), ())
    else:
        desk = Desk(catalogue, draft.table, draft.based_on, in_use, draft.revision, (), (), ())
        try:
            catalogue = read_offer(draft.table, content.catalogue)
        except ContentError as error:
            return replace(desk, problems=tuple(tell_first(error.problems)), is_unfit=True)
    published = list_published(db, content)
    problems = offer_checks.find_problems(catalogue, content.value_map, published=published)
    return replace(
        desk,
        catalogue=catalogue,
        problems=tuple(tell_first(problems)),
        warnings=tuple(offer_checks.find_warnings(catalogue, content.value_map)),
        due=tuple(list_due(catalogue, today)),
    )


def list_due(catalogue: Catalogue, today: date) -> list[str]:
    """Return which programmes are to be looked up again by now, or within two months."""
    there = tuple(one for one in catalogue.programmes if one.status != ENDED)
    every = list_facts(replace(catalogue, programmes=there))
    own = [fact for fact in every if fact.place.startswith((CATALOGUE, CONTACTS))]
    age = tell_age([fact for fact in own if not list(check_facts([fact]))], today)
    return [*age.overdue, *age.warnings]


def list_published(db: Session, content: Content) -> set[str]:
    """Return the ids of all programmes that a plan may point to: of the version in use."""
    number = serving.find_number_in_use(db)
    return {one.id for one in serving.find_catalogue(db, content, number).programmes}


def keep_programme(
    db: Session, content: Content, desk: Desk, programme: Programme, *, now: datetime
) -> None:
    """Keep a programme in the draft, in the place of the one with its id, or at the end.

    Raises CatalogueRefused with what is wrong with this programme, and DraftChanged.
    """
    keep_entry(db, content, desk, "programmes", programme, now=now)


def keep_entry(
    db: Session,
    content: Content,
    desk: Desk,
    name: str,
    entry: Programme | Contact,
    *,
    now: datetime,
) -> None:
    """Keep an entry of a table in the draft, in the place of the one with its id, or at the end.

    Raises CatalogueRefused with what is wrong with this entry, and DraftChanged.
    """  # fmt: skip
    told = [dict(one) for one in list_entries(desk, name)]
    ids = [one["id"] for one in told]
    if entry.id in ids:
        told[ids.index(entry.id)] = offer_file.tabulate_entry(entry)
    else:
        told.append(offer_file.tabulate_entry(entry))
    own = re.compile(rf"(: |programme |contact ){re.escape(entry.id)}(?![A-Za-z0-9-])")
    keep_table(db, content, desk, {name: told}, concerns=own, now=now)


def list_entries(desk: Desk, name: str) -> Sequence[Mapping[str, Any]]:
    """Return what stands in one table of the draft, also when it was made without that table."""
    told: Table = {**offer_file.tabulate_rest(desk.catalogue), **desk.table}
    return tuple(told[name])


def keep_table(
    db: Session,
    content: Content,
    desk: Desk,
    changed: Table,
    *,
    concerns: re.Pattern[str],
    now: datetime,
) -> None:
    """Keep changed tables in the draft.

    Raises CatalogueRefused with the problems that a change ``concerns``, and all of them when the
    draft could not be read before; DraftChanged.
    """
    table = {**desk.table, **changed}
    problems = desk.problems if desk.is_unfit else _find_problems(db, content, table)
    if mine := [one for one in problems if desk.is_unfit or concerns.search(one)]:
        raise CatalogueRefused(mine)
    _keep(db, desk, table, now=now)


def take_over(db: Session, content: Content, desk: Desk, text: str, *, now: datetime) -> None:
    """Make a draft of a whole catalogue in TOML; CatalogueRefused with every problem."""
    try:
        table = offer_file.read_offer_text(text)
    except ContentError as error:
        raise CatalogueRefused(error.problems) from error
    if problems := _find_problems(db, content, table):
        raise CatalogueRefused(problems)
    _keep(db, desk, table, now=now)


def discard_draft(db: Session, desk: Desk) -> None:
    """Throw the draft away; what is in use stays. Raises DraftChanged."""
    _check_seen(db, desk)
    catalogues.drop_draft(db)


def publish(db: Session, content: Content, desk: Desk, *, actor: UUID | None, now: datetime) -> int:
    """Publish the draft as the next version and return its number.

    Raises CatalogueRefused, with nothing written, when something is wrong with it, when it was
    made from a version that is not in use any more, or when it changes nothing; DraftChanged.
    """
    _check_seen(db, desk)
    if not desk.is_draft:
        raise CatalogueRefused([say("publish.nothing")])
    if desk.based_on != desk.in_use:
        raise CatalogueRefused([say("publish.old", number=desk.based_on, now=desk.in_use)])
    if desk.problems:
        raise CatalogueRefused(desk.problems)
    before = serving.find_catalogue(db, content, desk.in_use)
    if replace(desk.catalogue, version=before.version, checked=before.checked) == before:
        raise CatalogueRefused([say("publish.same")])
    version = max(before.version, content.catalogue.version) + 1
    table = {**desk.table, "version": version, "checked": f"{now:%Y-%m}"}
    number = VERSIONS.keep(db, table, now=now)
    VERSIONS.put_into_use(db, number, now=now)
    catalogues.drop_draft(db)
    auditing.note_act(db, Act.CATALOGUE_PUBLISHED, actor=actor, about=number, now=now)
    return number


def list_versions(db: Session) -> list[Version]:
    """Return every published version, the newest first."""
    return VERSIONS.list_all(db)[::-1]


def export_version(db: Session, content: Content, number: int | None, *, today: date) -> str:
    """Return a version as TOML, or without a number what the desk sees; NoSuchVersion."""
    if number is None:
        return offer_file.write_offer(open_desk(db, content, today=today).table)
    known = {SHIPPED, *(version.number for version in VERSIONS.list_all(db))}
    if number not in known:
        raise NoSuchVersion(number)
    catalogue = serving.find_catalogue(db, content, number)
    return offer_file.write_offer(offer_file.tabulate_offer(catalogue))


def find_catalogue_in_use(db: Session, content: Content) -> Catalogue:
    """Return the catalogue that participants see now."""
    return serving.content_in_use(db, content).catalogue


def write_unfit(desk: Desk) -> str:
    """Return a draft that cannot be read any more as TOML, to be mended; of others nothing."""
    return offer_file.write_offer(desk.table) if desk.is_unfit else ""


def name_status(status: str) -> str:
    """Return in words whether a programme is there."""
    return say(f"status.{status}")


def _find_problems(db: Session, content: Content, table: Table) -> list[str]:
    """Return everything that is wrong with a table: its fields, or else its meaning."""
    try:
        catalogue = read_offer(table, content.catalogue)
    except ContentError as error:
        return list(error.problems)
    published = list_published(db, content)
    return offer_checks.find_problems(catalogue, content.value_map, published=published)


def _keep(db: Session, desk: Desk, table: Table, *, now: datetime) -> None:
    based_on = desk.based_on if desk.is_draft else desk.in_use
    catalogues.keep_draft(db, table, based_on=based_on, seen=desk.revision, now=now)


def _check_seen(db: Session, desk: Desk) -> None:
    draft = catalogues.lock_draft(db)
    if (0 if draft is None else draft.revision) != desk.revision:
        raise DraftChanged
