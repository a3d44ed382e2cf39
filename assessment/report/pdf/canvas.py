"""A reportlab canvas on which everything drawn is either structured content or an artifact.

The page is always inside exactly one marked-content sequence: /Artifact, until a flowable switches
to its own element and back. So untagged content cannot exist and sequences never nest.
"""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFPage, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from assessment.report.pdf import styles
from assessment.report.pdf.fields import (
    Choice,
    choice_group,
    choice_of,
    form_of,
    text_field,
    tick_box,
)
from assessment.report.pdf.fonts import ReportFont, font_of, own_face
from assessment.report.pdf.markup import INLINE_CALLBACK
from assessment.report.pdf.metadata import DocumentInfo
from assessment.report.pdf.structure import Element, LinkedAnnotation, Role, StructureTree
from assessment.report.scripts import Run, drop_unprintable, lay_out
from assessment.wording import say


@dataclass(frozen=True, slots=True)
class TocLine:
    """A heading as the table of contents shows it. ``anchor`` is where a link to it goes.

    ``opens_page`` tells whether nothing stands above it on its page.
    """

    level: int
    text: str
    anchor: str
    page: int
    listed: bool = True
    opens_page: bool = False


class TaggedText(PDFTextObject):
    """A text object that ends each line with a real space and can move on to another element."""

    cut_lines: frozenset[int] = frozenset()  # lines that end inside a word and get no space
    to_left = False  # whether the paragraph runs to the left
    _line = 0
    _ends_with_space = True

    def _textOut(self, text: str, TStar: int = 0) -> None:
        if text:
            self._ends_with_space = text.endswith(" ")
        if TStar:
            if not self._ends_with_space and self._line not in self.cut_lines:
                text += " "  # or the last word of this line and the next are read as one
            self._line += 1
            self._ends_with_space = True
        super()._textOut(text, TStar)

    def _formatText(self, text: str) -> str:
        """Return the operators that show ``text``, which may be of several scripts."""
        own, words = self._fontname, text.rstrip(" ")
        face = own_face(own)
        if face is None or font_of(own).has_all(text):
            return str(super()._formatText(text))
        shown = [
            self._show(run, own)
            for stretch in lay_out(words, face, to_left=self.to_left)
            for run in stretch.runs
        ]
        self._setFont(own, self._fontsize)
        shown.append(super()._formatText(text[len(words) :]))
        return " ".join(filter(None, shown))

    def _show(self, run: Run, own: str) -> str:
        words = run.text
        if run.glyphs:
            font: ReportFont = font_of(run.face.name)
            words = font.write_glyphs(run.glyphs)
        self._setFont(run.face.name if run.glyphs else own, self._fontsize)
        return str(super()._formatText(words))

    def switch(self, operator: str, x: float, y: float) -> None:
        """Close the sequence around this text object, open another and go on at (x, y)."""
        self._code += ["ET", "EMC", operator, "BT"]
        self.setTextOrigin(x, y)


