"""What others are asked about somebody: statements on conduct, pairs, and open questions."""

from dataclasses import dataclass
from functools import cached_property

from assessment.instruments.model import Choice, ExtraStatement, Header, Item, Pair, Question


@dataclass(frozen=True, slots=True)
class OthersCounts:
    """How many items there must be: of each competency, of each axis, and open questions."""

    per_competency: int
    per_axis: int
    questions: int


@dataclass(frozen=True, slots=True)
class OthersScoring:
    """What is supposed beforehand of raters, and when a difference is named (docs/adr/0036).

    All ``*_sd`` and ``spread`` are in points; a ``*_df`` says for how many answers it counts.
    """

    residual_sd: float
    residual_df: int
    halo_sd: float
    halo_df: int
    statement_sd: float
    spread: float
    spread_df: int
    doubt: float
    differ: float
    sure: float
    sure_both: float
    most_named: int


@dataclass(frozen=True)
class Others:
    """Statements on conduct, a pair for each axis and open questions, about somebody else."""

    header: Header
    expected: OthersCounts
    scoring: OthersScoring
    missing: Choice
    statements: tuple[ExtraStatement, ...]
    pairs: tuple[Pair, ...]
    questions: tuple[Question, ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return everything that is asked, in its order."""
        return (*self.statements, *self.pairs, *self.questions)

    @cached_property
    def pages(self) -> tuple[tuple[Item, ...], ...]:
        """Return what stands on each page: statements, then the pairs, then the questions."""
        size, asked = self.header.items_per_page, self.statements
        rated = [asked[first : first + size] for first in range(0, len(asked), size)]
        return (*rated, self.pairs, self.questions)

    def find(self, item_id: str) -> Item | None:
        """Return an item by its id, or None."""
        return next((item for item in self.items if item.id == item_id), None)

    def statements_of(self, competency: str) -> tuple[ExtraStatement, ...]:
        """Return the statements of one competency."""
        return tuple(item for item in self.statements if item.competency == competency)
