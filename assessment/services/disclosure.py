"""How few people a number may be about, wherever one is shown."""

FEWEST_PUBLISHED = 10
"""People of whom what they want is published, and themes of groups."""

BAND = 5
"""Numbers are told in bands of so many: five to nine, ten to fourteen. Below the first: fewer."""


def find_band(count: int) -> tuple[int, int]:
    """Return the fewest and the most that a count is told to be.

    Examples
    --------
    >>> [find_band(count) for count in (0, 4, 5, 13)]
    [(0, 4), (0, 4), (5, 9), (10, 14)]
    """
    least = count // BAND * BAND
    return least, least + BAND - 1
