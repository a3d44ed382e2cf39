"""Where labels go beside their points: near, inside the frame, and clear of marks and each other.

The search is deterministic: the same points always get the same places.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_GAP = 4.0
_DISTANCES = (0.0, 4.0, 9.0, 15.0, 22.0, 30.0, 40.0, 52.0, 66.0, 82.0, 100.0, 120.0, 145.0)
_DIRECTIONS = 24
_LEADER_FROM = 3.0  # a label further away than this gets a line to its point
_OUTSIDE = 1e6
_ON_LABEL = 1000.0
_ON_MARK = 400.0
_ON_LEADER = 60.0
_ON_LINE = 7.0
_PASSES = 2


class Box(NamedTuple):
    """A rectangle, y running down."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Say whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Say whether another rectangle lies inside this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


class Point(NamedTuple):
    """A point that wants a label of this size."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Place:
    """A label's rectangle and, when it stands apart, the line from its point."""

    box: Box
    leader: tuple[float, float, float, float] | None
    cost: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What labels must stay inside, off, and rather not cross."""

    frame: Box
    marks: Sequence[Box]
    lines: Sequence[Box]


def place_labels(points: Sequence[Point], around: Surroundings) -> list[Place]:
    """Return a place for every point, in order."""
    options = [_options(point, around) for point in points]
    chosen: list[Place | None] = [None] * len(points)
    for _ in range(_PASSES):
        for i in range(len(points)):
            others = [place for j, place in enumerate(chosen) if place is not None and j != i]
            chosen[i] = _best(options[i], others)
    return [place for place in chosen if place is not None]


def _options(point: Point, around: Surroundings) -> list[Place]:
    """Return all places with what they cost by themselves, the cheapest first."""
    places = []
    for box, leader, cost in _candidates(point):
        if not around.frame.holds(box):
            cost += _OUTSIDE
        cost += _ON_MARK * sum(box.meets(mark) for mark in around.marks)
        cost += _ON_LINE * sum(box.meets(line) for line in around.lines)
        places.append(Place(box, leader, cost))
    return sorted(places, key=lambda place: place.cost)


def _candidates(
    point: Point,
) -> Iterator[tuple[Box, tuple[float, float, float, float] | None, float]]:
    for distance in _DISTANCES:
        for turn in range(_DIRECTIONS):
            angle = math.tau * turn / _DIRECTIONS
            across, down = math.cos(angle), math.sin(angle)
            reach = _GAP + distance
            x = point.x + across * reach + _slide(across) * point.width / 2
            y = point.y + down * reach + _slide(down) * point.height / 2
            box = Box(
                x - point.width / 2,
                y - point.height / 2,
                x + point.width / 2,
                y + point.height / 2,
            )
            leader = None
            if distance > _LEADER_FROM:
                leader = (point.x, point.y, *_nearest(box, point))
            yield box, leader, distance + 1.5 * (1 - across)


def _slide(part: float) -> float:
    """Return how far the label's centre moves along, so that its nearest edge faces the point."""
    return max(-1.0, min(1.0, 1.6 * part))


def _nearest(box: Box, point: Point) -> tuple[float, float]:
    x = min(max(point.x, box.left), box.right)
    y = min(max(point.y, box.top), box.bottom)
    return x, y


def _best(options: list[Place], others: list[Place]) -> Place:
    best, best_cost = options[0], math.inf
    for option in options:
        if option.cost >= best_cost:
            break
        cost = option.cost + sum(_conflict(option, other) for other in others)
        if cost < best_cost:
            best, best_cost = option, cost
    return best


def _conflict(a: Place, b: Place) -> float:
    cost = _ON_LABEL if a.box.meets(b.box) else 0.0
    if a.leader is not None and _crosses(a.leader, b.box):
        cost += _ON_LEADER
    if b.leader is not None and _crosses(b.leader, a.box):
        cost += _ON_LEADER
    return cost


def _crosses(line: tuple[float, float, float, float], box: Box) -> bool:
    """Say whether a line passes through a box (Liang and Barsky's clipping)."""
    x0, y0, x1, y1 = line
    dx, dy = x1 - x0, y1 - y0
    first, last = 0.0, 1.0
    sides = (
        (-dx, x0 - box.left),
        (dx, box.right - x0),
        (-dy, y0 - box.top),
        (dy, box.bottom - y0),
    )
    for slope, room in sides:
        if slope == 0:
            if room < 0:
                return False
        elif slope < 0:
            first = max(first, room / slope)
        else:
            last = min(last, room / slope)
    return first < last
