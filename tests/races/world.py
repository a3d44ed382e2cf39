"""A small world in which every act that writes can be done, and that can be put back as it was."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from assessment.norms.norm_sets import NormSet
from assessment.plan import Goal, Plan
from assessment.services import (
    certificates,
    interests,
    inviting,
    logbook,
    mailing,
    norming,
    planning,
    reporting,
)
from assessment.services.catalogue import advising, drafting
from assessment.services.codes import hash_code
from assessment.services.colleges import joining
from assessment.services.content import Content
from assessment.services.instruments import asking, proposing
from assessment.services.logbook import Learned
from assessment.services.moments import day_of, now
from assessment.services.rounds import taking_part
from assessment.store import (
    accounts,
    attempts,
    conversations,
    database,
    intervision,
    intervision_groups,
    passkeys,
    results,
    retention,
)
from assessment.store.accounts import Account
from assessment.store.data_keys import DataKeys
from assessment.store.intervision import PROPOSED
from assessment.store.others import list_raters
from assessment.store.tables import ErasingRow, PendingRow
from tests.people import colleagues, invited, placed, seen, taken, talking
from tests.people.norm_sets import norm_set
from tests.people.signed_in import add_account, read_code, sign_in
from tests.web.everybody import Everybody
from tests.web.fuzzing import make_served_app
from tests.web.visitor import open_in

DAY = timedelta(days=1)
CODES = {"own": "ABCD-EFGH-JKMN-PQRS", "opened": "ABCD-EFGH-JKMN-PQRT",
         "loose": "ABCD-EFGH-JKMN-PQRV", "before": "ABCD-EFGH-JKMN-PQRW"}  # fmt: skip
LONG_AGO = 800 * DAY  # nobody used something since


KEEP = """
DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept;
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
    EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', name, name);
  END LOOP;
END $$;
CREATE TABLE kept."as of" AS SELECT pg_current_xact_id()::text::bigint AS transaction"""
PUT_BACK = """
SET LOCAL session_replication_role = replica;
DO $$ DECLARE name text; since bigint; changed boolean; BEGIN
  SELECT transaction INTO since FROM kept."as of";
  FOR name IN SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
    EXECUTE format('SELECT (SELECT count(*) FROM public.%I) <> (SELECT count(*) FROM kept.%I)'
      ' OR EXISTS (SELECT FROM public.%I WHERE xmin::text::bigint > %s)', name, name, name, since)
      INTO changed;
    IF changed THEN
      EXECUTE format('DELETE FROM public.%I', name);
      EXECUTE format('INSERT INTO public.%I TABLE kept.%I', name, name);
    END IF;
  END LOOP;
