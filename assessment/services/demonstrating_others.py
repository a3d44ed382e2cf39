"""Others of the demonstration: a round that runs and one that was opened, of people who planned.

What each other answers follows from what the person is like, and from a number: no two are alike.
"""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from assessment.services import accounts, reporting, taking
from assessment.services.accounts import Account
from assessment.services.content import Content
from assessment.services.others import answering, rounds
from assessment.services.others.inviting import Asked, make_token
from assessment.services.others.rounds import Plea, Round
from assessment.services.policy import Actor
from assessment.store import others
from assessment.texts import Texts
from values import Profile

GROUPS = {"college": 3, "organisatie": 4, "raad": 2}
BEGUN, ANSWERED = timedelta(days=12), timedelta(days=8)
SPREAD, HALO, UNSEEN = 22.0, 8.0, 0.1  # points, points, share of the statements


def add_rounds(db: Session, content: Content, texts: Texts, *, secret: str, now: datetime) -> None:
    """Let the people who are named there ask others; the round of the first was opened."""
    script = texts.tables["others"]
    for place, address in enumerate(script["askers"]):
        account = accounts.find_by_address(db, address)
        held = _ask(db, content, account, script, secret, now - BEGUN)
        profile = _read_profile(db, content, held)
        for number, rater in enumerate(others.list_raters(db, held.id)[:-1]):
            given = _fill_in(content, profile, script, random.Random(f"{place} {number}"), number)
            _answer(db, content, make_token(rater.id, secret), given, now - ANSWERED)
        if place == 0:
            rounds.open_outcome(db, content, account.id, held.id, now=now - ANSWERED / 2)


def _ask(
    db: Session,
    content: Content,
    account: Account,
    script: Mapping[str, Any],
    secret: str,
    at: datetime,
) -> Round:
    attempt = next(
        one for one in accounts.list_attempt_facts(db, account.id) if rounds.may_ask_about(one)
    )
    domain = account.address.partition("@")[2]
    asked = [
        Asked(f"{group}.{number}.{account.address.partition('@')[0]}@{domain}", group)
        for group, count in GROUPS.items()
        for number in range(1, count + 1)
    ]
    plea = Plea(attempt.name, script["words"], 21, asked)
    return rounds.begin(
        db, content, account, attempt, plea, link=lambda token: f"/blik/{token}", secret=secret,
        now=at,
    )  # fmt: skip


def _read_profile(db: Session, content: Content, held: Round) -> Profile:
    attempt = taking.open_attempt(db, held.attempt_id)
    return reporting.open_result(db, content, attempt).profile


def _fill_in(
    content: Content,
    profile: Profile,
    script: Mapping[str, Any],
    chance: random.Random,
    number: int,
) -> dict[str, Any]:
    """Return what one other answers: near what the person is like, higher or lower in all."""
    halo = chance.gauss(0, HALO)
    given: dict[str, Any] = {}
    for item in content.others.statements:
        score = profile.plain_score(item.competency)
        points = (60 if score is None else score.score) + halo + chance.gauss(0, SPREAD)
        seen = chance.random() >= UNSEEN
        given[item.id] = max(1, min(5, round(1 + points / 25))) if seen else "nvt"
    given |= {pair.id: chance.randint(2, 5) for pair in content.others.pairs}
    for question in content.others.questions:
        lines = script[question.theme]
        if number < len(lines):
            given[question.id] = lines[number]
    return given


def _answer(
    db: Session, content: Content, token: str, answers: Mapping[str, Any], at: datetime
) -> None:
    invitation = answering.open_invitation(db, token, Actor(), lock=True)
    answering.save(db, invitation, answers, seen={}, now=at)
    invitation = answering.open_invitation(db, token, Actor(), lock=True)
    answering.send_answers(db, content.others, invitation, has_read=True, now=at)
