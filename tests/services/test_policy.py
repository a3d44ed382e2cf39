from dataclasses import replace
from uuid import uuid4

import pytest

from assessment.services.policy import (
    BEHEERDER,
    Actor,
    Side,
    Talk,
    may_agree,
    may_arrange,
    may_change_sign_in,
    may_compare,
    may_delete,
    may_delete_account,
    may_evaluate,
    may_give_roles,
    may_manage_accounts,
    may_note,
    may_open_attempt,
    may_propose_coach,
    may_replace_code,
    may_speak,
)


def test_only_the_owner_opens_an_attempt():
    mine, yours = uuid4(), uuid4()

    assert may_open_attempt(Actor([mine]), mine)
    assert not may_open_attempt(Actor([mine]), yours)
    assert not may_open_attempt(Actor(), mine)


def test_only_the_owner_of_both_attempts_compares_them():
    mine, earlier, other = uuid4(), uuid4(), uuid4()

    assert may_compare(Actor([mine], [earlier]), mine, earlier)
    assert not may_compare(Actor([mine]), mine, earlier)
    assert not may_compare(Actor([mine], [other]), mine, earlier)
    assert not may_compare(Actor([other], [earlier]), mine, earlier)


def test_a_role_counts_only_for_who_showed_more_than_a_mailbox():
    someone = uuid4()

    assert may_manage_accounts(Actor(account=someone, role=BEHEERDER, strong=True))
    assert not may_manage_accounts(Actor(account=someone, role=BEHEERDER))
    assert not may_manage_accounts(Actor(account=someone, role="coach", strong=True))
    assert not may_manage_accounts(Actor(role=BEHEERDER, strong=True))


def test_no_role_opens_an_attempt():
    for role in ("coach", "medewerker", BEHEERDER):
        actor = Actor(account=uuid4(), role=role, strong=True, fresh=True)
        assert not may_open_attempt(actor, uuid4())


def test_who_deletes_an_attempt_shows_again_to_be_its_owner():
    mine, other = uuid4(), uuid4()

    assert may_delete(Actor([mine], [mine]), mine)
    assert may_delete(Actor(account=uuid4(), adopted=[mine], fresh=True), mine)
    assert not may_delete(Actor([mine]), mine)
    assert not may_delete(Actor([mine], [other]), mine)
    assert not may_delete(Actor([], [mine]), mine)
    assert not may_delete(Actor(account=uuid4(), adopted=[mine]), mine)
    assert not may_delete(Actor([mine], account=uuid4(), fresh=True), mine)


def test_who_makes_another_code_of_what_an_account_has_signed_in_there_just_now():
    mine, someone = uuid4(), uuid4()

    assert may_replace_code(Actor([mine]), mine, in_account=False)
    assert not may_replace_code(Actor([mine]), mine, in_account=True)
    assert not may_replace_code(Actor([mine], account=someone, fresh=True), mine, in_account=True)
    owner = Actor(account=someone, adopted=[mine])
    assert not may_replace_code(owner, mine, in_account=True)
    assert may_replace_code(replace(owner, fresh=True), mine, in_account=True)
    assert not may_replace_code(Actor(fresh=True), mine, in_account=False)


def test_who_gives_a_role_is_a_beheerder_who_signed_in_just_now():
    one = Actor(account=uuid4(), role=BEHEERDER, strong=True, fresh=True)

    assert may_give_roles(one)
    assert not may_give_roles(replace(one, fresh=False))
    assert not may_give_roles(replace(one, strong=False))
    assert not may_give_roles(replace(one, role="medewerker"))


def test_the_mailbox_of_a_guarded_role_does_not_change_how_it_signs_in():
    someone = uuid4()

    assert may_change_sign_in(Actor(account=someone, fresh=True))
    assert may_change_sign_in(Actor(account=someone, fresh=True, guarded=True, strong=True))
    assert not may_change_sign_in(Actor(account=someone, fresh=True, guarded=True))
    assert not may_change_sign_in(Actor(account=someone, strong=True))
    assert may_delete_account(Actor(account=someone, fresh=True))
    assert not may_delete_account(Actor(account=someone))


def test_proving_to_own_an_attempt_does_not_open_it():
    mine, earlier = uuid4(), uuid4()

    assert not may_open_attempt(Actor([mine], [earlier]), earlier)


def test_only_a_medewerker_proposes_a_coach():
    for role in ("coach", "medewerker", BEHEERDER, ""):
        actor = Actor(account=uuid4(), role=role, strong=True)
        assert may_propose_coach(actor) == (role == "medewerker")
    assert not may_propose_coach(Actor(account=uuid4(), role="medewerker"))


@pytest.mark.parametrize("state", list(Talk))
@pytest.mark.parametrize("side", list(Side))
def test_each_side_does_what_belongs_to_it_and_only_while_it_can_be_done(state, side):
    talking, over = state is Talk.TALKING, state is Talk.EVALUATED

    assert may_arrange(state) == talking
    assert may_speak(state, "confirmed") == (not over)
    assert not may_speak(state, "ended")
    asked = may_agree(side, state, proposed=True, is_read=True)
    assert asked == (side is Side.OWNER and talking)
    assert not may_agree(side, state, proposed=False, is_read=True)
    assert not may_agree(side, state, proposed=True, is_read=False)
    assert may_evaluate(side, state) == (side is Side.OWNER and state is Talk.AGREED)
    assert may_note(side, state) == (side is Side.COACH and not over)
