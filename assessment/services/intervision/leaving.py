"""Leaving a round or a group: at once, and everything that was said to be placed goes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.intervision.model import Sizes
from assessment.services import auditing, mailing, policy
from assessment.services.auditing import Act
from assessment.store import accounts, intervision
from assessment.store import intervision_groups as groups
from assessment.store.intervision import CONFIRMED


def leave_round(db: Session, account_id: UUID, round_id: UUID, *, url: str, now: datetime) -> None:
    """Take somebody out of a round and its group, whatever its state, with all that they said.

    The others in the group are told that it changed, and the desk when it got too small; ``url``
    is where they sign in.
    """
    _take_out(db, account_id, round_id, url=url, now=now)
    auditing.note_act(
        db, Act.INTERVISION_LEFT, actor=account_id, subject=account_id, about=round_id, now=now
    )


def _take_out(db: Session, account_id: UUID, round_id: UUID, *, url: str, now: datetime) -> None:
    round_ = intervision.get_round(db, round_id, lock=True)
    is_confirmed = round_.state == CONFIRMED
    group = groups.find_group_of(db, round_id, account_id) if is_confirmed else None
    intervision.delete_intake(db, round_id, account_id)
    groups.delete_empty(db, round_id)
    if group is not None:
        groups.note_change(db, [group.id], now)
        others = [one for one in group.members if one != account_id]
        for address in groups.find_addresses(db, others):
            mailing.write_mail(db, address, "intervision_changed", now=now, url=url)
        if len(others) < Sizes().fewest:
            _tell_desk(db, round_.name, group.number, url=url, now=now)


def leave_all(db: Session, account_id: UUID, *, url: str, now: datetime) -> None:
    """Take somebody out of every round, because the account goes; the caller notes that it does."""
    for round_ in intervision.list_rounds(db):
        if is_in(db, account_id, round_.id):
            _take_out(db, account_id, round_.id, url=url, now=now)


def is_in(db: Session, account_id: UUID, round_id: UUID) -> bool:
    """Return whether somebody wants to be placed in a round, or sits in a group of it."""
    return intervision.has_intake(db, round_id, account_id) or groups.has_seat(
        db, round_id, account_id
    )


def _tell_desk(db: Session, name: str, number: int, *, url: str, now: datetime) -> None:
    for one in accounts.keep_with_role(db, policy.MEDEWERKER):
        mailing.write_mail(
            db, one.address, "intervision_small", now=now, name=name, number=number, url=url
        )
