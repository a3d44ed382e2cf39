"""matplotlib figures drawn straight on the PDF canvas: vectors, in the fonts of the document.

Importing this module imports matplotlib, which takes about two seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from threading import Lock
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Transform

from assessment.report.pdf import boxes
from assessment.report.pdf.fonts import ITALIC, REGULAR, SEMIBOLD, printable, width_of

_DRAWING = Lock()  # drawing changes a figure for a moment, and matplotlib is not made for threads
_POINTS_PER_INCH = 72
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_ASCENT, _DESCENT = 0.75, 0.25  # of Source Sans, as a part of the font size


def chart(figure: Figure, alt: str) -> boxes.Figure:
    """Return a flowable that draws ``figure``, with its alternative text.

    The figure may be used again: for the next pass, another document or the web page.
    """
    width, height = figure.get_size_inches() * _POINTS_PER_INCH
    return boxes.Figure(partial(draw, figure=figure), width, height, alt)


def captioned_chart(figure: Figure, alt: str, caption: str) -> list[Any]:
    """Return a chart with the caption below it, kept together."""
    width, height = figure.get_size_inches() * _POINTS_PER_INCH
    return boxes.captioned(partial(draw, figure=figure), width, height, alt, caption)


def draw(canvas: Any, figure: Figure) -> None:
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
        canvas = self._canvas
        canvas.saveState()
        self._clip(gc)
        if stroke:
            self._set_pen(gc)
        if fill:
            canvas.setFillColorRGB(*rgbFace[:3])
            _set_alpha(canvas.setFillAlpha, _fill_alpha(gc, rgbFace))
        canvas.drawPath(self._outline(path, transform), stroke=int(stroke), fill=int(fill))
        canvas.restoreState()

    def _set_pen(self, gc: GraphicsContextBase) -> None:
        canvas, color = self._canvas, gc.get_rgb()
        canvas.setStrokeColorRGB(*color[:3])
        _set_alpha(canvas.setStrokeAlpha, color[3])
        canvas.setLineWidth(gc.get_linewidth())
        canvas.setLineCap(_CAPS[str(gc.get_capstyle())])
        canvas.setLineJoin(_JOINS[str(gc.get_joinstyle())])
        offset: Any
        dashes: Any
        offset, dashes = gc.get_dashes()
        if dashes is not None:
            canvas.setDash([float(length) for length in dashes], float(offset or 0))

    def _clip(self, gc: GraphicsContextBase) -> None:
        box = gc.get_clip_rectangle()
        path: Any
        path, transform = gc.get_clip_path()
        if box is not None:
            outline = self._canvas.beginPath()
            outline.rect(*box.bounds)
            self._canvas.clipPath(outline, stroke=0, fill=0)
        if path is not None and transform is not None:
            self._canvas.clipPath(self._outline(path, transform), stroke=0, fill=0)

    def _outline(self, path: Path, transform: Transform) -> Any:
        outline = self._canvas.beginPath()
        last: Sequence[float] = (0.0, 0.0)
        for values, code in path.iter_segments(transform, simplify=False):
            points = [float(value) for value in values]
            if code == Path.MOVETO:
                outline.moveTo(*points)
            elif code == Path.LINETO:
                outline.lineTo(*points)
            elif code == Path.CURVE3:
                outline.curveTo(*_cubic(last, points))
            elif code == Path.CURVE4:
                outline.curveTo(*points)
            elif code == Path.CLOSEPOLY:
                outline.close()
            last = points[-2:]
        return outline

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
        canvas.saveState()
        self._clip(gc)
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.setFillColorRGB(*gc.get_rgb()[:3])
        _set_alpha(canvas.setFillAlpha, gc.get_rgb()[3])
        canvas.setFont(font, prop.get_size_in_points())
        canvas.drawString(0, 0, printable(s, font))
        canvas.restoreState()

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Return the measures of a line of text in points."""
        font, size = font_for(prop), prop.get_size_in_points()
        return (
            width_of(printable(s, font), font, size),
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


def _cubic(start: Sequence[float], quadratic: Sequence[float]) -> tuple[float, ...]:
    """Return the control points of the cubic curve that equals a quadratic one."""
    (x0, y0), (x1, y1, x2, y2) = start, quadratic
    third = 2 / 3
    first = (x0 + third * (x1 - x0), y0 + third * (y1 - y0))
    return (*first, x2 + third * (x1 - x2), y2 + third * (y1 - y2), x2, y2)


def _fill_alpha(gc: GraphicsContextBase, face: Sequence[float]) -> float:
    if gc.get_forced_alpha():
        return float(gc.get_alpha() or 0)
    return float(face[3]) if len(face) > 3 else 1.0


def _set_alpha(setter: Any, alpha: float) -> None:
    if alpha < 1:
        setter(float(alpha))
