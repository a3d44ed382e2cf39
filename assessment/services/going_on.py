"""Where somebody is among the parts, how much is left, and which part comes next."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.services.content import Content
from assessment.services.taking import Attempt, Part, find_first_open_pages, list_parts
from values import PARTS


@dataclass(frozen=True, slots=True)
class Way:
    """Where somebody is among the parts, counted from 1, and how much is left of all of them."""

    place: int
    parts: int
    minutes_left: int
    minutes_elsewhere: int  # of the other parts
    goes_on: bool  # whether another part is not done yet


def sum_minutes_left(parts: Iterable[Part]) -> int:
    """Return how many minutes the rest of these parts will take."""
    return sum(part.minutes_left for part in parts)


def find_way(content: Content, attempt: Attempt, part_id: str) -> Way:
    """Return where somebody who answers ``part_id`` is on the way through all parts."""
    parts = list_parts(content, attempt)
    others = [part for part in parts if part.id != part_id]
    left = sum_minutes_left(parts)
    elsewhere = sum_minutes_left(others)
    return Way(PARTS.index(part_id) + 1, len(PARTS), left, elsewhere,
               goes_on=any(not part.done for part in others))  # fmt: skip


def find_next_part(content: Content, attempt: Attempt, part_id: str) -> tuple[Part, int] | None:
    """Return the part to go on with after ``part_id`` and the page of its first gap.

    The parts that come later are looked at first, then those before. None when every other part
    is done: then it is time to hand in.
    """
    parts = list_parts(content, attempt)
    here = PARTS.index(part_id)
    for part in (*parts[here + 1 :], *parts[:here]):
        if not part.done:
            return part, find_first_open_pages(content, attempt)[part.id]
    return None
