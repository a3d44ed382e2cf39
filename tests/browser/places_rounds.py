"""Rounds for the atlas: one that runs and tells numbers, one that is empty, one that is over."""

from datetime import timedelta

from sqlalchemy.orm import Session

from assessment.services.moments import now
from tests.browser import entering
from tests.browser.views import Places
from tests.people import invited
from tests.people.invited import name_people
from tests.people.signed_in import add_account

PEOPLE = name_people(40)


def add_rounds(db: Session, places: Places, address: str) -> None:
    """Keep the rounds, the code of an invitation of two of them, and who takes part in one."""
    at = now() - timedelta(days=8)
    running = invited.invite(db, PEOPLE, now=at)
    invited.finish(db, running, PEOPLE[:11], now=at)
    invited.finish(db, running, PEOPLE[11:13], tells=True, now=at)
    for busy in PEOPLE[13:20]:
        invited.begin(db, running, busy, now=at)
    part = invited.begin(db, running, PEOPLE[20], tells=True)
    account = add_account(db, PEOPLE[20], at=now(), attempts=(part,))
    places.cookies["taking_part"] = entering.sign_in(db, account.id, address, strong=False)
    invited.count(db, running, now=now() - timedelta(days=1))
    closed = invited.invite(db, name_people(7, "oud"), now=at, days=3)
    places.at |= {
        "part": f"{address}/afname/{part}",
        "round": str(running),
        "empty_round": str(invited.add_round(db, now=now())),
        "fresh_round": str(invited.invite(db, name_people(8, "nieuw"), now=now())),
        "ended_desk_round": str(closed),
        "invitation": invited.read_code(db, running, PEOPLE[30]),
        "late_invitation": invited.read_code(db, closed, "oud0001@gemeente.example"),
    }
