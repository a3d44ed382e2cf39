"""Rounds as the desk keeps them: made, changed, copied for next year, and forgotten."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from assessment.services import auditing
from assessment.services.auditing import Act
from assessment.services.codes import draw_code, hash_code
from assessment.services.moments import TWICE, day_of
from assessment.services.rounds.addresses import MOST_PEOPLE, AddressesRefused
from assessment.store import round_invitations, rounds
from assessment.store.database import take_turn
from assessment.store.rounds import Mailing, Round, Told
from assessment.store.rounds import RoundNotFound as RoundNotFound
from assessment.wording import say
from values.calendar import years_later
from values.constants import KEPT_ADDRESSES_DAYS, TERM_YEARS

KINDS = ("orientatie", "jaarlijks", "programma")
TURN = "rounds"  # what counts and mails of rounds goes one after the other


class RoundClosed(Exception):
    """The last day of a round is over."""


class AddressesGone(Exception):
    """The mailboxes of a round were forgotten, so it can open no more."""


@dataclass(frozen=True, slots=True)
class Added:
    """How many mailboxes are new in a round, and how many stood there already."""

    new: int
    known: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the desk is told of a round. ``named`` said that the desk may see they are done."""

    round: Round
    told: Mapping[str, Told]
    named: Sequence[str]
    mailings: Sequence[Mailing]
    is_closed: bool
    forgets_on: date


def add_round(
    db: Session,
    actor: UUID | None,
    *,
    name: str,
    kind: str,
    phase: str,
    closes_on: date,
    now: datetime,
) -> UUID:
    """Keep a new round of the desk; who pressed the button twice made one."""
    take_turn(db, TURN)
    facts = {"name": name, "kind": kind, "phase": phase, "closes_on": closes_on}
    return _find_made(db, facts, 0, now) or _keep_round(db, actor, facts, now)


def _find_made(
    db: Session, facts: Mapping[str, Any], invited: int, now: datetime, like: UUID | None = None
) -> UUID | None:
    """Return the round that was made a moment ago with these facts and as many mailboxes."""
    for one in rounds.list_rounds(db):
        is_same = one.invited == invited and all(getattr(one, key) == facts[key] for key in facts)
        if is_same and one.id != like and one.made_at > now - TWICE:
            return one.id
    return None


def _keep_round(db: Session, actor: UUID | None, facts: Mapping[str, Any], now: datetime) -> UUID:
    round_id = rounds.add_round(db, **facts, now=now)
    auditing.note_act(db, Act.ROUND_MADE, actor=actor, about=round_id, now=now)
    return round_id


def change_round(
    db: Session, actor: UUID | None, round_id: UUID, *, name: str, closes_on: date, now: datetime
) -> None:
    """Give a round another name or last day; AddressesGone when it cannot open again."""
    found = rounds.get_round(db, round_id)
    if forgets_on(found) < day_of(now) and closes_on != found.closes_on:
        raise AddressesGone(round_id)
    rounds.change_round(db, round_id, name=name, closes_on=closes_on)
    auditing.note_act(db, Act.ROUND_CHANGED, actor=actor, about=round_id, now=now)


def list_rounds(db: Session) -> Sequence[Round]:
    """Return every round, the one that closes last first."""
    return rounds.list_rounds(db)


def find_round(db: Session, round_id: UUID) -> Round:
    """Return a round, or raise RoundNotFound."""
    return rounds.get_round(db, round_id)


def read_overview(db: Session, round_id: UUID, *, now: datetime) -> Overview:
    """Return all that the desk is told of a round, or raise RoundNotFound.

    Nothing in it is read from how people stand at this moment: it was counted on the days it tells.
    """
    found = rounds.get_round(db, round_id)
    return Overview(
        round=found,
        told=rounds.list_told(db, round_id),
        named=round_invitations.list_named(db, round_id),
        mailings=rounds.list_mailings(db, round_id),
        is_closed=is_closed(found, now),
        forgets_on=forgets_on(found),
    )


def note_read(db: Session, actor: UUID | None, round_id: UUID, *, now: datetime) -> None:
    """Note that the desk read who of a round are done and let that be seen."""
    auditing.note_act(db, Act.ROUND_READ, actor=actor, about=round_id, now=now)


def is_closed(of_round: Round, now: datetime) -> bool:
    """Return whether the last day of a round is over."""
    return day_of(now) > of_round.closes_on


def forgets_on(of_round: Round) -> date:
    """Return the day after which the mailboxes of a round are forgotten."""
    return of_round.closes_on + timedelta(days=KEPT_ADDRESSES_DAYS)


