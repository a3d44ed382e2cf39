"""Fields to fill in, in the file or by hand after printing: the form of a PDF document."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

from assessment.report.scripts import drop_unprintable

_PRINTED = 4
_MULTILINE = 1 << 12
_RADIO = 1 << 15  # without the bit that forbids to take a choice back
OFF = "Off"
# The reader draws what is typed: with a font that it has, because ours holds only the letters used.
_LETTERS = "/Helv 10 Tf 0 g"


@dataclass(frozen=True, slots=True)
class Choice:
    """A box to tick: ``value`` of ``question``, which are names of letters, digits and dashes.

    ``label`` is what a screen reader says at the box, ``asked`` what it says of the question.
    ``several`` says that other boxes of the question may be ticked too.
    """

    question: str
    value: str
    label: str
    asked: str
    several: bool = False


def text_field(
    name: str, label: str, rect: Sequence[float], *, multiline: bool, struct_parent: int
) -> Any:
    """Return an empty text field: a widget that is its own field.

    ``name`` is unique in the document; ``label`` is what a screen reader says.
    """
    left, low, right, high = (round(value, 2) for value in rect)
    looks = _appearance(round(right - left, 2), round(high - low, 2), b"/Tx BMC EMC")
    entries = {
        "FT": PDFName("Tx"),
        "T": PDFString(name),
        "V": PDFString(""),
        "DA": PDFString(_LETTERS),
        "Ff": _MULTILINE if multiline else 0,
        "AP": PDFDictionary({"N": looks}),
    }
    return _widget(label, rect, struct_parent, entries)


def tick_box(
    name: str, value: str, label: str, rect: Sequence[float], *, struct_parent: int
) -> Any:
    """Return an empty box to tick, that is its own field and has ``value`` when it is ticked."""
    entries = {"FT": PDFName("Btn"), "T": PDFString(name), "V": PDFName(OFF)}
    return _widget(label, rect, struct_parent, {**entries, **_ticked(value, rect)})


def choice_of(
    group: Any, value: str, label: str, rect: Sequence[float], *, struct_parent: int
) -> Any:
    """Return one of the choices of ``group``, the reference of what ``choice_group`` returned."""
    return _widget(label, rect, struct_parent, {"Parent": group, **_ticked(value, rect)})


def choice_group(name: str, label: str, choices: Any) -> Any:
    """Return a field of which one choice holds; ``choices`` is an array of their references."""
    entries = {"FT": PDFName("Btn"), "T": PDFString(name), "TU": PDFString(drop_unprintable(label))}
    return PDFDictionary({**entries, "Ff": _RADIO, "V": PDFName(OFF), "Kids": choices})


def _widget(label: str, rect: Sequence[float], struct_parent: int, entries: Any) -> Any:
    return PDFDictionary(
        {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Widget"),
            "TU": PDFString(drop_unprintable(label)),
            "Rect": PDFArray([round(value, 2) for value in rect]),
            "F": _PRINTED,
            "StructParent": struct_parent,
            **entries,
        }
    )


def _ticked(value: str, rect: Sequence[float]) -> dict[str, Any]:
    """Return the looks of a box: nothing, or a cross from corner to corner."""
    side = round(rect[2] - rect[0], 2)
    near, far = 0.22 * side, 0.78 * side
    cross = f"q 1.6 w {near:.2f} {near:.2f} m {far:.2f} {far:.2f} l {near:.2f} {far:.2f} m "
    cross += f"{far:.2f} {near:.2f} l S Q"
    looks = {value: _appearance(side, side, cross.encode()), OFF: _appearance(side, side, b"")}
    return {"AS": PDFName(OFF), "AP": PDFDictionary({"N": PDFDictionary(looks)})}


def _appearance(width: float, height: float, content: bytes) -> Any:
    entries = {"Type": PDFName("XObject"), "Subtype": PDFName("Form")}
    return _AppearanceStream(
        PDFDictionary({**entries, "BBox": PDFArray([0, 0, width, height])}), content
    )


def form_of(fields: Sequence[Any]) -> Any:
    """Return the entry of the catalogue that holds the fields of the document."""
    letters = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    font = PDFDictionary({key: PDFName(value) for key, value in letters.items()})
    font["Encoding"] = PDFName("WinAnsiEncoding")
    resources = PDFDictionary({"Font": PDFDictionary({"Helv": font})})
    return PDFDictionary({"Fields": PDFArray(fields), "DA": PDFString(_LETTERS), "DR": resources})


class _AppearanceStream(PDFStream):
    """What a field looks like. A stream is always an object of its own."""

    __RefOnly__ = 1
