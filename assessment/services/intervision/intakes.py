"""What somebody says to be placed in one round."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.intervision.model import Person
from assessment.services import auditing
from assessment.services.auditing import Act
from assessment.services.moments import day_of
from assessment.store import intervision
from assessment.store.intervision import OPEN, Intake, Round

MOST_THEMES = 3
MOST_APART = 20  # people whom somebody names
MAX_NAME, MAX_APART = 80, 2000  # characters


class RoundClosed(Exception):
    """Nobody can join this round any more, or not yet do what was asked."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says: where and when, what they would like, and with whom not."""

    name: str
    places: Sequence[str]
    dayparts: Sequence[str]
    themes: Sequence[str] = ()
    phase: str = ""
    company: str = ""
    shows_address: bool = False
    apart: str = ""  # an address or a name a line


def is_open(round_: Round, *, now: datetime) -> bool:
    """Return whether people can join, and change what they said."""
    return round_.state == OPEN and day_of(now) <= round_.closes_on


def keep_intake(
    db: Session, account_id: UUID, round_id: UUID, intake: Told, *, now: datetime
) -> None:
    """Keep what somebody says in place of what was said before; raises RoundClosed."""
    round_ = intervision.get_round(db, round_id, lock=True)
    if not is_open(round_, now=now):
        raise RoundClosed(round_id)
    facts = {
        "places": list(intake.places), "dayparts": list(intake.dayparts),
        "themes": list(intake.themes),
        "phase": intake.phase, "company": intake.company, "shows_address": intake.shows_address,
    }  # fmt: skip
    intervision.keep_intake(
        db, round_id, account_id, name=intake.name, facts=facts, apart=intake.apart, now=now
    )
    auditing.note_act(
        db, Act.INTERVISION_JOINED, actor=account_id, subject=account_id, about=round_id, now=now
    )


def find_told(db: Session, account_id: UUID, round_id: UUID) -> Told | None:
    """Return what somebody said in a round, or None."""
    found = intervision.find_intake(db, round_id, account_id)
    return None if found is None else Told(name=found.name, apart=found.apart, **found.facts)


def list_open(db: Session, *, now: datetime) -> list[Round]:
    """Return the rounds that people can join today."""
    return [one for one in intervision.list_rounds(db, OPEN) if is_open(one, now=now)]


def list_joined(db: Session, account_id: UUID, rounds: Collection[Round]) -> set[UUID]:
    """Return in which of some rounds somebody wants to be placed."""
    return {r.id for r in rounds if intervision.find_intake(db, r.id, account_id) is not None}


def describe_person(intake: Intake) -> Person:
    """Return what placing needs of somebody."""
    facts = intake.facts
    return Person(
        frozenset(facts["places"]),
        frozenset(facts["dayparts"]),
        frozenset(facts["themes"]),
        facts["phase"],
        facts["company"],
    )
