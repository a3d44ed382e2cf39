"""Data tables with header cells, spans and a caption, that split over pages."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab import platypus
from reportlab.pdfbase.pdfdoc import PDFName
from reportlab.platypus.doctemplate import FrameBreak
from reportlab.platypus.tables import TableRenderCB

from assessment.report.pdf import styles
from assessment.report.pdf.paragraphs import TaggedParagraph
from assessment.report.pdf.structure import Role

# Text, or flowables; an empty string is an empty cell or one that a span covers.
Cell = str | Sequence[Any]

_UNLIMITED = 0xFFFFFF
_ROOMY, _DENSE = (3, 4, 6), (1, 2, 3)  # points above, below and beside the text of a cell
_FEWEST_ROWS = 5  # on either page of a long table that is split
_WHOLE_ROWS = 10  # a table with fewer is not split, unless no page can hold it
_CAPTION_ROOM = 60.0  # points for a heading and a caption above a table
_SMALLEST_PIECE = 1  # points; more would also forbid a small rest


@dataclass(frozen=True, slots=True)
class CellSpan:
    """A cell that covers more than one row or column, counted from its upper left corner."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    def covers(self, row: int, column: int) -> bool:
        """Tell whether the cell at ``row`` and ``column`` is part of the span."""
        in_rows = self.row <= row < self.row + self.rows
        return in_rows and self.column <= column < self.column + self.columns


@dataclass(frozen=True, slots=True)
class RowRole:
    """The roles of a row and its cells. A cell inside a span has the role of the spanning cell."""

    row: Role
    cells: tuple[Role, ...]


class _Callbacks(TableRenderCB):
    """Opens and closes the structure around rows and cells as reportlab draws them."""

    def __init__(self, table: Role, header_rows: int) -> None:
        self.table = table
        self.header_rows = header_rows

    def startTable(self, T: DataTable) -> None:
        T.canv.open_group(self.table)

    def endTable(self, T: DataTable) -> None:
        T.canv.close_group()

    def startRow(self, T: DataTable, rowNo: int) -> None:
        T.row_is_repeated = T.continues and rowNo < self.header_rows
        if T.row_is_repeated:
            T.canv.silence()
        T.canv.open_group(T.row_roles[rowNo].row)

    def endRow(self, T: DataTable) -> None:
        T.canv.close_group()
        if T.row_is_repeated:
            T.canv.speak()

    def startCell(self, T: DataTable, rowNo: int, colNo: int, *_: Any) -> None:
        T.canv.open_group(T.row_roles[rowNo].cells[colNo])

    def endCell(self, T: DataTable) -> None:
        T.canv.close_group()

    def startBG(self, T: DataTable) -> None:
        """Backgrounds are artifacts already."""

    endBG = startLines = endLines = startBG


class DataTable(platypus.Table):
    """A table, or the part of one that stands on a page. Made by ``data_table``.

    reportlab makes the parts with the constructor of Table, so what is ours is set afterwards.
    """

    row_roles: Sequence[RowRole] = ()
    continues = False
    row_is_repeated = False
    _spanCmds: list[Any]
    _argH: list[float | None]

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """Return the rows that fit and the rest; a row is cut only if no page can hold it.

        A short table is not split. Of a long one never only a few rows go over to the next page:
        then more of them do.
        """
        self.splitInRow = 0
        if self._is_short(availWidth):
            return []
        parts: list[Any] = super().split(availWidth, availHeight)
        if len(parts) == 2 and (room := self._room_for_more(parts)):
            first, *rest = super().split(availWidth, room) or parts
            return [first, FrameBreak(), *rest]
        if parts or self._smallest_height(availWidth) <= styles.TEXT_HEIGHT:
            return parts
        spans, heights = self._spanCmds, self._argH
        self._undo_row_spans()
        self.splitInRow = _SMALLEST_PIECE
        try:
            return list(super().split(availWidth, availHeight))
        finally:
            self._spanCmds, self._argH = spans, heights

    def _is_short(self, width: float) -> bool:
        self._calc(width, _UNLIMITED)
        rows = self._nrows - self.repeatRows
        return (
            not self.continues
            and rows < _WHOLE_ROWS
            and sum(self._rowHeights) <= styles.TEXT_HEIGHT - _CAPTION_ROOM
        )

    def _smallest_height(self, width: float) -> float:
        """Return the height of the header and the first row, with the rows spanned with it."""
        self._calc(width, _UNLIMITED)
        end = self.repeatRows + 1
        while end < len(self.row_roles):
            if not set(self.row_roles[end - 1].cells) & set(self.row_roles[end].cells):
                break
            end += 1
        return float(sum(self._rowHeights[:end]))

    def _undo_row_spans(self) -> None:
        """Draw cells over one row each: reportlab 5.1.0 cannot cut every row inside a span.

        The structure still says that they span rows.
        """
        kept = [command for command in self._spanCmds if command[1][1] == command[2][1]]
        if len(kept) < len(self._spanCmds):
            self._spanCmds = kept
            self._argH = [None] * self._nrows

    def draw(self) -> None:
        """Draw the table, unless only its size matters."""
        if not self.canv.measuring:
            super().draw()

    def _splitRows(self, availHeight: float, doInRowSplit: int = 0) -> list[Any]:
        parts: list[Any] = super()._splitRows(availHeight, doInRowSplit)
        if self.row_roles and len(parts) == 2:
            first, rest = parts
            header = self.row_roles[: self.repeatRows]
            # A row that was split is the last of the first part and the first of the rest.
            body = self.row_roles[len(self.row_roles) - (rest._nrows - len(header)) :]
            first.row_roles, first.continues = self.row_roles[: first._nrows], self.continues
            rest.row_roles, rest.continues = [*header, *body], True
        return parts

    def _room_for_more(self, parts: list[Any]) -> float:
        """Return less height when only a few rows go over to the next page; 0 when that is fine."""
        first, rest = parts
        missing = _FEWEST_ROWS - (rest._nrows - self.repeatRows)
        kept = first._nrows - missing
        if missing <= 0 or kept - self.repeatRows < _FEWEST_ROWS:
            return 0.0
        return float(sum(self._rowHeights[:kept])) + _SMALLEST_PIECE


