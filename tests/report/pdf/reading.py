"""What a screen reader gets from a PDF: its structure tree with the text of each element."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

_BFCHAR = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>")
_OPENERS = ("BMC", "BDC")


@dataclass
class Node:
    """An element: its tag, the text drawn directly in it, and the elements inside it.

    Where the element says itself what its text is, that is what a screen reader reads.
    """

    tag: str
    pages: list[int] = field(default_factory=list)
    text: str = ""
    alt: str = ""
    lang: str = ""
    attributes: dict[str, object] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *tags: str) -> list["Node"]:
        return [node for node in self.walk() if node.tag in tags]

    def full_text(self) -> str:
        return " ".join("".join(self._pieces).split())

    def nested(self) -> list:
        """Return [tag, text, children...] for short assertions."""
        return [self.tag, *([self.text] if self.text else []), *[c.nested() for c in self.children]]

    _pieces: list[str] = field(default_factory=list)


@dataclass
class Reading:
    """A document as read: its tree, the text of its artifacts, and text that is neither."""

    tree: Node
    artifacts: list[tuple[str, str]]
    unmarked: str
    pdf: pikepdf.Pdf


def read(content: bytes) -> Reading:
    """Read a PDF from its bytes."""
    pdf = pikepdf.open(BytesIO(content))
    sequences, artifacts, unmarked = {}, [], ""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    for page in pdf.pages:
        marked, of_page, loose = _page_texts(page)
        sequences.update({(page.objgen, mcid): text for mcid, text in marked.items()})
        artifacts += of_page
        unmarked += loose
    root = pdf.Root.StructTreeRoot.K
    tree = _node(root, None, sequences, numbers)
    assert not sequences, "the structure tree leaves out content"
    return Reading(tree, artifacts, unmarked, pdf)


def _node(element, page, sequences, numbers) -> Node:
    page = element.get("/Pg", page)
    node = Node(
        str(element.S)[1:], alt=str(element.get("/Alt", "")), lang=str(element.get("/Lang", ""))
    )
    node.attributes = _attributes(element)
    for kid in _items(element, "/K"):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            assert kid.P.objgen == element.objgen, "an element names another parent"
            child = _node(kid, page, sequences, numbers)
            node.children.append(child)
            node._pieces += child._pieces
            node.pages += child.pages
        elif (place := _place(kid, page)) is not None:
            text = sequences.pop(place)
            node.text += text
            node._pieces.append(text)
            node.pages.append(numbers[place[0]])
    if "/ActualText" in element:
        node.text = str(element.ActualText)
        node._pieces = [node.text]
    node.text = " ".join(node.text.split())
    return node


def _place(kid, page):
    """Return page and number of the sequence that ``kid`` stands for, if it is one."""
    if not isinstance(kid, pikepdf.Dictionary):
        return page.objgen, int(kid)
    if "/MCID" in kid:
        return kid.Pg.objgen, int(kid.MCID)
    return None


def _items(element, key: str) -> list:
    """Return what stands under ``key``, which may hold nothing, one thing or several."""
    value = element.get(key)
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _attributes(element) -> dict[str, object]:
    found = {}
    for owner in _items(element, "/A"):
        found |= {str(key)[1:]: value for key, value in owner.items() if key != "/O"}
    return found


def _page_texts(page) -> tuple[dict[int, str], list[tuple[str, str]], str]:
    """Return the page's text by sequence number, that of artifacts by subtype, and the rest."""
    fonts = {str(name): _characters(font) for name, font in page.Resources.Font.items()}
    marked, artifacts, loose, font = {}, [], "", {}
    open_sequence = None
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in _OPENERS:
            assert open_sequence is None, "marked content is nested"
            open_sequence = _open(operands, marked, artifacts)
        elif name == "EMC":
            open_sequence = None
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name == "BT" and isinstance(open_sequence, str):
            artifacts.append((open_sequence, ""))
        elif name in ("Tj", "TJ"):
            loose += _add(_shown(operands[0], font), open_sequence, marked, artifacts)
    return marked, [(kind, text.strip()) for kind, text in artifacts if text.strip()], loose


def _add(text: str, open_sequence, marked, artifacts) -> str:
    """Put text where it belongs, and return it when it belongs nowhere."""
    if isinstance(open_sequence, int):
        marked[open_sequence] += text
    elif open_sequence:
        artifacts[-1] = (open_sequence, artifacts[-1][1] + text)
    return "" if open_sequence is not None else text


def _shown(operand, font) -> str:
    """Return the text of a string, or of an array of strings with numbers between them."""
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    strings = (bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(font[code] for string in strings for code in string)


def _open(operands, marked, artifacts) -> int | str:
    properties = operands[1] if len(operands) > 1 else {}
    if str(operands[0]) == "/Artifact":
        return str(properties.get("/Subtype", "/Artifact"))[1:]
    mcid = int(properties["/MCID"])
    assert mcid not in marked, "a sequence number is used twice on a page"
    marked[mcid] = ""
    return mcid


def _characters(font) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    pairs = _BFCHAR.findall(font.ToUnicode.read_bytes().decode())
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
