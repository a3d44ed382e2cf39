"""What people would like in their group, and how much of that a group gives."""

from collections import Counter
from collections.abc import Collection, Sequence

from assessment.intervision.model import ALIKE, MIXED, SHARED_BY, Crowd, Person


def count_wishes(person: Person) -> int:
    """Return how many wishes somebody has: each theme, and which phases the others are in."""
    return len(person.themes) + bool(person.company)


def count_met(people: Sequence[Person], group: Collection[int]) -> int:
    """Return how many wishes a group meets."""
    themes = Counter(theme for one in group for theme in people[one].themes)
    phases = Counter(people[one].phase for one in group)
    met = sum(number for number in themes.values() if number > SHARED_BY)
    for one in group:
        company = people[one].company
        if company == ALIKE:
            met += 2 * (phases[people[one].phase] - 1) >= len(group) - 1
        elif company == MIXED:
            met += len(phases.keys() - {people[one].phase}) >= SHARED_BY
    return met


def count_most(crowd: Crowd) -> int:
    """Return how many wishes could be met if everybody chose the others freely: never fewer."""
    foes = crowd.find_foes()
    most = 0
    for number, person in enumerate(crowd.people):
        others = [
            other
            for n, other in enumerate(crowd.people)
            if n != number and n not in foes[number]
            and person.places & other.places and person.dayparts & other.dayparts
        ]  # fmt: skip
        themes = Counter(theme for one in others for theme in one.themes & person.themes)
        phases = Counter(one.phase for one in others)
        most += sum(shared >= SHARED_BY for shared in themes.values())
        if person.company == ALIKE:
            least = -(-(crowd.sizes.fewest - 1) // 2)  # half of the others, rounded up
            most += phases[person.phase] >= least
        elif person.company == MIXED:
            most += len(phases.keys() - {person.phase}) >= SHARED_BY
    return most