def data_table(
    rows: Sequence[Sequence[Cell]],
    *,
    widths: Sequence[float],
    caption: str = "",
    header_rows: int = 1,
    header_columns: int = 1,
    right: Collection[int] = (),
    spans: Sequence[CellSpan] = (),
    total_width: float = styles.TEXT_WIDTH,
    dense: bool = False,
    anchor: str = "",
) -> list[Any]:
    """Return a table with its caption; ``anchor`` is where links to it go.

    ``rows`` begin with ``header_rows`` rows of column headers; the first ``header_columns`` cells
    of the others head their row. ``widths`` are proportions of ``total_width``. The columns in
    ``right``, counted from 0, are aligned right. Cells that a span covers must be empty. A
    ``dense`` table is for numbers to look up: less room around its cells.
    """
    whole = Role("Table")
    layout = _Layout(header_rows, header_columns, frozenset(right), dense)
    table = DataTable(
        [[layout.content(c, i, j) for j, c in enumerate(row)] for i, row in enumerate(rows)],
        colWidths=[total_width * width / sum(widths) for width in widths],
        repeatRows=header_rows,
        hAlign="LEFT",
        style=_look(header_rows, spans, padding=_DENSE if dense else _ROOMY),
        spaceBefore=4,
        spaceAfter=10,
        renderCB=_Callbacks(whole, header_rows),
    )
    table.row_roles = layout.roles(whole, len(rows), len(widths), spans)
    if not caption:
        return [table]
    above = TaggedParagraph(caption, styles.TABLE_CAPTION, Role("Caption", parent=whole))
    above.place = anchor
    return [above, table]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which cells are headers, and what that means for their style and role."""

    header_rows: int
    header_columns: int
    right: frozenset[int]
    dense: bool

    def content(self, cell: Cell, row: int, column: int) -> list[Any] | str:
        if not cell:
            return ""
        if not isinstance(cell, str):
            return list(cell)
        return [TaggedParagraph(cell, self._style(row, column))]

    def _style(self, row: int, column: int) -> Any:
        if self.dense:
            return self._dense_style(row, column)
        if row < self.header_rows:
            return styles.CELL_HEADER_RIGHT if column in self.right else styles.CELL_HEADER
        if column < self.header_columns:
            return styles.CELL_ROW_HEADER
        return styles.CELL_RIGHT if column in self.right else styles.CELL

    def _dense_style(self, row: int, column: int) -> Any:
        if row < self.header_rows:
            return styles.DENSE_HEADER
        return styles.DENSE_ROW_HEADER if column < self.header_columns else styles.DENSE_CELL

    def roles(
        self, table: Role, rows: int, columns: int, spans: Sequence[CellSpan]
    ) -> list[RowRole]:
        made: dict[tuple[int, int], Role] = {}
        result = []
        for row in range(rows):
            whole = Role("TR", parent=table)
            for column in range(columns):
                span = next((s for s in spans if s.covers(row, column)), CellSpan(row, column))
                if (span.row, span.column) not in made:
                    made[span.row, span.column] = self._cell_role(whole, span)
                made[row, column] = made[span.row, span.column]
            result.append(RowRole(whole, tuple(made[row, c] for c in range(columns))))
        return result

    def _cell_role(self, row: Role, span: CellSpan) -> Role:
        entries: dict[str, Any] = {}
        is_header = True
        if span.row < self.header_rows:
            entries["Scope"] = PDFName("Column")
        elif span.column < self.header_columns:
            entries["Scope"] = PDFName("Row")
        else:
            is_header = False
        if span.columns > 1:
            entries["ColSpan"] = span.columns
        if span.rows > 1:
            entries["RowSpan"] = span.rows
        attributes = {"Table": entries} if entries else {}
        return Role("TH" if is_header else "TD", parent=row, attributes=attributes)


def _look(
    header_rows: int, spans: Sequence[CellSpan], *, padding: tuple[float, float, float]
) -> list[tuple[Any, ...]]:
    everything = ((0, 0), (-1, -1))
    look: list[tuple[Any, ...]] = [
        ("FONT", *everything, styles.CELL.fontName, styles.CELL.fontSize, styles.CELL.leading),
        ("VALIGN", *everything, "TOP"),
        ("TOPPADDING", *everything, padding[0]),
        ("BOTTOMPADDING", *everything, padding[1]),
        ("LEFTPADDING", *everything, padding[2]),
        ("RIGHTPADDING", *everything, padding[2]),
        ("LINEBELOW", *everything, 0.6, styles.RULE),
    ]
    if header_rows:
        look.append(("BACKGROUND", (0, 0), (-1, header_rows - 1), styles.ACCENT))
    for span in spans:
        last = (span.column + span.columns - 1, span.row + span.rows - 1)
        look.append(("SPAN", (span.column, span.row), last))
    return look
