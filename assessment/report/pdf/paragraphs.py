"""Flowables of one paragraph each: plain text, headings, quotes, links and captions."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal, NamedTuple

from reportlab import platypus
from reportlab.platypus.paragraph import _SplitWord, _SplitWordEnd, cleanBlockQuotedText
from reportlab.platypus.paraparser import ParaParser

from assessment.report.pdf import styles
from assessment.report.pdf.canvas import TocLine
from assessment.report.pdf.markup import Markup, as_markup
from assessment.report.pdf.structure import Role
from assessment.report.scripts import begins_right, drop_unprintable, is_plain, make_drawable
from assessment.wording import say

Level = Literal[1, 2, 3]

_TOC_ROOM = 20  # chapters that a page has room for at the usual distance


class _Broken(NamedTuple):
    """The lines of a paragraph of some width, and its size."""

    width: float
    size: tuple[float, float]
    lines: Any


class TaggedParagraph(platypus.Paragraph):
    """Text in one style. A plain string is shown as it is; see ``markup`` for emphasis and links.

    Text that begins in a script that runs to the left does so as a whole. The halves of a split
    paragraph stay one element.
    """

    blPara: Any
    place = ""  # the name of where the paragraph stands, for links to it

    def __init__(
        self, text: str | None, style: Any = styles.BODY, role: Role | None = None, **kw: Any
    ) -> None:
        self.role = role or Role("P")
        self.plain = self.actual_text = ""
        self._broken: _Broken | None = None
        if text is None or isinstance(text, Markup):
            super().__init__(text, style, **kw)
        else:
            super().__init__(None, style, frags=_fragments(text, style), **kw)
        if text is not None:
            self.plain = drop_unprintable(self.getPlainText()).strip()
            self.actual_text = "" if is_plain(self.plain) else self.plain
            for fragment in self.frags:
                _make_printable(fragment)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return the size on the page; for the width of last time the lines are still known."""
        if self._broken is None or self._broken.width != availWidth:
            size: tuple[float, float] = super().wrap(availWidth, availHeight)
            self._broken = _Broken(availWidth, size, self.blPara)
        self.blPara = self._broken.lines  # split() throws it away
        self.width, self.height = self._broken.size
        return self._broken.size

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """Return the part that fits and the rest, or nothing."""
        parts: list[Any] = super().split(availWidth, availHeight)
        for part in parts:
            part.place = self.place if part is parts[0] else ""
            part.role, part.plain, part.actual_text = self.role, self.plain, self.actual_text
        return parts

    def beginText(self, x: float, y: float) -> Any:
        """Return a text object that knows which lines end inside a word."""
        text = self.canv.beginText(x, y)
        text.cut_lines = _cut_lines(self.blPara.lines)
        text.to_left = begins_right(self.plain)
        return text

    def draw(self) -> None:
        """Draw the text as content of its role."""
        if self.place:
            self.canv.bookmarkHorizontal(self.place, 0, self.height)
        if self.plain and not self.canv.measuring:
            with self.canv.content(self.role) as element:
                element.actual_text = self.actual_text
                super().draw()


class TaggedHeading(TaggedParagraph):
    """A heading of level 1 to 3, with a bookmark and a line for the table of contents.

    ``anchor`` names the place for links; without it the document numbers its headings.
    ``listed`` tells whether the heading belongs in the table of contents and the page header.
    """

    def __init__(
        self, text: str, level: Level, *, anchor: str = "", listed: bool = True, style: Any = None
    ) -> None:
        super().__init__(text, style or styles.HEADINGS[level], Role(f"H{level}"))
        self.level = level
        self.anchor = anchor
        self.listed = listed

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """Return nothing: a heading stays in one piece."""
        return []

    def draw(self) -> None:
        """Draw the heading and note where it is."""
        self.canv.note_heading(
            self.level, self.plain, self.anchor, top=self.height, listed=self.listed
        )
        super().draw()


class QuoteParagraph(TaggedParagraph):
    """One paragraph of somebody's own words, with a line along its left side."""

    def draw(self) -> None:
        """Draw the line and the text."""
        self.canv.saveState()
        self.canv.setStrokeColor(styles.RULE)
        self.canv.setLineWidth(2)
        self.canv.line(1, 0, 1, self.height)
        self.canv.restoreState()
        super().draw()


