"""How a document lies on its pages: how full each is, and what stands alone or is cut."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from unittest.mock import patch

from assessment.report.model import ReportContent
from assessment.report.pdf import template
from assessment.report.pdf.report import render_pdf
from tests.report.pdf.reading import Node, read

LEAST_FULL = 0.6  # of a page, but for the last of a chapter
WHOLE_ROWS = 10  # of a table: with fewer it stands on one page
_HEADINGS = ("H1", "H2", "H3")


@dataclass(frozen=True)
class Laid:
    """A made document: its bytes, how full each page is (0..1), and its structure."""

    pdf: bytes
    full: list[float]
    tree: Node


def lay_out(content: ReportContent) -> Laid:
    """Make the document and note how far down each page is used."""
    full: dict[int, float] = {}
    draw = template._draw_furniture

    def note(canvas: object, document: template._Document) -> None:
        frame = document.frame
        full[document.page] = 1 - (frame._y - frame._y1p) / (frame._y2 - frame._y1p)
        draw(canvas, document)

    with patch.object(template, "_draw_furniture", note):
        pdf = render_pdf(content)
    return Laid(pdf, [full[page] for page in sorted(full)], read(pdf).tree)


def list_faults(laid: Laid) -> list[str]:
    """Return what a typesetter would not let pass, in words with the page."""
    tree = laid.tree
    return [*_find_cut_tables(tree), *_find_lone_headings(tree), *_find_parted_figures(tree)]


def list_empty_pages(laid: Laid) -> list[str]:
    """Return the pages with too little on them, but for the last of a chapter."""
    return list(_find_empty(laid))


def _find_empty(laid: Laid) -> Iterator[str]:
    begun = {node.pages[0] for node in laid.tree.all("H1") if _opens_page(laid.tree, node)}
    for page, share in enumerate(laid.full[:-1], start=1):
        if page > 1 and share < LEAST_FULL and page + 1 not in begun:
            yield f"page {page} is {share:.0%} full"


def _opens_page(tree: Node, heading: Node) -> bool:
    page = heading.pages[0]
    return next(node for node in tree.walk() if node.text and page in node.pages) is heading


def _find_cut_tables(tree: Node) -> Iterator[str]:
    for table in tree.all("Table"):
        rows = Counter(row.pages[0] for row in table.all("TR") if row.pages)
        if len(rows) > 1 and rows.total() - 1 < WHOLE_ROWS:
            yield f"page {min(rows)}: a table of {rows.total() - 1} rows is cut"


def _find_lone_headings(tree: Node) -> Iterator[str]:
    """Yield headings at the end of a page, alone or with one text that leads to what is shown."""
    told = [node for node in tree.walk() if (node.text or node.tag == "Figure") and node.pages]
    shown = {id(part) for node in tree.all("Table", "Figure") for part in node.walk()}
    for place, node in enumerate(told[:-1]):
        if node.tag not in _HEADINGS:
            continue
        page, after = node.pages[-1], told[place + 1 :]
        leads = len(after) > 1 and after[1].tag not in _HEADINGS
        shows = leads and any(id(one) in shown or one.tag == "Caption" for one in after[1:3])
        if after[0].pages[0] > page or (shows and after[1].pages[0] > page >= after[0].pages[-1]):
            yield f"page {page} ends with the heading {node.text!r}"


def _find_parted_figures(tree: Node) -> Iterator[str]:
    """Yield chapters of which the title stands on another page than the figure they open with."""
    told = [node for node in tree.walk() if (node.text or node.tag == "Figure") and node.pages]
    title = None
    for node in told:
        if node.tag in _HEADINGS:
            title = node if node.tag == "H1" else None
        elif node.tag == "Figure" and title is not None and node.pages[0] != title.pages[0]:
            yield f"page {title.pages[0]}: {title.text!r} and its figure are parted"
