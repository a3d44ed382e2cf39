"""What can be typed of a programme: how long, which days, and how those are written."""

from collections.abc import Mapping
from typing import get_args

from assessment.plan.checks import MOST_HOURS as MOST_HOURS
from assessment.plan.checks import is_day
from assessment.plan.contact_checks import is_way as is_way
from assessment.plan.model import Status
from assessment.plan.offer_checks import LEAST_CONTACT_ID as LEAST_CONTACT_ID
from assessment.plan.offer_checks import LEAST_ID as LEAST_ID
from assessment.plan.offer_checks import MOST_CHARACTERS as MOST_CHARACTERS
from assessment.plan.offer_checks import MOST_CONTACT_ID as MOST_CONTACT_ID
from assessment.plan.offer_checks import MOST_FOR_PHASE as MOST_FOR_PHASE
from assessment.plan.offer_checks import MOST_FOR_WISH as MOST_FOR_WISH
from assessment.plan.offer_checks import MOST_ID as MOST_ID
from assessment.plan.offer_checks import MOST_OF_CONTACT as MOST_OF_CONTACT
from assessment.plan.offer_checks import is_contact_id as is_contact_id
from assessment.services.catalogue.drafting import say

STATUSES: tuple[Status, ...] = get_args(Status)
MOST_LINES = 2000
EXAMPLE_MONTH, EXAMPLE_DAY = "2027-03", "2027-03-12 Utrecht"


def read_days(text: str) -> dict[str, str]:
    """Return the place by day from lines as 2027-03-12 Utrecht; ValueError says which is wrong."""
    days: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        day, _, place = line.strip().partition(" ")
        if not is_day(day):
            raise ValueError(say("form.day", line=number, text=line.strip(), example=EXAMPLE_DAY))
        if day in days:
            raise ValueError(say("form.day_twice", line=number))
        days[day] = place.strip()
    return days


def write_days(days: Mapping[str, str]) -> str:
    """Return days with their places, a line for each, as they are typed."""
    return "\n".join(f"{day} {place}".strip() for day, place in sorted(days.items()))