def add_people(
    db: Session,
    actor: UUID | None,
    round_id: UUID,
    addresses: Sequence[str],
    *,
    secret: str,
    now: datetime,
) -> Added:
    """Add mailboxes to a round; none is mailed yet.

    One that was withdrawn is invited again. What is answered depends on what the desk did itself
    and on nothing else. Raises RoundClosed or AddressesRefused; then nothing has been written.
    """
    take_turn(db, TURN)
    if is_closed(rounds.get_round(db, round_id), now):
        raise RoundClosed(round_id)
    keys = {_key(address, secret): address for address in addresses}
    known = rounds.list_known(db, round_id)
    new = [key for key in keys if key not in known]
    again = [key for key in keys if known.get(key) is not None]
    if len(known) + len(new) > MOST_PEOPLE:
        total = len(known) + len(new)
        raise AddressesRefused([say("rounds.too_many", count=total, most=MOST_PEOPLE)])
    rounds.add_known(db, round_id, new)
    rounds.set_withdrawn(db, round_id, again, None)
    kept = [_renew(db, round_id, keys[key], now) for key in again]
    rest = [keys[key] for key in new] + [one for one in kept if one]
    round_invitations.add_invitations(db, [_new_row(round_id, one, now) for one in rest])
    auditing.note_act(db, Act.ROUND_FILLED, actor=actor, about=round_id, now=now)
    return Added(len(new) + len(again), len(keys) - len(new) - len(again))


def withdraw_person(
    db: Session, actor: UUID | None, round_id: UUID, address: str, *, secret: str, now: datetime
) -> None:
    """Let an invitation open nothing any more, if there is one; who began goes on.

    The same happens whoever it is of, and whether it was used.
    """
    take_turn(db, TURN)
    key = _key(address, secret)
    if rounds.list_known(db, round_id).get(key, now) is None:
        rounds.set_withdrawn(db, round_id, [key], now)
        found = round_invitations.find_by_address(db, round_id, address)
        if found is not None:
            round_invitations.change_invitation(db, found.id, withdrawn_at=now)
    auditing.note_act(db, Act.ROUND_WITHDRAWN, actor=actor, about=round_id, now=now)


def copy_round(
    db: Session,
    actor: UUID | None,
    round_id: UUID,
    *,
    name: str,
    closes_on: date,
    with_people: bool,
    now: datetime,
) -> UUID:
    """Make a round like another one, with the mailboxes that were not withdrawn or without any.

    Nobody is mailed yet. It holds as many as the desk added, whatever became of them. Who pressed
    the button twice made one. Raises AddressesGone when the mailboxes were forgotten; then nothing
    is kept.
    """
    take_turn(db, TURN)
    like = rounds.get_round(db, round_id)
    if with_people and forgets_on(like) < day_of(now):
        raise AddressesGone(round_id)
    known = rounds.list_known(db, round_id) if with_people else {}
    keys = [key for key, gone in known.items() if gone is None]
    facts = {"name": name, "kind": like.kind, "phase": like.phase, "closes_on": closes_on}
    if again := _find_made(db, facts, len(keys), now, round_id):
        return again
    addresses = round_invitations.list_addresses(db, round_id) if with_people else []
    made = _keep_round(db, actor, facts, now)
    if with_people:
        rounds.add_known(db, made, keys)
        round_invitations.add_invitations(db, [_new_row(made, one, now) for one in addresses])
    return made


def forget_address(db: Session, address: str) -> None:
    """Delete every invitation of a mailbox: its account goes."""
    round_invitations.delete_of_address(db, address)


def forget_old(db: Session, *, now: datetime) -> None:
    """Delete the mailboxes of rounds that closed long ago, and much later what else there is."""
    today = day_of(now)
    over = round_invitations.delete_closed_before(db, today - timedelta(days=KEPT_ADDRESSES_DAYS))
    rounds.forget_known(db, over)
    rounds.delete_closed_before(db, years_later(today, -TERM_YEARS))
    round_invitations.delete_refused_before(db, years_later(now, -TERM_YEARS))


def _renew(db: Session, round_id: UUID, address: str, now: datetime) -> str | None:
    """Let a withdrawn invitation work again; return its mailbox when there is none any more.

    It is mailed again, and stays in the numbers meanwhile: nobody is taken out of them on purpose.
    """
    found = round_invitations.find_by_address(db, round_id, address)
    if found is None:
        return address
    round_invitations.change_invitation(db, found.id, withdrawn_at=None, added_at=now)
    return None


def _new_row(round_id: UUID, address: str, now: datetime) -> Mapping[str, Any]:
    code = draw_code()
    return {
        "id": uuid4(),
        "round_id": round_id,
        "address": address,
        "code": code,
        "code_hash": hash_code(code),
        "added_at": now,
    }


def _key(address: str, secret: str) -> str:
    """Return under what a mailbox is known; nobody reads it without the installation's key."""
    return hmac.new(secret.encode(), f"round {address}".encode(), hashlib.sha256).hexdigest()
