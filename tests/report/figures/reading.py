"""Reads a drawn figure back: what stands where, in points from the top left corner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text

_INCH = 72


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    def meets(self, other: Box, slack: float = 0.3) -> bool:
        return (
            self.left + slack < other.right
            and other.left + slack < self.right
            and self.top + slack < other.bottom
            and other.top + slack < self.bottom
        )

    def covers(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def holds(self, other: Box, slack: float = 0.3) -> bool:
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


def sheet(figure: Figure) -> Box:
    width, height = figure.get_size_inches() * _INCH
    return Box(0, 0, float(width), float(height))


def artists(figure: Figure, kind: str) -> dict[str, Artist]:
    """Return the artists of a kind by the name they carry: `point:Lef` is kind `point`."""
    found = {}
    for artist in figure.artists:
        what, _, name = str(artist.get_gid()).partition(":")
        if what == kind:
            found[name] = artist
    return found


def texts(figure: Figure) -> list[Text]:
    return [artist for artist in figure.artists if isinstance(artist, Text)]


def words(figure: Figure) -> list[str]:
    return [text.get_text() for text in texts(figure)]


def text_boxes(figure: Figure) -> list[tuple[Text, Box]]:
    """Return every line of text with the box around its ink, measured by Agg."""
    before, canvas = figure.dpi, figure.canvas
    figure.dpi = 4 * _INCH
    renderer = FigureCanvasAgg(figure).get_renderer()
    scale, height = figure.dpi / _INCH, sheet(figure).bottom
    found = []
    for text in texts(figure):
        measures = renderer.get_text_width_height_descent(
            text.get_text(), text.get_fontproperties(), False
        )
        wide, high, below = (measure / scale for measure in measures)
        x, y = text.get_transform().transform(text.get_position()) / scale
        left = x - wide * {"left": 0, "center": 0.5, "right": 1}[text.get_horizontalalignment()]
        base = height - y
        found.append((text, Box(left, base - high + below, left + wide, base + below)))
    figure.dpi = before
    figure.set_canvas(canvas)
    return found


def patch_box(artist: Artist) -> Box:
    assert isinstance(artist, PathPatch)
    box = artist.get_path().get_extents()
    return Box(*(float(side) for side in (box.x0, box.y0, box.x1, box.y1)))


def paths(figure: Figure) -> Iterator[tuple[str, PathPatch]]:
    for artist in figure.artists:
        if isinstance(artist, PathPatch):
            yield str(artist.get_gid()), artist


def color(artist: Artist) -> str:
    """Return the colour that carries the meaning: of the line, or else of the inside."""
    if isinstance(artist, Text):
        return to_hex(artist.get_color())
    assert isinstance(artist, PathPatch)
    outlined = artist.get_linewidth() > 0
    return to_hex(artist.get_edgecolor() if outlined else artist.get_facecolor())


def grounds(figure: Figure) -> Iterator[tuple[Artist, str]]:
    """Yield every artist with the colour of the surface that its middle lies on."""
    boxes = {id(text): box for text, box in text_boxes(figure)}
    surfaces: list[tuple[Box, str]] = []
    for artist in figure.artists:
        box = boxes.get(id(artist)) or patch_box(artist)
        under = [shade for surface, shade in surfaces if surface.covers(box.x, box.y)]
        yield artist, under[-1] if under else "#ffffff"
        if str(artist.get_gid()).partition(":")[0] in {"backdrop", "panel", "card", "strip"}:
            surfaces.append((box, color(artist)))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
