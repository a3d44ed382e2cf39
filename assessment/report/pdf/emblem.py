"""The mark of the product on a cover: the nine clusters of the waardenkaart, a row per kind."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from typing import Any

from matplotlib.path import Path
from reportlab import platypus
from reportlab.lib.colors import HexColor

from assessment.report.figures.palette import ACCENTS
from assessment.report.figures.shapes import mark

_TILE, _GAP, _CORNER, _RADIUS = 27.0, 6.0, 5.0, 4.6
_COLUMNS = 3


class Emblem(platypus.Flowable):
    """Three rows of three tiles; a decoration, not read aloud."""

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return the size on the page."""
        self.width = self.height = _COLUMNS * (_TILE + _GAP) - _GAP
        return self.width, self.height

    def draw(self) -> None:
        """Draw the tiles from the top row down."""
        canvas = self.canv
        canvas.saveState()
        for row, accent in enumerate(ACCENTS.values()):
            y = self.height - _TILE - row * (_TILE + _GAP)
            for column in range(_COLUMNS):
                x = column * (_TILE + _GAP)
                canvas.setFillColor(HexColor(accent.tint))
                canvas.roundRect(x, y, _TILE, _TILE, _CORNER, stroke=0, fill=1)
                canvas.setFillColor(HexColor(accent.strong))
                _fill(canvas, mark(accent.shape, x + _TILE / 2, y + _TILE / 2, _RADIUS))
        canvas.restoreState()


def _fill(canvas: Any, outline: Path) -> None:
    """Fill an outline of straight lines and curves; y is turned upwards."""
    path, turned = canvas.beginPath(), 2 * outline.get_extents().y0 + outline.get_extents().height
    for vertices, code in outline.iter_segments():
        points = [
            coordinate if place % 2 == 0 else turned - coordinate
            for place, coordinate in enumerate(float(number) for number in vertices)
        ]
        match code:
            case Path.MOVETO:
                path.moveTo(*points)
            case Path.LINETO:
                path.lineTo(*points)
            case Path.CURVE4:
                path.curveTo(*points)
            case Path.CLOSEPOLY:
                path.close()
    canvas.drawPath(path, stroke=0, fill=1)
