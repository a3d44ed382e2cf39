"""Bulleted and numbered lists."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab import platypus
from reportlab.pdfbase.pdfdoc import PDFName

from assessment.report.pdf import styles
from assessment.report.pdf.paragraphs import TaggedParagraph
from assessment.report.pdf.structure import Role

BULLET = "•"

# One paragraph, or several that belong to the same item.
Item = str | Sequence[str]


class ListParagraph(TaggedParagraph):
    """A paragraph of a list item; the first one of an item draws the label beside it."""

    def __init__(
        self, text: str | None, style: Any, role: Role | None = None, label: str = "", **kw: Any
    ) -> None:
        super().__init__(text, style, role, **kw)
        self.label = label

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """Return the part that fits and the rest; only the first part has the label."""
        parts = super().split(availWidth, availHeight)
        for part in parts:
            part.label = self.label if part is parts[0] else ""
        return parts

    def draw(self) -> None:
        """Draw the label, then the text."""
        if self.label and not self.canv.measuring:
            self._draw_label()
        super().draw()

    def _draw_label(self) -> None:
        canvas, style = self.canv, self.style
        body = self.role.parent
        item = body.parent if body else None
        with canvas.content(Role("Lbl", parent=item)):
            canvas.setFillColor(styles.ACCENT)
            canvas.setFont(style.fontName, style.fontSize)
            right = style.leftIndent - (5 if self.label == BULLET else 4)
            canvas.drawRightString(right, self.height - style.fontSize, self.label)


def bullet_list(items: Sequence[Item], style: Any = styles.BULLET) -> list[Any]:
    """Return a bulleted list."""
    return _list(items, style, "Disc", [BULLET] * len(items))


def numbered_list(items: Sequence[Item], style: Any = styles.NUMBER) -> list[Any]:
    """Return a list numbered from 1."""
    return _list(items, style, "Decimal", [f"{n}." for n in range(1, len(items) + 1)])


def _list(items: Sequence[Item], style: Any, numbering: str, labels: list[str]) -> list[Any]:
    whole = Role("L", attributes={"List": {"ListNumbering": PDFName(numbering)}})
    flowables: list[platypus.Flowable] = []
    for item, label in zip(items, labels, strict=True):
        body = Role("LBody", parent=Role("LI", parent=whole))
        for text in [item] if isinstance(item, str) else item:
            flowables.append(ListParagraph(text, style, Role("P", parent=body), label))
            label = ""
    if flowables:
        flowables[-1].spaceAfter = styles.BODY.spaceAfter
    return flowables
