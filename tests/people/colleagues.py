"""Members of a college: accounts with a result each, who were asked and said yes."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from assessment.services.colleges import joining, leaving, picturing, shares
from assessment.services.colleges.shares import HIDDEN, NAMED
from assessment.services.content import Content
from assessment.store import attempts, colleges
from assessment.store.accounts import Account, list_adopted
from assessment.store.tables import CollegeMemberRow
from tests.people import taken
from tests.people.signed_in import add_account

NAMES = ("Noor", "Els", "Ali", "Bart", "Cato", "Daan", "Eva", "Fin", "Guus", "Hind")
ENDS_ON = date(2030, 3, 1)
SECRET, URL = "tests", "http://localhost/college"


@dataclass
class Colleges:
    """Makes members and has them do what members do, all at one moment."""

    db: Session
    content: Content
    at: datetime = taken.LATER

    def person(self, name: str, *, seed: int = 7, domain: str = "raadhuis.example") -> Account:
        """Keep somebody with a result in an account."""
        attempt_id = taken.add_submitted(self.db, self.content, seed=seed, name=name)
        address = f"{name.lower()}@{domain}"
        return add_account(self.db, address, at=self.at, attempts=(attempt_id,))

    def begin(self, count: int = 3, *, dots: str = HIDDEN) -> tuple[UUID, list[Account]]:
        """Keep a college of so many members who said yes, without a picture."""
        people = [self.person(name, seed=7 + n) for n, name in enumerate(NAMES[:count])]
        invitation = joining.begin_college(
            self.db, people[0], "College van Tiel", ENDS_ON, secret=SECRET, now=self.at
        )
        self.say_yes(invitation, people[0], dots=dots)
        for one in people[1:]:
            self.join(people[0], one, invitation.college_id, dots=dots)
        return invitation.college_id, people

    def join(self, asker: Account, one: Account, college_id: UUID, *, dots: str = HIDDEN) -> None:
        """Have a member ask somebody, who says yes."""
        joining.ask_member(
            self.db, asker, college_id, one.address, url=URL, secret=SECRET, now=self.at
        )
        asked = joining.list_asked(self.db, one, now=self.at)
        mine = next(invitation for invitation, college in asked if college.id == college_id)
        self.say_yes(mine, one, dots=dots)

    def say_yes(self, invitation: joining.Invitation, one: Account, *, dots: str = HIDDEN) -> None:
        """Look at what would be brought in, and say yes to that."""
        attempt = attempts.get_attempt(self.db, self.attempt_of(one))
        _, seen = joining.preview_share(self.db, self.content, attempt)
        joining.join_college(
            self.db, self.content, one, invitation, attempt, name=attempt.name, dots=dots,
            seen=seen, now=self.at,
        )  # fmt: skip

    def attempt_of(self, one: Account) -> UUID:
        """Return the result of somebody."""
        return list_adopted(self.db, one.id)[0]

    def make(self, one: Account, college_id: UUID) -> None:
        """Have a member make the picture."""
        picturing.make_picture(self.db, self.content, one.id, college_id, now=self.at)

    def open(self, one: Account, college_id: UUID) -> picturing.Room:
        """Return what a member sees."""
        return picturing.open_room(self.db, self.content, one.id, college_id, now=self.at)

    def leave(self, one: Account, college_id: UUID) -> None:
        """Have a member leave."""
        leaving.leave(self.db, one.id, college_id, now=self.at)


def add_college(
    db: Session, content: Content, *, at: datetime, count: int = 3
) -> tuple[UUID, list[Account], UUID, UUID]:
    """Keep a college with a picture, and two who were asked; return the ids of both."""
    made = Colleges(db, content, at=at)
    college_id, people = made.begin(count, dots=NAMED)
    made.make(people[0], college_id)
    for address in ("gevraagd@raadhuis.example", "nog.iemand@raadhuis.example"):
        joining.ask_member(db, people[0], college_id, address, url=URL, secret=SECRET, now=at)
    add_account(db, "gevraagd@raadhuis.example", at=at)
    asked = {one.address: one.id for one in colleges.list_invitations(db, college_id)}
    first, second = sorted(asked)
    return college_id, people, asked[first], asked[second]


def lean_all(made: Colleges, college_id: UUID, *, to_koe: bool = False) -> None:
    """Have somebody lean to every style, whatever they answered, and only when asked to KOE."""
    axes = made.content.value_map.axes
    for number, one in enumerate(colleges.list_members(made.db, college_id)):
        share = shares.read_share(one.share)
        lean = {axis.id: 1 if number % 2 else -1 for axis in axes}
        if not to_koe:
            lean[axes[0].id] = number % 2  # KOE is the first style of the first axis
        kept = shares.write_share(replace(share, lean=lean))
        own = CollegeMemberRow.id == one.id
        made.db.execute(update(CollegeMemberRow).where(own).values(share=kept))
    made.db.expire_all()
