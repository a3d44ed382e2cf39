"""An owner and a coach, who are as far as two can be with each of the owner's results."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.plan import Goal, Plan
from assessment.services import planning, releasing
from assessment.services.coaching import agreeing, conversing, noting
from assessment.services.content import Content
from assessment.services.moments import day_of
from assessment.services.policy import Actor
from assessment.store import accounts
from tests.people import coached, taken

GOAL = Goal(about="POL1", aim="Vaker doorvragen in de raad", doing="Elke week een gesprek")
MINUTE = timedelta(minutes=1)
STATES = ("talking", "to_agree", "agreed", "evaluated", "withdrawn")


def add_talks(
    db: Session, content: Content, *, owner: str, coach: str, now: datetime
) -> Iterator[tuple[str, coached.Pair, UUID, UUID]]:
    """Keep a result for each state; yield the state, the two, the release and the conversation."""
    pair = coached.add_pair(db, content, owner=owner, coach=coach, name="Noor de Wit", at=now)
    for state in STATES:
        if state != STATES[0]:
            attempt_id = taken.add_submitted(db, content, name=f"Noor de Wit, {state}")
            accounts.adopt_attempt(db, pair.owner.id, attempt_id, now=now)
            pair = replace(pair, attempt_id=attempt_id)
        planning.save_plan(db, content, pair.attempt_id, Plan(goals=(GOAL,)), seen=0, now=now)
        released = coached.release(db, content, pair, releasing.RELEASED_PARTS, now=now)
        talk_id = conversing.find_talk_id(db, released)
        assert talk_id is not None
        _talk(db, pair, talk_id, state, now=now)
        if state == "withdrawn":
            releasing.withdraw(db, pair.owner.id, released, now=now)
        yield state, pair, released, talk_id


def _talk(db: Session, pair: coached.Pair, talk_id: UUID, state: str, *, now: datetime) -> None:
    owner = Actor(account=pair.owner.id, adopted=(pair.attempt_id,))

    def talk(actor: Actor) -> conversing.Talk:
        return conversing.open_talk(db, actor, talk_id, now=now)

    day = day_of(now) + timedelta(days=5)
    conversing.add_comment(db, talk(pair.reader), GOAL.about, "Waarom dit doel?", now=now)
    conversing.add_comment(db, talk(owner), GOAL.about, "Omdat het nog niet lukt", now=now + MINUTE)
    conversing.add_action(db, talk(pair.reader), "De griffier bellen", "owner", day, now=now)
    conversing.propose_day(db, talk(pair.reader), day)
    noting.save_note(db, talk(pair.reader), "Begin met de raad", seen=0, now=now)
    if state not in ("to_agree", "agreed", "evaluated"):
        return
    conversing.accept_day(db, talk(owner), day)
    released = conversing.read_released(db, talk(owner), now=now)
    assert released is not None
    agreeing.propose_agreement(db, talk(pair.reader), released.goals, now=now)
    db.commit()  # the sheet is drawn between two transactions
    if state == "to_agree":
        return
    mine = talk(owner)
    seen, coach = mine.conversation.revision, pair.coach.address
    agreeing.agree_to_plan(db, mine, released.goals, seen=seen, coach=coach, now=now)
    if state == "evaluated":
        told = {GOAL.about: ("partly", "Het was druk")}
        agreeing.evaluate_goals(db, talk(owner), told, now=now)
