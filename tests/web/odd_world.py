"""Who sends odd requests, and what belongs to somebody else that none of them may ever read."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from assessment.plan import Goal, Plan
from assessment.services import certificates, logbook, planning, submitting
from assessment.services.coaching import conversing, noting
from assessment.services.content import Content
from assessment.services.logbook import Learned
from assessment.services.moments import day_of, now
from assessment.store import attempts, database, results
from tests.people import coached, placed, seen, taken
from tests.people.signed_in import add_account, sign_in
from tests.web.everybody import Everybody
from tests.web.odd_requests import SECRET

ROLES = ("visitor", "owner_by_code", "owner_by_account", "their_coach", "medewerker", "beheerder",
         "college_member")  # fmt: skip
HOST = "localhost"


@dataclass
class Browser:
    """What a person has: the cookie that opens what is theirs."""

    role: str
    client: FlaskClient
    cookie: str | None


class World:
    """People in every role on one database, which can be put back as it was."""

    def __init__(self, app: Flask, content: Content, folder: Path) -> None:
        self.app, self._content, self._kept = app, content, folder / "kept.db"
        engine = app.extensions["engine"]
        self._file = Path(str(engine.url.database))
        with database.writing(engine) as db:
            self.own = taken.add_submitted(db, content)
            self.foreign, self.foreign_ids = _add_foreign(db, content)
            db.commit()
        everybody = Everybody(app, self.own)
        self.own_ids: Mapping[str, UUID | str] = everybody.ids
        self.browsers = [self._enter(everybody, role) for role in ROLES]
        self._keep()

    def put_back(self) -> None:
        """Let everything be as it was: nothing is deleted, ended or signed out."""
        self.app.extensions["engine"].dispose()
        _copy(self._kept, self._file)
        for browser in self.browsers:
            browser.client = self.app.test_client()
            if browser.cookie is not None:
                browser.client.set_cookie("bop", browser.cookie, domain=HOST)

    def _enter(self, everybody: Everybody, role: str) -> Browser:
        if role in ("medewerker", "beheerder"):
            client = self.app.test_client()
            with database.writing(self.app.extensions["engine"]) as db:
                account = add_account(db, f"{role}@gemeente.example", at=now(), role=role)
                db.commit()
            sign_in(client, account, strong=True)
        else:
            client = everybody.enter(role)
        found = client.get_cookie("bop", domain=HOST)
        return Browser(role, client, found.value if found else None)

    def _keep(self) -> None:
        self.app.extensions["engine"].dispose()
        _copy(self._file, self._kept)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _add_foreign(db: Session, content: Content) -> tuple[UUID, dict[str, UUID | str]]:
    """Keep somebody else with a coach, others, a group and a logbook, all full of SECRET."""
    at = now() - timedelta(days=1)
    foreign = _add_result(db, content)
    pair = coached.tie(db, "vreemd@elders.example", "coach@elders.example", foreign, at=at)
    goal = Goal(about="POL1", aim=SECRET, doing=SECRET)
    planning.save_plan(db, content, foreign, Plan(goals=(goal,)), seen=0, now=at)
    ids: dict[str, UUID | str] = {"coaching_id": pair.coaching.id, "account_id": pair.owner.id}
    ids["release_id"] = coached.release(db, content, pair, now=at)
    talk_id = conversing.find_talk_id(db, UUID(str(ids["release_id"])))
    assert talk_id is not None
    ids["conversation_id"] = talk_id
    talk = conversing.open_talk(db, pair.reader, talk_id, now=at)
    conversing.add_comment(db, talk, goal.about, SECRET, now=at)
    noting.save_note(db, talk, SECRET, seen=0, now=at)
    ids |= _add_logbook(db, pair.owner.id)
    asking = seen.ask_again(db, content, pair.owner, foreign, at=at)
    given = seen.fill_in(content, 1, (SECRET, SECRET))
    token = next(iter(asking.tokens.values()))
    seen.answer(db, content, token, given, send=False, at=at)
    ids["others_round_id"] = asking.round.id
    ids["intervision_id"], ids["group_id"] = placed.sit_together(db, [pair.owner.id])
    return foreign, ids


def _add_result(db: Session, content: Content) -> UUID:
    foreign = taken.add_filled(db, content, seed=8)
    question = next(q.id for q in content.library.verdieping.items if not q.options)
    said, shown = {question: SECRET}, {question: 99}
    attempts.save_answers(db, foreign, "verdieping", said, seen=shown, now=taken.NOW)
    submitting.submit(db, content, attempts.get_attempt(db, foreign), now=taken.LATER)
    document = results.add_document(db, foreign, taken.NOW, recipient=SECRET)
    results.finish_document(db, document, SECRET.encode(), "ab" * 32)
    return foreign


def _add_logbook(db: Session, account_id: UUID) -> dict[str, UUID | str]:
    learned = Learned(day_of(now()), 100, SECRET, learned=SECRET)
    entry_id = logbook.add_entry(db, account_id, learned, now=now())
    file = b"%PDF-1.7\n" + SECRET.encode() + b"\n%%EOF\n"
    certificates.add_certificate(db, account_id, entry_id, f"{SECRET}.pdf", file, now=now())
    [kept] = certificates.list_by_entry(db, account_id)[entry_id]
    return {"entry_id": entry_id, "certificate_id": kept.id}
