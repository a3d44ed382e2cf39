"""A document as data: sections of blocks that HTML and PDF only draw."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal, TypeAlias

ParagraphStyle = Literal["body", "lead", "small", "quote"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; the section's own title is level 1.

    ``about`` is the id of what has its score under this heading, ``advises`` the id of the
    programme that is suggested there: a web page leads from it to the reasons.
    """

    text: str
    level: Literal[2, 3] = 2
    about: str = ""
    advises: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``quote`` is the owner's own words; line breaks in it are kept."""

    text: str
    style: ParagraphStyle = "body"


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to another place of the document; ``target`` is the id of that place."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class OutwardLink:
    """A text that leads out of the document: to a telephone, a mailbox or a page elsewhere."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Reach:
    """A text and behind it the ways to reach what it tells of, in HTML and PDF."""

    text: str
    ways: tuple[OutwardLink, ...]

    @property
    def words(self) -> str:
        """What it says, with the ways as people read them."""
        return " ".join([self.text, ", ".join(way.text for way in self.ways)])


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts; a Link is only a link in HTML."""

    items: tuple[str | Link | Reach, ...]
    ordered: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of every item."""
        return tuple(_words(item) for item in self.items)


def _words(item: str | Link | Reach) -> str:
    if isinstance(item, Reach):
        return item.words
    return item.text if isinstance(item, Link) else item


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; the first cell of a row is its header.

    ``widths`` are shares of 1; without them a PDF makes all columns equally wide. ``notes`` stand
    under the table. Only HTML uses the rest: ``ids`` gives each row a place to link to, and
    ``wide`` says that the table has more columns than a small screen holds.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: ``data`` is an input dataclass of report.figures; ``table`` says the same."""

    id: str
    data: Any
    alt: str
    caption: str
    table: Table


@dataclass(frozen=True, slots=True)
class Drawing:
    """One of the drawings of a gallery: a figure without caption and table of its own."""

    id: str
    data: Any
    alt: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """Small drawings of one kind under one caption; what they show is told in a table near it."""

    drawings: tuple[Drawing, ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Callout:
    """A boxed remark with a title."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grounded:
    """A sentence about the owner, and the answers and choices that it rests on."""

    text: str
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WritingSpace:
    """A labelled space to type or write in the PDF; a web page leaves it out."""

    label: str
    lines: int


Block: TypeAlias = (
    Heading | Paragraph | Bullets | Table | Figure | Gallery | Callout | Grounded | WritingSpace
)


class Start(StrEnum):
    """Where on paper a chapter may begin."""

    PAGE = "page"  # on a page of its own
    RUN_ON = "run-on"  # where a third of the page is left, else on the next page
    TOGETHER = "together"  # where it fits as a whole, if it fits one page


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter; ``parts`` come after its blocks, and their headings are one level deeper.

    ``starts`` is where it begins on paper, and ``uncut`` says that there no part of it under a
    heading goes over to the next page. On a web page ``explains`` names, in groups, the
    competencies, values and clusters of which it opens the scores, beside those that a heading is
    about; ``compares`` says that it tells what changed since an earlier attempt; without
    ``has_page`` it is shown where the owner makes the plan instead of among the results.
    ``paper`` is what a PDF prints in place of the blocks and parts: None for the same as
    everywhere, and nothing for a chapter that a PDF leaves out.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    parts: tuple["Section", ...] = ()
    starts: Start = Start.RUN_ON
    uncut: bool = False
    explains: tuple[tuple[str, ...], ...] = ()
    compares: bool = False
    has_page: bool = True
    paper: tuple[Block, ...] | None = None

    @property
    def on_paper(self) -> "Section":
        """The chapter as a PDF prints it; a short form begins where there is room."""
        if self.paper is None:
            return self
        return replace(self, blocks=self.paper, parts=(), starts=Start.RUN_ON, paper=None)

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """The blocks of the chapter and of its parts, each part after a heading with its title."""
        parts = ((Heading(part.title), *part.all_blocks) for part in self.parts)
        return (*self.blocks, *(block for part in parts for block in part))


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the first page; ``valid_until`` is None for what does not become old.

    ``summary`` leads to the place of the document that matters most; only HTML shows it.
    """

    title: str
    subtitle: str
    name: str
    made_on: date
    valid_until: date | None
    lines: tuple[str, ...]
    warning: str
    summary: Link | None = None


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything a document says, decided once.

    ``document_id`` is the number of a report; a sheet has none, because it would tie the sheet to
    the report. ``recipient`` is for whom this copy is, if for anybody in particular. A report has
    a cover, a table of contents and chapters. A sheet has none of these: it fills so many
    ``pages``, under the title and the lines of its cover.
    """

    cover: Cover
    sections: tuple[Section, ...]
    footer: str
    created_at: datetime
    pages: int = 0
    document_id: str = ""
    recipient: str = ""

    @property
    def on_paper(self) -> "ReportContent":
        """The document as a PDF prints it: chapters in their short form, if they have one."""
        sections = (section.on_paper for section in self.sections)
        return replace(self, sections=tuple(s for s in sections if s.all_blocks))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that have a table of their own, in the order of the document."""
        return tuple(block for block in self.blocks() if isinstance(block, Figure))

    @property
    def drawings(self) -> tuple[Figure | Drawing, ...]:
        """Everything that is drawn, in the order of the document."""
        drawn: list[Figure | Drawing] = []
        for block in self.blocks():
            if isinstance(block, Figure):
                drawn.append(block)
            elif isinstance(block, Gallery):
                drawn += block.drawings
        return tuple(drawn)

    def blocks(self) -> Iterator[Block]:
        """Yield every block of every chapter and its parts."""
        for section in self.sections:
            yield from section.all_blocks

    def section(self, section_id: str) -> Section:
        """Return the section with this id, or raise KeyError."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)
