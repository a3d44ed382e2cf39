from datetime import timedelta

import pytest
from sqlalchemy import select

from assessment.services import (
    accounts,
    mailing,
    own_data,
    policy,
    retention,
    sessions,
    signing_in,
)
from assessment.services.accounts import LastBeheerder, NotAdoptable, SetupRefused
from assessment.services.codes import hash_code
from assessment.services.signing_in import Asker
from assessment.store import conversations, database, personal
from assessment.store.accounts import (
    find_account,
    find_setup_code,
    replace_recovery_codes,
    set_totp,
)
from assessment.store.attempts import AttemptNotFound, get_attempt_facts
from assessment.store.passkeys import add_passkey
from assessment.store.tables import Base
from tests.clusters import on_each_database as on_each_database
from tests.people import coached, opened, taken
from tests.people.everywhere import fill_tables
from tests.people.signed_in import ELS, NOOR, add_account
from tests.people.taken import LATER, MUCH_LATER, NOW
from tests.racing import at_once

KEY = "k" * 32
CODE = "ABCD-EFGH-JKMN-PQRS"
URL = "https://plan.example"


@pytest.fixture
def noor(db):
    return add_account(db, NOOR, at=NOW)


@pytest.fixture
def attempt_id(db):
    return taken.add(db, code_hash=hash_code(CODE))


def sign_in(db, account, *, now=NOW, strong=False):
    return sessions.sign_in(
        db, account.id, strong=strong, device="", now=now, opened=None, token=""
    )


def is_signed_in(db, token, *, now=LATER):
    found = sessions.find_current(db, token, now=now)
    return found is not None and found.signed_in is not None


# --- adopting ---


def test_an_attempt_is_adopted_by_its_code_and_that_counts_as_use(db, noor, attempt_id):
    assert accounts.adopt_by_code(db, noor.id, CODE, now=MUCH_LATER) == attempt_id

    assert accounts.list_attempts(db, noor.id) == [attempt_id]
    assert get_attempt_facts(db, attempt_id).used_at == MUCH_LATER


def test_an_attempt_is_adopted_once_and_another_account_hears_what_an_unknown_code_hears(
    db, noor, attempt_id
):
    els = add_account(db, ELS, at=NOW)
    accounts.adopt_by_code(db, noor.id, CODE, now=NOW)

    for account, code in ((els, CODE), (els, "AAAA-BBBB-CCCC-DDDD"), (els, "")):
        with pytest.raises(NotAdoptable):
            accounts.adopt_by_code(db, account.id, code, now=NOW)
    assert accounts.adopt_by_code(db, noor.id, CODE, now=NOW) == attempt_id
    assert accounts.list_attempts(db, els.id) == []


def test_attempts_stand_newest_first(db, noor):
    old, new = taken.add(db), taken.add(db, now=LATER)
    for attempt_id in (new, old):
        accounts.adopt_attempt(db, noor.id, attempt_id, now=LATER)

    assert accounts.list_attempts(db, noor.id) == [new, old]


def test_signing_in_counts_as_using_every_attempt_in_the_account(db, noor, attempt_id):
    accounts.adopt_attempt(db, noor.id, attempt_id, now=NOW)

    signing_in.note_signed_in(db, noor, now=MUCH_LATER)

    assert get_attempt_facts(db, attempt_id).used_at == MUCH_LATER


# --- where somebody is signed in ---


def test_signing_in_gives_the_browser_another_token_and_keeps_what_was_open(db, noor, attempt_id):
    old = opened.open_new(db, attempt_id)
    before = sessions.find_current(db, old, now=NOW)
    sessions.keep_code(db, before.id, attempt_id, CODE, token=old)
    before = sessions.find_current(db, old, now=NOW)

    new = sessions.sign_in(db, noor.id, strong=False, device="", now=NOW, opened=before, token=old)

    assert sessions.find_current(db, old, now=NOW).signed_in is None
    after = sessions.find_current(db, new, now=NOW)
    assert list(after.opened) == [attempt_id]
    assert sessions.read_code(after, attempt_id, token=new) == CODE


