"""Who is invited begins, lets be seen or not that it is done, and can be left alone."""

from datetime import timedelta

import pytest

from assessment.services import consenting
from assessment.services.rounds import keeping, taking_part
from assessment.services.rounds.taking_part import InvitationUnknown
from assessment.store import round_invitations
from tests.clusters import on_each_database as on_each_database
from tests.people import invited
from tests.people.invited import name_people, read_code
from tests.people.taken import NOW

DAY = timedelta(days=1)


def named(db, round_id):
    return list(keeping.read_overview(db, round_id, now=NOW).named)


def test_a_code_is_found_in_whatever_was_pasted(db):
    (one,) = name_people(1)
    round_id = invited.invite(db, [one])
    code = read_code(db, round_id, one)

    for text in (code, code.lower(), f"Mijn code is {code}.", code.replace("-", " ")):
        assert taking_part.open_invitation(db, text, now=NOW).code == code
    for text in ("", "ABCD-2345-EFGH-6789", "x" * 500):
        with pytest.raises(InvitationUnknown):
            taking_part.open_invitation(db, text, now=NOW)


def test_the_invitation_looks_the_same_before_and_after_it_was_used(db):
    people = name_people(2)
    round_id = invited.invite(db, people)
    code = read_code(db, round_id, people[0])
    before = taking_part.open_invitation(db, code, now=NOW)

    invited.finish(db, round_id, people[:1], tells=True)

    assert taking_part.open_invitation(db, code, now=NOW) == before


def test_after_the_last_day_one_begins_without_the_round(db):
    people = name_people(12)
    round_id = invited.invite(db, people, days=3)
    late = NOW + 4 * DAY

    attempt_id = invited.begin(db, round_id, people[0], tells=True, now=late)

    assert taking_part.find_taking_part(db, attempt_id) is None
    assert not consenting.tells_organiser(db, attempt_id)


def test_who_begins_again_counts_once_with_the_newest(db):
    people = name_people(10)
    round_id = invited.invite(db, people)
    first = invited.begin(db, round_id, people[0])
    again = invited.begin(db, round_id, people[0])
    invited.finish(db, round_id, people[1:5])
    invited.hand_in(db, first)
    assert invited.count(db, round_id) == {"begun": 5}

    invited.hand_in(db, again)
    assert invited.count(db, round_id, now=NOW + DAY)["handed_in"] == 5

    third = invited.begin(db, round_id, people[0])
    assert taking_part.find_taking_part(db, third) is None


def test_one_attempt_counts_in_one_round(db):
    people = name_people(1)
    one, other = invited.invite(db, people), invited.invite(db, people)
    attempt_id = invited.begin(db, one, people[0])

    code = read_code(db, other, people[0])
    taking_part.tie_attempt(db, code, attempt_id, tells=False, now=NOW)

    assert taking_part.find_taking_part(db, attempt_id).round.id == one


def test_only_who_says_so_is_seen_by_name_once_done_and_from_the_next_count(db):
    people = name_people(20)
    round_id = invited.invite(db, people)
    yes, busy, *others = people
    invited.begin(db, round_id, busy, tells=True)
    invited.finish(db, round_id, [yes], tells=True)
    invited.finish(db, round_id, others[:8])
    assert named(db, round_id) == []

    invited.count(db, round_id)

    assert named(db, round_id) == [yes]


def test_taking_it_back_works_at_once_and_changes_no_number(db):
    people = name_people(20)
    round_id = invited.invite(db, people)
    (attempt_id,) = invited.finish(db, round_id, people[:1], tells=True)
    invited.finish(db, round_id, people[1:8])
    told = invited.count(db, round_id)

    taking_part.stop_telling(db, attempt_id, actor=None, now=NOW)

    assert named(db, round_id) == []
    assert invited.count(db, round_id, now=NOW + DAY) == told == {"handed_in": 7}
    taking_part.stop_telling(db, attempt_id, actor=None, now=NOW)  # twice is once


def test_no_more_mail_is_kept_once_and_tells_the_desk_nothing(db):
    people = name_people(2)
    round_id = invited.invite(db, people)
    code = read_code(db, round_id, people[0])
    before = keeping.read_overview(db, round_id, now=NOW)

    for _ in range(2):
        taking_part.stop_mail(db, code, later_too=True, now=NOW)

    assert round_invitations.list_refused(db) == {people[0]}
    assert keeping.read_overview(db, round_id, now=NOW) == before
