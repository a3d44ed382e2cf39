"""Days to take to one's own calendar. A calendar lies open: a title tells nothing but our name."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event
from sqlalchemy.orm import Session

from assessment.plan import Plan
from assessment.services import accounts, planning
from assessment.services.coaching import conversing
from assessment.services.coaching.conversing import Conversation
from assessment.services.content import Content
from assessment.services.intervision import meeting as meeting_groups
from assessment.services.intervision.meeting import StoredGroup
from assessment.services.moments import day_of
from assessment.store.attempts import AttemptFacts
from assessment.wording import say
from values.calendar import years_later
from values.constants import VALID_YEARS

DAY = timedelta(days=1)
MIMETYPE = "text/calendar"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A whole day that somebody keeps free; ``key`` is the same each time it is taken along."""

    key: str
    day: date


def write_calendar(appointments: Iterable[Appointment], *, now: datetime) -> bytes:
    """Return the days as an iCalendar file (RFC 5545), one event a day, without what it is about.

    Who takes a day along again replaces it: its UID follows from the key, through a hash, because
    a calendar shows it to others.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", say("calendar.made_by"))
    for appointment in appointments:
        calendar.add_component(_event(appointment, now))
    return bytes(calendar.to_ical())


def _event(appointment: Appointment, now: datetime) -> Event:
    event = Event()
    digest = hashlib.sha256(appointment.key.encode()).hexdigest()[:32]
    event.add("uid", f"{digest}@bestuurlijk-ontwikkelplan")
    event.add("dtstamp", now)
    event.add("dtstart", appointment.day)
    event.add("dtend", appointment.day + DAY)
    event.add("summary", say("calendar.title"))
    event.add("transp", "TRANSPARENT")  # the day stays free
    event.add("class", "PRIVATE")
    return event


def find_goal_day(attempt_id: UUID, plan: Plan, number: int) -> Appointment | None:
    """Return the day of goal ``number``, counted from 1; None when there is none."""
    goal = plan.goals[number - 1] if 1 <= number <= len(plan.goals) else None
    if goal is None or goal.by is None:
        return None
    return Appointment(f"goal {attempt_id} {goal.about} {goal.aim}", goal.by)


def find_measuring_day(attempt: AttemptFacts) -> Appointment | None:
    """Return the day from which measuring again is advised; None before handing in."""
    if attempt.submitted_at is None:
        return None
    day = years_later(day_of(attempt.submitted_at), VALID_YEARS)
    return Appointment(f"measuring {attempt.id}", day)


def find_talk_day(conversation: Conversation) -> Appointment | None:
    """Return the day of the next talk; None until both said yes to one."""
    if conversation.next_on is None or conversation.next_by:
        return None
    return Appointment(f"talk {conversation.id}", conversation.next_on)


def list_intervision_days(group: StoredGroup) -> list[Appointment]:
    """Return the days on which a group for intervision meets."""
    return [Appointment(f"intervision {group.id} {day}", day) for day in group.days]


def list_coming(
    db: Session, content: Content, account_id: UUID, *, now: datetime
) -> list[Appointment]:
    """Return the days of somebody from today on: goals, talks, measuring again, intervision."""
    handed_in = [
        attempt
        for attempt in accounts.list_attempt_facts(db, account_id)
        if attempt.submitted_at is not None
    ]
    found: list[Appointment | None] = []
    for attempt in handed_in:
        plan, _ = planning.open_plan(db, content, attempt.id)
        numbers = range(1, len(plan.goals) + 1)
        found += [find_goal_day(attempt.id, plan, number) for number in numbers]
    found += [find_talk_day(talk) for talk, _, _ in conversing.list_talks(db, account_id)]
    for meeting in meeting_groups.list_meetings(db, account_id):
        found += list_intervision_days(meeting.group)
    newest = max(handed_in, key=lambda one: one.submitted_at or one.created_at, default=None)
    found.append(None if newest is None else find_measuring_day(newest))
    coming = [one for one in found if one is not None and one.day >= day_of(now)]
    return sorted(coming, key=lambda one: (one.day, one.key))