def test_who_has_a_role_is_signed_out_sooner(db, noor):
    coach = add_account(db, ELS, at=NOW, role="coach")
    owner_token, coach_token = sign_in(db, noor), sign_in(db, coach)
    idle = NOW + sessions.STAFF_IDLE + timedelta(seconds=1)

    assert is_signed_in(db, owner_token, now=idle)
    assert is_signed_in(db, coach_token, now=NOW + sessions.STAFF_IDLE)
    assert not is_signed_in(db, coach_token, now=idle)
    session_id = sessions.find_current(db, coach_token, now=NOW).id
    last = NOW + sessions.STAFF_LONGEST
    sessions.note_use(db, session_id, now=last)
    assert is_signed_in(db, coach_token, now=last)
    assert not is_signed_in(db, coach_token, now=last + timedelta(seconds=1))


def test_who_gets_or_loses_a_role_is_signed_out_everywhere_at_once(db, noor):
    token = sign_in(db, noor)
    accounts.set_role(db, NOOR, "coach", now=NOW)
    assert not is_signed_in(db, token)

    token = sign_in(db, noor)
    accounts.set_role(db, NOOR, "", now=NOW)
    assert not is_signed_in(db, token)


def test_the_same_role_once_more_signs_nobody_out(db):
    coach = add_account(db, at=NOW, role="coach")
    token = sign_in(db, coach)

    accounts.set_role(db, NOOR, "coach", now=NOW)

    assert is_signed_in(db, token)


# --- the first and the last beheerder ---


def test_the_setup_code_makes_one_beheerder_once(db, noor):
    assert accounts.wants_setup_code(db)
    code = accounts.make_setup_code(db, now=NOW)
    assert not accounts.wants_setup_code(db)  # it is printed once

    accounts.use_setup_code(db, noor, code.lower(), secret=KEY, now=NOW)

    assert find_account(db, noor.id).role == policy.BEHEERDER
    assert not accounts.wants_setup_code(db)
    with pytest.raises(SetupRefused):
        accounts.use_setup_code(db, add_account(db, ELS, at=NOW), code, secret=KEY, now=NOW)


def test_a_coach_who_becomes_beheerder_keeps_no_notes(db, content):
    pair = coached.add_pair(db, content)
    coached.release(db, content, pair)
    found = conversations.find_id(db, pair.coaching.id, pair.attempt_id)
    conversations.keep_note(db, found, pair.coach.id, "Alleen van mij", revision=1, now=NOW)

    code = accounts.make_setup_code(db, now=NOW)
    accounts.use_setup_code(db, pair.coach, code, secret=KEY, now=NOW)

    assert conversations.list_noted(db) == []


@pytest.mark.parametrize("typed", ["", "x", "AAAA-BBBB-CCCC-DDDD"])
def test_a_wrong_setup_code_makes_nobody_beheerder(db, noor, typed):
    with pytest.raises(SetupRefused):  # none was made
        accounts.use_setup_code(db, noor, typed, secret=KEY, now=NOW)
    accounts.make_setup_code(db, now=NOW)
    with pytest.raises(SetupRefused):
        accounts.use_setup_code(db, noor, typed, secret=KEY, now=NOW)

    assert find_account(db, noor.id).role == ""


def test_of_two_that_ask_a_setup_code_at_once_one_code_works_and_nothing_breaks(engine):
    def make(db):
        return accounts.make_setup_code(db, now=NOW)

    def make_at_first_start(db):
        return make(db) if accounts.wants_setup_code(db) else None

    first = at_once(engine, make_at_first_start, make_at_first_start)
    later = at_once(engine, make, make)

    assert sum(code is not None for code in first) == 1
    with database.reading(engine) as db:
        hashes = [hash_code(code) for code in later]
        assert find_setup_code(db) in hashes


def test_a_new_setup_code_replaces_the_old_one(db, noor):
    old = accounts.make_setup_code(db, now=NOW)
    new = accounts.make_setup_code(db, now=NOW)

    with pytest.raises(SetupRefused):
        accounts.use_setup_code(db, noor, old, secret=KEY, now=NOW)
    accounts.use_setup_code(db, noor, new, secret=KEY, now=NOW)


