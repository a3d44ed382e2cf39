"""A demonstration: people who do not exist, in every state, to look at with each role.

Everything is done by the services that do it for people, at moments in the past: what a
demonstration shows is what people would see.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.plan.model import Goal, Plan
from assessment.services import (
    accounts,
    auditing,
    comparing,
    demonstrating_desk,
    demonstrating_intervision,
    evaluating,
    inviting,
    logbook,
    planning,
    policy,
    releasing,
    reporting,
    signing_in,
    simulating,
    submitting,
    taking,
)
from assessment.services.accounts import Account
from assessment.services.coaching import agreeing, conversing, noting
from assessment.services.content import Content
from assessment.services.demonstrating_college import add_college
from assessment.services.demonstrating_instruments import fill_instruments
from assessment.services.demonstrating_others import add_rounds
from assessment.services.demonstrating_rounds import fill_rounds
from assessment.services.moments import AMSTERDAM
from assessment.services.policy import Actor
from assessment.store import retention
from assessment.store.personal import holds_anybody
from assessment.texts import Texts
from values import GEDRAG, PARTS, STIJL, VERDIEPING, WAARDENKEUZE

TEXTS = Texts(Path(__file__).with_name("demonstration.toml"))
PARTS_TOLD = ("story", "competencies", "style", "values", "plan")
_BEGUN = timedelta(days=40)  # since most of them measured
_YEAR = timedelta(days=370)  # since who measured twice did so first


@dataclass(frozen=True, slots=True)
class Entrance:
    """Somebody whom a visitor of a demonstration can be, and what there is to see."""

    address: str
    name: str
    role: str
    at: str


def list_entrances() -> list[Entrance]:
    """Return everybody of the demonstration: staff first, then owners as far as they are."""
    staff = TEXTS.tables["staff"]
    found = [Entrance(_address(name), name, "coach", "coach") for name in staff["coaches"]]
    for role in ("medewerker", "beheerder"):
        found.append(Entrance(_address(staff[role]), staff[role], role, role))
    people = TEXTS.tables["people"]
    return found + [Entrance(_address(p["name"]), p["name"], "", p["at"]) for p in people]


def is_filled(db: Session) -> bool:
    """Return whether this database holds the demonstration already."""
    staff = {account.address for account in accounts.list_staff(db)}
    return not staff.isdisjoint(entrance.address for entrance in list_entrances())


def holds_others(db: Session) -> bool:
    """Return whether people are in this database and the demonstration is not."""
    return holds_anybody(db) and not is_filled(db)


def find_account(db: Session, address: str) -> Account:
    """Return the account of somebody of the demonstration; LookupError for anybody else."""
    if address not in {entrance.address for entrance in list_entrances()}:
        raise LookupError(address)
    return accounts.find_by_address(db, address)


def fill_demonstration(
    db: Session, content: Content, *, secret: str, now: datetime, url: str = ""
) -> None:
    """Add everybody of the demonstration to an empty database; mails lead to ``url``."""
    with auditing.noted_last(db):
        _fill(db, content, secret=secret, now=now, url=url)
    # Else the last moment that this database knows is weeks ago, as it is when a clock jumped.
    retention.note_run(db, now, marked=0, deleted=0)


def _fill(db: Session, content: Content, *, secret: str, now: datetime, url: str) -> None:
    for entrance in list_entrances():
        if entrance.role:
            accounts.set_role(db, entrance.address, entrance.role, now=now - _YEAR)
    for seed, told in enumerate(TEXTS.tables["people"], start=1):
        _Person(db, content, told, seed, secret, now).live()
    add_rounds(db, content, TEXTS, secret=secret, now=now)
    told = TEXTS.tables["college"]
    members = [accounts.find_by_address(db, _address(name)) for name in told["people"]]
    add_college(db, content, members, told["name"], secret=secret, now=now - _BEGUN / 2)
    desk = accounts.find_by_address(db, _address(TEXTS.tables["staff"]["medewerker"]))
    _place_people(db, desk.id, now)
    owners = [one.address for one in list_entrances() if not one.role]
    demonstrating_desk.fill_desk(db, content, owners, desk=desk.id, now=now)
    fill_instruments(db, TEXTS, medewerker=desk.id, now=now)
    fill_rounds(db, TEXTS, owners, url=url, secret=secret, now=now)


def _place_people(db: Session, desk_id: UUID, now: datetime) -> None:
    """Have everybody take part in intervision."""
    people = [
        (told["name"], told["phase"], accounts.find_by_address(db, _address(told["name"])))
        for told in TEXTS.tables["people"]
    ]
    demonstrating_intervision.fill_rounds(db, people, desk=desk_id, now=now)


def _address(name: str) -> str:
    return f"{re.sub('[^a-z]+', '.', name.lower())}@{TEXTS.tables['domain']}"


@dataclass(frozen=True)
class _Person:
    """One person of the demonstration, and everything that happened so far."""

    db: Session
    content: Content
    told: Mapping[str, Any]
    seed: int
    secret: str
    now: datetime
    codes: dict[datetime, str] = field(default_factory=dict)  # of return, by when they were made

    def live(self) -> None:
        """Do what this person did until now, by ``at``."""
        at = self.told["at"]
        first = self._measure(self.now - (_YEAR if at == "again" else _BEGUN), whole=at != "begun")
        if at in ("begun", "handed_in"):
            return
        self._plan(first, self.now - _BEGUN)
        if at == "again":
            again = self._measure(self.now - _BEGUN, whole=True, seed=self.seed + 1000)
            later = taking.open_attempt(self.db, again, lock=True)
            self._look_back(first)
            comparing.link(self.db, self._owner(first, again), later, self.codes[self.now - _YEAR])
            return
        self._learn()
        if "coach" in self.told:
            self._share(first, at)

    @cached_property
    def account(self) -> Account:
        """The account of this person."""
        since = self.now - _YEAR
        return signing_in.find_or_add_account(self.db, _address(self.told["name"]), now=since)

    def _measure(self, at: datetime, *, whole: bool, seed: int = 0) -> UUID:
        db, phase = self.db, self.told["phase"]
        office = self.content.value_map.offered_offices[0].id
        chosen = taking.Start(phase, office, self.told["name"], simulated=True)
        attempt_id, self.codes[at] = taking.start(db, self.content, chosen, now=at)
        attempt = taking.open_attempt(db, attempt_id)
        person = simulating.simulate(
            seed or self.seed,
            self.content.library,
            self.content.value_map,
            phase=phase,
            office=office,
            design=attempt.design,
        )
        answers: dict[str, Mapping[str, Any]] = {
            GEDRAG: person.gedrag,
            STIJL: person.stijl,
            WAARDENKEUZE: person.sets,
            VERDIEPING: person.verdieping,
        }
        for part in PARTS if whole else PARTS[:1]:
            taking.save_page(db, attempt_id, part, answers[part], seen={}, now=at)
        if whole:
            attempt = taking.open_attempt(db, attempt_id, lock=True)
            submitting.submit(db, self.content, attempt, now=at)
        accounts.adopt_attempt(db, self.account.id, attempt_id, now=at)
        return attempt_id

    def _plan(self, attempt_id: UUID, at: datetime) -> None:
        say = TEXTS.tables["texts"]
        result = reporting.open_result(
            self.db, self.content, taking.open_attempt(self.db, attempt_id)
        )
        ids = [c.id for c in self.content.value_map.competencies if not c.virtue]
        about = [ids[(self.seed * 5 + step * 4) % len(ids)] for step in range(2)]
        goals = tuple(
            Goal(
                about=one,
                aim=say["aims"][(self.seed + number) % len(say["aims"])],
                doing=say["doing"],
                noticing=say["noticing"],
                by=(self.now + timedelta(days=90)).date(),
                helper=say["helper"],
            )
            for number, one in enumerate(about)
        )
        plan = Plan(goals=goals, importance=result.plan.importance)
        planning.save_plan(self.db, self.content, attempt_id, plan, seen=0, now=at)

    def _look_back(self, attempt_id: UUID) -> None:
        goals = evaluating.look_back(self.db, self.content, attempt_id)
        kinds = ("done", "dropped")
        why = TEXTS.tables["texts"]["went"]
        noted = [
            evaluating.Outcome(goal.about, kinds[number % 2], why)
            for number, goal in enumerate(goals)
        ]
        evaluating.note_outcomes(self.db, attempt_id, noted, seen="", now=self.now - _BEGUN)
        self._learn()

    def _learn(self) -> None:
        """Keep a line or two in the logbook."""
        learned = TEXTS.tables["texts"]["learned"]
        for number in range(1 + self.seed % len(learned)):
            day = (self.now - timedelta(days=60 + 200 * number)).date()
            entry = logbook.Learned(day, 150 * (number + 1), learned[number])
            logbook.add_entry(self.db, self.account.id, entry, now=self.now - _BEGUN)

    def _share(self, attempt_id: UUID, at: str) -> None:
        db = self.db
        coach = TEXTS.tables["staff"]["coaches"][self.told["coach"] - 1]
        invited_at = self.now - timedelta(days=30)
        if at == "proposed":
            desk = accounts.find_by_address(db, _address(TEXTS.tables["staff"]["medewerker"]))
            inviting.propose_coach(
                db, desk, self.account.address, _address(coach), url="", now=invited_at
            )
            return
        invited = TEXTS.tables["staff"]["unknown"] if at == "invited" else coach
        coaching = inviting.invite_coach(
            db, self.account, _address(invited), url="", secret=self.secret, now=invited_at
        )
        if at == "invited":
            return
        account = accounts.find_by_address(db, _address(coach))
        inviting.claim_coachings(db, account, now=invited_at)
        until = timedelta(days=-2) if at == "expired" else timedelta(days=60)
        release_id = self._release(coaching.id, attempt_id, invited_at, self.now + until)
        if at == "withdrawn":
            releasing.withdraw(db, self.account.id, release_id, now=self.now)
        elif at == "blocked":
            releasing.block_coach(db, self.account.id, coaching.id, attempt_id, now=self.now)
        elif at in ("talking", "to_agree", "agreed", "evaluated"):
            self._talk(release_id, attempt_id, account, at)

    def _owner(self, *attempt_ids: UUID) -> Actor:
        return Actor(account=self.account.id, adopted=attempt_ids)

    def _release(self, coaching_id: UUID, attempt_id: UUID, at: datetime, until: datetime) -> UUID:
        attempt = taking.open_attempt(self.db, attempt_id, lock=True)
        draft = releasing.draft_release(self.db, self.content, attempt, PARTS_TOLD, now=at)
        return releasing.release(
            self.db,
            self.content,
            self.account.id,
            coaching_id,
            attempt,
            PARTS_TOLD,
            until=until,
            seen=draft.seen,
            now=at,
        )

    def _talk(self, release_id: UUID, attempt_id: UUID, coach: Account, at: str) -> None:
        db, say, then = self.db, TEXTS.tables["texts"], self.now - timedelta(days=20)
        talk_id = conversing.find_talk_id(db, release_id)
        if talk_id is None:
            raise LookupError(release_id)
        reader = Actor(account=coach.id, role=policy.COACH, strong=True)
        owner = self._owner(attempt_id)

        def talk(actor: Actor) -> conversing.Talk:
            return conversing.open_talk(db, actor, talk_id, lock=True, now=then)

        released = conversing.read_released(db, talk(reader), now=then)
        goals: Sequence[Any] = released.goals if released else ()
        conversing.add_comment(db, talk(reader), goals[0].about, say["coach_says"], now=then)
        later = then + timedelta(hours=3)
        conversing.add_comment(db, talk(owner), goals[0].about, say["owner_says"], now=later)
        due = (self.now + timedelta(days=14)).astimezone(AMSTERDAM).date()
        conversing.add_action(db, talk(reader), say["action_owner"], "owner", due, now=then)
        conversing.add_action(db, talk(reader), say["action_coach"], "coach", due, now=then)
        noting.save_note(db, talk(reader), say["note"], seen=0, now=then)
        conversing.propose_day(db, talk(reader), due)
        conversing.accept_day(db, talk(owner), due)
        if at == "talking":
            return
        agreeing.propose_agreement(db, talk(reader), goals, now=then)
        if at == "to_agree":
            return
        db.commit()  # agreeing draws the sheet between two transactions
        mine = talk(owner)
        db.commit()
        agreeing.agree_to_plan(
            db, mine, goals, seen=mine.conversation.revision, coach=coach.address, now=then
        )
        if at == "evaluated":
            outcome = {goal.about: ("partly", say["went"]) for goal in goals}
            agreeing.evaluate_goals(db, talk(owner), outcome, now=self.now)
