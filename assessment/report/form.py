"""A form as data: the questions of a part, to be answered with a pen or in the file."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Choosing:
    """A question with answers to tick: ``texts`` from top to bottom, answers by value.

    ``short`` answers stand after one another; of ``several`` more than one may hold.
    """

    texts: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    short: bool = True
    several: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows of which one is ticked in each column; rows and columns by value."""

    text: str
    head: str
    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """A question with room to write."""

    text: str
    lines: int


@dataclass(frozen=True, slots=True)
class Aside:
    """A heading between questions, which go on with their numbers."""

    text: str


Asked: TypeAlias = Choosing | Ranking | Writing | Aside


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A form: its title, what to know before, and the questions in their order.

    Questions are numbered from 1; an Aside has no number.
    """

    title: str
    subtitle: str
    lines: tuple[str, ...]
    questions: tuple[Asked, ...]
    footer: str
    created_at: datetime
