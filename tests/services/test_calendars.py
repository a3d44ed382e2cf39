"""Days for one's own calendar: what RFC 5545 asks, and nothing that others may not read."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from assessment.plan import Plan
from assessment.services import calendars
from assessment.services.calendars import Appointment
from assessment.store import attempts
from tests.people import someone, taken
from tests.people.signed_in import NOOR, add_account
from tests.people.taken import NOW, add_submitted

SECRET = "Ik wil minder bang zijn voor de raad"


@given(st.lists(st.tuples(st.text(max_size=20), st.dates(date(2000, 1, 1), date(2100, 1, 1)))))
def test_what_is_written_reads_back_as_whole_days(days):
    written = calendars.write_calendar([Appointment(*day) for day in days], now=NOW)

    events = Calendar.from_ical(written).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [day for _, day in days]
    for event in events:
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert (event.decoded("dtend") - event.decoded("dtstart")).days == 1
        assert event.decoded("dtstamp") == NOW
    for line in written.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line


def test_a_title_tells_nothing_of_a_goal_and_neither_does_anything_else():
    attempt_id = taken.uuid4()
    plan = Plan(goals=(someone.goal("POL1", aim=SECRET, by=date(2027, 3, 1)),))

    written = calendars.write_calendar(
        [calendars.find_goal_day(attempt_id, plan, 1)], now=NOW
    ).decode()

    assert "SUMMARY:Bestuurlijk ontwikkelplan\r\n" in written
    for told in (SECRET, "POL1", str(attempt_id)):
        assert told not in written


def test_who_takes_a_day_along_again_replaces_it():
    def uid(key, day):
        written = calendars.write_calendar([Appointment(key, day)], now=NOW)
        return str(Calendar.from_ical(written).walk("VEVENT")[0]["uid"])

    assert uid("a", date(2027, 1, 1)) == uid("a", date(2027, 2, 2)) != uid("b", date(2027, 1, 1))


def test_a_goal_without_a_day_and_a_goal_that_is_not_there_have_none():
    plan = Plan(goals=(someone.goal(aim="x"),))

    assert [calendars.find_goal_day(taken.uuid4(), plan, n) for n in (0, 1, 2)] == [None] * 3


def test_measuring_again_is_a_year_after_handing_in_and_comes_with_all_days(db, content):
    attempt_id = add_submitted(db, content)
    noor = add_account(db, NOOR, at=NOW, attempts=(attempt_id,))

    day = calendars.find_measuring_day(attempts.get_attempt_facts(db, attempt_id))

    assert day.day == date(2027, 11, 23)
    assert calendars.list_coming(db, content, noor.id, now=NOW) == [day]
    assert calendars.list_coming(db, content, noor.id, now=NOW.replace(year=2028)) == []
