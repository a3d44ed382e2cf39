"""Belang beside zichtbaar gedrag: a dumbbell for each cluster and priority value.

Both ends are distances from the person's own mean, on one scale that is the same for everybody, as
in the flower of the first figure. What lies further out than the scale stays at its end.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from assessment.report.figures import shapes
from assessment.report.figures.data import CrossPoint, ImportanceBehaviour, Kind, Reading
from assessment.report.figures.legend import (
    MEAN,
    Entry,
    legend,
    line_entry,
    mark_entry,
    upright_entry,
)
from assessment.report.figures.lettering import Face, shorten
from assessment.report.figures.palette import ACCENTS, BLUE_MID, INK, MUTED, PURPLE, TRACK
from assessment.report.figures.sheet import NARROW, WIDTH, LinearScale, Mark, Pen, Sheet, Side

_NAMES = 122.0  # points at the left of the wide drawing
_END = 8.0  # room for a mark at the end of the scale
_BETWEEN = 10.0  # between the clusters and the priority values
_APART = 2.6  # the two intervals, above and under the middle of a row
_STAR, _RADIUS = 4.6, 4.0


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where names and the scale stand; ``above`` puts a name over its strip, not beside it."""

    sheet: Sheet
    data: ImportanceBehaviour
    left: float
    above: bool
    size: float
    small: float
    strip: float

    @property
    def scale(self) -> LinearScale:
        """The scale of distances from the own mean, in shares of its reach."""
        return LinearScale(-1, 1, self.left + _END, self.sheet.width - _END)

    def dear(self, reading: Reading) -> Reading:
        """Return the places of an importance."""
        return self._place(reading, 0.0, self.data.dear_reach)

    def shown(self, reading: Reading) -> Reading:
        """Return the places of behaviour."""
        return self._place(reading, self.data.shown_mean, self.data.shown_reach)

    def _place(self, reading: Reading, middle: float, reach: float) -> Reading:
        ends = (reading.score, reading.low, reading.high)
        return Reading(*(self.scale.at((end - middle) / reach) for end in ends))


def draw(data: ImportanceBehaviour) -> Figure:
    """Draw each name beside its dumbbell."""
    return _draw(_Layout(Sheet(WIDTH), data, _NAMES, above=False, size=9.0, small=8.0, strip=14.0))


def draw_narrow(data: ImportanceBehaviour) -> Figure:
    """Draw each name above its dumbbell."""
    return _draw(_Layout(Sheet(NARROW), data, 0.0, above=True, size=11.0, small=9.0, strip=17.0))


def _draw(layout: _Layout) -> Figure:
    sheet, data = layout.sheet, layout.data
    top = _heads(layout)
    y = top
    for point in data.points:
        y = _row(layout, point, y, priority=False)
    y += _BETWEEN if data.priority_points else 0.0
    for point in data.priority_points:
        y = _row(layout, point, y, priority=True)
    middle = layout.scale.at(0)
    sheet.rule([(middle, top, middle, y)], MEAN, name="own mean")
    return sheet.finish(legend(sheet, _legend(data), layout.left, y + 6) + 1)


def _heads(layout: _Layout) -> float:
    """Write what the two sides of the scale mean; return the y under that."""
    words, sheet, size = layout.data.words, layout.sheet, layout.small
    y, room = size * 1.3, layout.scale.at(0) - layout.left - 6
    sides: tuple[tuple[str, float, Side], ...] = (
        (f"← {words.less}", layout.left, "left"),
        (f"{words.more} →", sheet.width, "right"),
    )
    for text, x, side in sides:
        shown = shorten(text, "regular", size, room)
        sheet.text(x, y - 3, shown, name="axis words", size=size, color=MUTED, side=side)
    return y + 2


def _row(layout: _Layout, point: CrossPoint, y: float, *, priority: bool) -> float:
    """Draw one dumbbell; return the y under it."""
    sheet, accent = layout.sheet, ACCENTS[point.kind]
    y = _name(layout, point, y, priority=priority)
    panel = shapes.rectangle(layout.left, y + 1, sheet.width, y + layout.strip - 1)
    sheet.fill(panel, accent.tint, name="panel")
    dear, shown = layout.dear(point.importance), layout.shown(point.behaviour)
    middle = y + layout.strip / 2
    between = Pen(PURPLE, 2.6) if point.named else Pen(TRACK, 1.2)
    sheet.rule([(dear.score, middle, shown.score, middle)], between, name=f"pair:{point.label}")
    _interval(sheet, dear, middle - _APART, INK, f"interval dear:{point.label}")
    _interval(sheet, shown, middle + _APART, accent.mid, f"interval:{point.label}")
    shape, radius = ("star", _STAR) if priority else (accent.shape, _RADIUS)
    sheet.mark(Mark(shape, radius, accent.strong), shown.score, middle, name=f"point:{point.label}")
    sheet.mark(_dear_mark(named=point.named), dear.score, middle, name=f"dear:{point.label}")
    return y + layout.strip + (5.0 if layout.above else 3.0)


def _name(layout: _Layout, point: CrossPoint, y: float, *, priority: bool) -> float:
    """Write the name as the flower does: with a question mark where something is asked."""
    words = f"{point.label} ?" if point.named else point.label
    color = PURPLE if point.named else ACCENTS[point.kind].strong
    face: Face = "semibold" if priority or point.named else "regular"
    if layout.above:
        y += layout.size * 1.3
    base = y - 0.3 * layout.size if layout.above else y + layout.strip / 2
    room = layout.sheet.width if layout.above else _NAMES - 4
    shown = shorten(words, face, layout.size, room)
    layout.sheet.text(0, base, shown, name=f"label:{point.label}", size=layout.size, face=face,
                      color=color, middle=not layout.above)  # fmt: skip
    return y


def _interval(sheet: Sheet, reading: Reading, y: float, color: str, name: str) -> None:
    sheet.rule([(reading.low, y, reading.high, y)], Pen(color, 1.3), name=name)


def _dear_mark(*, named: bool) -> Mark:
    return Mark("diamond", 4.2, PURPLE if named else INK)


def _legend(data: ImportanceBehaviour) -> list[Entry]:
    words = data.words
    of_kind = {Kind.IDEAL: words.kinds.ideal, Kind.SOCIAL: words.kinds.social,
               Kind.PRACTICAL: words.kinds.practical}  # fmt: skip
    entries = [mark_entry(words.importance, _dear_mark(named=False))]
    entries += [
        mark_entry(f"{words.behaviour}, {of_kind[kind]}", Mark(accent.shape, 3.4, accent.strong))
        for kind, accent in ACCENTS.items()
        if any(point.kind is kind for point in data.points)
    ]
    if data.priority_points:
        entries.append(mark_entry(words.priority, Mark("star", 3.4, INK)))
    if any(point.named for point in (*data.points, *data.priority_points)):
        entries.append(line_entry(words.gap, Pen(PURPLE, 2.6)))
    return [
        *entries,
        line_entry(words.interval, Pen(BLUE_MID, 1.3)),
        upright_entry(words.middle, MEAN),
    ]
