"""Everybody in tests/access.toml, each as a browser that asks for a page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from assessment.services import accounts, inviting, releasing, sessions
from assessment.services.colleges import leaving
from assessment.services.content import Content
from assessment.services.moments import now
from assessment.services.others.inviting import make_token
from assessment.store.accounts import Account, adopt_attempt
from assessment.store.conversations import find_id
from assessment.store.database import writing
from assessment.store.others import Round, list_raters
from assessment.store.passkeys import add_passkey
from tests.people import coached, invited, placed, seen, taken
from tests.people.coached import Pair
from tests.people.colleagues import add_college
from tests.people.seen import SECRET
from tests.people.signed_in import ELS, NOOR, add_account, sign_in
from tests.web.visitor import open_in

OWNER, THEIR_COACH = "eigenaar@gemeente.example", "coach@gemeente.example"


class Everybody:
    """Makes the browser of each person; ``attempt_id`` is what the addresses are about.

    Its owner has a coach, released something to that coach which is live, and sits in a group for
    intervision.
    """

    def __init__(self, app: Flask, attempt_id: UUID) -> None:
        self.app, self.attempt_id = app, attempt_id
        self.pair: Pair = self._write(
            coached.tie, OWNER, THEIR_COACH, attempt_id, at=now() - timedelta(days=1)
        )
        content = app.extensions["content"]
        self.release_id: UUID = self._write(coached.release, content, self.pair, now=now())
        self.round: Round = self._write(self._ask_others, content)
        self.intervision_id, self.group_id = self._write(placed.sit_together, [self.pair.owner.id])
        self.round_id: UUID = self._write(invited.add_round, now=now())
        self.conversation_id: UUID = self._write(find_id, self.pair.coaching.id, self.attempt_id)

        self.college_id, self.members, self.invitation_id, self.asked_id = self._write(
            add_college, content, at=now()
        )

    @property
    def ids(self) -> dict[str, UUID | str]:
        """Return what addresses name beside the attempt."""
        rater = self._write(list_raters, self.round.id)[0]
        return {
            "others_round_id": self.round.id,
            "rater_id": rater.id,
            "token": make_token(rater.id, SECRET),
            "coaching_id": self.pair.coaching.id,
            "release_id": self.release_id,
            "conversation_id": self.conversation_id,
            "college_id": self.college_id,
            "invitation_id": self.invitation_id,
            "asked_id": self.asked_id,
            "intervision_id": self.intervision_id,
            "group_id": self.group_id,
            "account_id": self.pair.owner.id,
            "round_id": self.round_id,
        }

    def _ask_others(self, db: Session, content: Content) -> Round:
        pair = self.pair
        return seen.ask_again(db, content, pair.owner, pair.attempt_id, at=now()).round

    def enter(self, person: str) -> FlaskClient:
        """Return the browser of a person, named as in the table."""
        make: Callable[[], FlaskClient] = getattr(self, person.replace("-", "_"))
        return make()

    def visitor(self) -> FlaskClient:
        return self.app.test_client()

    def owner_by_code(self) -> FlaskClient:
        return self._opened(self.attempt_id)

    def owner_by_account(self) -> FlaskClient:
        return self._as(self.pair.owner)

    def owner_signed_in_long_ago(self) -> FlaskClient:
        return self._as(self.pair.owner, at=now() - timedelta(minutes=11))

    def other_participant(self) -> FlaskClient:
        return self._opened(self._write(taken.add))

    def other_account(self) -> FlaskClient:
        return self._signed_in(attempts=(self._write(taken.add),))

    def coach(self) -> FlaskClient:
        return self._signed_in(role="coach", strong=True)

    def their_coach(self) -> FlaskClient:
        return self._as(self.pair.coach, strong=True)

    def their_coach_by_mail(self) -> FlaskClient:
        return self._as(self.pair.coach)

    def their_coach_withdrawn(self) -> FlaskClient:
        client = self.their_coach()
        self._write(releasing.withdraw, self.pair.owner.id, self.release_id, now=now())
        return client

    def their_coach_blocked(self) -> FlaskClient:
        client = self.their_coach()
        self._write(
            releasing.block_coach,
            self.pair.owner.id,
            self.pair.coaching.id,
            self.attempt_id,
            now=now(),
        )
        return client

    def their_coach_expired(self) -> FlaskClient:
        client = self.their_coach()
        content, until = self.app.extensions["content"], now()
        self.release_id = self._write(
            coached.release, content, self.pair, now=until - timedelta(hours=1), until=until
        )
        return client

    def their_former_coach(self) -> FlaskClient:
        client = self.their_coach()
        self._write(inviting.end_coaching, self.pair.owner.id, self.pair.coaching, now=now())
        return client

    def their_downgraded_coach(self) -> FlaskClient:
        self._write(accounts.set_role, THEIR_COACH, "", now=now())
        return self._as(self.pair.coach, strong=True)

    def their_coach_with_a_result(self) -> FlaskClient:
        own = self._write(taken.add)
        self._write(adopt_attempt, self.pair.coach.id, own, now=now())
        return self.their_coach()

    def second_coach(self) -> FlaskClient:
        content = self.app.extensions["content"]
        pair = self._write(coached.add_coach, self.pair, ELS, at=now())
        self._write(coached.release, content, pair, now=now())
        return self._as(pair.coach, strong=True)

    def other_owner(self) -> FlaskClient:
        other = self._write(taken.add_submitted, self.app.extensions["content"], seed=9)
        pair = self._write(coached.tie, NOOR, THEIR_COACH, other, at=now())
        return self._as(pair.owner)

    def college_member(self) -> FlaskClient:
        return self._as(self.members[0])

    def college_asked(self) -> FlaskClient:
        return self._as(self._account_of("gevraagd@raadhuis.example"))

    def college_leaver(self) -> FlaskClient:
        client = self._as(self.members[1])
        self._write(leaving.leave, self.members[1].id, self.college_id, now=now())
        return client

    def medewerker(self) -> FlaskClient:
        return self._signed_in(role="medewerker", strong=True)

    def beheerder(self) -> FlaskClient:
        return self._signed_in(role="beheerder", strong=True)

    def beheerder_by_mail(self) -> FlaskClient:
        return self._signed_in(role="beheerder")

    def guarded_beheerder_by_mail(self) -> FlaskClient:
        client, account = self._account(role="beheerder")
        key = {"credential_id": b"x", "public_key": b"x", "sign_count": 0, "name": "x"}
        self._write(add_passkey, account.id, **key, now=now())
        return client

    def former_beheerder(self) -> FlaskClient:
        client = self.beheerder()
        self._write(add_account, ELS, at=now(), role="beheerder")
        self._write(accounts.set_role, NOOR, "", now=now())
        return client

    def closed(self) -> FlaskClient:
        client = self._opened(self.attempt_id, self._write(taken.add))
        with client.session_transaction() as cookie:
            here = self._write(sessions.find_current, cookie["token"], now=now()).id
        self._write(sessions.close_attempt, here, self.attempt_id)
        return client

    def signed_out(self) -> FlaskClient:
        client = self.owner_by_account()
        self._write(sessions.end_all, self.pair.owner.id)
        return client

    def expired(self) -> FlaskClient:
        long_ago = now() - sessions.IDLE - timedelta(minutes=1)
        return self._as(self.pair.owner, at=long_ago)

    def forged(self) -> FlaskClient:
        client = self.app.test_client()
        with client.session_transaction() as cookie:
            cookie["token"] = "verzonnen"
            cookie["attempts"] = [str(self.attempt_id)]
        return client

    def _account_of(self, address: str) -> Account:
        return self._write(accounts.find_by_address, address)  # type: ignore[no-any-return]

    def _opened(self, *attempt_ids: UUID) -> FlaskClient:
        client = self.app.test_client()
        open_in(client, *attempt_ids)
        return client

    def _as(self, account: Account, **how: Any) -> FlaskClient:
        client = self.app.test_client()
        sign_in(client, account, **how)
        return client

    def _signed_in(self, **facts: Any) -> FlaskClient:
        return self._account(**facts)[0]

    def _account(
        self, *, strong: bool = False, at: Any = None, **facts: Any
    ) -> tuple[FlaskClient, Account]:
        client = self.app.test_client()
        account = self._write(add_account, NOOR, at=now(), **facts)
        sign_in(client, account, strong=strong, at=at)
        return client, account

    def _write(self, do: Callable[..., Any], *arguments: Any, **values: Any) -> Any:
        db: Session
        with writing(self.app.extensions["engine"]) as db:
            done = do(db, *arguments, **values)
            db.commit()
        return done
