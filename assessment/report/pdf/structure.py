"""The structure tree of a tagged PDF: what each piece of content is, in the order to read it."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFString
from reportlab.pdfbase.pdfdoc import format as format_object

from assessment.report.scripts import drop_unprintable

# An empty cell must stay, or its table is no longer a rectangle.
_MAY_BE_EMPTY = frozenset({"TD", "TH"})

Attributes = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, eq=False, slots=True)
class Role:
    """What a flowable is in the structure. Parts of a split flowable share one role.

    Roles are compared by identity. ``parent`` is the role around this one; without it the element
    goes into whatever group the canvas has open. ``attributes`` is by owner, for instance
    ``{"Table": {"Scope": "/Column"}}``.
    """

    tag: str
    parent: Role | None = None
    attributes: Attributes = field(default_factory=dict)
    alt: str = ""
    language: str = ""

    def __deepcopy__(self, memo: dict[int, Any]) -> Role:
        # ReportLab copies flowables to try out a split; the copy is still the same content.
        return self


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """One marked-content sequence: a page index and the number of the sequence on that page."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class LinkedAnnotation:
    """A reference to an annotation on a page: a link, or a field."""

    page: int
    reference: Any


@dataclass(eq=False, slots=True)
class Element:
    """One element of one document's tree, with the content drawn for it so far.

    ``actual_text`` is what it says, where that cannot be read from the glyphs in their order.
    """

    tag: str
    alt: str = ""
    language: str = ""
    actual_text: str = ""
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    kids: list[Element | MarkedContent | LinkedAnnotation] = field(default_factory=list)

    @classmethod
    def of(cls, role: Role) -> Element:
        """Return a new element without content for ``role``."""
        attributes = {owner: dict(values) for owner, values in role.attributes.items()}
        return cls(role.tag, role.alt, role.language, attributes=attributes)


class StructureTree:
    """The elements of one document and the numbers that tie page content to them."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._elements: dict[Role, Element] = {}
        self._page_marks: list[Element] = []
        # The position in this list is the key in the parent tree.
        self._owners: list[Element | list[Element]] = []

    def element(self, role: Role, under: Element) -> Element:
        """Return the element of ``role``, made on first use inside its parent or ``under``."""
        element = self._elements.get(role)
        if element is None:
            parent = self.element(role.parent, under) if role.parent else under
            element = self._elements[role] = Element.of(role)
            parent.kids.append(element)
        return element

    def mark(self, element: Element, page: int) -> int:
        """Give ``element`` a new sequence on the current page and return its number."""
        mcid = len(self._page_marks)
        self._page_marks.append(element)
        element.kids.append(MarkedContent(page, mcid))
        return mcid

    def end_page(self) -> int:
        """Close the numbering of a page and return the page's key in the parent tree."""
        marks, self._page_marks = self._page_marks, []
        return self._add_owner(marks)

    def reserve_annotation(self, element: Element) -> int:
        """Return the parent tree key for an annotation that belongs to ``element``."""
        return self._add_owner(element)

    def _add_owner(self, owner: Element | list[Element]) -> int:
        self._owners.append(owner)
        return len(self._owners) - 1

    def write(self, document: Any) -> Any:
        """Return the StructTreeRoot for a reportlab document whose pages are complete."""
        _prune(self.root)
        writer = _Writer(document)
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        tree["K"] = writer.write(self.root, writer.name(tree))
        numbers: list[Any] = []
        for key, owner in enumerate(self._owners):
            numbers += [key, writer.owner(owner)]
        tree["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        tree["ParentTreeNextKey"] = len(self._owners)
        return document.Reference(tree)


def _prune(element: Element) -> bool:
    """Drop descendants that never received content; tell whether ``element`` is worth keeping."""
    element.kids = [k for k in element.kids if not isinstance(k, Element) or _prune(k)]
    return bool(element.kids) or element.tag in _MAY_BE_EMPTY


class _Entry(PDFObject):
    """One object of the file that knows its own text; reportlab only numbers and places it."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.text = b""

    def format(self, _document: Any) -> bytes:
        return self.text


class _Writer:
    """Turns elements into objects of one reportlab document.

    They are written out here: there are thousands, and as PDFDictionary each takes ten times as
    long.
    """

    def __init__(self, document: Any) -> None:
        self._document = document
        self._pages = [self.name(page) for page in document.Pages.pages]
        self._entries: dict[Element, tuple[_Entry, str]] = {}

    def write(self, element: Element, parent: str) -> str:
        """Write ``element`` and what is in it, and return its name in the file."""
        entry, name = self._entry(element)
        page = next((k.page for k in element.kids if isinstance(k, MarkedContent)), None)
        parts = [f"/S /{element.tag} /P {parent}"]
        if page is not None:
            parts.append(f"/Pg {self._pages[page]}")
        kids = [self._kid(kid, name, page) for kid in element.kids]
        if kids:
            parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K [{' '.join(kids)}]")
        parts += self._properties(element)
        entry.text = f"<< {' '.join(parts)} >>".encode("latin-1")
        return name

    def owner(self, owner: Element | list[Element]) -> str:
        """Return the name of what a key of the parent tree stands for."""
        if isinstance(owner, Element):
            return self._entry(owner)[1]
        entry = _Entry()
        entry.text = f"[{' '.join(self._entry(e)[1] for e in owner)}]".encode("latin-1")
        return self.name(entry)

    def _entry(self, element: Element) -> tuple[_Entry, str]:
        named = self._entries.get(element)
        if named is None:
            entry = _Entry()
            named = self._entries[element] = (entry, self.name(entry))
        return named

    def name(self, entry: Any) -> str:
        """Return the name of an object in the file, which it gets on first use."""
        return self._text(self._document.Reference(entry))

    def _text(self, value: Any) -> str:
        written: bytes = format_object(value, self._document)
        return written.decode("latin-1")

    def _kid(
        self, kid: Element | MarkedContent | LinkedAnnotation, parent: str, page: int | None
    ) -> str:
        if isinstance(kid, Element):
            return self.write(kid, parent)
        if isinstance(kid, LinkedAnnotation):
            annotation = self._text(kid.reference)
            return f"<< /Type /OBJR /Obj {annotation} /Pg {self._pages[kid.page]} >>"
        if kid.page == page:
            return str(kid.mcid)
        return f"<< /Type /MCR /Pg {self._pages[kid.page]} /MCID {kid.mcid} >>"

    def _properties(self, element: Element) -> Iterator[str]:
        if element.alt:
            yield f"/Alt {self._text(PDFString(drop_unprintable(element.alt)))}"
        if element.actual_text:
            yield f"/ActualText {self._text(PDFString(element.actual_text))}"
        if element.language:
            yield f"/Lang {self._text(PDFString(element.language))}"
        if element.attributes:
            yield f"/A {self._text(_attribute_objects(element.attributes))}"


def _attribute_objects(attributes: dict[str, dict[str, Any]]) -> Any:
    objects = [
        PDFDictionary({"O": PDFName(owner), **values}) for owner, values in attributes.items()
    ]
    return objects[0] if len(objects) == 1 else PDFArray(objects)