class TaggedCanvas(Canvas):
    """A canvas for one PDF/UA-1 document. See the module for how content is marked."""

    def __init__(self, *args: Any, about: DocumentInfo, measuring: bool = False, **kw: Any) -> None:
        self.structure = StructureTree()
        self.headings: list[TocLine] = []
        self.measuring = measuring
        self._about = about
        self._open: list[Element] = [self.structure.root]
        self._silent = 0
        self._inline: Role | None = None
        self._unfinished: dict[Role, Role] = {}
        self._links: dict[str, Role] = {}
        self._fields: list[Any] = []
        self._groups: dict[str, tuple[Any, Any]] = {}  # a question with one answer, and its boxes
        super().__init__(*args, pdfVersion=(1, 7), **{**kw, "lang": about.language})
        self.setDateFormatter(lambda *_: about.pdf_date())
        self.setNamedCB(INLINE_CALLBACK, _switch_inline)
        self._begin_artifact()

    # Marked content

    @contextmanager
    def content(self, role: Role) -> Iterator[Element]:
        """Draw the body of the block as content of the element of ``role``."""
        with self.group(role) as element:
            if self._silent:
                yield element
                return
            self._begin(self._unfinished.pop(role, None))
            try:
                yield element
            finally:
                if self._inline is not None:  # the paragraph goes on on the next page
                    self._unfinished[role], self._inline = self._inline, None
                self._code.append("EMC")
                self._begin_artifact()

    @contextmanager
    def group(self, role: Role) -> Iterator[Element]:
        """Put elements first drawn in the block inside the element of ``role``."""
        self.open_group(role)
        try:
            yield self._open[-1]
        finally:
            self.close_group()

    def open_group(self, role: Role) -> None:
        """Begin a group; for callers, such as table callbacks, that cannot use a with block."""
        current = self._open[-1]
        self._open.append(current if self._silent else self.structure.element(role, current))

    def close_group(self) -> None:
        """End the group opened last."""
        self._open.pop()

    @contextmanager
    def artifact(self, kind: str = "Pagination", subtype: str = "") -> Iterator[None]:
        """Draw the body of the block as an artifact of a kind, such as a page header."""
        self._code.append("EMC")
        self._begin_artifact(kind, subtype)
        self.silence()
        try:
            yield
        finally:
            self.speak()
            self._code.append("EMC")
            self._begin_artifact()

    def silence(self) -> None:
        """Make content an artifact until ``speak``: a repeated table header is no new content."""
        self._silent += 1

    def speak(self) -> None:
        """End what ``silence`` began."""
        self._silent -= 1

    def _begin_artifact(self, kind: str = "", subtype: str = "") -> None:
        entries = " ".join(f"/{k} /{v}" for k, v in (("Type", kind), ("Subtype", subtype)) if v)
        self._code.append(f"/Artifact <<{entries}>> BDC" if entries else "/Artifact BMC")

    def _begin(self, inline: Role | None) -> None:
        self._code += ["EMC", self.sequence(inline)]

    def sequence(self, inline: Role | None) -> str:
        """Return the operator that begins a sequence of the open element, or ``inline`` in it."""
        self._inline = inline
        element = self._open[-1]
        if inline is not None:
            element = self.structure.element(inline, element)
        mcid = self.structure.mark(element, self._page_index())
        return f"/{element.tag} <</MCID {mcid}>> BDC"

    def switch_inline(self, label: str) -> None:
        """Let the text go on in an inline element, "Span en" or "Link https:...", or after it."""
        tag, _, value = label.partition(" ")
        role = Role(tag, language=value if tag == "Span" else "") if tag else None
        if role is not None and tag == "Link":
            self._links[value] = role
        place = self._curr_tx_info
        place["tx"].switch(self.sequence(role), place["cur_x"], place["cur_y"])

    @property
    def is_silent(self) -> bool:
        """Whether what is drawn now is an artifact whatever its role."""
        return self._silent > 0

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> Any:
        """Return a text object that knows about marked content."""
        return TaggedText(self, x, y, direction=direction)

    # Headings and links

    def note_heading(self, level: int, text: str, anchor: str, *, top: float, listed: bool) -> None:
        """Make the current place reachable by bookmark, table of contents and ``anchor``."""
        anchor = anchor or f"kop-{len(self.headings) + 1}"
        self.bookmarkHorizontal(anchor, 0, top)
        self.addOutlineEntry(text, anchor, level - 1)
        opens = self.absolutePosition(0, top)[1] > self._pagesize[1] - styles.MARGIN - 1
        self.headings.append(TocLine(level, text, anchor, self.getPageNumber(), listed, opens))

    def linkURL(self, url: str, rect: Any, relative: int = 0, **kw: Any) -> None:
        """Make ``rect`` a link to a web address. ``contents`` says in words where it goes."""
        action = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(url)})
        self._add_link({"A": action}, rect, relative, kw.get("contents", url), url)

    def linkRect(
        self, contents: str, destinationname: str, Rect: Any = None, relative: int = 1, **kw: Any
    ) -> None:
        """Make ``Rect`` a link to an anchor in this document."""
        destination = self._bookmarkReference(destinationname)
        self._add_link({"Dest": destination}, Rect, relative, contents or destinationname, "")

    def _add_link(
        self, target: dict[str, Any], rect: Any, relative: int, contents: str, url: str
    ) -> None:
        if self.is_silent:
            return
        element = self._link_element(url)
        entries = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Border": PDFArray([0, 0, 0]),
            "Rect": PDFArray([round(v, 2) for v in self._absRect(rect, relative)]),
            "Contents": PDFString(drop_unprintable(contents)),
            "F": 4,
            "StructParent": self.structure.reserve_annotation(element),
        }
        self._addAnnotation(PDFDictionary({**entries, **target}))
        element.kids.append(LinkedAnnotation(self._page_index(), self._annotationrefs[-1]))

    def add_text_field(self, label: str, rect: Any, *, multiline: bool) -> None:
        """Make ``rect`` a field to type in; the last heading says of what, and ``label`` what."""
        element = self.structure.element(Role("Form", parent=Role("P")), self._open[-1])
        heading = self.headings[-1].text if self.headings else ""
        field = text_field(
            f"veld-{len(self._fields) + 1}",
            say("pdf.field", heading=heading, label=label) if heading else label,
            self._absRect(rect, 1),
            multiline=multiline,
            struct_parent=self.structure.reserve_annotation(element),
        )
        self._fields.append(self._add_widget(field, element))

    def add_choice(self, choice: Choice, rect: Any) -> None:
        """Make ``rect`` a box to tick, in the open group; of one question one box is ticked."""
        element = self.structure.element(Role("Form"), self._open[-1])
        at = self._absRect(rect, 1)
        owner = self.structure.reserve_annotation(element)
        if choice.several:
            name = f"{choice.question}-{choice.value}"
            box = tick_box(name, choice.value, choice.label, at, struct_parent=owner)
            self._fields.append(self._add_widget(box, element))
            return
        if choice.question not in self._groups:
            kids = PDFArray([])
            field = choice_group(choice.question, choice.asked, kids)
            self._groups[choice.question] = self._doc.Reference(field), kids
            self._fields.append(self._groups[choice.question][0])
        group, kids = self._groups[choice.question]
        box = choice_of(group, choice.value, choice.label, at, struct_parent=owner)
        kids.sequence.append(self._add_widget(box, element))

    def _add_widget(self, widget: Any, element: Element) -> Any:
        """Put a field on the page and in the structure; return its reference."""
        self._addAnnotation(widget)
        reference = self._annotationrefs[-1]
        element.kids.append(LinkedAnnotation(self._page_index(), reference))
        return reference

    def _link_element(self, url: str) -> Element:
        current = self._open[-1]
        if current.tag == "Link":
            return current
        return self.structure.element(self._links.get(url) or Role("Link"), current)

    # Pages and file

    def _page_index(self) -> int:
        return len(self._doc.Pages.pages)

    def showPage(self) -> None:
        """End the page and tie its sequences to the structure tree."""
        self._code.append("EMC")
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self.structure.end_page()
        page.Tabs = PDFName("S")

    def _startPage(self) -> None:
        super()._startPage()
        self._begin_artifact()

    def save(self) -> None:
        """Write the file. Nothing can be drawn afterwards."""
        document = self._doc
        catalog = document.Catalog
        catalog.StructTreeRoot = self.structure.write(document)
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.Metadata = self._about.xmp()
        if self._fields:
            catalog.AcroForm = form_of(self._fields)
        self.showOutline()
        self.setViewerPreference("DisplayDocTitle", "true")
        document.updateSignature(self._about.pdf_date())
        for page in document.Pages.pages:
            document.updateSignature("\n".join(page.stream))
        document.SaveToFile(self._filename, self)


def _switch_inline(canvas: TaggedCanvas, _kind: str, label: str | None) -> None:
    """Begin the inline element that ``label`` describes, or go back to the paragraph."""
    if not canvas.is_silent:
        canvas.switch_inline(label or "")