class LinkLine(TaggedParagraph):
    """A line that is one link, to a web address or to an anchor in this document."""

    def __init__(
        self, text: str, *, url: str = "", anchor: str = "", style: Any = styles.LINK
    ) -> None:
        if bool(url) == bool(anchor):
            raise ValueError("a link goes either to a web address or to an anchor")
        underlined = Markup(f"<u>{as_markup(text)}</u>")
        super().__init__(underlined, style, Role("Link", parent=Role("P")))
        self.url = url
        self.anchor = anchor

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """Return nothing: the link is one rectangle."""
        return []

    def draw(self) -> None:
        """Draw the text and make it a link."""
        with self.canv.group(self.role):
            super().draw()
            area = (self.style.leftIndent, 0, self.width - self.style.rightIndent, self.height)
            if self.url:
                self.canv.linkURL(self.url, area, relative=1, contents=self.plain)
            else:
                self.canv.linkRect(self.plain, self.anchor, area)


class TocEntry(TaggedParagraph):
    """A line of the table of contents: title, dotted leader, page number, all one link."""

    def __init__(self, line: TocLine, toc: Role, *, dense: bool = False) -> None:
        reference = Role("Reference", parent=Role("TOCI", parent=toc))
        style = styles.TOC_DENSE if dense else styles.TOC[line.level]
        super().__init__(line.text, style, Role("Link", parent=reference))
        self.line = line

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """Return nothing: the link is one rectangle."""
        return []

    def draw(self) -> None:
        """Draw the line and make it a link."""
        canvas, style, number = self.canv, self.style, str(self.line.page)
        baseline = self.height - style.fontSize - (len(self.blPara.lines) - 1) * style.leading
        self._draw_leader(baseline)
        with canvas.content(self.role):
            platypus.Paragraph.draw(self)
            canvas.setFillColor(style.textColor)
            canvas.setFont(style.fontName, style.fontSize)
            canvas.drawRightString(self.width, baseline, number)
            contents = say("pdf.toc_link", title=self.plain, page=number)
            canvas.linkRect(contents, self.line.anchor, (0, 0, self.width, self.height))

    def _draw_leader(self, baseline: float) -> None:
        start = self.width - self.style.rightIndent - self.blPara.lines[-1][0] + 6
        end = self.width - 22
        if end > start:
            self.canv.saveState()
            self.canv.setStrokeColor(styles.MUTED)
            self.canv.setLineCap(1)
            self.canv.setLineWidth(0.7)
            self.canv.setDash([0, 4])
            self.canv.line(start, baseline + 1, end, baseline + 1)
            self.canv.restoreState()


def make_quote(text: str) -> list[Any]:
    """Return somebody's own words, one flowable for every line that has text.

    A line in a script that runs to the left begins at the right.
    """
    block = Role("BlockQuote")
    lines = [text] if isinstance(text, Markup) else text.splitlines()
    return [
        QuoteParagraph(line, _quote_style(line), Role("P", parent=block))
        for line in lines
        if line.strip()
    ]


def _quote_style(line: str) -> Any:
    return styles.QUOTE_TO_LEFT if begins_right(line) else styles.QUOTE


def table_of_contents(lines: tuple[TocLine, ...], depth: Level = 2) -> list[Any]:
    """Return the listed headings up to level ``depth``; in the first pass there are none.

    Many chapters stand closer together, so that they fit the page that they begin on.
    """
    toc = Role("TOC")
    listed = [line for line in lines if line.listed and line.level <= depth]
    dense = depth == 1 and len(listed) > _TOC_ROOM
    return [TocEntry(line, toc, dense=dense) for line in listed]


def _fragments(text: str, style: Any) -> list[Any]:
    """Return what reportlab's parser makes of text without markup; parsing takes much longer."""
    words = cleanBlockQuotedText(drop_unprintable(text))
    return [_fragment(style).clone(text=words)] if words else []


@lru_cache(maxsize=128)
def _fragment(style: Any) -> Any:
    return ParaParser().parse("-", style)[1][0]


def _make_printable(fragment: Any) -> None:
    if getattr(fragment, "text", ""):
        fragment.text = make_drawable(fragment.text)


def _cut_lines(lines: list[Any]) -> frozenset[int]:
    """Return the lines that end inside a word too long for one line; markup is not looked at."""
    ends = {n: line[1][-1] for n, line in enumerate(lines) if isinstance(line, tuple) and line[1]}
    return frozenset(
        n
        for n, word in ends.items()
        if isinstance(word, _SplitWord) and not isinstance(word, _SplitWordEnd)
    )
