"""Building a document: pages with a header and footer, in as many passes as its numbers need."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from assessment.report.pdf import styles
from assessment.report.pdf.boxes import KeepWithStart, bring_text_forward
from assessment.report.pdf.canvas import TaggedCanvas, TocLine
from assessment.report.pdf.fonts import (
    REGULAR,
    SEMIBOLD,
    register_fonts,
    shorten_text,
)
from assessment.report.pdf.footers import SIZE, Footer, draw_footer
from assessment.report.pdf.metadata import DocumentInfo
from assessment.report.pdf.packing import pack_objects
from assessment.report.scripts import drop_unprintable, make_drawable
from assessment.wording import say

_MAX_PASSES = 6
_HEADER_Y = styles.PAGE_HEIGHT - 13 * mm


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What the previous pass found out: the headings with their pages, and how many pages."""

    toc: tuple[TocLine, ...] = ()
    page_count: int = 0


StoryFactory = Callable[[BuildContext], list[Any]]


class UnstableLayoutError(Exception):
    """The story factory does not return the same story for the same context."""


def build_document(
    story_factory: StoryFactory,
    *,
    title: str,
    author: str,
    subject: str,
    footer: Footer,
    created: datetime,
) -> bytes:
    """Return a PDF/UA-1 file. The same story, texts and ``created`` give the same bytes.

    ``story_factory`` is called for every pass; it may return the same flowables again where they
    do not depend on the context. The first pass has an empty table of contents and draws nothing:
    it finds out where everything comes. A document whose table of contents has its own page needs
    two passes.
    """
    register_fonts()
    about = DocumentInfo(title, author, subject, created)
    context = BuildContext()
    for _ in range(_MAX_PASSES):
        document = _Document(about, footer, context)
        document.build(story_factory(context))
        findings = document.findings()
        if findings == context:
            return document.save()
        context = findings
    raise UnstableLayoutError(f"page numbers still change after {_MAX_PASSES} passes")


class _Document(BaseDocTemplate):
    """One pass over the story."""

    _doSave = 0  # reportlab's switch: the file is written by save(), once the numbers are right

    def __init__(self, about: DocumentInfo, footer: Footer, context: BuildContext) -> None:
        self._file = BytesIO()
        self._about = about
        self._footer = footer
        self._context = context
        super().__init__(
            self._file,
            pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
            leftMargin=styles.MARGIN,
            rightMargin=styles.MARGIN,
            topMargin=styles.MARGIN,
            bottomMargin=styles.MARGIN,
            title=drop_unprintable(about.title),
            author=drop_unprintable(about.author),
            subject=drop_unprintable(about.subject),
            creator=drop_unprintable(about.author),
            lang=about.language,
            invariant=1,
            pageCompression=1,
            initialFontName=REGULAR,
            keepTogetherClass=KeepWithStart,
        )
        frame = Frame(self.leftMargin, self.bottomMargin, self.width, self.height, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPageEnd=_draw_furniture))

    def build(self, flowables: list[Any]) -> None:
        """Lay out the story, and take back what that noted on flowables: there may be more."""
        measuring = self._context.page_count == 0
        noted: list[tuple[Any, ...]] = []
        self._multiBuildEdits = noted.append
        super().build(
            flowables, canvasmaker=partial(TaggedCanvas, about=self._about, measuring=measuring)
        )
        for take_back, *what in noted:
            take_back(*what)

    def handle_flowable(self, flowables: list[Any]) -> None:
        """Draw the next thing; where a figure does not fit, first the text that follows it."""
        if hasattr(self, "frame"):  # not before the first page
            self.handle_keepWithNext(flowables)
            bring_text_forward(flowables, self.frame, self.canv)
        super().handle_flowable(flowables)

    def findings(self) -> BuildContext:
        """Return the headings and the number of pages of this pass."""
        return BuildContext(tuple(self.canv.headings), self.page)

    def save(self) -> bytes:
        """Write the file and return it."""
        self.canv.save()
        return pack_objects(self._file.getvalue())

    def draw_header(self, canvas: TaggedCanvas) -> None:
        """Draw the title of the document and the chapter of this page."""
        chapter = self._chapter(canvas)
        half = styles.TEXT_WIDTH / 2 - 10
        canvas.setFont(SEMIBOLD, SIZE)
        title = shorten_text(make_drawable(self._about.title), SEMIBOLD, SIZE, half)
        canvas.drawString(styles.MARGIN, _HEADER_Y, title)
        canvas.setFont(REGULAR, SIZE)
        chapter = shorten_text(make_drawable(chapter), REGULAR, SIZE, half)
        canvas.drawRightString(styles.PAGE_WIDTH - styles.MARGIN, _HEADER_Y, chapter)
        _draw_rule(canvas, _HEADER_Y - 6)

    def _chapter(self, canvas: TaggedCanvas) -> str:
        """Return the chapter that the page begins in; before the first, the one that follows."""
        chapters = [h for h in canvas.headings if h.level == 1 and h.listed]
        begun = [h for h in chapters if h.page < self.page or h.opens_page]
        return begun[-1].text if begun else chapters[0].text if chapters else ""

    def draw_footer(self, canvas: TaggedCanvas) -> None:
        """Draw the footer text, the page number and a line above them."""
        number = say("pdf.page", page=self.page, count=self._context.page_count)
        _draw_rule(canvas, draw_footer(canvas, self._footer, number))


def _draw_furniture(canvas: TaggedCanvas, document: _Document) -> None:
    if canvas.measuring:
        return
    canvas.saveState()
    canvas.setFillColor(styles.MUTED)
    if document.page > 1:
        with canvas.artifact("Pagination", "Header"):
            document.draw_header(canvas)
    with canvas.artifact("Pagination", "Footer"):
        document.draw_footer(canvas)
    canvas.restoreState()


def _draw_rule(canvas: TaggedCanvas, y: float) -> None:
    canvas.setStrokeColor(styles.RULE)
    canvas.setLineWidth(0.6)
    canvas.line(styles.MARGIN, y, styles.PAGE_WIDTH - styles.MARGIN, y)
