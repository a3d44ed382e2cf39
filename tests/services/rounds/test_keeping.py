"""A round as the desk keeps it: nothing half added, nothing learned, and forgotten in time."""

from datetime import timedelta

import pytest

from assessment.services import accounts, auditing, own_data, retention
from assessment.services.moments import TWICE, day_of
from assessment.services.rounds import keeping, sending, taking_part
from assessment.services.rounds.addresses import MOST_PEOPLE, AddressesRefused
from assessment.services.rounds.keeping import Added, AddressesGone, RoundClosed
from assessment.store import accounts as store_accounts
from assessment.store import database, deletions, personal, round_invitations, snapshots
from tests.clusters import on_each_database as on_each_database
from tests.people import invited
from tests.people.invited import DESK, name_people, read_code
from tests.people.signed_in import NOOR, add_account
from tests.people.taken import NOW
from values.constants import KEPT_ADDRESSES_DAYS, TERM_YEARS


def overview(db, round_id, now=NOW):
    return keeping.read_overview(db, round_id, now=now)


def test_adding_the_same_people_twice_adds_them_once(db):
    round_id = invited.add_round(db)

    assert invited.add(db, round_id, name_people(3)) == Added(3, 0)
    assert invited.add(db, round_id, name_people(5)) == Added(2, 3)
    assert overview(db, round_id).round.invited == 5


def test_who_presses_the_button_twice_makes_one_round(db):
    facts = {"name": "X", "kind": "jaarlijks", "phase": "", "closes_on": day_of(NOW)}

    def make(now=NOW, **others):
        return keeping.add_round(db, DESK, **{**facts, **others}, now=now)

    made = make()

    assert make(now=NOW + TWICE / 2) == made
    assert len({made, make(name="Y"), make(phase="starter"), make(now=NOW + TWICE)}) == 4


@pytest.mark.parametrize("with_people", [True, False])
def test_who_presses_the_button_twice_makes_one_copy(db, with_people):
    round_id = invited.add_round(db, name_people(3))
    like = overview(db, round_id).round

    def copy(with_people):
        return keeping.copy_round(db, DESK, round_id, name=like.name, closes_on=like.closes_on,
                                  with_people=with_people, now=NOW)  # fmt: skip

    made = copy(with_people)

    assert copy(with_people) == made
    assert overview(db, made).round.invited == (3 if with_people else 0)
    assert len({round_id, made, copy(not with_people)}) == 3


def test_more_than_fit_are_refused_and_nobody_is_added(db):
    round_id = invited.add_round(db, name_people(2))

    with pytest.raises(AddressesRefused):
        invited.add(db, round_id, name_people(MOST_PEOPLE, "ander"))

    assert overview(db, round_id).round.invited == 2


def test_a_round_that_is_over_takes_nobody_in(db):
    round_id = invited.add_round(db, days=1)

    with pytest.raises(RoundClosed):
        invited.add(db, round_id, name_people(1), now=NOW + timedelta(days=2))


def test_who_was_withdrawn_can_be_invited_again_with_the_same_code(db):
    (one,) = name_people(1)
    round_id = invited.invite(db, [one])
    code = read_code(db, round_id, one)
    invited.withdraw(db, round_id, one)
    assert not taking_part.open_invitation(db, code, now=NOW).can_begin

    assert invited.add(db, round_id, [one]) == Added(1, 0)
    assert taking_part.open_invitation(db, code, now=NOW).can_begin
    assert overview(db, round_id).round.invited == 1


def test_withdrawing_who_was_never_added_does_nothing(db):
    round_id = invited.invite(db, name_people(2))

    invited.withdraw(db, round_id, "niemand@x.example")

    assert overview(db, round_id).round.invited == 2


def test_a_copy_holds_who_was_not_withdrawn_and_mails_nobody(db):
    people = name_people(4)
    round_id = invited.invite(db, people)
    invited.withdraw(db, round_id, people[0])
    closes = day_of(NOW) + timedelta(days=365)

    made = keeping.copy_round(
        db, DESK, round_id, name="2027", closes_on=closes, with_people=True, now=NOW
    )
    bare = keeping.copy_round(
        db, DESK, round_id, name="leeg", closes_on=closes, with_people=False, now=NOW
    )

    assert overview(db, made).round.invited == 3
    assert overview(db, made).mailings == []
    assert overview(db, made).round.kind == "jaarlijks"
    assert overview(db, bare).round.invited == 0
    codes = {read_code(db, one, people[1]) for one in (round_id, made)}
    assert len(codes) == 2


# --- forgetting ---


