"""Who is asked: lines of addresses by group, read whole or refused whole, and the mails to them."""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from assessment.mail.settings import is_mailbox
from assessment.phrases import long_date
from assessment.services import mailing, throttling
from assessment.services.accounts import Account
from assessment.services.moments import day_of
from assessment.services.sessions import hash_token
from assessment.services.signing_in import read_address
from assessment.store import accounts, others
from assessment.store.others import Rater, Round
from assessment.texts import Texts
from values.constants import FEWEST_ASKED, MOST_ASKED

TEXTS = Texts(Path(__file__).with_name("others.toml"))
GROUPS = ("college", "organisatie", "raad", "buiten", "ander")
MAX_WORDS, MAX_NAME, MAX_LINES = 600, 100, 40
_LEADS_AWAY = re.compile(
    r"https?:|www\.|\S@\S|\b[\w-]+\.(?:nl|com|org|net|eu|be|de|info|io|nu|me|link|site|online)\b",
    re.I,
)
_ABOUT_PLUS = re.compile(r"\+[^@]*(?=@)")


class InviteRefused(ValueError):
    """Somebody cannot be asked like this; nothing has been written. Names the field, and why."""

    def __init__(self, field: str, key: str, **values: object) -> None:
        super().__init__(key)
        self.field, self.sentence = field, TEXTS.say(f"refused.{key}", **values)


@dataclass(frozen=True, slots=True)
class Asked:
    """One mailbox that is asked, in the group that the owner chose."""

    address: str
    group: str


def read_asked(typed: Mapping[str, str]) -> tuple[Asked, ...]:
    """Return who is asked from what was typed for each group, a line for each mailbox.

    Raises InviteRefused at the first line that is no mailbox, or that stands there twice.
    """
    found: dict[str, Asked] = {}
    for group in GROUPS:
        for number, line in _lines(typed.get(group, "")):
            place = {"group": TEXTS.say(f"groups.{group}"), "number": number}
            address = read_address(line)
            if not is_mailbox(address):
                raise InviteRefused(group, "no_mailbox", line=line[:60], **place)
            if address in found:
                raise InviteRefused(group, "twice", address=address, **place)
            found[address] = Asked(address, group)
    return tuple(found.values())


def check_words(name: str, words: str) -> None:
    """Raise InviteRefused for a name or words that lead somewhere else, or that are missing."""
    if not name:
        raise InviteRefused("name", "no_name")
    for field, text in (("name", name), ("words", words)):
        if found := _LEADS_AWAY.search(text):
            raise InviteRefused(field, "leads_away", words=found[0][:40])


def check_asked(
    db: Session, owner: Account, asked: Sequence[Asked], before: Collection[str | None]
) -> None:
    """Raise InviteRefused unless these can be asked beside those who were asked before."""
    own = {_plain(one) for one in accounts.list_addresses(db, owner)}
    for one in asked:
        if _plain(one.address) in own:
            raise InviteRefused(one.group, "own_address", address=one.address)
        if one.address in before:
            raise InviteRefused(one.group, "asked_before", address=one.address)
    total = len(asked) + len(before)
    if not FEWEST_ASKED <= total <= MOST_ASKED or not asked:
        key = "too_many" if total > MOST_ASKED else "too_few" if asked else "nobody"
        raise InviteRefused(GROUPS[0], key, found=total)


def write_invitations(
    db: Session,
    owner: Account,
    held: Round,
    asked: Sequence[Asked],
    *,
    link: Callable[[str], str],
    secret: str,
    now: datetime,
) -> None:
    """Keep who is asked and write each a mail; the round is locked, and all was checked.

    Raises InviteRefused when so many were asked today that one has to wait.
    """
    for one in asked:
        if throttling.is_reached(db, throttling.RATERS, str(owner.id), secret=secret, now=now):
            raise InviteRefused(one.group, "too_often")
        throttling.count_try(db, throttling.RATERS, str(owner.id), secret=secret, now=now)
        rater_id = uuid4()
        token = make_token(rater_id, secret)
        try:
            others.add_rater(
                db, rater_id, held.id, one.address, one.group, hash_token(token), now=now
            )
        except others.AskedAlready as error:
            raise InviteRefused(one.group, "asked_before", address=one.address) from error
        mail_id = _write(db, "others_asked", one.address, held, link(token), now=now)
        others.set_mail(db, rater_id, mail_id)


def write_reminders(
    db: Session,
    held: Round,
    raters: Sequence[Rater],
    *,
    link: Callable[[str], str],
    secret: str,
    now: datetime,
) -> None:
    """Write a mail to each of these raters with the link that they have.

    It takes the place of the mail of before, so that it is forgotten with the round.
    """
    for rater in raters:
        if rater.address is not None:
            url = link(make_token(rater.id, secret))
            mail_id = _write(db, "others_reminded", rater.address, held, url, now=now)
            others.forget_mails(db, rater_id=rater.id)
            others.set_mail(db, rater.id, mail_id)


def make_token(rater_id: UUID, secret: str) -> str:
    """Return what opens an invitation: kept nowhere, and made again for a reminder."""
    made = hmac.new(secret.encode(), b"rater " + rater_id.bytes, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:24]).decode()


def _write(db: Session, kind: str, address: str, held: Round, url: str, *, now: datetime) -> UUID:
    said = TEXTS.say("mail.says", name=held.name, words=_quote(held.words)) if held.words else ""
    return mailing.write_mail(
        db,
        address,
        kind,
        now=now,
        useful_for=held.closes_at - now,
        name=held.name,
        said=said,
        url=url,
        until=TEXTS.say("mail.until", day=long_date(day_of(held.closes_at))),
    )


def _quote(words: str) -> str:
    """Return words so that each line is seen to be of the owner, and of nobody else."""
    return "\n".join(f"> {line}".rstrip() for line in words.splitlines())


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.replace(",", "\n").replace(";", "\n").splitlines(), start=1):
        if line.strip():
            yield number, line.strip()


def _plain(address: str) -> str:
    """Return a mailbox without what a provider leaves out: name+anything is name."""
    return _ABOUT_PLUS.sub("", address)
