"""Invitations and reminders: once each, only to whom it concerns, and nobody hears who that was."""

import time
from datetime import timedelta

import pytest

from assessment.services import erasing, mailing
from assessment.services.moments import AMSTERDAM
from assessment.services.rounds import keeping, sending, taking_part
from assessment.services.rounds.keeping import RoundClosed
from assessment.services.rounds.sending import (
    BATCH,
    BETWEEN_REMINDERS,
    INVITATION,
    MOST_REMINDERS,
    REMINDER,
    NotNow,
)
from assessment.store import mail
from tests.clusters import on_each_database as on_each_database
from tests.people import invited
from tests.people.invited import DESK, URL, name_people, read_code
from tests.people.taken import NOW

LATER = NOW + BETWEEN_REMINDERS


def recipients(db, subject=""):
    return sorted(one.recipient for one in mailing.list_mail(db) if subject in one.subject)


def reminded(db):
    return recipients(db, "herinnering")


def test_nobody_is_mailed_before_the_desk_asks_for_it(db):
    invited.add_round(db, name_people(3))

    assert not sending.write_batch(db, url=URL, now=NOW)
    assert mailing.list_mail(db) == []


def test_everybody_gets_one_invitation_with_a_link_and_a_code_of_their_own(db):
    people = name_people(3)
    round_id = invited.invite(db, people)
    invited.mail(db, round_id, INVITATION, now=LATER)

    letters = {one.recipient: one.text for one in mailing.list_mail(db)}
    assert recipients(db) == people
    for address in people:
        code = read_code(db, round_id, address)
        assert f"{URL}/uitnodiging/{code}" in letters[address]
        assert f"{URL}/uitnodiging/{code}/geen-mail" in letters[address]
        assert [other for other in people if code in letters[other]] == [address]


def test_who_is_added_later_is_invited_later_and_nobody_twice(db):
    round_id = invited.invite(db, name_people(3))
    invited.add(db, round_id, name_people(5), now=LATER)
    invited.mail(db, round_id, INVITATION, now=LATER)

    assert recipients(db) == name_people(5)


def test_a_reminder_goes_to_who_has_not_begun_and_to_nobody_else(db):
    people = name_people(8)
    begun, done, gone, refused, bounced, *rest = people
    round_id = invited.invite(db, people)
    invited.begin(db, round_id, begun)
    invited.finish(db, round_id, [done])
    invited.withdraw(db, round_id, gone)
    taking_part.stop_mail(db, read_code(db, round_id, refused), later_too=False, now=NOW)
    let_bounce(db, bounced)

    invited.mail(db, round_id, REMINDER, now=LATER)

    assert reminded(db) == rest


def let_bounce(db, *addresses):
    for one in mailing.list_mail(db):
        if one.recipient in addresses:
            mailing.note_bounced(db, one.id, "550")


def test_who_deleted_everything_is_not_reminded(db):
    first, second = name_people(2)
    round_id = invited.invite(db, [first, second])
    erasing.delete_everything(db, invited.begin(db, round_id, first))

    invited.mail(db, round_id, REMINDER, now=LATER)

    assert reminded(db) == [second]


def test_who_is_in_two_rounds_and_began_in_one_is_reminded_in_neither(db):
    both, alone = name_people(2)
    one, other = invited.invite(db, [both, alone]), invited.invite(db, [both, alone])
    invited.begin(db, other, both)

    invited.mail(db, one, REMINDER, now=LATER)

    assert reminded(db) == [alone]


def test_who_wants_no_mail_of_any_round_gets_none_and_counts_as_invited(db):
    first, second = name_people(2)
    round_id = invited.invite(db, [first, second])
    taking_part.stop_mail(db, read_code(db, round_id, first), later_too=True, now=NOW)
    before = recipients(db)

    later = invited.add_round(db, [first, second])
    invited.mail(db, later, INVITATION)

    assert recipients(db) == sorted([*before, second])
    assert keeping.read_overview(db, later, now=NOW).round.invited == 2


def test_reminders_have_time_between_them_and_an_end(db):
    round_id = invited.invite(db, name_people(2))

    def ask(now):
        with pytest.raises(NotNow) as refused:
            sending.ask_mailing(db, DESK, round_id, REMINDER, now=now)
        return refused.value.reason

    assert ask(NOW + timedelta(days=1)) == "soon"
    for number in range(1, MOST_REMINDERS + 1):
        invited.mail(db, round_id, REMINDER, now=NOW + number * BETWEEN_REMINDERS)
    assert ask(NOW + (MOST_REMINDERS + 1) * BETWEEN_REMINDERS) == "often"
    assert len(reminded(db)) == 2 * MOST_REMINDERS


@pytest.mark.parametrize(("people", "reason"), [((), "nobody"), (("a@b.nl",), "not_invited")])
def test_there_is_nobody_to_remind_without_an_invitation(db, people, reason):
    round_id = invited.add_round(db, people)

    with pytest.raises(NotNow, match=reason):
        sending.ask_mailing(db, DESK, round_id, REMINDER, now=NOW)


def test_one_mailing_at_a_time(db):
    round_id = invited.add_round(db, name_people(2))
    sending.ask_mailing(db, DESK, round_id, INVITATION, now=NOW)

    with pytest.raises(NotNow, match="busy"):
        sending.ask_mailing(db, DESK, round_id, INVITATION, now=NOW)


def test_after_the_last_day_nothing_is_asked_and_what_was_asked_is_not_written(db):
    round_id = invited.add_round(db, name_people(2), days=1)
    sending.ask_mailing(db, DESK, round_id, INVITATION, now=NOW)

    over = NOW + timedelta(days=2)
    assert sending.write_batch(db, url=URL, now=over)
    assert not sending.write_batch(db, url=URL, now=over)
    assert mailing.list_mail(db) == []
    with pytest.raises(RoundClosed):
        sending.ask_mailing(db, DESK, round_id, INVITATION, now=over)


def test_a_mail_is_of_no_use_after_the_last_day(db):
    invited.invite(db, name_people(1), days=1)

    (letter,) = mailing.list_mail(db)
    assert letter.useful_until.astimezone(AMSTERDAM).isoformat()[:16] == "2026-11-25T00:00"


def test_progress_tells_how_many_were_looked_at_and_not_how_many_were_mailed(db):
    people = name_people(BATCH + 10)
    round_id = invited.invite(db, people)
    invited.finish(db, round_id, people[: BATCH // 2])

    sending.ask_mailing(db, DESK, round_id, REMINDER, now=LATER)
    sending.write_batch(db, url=URL, now=LATER)
    (busy, _) = keeping.read_overview(db, round_id, now=LATER).mailings
    assert (busy.looked_at, busy.finished_at) == (BATCH, None)
    sending.write_batch(db, url=URL, now=LATER)

    (done, _) = keeping.read_overview(db, round_id, now=LATER).mailings
    assert (done.looked_at, done.finished_at) == (BATCH + 10, LATER)


def test_two_thousand_people_are_added_and_mailed_in_seconds(db):
    began = time.process_time()
    invited.invite(db, name_people(2000))

    assert len(mail.list_due(db, NOW)) == 2000
    assert time.process_time() - began < 10


def test_no_mail_tells_what_somebody_did(db):
    people = name_people(3)
    round_id = invited.invite(db, people)
    invited.finish(db, round_id, people[:1])
    invited.mail(db, round_id, REMINDER, now=LATER)

    for letter in mailing.list_mail(db):
        assert not any(address in letter.text for address in people)