def test_mailboxes_are_forgotten_after_the_round_and_the_numbers_later(db):
    round_id = invited.invite(db, name_people(12), days=10)
    invited.finish(db, round_id, name_people(6))
    invited.count(db, round_id)
    code = read_code(db, round_id, name_people(1)[0])
    ends = NOW + timedelta(days=10 + KEPT_ADDRESSES_DAYS)

    keeping.forget_old(db, now=ends)
    assert len(round_invitations.list_addresses(db, round_id)) == 12
    keeping.forget_old(db, now=ends + timedelta(days=1))

    assert round_invitations.list_addresses(db, round_id) == []
    after = overview(db, round_id)
    assert (after.round.invited, after.told["handed_in"].number) == (12, 6)
    with pytest.raises(taking_part.InvitationUnknown):
        taking_part.open_invitation(db, code, now=NOW)
    with pytest.raises(AddressesGone):
        keeping.copy_round(
            db, DESK, round_id, name="x", closes_on=day_of(ends), with_people=True,
            now=ends + timedelta(days=1),
        )  # fmt: skip
    with pytest.raises(AddressesGone):
        keeping.change_round(
            db, DESK, round_id, name="x", closes_on=day_of(ends) + timedelta(days=9),
            now=ends + timedelta(days=1),
        )  # fmt: skip

    keeping.forget_old(db, now=NOW.replace(year=NOW.year + TERM_YEARS, day=30))
    assert keeping.list_rounds(db)
    keeping.forget_old(db, now=NOW.replace(year=NOW.year + TERM_YEARS + 1))
    assert keeping.list_rounds(db) == []


def test_retention_forgets_them_too(db):
    round_id = invited.invite(db, name_people(3), days=1)

    later = NOW + timedelta(days=40)
    retention.carry_out(db, retention.find_due(db, now=later))

    assert round_invitations.list_addresses(db, round_id) == []


def test_who_asked_for_no_mail_is_forgotten_after_a_term(db):
    (one,) = name_people(1)
    round_id = invited.invite(db, [one])
    taking_part.stop_mail(db, read_code(db, round_id, one), later_too=True, now=NOW)

    keeping.forget_old(db, now=NOW.replace(year=NOW.year + TERM_YEARS))
    assert round_invitations.list_refused(db) == {one}
    keeping.forget_old(db, now=NOW.replace(year=NOW.year + TERM_YEARS, month=12))
    assert round_invitations.list_refused(db) == set()


# --- of one person ---


def test_everything_goes_with_the_account_and_the_desk_sees_nothing_of_that(db):
    round_id = invited.invite(db, [NOOR, *name_people(9)])
    attempt_id, *_ = invited.finish(db, round_id, [NOOR, *name_people(4)])
    told = invited.count(db, round_id)
    before = overview(db, round_id)
    noor = add_account(db, NOOR, at=NOW, attempts=(attempt_id,))

    accounts.delete_account(db, noor, url="", now=NOW)

    assert round_invitations.find_by_address(db, round_id, NOOR) is None
    assert invited.count(db, round_id, now=NOW + timedelta(days=1)) == told == {"handed_in": 5}
    assert overview(db, round_id).round.invited == before.round.invited
    assert invited.add(db, round_id, [NOOR]) == Added(0, 1)  # as for who is still there


def test_the_copy_of_everything_has_the_round_and_not_its_code(db):
    round_id = invited.invite(db, [NOOR, *name_people(2)])
    noor = add_account(db, NOOR, at=NOW)

    found = {one.table: one for one in personal.read_holdings(db, own_data.of_account(db, noor.id))}

    assert [row["name"] for row in found["round"].rows] == ["Ronde 2026"]
    assert [row["address"] for row in found["round_invitation"].rows] == [NOOR]
    assert read_code(db, round_id, NOOR) not in str(found["round_invitation"])
    assert len(found["round_letter"].rows) == 1


def test_what_the_desk_does_is_logged_without_anybody_it_is_about(db):
    desk = add_account(db, NOOR, at=NOW, role="medewerker").id
    closes, (one,) = day_of(NOW), name_people(1)
    known = {"secret": invited.SECRET, "now": NOW}
    round_id = keeping.add_round(
        db, desk, name="2026", kind="jaarlijks", phase="", closes_on=closes, now=NOW
    )
    keeping.add_people(db, desk, round_id, [one], **known)
    sending.ask_mailing(db, desk, round_id, sending.INVITATION, now=NOW)
    keeping.withdraw_person(db, desk, round_id, one, **known)
    keeping.change_round(db, desk, round_id, name="27", closes_on=closes, now=NOW)

    acts = auditing.list_entries(db)

    assert [entry.act for entry in acts] == [
        "round_changed", "round_withdrawn", "round_mailed", "round_filled", "round_made",
    ]  # fmt: skip
    assert all(
        (entry.actor_id, entry.subject_id, entry.about) == (desk, None, str(round_id))
        for entry in acts
    )


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_backup_brings_the_invitations_of_a_deleted_account_back(engine, tmp_path):
    second = "noor@thuis.example"
    with database.writing(engine) as db:
        for people in ([NOOR, *name_people(2)], [second, *name_people(2)]):
            round_id = invited.invite(db, people)
            code = read_code(db, round_id, people[0])
            taking_part.stop_mail(db, code, later_too=True, now=NOW)
        noor = add_account(db, NOOR, at=NOW)
        store_accounts.set_addresses(db, noor.id, NOOR, second, now=NOW)
        db.commit()

    snapshots.take_out(tmp_path / "bop.db", {deletions.hash_id(noor.id)})

    with database.reading(engine) as db:
        left = sum((round_invitations.list_addresses(db, one.id) for one in
                    keeping.list_rounds(db)), [])  # fmt: skip
        assert sorted(left) == sorted([*name_people(2), *name_people(2)])
        assert round_invitations.list_refused(db) == set()
