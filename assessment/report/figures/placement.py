"""Where labels go beside their points: near, inside the frame, and clear of marks and each other.

The search is deterministic: the same points always get the same places.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_GAP = 7.5
_DISTANCES = (0.0, 3.0, 7.0, 12.0, 18.0, 26.0, 36.0, 48.0, 62.0, 80.0, 100.0, 125.0)
_DIRECTIONS = 16
_CROWD = 5  # so many points this close get their labels in columns
_CLOSE = 8.0
_COLUMN = 22.0  # from a point to its column
_COLUMN_PITCH = 11.5
_COLUMN_ROWS = 12
_LEADER_FROM = 13.0  # a label further away than this gets a line to its point
_LEFT_OF_POINT = 1.0
_OUTSIDE = 1e6
_ON_LABEL = 1000.0
_ON_MARK = 400.0
_ON_LEADER = 300.0
_PAST_MARK = 60.0
_ON_LINE = 18.0
_PASSES = 2

Line = tuple[float, float, float, float]


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

    def count_met(self, others: Iterable[Box]) -> int:
        """Count the rectangles that overlap this one; the search spends its time here."""
        left, top, right, bottom = self
        return sum(left < r and x < right and top < b and y < bottom for x, y, r, b in others)

    def covers(self, x: float, y: float) -> bool:
        """Say whether a place lies inside this rectangle."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

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
    leader: Line | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What labels must stay inside and off, and what they would rather not cross."""

    frame: Box
    marks: frozenset[Box]
    lines: frozenset[Box]


def place_labels(points: Sequence[Point], around: Surroundings) -> list[Place]:
    """Return a place for every point, in order."""
    searches = [_Search(point, around, crowded=_is_crowded(point, points)) for point in points]
    chosen: list[Place | None] = [None] * len(points)
    for _ in range(_PASSES):
        for i, search in enumerate(searches):
            others = [place for j, place in enumerate(chosen) if place is not None and j != i]
            chosen[i] = search.best(others)
    return [place for place in chosen if place is not None]


def _is_crowded(point: Point, points: Sequence[Point]) -> bool:
    close = [p for p in points if math.hypot(p.x - point.x, p.y - point.y) < _CLOSE]
    return len(close) >= _CROWD


class _Search:
    """The places one label may take, from near to far, each weighed once."""

    def __init__(self, point: Point, around: Surroundings, *, crowded: bool) -> None:
        self._around = around
        self._found: list[tuple[float, Place, float]] = []
        self._rest = _candidates(point, _COLUMNS if crowded else _RINGS)

    def best(self, others: list[Place]) -> Place:
        """Return the cheapest place; stop when distance alone costs more than the best."""
        best, best_cost = None, math.inf
        for near, place, cost in self._options():
            if best is not None and near >= best_cost:
                break
            cost = _with_others(place, others, cost, best_cost)
            if cost < best_cost:
                best, best_cost = place, cost
        assert best is not None
        return best

    def _options(self) -> Iterator[tuple[float, Place, float]]:
        yield from self._found
        for near, place in self._rest:
            self._found.append((near, place, near + _standing(place, self._around)))
            yield self._found[-1]


def _standing(place: Place, around: Surroundings) -> float:
    """Return what a place costs by where it stands and what its line passes."""
    box, leader = place.box, place.leader
    if not around.frame.holds(box):
        return _OUTSIDE
    cost = _ON_MARK * box.count_met(around.marks) + _ON_LINE * box.count_met(around.lines)
    if leader is not None:
        passed = [mark for mark in around.marks if not mark.covers(leader[0], leader[1])]
        cost += _PAST_MARK * sum(_crosses(leader, mark) for mark in passed)
    return cost


class _Offset(NamedTuple):
    """One way to stand off a point: how far, which edge faces it (-1..1), and its cost."""

    across: float
    down: float
    edge_across: float
    edge_down: float
    near: float


def _rings() -> list[_Offset]:
    """Return places around a point, the near ones first."""
    rings = [
        _on_ring(distance, math.tau * turn / _DIRECTIONS)
        for distance in _DISTANCES
        for turn in range(_DIRECTIONS)
    ]
    return sorted(rings, key=lambda offset: offset.near)


def _columns() -> list[_Offset]:
    """Return places in a column on both sides, from which lines fan out without crossing."""
    columns = [
        _Offset(side * _COLUMN, row * _COLUMN_PITCH, side, 0, abs(row) * _COLUMN_PITCH - side)
        for side in (1, -1)
        for row in range(-_COLUMN_ROWS, _COLUMN_ROWS + 1)
        if row  # the line of the interval runs there
    ]
    return sorted(columns, key=lambda offset: offset.near)


def _on_ring(distance: float, angle: float) -> _Offset:
    across, down = math.cos(angle), math.sin(angle)
    reach = _GAP + distance
    near = distance + _LEFT_OF_POINT * (1 - across)
    return _Offset(across * reach, down * reach, _slide(across), _slide(down), near)


def _slide(part: float) -> float:
    """Return how far the label's centre moves along, so that its nearest edge faces the point."""
    return max(-1.0, min(1.0, 1.6 * part))


_RINGS = _rings()
_COLUMNS = _columns()


def _candidates(point: Point, offsets: Sequence[_Offset]) -> Iterator[tuple[float, Place]]:
    """Yield places with a cost that grows with the distance."""
    wide, high = point.width / 2, point.height / 2
    for offset in offsets:
        x = point.x + offset.across + offset.edge_across * wide
        y = point.y + offset.down + offset.edge_down * high
        box = Box(x - wide, y - high, x + wide, y + high)
        yield offset.near, Place(box, _line_to(box, point))


def _line_to(box: Box, point: Point) -> Line | None:
    x = min(max(point.x, box.left), box.right)
    beside = x != point.x
    y = (box.top + box.bottom) / 2 if beside else min(max(point.y, box.top), box.bottom)
    far = math.hypot(x - point.x, min(max(point.y, box.top), box.bottom) - point.y)
    return (point.x, point.y, x, y) if far > _LEADER_FROM else None


def _with_others(place: Place, others: list[Place], cost: float, limit: float) -> float:
    """Add what the labels already placed cost; give up once the limit is reached."""
    for other in others:
        if cost >= limit:
            break
        cost += _conflict(place, other)
    return cost


def _conflict(a: Place, b: Place) -> float:
    cost = _ON_LABEL if a.box.meets(b.box) else 0.0
    if a.leader is not None and _crosses(a.leader, b.box):
        cost += _ON_LEADER
    if b.leader is not None and _crosses(b.leader, a.box):
        cost += _ON_LEADER
    return cost


def _crosses(line: Line, box: Box) -> bool:
    """Say whether a line passes through a box (Liang and Barsky's clipping)."""
    x0, y0, x1, y1 = line
    if _apart(x0, x1, box.left, box.right) or _apart(y0, y1, box.top, box.bottom):
        return False
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


def _apart(a: float, b: float, low: float, high: float) -> bool:
    return (a < low and b < low) or (a > high and b > high)
