"""The time zone that days and hours are told in."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def day_of(moment: datetime) -> date:
    """Return the day that a moment falls on here."""
    return moment.astimezone(AMSTERDAM).date()
