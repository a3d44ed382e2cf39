"""Members of a college on the axes: zones beside each other, with a dot for each member."""

from __future__ import annotations

from matplotlib.figure import Figure

from assessment.report.figures import shapes
from assessment.report.figures.data import CollegeLine, CollegeLines, CollegeZone
from assessment.report.figures.legend import Entry, legend, mark_entry
from assessment.report.figures.lettering import shorten, wrap
from assessment.report.figures.palette import BANDS, BLUE, INK, MUTED
from assessment.report.figures.sheet import NARROW, WIDTH, Mark, Sheet

_NAMED, _UNNAMED = Mark("circle", 3.4, BLUE), Mark("circle", 3.0, BLUE, line=1.3)
_SIZE, _SMALL = 8.5, 8.0
_ROW = 13.0  # of a name under a name
_TITLE, _POLES = 11.0, 11.0
_GAP = 2.0  # between two zones
_BETWEEN = 12.0  # between two axes
_INDENT = 9.0  # from a dot to the name behind it
_PER_ROW = 5  # dots without a name beside each other
_COLORS = (BANDS[3], BANDS[1], BANDS[0], BANDS[1], BANDS[3])
_WORD = 92.0  # room for the name of a zone on a narrow screen


def draw(data: CollegeLines) -> Figure:
    """Draw each axis as five zones beside each other."""
    sheet = Sheet(WIDTH)
    room = (sheet.width - 4 * _GAP) / 5
    y = _zone_names(sheet, data, room)
    for line in data.lines:
        y = _head(sheet, line, y)
        rows = max(1, *(_count_rows(zone) for zone in line.zones))
        bottom = y + rows * _ROW + 4
        for place, zone in enumerate(line.zones):
            left = place * (room + _GAP)
            box = shapes.rectangle(left, y, left + room, bottom)
            sheet.fill(box, _COLORS[place], name="zone")
            _dots(sheet, zone, left + 7, y + 2 + _ROW / 2, room - 10)
        y = bottom + _BETWEEN
    return sheet.finish(legend(sheet, _legend(data), 0, y - 4) + 1)


def draw_narrow(data: CollegeLines) -> Figure:
    """Draw each axis as five zones under each other, for a narrow screen."""
    sheet = Sheet(NARROW)
    y = 0.0
    for line in data.lines:
        y = _head(sheet, line, y, beside=False)
        for place, zone in enumerate(line.zones):
            bottom = y + max(1, _count_rows(zone)) * _ROW + 4
            box = shapes.rectangle(_WORD, y, sheet.width, bottom)
            sheet.fill(box, _COLORS[place], name="zone")
            words = shorten(_name_zone(data, line, place), "regular", _SMALL, _WORD - 4)
            sheet.text(0, y + 2 + _ROW / 2, words, name="zone", size=_SMALL, color=MUTED,
                       middle=True)  # fmt: skip
            _dots(sheet, zone, _WORD + 7, y + 2 + _ROW / 2, sheet.width - _WORD - 10)
            y = bottom + _GAP
        y += _BETWEEN
    return sheet.finish(legend(sheet, _legend(data), 0, y - 4) + 1)


def _zone_names(sheet: Sheet, data: CollegeLines, room: float) -> float:
    columns = [wrap(name, "regular", _SMALL, room - 4, 2) for name in data.zones]
    lines = max(len(column) for column in columns)
    for place, column in enumerate(columns):
        middle = place * (room + _GAP) + room / 2
        for i, words in enumerate(column):
            base = 9 + 9.5 * (i + lines - len(column))
            sheet.text(middle, base, words, name="zone", size=_SMALL, color=MUTED, side="center")
    return 9.5 * lines + 6


def _head(sheet: Sheet, line: CollegeLine, y: float, *, beside: bool = True) -> float:
    """Write the question of an axis and, when zones stand beside each other, its poles."""
    base = y + _TITLE
    sheet.text(0, base, line.label, name="axis", size=9.5, face="semibold", color=BLUE)
    if not beside:
        return base + 5
    base += _POLES
    sheet.text(0, base, line.left, name="pole", size=_SIZE, face="semibold", color=INK)
    sheet.text(sheet.width, base, line.right, name="pole", size=_SIZE, face="semibold",
               color=INK, side="right")  # fmt: skip
    return base + 4


def _dots(sheet: Sheet, zone: CollegeZone, x: float, y: float, room: float) -> None:
    for name in zone.names:
        sheet.mark(_NAMED, x, y, name=f"member:{name}")
        words = shorten(name, "regular", _SIZE, room - _INDENT)
        sheet.text(x + _INDENT, y, words, name="member", size=_SIZE, middle=True)
        y += _ROW
    for number in range(zone.unnamed):
        down, across = divmod(number, _PER_ROW)
        sheet.mark(_UNNAMED, x + across * 11.0, y + down * _ROW, name="member")


def _count_rows(zone: CollegeZone) -> int:
    return len(zone.names) + -(-zone.unnamed // _PER_ROW)


def _name_zone(data: CollegeLines, line: CollegeLine, place: int) -> str:
    """Return the name of a zone where the poles do not stand above it: the end zones are those."""
    return {0: line.left, 4: line.right}.get(place, data.zones[place])


def _legend(data: CollegeLines) -> list[Entry]:
    zones = [zone for line in data.lines for zone in line.zones]
    entries = []
    if any(zone.names for zone in zones):
        entries.append(mark_entry(data.named, _NAMED))
    if any(zone.unnamed for zone in zones):
        entries.append(mark_entry(data.unnamed, _UNNAMED))
    return entries
