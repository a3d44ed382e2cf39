"""What a page shows as the report does: its figures, and numbers and codes as it writes them."""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from assessment import report
from assessment.phrases import one_decimal, score, whole
from assessment.report.fingerprint import code
from assessment.report.model import Block, Drawing, Figure, Heading, ReportContent

_KEPT = 128  # figures, of about 30 kB each
_SIZES = 4096  # of figures: two numbers each
_PIXELS_PER_INCH = 96  # as CSS counts them
_DIGITS = 16  # of a digest: 64 bits

# By the name that templates know them by.
FORMATS: Mapping[str, Callable[[Any], str | int]] = {
    "whole": whole,
    "one_decimal": one_decimal,
    "score": score,
    "code": code,
}


class FigureNotFound(LookupError):
    """The report has no figure with this id."""


def find_figure(shown: ReportContent, figure_id: str) -> Figure | Drawing:
    """Return a figure of a report, or raise FigureNotFound."""
    for drawing in shown.drawings:
        if drawing.id == figure_id:
            return drawing
    raise FigureNotFound(figure_id)


def draw_figure(figure: Figure | Drawing, *, narrow: bool = False) -> bytes:
    """Return a figure as SVG for a page.

    It is drawn as in the PDF, or for a ``narrow`` screen, in the colours that the reader asks for.
    """
    return _drawn(figure.data, narrow)


def measure_figure(figure: Figure | Drawing, *, narrow: bool = False) -> tuple[int, int]:
    """Return how wide and high a figure is in pixels of CSS, by drawing it.

    With both a page keeps its room free, so that nothing moves when the figure comes.
    """
    return _measured(figure.data, narrow)


def digest_figure(shown: Any, key: str) -> str:
    """Return a digest of a figure, which changes with what it shows and with how it is drawn.

    ``shown`` is an input dataclass of report.figures. Without ``key`` nobody can find back from
    a digest what was shown.
    """
    said = f"{_drawing_digest()} {shown!r}"
    return hmac.new(key.encode(), said.encode(), hashlib.sha256).hexdigest()[:_DIGITS]


@cache
def _drawing_digest() -> str:
    """Return a digest of the code that draws: another look is another figure."""
    files = sorted((Path(report.__file__).parent / "figures").glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@dataclass(frozen=True, slots=True)
class Fold:
    """A heading with what stands under it; a page may show only the heading until it is opened.

    ``inner`` are the headings one level deeper, each with its own blocks.
    """

    heading: Heading | None
    blocks: tuple[Block, ...]
    inner: tuple["Fold", ...] = ()

    @property
    def has_scores(self) -> bool:
        """Whether a heading in it is about something that has a score."""
        return any(fold.heading is not None and fold.heading.about for fold in self.inner)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as a page shows it: what comes first, the headings to open, and what comes last."""

    opening: tuple[Block, ...]
    folds: tuple[Fold, ...]
    closing: tuple[Block, ...] = ()


def fold_chapter(blocks: Sequence[Block]) -> Chapter:
    """Return the blocks of a chapter by heading.

    Its figure comes last where a list of scores shows the same, a line for each.
    """
    first, *folds = (
        replace(part, blocks=inner[0].blocks, inner=inner[1:])
        for part in _fold(blocks, 2)
        for inner in [_fold(part.blocks, 3)]
    )
    if not any(one.has_scores for one in folds):
        return Chapter(first.blocks, (*first.inner, *folds))
    drawn = tuple(block for block in first.blocks if isinstance(block, Figure))
    told = tuple(block for block in first.blocks if block not in drawn)
    return Chapter(told, (*first.inner, *folds), drawn)


def _fold(blocks: Sequence[Block], level: int) -> tuple[Fold, ...]:
    parts: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level == level:
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    return tuple(Fold(heading, tuple(held)) for heading, held in parts)


@lru_cache(maxsize=_KEPT)
def _drawn(shown: Any, narrow: bool) -> bytes:
    """Draw what is shown once: the key is everything that the figure says."""
    from assessment.report.figures import draw, draw_narrow, to_svg  # slow: not for every page

    return to_svg(draw_narrow(shown) if narrow else draw(shown), adapts=True)


@lru_cache(maxsize=_SIZES)
def _measured(shown: Any, narrow: bool) -> tuple[int, int]:
    """Draw what is shown once, but write nothing: that takes most of the time."""
    from assessment.report.figures import draw, draw_narrow

    width, height = (draw_narrow(shown) if narrow else draw(shown)).get_size_inches()
    return round(width * _PIXELS_PER_INCH), round(height * _PIXELS_PER_INCH)
