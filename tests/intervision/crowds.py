"""Crowds of people who do not exist, easy and hard to place, the same each time."""

import random

from assessment.intervision.model import COMPANY, DAYPARTS, PLACES, Crowd, Person, Sizes

PHASES = ("starter", "zittend", "vertrekkend")
THEMES = tuple("abcdefghij")


def make_crowd(
    size: int, *, seed: int, hard: bool = False, sizes: Sizes | None = None, places: int = 12
) -> Crowd:
    """Return people who live spread over the country; a hard crowd can seldom, and hates much."""
    chance = random.Random(seed)
    people = [_make_person(chance, hard, places) for _ in range(size)]
    apart = set()
    for _ in range(size // 4):
        college = chance.sample(
            range(size), min(size, chance.choice((2, 3, 4) if hard else (2, 3)))
        )
        apart |= {frozenset((a, b)) for a in college for b in college if a != b}
    return Crowd(people, frozenset(apart), sizes or Sizes())


def _make_person(chance: random.Random, hard: bool, places: int) -> Person:
    home = chance.randrange(places)
    near = chance.sample((-1, 1), chance.choice((0, 0, 1) if hard else (1, 2)))
    dayparts = chance.sample(DAYPARTS[:10] if hard else DAYPARTS, chance.choice(
        (1, 2, 2, 3, 4) if hard else (3, 4, 5, 6, 8)))  # fmt: skip
    return Person(
        frozenset(PLACES[(home + step) % places] for step in (0, *near)),
        frozenset(dayparts),
        frozenset(chance.sample(THEMES, chance.choice((0, 1, 2, 3)))),
        chance.choice(PHASES),
        chance.choice(("", *COMPANY)),
    )
