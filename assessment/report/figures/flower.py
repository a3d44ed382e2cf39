"""A flower of clusters: each petal is what shows, and the arc across it what is held dear.

Both are distances from the person's own mean, which is the dashed ring: further out is more. The
rings are the same for everybody. What lies further out than the scale stays at its end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assessment.report.figures import shapes
from assessment.report.figures.data import ClusterPair, FirstFigure, PriorityMark, Reading
from assessment.report.figures.legend import Entry, mark_entry
from assessment.report.figures.lettering import CAP_HEIGHT, width
from assessment.report.figures.palette import ACCENTS, BLUE_MID, INK, PURPLE
from assessment.report.figures.sheet import LinearScale, Mark, Pen, Sheet, Side

_HEART = 0.22  # of the radius
_FILLED = 0.84  # of the angle that a petal has
_STEPS = 12  # lines that make the arc of a petal
_AROUND = 60  # lines that make a ring
_ASIDE = 0.5  # of half a petal: where intervals stand, either side of its middle
_NAME = 9.5
_MEAN = Pen(INK, 0.8, (3.0, 2.2))
_DEAR, _NAMED = Pen(INK, 2.8), Pen(PURPLE, 4.4)
_STAR = 3.8


@dataclass(frozen=True, slots=True)
class Flower:
    """Where the flower stands on the sheet: its middle, its radius, and the room for names."""

    x: float
    y: float
    radius: float
    left: float
    right: float
    dear_reach: float
    shown_reach: float

    def dear(self, logits: float) -> float:
        """Return how far from the middle an importance lies."""
        return self._out(self.dear_reach).at(logits)

    def shown(self, points: float) -> float:
        """Return how far from the middle behaviour lies, in points from the own mean."""
        return self._out(self.shown_reach).at(points)

    def _out(self, reach: float) -> LinearScale:
        return LinearScale(-reach, reach, _HEART * self.radius, self.radius)

    def at(self, angle: float, out: float) -> shapes.Vertex:
        """Return a place by its angle, clockwise from the top, and its distance."""
        return self.x + out * math.sin(angle), self.y - out * math.cos(angle)

    def arc(
        self, middle: float, half: float, out: float, steps: int = _STEPS
    ) -> list[shapes.Vertex]:
        """Return the corners of an arc."""
        turns = (middle - half + 2 * half * step / steps for step in range(steps + 1))
        return [self.at(angle, out) for angle in turns]


def draw_flower(sheet: Sheet, data: FirstFigure, flower: Flower) -> None:
    """Draw every cluster clockwise from the top, with its name around it."""
    count = len(data.clusters)
    half = math.pi / max(count, 1) * _FILLED
    for number, cluster in enumerate(data.clusters):
        middle = math.tau * number / count
        _petal(sheet, data, flower, cluster, middle, half)
        _name(sheet, flower, cluster, middle)
    sheet.draw_curve(
        flower.arc(0.0, math.pi, flower.dear(0.0), _AROUND), _MEAN, name="ring:own mean"
    )
    for number, cluster in enumerate(data.clusters):
        middle = math.tau * number / count
        _importance(sheet, flower, cluster, middle, half)
        _stars(sheet, data, flower, cluster.priorities, middle, half)


def _petal(
    sheet: Sheet,
    data: FirstFigure,
    flower: Flower,
    cluster: ClusterPair,
    middle: float,
    half: float,
) -> None:
    accent = ACCENTS[cluster.kind]
    heart = flower.arc(middle, half, _HEART * flower.radius)[::-1]
    ground = [*flower.arc(middle, half, flower.radius), *heart]
    sheet.fill(shapes.make_polygon(ground), accent.tint, name="panel")
    if cluster.shown is None or data.shown_mean is None:
        return
    shown = _moved(cluster.shown, -data.shown_mean)
    edge = [*flower.arc(middle, half, flower.shown(shown.score)), *heart]
    sheet.fill(shapes.make_polygon(edge), accent.mid, name=f"petal:{cluster.label}")
    ends = [flower.at(middle + _ASIDE * half, flower.shown(end)) for end in (shown.low, shown.high)]
    sheet.rule([(*ends[0], *ends[1])], Pen(accent.strong, 1.6), name=f"interval:{cluster.label}")


def _moved(reading: Reading, by: float) -> Reading:
    return Reading(reading.score + by, reading.low + by, reading.high + by)


def _importance(
    sheet: Sheet, flower: Flower, cluster: ClusterPair, middle: float, half: float
) -> None:
    if cluster.dear is None:
        return
    pen = _NAMED if cluster.named else _DEAR
    arc = flower.arc(middle, half, flower.dear(cluster.dear.score))
    sheet.draw_curve(arc, pen, name=f"dear:{cluster.label}")
    ends = (cluster.dear.low, cluster.dear.high)
    low, high = (flower.at(middle - _ASIDE * half, flower.dear(end)) for end in ends)
    name = f"interval dear:{cluster.label}"
    sheet.rule([(*low, *high)], Pen(pen.color, 0.9), name=name)


def _stars(
    sheet: Sheet,
    data: FirstFigure,
    flower: Flower,
    priorities: tuple[PriorityMark, ...],
    middle: float,
    half: float,
) -> None:
    """Mark how much each priority value shows, side by side in the petal of its cluster."""
    known = [mark for mark in priorities if mark.shown is not None]
    for number, mark in enumerate(known):
        if mark.shown is None or data.shown_mean is None:
            continue
        aside = (number - (len(known) - 1) / 2) * 0.5 * half
        x, y = flower.at(middle + aside, flower.shown(mark.shown.score - data.shown_mean))
        sheet.mark(Mark("star", _STAR, INK), x, y, name=f"priority:{mark.label}")


def _name(sheet: Sheet, flower: Flower, cluster: ClusterPair, middle: float) -> None:
    """Write the name outside, free from the flower; a question mark tells what is asked about."""
    words = f"{cluster.label} ?" if cluster.named else cluster.label
    side, x, room = _place_beside(flower, middle, width(words, "semibold", _NAME))
    free = flower.radius + 6
    up = free * math.cos(middle)
    if side != "center":
        up = math.copysign(max(abs(up), math.sqrt(max(0.0, free**2 - room**2))), up)
    base = flower.y - up + _NAME * CAP_HEIGHT * (0.5 - 0.5 * math.cos(middle))
    color = PURPLE if cluster.named else ACCENTS[cluster.kind].strong
    sheet.text(x, base, words, name=f"label:{cluster.label}", size=_NAME, face="semibold",
               color=color, side=side)  # fmt: skip


def _place_beside(flower: Flower, middle: float, broad: float) -> tuple[Side, float, float]:
    """Return the side, the place, and how far its inner end lies from the upright middle line."""
    across = math.sin(middle)
    if abs(across) < 0.2:
        return "center", flower.x, 0.0
    if across > 0:
        x = min(flower.at(middle, flower.radius + 6)[0], flower.right - broad)
        return "left", x, x - flower.x
    x = max(flower.at(middle, flower.radius + 6)[0], flower.left + broad)
    return "right", x, flower.x - x


def explain_flower(data: FirstFigure) -> list[Entry]:
    """Return what a legend says of the flower: only of what is in it."""
    words = data.words
    shown = data.shown_mean is not None
    entries = [_patch_entry(words.shown)] if shown else []
    if any(cluster.dear for cluster in data.clusters):
        entries.append(_stroke_entry(words.dear, _DEAR))
    if any(cluster.named for cluster in data.clusters):
        entries.append(_stroke_entry(words.named, _NAMED))
    entries.append(_stroke_entry(words.mean, _MEAN))
    entries.append(_stroke_entry(words.interval, Pen(INK, 0.9), upright=True))
    if name_stars(data):
        entries.append(mark_entry(words.priority, Mark("star", 3.4, INK)))
    return entries


def name_stars(data: FirstFigure) -> str:
    """Return which priority values have a star, each with the cluster of its petal."""
    return ", ".join(
        f"{mark.label} ({cluster.label})"
        for cluster in data.clusters
        for mark in cluster.priorities
        if mark.shown
    )


def _patch_entry(words: str) -> Entry:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.fill(shapes.rectangle(x, y - 4, x + 12, y + 4), BLUE_MID, name="sample")

    return Entry(words, 12.0, draw)


def _stroke_entry(words: str, pen: Pen, *, upright: bool = False) -> Entry:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        ends = (x + 1, y - 5, x + 1, y + 5) if upright else (x, y, x + 14, y)
        sheet.rule([ends], pen, name="sample")

    return Entry(words, 2.0 if upright else 14.0, draw)
