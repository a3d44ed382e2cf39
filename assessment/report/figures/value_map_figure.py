"""The waardenkaart: nine clusters as cards, a row per kind, always in the order of the map."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from assessment.report.figures import shapes
from assessment.report.figures.data import (
    Kind,
    MapCluster,
    MapRow,
    MapValue,
    MapWords,
    Reading,
    ValueMapFigure,
)
from assessment.report.figures.legend import Entry, legend, line_entry, mark_entry
from assessment.report.figures.lettering import Face, shorten, width
from assessment.report.figures.palette import ACCENTS, INK, MUTED, WHITE, Accent
from assessment.report.figures.sheet import WIDTH, LinearScale, Mark, Pen, Sheet

_BETWEEN = 8.0
_CORNER = 6.0
_PAD = 9.0
_MARGIN = 16.0  # before a name, for its star or ring
_KIND = 19.0  # the line with the name of the kind
_HEAD = 33.0
_PITCH = 20.5
_DOWN = 9.2  # from the name of a value to its strip
_FOOT = 3.0
_NAME = 8.5


@dataclass(frozen=True, slots=True)
class _Card:
    """One card on the sheet, with its accent and the words for a gap."""

    left: float
    right: float
    accent: Accent
    missing: str

    @property
    def names(self) -> float:
        """Where the names of the values begin."""
        return self.left + _MARGIN

    @property
    def scale(self) -> LinearScale:
        """The scale of every strip; half a mark of room at its ends."""
        return LinearScale(0, 100, self.names + 3, self.right - _PAD - 3)


@dataclass(frozen=True, slots=True)
class _Lettering:
    """How a name is written, and what the artist is called."""

    face: Face
    size: float
    color: str
    name: str


@dataclass(frozen=True, slots=True)
class _Weight:
    """How heavy a strip is."""

    groove: float
    line: float
    radius: float


_CLUSTER = _Weight(6.0, 2.8, 3.5)
_VALUE = _Weight(4.4, 1.7, 2.5)


def draw(data: ValueMapFigure) -> Figure:
    """Draw the rows under each other; cards in a row are equally high."""
    sheet = Sheet()
    top = 0.0
    for row in data.rows:
        top = _row(sheet, row, data.words, top) + _BETWEEN
    return sheet.finish(legend(sheet, _legend(data), 0, top + 2) + 1)


def _row(sheet: Sheet, row: MapRow, words: MapWords, top: float) -> float:
    accent = ACCENTS[row.kind]
    _kind(sheet, row, accent, top)
    most = max(len(cluster.values) for cluster in row.clusters)
    bottom = top + _KIND + _HEAD + most * _PITCH + _FOOT
    span = (WIDTH + _BETWEEN) / len(row.clusters)
    for i, cluster in enumerate(row.clusters):
        card = _Card(i * span, (i + 1) * span - _BETWEEN, accent, words.missing)
        _card(sheet, card, cluster, top + _KIND, bottom)
    return bottom


def _kind(sheet: Sheet, row: MapRow, accent: Accent, top: float) -> None:
    y = top + 9
    sheet.mark(Mark(accent.shape, 3.4, accent.strong), 4, y, name=f"kind mark:{row.kind}")
    name = f"kind:{row.kind}"
    sheet.text(
        12, y, row.label, name=name, size=10, face="semibold", color=accent.strong, middle=True
    )
    x = 12 + width(row.label, "semibold", 10) + 7
    note = shorten(row.note, "regular", _NAME, WIDTH - x)
    sheet.text(x, y, note, name=name, size=_NAME, color=MUTED, middle=True)


def _card(sheet: Sheet, card: _Card, cluster: MapCluster, top: float, bottom: float) -> None:
    outline = shapes.card(card.left, top, card.right, bottom, _CORNER)
    sheet.fill(outline, card.accent.tint, name=f"card:{cluster.label}")
    y = top + 11.5
    lettering = _Lettering("semibold", 10.5, card.accent.strong, f"cluster:{cluster.label}")
    _name(sheet, card, cluster.label, y, lettering, gap=cluster.reading is None)
    if cluster.reading is not None:
        _strip(sheet, card, cluster.label, cluster.reading, y + 12.5, _CLUSTER)
    for i, value in enumerate(cluster.values):
        _value(sheet, card, value, top + _HEAD + i * _PITCH + 5)


def _value(sheet: Sheet, card: _Card, value: MapValue, y: float) -> None:
    face: Face = "semibold" if value.priority else "regular"
    lettering = _Lettering(face, _NAME, INK, f"value:{value.label}")
    _name(sheet, card, value.label, y, lettering, gap=value.reading is None)
    _sign(sheet, value, card.names - 7.5, y)
    if value.reading is not None:
        _strip(sheet, card, value.label, value.reading, y + _DOWN, _VALUE)


def _name(sheet: Sheet, card: _Card, label: str, y: float, how: _Lettering, *, gap: bool) -> None:
    """Write a name and, where there is no score, the words for the gap."""
    room = card.right - _PAD - card.names
    sheet.text(
        card.names,
        y,
        shorten(label, how.face, how.size, room),
        name=how.name,
        size=how.size,
        face=how.face,
        color=how.color,
        middle=True,
    )
    if gap:
        taken = width(label, how.face, how.size) + 4
        _gap(sheet, card, label, y, beside=taken + width(card.missing, "regular", _NAME) <= room)


def _gap(sheet: Sheet, card: _Card, label: str, y: float, *, beside: bool) -> None:
    """Write the words for a gap at the end of the line, or below the name when they are long."""
    x, base = (card.right - _PAD, y) if beside else (card.names, y + _DOWN + 1)
    sheet.text(
        x,
        base,
        card.missing,
        name=f"missing:{label}",
        size=_NAME,
        color=MUTED,
        side="right" if beside else "left",
        middle=True,
    )


def _sign(sheet: Sheet, value: MapValue, x: float, y: float) -> None:
    """Draw a star for a priority, a ring for a leading value, a star in a ring for both."""
    if value.leading:
        radius = 4.9 if value.priority else 3.2
        sheet.mark(Mark("circle", radius, INK, line=0.9), x, y, name=f"leading:{value.label}")
    if value.priority:
        radius = 2.4 if value.leading else 3.0
        sheet.fill(shapes.mark("star", x, y, radius), INK, name=f"priority:{value.label}")


def _strip(
    sheet: Sheet, card: _Card, label: str, reading: Reading, y: float, weight: _Weight
) -> None:
    scale, half = card.scale, weight.groove / 2
    groove = shapes.card(scale.start - 3, y - half, scale.end + 3, y + half, half)
    sheet.fill(groove, WHITE, name=f"strip:{label}")
    ends = [(scale.at(reading.low), y, scale.at(reading.high), y)]
    sheet.rule(ends, Pen(card.accent.mid, weight.line), name=f"interval:{label}")
    mark = Mark(card.accent.shape, weight.radius, card.accent.strong)
    sheet.mark(mark, scale.at(reading.score), y, name=f"point:{label}")


def _legend(data: ValueMapFigure) -> list[Entry]:
    words = data.words
    values = [value for row in data.rows for card in row.clusters for value in card.values]
    entries = [
        Entry(words.score, 26.0, _three_marks),
        line_entry(words.interval, Pen(ACCENTS[Kind.SOCIAL].mid, _VALUE.line)),
    ]
    if any(value.priority for value in values):
        entries.append(mark_entry(words.priority, Mark("star", 3.0, INK)))
    if any(value.leading for value in values):
        entries.append(mark_entry(words.leading, Mark("circle", 3.2, INK, line=0.9)))
    return entries


def _three_marks(sheet: Sheet, x: float, y: float) -> None:
    for i, accent in enumerate(ACCENTS.values()):
        mark = Mark(accent.shape, 3.0, accent.strong)
        sheet.mark(mark, x + 3 + 10 * i, y, name="sample")
