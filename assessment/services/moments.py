"""What time it is, and the time zone that days and hours are told in."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """Return this moment, aware."""
    return datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """Return the day that a moment falls on here."""
    return moment.astimezone(AMSTERDAM).date()
