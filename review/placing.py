"""Where one statement was sorted: at home, or with which other value or competency."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.psychometrics.agreement.content_validity import (
    Share,
    estimate_share,
    substantive_validity,
)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one statement was sorted; ``own`` is None when nobody sorted it.

    ``others`` are the constructs chosen most beside its own (several when as often), by
    ``other_count`` raters each; ``lead`` is c_sv, −1..1.
    """

    own: Share | None
    others: tuple[str, ...]
    other_count: int
    lead: float | None

    @property
    def count(self) -> int:
        """Return how many raters sorted the statement."""
        return self.own.total if self.own else 0

    @property
    def other_share(self) -> float:
        """Return the share that chose the other construct that was chosen most."""
        return self.other_count / self.count if self.count else 0.0


def place_statement(own: str, chosen: Sequence[str]) -> Placement:
    """Return where raters sorted a statement that was written for ``own``."""
    if not chosen:
        return Placement(None, (), 0, None)
    counts = Counter(chosen)
    right = counts.pop(own, 0)
    most = max(counts.values(), default=0)
    others = tuple(sorted(construct for construct, times in counts.items() if times == most))
    lead = substantive_validity(right, most, len(chosen))
    return Placement(estimate_share(right, len(chosen)), others, most, lead)
