"""From a numbered answer to points and back: the one place where that formula stands."""

from dataclasses import dataclass
from typing import Any, Protocol, TypeVar


class Linear(Protocol):
    """What can be shifted and stretched: a number, or an array of numbers."""

    def __sub__(self, other: float, /) -> Any: ...
    def __truediv__(self, other: float, /) -> Any: ...


Number = TypeVar("Number", bound=Linear)


@dataclass(frozen=True, slots=True)
class AnswerScale:
    """Answers ``lowest``..``highest``, spread evenly over ``bottom``..``top`` points.

    Examples
    --------
    >>> statements, pairs = AnswerScale(1, 5, 0.0, 100.0), AnswerScale(1, 6, -100.0, 100.0)
    >>> [statements.points(answer) for answer in (1, 2, 5)]
    [0.0, 25.0, 100.0]
    >>> [pairs.points(answer) for answer in (1, 4, 6)]
    [-100.0, 20.0, 100.0]
    """

    lowest: int
    highest: int
    bottom: float
    top: float

    @property
    def step(self) -> float:
        """Return how many points one answer is above the answer before it."""
        return (self.top - self.bottom) / (self.highest - self.lowest)

    @property
    def zero(self) -> float:
        """Return the answer that counts 0 points; it may lie between two answers."""
        return self.lowest - self.bottom / self.step

    @property
    def middle(self) -> float:
        """Return the answer halfway between the lowest and the highest."""
        return (self.lowest + self.highest) / 2

    def points(self, answer: Number) -> Number:
        """Return step·(answer − zero), for one answer or for an array; NaN stays NaN."""
        points: Number = (answer - self.zero) * self.step
        return points

    def answer(self, points: Number) -> Number:
        """Return the answer that counts so many points, not rounded to a whole one."""
        answer: Number = points / self.step + self.zero
        return answer