END $$;
UPDATE kept."as of" SET transaction = pg_current_xact_id()::text::bigint"""


@dataclass
class Place:
    """A database that can be kept as it is, and put back.

    A file is copied. Of a server, only tables are written that something changed since, because
    copying a whole database takes as long as ten requests; nobody may be in a transaction.
    """

    engine: Engine

    def keep(self) -> None:
        """Keep everything that is in it now."""
        if not self._copy_file(there=True):
            self._run(KEEP)

    def put_back(self) -> None:
        """Let everything be as it was kept."""
        if not self._copy_file(there=False):
            self._run(PUT_BACK)

    def _run(self, statements: str) -> None:
        with self.engine.begin() as connection:
            connection.connection.cursor().execute(statements)  # several at once

    def _copy_file(self, *, there: bool) -> bool:
        """Copy where it is a file; return whether it is."""
        if self.engine.dialect.name != "sqlite":
            return False
        self.engine.dispose()
        file = str(self.engine.url.database)
        files = (file, f"{file}.kept") if there else (f"{file}.kept", file)
        with closing(sqlite3.connect(files[0])) as old, closing(sqlite3.connect(files[1])) as new:
            old.backup(new)
        return True


@dataclass
class World:
    """The application, everybody in it with a browser each, and what they may be asked about."""

    app: Flask
    engine: Engine
    content: Content
    keys: DataKeys
    clients: dict[str, FlaskClient] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    ids: dict[str, UUID | str] = field(default_factory=dict)  # what addresses are about

    def __post_init__(self) -> None:
        self.place = Place(self.engine)

    def put_back(self) -> None:
        """Let everything be as it was when it was made."""
        self.place.put_back()

    def browser(self, person: str) -> FlaskClient:
        """Return a new browser of somebody, with what was open in it."""
        client = self.app.test_client()
        if person in self.cookies:
            client.set_cookie("bop", self.cookies[person], domain="localhost")
        return client

    def write(self, do: Callable[..., Any], *arguments: Any, **values: Any) -> Any:
        """Do something in a transaction of its own, and return what came of it."""
        with database.writing(self.engine) as db:
            done = do(db, *arguments, **values)
            db.commit()
        return done

    def enter(self, person: str, account: Account) -> None:
        """Give somebody a browser in which they are signed in, as surely as can be."""
        sign_in(self._new(person), account, strong=bool(account.role))
        self._keep_cookie(person)

    def open(self, person: str, *attempt_ids: UUID) -> None:
        """Give somebody a browser in which attempts are open by their codes."""
        open_in(self._new(person), *attempt_ids)
        self._keep_cookie(person)

    def ask_code(self, person: str, address: str) -> None:
        """Have a code mailed to somebody who wants to sign in."""
        sent = {"address": address}
        headers = {"Sec-Fetch-Site": "same-origin"}
        self._new(person).post("/aanmelden", data=sent, headers=headers)
        self._keep_cookie(person)
        letters = [one for one in self.write(mailing.list_mail) if one.recipient == address]
        self.ids["mailed_code"] = read_code(letters[0].text)
        self.write(lambda db: db.execute(update(PendingRow).values(ends_at=now() + DAY)))

    def _new(self, person: str) -> FlaskClient:
        self.clients[person] = self.app.test_client()
        return self.clients[person]

    def _keep_cookie(self, person: str) -> None:
        found = self.clients.pop(person).get_cookie("bop", domain="localhost")
        assert found is not None
        self.cookies[person] = found.value


def make_world(engine: Engine, content: Content, keys: DataKeys) -> World:
    """Fill an empty database with everybody, and keep it so."""
    world = World(make_served_app(engine, content), engine, content, keys)
    own = world.write(taken.add_submitted, content, code_hash=hash_code(CODES["own"]))
    everybody = Everybody(world.app, own)
    owner = everybody.pair.owner
    world.ids |= everybody.ids | {"own": own} | world.write(_add_of_owner, content, owner, own)
    world.enter("owner", owner)
    world.enter("owner elsewhere", owner)
    world.open("by code", own, *(UUID(str(world.ids[one])) for one in ("opened", "loose")))
    world.open("by another code", UUID(str(world.ids["loose"])))
    world.enter("coach", everybody.pair.coach)
    world.enter("member", everybody.members[0])
    world.enter("other member", everybody.members[1])
    asked = world.write(accounts.find_account_by_address, "gevraagd@raadhuis.example")
    world.enter("asked", asked)
    for person, account in world.write(_add_talks, content, world.ids).items():
        world.enter(person, account)
    world.ids |= world.write(_ask_talker, content, everybody.members[0], world.ids)
    for person, account in world.write(_add_desk, content, owner, world.ids).items():
        world.enter(person, account)
    mailboxes = {"rater": world.write(list_raters, everybody.round.id)[0].address,
                 "invited": "lid0002@gemeente.example"}  # fmt: skip
    for person, address in mailboxes.items():
        world.enter(person, world.write(add_account, address, at=now()))
    world.ask_code("signing in", "gevraagd@raadhuis.example")
    world.place.keep()
    return world


def _add_of_owner(db: Session, content: Content, owner: Account, own: UUID) -> dict[str, UUID]:
    """Let the owner have more results, a plan, a logbook, and be asked for what may be asked."""
    opened = taken.add_filled(db, content, code_hash=hash_code(CODES["opened"]), seed=9)
    earlier = taken.add_submitted(db, content, seed=8)
    loose = taken.add_submitted(db, content, seed=10, code_hash=hash_code(CODES["loose"]))
    before = taken.add_submitted(db, content, seed=11, code_hash=hash_code(CODES["before"]))
    attempts.set_submitted(db, earlier, taken.NOW, now=taken.NOW)
    attempts.set_submitted(db, before, taken.NOW - DAY, now=taken.NOW)
    attempts.set_previous(db, own, earlier)
    for attempt_id in (opened, earlier):
        accounts.adopt_attempt(db, owner.id, attempt_id, now=now())
    goals = tuple(
        Goal(about=one, aim="Ik vraag door.", doing="Elke week") for one in ("POL1", "lef")
    )
    planning.save_plan(db, content, own, Plan(goals=goals), seen=0, now=now())
    taken.let_count(db, own, at=now())
    reporting.ask_document(db, attempts.get_attempt(db, own), now=now())
    entries = [
        logbook.add_entry(
            db, owner.id, Learned(day_of(now()), 200, what, learned="Veel"), now=now()
        )
        for what in ("Cursus", "Werkbezoek")
    ]
    certificates.add_certificate(
        db, owner.id, entries[0], "bewijs.pdf", b"%PDF-1.7\n%%EOF\n", now=now()
    )
    logbook.remove_entry(db, owner.id, entries[1], now=now() - LONG_AGO)
    interests.tell_interest(db, own, "LBG", name="Noor", reach="070 000 00 00", now=now())
    accounts.set_addresses(db, owner.id, owner.address, "tweede@gemeente.example", now=now())
    document = results.add_document(db, own, now())
    results.finish_document(db, document, b"%PDF-1.7", "0" * 64)
    passkeys.add_passkey(
        db, owner.id, credential_id=b"x", public_key=b"x", sign_count=0, name="x", now=now()
    )
    return {
        "opened": opened,
        "earlier": earlier,
        "loose": loose,
        "entry": entries[0],
        "document": document,
        "passkey": passkeys.list_passkeys(db, owner.id)[0].id,
    }


def _add_talks(db: Session, content: Content, ids: dict[str, Any]) -> Mapping[str, Account]:
    """Let an owner and a coach be as far as two can be; ``ids`` gets each of their talks."""
    people = {"owner": "noor@praat.example", "coach": "els@praat.example"}
    for state, pair, release_id, talk_id in talking.add_talks(
        db, content, **people, now=now() - DAY
    ):
        ids |= {f"{state}_release": release_id, f"{state}_talk": talk_id,
                f"{state}_attempt": pair.attempt_id}  # fmt: skip
    [action, *_] = conversations.list_actions(db, [ids["talking_talk"]])
    ids["action"] = action.id
    return {"talker": pair.owner, "talking coach": pair.coach}


def _ask_talker(
    db: Session, content: Content, member: Account, ids: Mapping[str, Any]
) -> dict[str, UUID | str]:
    """Ask the owner who talks for a college, and let others say how they see that owner."""
    talker = accounts.find_account_by_address(db, "noor@praat.example")
    assert talker is not None
    url, college_id = colleagues.URL, ids["college_id"]
    joining.ask_member(db, member, college_id, talker.address, url=url, secret="tests", now=now())
    [(invitation, _)] = joining.list_asked(db, talker, now=now())
    began = now() - 10 * DAY
    asking_ = seen.ask_again(db, content, talker, ids["talking_attempt"], at=began)
    *sent, full, _ = asking_.tokens.values()
    for seed, token in enumerate([*sent, full], start=1):
        seen.answer(db, content, token, seen.fill_in(content, seed), send=token != full, at=began)
    return {"invitation_of_talker": invitation.id, "answered_round": asking_.round.id,
            "sent_token": sent[0], "full_token": full}  # fmt: skip


def _add_desk(
    db: Session, content: Content, owner: Account, ids: dict[str, Any]
) -> Mapping[str, Account]:
    """Let the desk have rounds, a draft, and what one of them proposed to the other."""
    staff = {
        person: add_account(db, f"{person}@vereniging.example", at=now(), role=role)
        for person, role in (
            ("desk", "medewerker"),
            ("second", "medewerker"),
            ("chief", "beheerder"),
        )
    }
    desk = staff["desk"]
    inviting.propose_coach(db, desk, owner.address, "kompas@praat.example", url="", now=now())
    asking.ask_calibration(db, ["wethouder"], ["zittend"], by=desk.id, now=now())
    for _ in range(3):
        norming.NORMS.keep(db, _make_norm(), now=taken.NOW)
    norming.publish(db, 1, now=now())
    ids["proposal"] = proposing.propose_norm(db, 2, by=desk.id, now=now())
    ids["phrase"] = proposing.name_phrase(db, proposing.find_proposal(db, ids["proposal"]))
    _draft_catalogue(db, content, ids)
    ids["mailed_round"] = invited.add_round(db, invited.name_people(4), now=now() - 30 * DAY)
    invited.mail(db, ids["mailed_round"], "invitation", now=now() - 30 * DAY)
    ids["invitation_code"] = invited.read_code(db, ids["mailed_round"], "lid0002@gemeente.example")
    told = invited.read_code(db, ids["mailed_round"], "lid0003@gemeente.example")
    taking_part.tie_attempt(db, told, ids["earlier"], tells=True, now=now())
    ids["open_intervision"] = placed.open_round(db)
    for number in range(7):
        placed.join(db, ids["open_intervision"], number)
    ids["proposed_intervision"] = proposed = placed.open_round(db, "Intervisie zomer")
    people = [placed.join(db, proposed, number).id for number in range(7, 21)]
    _propose(db, proposed, [people[:7], people[7:]])
    small = ids["small_intervision"] = placed.open_round(db, "Intervisie najaar")
    few = [placed.join(db, small, number).id for number in range(21, 29)]
    _propose(db, small, [few[:4], few[4:]])
    ids |= {"placed_account": people[0], "target": _list_groups(db, proposed)[1]}
    ids["first_group"], ids["second_group"] = _list_groups(db, small)
    taken.add(db, now=now() - LONG_AGO)
    unused = taken.add(db, now=now() - LONG_AGO)
    retention.mark(db, [unused], now() - LONG_AGO / 2)
    db.add(ErasingRow(id=unused, deleted_at=now() - DAY))
    add_account(db, "lang.niet@gemeente.example", at=now() - 3 * LONG_AGO)
    return staff


def _draft_catalogue(db: Session, content: Content, ids: dict[str, Any]) -> None:
    """Begin a draft in which a contact is new and a programme has another day."""
    desk = drafting.open_desk(db, content, today=day_of(now()))
    programme = replace(desk.catalogue.programmes[0], dates={"2027-01-15": "Utrecht"})
    drafting.keep_programme(db, content, desk, programme, now=now())
    desk = drafting.open_desk(db, content, today=day_of(now()))
    loose = replace(desk.catalogue.contacts[0], id="los", name="Een los loket")
    advising.keep_contact(db, content, desk, loose, now=now())
    desk = drafting.open_desk(db, content, today=day_of(now()))
    ids["draft"] = str(desk.revision)
    ids["offer"] = drafting.export_version(db, content, None, today=day_of(now()))


def _propose(db: Session, round_id: UUID, groups: Sequence[Sequence[UUID]]) -> None:
    """Let a round for intervision have groups that nobody was told of yet."""
    intervision_groups.replace_groups(db, round_id, groups, now=now())
    intervision.set_round(db, round_id, state=PROPOSED, confirmed_at=now(), ends_on=None)


def _list_groups(db: Session, round_id: UUID) -> list[UUID]:
    return [group.id for group in intervision_groups.list_groups(db, round_id)]


def _make_norm() -> NormSet:
    """Return a norm of some months ago."""
    made, day = norm_set(), day_of(now()) - 100 * DAY
    scales = {
        name: replace(scale, first_day=day, last_day=day) for name, scale in made.scales.items()
    }
    elsewhere = replace(made.population, phases=("aspirant",))  # its table is empty
    return replace(made, population=elsewhere, first_day=day, last_day=day, scales=scales)
