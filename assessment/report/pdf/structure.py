"""The structure tree of a tagged PDF: what each piece of content is, in the order to read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

from assessment.report.pdf.fonts import clean

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
class Mark:
    """One marked-content sequence: a page index and the number of the sequence on that page."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class LinkedAnnotation:
    """A reference to a link annotation on a page."""

    page: int
    reference: Any


@dataclass(eq=False, slots=True)
class Element:
    """One element of one document's tree, with the content drawn for it so far."""

    tag: str
    alt: str = ""
    language: str = ""
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    kids: list[Element | Mark | LinkedAnnotation] = field(default_factory=list)

    @classmethod
    def of(cls, role: Role) -> Element:
        """Return a new element without content for ``role``."""
        attributes = {owner: dict(values) for owner, values in role.attributes.items()}
        return cls(role.tag, role.alt, role.language, attributes)


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
        found = self._elements.get(role)
        if found is None:
            parent = self.element(role.parent, under) if role.parent else under
            found = self._elements[role] = Element.of(role)
            parent.kids.append(found)
        return found

    def mark(self, element: Element, page: int) -> int:
        """Give ``element`` a new sequence on the current page and return its number."""
        mcid = len(self._page_marks)
        self._page_marks.append(element)
        element.kids.append(Mark(page, mcid))
        return mcid

    def end_page(self) -> int:
        """Close the numbering of a page and return the page's key in the parent tree."""
        marks, self._page_marks = self._page_marks, []
        return self._add_owner(marks)

    def reserve_link(self, element: Element) -> int:
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
        tree_reference = document.Reference(tree)
        writer.write(self.root, tree_reference)
        numbers: list[Any] = []
        for key, owner in enumerate(self._owners):
            numbers += [key, writer.owner_reference(owner)]
        tree["K"] = writer.reference(self.root)
        tree["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        tree["ParentTreeNextKey"] = len(self._owners)
        return tree


def _prune(element: Element) -> bool:
    """Drop descendants that never received content; tell whether ``element`` is worth keeping."""
    element.kids = [k for k in element.kids if not isinstance(k, Element) or _prune(k)]
    return bool(element.kids) or element.tag in _MAY_BE_EMPTY


class _Writer:
    """Turns elements into PDF objects of one reportlab document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._pages = [document.Reference(page) for page in document.Pages.pages]
        self._objects: dict[Element, Any] = {}

    def reference(self, element: Element) -> Any:
        return self._document.Reference(self._object(element))

    def owner_reference(self, owner: Element | list[Element]) -> Any:
        if isinstance(owner, Element):
            return self.reference(owner)
        return self._document.Reference(PDFArray([self.reference(e) for e in owner]))

    def write(self, element: Element, parent_reference: Any) -> None:
        entry = self._object(element)
        entry["P"] = parent_reference
        page = next((k.page for k in element.kids if isinstance(k, Mark)), None)
        if page is not None:
            entry["Pg"] = self._pages[page]
        kids = [self._kid(kid, element, page) for kid in element.kids]
        if kids:
            entry["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)
        if element.alt:
            entry["Alt"] = PDFString(clean(element.alt))
        if element.language:
            entry["Lang"] = PDFString(element.language)
        if element.attributes:
            entry["A"] = _attribute_objects(element.attributes)

    def _object(self, element: Element) -> Any:
        if element not in self._objects:
            entry = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.tag)})
            entry.multiline = False
            self._objects[element] = entry
        return self._objects[element]

    def _kid(
        self, kid: Element | Mark | LinkedAnnotation, element: Element, page: int | None
    ) -> Any:
        if isinstance(kid, Element):
            self.write(kid, self.reference(element))
            return self.reference(kid)
        on_page = self._pages[kid.page]
        if isinstance(kid, LinkedAnnotation):
            entries = {"Type": PDFName("OBJR"), "Obj": kid.reference, "Pg": on_page}
            return PDFDictionary(entries)
        if kid.page == page:
            return kid.mcid
        return PDFDictionary({"Type": PDFName("MCR"), "Pg": on_page, "MCID": kid.mcid})


def _attribute_objects(attributes: dict[str, dict[str, Any]]) -> Any:
    objects = [
        PDFDictionary({"O": PDFName(owner), **values}) for owner, values in attributes.items()
    ]
    return objects[0] if len(objects) == 1 else PDFArray(objects)
