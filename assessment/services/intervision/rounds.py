"""A round of the desk: opened, closed, proposed and confirmed."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import auditing, mailing
from assessment.services.auditing import Act
from assessment.services.disclosure import FEWEST_PUBLISHED
from assessment.services.intervision.arranging import open_board
from assessment.services.intervision.intakes import RoundClosed, is_open, list_joined, list_open
from assessment.services.intervision.texts import THEMES
from assessment.services.moments import TWICE, day_of
from assessment.store import intervision
from assessment.store import intervision_groups as groups
from assessment.store.intervision import ASKED, CLOSED, CONFIRMED, OPEN, PROPOSED
from assessment.store.intervision import STATES as STATES
from assessment.store.intervision import Round as Round
from assessment.store.intervision import RoundNotFound as RoundNotFound
from values.calendar import months_later
from values.constants import INTERVISION_MONTHS

OFFERED_AS = "intervisie"  # the kind of the programmes in the catalogue that rounds are for
ROUNDED = 5  # counts of themes are told down to a multiple of this


class RulesBroken(Exception):
    """A group breaks a rule, so the groups cannot be confirmed."""


class NobodyJoined(Exception):
    """Nobody takes part in the round, so there is nothing to close or to work out."""


def open_round(
    db: Session, name: str, closes_on: date, *, actor: UUID | None, now: datetime
) -> UUID:
    """Open a round for intakes and return its id; who pressed the button twice opened one."""
    for one in intervision.list_rounds(db, OPEN):
        if (one.name, one.closes_on) == (name, closes_on) and one.opened_at > now - TWICE:
            return one.id
    round_id = intervision.add_round(db, name, closes_on, opened_by=actor, now=now)
    auditing.note_act(db, Act.INTERVISION_OPENED, actor=actor, about=round_id, now=now)
    return round_id


def get_round(db: Session, round_id: UUID) -> Round:
    """Return a round, or raise RoundNotFound."""
    return intervision.get_round(db, round_id)


def list_rounds(db: Session) -> list[tuple[Round, int]]:
    """Return every round, the newest first, with how many people want to be placed in it."""
    found = intervision.list_rounds(db)
    return [(one, intervision.count_intakes(db, one.id)) for one in found]


def list_current(db: Session, account_id: UUID, *, now: datetime) -> list[Round]:
    """Return the rounds that somebody can join, and those that they wait for."""
    running = intervision.list_rounds(db, OPEN, CLOSED, ASKED, PROPOSED, CONFIRMED)
    joined = list_joined(db, account_id, running)
    seated = groups.list_rounds_of(db, account_id)
    wanted = [one for one in running if is_open(one, now=now) or one.id in joined]
    return [one for one in wanted if one.id not in seated]


def find_open(db: Session, account_id: UUID | None, *, now: datetime) -> Round | None:
    """Return the newest round that somebody can still join; without an account any that is open."""
    if account_id is None:
        return next(iter(list_open(db, now=now)), None)
    joinable = [one for one in list_current(db, account_id, now=now) if is_open(one, now=now)]
    joined = list_joined(db, account_id, joinable)
    return next((one for one in joinable if one.id not in joined), None)


def close_round(db: Session, round_id: UUID) -> None:
    """Close the intake. Themes are counted now and never again: a later count would tell who left.

    Raises RoundClosed when it was closed already, and NobodyJoined.
    """
    _require(db, round_id, OPEN)
    _require_people(db, round_id)
    intervision.set_round(db, round_id, state=CLOSED, themes=_count_themes(db, round_id))


def ask_proposal(db: Session, round_id: UUID, *, now: datetime) -> None:
    """Have groups worked out; a proposal of before is replaced.

    Raises RoundClosed, and NobodyJoined when all who joined left again.
    """
    _require(db, round_id, CLOSED, PROPOSED)
    _require_people(db, round_id)
    intervision.set_round(db, round_id, state=ASKED, asked_at=now, progress=0, facts={})


def confirm_groups(
    db: Session, round_id: UUID, *, actor: UUID | None, url: str, now: datetime
) -> None:
    """Tell everybody the group; raises RulesBroken when a group breaks a rule, or RoundClosed."""
    _require(db, round_id, PROPOSED)
    board = open_board(db, round_id)
    if not board.groups or any(group.broken for group in board.groups):
        raise RulesBroken(round_id)
    ends_on = months_later(now, INTERVISION_MONTHS)
    intervision.set_round(
        db, round_id, state=CONFIRMED, confirmed_at=now, ends_on=day_of(ends_on), progress=100
    )
    for group in board.groups:
        for seat in group.seats:
            mailing.write_mail(db, seat.address, "intervision_placed", now=now, url=url)
    for seat, _ in board.left:
        mailing.write_mail(db, seat.address, "intervision_left", now=now, url=url)
    auditing.note_act(db, Act.INTERVISION_CONFIRMED, actor=actor, about=round_id, now=now)


def list_groups(db: Session, round_id: UUID) -> list[groups.StoredGroup]:
    """Return the groups of a round by number."""
    return groups.list_groups(db, round_id)


def _count_themes(db: Session, round_id: UUID) -> Mapping[str, int]:
    """Return how many people chose each theme, rounded down, from so many people on."""
    told = intervision.list_intakes(db, round_id)
    chosen = Counter(theme for one in told for theme in one.facts["themes"])
    return {
        theme: chosen[theme] - chosen[theme] % ROUNDED
        for theme in THEMES
        if chosen[theme] >= FEWEST_PUBLISHED
    }


def _require(db: Session, round_id: UUID, *states: str) -> Round:
    round_ = intervision.get_round(db, round_id, lock=True)
    if round_.state not in states:
        raise RoundClosed(round_id)
    return round_


def _require_people(db: Session, round_id: UUID) -> None:
    if not intervision.count_intakes(db, round_id):
        raise NobodyJoined(round_id)
