"""Figures with alternative text, callout boxes, and keeping a heading with what follows it."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from reportlab import platypus
from reportlab.pdfbase.pdfdoc import PDFArray, PDFName
from reportlab.platypus.doctemplate import FrameBreak, NullActionFlowable

from assessment.report.pdf import styles
from assessment.report.pdf.paragraphs import TaggedParagraph
from assessment.report.pdf.structure import Role

# Draws on a canvas whose origin is the lower left corner of the figure.
Drawing = Callable[[Any], None]

_UNLIMITED = 0xFFFFFF
_WORTH_FILLING = 40.0  # points left on a page
_TALLEST = 0.85 * styles.TEXT_HEIGHT  # leaves room for a heading and a caption


class TaggedFigure(platypus.Flowable):
    """A drawing with its alternative text. What does not fit is made smaller.

    ``anchor`` names its place for links.
    """

    def __init__(
        self,
        drawing: Drawing,
        width: float,
        height: float,
        alt: str,
        role: Role | None = None,
        anchor: str = "",
    ) -> None:
        super().__init__()
        if not alt.strip():
            raise ValueError("a figure needs an alternative text")
        self.drawing = drawing
        self.size = (width, height)
        self.role = role or Role("Figure", alt=alt)
        self.anchor = anchor
        self.spaceBefore, self.spaceAfter = 9, 8

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return the size on the page."""
        self.scale = min(1.0, availWidth / self.size[0], _TALLEST / self.size[1])
        self.width, self.height = (self.scale * length for length in self.size)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the figure as content, with its place on the page."""
        canvas = self.canv
        if self.anchor:
            canvas.bookmarkHorizontal(self.anchor, 0, self.height)
        corners = (
            *canvas.absolutePosition(0, 0),
            *canvas.absolutePosition(self.width, self.height),
        )
        with canvas.content(self.role) as element:
            box = PDFArray([round(value, 2) for value in corners])
            element.attributes["Layout"] = {"Placement": PDFName("Block"), "BBox": box}
            if not canvas.measuring:
                canvas.saveState()
                canvas.scale(self.scale, self.scale)
                self.drawing(canvas)
                canvas.restoreState()


def add_caption(
    drawing: Drawing, width: float, height: float, alt: str, caption: str, anchor: str = ""
) -> list[Any]:
    """Return a figure and the caption below it, kept together."""
    group = Role("Div")
    role = Role("Figure", parent=group, alt=alt)
    figure = TaggedFigure(drawing, width, height, alt, role, anchor)
    figure.keepWithNext = 1
    return [figure, TaggedParagraph(caption, styles.CAPTION, Role("Caption", parent=group))]


class CalloutBox(platypus.Flowable):
    """A box with a tinted background around other flowables.

    A box up to ``keep_height`` points stays in one piece; a taller one splits over pages.
    """

    padding = 10
    bar = 3

    def __init__(
        self,
        content: Sequence[Any],
        title: str = "",
        *,
        role: Role | None = None,
        keep_height: float = 260,
    ) -> None:
        super().__init__()
        heading = [TaggedParagraph(title, styles.CALLOUT_TITLE)] if title else []
        self.content = [*heading, *content]
        self.role = role or Role("Div")
        self.keep_height = keep_height
        self.spaceBefore, self.spaceAfter = 10, 12

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return the size of the box around all content."""
        self.width = availWidth
        self.places = stack_flowables(self.content, self._inner_width(availWidth), self.canv)
        self.height = self.places[-1].bottom + 2 * self.padding
        return self.width, self.height

    def _inner_width(self, width: float) -> float:
        return width - 2 * self.padding - self.bar

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """Return a box with the content that fits and one with the rest, or nothing."""
        self.wrap(availWidth, availHeight)
        if self.height <= self.keep_height:
            return []
        room = availHeight - 2 * self.padding
        fitting = sum(place.bottom <= room for place in self.places)
        head, tail = self.content[:fitting], self.content[fitting:]
        if tail and (left := room - self.places[fitting].top) > 0:
            pieces = tail[0].splitOn(self.canv, self._inner_width(availWidth), left)
            if pieces:
                head, tail = [*head, pieces[0]], [*pieces[1:], *tail[1:]]
        while head and head[-1].getKeepWithNext():
            tail.insert(0, head.pop())
        return [self._part(head), self._part(tail)] if head and tail else []

    def _part(self, content: list[Any]) -> CalloutBox:
        return CalloutBox(content, role=self.role, keep_height=self.keep_height)

    def draw(self) -> None:
        """Draw the background, then the content from top to bottom."""
        canvas = self.canv
        canvas.saveState()
        canvas.setFillColor(styles.TINT)
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(styles.ACCENT)
        canvas.rect(0, 0, self.bar, self.height, stroke=0, fill=1)
        canvas.restoreState()
        with canvas.group(self.role):
            for flowable, place in zip(self.content, self.places, strict=True):
                y = self.height - self.padding - place.bottom
                flowable.drawOn(canvas, self.bar + self.padding, y)


