"""A round of the desk, with people in it who begin, hand in, and let that be seen or not."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from assessment.services.moments import day_of
from assessment.services.rounds import counting, keeping, sending, taking_part
from assessment.store import attempts, round_invitations
from tests.people import taken
from tests.people.taken import NOW

SECRET = "tests"
URL = "https://bop.example"
DESK = None  # the act of nobody in particular


def name_people(number: int, word: str = "lid") -> list[str]:
    """Return so many mailboxes."""
    return [f"{word}{place:04}@gemeente.example" for place in range(1, number + 1)]


def add_round(
    db: Session,
    people: Sequence[str] = (),
    *,
    now: datetime = NOW,
    days: int = 60,
    kind: str = "jaarlijks",
) -> UUID:
    """Keep a round with people in it, who are not mailed yet."""
    round_id = keeping.add_round(
        db, DESK, name="Ronde 2026", kind=kind, phase="zittend",
        closes_on=day_of(now) + timedelta(days=days), now=now,
    )  # fmt: skip
    if people:
        add(db, round_id, people, now=now)
    return round_id


def add(
    db: Session, round_id: UUID, people: Sequence[str], *, now: datetime = NOW
) -> keeping.Added:
    """Add people to a round."""
    return keeping.add_people(db, DESK, round_id, people, secret=SECRET, now=now)


def withdraw(db: Session, round_id: UUID, address: str, *, now: datetime = NOW) -> None:
    """Withdraw an invitation."""
    keeping.withdraw_person(db, DESK, round_id, address, secret=SECRET, now=now)


def mail(db: Session, round_id: UUID, kind: str, *, now: datetime = NOW) -> None:
    """Ask for mails and write them all."""
    sending.ask_mailing(db, DESK, round_id, kind, now=now)
    while sending.write_batch(db, url=URL, now=now):
        pass


def invite(db: Session, people: Sequence[str], *, now: datetime = NOW, days: int = 60) -> UUID:
    """Keep a round of which everybody was invited."""
    round_id = add_round(db, people, now=now, days=days)
    mail(db, round_id, sending.INVITATION, now=now)
    return round_id


def read_code(db: Session, round_id: UUID, address: str) -> str:
    """Return the code in somebody's mail."""
    found = round_invitations.find_by_address(db, round_id, address)
    assert found is not None
    return found.code


def begin(
    db: Session, round_id: UUID, address: str, *, tells: bool = False, now: datetime = NOW
) -> UUID:
    """Let somebody begin with the invitation; nothing is answered yet."""
    attempt_id = taken.add(db, code_hash=uuid4().hex)
    code = read_code(db, round_id, address)
    taking_part.tie_attempt(db, code, attempt_id, tells=tells, now=now)
    return attempt_id


def hand_in(db: Session, attempt_id: UUID, *, now: datetime = NOW) -> None:
    """Let an attempt be handed in; what was answered is of no account here."""
    attempts.set_submitted(db, attempt_id, now, now=now)


def finish(
    db: Session, round_id: UUID, people: Sequence[str], *, tells: bool = False, now: datetime = NOW
) -> list[UUID]:
    """Let people begin and hand in."""
    made = [begin(db, round_id, address, tells=tells, now=now) for address in people]
    for attempt_id in made:
        hand_in(db, attempt_id, now=now)
    return made


def count(db: Session, round_id: UUID, *, now: datetime = NOW) -> dict[str, int]:
    """Count a round and return what was told so far."""
    counting.count_round(db, round_id, now=now)
    return read_told(db, round_id, now=now)


def read_told(db: Session, round_id: UUID, *, now: datetime = NOW) -> dict[str, int]:
    """Return the numbers that the desk is told."""
    overview = keeping.read_overview(db, round_id, now=now)
    return {what: told.number for what, told in overview.told.items()}
