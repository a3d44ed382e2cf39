"""The college of a demonstration: five who said yes with a picture, and one who was asked."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from sqlalchemy.orm import Session

from assessment.services import accounts, taking
from assessment.services.accounts import Account
from assessment.services.colleges import joining, picturing
from assessment.services.colleges.shares import NAMED, UNNAMED, NothingToShare
from assessment.services.content import Content
from values.calendar import years_later

_ASKED = 1  # the last of the people does not answer


def add_college(
    db: Session, content: Content, people: Sequence[Account], name: str, *, secret: str,
    now: datetime,
) -> None:  # fmt: skip
    """Have people found a college, look at what each brings in, and make its picture."""
    first, *others = people
    ends_on = years_later(now, 2).date()
    invitation = joining.begin_college(db, first, name, ends_on, secret=secret, now=now)
    _say_yes(db, content, first, invitation, NAMED, now)
    for one in others:
        joining.ask_member(
            db, first, invitation.college_id, one.address, url="", secret=secret, now=now
        )
    for number, one in enumerate(others[:-_ASKED]):
        asked = joining.list_asked(db, one, now=now)[0][0]
        with suppress(NothingToShare):  # who chose at random stays asked
            _say_yes(db, content, one, asked, NAMED if number == 0 else UNNAMED, now)
    picturing.make_picture(db, content, first.id, invitation.college_id, now=now)


def _say_yes(
    db: Session, content: Content, account: Account, invitation: joining.Invitation, dots: str,
    now: datetime,
) -> None:  # fmt: skip
    attempt_id = accounts.list_attempts(db, account.id)[0]
    attempt = taking.open_attempt(db, attempt_id, lock=True)
    _, seen = joining.preview_share(db, content, attempt)
    joining.join_college(
        db,
        content,
        account,
        invitation,
        attempt,
        name=attempt.name,
        dots=dots,
        seen=seen,
        now=now,
    )
