"""One round as the desk sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services.disclosure import FEWEST_PUBLISHED
from assessment.services.intervision import reviewing
from assessment.services.intervision.arranging import Board, open_board
from assessment.services.intervision.texts import THEMES, say
from assessment.store import intervision
from assessment.store.intervision import ASKED, CLOSED, ENDED, OPEN, Round

_ROUNDED = 5  # a share of wishes is told in steps of so many of a hundred


@dataclass(frozen=True, slots=True)
class Facts:
    """How good a proposal was when it was made."""

    left: int
    least_left: int
    reasons: Mapping[str, int]
    share_met: int | None  # of a hundred wishes, rounded; None where there are few
    share_most: int | None
    is_best: bool

    @property
    def left_is_least(self) -> bool:
        """Return whether fewer left over is proven to be impossible."""
        return self.left == self.least_left


@dataclass(frozen=True, slots=True)
class View:
    """A round with what the desk may know of it; no board while there is nothing to see."""

    round: Round
    people: int
    board: Board | None
    facts: Facts | None
    themes: Sequence[tuple[str, int]]
    outcome: Mapping[str, Mapping[str, int]]


def view_round(db: Session, round_id: UUID) -> View:
    """Return a round for the desk, or raise RoundNotFound."""
    round_ = intervision.get_round(db, round_id)
    is_listed = round_.state not in (ASKED, ENDED)
    return View(
        round_,
        intervision.count_intakes(db, round_id),
        open_board(db, round_id) if is_listed else None,
        _read_facts(round_.facts) if round_.state not in (OPEN, CLOSED, ASKED) else None,
        [(say(f"themes.{one}"), round_.themes[one]) for one in THEMES if one in round_.themes],
        _find_outcome(db, round_),
    )


def _read_facts(facts: Mapping[str, Any]) -> Facts | None:
    if "people" not in facts:
        return None
    few = facts["wishes"] < FEWEST_PUBLISHED
    return Facts(
        facts["left"], facts["least_left"], facts["reasons"],
        None if few else _share(facts["met"], facts["wishes"]),
        None if few else _share(facts["most_met"], facts["wishes"]),
        facts["is_best"],
    )  # fmt: skip


def _share(part: int, whole: int) -> int:
    return _ROUNDED * round(100 * part / whole / _ROUNDED)


def _find_outcome(db: Session, round_: Round) -> Mapping[str, Mapping[str, int]]:
    """Return how people looked back, once the round is over: before that it would be followed."""
    if round_.state != ENDED:
        return {}
    return round_.outcome or reviewing.count_reviews(db, round_.id)
