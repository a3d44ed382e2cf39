"""What the page is made of: sections of blocks, all words and places decided."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Link:
    """A line of a list; ``target`` is the id of a place on the page, or empty."""

    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with a heading of its own when there is a title."""

    items: tuple[Link, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a header.

    ``ids`` gives each row a place to link to, or none; ``notes`` are the numbered notes under it.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ids: tuple[str, ...] = ()
    wide: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A number beside an axis, at a place along it."""

    place: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis measures, and its numbers."""

    label: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of points "x,y x,y"; ``look`` is its class in the style sheet."""

    points: str
    look: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot, or with a text the place of that text."""

    x: float
    y: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing area of a chart, in the units of its view box."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A small drawing; ``alt`` says in words what it shows."""

    alt: str
    frame: Frame
    x: Axis
    y: Axis
    second: Axis | None
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Charts under one caption, with the same numbers as a table where there is one."""

    caption: str
    charts: tuple[Chart, ...]
    table: Table | None = None


Block: TypeAlias = Paragraph | Bullets | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page with a place in the contents; ``parts`` are one level deeper."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    parts: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page; ``warning`` is empty unless the answers are made up."""

    title: str
    warning: str
    lead: tuple[str, ...]
    summary: Link | None
    sections: tuple[Section, ...]
