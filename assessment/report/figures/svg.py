"""A figure as SVG for a web page: small, the same bytes each time, and safe to stand inside HTML.

Not matplotlib's own SVG: that one carries a date, a style sheet that would reach the page around
it, style attributes that a strict content security policy refuses and ids that two figures share,
and it takes about six times as long. This writes what figures here use: paths and lines of text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import rgb2hex
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from assessment.report.figures.adapting import style_sheet

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from matplotlib.transforms import Transform
    from matplotlib.typing import ColorType

_POINTS_PER_INCH = 72
_LETTERS = {
    Path.MOVETO: "m",
    Path.LINETO: "l",
    Path.CURVE3: "q",
    Path.CURVE4: "c",
    Path.CLOSEPOLY: "z",
}
_PREFIX = "§"  # stands for the prefix of ids until the content, and so its hash, is known


def to_svg(figure: Figure, *, adapts: bool = False) -> bytes:
    """Return the figure as SVG: text as paths, no references to anything outside.

    One that ``adapts`` stands alone, as an image: its rules for dark pages would reach a page
    around it.
    """
    (svg,) = to_svgs([figure])
    if not adapts:
        return svg
    told = svg.decode()
    return told.replace("<defs>", f"<style>{style_sheet(told)}</style><defs>", 1).encode()


def to_svgs(figures: Sequence[Figure]) -> list[bytes]:
    """Return figures that stand on one page as SVG: the first holds the letters of them all."""
    outlines: dict[str, str] = {}
    pages = [_drawn(figure, outlines) for figure in figures]
    bodies = [page.body(outlines if page is pages[0] else {}) for page in pages]
    prefix = f"f{hashlib.sha256(''.join(bodies).encode()).hexdigest()[:8]}-"
    return [body.replace(_PREFIX, prefix).encode() for body in bodies]


def _drawn(figure: Figure, outlines: dict[str, str]) -> _Page:
    page = _Page(figure, outlines)
    dpi = figure.get_dpi()
    figure.set_dpi(_POINTS_PER_INCH)
    try:
        figure.draw(page)
    finally:
        figure.set_dpi(dpi)
    return page


class _Page(RendererBase):
    """Collects what a figure draws; a pixel is a point, and on the page y runs down.

    ``ids`` names each outline of a letter, and takes in those that are new.
    """

    def __init__(self, figure: Figure, ids: dict[str, str]) -> None:
        super().__init__()
        self._size = [float(side) * _POINTS_PER_INCH for side in figure.get_size_inches()]
        self._to_page = Affine2D().scale(1, -1).translate(0, self._size[1])
        self._parts: list[str] = []
        self._ids = ids

    def body(self, shown: Mapping[str, str]) -> str:
        """Return the document, which holds the outlines of the letters in ``shown``."""
        width, height = (_number(side) for side in self._size)
        outlines = "".join(f'<path id="{name}" d="{d}"/>' for d, name in shown.items())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}pt" height="{height}pt"><defs>{outlines}</defs>'
            f"{''.join(self._parts)}</svg>"
        )

    def flipy(self) -> bool:
        """Say that y runs up, as in the figure; `_to_page` turns it over."""
        return False

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: ColorType | None = None,
    ) -> None:
        """Write a path; the names of the arguments are matplotlib's."""
        paint = f'fill="{"none" if rgbFace is None else rgb2hex(rgbFace)}"'
        if gc.get_linewidth() > 0:
            paint += f' stroke="{rgb2hex(gc.get_rgb())}"'
            paint += f' stroke-width="{_number(gc.get_linewidth())}"{_dashes(gc)}'
        self._parts.append(f'<path d="{_data(path, transform + self._to_page)}" {paint}/>')

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | Literal["TeX"] = False,
        mtext: Text | None = None,
    ) -> None:
        """Write a line of text as references to the outlines of its letters."""
        left, base = (_number(part) for part in self._to_page.transform((x, y)))
        turn = f" rotate({_number(-angle)})" if angle else ""
        scale = prop.get_size_in_points() / text_to_path.FONT_SCALE
        uses = "".join(
            f'<use href="#{self._id(outline)}"' + (f' x="{place}"/>' if place != "0" else "/>")
            for outline, place in _letters(s, str(prop.get_file()))
        )
        self._parts.append(
            f'<g fill="{rgb2hex(gc.get_rgb())}" '
            f'transform="translate({left} {base}){turn} scale({scale:.4g})">{uses}</g>'
        )

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | Literal["TeX"]
    ) -> tuple[float, float, float]:
        """Measure a line of text."""
        scale = prop.get_size_in_points() / text_to_path.FONT_SCALE
        wide, high, below = _measure(s, str(prop.get_file()))
        return wide * scale, high * scale, below * scale

    def _id(self, outline: str) -> str:
        return self._ids.setdefault(outline, f"{_PREFIX}{len(self._ids)}")


def _dashes(gc: GraphicsContextBase) -> str:
    lengths: Any = gc.get_dashes()[1]
    if lengths is None:
        return ""
    return f' stroke-dasharray="{" ".join(_number(length) for length in lengths)}"'


def _number(value: float, decimals: int = 2) -> str:
    told = f"{value:.{decimals}f}"
    return told.rstrip("0").rstrip(".") if decimals else told


def _data(path: Path, transform: Transform, decimals: int = 2) -> str:
    """Return a path, each place told from the one before: packed that is a quarter less.

    Places are rounded before they are told, so that no error adds up.
    """
    parts, unit, before = [], 10**decimals, ""
    start = here = (0, 0)
    for vertices, code in path.iter_segments(transform, simplify=False):
        letter = _LETTERS[code]
        if letter == "z":
            moves, here = [], start
        else:
            places = [round(place * unit) for place in vertices.tolist()]
            moves = [place - here[n % 2] for n, place in enumerate(places)]
            here = (places[-2], places[-1])
        if letter == "m":
            start = here
        told = " ".join(_number(move / unit, decimals) for move in moves)
        parts.append(f" {told}" if letter == before != "m" else letter + told)
        before = letter
    return "".join(parts).replace(" -", "-")


@lru_cache(maxsize=4096)
def _measure(text: str, file: str) -> tuple[float, float, float]:
    """Return width, height and descent at the size of the outlines."""
    font = FontProperties(fname=file, size=text_to_path.FONT_SCALE)
    return text_to_path.get_text_width_height_descent(text, font, False)


@lru_cache(maxsize=4096)
def _letters(text: str, file: str) -> tuple[tuple[str, str], ...]:
    """Return each letter's outline, y down, and its place on the line, kerned; no spaces.

    Both in whole hundredths of the size: nobody sees it, and a figure weighs a quarter less.
    """
    font = get_font(file)
    font.set_size(text_to_path.FONT_SCALE, text_to_path.DPI)
    glyphs, outlines, _ = text_to_path.get_glyphs_with_font(font, text)
    over = Affine2D().scale(1, -1)
    drawn = {name: _data(Path(*outline), over, 0) for name, outline in outlines.items()}
    return tuple((drawn[name], _number(x, 0)) for name, x, *_ in glyphs if drawn[name])
