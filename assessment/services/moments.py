"""What time it is, and the time zone that days and hours are told in."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TWICE = timedelta(minutes=10)  # who sends the same form again within it pressed a button twice


def now() -> datetime:
    """Return this moment, aware."""
    return datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """Return the day that a moment falls on here."""
    return moment.astimezone(AMSTERDAM).date()
