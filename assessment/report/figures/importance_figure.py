"""Belang against zichtbaar gedrag: clusters and priority values; only named gaps stand out."""

from __future__ import annotations

import math
from dataclasses import dataclass

from matplotlib.figure import Figure

from assessment.report.figures.data import (
    CrossPoint,
    ImportanceBehaviour,
    ImportanceWords,
    Kind,
)
from assessment.report.figures.legend import Entry, legend, mark_entry
from assessment.report.figures.lettering import Face, clean, width
from assessment.report.figures.palette import ACCENTS, GRID, INK, MUTED, TRACK
from assessment.report.figures.placement import Box, Place, Point, Surroundings, place_labels
from assessment.report.figures.sheet import WIDTH, LinearScale, Mark, Pen, Sheet, Side

_LEFT = 24.0
_TOP = 25.0
_HEIGHT = 330.0
_REACH = 3.0  # logits to either side: the same for everybody, unless a point lies further out
_SMALL = 8.0
_LABEL = 9.0
_RADIUS = 3.2
_NAMED = 4.8
_STAR = 4.2


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A point on the sheet, with the marks that make it a cluster or a priority value."""

    point: CrossPoint
    priority: bool
    x: LinearScale
    y: LinearScale

    @property
    def place(self) -> tuple[float, float]:
        """The point itself."""
        return self.x.at(self.point.importance.score), self.y.at(self.point.behaviour.score)

    @property
    def arms(self) -> list[tuple[float, float, float, float]]:
        """The two intervals of a named gap, as lines through the point that end at the frame."""
        if not self.point.named:
            return []
        x, y = self.place
        u, p = self.point.importance, self.point.behaviour
        return [
            (self.x.at(u.low), y, self.x.at(u.high), y),
            (x, self.y.at(p.high), x, self.y.at(p.low)),
        ]

    @property
    def face(self) -> Face:
        """The face of its label."""
        return "semibold" if self.priority or self.point.named else "regular"


def draw(data: ImportanceBehaviour) -> Figure:
    """Draw the points on scales that are the same for everybody, so that a place means the same."""
    sheet = Sheet()
    x, y = _scales(data)
    drawn = [_Drawn(point, True, x, y) for point in data.priority_points]
    drawn += [_Drawn(point, False, x, y) for point in data.points]
    _frame(sheet, data.words, x, y)
    for shown in reversed(drawn):
        _arms(sheet, shown)
    places = place_labels([_wanted(shown) for shown in drawn], _around(drawn, x, y))
    for shown, place in zip(drawn, places, strict=True):
        _leader(sheet, shown, place)
    for shown, place in reversed(list(zip(drawn, places, strict=True))):
        _point(sheet, shown, place)
    bottom = _TOP + _HEIGHT + 22
    return sheet.finish(legend(sheet, _legend(data), _LEFT, bottom) + 1)


def _scales(data: ImportanceBehaviour) -> tuple[LinearScale, LinearScale]:
    furthest = (abs(p.importance.score) for p in (*data.points, *data.priority_points))
    reach = max(_REACH, float(math.ceil(max(furthest, default=0.0))))
    across = LinearScale(-reach, reach, _LEFT + 8, WIDTH - 8)
    return across, LinearScale(0, 100, _TOP + _HEIGHT, _TOP)


def _frame(sheet: Sheet, words: ImportanceWords, x: LinearScale, y: LinearScale) -> None:
    left, right, bottom = _LEFT, WIDTH, y.start
    for number in range(int(y.first), int(y.last) + 1, 10):
        at = y.at(number)
        name = f"behaviour tick:{number}"
        sheet.rule([(left, at, right, at)], Pen(GRID, 0.7), name=name)
        sheet.text(
            left - 5,
            at,
            f"{number}",
            name="tick",
            size=_SMALL,
            color=MUTED,
            side="right",
            middle=True,
        )
    sheet.text(0, 9, words.behaviour, name="axis", size=_LABEL, face="semibold")
    middle = x.at(0)
    sheet.rule([(middle, y.end, middle, bottom)], Pen(TRACK, 1.0), name="importance middle")
    _caption(sheet, words.middle, middle, 9, side="center")
    base = bottom + 13
    _caption(sheet, f"← {words.less}", left, base)
    _caption(sheet, f"{words.more} →", right - 1, base, side="right")
    sheet.text(
        middle, base, words.importance, name="axis", size=_LABEL, face="semibold", side="center"
    )


def _caption(sheet: Sheet, words: str, x: float, y: float, *, side: Side = "left") -> None:
    sheet.text(x, y, words, name="axis words", size=_SMALL, color=MUTED, side=side)


def _arms(sheet: Sheet, drawn: _Drawn) -> None:
    if drawn.arms:
        color = ACCENTS[drawn.point.kind].mid
        sheet.rule(drawn.arms, Pen(color, 1.2), name=f"interval:{drawn.point.label}")


def _wanted(drawn: _Drawn) -> Point:
    label = clean(drawn.point.label)
    wide = width(label, drawn.face, _LABEL) * 1.02 + 3
    return Point(*drawn.place, wide, _LABEL * 1.2)


def _around(drawn: list[_Drawn], x: LinearScale, y: LinearScale) -> Surroundings:
    marks, lines = set(), {Box(x.at(0) - 0.8, y.end, x.at(0) + 0.8, y.start)}
    for shown in drawn:
        (across, down), size = shown.place, _NAMED + 0.4
        marks.add(Box(across - size, down - size, across + size, down + size))
        lines |= {Box(a - 0.8, b - 0.8, c + 0.8, d + 0.8) for a, b, c, d in shown.arms}
    frame = Box(_LEFT, y.end - 9, WIDTH, y.start)
    return Surroundings(frame, frozenset(marks), frozenset(lines))


def _leader(sheet: Sheet, drawn: _Drawn, place: Place) -> None:
    if place.leader is not None:
        sheet.rule([place.leader], Pen(MUTED, 0.6), name=f"leader:{drawn.point.label}")


def _point(sheet: Sheet, drawn: _Drawn, place: Place) -> None:
    accent, label = ACCENTS[drawn.point.kind], drawn.point.label
    x, y = drawn.place
    plain = _NAMED if drawn.point.named else _RADIUS
    shape, radius = ("star", _STAR) if drawn.priority else (accent.shape, plain)
    what = "priority" if drawn.priority else "point"
    sheet.mark(Mark(shape, radius, accent.strong), x, y, name=f"{what}:{label}")
    box = place.box
    sheet.text(
        (box.left + box.right) / 2,
        (box.top + box.bottom) / 2,
        label,
        name=f"label:{label}",
        size=_LABEL,
        face=drawn.face,
        color=accent.strong,
        side="center",
        middle=True,
    )


def _legend(data: ImportanceBehaviour) -> list[Entry]:
    words = data.words
    names = {
        Kind.IDEAL: words.kinds.ideal,
        Kind.SOCIAL: words.kinds.social,
        Kind.PRACTICAL: words.kinds.practical,
    }
    entries = [
        mark_entry(names[kind], Mark(accent.shape, 3.2, accent.strong))
        for kind, accent in ACCENTS.items()
    ]
    if data.priority_points:
        entries.append(mark_entry(words.priority, Mark("star", 3.2, INK)))
    if any(point.named for point in data.points):
        entries.append(Entry(words.gap, 14.0, _cross))
    return entries


def _cross(sheet: Sheet, x: float, y: float) -> None:
    arms = [(x, y, x + 14, y), (x + 7, y - 5, x + 7, y + 5)]
    sheet.rule(arms, Pen(ACCENTS[Kind.SOCIAL].mid, 0.9), name="sample")