def test_the_last_beheerder_keeps_the_role_and_the_account(db):
    only = add_account(db, NOOR, at=NOW, role=policy.BEHEERDER)
    with pytest.raises(LastBeheerder):
        accounts.set_role(db, NOOR, "", now=NOW)
    with pytest.raises(LastBeheerder):
        accounts.delete_account(db, only, url="", now=NOW)

    accounts.set_role(db, ELS, policy.BEHEERDER, now=NOW)
    accounts.set_role(db, NOOR, "", now=NOW)
    assert [one.address for one in accounts.list_staff(db)] == [ELS]


def test_who_lost_telephone_and_recovery_codes_signs_in_by_mail_again(db, noor):
    key = {"credential_id": b"x", "public_key": b"x", "sign_count": 0, "name": "x"}
    add_passkey(db, noor.id, **key, now=NOW)
    replace_recovery_codes(db, noor.id, ["x"])
    set_totp(db, noor.id, "locked", step=None)
    token = sign_in(db, noor)

    assert accounts.reset_second_step(db, NOOR, url=URL, now=NOW)

    assert not signing_in.needs_second_step(find_account(db, noor.id))
    assert not accounts.is_protected(db, noor.id)
    assert not is_signed_in(db, token)
    [told] = mailing.list_mail(db)
    assert told.recipient == NOOR
    assert "toegangssleutels weggehaald" in told.text
    assert URL in told.text
    assert not accounts.reset_second_step(db, ELS, url=URL, now=NOW)
    assert mailing.list_mail(db) == [told]


# --- deleting ---


def test_deleting_an_account_leaves_nothing_of_this_person_and_all_of_others(db):
    leaving, staying = fill_tables(db, "Noor"), fill_tables(db, "Els")
    theirs = personal.read_holdings(db, own_data.of_account(db, staying.account_id))
    before = personal.read_holdings(db, own_data.of_account(db, leaving.account_id))
    assert {one.table for one in before} == set(personal.list_personal_tables())

    leaver = accounts.get_account(db, leaving.account_id)
    accounts.delete_account(db, leaver, url="", now=NOW)

    assert personal.read_holdings(db, own_data.of_account(db, staying.account_id)) == theirs
    held = {
        table.name: str(db.execute(select(table)).all()) for table in Base.metadata.sorted_tables
    }
    # What was done stays, without whose it was. So does what somebody made for the association: a
    # round in which others take part, or a run of which others use what came of it.
    made_for_all = {"audit", "round", "intervision_round", "instrument_run"}
    assert {name for name, text in held.items() if leaving.word in text} <= made_for_all
    assert [name for name, text in held.items() if leaving.address in text] == []
    log = Base.metadata.tables["audit"].columns
    of_nobody = select(log.number).where(log.actor_id.is_(None), log.subject_id.is_(None))
    # What was, that a coaching ended with it, and that the account went.
    assert len(db.execute(of_nobody).all()) == 3


def test_an_account_that_holds_nothing_is_deleted_after_a_year_and_no_other(db, attempt_id):
    year = NOW.replace(year=NOW.year + 1)
    gone = add_account(db, "n1@gemeente.example", at=NOW - timedelta(seconds=1))
    stays = [
        add_account(db, "n2@gemeente.example", at=NOW),
        add_account(db, "n3@gemeente.example", at=NOW - timedelta(days=9), role="coach"),
        add_account(db, "n4@gemeente.example", at=NOW - timedelta(days=9), attempts=(attempt_id,)),
    ]

    accounts.delete_unused(db, url="", now=year)

    assert find_account(db, gone.id) is None
    assert all(find_account(db, account.id) for account in stays)


def test_retention_ends_mail_codes_and_empty_accounts_too(db, noor):
    signing_in.ask_code(db, ELS, Asker(KEY, "https://bop.example"), now=NOW)
    later = NOW + timedelta(days=400)

    retention.carry_out(db, retention.find_due(db, now=later))

    assert mailing.list_mail(db) == []
    assert find_account(db, noor.id) is None


def test_an_attempt_that_is_deleted_leaves_its_account(db, noor, attempt_id):
    accounts.adopt_attempt(db, noor.id, attempt_id, now=NOW)
    from assessment.services import erasing

    erasing.delete_everything(db, attempt_id)

    assert accounts.list_attempts(db, noor.id) == []
    assert find_account(db, noor.id) is not None
    with pytest.raises(AttemptNotFound):
        get_attempt_facts(db, attempt_id)
