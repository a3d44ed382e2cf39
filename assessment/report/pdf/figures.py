"""matplotlib figures drawn straight on the PDF canvas: vectors, in the fonts of the document.

Importing this module imports matplotlib, which takes about two seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Lock
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Transform

from assessment.report.pdf import boxes
from assessment.report.pdf.fonts import ITALIC, REGULAR, SEMIBOLD, width_of
from assessment.report.scripts import make_drawable

_DRAWING = Lock()  # drawing changes a figure for a moment, and matplotlib is not made for threads
_Point = tuple[float, float]
_POINTS_PER_INCH = 72
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_OPERATORS = {  # of the parts of a path, and how many points each takes
    int(Path.MOVETO): ("m", 1),
    int(Path.LINETO): ("l", 1),
    int(Path.CURVE3): ("c", 2),
    int(Path.CURVE4): ("c", 3),
    int(Path.CLOSEPOLY): ("h", 1),
}
_ASCENT, _DESCENT = 0.75, 0.25  # of Source Sans, as a part of the font size


def make_chart(figure: Figure, alt: str) -> boxes.TaggedFigure:
    """Return a flowable that draws ``figure``, with its alternative text.

    The figure may be used again: for the next pass, another document or the web page.
    """
    width, height = figure.get_size_inches() * _POINTS_PER_INCH
    return boxes.TaggedFigure(partial(draw_figure, figure=figure), width, height, alt)


def captioned_chart(figure: Figure, alt: str, caption: str, anchor: str = "") -> list[Any]:
    """Return a chart with the caption below it, kept together; ``anchor`` is where links go."""
    width, height = figure.get_size_inches() * _POINTS_PER_INCH
    drawing = partial(draw_figure, figure=figure)
    return boxes.add_caption(drawing, width, height, alt, caption, anchor)


def draw_figure(canvas: Any, figure: Figure) -> None:
    """Draw ``figure`` on a reportlab canvas with its lower left corner at the origin."""
    width, height = figure.get_size_inches() * _POINTS_PER_INCH
    with _DRAWING:
        dpi, background = figure.get_dpi(), figure.patch.get_visible()
        figure.set_dpi(_POINTS_PER_INCH)
        figure.patch.set_visible(False)
        try:
            figure.draw(CanvasRenderer(canvas, width, height))
        finally:
            figure.set_dpi(dpi)
            figure.patch.set_visible(background)


class CanvasRenderer(RendererBase):
    """A matplotlib renderer that writes reportlab path and text operators; a pixel is a point."""

    def __init__(self, canvas: Any, width: float, height: float) -> None:
        super().__init__()
        self._canvas = canvas
        self._size = (width, height)
        self._settings: dict[str, tuple[Any, ...]] = {}  # what the canvas was set to here

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size of the figure in points."""
        return self._size

    def points_to_pixels(self, points: Any) -> Any:
        """Return ``points``: the unit of the canvas."""
        return points

    def flipy(self) -> bool:
        """Tell matplotlib that y grows upwards here."""
        return False

    def draw_path(
        self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Any = None
    ) -> None:
        """Stroke and fill ``path``."""
        stroke = gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0
        fill = rgbFace is not None and (len(rgbFace) < 4 or rgbFace[3] > 0)
        if not stroke and not fill:
            return
        alpha = _fill_alpha(gc, rgbFace) if fill else 1.0
        with self._effects(gc, gc.get_rgb()[3] if stroke else 1.0, alpha):
            if stroke:
                self._set_pen(gc)
            if fill:
                self._set("FillColorRGB", *rgbFace[:3])
            outline = _Outline(path, transform)
            self._canvas.drawPath(outline, stroke=int(stroke), fill=int(fill))

    def _set_pen(self, gc: GraphicsContextBase) -> None:
        self._set("StrokeColorRGB", *gc.get_rgb()[:3])
        self._set("LineWidth", gc.get_linewidth())
        self._set("LineCap", _CAPS[str(gc.get_capstyle())])
        self._set("LineJoin", _JOINS[str(gc.get_joinstyle())])

    def _set(self, what: str, *values: Any) -> None:
        """Set a property of the canvas, unless it is so already."""
        if self._settings.get(what) != values:
            self._settings[what] = values
            getattr(self._canvas, f"set{what}")(*values)

    @contextmanager
    def _effects(self, gc: GraphicsContextBase, stroke: float, fill: float) -> Iterator[None]:
        """Draw the body of the block clipped, dashed and transparent, if anything of it is asked.

        ``stroke`` and ``fill`` are opacities. Afterwards the canvas is as it was.
        """
        offset: Any
        dashes: Any
        offset, dashes = gc.get_dashes()
        clips = self._clips(gc)
        if dashes is None and not clips and stroke >= 1 and fill >= 1:
            yield
            return
        canvas, settings = self._canvas, dict(self._settings)
        canvas.saveState()
        for clip in clips:
            canvas.clipPath(clip, stroke=0, fill=0)
        if dashes is not None:
            canvas.setDash([float(length) for length in dashes], float(offset or 0))
        canvas.setStrokeAlpha(float(stroke))
        canvas.setFillAlpha(float(fill))
        yield
        canvas.restoreState()
        self._settings = settings

    def _clips(self, gc: GraphicsContextBase) -> list[Any]:
        clips = []
        box = gc.get_clip_rectangle()
        if box is not None:
            clips.append(self._canvas.beginPath())
            clips[0].rect(*box.bounds)
        path: Any
        path, transform = gc.get_clip_path()
        if path is not None and transform is not None:
            clips.append(_Outline(path, transform))
        return clips

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:
        """Draw a line of text. Dollar signs are dollars: formulas are not typeset."""
        canvas, font = self._canvas, font_for(prop)
        words = make_drawable(s)
        with self._effects(gc, 1.0, gc.get_rgb()[3]):
            self._set("FillColorRGB", *gc.get_rgb()[:3])
            canvas.setFont(font, prop.get_size_in_points())
            if not angle:
                canvas.drawString(x, y, words)
                return
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(angle)
            canvas.drawString(0, 0, words)
            canvas.restoreState()

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Return the measures of a line of text in points."""
        font, size = font_for(prop), prop.get_size_in_points()
        return (
            width_of(make_drawable(s), font, size),
            size * (_ASCENT + _DESCENT),
            size * _DESCENT,
        )

    def draw_image(
        self, gc: GraphicsContextBase, x: float, y: float, im: Any, transform: Any = None
    ) -> None:
        """Refuse: bitmaps are not part of the report."""
        raise NotImplementedError("the report draws figures with lines, areas and text only")


def font_for(properties: FontProperties) -> str:
    """Return the font of the report that comes closest to what matplotlib asks for."""
    weight = properties.get_weight()
    heavy = weight >= 600 if isinstance(weight, int | float) else "bold" in weight
    if heavy or weight in ("heavy", "black"):
        return SEMIBOLD
    return ITALIC if properties.get_style() in ("italic", "oblique") else REGULAR


class _Outline:
    """A path as PDF operators, to a thousandth of a point, in the form that the canvas takes."""

    def __init__(self, path: Path, transform: Transform) -> None:
        cleaned = path.cleaned(transform=transform, remove_nans=True, simplify=False, curves=True)
        points: list[_Point] = np.asarray(cleaned.vertices).tolist()
        codes: list[int] = np.asarray(cleaned.codes).tolist()
        self._code: list[str] = []
        place = 0
        while place < len(codes) and codes[place] != Path.STOP:
            after = place + _OPERATORS[codes[place]][1]
            self._add(codes[place], points[place:after], points[place - 1])
            place = after

    def _add(self, code: int, points: Sequence[_Point], last: _Point) -> None:
        if code == Path.CLOSEPOLY:
            self._code.append("h")
            return
        if code == Path.CURVE3:
            points = _cubic(last, *points)
        numbers = " ".join(f"{x:.3f} {y:.3f}" for x, y in points)
        self._code.append(f"{numbers} {_OPERATORS[code][0]}")

    def getCode(self) -> str:
        """Return the operators; called by the canvas."""
        return " ".join(self._code)


def _cubic(start: _Point, control: _Point, end: _Point) -> list[_Point]:
    """Return the control points and the end of the cubic curve that equals a quadratic one."""
    third = 2 / 3
    (x0, y0), (x1, y1), (x2, y2) = start, control, end
    return [
        (x0 + third * (x1 - x0), y0 + third * (y1 - y0)),
        (x2 + third * (x1 - x2), y2 + third * (y1 - y2)),
        end,
    ]


def _fill_alpha(gc: GraphicsContextBase, face: Sequence[float]) -> float:
    if gc.get_forced_alpha():
        return float(gc.get_alpha() or 0)
    return float(face[3]) if len(face) > 3 else 1.0
