"""An owner who asks others how they see somebody, and others who answer by their link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services.content import Content
from assessment.services.others import answering, inviting, rounds
from assessment.services.others.inviting import Asked
from assessment.services.others.rounds import Plea
from assessment.services.policy import Actor
from assessment.store import accounts, attempts, others
from assessment.store.accounts import Account
from assessment.store.others import Round
from tests.people import taken
from tests.people.signed_in import NOOR, add_account

SECRET = "tests"
NOW = taken.LATER
NINE = {"college": 3, "raad": 4, "buiten": 2}


def link(token: str) -> str:
    return f"http://localhost/blik/{token}"


@dataclass
class Asking:
    """A round that runs, with the token of everybody who was asked, by address."""

    owner: Account
    attempt_id: UUID
    round: Round
    tokens: Mapping[str, str]


def make_asked(counts: Mapping[str, int] = NINE) -> list[Asked]:
    return [
        Asked(f"{group}{number}@elders.example", group)
        for group, count in counts.items()
        for number in range(1, count + 1)
    ]


def make_plea(asked: Sequence[Asked], words: str = "Help je me?", days: int = 21) -> Plea:
    return Plea("Noor Jansen", words, days, asked)


def ask(
    db: Session,
    content: Content,
    counts: Mapping[str, int] = NINE,
    *,
    owner: str = NOOR,
    at: datetime = NOW,
    **facts: Any,
) -> Asking:
    """Keep an owner with a result who asked others."""
    found = accounts.find_account_by_address(db, owner)
    attempt_id = taken.add_submitted(db, content, **facts)
    account = found or add_account(db, owner, at=at, attempts=(attempt_id,))
    return ask_again(db, content, account, attempt_id, counts, at=at)


def ask_three(db: Session, content: Content) -> Asking:
    """Keep a round as it could be begun before: with three others, who all have to answer."""
    asking = ask(db, content, {"raad": 4})
    last = others.list_raters(db, asking.round.id)[-1]
    others.delete_rater(db, asking.round.id, last.id)
    return replace(asking, tokens=list_tokens(db, asking.round.id))


def ask_again(
    db: Session,
    content: Content,
    account: Account,
    attempt_id: UUID,
    counts: Mapping[str, int] = NINE,
    *,
    at: datetime = NOW,
) -> Asking:
    attempt = attempts.get_attempt(db, attempt_id)
    held = rounds.begin(
        db, content, account, attempt, make_plea(make_asked(counts)), link=link, secret=SECRET,
        now=at,
    )  # fmt: skip
    return Asking(account, attempt_id, held, list_tokens(db, held.id))


def list_tokens(db: Session, round_id: UUID) -> dict[str, str]:
    return {
        str(rater.address): inviting.make_token(rater.id, SECRET)
        for rater in others.list_raters(db, round_id)
    }


def fill_in(content: Content, seed: int, texts: Sequence[str] = ()) -> dict[str, Any]:
    """Return what one other may answer: never twice the same for another seed."""
    asked = content.others
    given: dict[str, Any] = {
        item.id: 1 + (seed * 7 + place * 3 + seed * place) % 5
        for place, item in enumerate(asked.statements)
    }
    given |= {pair.id: 1 + (seed + place) % 6 for place, pair in enumerate(asked.pairs)}
    return given | dict(zip((q.id for q in asked.questions), texts, strict=False))


def answer(
    db: Session,
    content: Content,
    token: str,
    given: Mapping[str, Any],
    *,
    send: bool = True,
    at: datetime = NOW + timedelta(days=1),
) -> None:
    """Answer as somebody without an account does, and send it."""
    invitation = answering.open_invitation(db, token, Actor(), lock=True)
    answering.save(db, invitation, given, seen=invitation.seen, now=at)
    if send:
        invitation = answering.open_invitation(db, token, Actor(), lock=True)
        answering.send_answers(db, content.others, invitation, has_read=True, now=at)


def answer_all(db: Session, content: Content, asking: Asking, count: int | None = None) -> None:
    for seed, token in enumerate(list(asking.tokens.values())[:count], start=1):
        answer(db, content, token, fill_in(content, seed, (f"houd {seed}", f"probeer {seed}")))
