"""What the desk has in a demonstration: a new version of the catalogue, interest, a vraagbeeld."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import accounts, consenting, interests
from assessment.services.catalogue import drafting
from assessment.services.consenting import DEMAND
from assessment.services.content import Content
from assessment.services.demand import publishing
from assessment.services.moments import day_of
from assessment.store.attempts import AttemptFacts

_ASKED = timedelta(days=20)  # since people told of interest


def fill_desk(
    db: Session, content: Content, addresses: Iterable[str], *, desk: UUID, now: datetime
) -> None:
    """Let everybody who handed in count, some be interested, and the desk change its catalogue."""
    owners = [accounts.find_by_address(db, address) for address in addresses]
    handed_in = [
        facts
        for owner in owners
        for facts in accounts.list_attempt_facts(db, owner.id)
        if facts.submitted_at is not None
    ]
    _change_catalogue(db, content, actor=desk, now=now)
    for number, facts in enumerate(handed_in):
        consenting.set_counting(db, facts.id, [DEMAND], now=now - _ASKED)
        _be_interested(db, content, facts, number, now=now)
    publishing.publish_until(db, content, day_of(now), now=now, with_simulated=True)


def _change_catalogue(db: Session, content: Content, *, actor: UUID, now: datetime) -> None:
    """Publish a version with days that are still to come, and begin another draft."""
    for days, publishes in ((60, True), (90, False)):
        desk = drafting.open_desk(db, content, today=day_of(now))
        first = next(one for one in desk.catalogue.programmes if one.status == "offered")
        dates = {day_of(now + timedelta(days=days)).isoformat(): "Utrecht"}
        drafting.keep_programme(db, content, desk, replace(first, dates=dates), now=now)
        if publishes:
            desk = drafting.open_desk(db, content, today=day_of(now))
            drafting.publish(db, content, desk, actor=actor, now=now)


def _be_interested(
    db: Session, content: Content, facts: AttemptFacts, number: int, *, now: datetime
) -> None:
    """Tell of interest in what there is for the phase; every fourth gives the name."""
    offered = interests.list_offered(db, content, facts, today=day_of(now))
    for place, each in enumerate(offered):
        if place == 0 or (place + number) % 4 == 0:
            named = number % 4 == 0
            interests.tell_interest(
                db,
                facts.id,
                each.programme.id,
                name=facts.name if named else "",
                reach="070 000 00 00" if named else "",
                now=now - _ASKED,
            )
