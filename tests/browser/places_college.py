"""Make the colleges that tests/browser/atlas_college.py shows."""

from uuid import UUID

from sqlalchemy import Engine

from assessment.services.colleges import joining, profiling
from assessment.services.colleges.shares import NAMED, UNNAMED
from assessment.services.content import Content
from assessment.services.moments import now
from assessment.store import colleges
from assessment.store.accounts import Account
from assessment.store.database import writing
from tests.browser import entering
from tests.browser.views import Places
from tests.people.colleagues import ENDS_ON, SECRET, URL, Colleges, lean_all


def make_colleges(engine: Engine, address: str, content: Content, places: Places) -> None:
    """Keep a college with a picture, one without, and one that two left; all of one member."""
    with writing(engine) as db:
        made = Colleges(db, content, at=now())
        members, guus = _found_whole(made, places)
        small = joining.begin_college(
            db, members[0], "College dat nog begint", ENDS_ON, secret=SECRET, now=made.at
        )
        made.say_yes(small, members[0])
        left = _found_left(made, members[0])
        places.at |= {"small_college": str(small.college_id), "left_college": str(left)}
        for name, seed, missing in (("open_college", 70, 0), ("asking_college", 80, 1)):
            places.at[name] = str(_found_asking(made, members[0], seed, missing))
        for who, account in (("member", members[0]), ("asked for college", guus)):
            places.cookies[who] = entering.sign_in(db, account.id, address, strong=False)
        db.commit()


def _found_whole(made: Colleges, places: Places) -> tuple[list[Account], Account]:
    """Keep a college of six: four with a dot without a name, two with their name."""
    college_id, members = made.begin(4, dots=UNNAMED)
    for name, seed in (("Cato", 41), ("Daan", 43)):
        made.join(members[0], made.person(name, seed=seed), college_id, dots=NAMED)
    made.make(members[0], college_id)
    guus = made.person("Guus", seed=47)
    joining.ask_member(
        made.db, members[0], college_id, guus.address, url=URL, secret=SECRET, now=made.at
    )
    asked = colleges.list_invitations(made.db, college_id)[0]
    places.at |= {"college": str(college_id), "asked": str(asked.id)}
    return members, guus


def _found_left(made: Colleges, member: Account) -> UUID:
    """Keep a college of eight that two left."""
    invitation = joining.begin_college(
        made.db, member, "Oud college", ENDS_ON, secret=SECRET, now=made.at
    )
    made.say_yes(invitation, member, dots=NAMED)
    others = [made.person(f"Collega{number}", seed=60 + number) for number in range(6)]
    for one in others:
        made.join(member, one, invitation.college_id, dots=NAMED)
    made.make(member, invitation.college_id)
    for one in others[:2]:
        made.leave(one, invitation.college_id)
    return invitation.college_id


def _found_asking(made: Colleges, member: Account, seed: int, missing: int) -> UUID:
    """Keep a college of four that misses a style; so many of its members did not say yes."""
    invitation = joining.begin_college(
        made.db, member, "College dat iemand zoekt", ENDS_ON, secret=SECRET, now=made.at
    )
    made.say_yes(invitation, member, dots=NAMED)
    people = [made.person(f"Zoeker{seed + n}", seed=seed + n) for n in range(3)]
    for one in people:
        made.join(member, one, invitation.college_id, dots=NAMED)
    lean_all(made, invitation.college_id)
    made.make(member, invitation.college_id)
    for one in [member, *people][missing:]:
        offer = profiling.open_offer(
            made.db, made.content, one.id, invitation.college_id, now=made.at
        )
        profiling.allow_styles(
            made.db, made.content, one.id, invitation.college_id,
            seen=str(offer.picture_id), now=made.at,
        )  # fmt: skip
    return invitation.college_id
