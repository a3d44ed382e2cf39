"""Fields to fill in, in the file or by hand after printing: the form of a PDF document."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

from assessment.report.scripts import drop_unprintable

_PRINTED = 4
_MULTILINE = 1 << 12
# The reader draws what is typed: with a font that it has, because ours holds only the letters used.
_LETTERS = "/Helv 10 Tf 0 g"


def text_field(
    name: str, label: str, rect: Sequence[float], *, multiline: bool, struct_parent: int
) -> Any:
    """Return an empty text field: a widget that is its own field.

    ``name`` is unique in the document; ``label`` is what a screen reader says.
    """
    left, low, right, high = (round(value, 2) for value in rect)
    looks = PDFDictionary(
        {
            "Type": PDFName("XObject"),
            "Subtype": PDFName("Form"),
            "BBox": PDFArray([0, 0, round(right - left, 2), round(high - low, 2)]),
        }
    )
    return PDFDictionary(
        {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Widget"),
            "FT": PDFName("Tx"),
            "T": PDFString(name),
            "TU": PDFString(drop_unprintable(label)),
            "V": PDFString(""),
            "DA": PDFString(_LETTERS),
            "Rect": PDFArray([left, low, right, high]),
            "F": _PRINTED,
            "Ff": _MULTILINE if multiline else 0,
            "StructParent": struct_parent,
            "AP": PDFDictionary({"N": _AppearanceStream(looks, b"/Tx BMC EMC")}),
        }
    )


def form_of(fields: Sequence[Any]) -> Any:
    """Return the entry of the catalogue that holds the fields of the document."""
    letters = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    font = PDFDictionary({key: PDFName(value) for key, value in letters.items()})
    font["Encoding"] = PDFName("WinAnsiEncoding")
    resources = PDFDictionary({"Font": PDFDictionary({"Helv": font})})
    return PDFDictionary({"Fields": PDFArray(fields), "DA": PDFString(_LETTERS), "DR": resources})


class _AppearanceStream(PDFStream):
    """What an empty field looks like: nothing. A stream is always an object of its own."""

    __RefOnly__ = 1
