"""How long a report may be used."""

from datetime import date


def year_after(day: date) -> date:
    """Return the same day a year later; 28 February for the 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
