"""What somebody chose for a profielschets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from values import ValueMap

MOST_COMPETENCIES, MOST_VALUES, MOST_STYLES = 6, 8, 3
LONGEST_PLACE, LONGEST_TEXT = 60, 400  # signs


@dataclass(frozen=True, slots=True)
class Choice:
    """What an office and a place ask for, by the ids of the content.

    ``tensions`` are numbers in the list of the content, from 0. ``ahead`` and ``rub`` are in the
    words of who chose; a profielschets is about no person, so nothing of one belongs there.
    """

    office: str
    audience: str
    competencies: Sequence[str] = ()
    values: Sequence[str] = ()
    tensions: Sequence[int] = ()
    styles: Sequence[str] = ()
    place: str = ""
    ahead: str = ""
    rub: str = ""


def put_in_order(choice: Choice, value_map: ValueMap) -> Choice:
    """Return the choice in the order of the content: no order of ticking is a ranking."""
    return replace(
        choice,
        competencies=[c.id for c in value_map.competencies if c.id in choice.competencies],
        values=[value_id for value_id in value_map.values if value_id in choice.values],
        tensions=sorted(set(choice.tensions)),
        styles=[style.id for style in value_map.styles if style.id in choice.styles],
    )
