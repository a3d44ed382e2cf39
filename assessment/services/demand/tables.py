"""How many people want what, told so that nobody follows from any of the tables (docs/adr/0039).

Every count is told as a band of five: fewer than five, five to nine, ten to fourteen. Nobody is in
two groups of one period, so no group lies within another. What nobody chose cannot be told from
what a few chose.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessment.services.disclosure import FEWEST_PUBLISHED, find_band

MOST_WHOLE = 4
"""Options of a question that are all told; of more, one is not, or they would add up too well."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one person chose: by table, the rows that they are counted in."""

    rows: Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """What can be wanted, and the band of people who want it."""

    key: str
    name: str
    least: int
    most: int

    @property
    def is_few(self) -> bool:
        """Return whether too few want it to tell more than that; nobody may."""
        return self.least == 0


def count_rows(
    people: Sequence[Wanted], names: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[Row, ...]] | None:
    """Return the rows of each table over one group of people, in the order of ``names``.

    None when there are too few people to tell anything. Every row that ``names`` has is there, and
    no other: which rows a table has never depends on who is counted.
    """
    if len(people) < FEWEST_PUBLISHED:
        return None
    return {
        table: tuple(
            Row(key, name, *find_band(sum(key in one.rows.get(table, ()) for one in people)))
            for key, name in rows.items()
        )
        for table, rows in names.items()
    }


def drop_what_adds_up(
    rows: Iterable[tuple[str, str]], options: Mapping[str, Collection[str]]
) -> list[tuple[str, str]]:
    """Return rows, as question and option, without the last of each question that is told whole.

    Of a question with few options all are told. The rule looks at questions only, never at answers,
    so that what is left out says nothing.
    """
    kept = list(rows)
    for question, known in options.items():
        told = [option for asked, option in kept if asked == question]
        if set(told) >= set(known) and len(told) > MOST_WHOLE:
            kept.remove((question, told[-1]))
    return kept
