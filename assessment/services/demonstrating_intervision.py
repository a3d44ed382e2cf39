"""Intervision in a demonstration: a round to join, one with a proposal, one with groups."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.intervision.placing import place
from assessment.services.accounts import Account
from assessment.services.intervision import intakes, meeting, proposing, rounds
from assessment.services.intervision.gathering import gather
from assessment.services.intervision.intakes import Told
from assessment.services.intervision.texts import COMPANY, DAYPARTS, PLACES, THEMES, say
from assessment.services.moments import day_of
from assessment.services.policy import Actor

_STEPS = 20_000  # and no clock: a slow machine makes the same groups
_MONTH = timedelta(days=30)


def fill_rounds(
    db: Session, people: Sequence[tuple[str, str, Account]], *, desk: UUID, now: datetime
) -> None:
    """Have people (name, phase and account) join three rounds, as far as ``_MONTH`` by month."""
    _open(db, people[:14], "open", desk, now)
    _propose(db, _open(db, people[:20], "proposed", desk, now - _MONTH), now - _MONTH)
    confirmed = _open(db, people, "confirmed", desk, now - 2 * _MONTH)
    _propose(db, confirmed, now - 2 * _MONTH)
    rounds.confirm_groups(db, confirmed, actor=desk, url="", now=now - _MONTH)
    for group in rounds.list_groups(db, confirmed):
        own = meeting.open_meeting(db, Actor(account=group.members[0]), group.id)
        days = [day_of(now + 2 * month * _MONTH) for month in range(1, 6)]
        meeting.save_page(db, own, days=days, agreed=say("demo.agreed"), seen=group.revision)


def _open(
    db: Session, people: Sequence[tuple[str, str, Account]], kind: str, desk: UUID, now: datetime
) -> UUID:
    closes_on = day_of(now) + timedelta(days=21)
    round_id = rounds.open_round(db, say(f"demo.{kind}"), closes_on, actor=desk, now=now)
    for number, (name, phase, account) in enumerate(people):
        told = Told(
            name=name,
            places=[PLACES[5 + number % 2], PLACES[6 + number % 2]],  # all share the middle one
            dayparts=[DAYPARTS[3], DAYPARTS[4 + number % 5]],
            themes=[THEMES[number % 4], THEMES[4 + number % 3]],
            phase=phase,
            company=("", *COMPANY)[number % 3],
            shows_address=number % 2 == 0,
            apart=people[number - 1][0] if number % 6 == 5 else "",
        )
        intakes.keep_intake(db, account.id, round_id, told, now=now)
    return round_id


def _propose(db: Session, round_id: UUID, now: datetime) -> None:
    rounds.close_round(db, round_id)
    rounds.ask_proposal(db, round_id, now=now)
    gathered = gather(db, round_id)
    placement = place(gathered.crowd, seconds=math.inf, steps=_STEPS)
    proposing.keep_placement(db, rounds.get_round(db, round_id), gathered, placement)