class KeepWithStart(platypus.KeepTogether):
    """Keeps headings with the beginning of what follows, instead of with all of it."""

    measured_for = 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Return a height that no page has, so that the frame asks to split."""
        if self.measured_for != aW:
            self.places = stack_flowables(self._content, aW, self.canv)
            self.measured_for = aW
        return aW, _UNLIMITED

    def split(self, aW: float, aH: float) -> list[Any]:
        """Return the content split where it fits, or moved to the next page."""
        self.wrap(aW, aH)
        if self.places[-1].bottom <= aH:
            return list(self._content)
        *lead, last = self._content
        room = aH - self.places[-1].top
        pieces = last.splitOn(self.canv, aW, room) if room > 0 else []
        if pieces:
            return [*lead, *pieces]
        return list(self._content) if _is_at_top(self) else [FrameBreak(), *self._content]


class KeepWhole(platypus.KeepTogether):
    """Keeps all of its content on one page, if it is not taller than ``most`` points.

    What is taller is kept too where that leaves no more than ``gap`` points of a page empty.
    """

    def __init__(self, content: Sequence[Any], most: float, gap: float = 0.0) -> None:
        super().__init__(content)
        self.most, self.gap = most, gap

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Return a height that no page has, so that the frame asks to split."""
        return aW, _UNLIMITED

    def split(self, aW: float, aH: float) -> list[Any]:
        """Return the content, after a break when it does not fit and should not be cut."""
        height = stack_flowables(self._content, aW, self.canv)[-1].bottom
        may = height <= (styles.TEXT_HEIGHT if aH <= self.gap else self.most)
        breaks = aH < height and may and not _is_at_top(self)
        # After an action reportlab looks anew which of the rest stay together.
        return [FrameBreak() if breaks else NullActionFlowable(), *self._content]


def _is_at_top(flowable: Any) -> bool:
    frame = getattr(flowable, "_frame", None)
    return frame is None or bool(frame._atTop)


def bring_text_forward(flowables: list[Any], frame: Any, canvas: Any) -> None:
    """Move a paragraph that follows a figure in front of it, if the figure does not fit here.

    The page is filled instead of ending where the figure was too tall. A heading is not passed.
    """
    group = flowables[0]
    if not (isinstance(group, KeepWithStart) and isinstance(group._content[0], TaggedFigure)):
        return
    height = stack_flowables(group._content, frame._aW, canvas)[-1].bottom
    room = frame._y - frame._y1p - group.getSpaceBefore()
    if height <= room or frame._atTop or room < _WORTH_FILLING or len(flowables) < 2:
        return
    following = flowables[1]
    if type(following) is TaggedParagraph and not following.getKeepWithNext():
        flowables[:2] = [following, group]


class VerticalExtent(NamedTuple):
    """Where a flowable stands in a stack: distances from the top of the stack."""

    top: float
    bottom: float


def stack_flowables(flowables: Sequence[Any], width: float, canvas: Any) -> list[VerticalExtent]:
    """Return the places of flowables under one another, with the space between them."""
    places: list[VerticalExtent] = []
    space_after = 0.0
    for flowable in flowables:
        top = 0.0
        if places:
            top = places[-1].bottom + max(space_after, flowable.getSpaceBefore())
        places.append(VerticalExtent(top, top + flowable.wrapOn(canvas, width, _UNLIMITED)[1]))
        space_after = flowable.getSpaceAfter()
    return places
