"""The rounds of a demonstration: one that runs, with numbers that are told, and one to fill."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from assessment.services import accounts, consenting, mailing
from assessment.services.moments import day_of
from assessment.services.rounds import counting, keeping, sending
from assessment.store import round_invitations
from assessment.texts import Texts
from values import ASPIRANT

_BEGUN, _LEFT = timedelta(days=42), timedelta(days=20)  # since it runs, and until it closes
_COUNTED = timedelta(days=39)
_NEW = timedelta(minutes=10)
TELLERS = 2  # of the people, how many let it be seen that they are done


def fill_rounds(
    db: Session, texts: Texts, people: Sequence[str], *, url: str, secret: str, now: datetime
) -> None:
    """Add the rounds, with these people in the first, and others who never came.

    The last two were added just now: their mails wait in the outbox, for who looks at the
    demonstration.
    """
    say, begun = texts.tables["rounds"], now - _BEGUN
    domain = texts.tables["domain"]
    absent = [f"{say['absent']}{number}@{domain}" for number in range(1, say["absentees"] + 1)]
    running = keeping.add_round(
        db, None, name=say["running"], kind="jaarlijks", phase="", closes_on=day_of(now + _LEFT),
        now=begun,
    )  # fmt: skip
    for addresses, at in (([*people, *absent[2:]], begun), (absent[:2], now - _NEW)):
        for letter in mailing.list_mail(db):
            mailing.note_sent(db, letter.id)
        keeping.add_people(db, None, running, addresses, secret=secret, now=at)
        sending.ask_mailing(db, None, running, sending.INVITATION, now=at)
        while sending.write_batch(db, url=url, now=at):
            pass
    for number, address in enumerate(people):
        invitation = round_invitations.find_by_address(db, running, address)
        account = accounts.find_by_address(db, address)
        attempt_id, *_ = accounts.list_attempts(db, account.id)
        if invitation is None:
            continue
        # They handed in already, so that they are tied here as if they had begun with it.
        round_invitations.change_invitation(
            db, invitation.id, attempt_id=attempt_id, begun_at=now - _COUNTED
        )
        if number < TELLERS:
            consenting.allow_organiser(db, attempt_id, now=now - _COUNTED)
    counting.count_round(db, running, now=now - _COUNTED)
    keeping.add_round(
        db, None, name=say["empty"], kind="orientatie", phase=ASPIRANT,
        closes_on=day_of(now + 2 * _LEFT), now=now,
    )  # fmt: skip
