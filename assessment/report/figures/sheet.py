"""A sheet to draw on: points from the top left corner, artists kept in the order of drawing.

There are no axes. Everything is a plain path or a line of text at a baseline, so the ReportLab
renderer, the SVG backend and Agg draw the same picture without clipping, markers or images.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from assessment.report.figures import shapes
from assessment.report.figures.lettering import CAP_HEIGHT, Face, clean, font, is_own, place, width
from assessment.report.figures.palette import INK, WHITE

WIDTH = 166 / 25.4 * 72  # the text width of the A4 report
NARROW = 246.0  # 328 pixels: what a screen of 360 leaves
POINTS_PER_INCH = 72

Side = Literal["left", "center", "right"]
_BEFORE: dict[Side, float] = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class LinearScale:
    """A straight scale from numbers to places on the sheet; numbers outside stay at its ends."""

    first: float
    last: float
    start: float
    end: float

    def at(self, number: float) -> float:
        """Return the place of a number."""
        share = (number - self.first) / (self.last - self.first)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn; ``dashes`` are the lengths of its dashes and gaps in points."""

    color: str
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """How a point is drawn: filled, or with a line around white."""

    shape: str
    radius: float
    color: str
    line: float = 0.0


_RIM = Pen(WHITE, 1.2)


@dataclass(slots=True)
class Sheet:
    """The figure under construction, `width` points wide; `finish` gives it its height."""

    width: float = WIDTH
    figure: Figure = field(default_factory=lambda: Figure(facecolor=WHITE, dpi=POINTS_PER_INCH))
    _points: Affine2D = field(default_factory=Affine2D)
    _place: Transform = field(init=False)

    def __post_init__(self) -> None:
        self._place = self._points + self.figure.dpi_scale_trans

    def finish(self, height: float) -> Figure:
        """Cut the sheet to its height and return the figure."""
        self._points.clear().scale(1 / POINTS_PER_INCH, -1 / POINTS_PER_INCH)
        self._points.translate(0, height / POINTS_PER_INCH)
        self.figure.set_size_inches(self.width / POINTS_PER_INCH, height / POINTS_PER_INCH)
        return self.figure

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        name: str,
        size: float = 8.5,
        face: Face = "regular",
        color: str = INK,
        side: Side = "left",
        middle: bool = False,
    ) -> None:
        """Write one line with its baseline at y, or with its capitals centred on y.

        matplotlib's own centring uses heights that differ between renderers.
        """
        line = clean(words)
        base = y + size * CAP_HEIGHT / 2 if middle else y
        if is_own(line, face):
            self._words(Text(x, base, line, ha=side, color=color), font(face, size), name)
            return
        left = x - _BEFORE[side] * width(line, face, size)
        for part in place(line, face, size):
            if part.run is None:
                self._words(Text(left, base, part.text, color=color), font(face, size), name)
            else:
                self.fill(shapes.draw_letters(part.run, left, base, size), color, name=name)
            left += part.width

    def _words(self, artist: Text, properties: FontProperties, name: str) -> None:
        if artist.get_text():
            artist.set(va="baseline", parse_math=False, gid=name, fontproperties=properties)
            artist.set_transform(self._place)
            self.figure.add_artist(artist)

    def fill(self, path: Path, color: str, *, name: str) -> None:
        """Fill an outline."""
        self._add(PathPatch(path, facecolor=color, edgecolor="none", linewidth=0, gid=name))

    def rule(self, segments: Iterable[shapes.Segment], pen: Pen, *, name: str) -> None:
        """Draw straight lines."""
        self._line(shapes.lines(segments), pen, name=name)

    def draw_curve(self, vertices: Iterable[shapes.Vertex], pen: Pen, *, name: str) -> None:
        """Draw one line through the points."""
        self._line(shapes.make_curve(vertices), pen, name=name)

    def mark(self, mark: Mark, x: float, y: float, *, name: str) -> None:
        """Draw a mark; a filled one has a white rim that keeps it free from what lies under it."""
        path = shapes.mark(mark.shape, x, y, mark.radius)
        if mark.line:
            self._outline(path, Pen(mark.color, mark.line), name=name)
        else:
            self._outline(path, _RIM, name=f"rim:{name}")
            self.fill(path, mark.color, name=name)

    def _line(self, path: Path, pen: Pen, *, name: str) -> None:
        patch = PathPatch(path, fill=False, edgecolor=pen.color, linewidth=pen.width, gid=name)
        patch.set_capstyle("butt")
        if pen.dashes:  # matplotlib counts them in widths of the line
            patch.set_linestyle((0, tuple(length / pen.width for length in pen.dashes)))
        self._add(patch)

    def _outline(self, path: Path, pen: Pen, *, name: str) -> None:
        patch = PathPatch(path, facecolor=WHITE, edgecolor=pen.color, linewidth=pen.width, gid=name)
        patch.set_joinstyle("miter")
        self._add(patch)

    def _add(self, patch: PathPatch) -> None:
        patch.set_transform(self._place)
        self.figure.add_artist(patch)
