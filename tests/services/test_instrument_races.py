"""Two at once, on each database: one confirmation, one proposal, one run of a kind."""

from datetime import timedelta

import pytest

from assessment.json_reading import InputError
from assessment.services import norming
from assessment.services.instruments import asking, proposing
from assessment.services.norming import NORMS
from assessment.services.policy import BEHEERDER, MEDEWERKER, Actor
from assessment.store import database, instrument_proposals, instrument_runs
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from tests.people.norm_sets import norm_set
from tests.people.signed_in import add_account
from tests.racing import at_once

NOW = taken.NOW + timedelta(days=500)  # after the days of the norm


@pytest.fixture
def desk(engine):
    """Three of the desk: who proposes, and two who can confirm."""
    with database.writing(engine) as db:
        roles = {"a": MEDEWERKER, "b": BEHEERDER, "c": MEDEWERKER}
        found = [add_account(db, f"{name}@vereniging.example", at=NOW, role=role)
                 for name, role in roles.items()]  # fmt: skip
        NORMS.keep(db, norm_set(), now=NOW)
        db.commit()
    return [Actor(account=one.id, role=one.role, strong=True) for one in found]


def count(outcomes, kind):
    return sum(isinstance(one, kind) for one in outcomes)


def test_of_two_who_confirm_at_once_one_did(engine, desk, content):
    with database.writing(engine) as db:
        proposal = proposing.propose_norm(db, 1, by=desk[0].account, now=NOW)
        phrase = proposing.name_phrase(db, proposing.find_proposal(db, proposal))
        db.commit()

    def confirm(who):
        return lambda db: proposing.confirm_proposal(db, who, proposal, phrase, now=NOW)

    outcomes = at_once(engine, confirm(desk[1]), confirm(desk[2]))

    assert count(outcomes, InputError) == 1
    assert outcomes.count(None) == 1
    with database.reading(engine) as db:
        assert norming.is_in_use(db, content)


def test_who_confirms_and_who_refuses_at_once_do_not_both(engine, desk, content):
    with database.writing(engine) as db:
        proposal = proposing.propose_norm(db, 1, by=desk[0].account, now=NOW)
        phrase = proposing.name_phrase(db, proposing.find_proposal(db, proposal))
        db.commit()

    outcomes = at_once(
        engine,
        lambda db: proposing.confirm_proposal(db, desk[1], proposal, phrase, now=NOW),
        lambda db: proposing.decline_proposal(db, desk[2], proposal, now=NOW),
    )

    assert count(outcomes, InputError) == 1
    with database.reading(engine) as db:
        state = instrument_proposals.get_proposal(db, proposal).state
        assert norming.is_in_use(db, content) == (state == "confirmed")


def test_what_two_propose_at_once_is_proposed_once(engine, desk):
    outcomes = at_once(
        engine,
        lambda db: proposing.propose_norm(db, 1, by=desk[0].account, now=NOW),
        lambda db: proposing.propose_norm(db, 1, by=desk[1].account, now=NOW),
    )

    assert count(outcomes, InputError) == 1


def test_until_one_day_two_at_once_propose_one_file(engine, desk):
    wish = proposing.ExportWish("2026-07-01", "Universiteit", "Stijl")
    outcomes = at_once(
        engine,
        lambda db: proposing.propose_export(db, wish, by=desk[0].account, now=NOW),
        lambda db: proposing.propose_export(db, wish, by=desk[1].account, now=NOW),
    )

    assert count(outcomes, InputError) == 1
    with database.reading(engine) as db:
        assert len(instrument_runs.list_runs(db, kind=asking.EXPORT)) == 1


def test_a_report_that_two_ask_at_once_is_made_once(engine, desk):
    outcomes = at_once(
        engine,
        *(lambda db, who=who: asking.ask_analysis(db, by=who.account, now=NOW) for who in desk[:2]),
    )

    assert count(outcomes, InputError) == 1
