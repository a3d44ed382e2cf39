"""People to place, the rules that hold for every group, and what came of placing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

PLACES = (
    "groningen", "friesland", "drenthe", "overijssel", "flevoland", "gelderland", "utrecht",
    "noord-holland", "zuid-holland", "zeeland", "noord-brabant", "limburg", "online",
)  # fmt: skip
DAYPARTS = tuple(
    f"{day}-{part}" for day in ("ma", "di", "wo", "do", "vr") for part in ("o", "m", "a")
)
ALIKE, MIXED = COMPANY = ("alike", "mixed")  # of phases that somebody wants in the group
SHARED_BY = 2  # others in a group who chose a theme too, before that wish is met


@dataclass(frozen=True, slots=True)
class Person:
    """What placing needs of somebody: where and when they can, and what they would like."""

    places: frozenset[str]
    dayparts: frozenset[str]
    themes: frozenset[str] = frozenset()
    phase: str = ""
    company: str = ""  # one of ``COMPANY``, or empty when it does not matter


@dataclass(frozen=True, slots=True)
class Sizes:
    """How small and how large a group may be."""

    fewest: int = 6
    most: int = 8


@dataclass(frozen=True)
class Crowd:
    """Everybody to place, by their place in ``people``, and who must not sit with whom."""

    people: Sequence[Person]
    apart: frozenset[frozenset[int]] = frozenset()
    sizes: Sizes = field(default_factory=Sizes)

    def find_foes(self) -> Mapping[int, frozenset[int]]:
        """Return with whom each person must not sit, whoever asked for it."""
        found: dict[int, set[int]] = {one: set() for one in range(len(self.people))}
        for pair in self.apart:
            for one in pair:
                found[one] |= pair - {one}
        return {one: frozenset(foes) for one, foes in found.items()}


@dataclass(frozen=True, slots=True)
class Slot:
    """Where and when a group can meet."""

    place: str
    daypart: str


Group = tuple[int, ...]
SLOTS = tuple(Slot(*pair) for pair in product(PLACES, DAYPARTS))


@dataclass(frozen=True, slots=True)
class Placement:
    """Groups, who is left over, and how near this is to the best there can be.

    ``least_left`` is proven: no groups that keep every rule leave fewer people over.
    ``most_met`` is how many wishes could be met at most, by a bound that may be out of reach;
    ``is_best`` says that these groups are proven to be the best, wishes and all.
    """

    groups: Sequence[Group]
    left: Sequence[int]
    least_left: int
    wishes: int
    met: int
    most_met: int
    is_best: bool
