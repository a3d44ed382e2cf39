"""A mail that waits for the server, or came back, goes with what it is about.

It still has its text: whose address it names, and what somebody wanted no more.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from assessment.plan import Goal, Plan
from assessment.services import accounts, erasing, inviting, mailing, planning, releasing, reminding
from assessment.services import retention as keeping_time
from assessment.services.coaching import announcing, conversing
from assessment.services.colleges import joining
from assessment.services.others import answering, rounds
from assessment.services.policy import Actor
from assessment.services.rounds import sending, taking_part
from assessment.store import colleges, conversations, others
from assessment.store.tables import MailRow
from tests.clusters import on_each_database as on_each_database
from tests.people import coached, invited, seen, taken
from tests.people.colleagues import SECRET, URL, Colleges
from tests.people.signed_in import ELS, NOOR, add_account

NOW = taken.LATER
DAY = timedelta(days=1)


def recipients(db):
    return [one.recipient for one in mailing.list_mail(db)]


def bounce(db):
    for one in mailing.list_mail(db):
        mailing.note_bounced(db, one.id, "550")


@pytest.fixture
def pair(db, content):
    return coached.add_pair(db, content)


@pytest.mark.parametrize("end", ["stopped", "owner gone"])
def test_the_invitation_of_a_coach_goes_when_the_owner_stops_or_is_gone(db, pair, end):
    bounce(db)
    assert NOOR in mailing.list_mail(db)[0].text

    if end == "stopped":
        inviting.end_coaching(db, pair.owner.id, pair.coaching, now=NOW)
    else:
        accounts.delete_account(db, pair.owner, url="", now=NOW)

    assert recipients(db) == []


def test_a_mail_that_arrived_does_not_tell_with_whom_who_deleted_it_all_was(db, pair):
    for one in mailing.list_mail(db):
        mailing.note_sent(db, one.id)

    accounts.delete_account(db, pair.owner, url="", now=NOW)

    [kept] = db.execute(select(MailRow.__table__)).all()
    assert kept.recipient == ELS
    assert str(pair.owner.id) not in str(kept)
    assert str(pair.coaching.id) not in str(kept)


def test_the_invitation_of_another_coach_stays(db, pair):
    other = coached.add_coach(db, pair, "ali@coach.example")

    inviting.end_coaching(db, pair.owner.id, other.coaching, now=NOW)

    assert recipients(db) == [ELS]


def test_a_proposal_that_was_refused_is_mailed_no_more(db):
    desk, owner = add_account(db, ELS, at=NOW, role="medewerker"), add_account(db, at=NOW)
    inviting.propose_coach(db, desk, NOOR, "ali@coach.example", url=URL, now=NOW)
    [proposed] = inviting.list_coaches(db, owner.id)

    inviting.end_coaching(db, owner.id, proposed, now=NOW)

    assert recipients(db) == []


@pytest.mark.parametrize("end", ["taken back", "asker gone"])
def test_the_invitation_to_a_college_goes_when_it_is_taken_back_or_its_asker_is_gone(
    db, content, end
):
    made = Colleges(db, content)
    college_id, [noor, _] = made.begin(2)
    eva = "eva@raadhuis.example"
    joining.ask_member(db, noor, college_id, eva, url=URL, secret=SECRET, now=NOW)
    assert eva in recipients(db)

    if end == "taken back":
        [asked] = colleges.list_invitations(db, college_id)
        joining.take_back(db, college_id, asked.id)
    else:
        accounts.delete_account(db, noor, url="", now=NOW)

    assert eva not in recipients(db)


def test_a_reminder_that_waits_is_not_sent_to_who_wants_it_no_more(db, content):
    attempt_id = taken.add_submitted(db, content)
    noor = add_account(db, at=NOW, attempts=(attempt_id,))
    reminding.set_wanted(db, noor.id, [reminding.MEASURING], now=NOW)
    year = NOW.replace(year=NOW.year + 1) + DAY
    assert reminding.write_due(db, url=URL, now=year) == 1

    reminding.set_wanted(db, noor.id, [reminding.MEASURING, reminding.COMMENTS], now=year)
    assert recipients(db) == [NOOR]
    reminding.set_wanted(db, noor.id, [reminding.COMMENTS], now=year)
    assert recipients(db) == []


def test_a_coach_who_can_read_nothing_any_more_gets_no_mail_that_waited(db, content, pair):
    goal = Goal(about="POL1", aim="Vaker doorvragen")
    planning.save_plan(db, content, pair.attempt_id, Plan(goals=(goal,)), seen=0, now=NOW)
    released = coached.release(db, content, pair)
    found = conversations.find_id(db, pair.coaching.id, pair.attempt_id)
    talk = conversing.open_talk(db, Actor(account=pair.owner.id), found, now=NOW)
    reminding.set_wanted(db, pair.coach.id, [reminding.COMMENTS], now=NOW)
    conversing.add_comment(db, talk, "POL1", "Kijk eens", now=NOW)
    announcing.tell_of_comment(db, talk, url=URL, now=NOW)
    assert recipients(db).count(ELS) == 2  # the invitation, and this

    releasing.withdraw(db, pair.owner.id, released, now=NOW)

    assert recipients(db).count(ELS) == 1


def test_who_deleted_everything_is_not_told_that_it_will_go(db, content):
    attempt_id = taken.add_submitted(db, content)
    noor = add_account(db, at=NOW, attempts=(attempt_id,))
    keeping_time._tell(db, [attempt_id], keeping_time.MARKED_FOR, url="", now=NOW)
    assert recipients(db) == [NOOR]

    erasing.delete_own(db, attempt_id, actor=noor.id, now=NOW)

    assert recipients(db) == []


@pytest.mark.parametrize("end", ["sent", "declined"])
def test_who_is_asked_and_done_is_not_reminded_by_a_mail_that_waited(db, content, end):
    asking = seen.ask(db, content)
    rounds.remind_others(
        db, asking.owner.id, asking.round.id, link=seen.link, secret=seen.SECRET,
        now=seen.NOW + 6 * DAY,
    )  # fmt: skip
    address, token = next(iter(asking.tokens.items()))
    invitation = answering.open_invitation(db, token, Actor(), lock=True)

    if end == "sent":
        seen.answer(db, content, token, seen.fill_in(content, 1), send=True)
    else:
        answering.decline_invitation(db, invitation, now=seen.NOW + 6 * DAY)

    assert address not in [one.recipient for one in mailing.list_mail(db, mailing.WAITING)
                           if one.asked_at == seen.NOW + 6 * DAY]  # fmt: skip


def test_with_the_addresses_of_a_round_that_is_over_its_mails_go(db, content):
    asking = seen.ask(db, content)
    bounce(db)
    over = asking.round.closes_at + DAY

    keeping_time.carry_out(db, keeping_time.find_due(db, now=over))

    assert all(one.address is None for one in others.list_raters(db, asking.round.id))
    assert set(recipients(db)) & set(asking.tokens) == set()


@pytest.mark.parametrize(("later_too", "left"), [(False, 1), (True, 0)])
def test_who_wants_no_mail_about_a_round_gets_none_that_waits(db, later_too, left):
    people = invited.name_people(2)
    first, second = invited.invite(db, people), invited.invite(db, people)
    invited.mail(db, first, sending.REMINDER, now=NOW + 4 * DAY)
    code = invited.read_code(db, first, people[0])

    taking_part.stop_mail(db, code, later_too=later_too, now=NOW + 4 * DAY)

    assert recipients(db).count(people[0]) == left
    assert recipients(db).count(people[1]) == 3
    assert second
