"""The faces of the report as reportlab knows them, and how wide text is in them."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from assessment.report import scripts

REGULAR = scripts.REGULAR.name
FAMILY = REGULAR
SEMIBOLD = scripts.SEMIBOLD.name
ITALIC = scripts.ITALIC.name

_OWN = {face.name: face for face in (scripts.SEMIBOLD, scripts.ITALIC, scripts.REGULAR)}
_OTHERS = {face.name: face for face in scripts.OTHERS}
_REGISTRATION = Lock()
_NO_TEXT = "\u200b"  # what the second glyph of a letter stands for: it must be something
_KNOWN_WIDTHS = 8192  # texts per font: words, mostly
_FIRST_PRIVATE, _LAST_PRIVATE = 0xF0000, 0x10FFFD  # code points that mean nothing by themselves


class ReportFont(TTFont):
    """A TrueType font whose ToUnicode map is valid in PDF/UA, usable from several threads.

    Works around two properties of reportlab 5.1.0: makeToUnicodeCMap maps unused codes to U+0000,
    which PDF/UA-1 7.21.7 forbids, and makeSubset moves a file position that all documents share.
    """

    def __init__(self, face: scripts.Face) -> None:
        super().__init__(face.name, str(face.path))
        self._drawn = face
        self._embedding = Lock()
        self._glyphs: dict[scripts.Glyph, str] = {}
        self._told: dict[int, str] = {}  # what the private code points stand for
        self._units: Callable[[str], float] = lru_cache(maxsize=_KNOWN_WIDTHS)(self._sum_units)

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        """Return how wide ``text`` is, in points; most words of a report come back."""
        return 0.001 * size * self._units(text)

    def has_all(self, text: str) -> bool:
        """Tell whether ``text`` needs no other face."""
        return all(ord(character) in self.face.charWidths for character in text)

    def _sum_units(self, text: str) -> float:
        widths = self.face.charWidths
        if self.has_all(text):
            return float(sum(widths[ord(character)] for character in text))
        stretches = scripts.lay_out(text, self._drawn)
        return sum(_run_units(run) for stretch in stretches for run in stretch.runs)

    def write_glyphs(self, glyphs: Iterable[scripts.Glyph]) -> ShapedStr:
        """Return shaped glyphs as reportlab takes them: a character for each, and its place."""
        written, places = "", []
        for number, glyph in enumerate(glyphs):
            character = self._character(glyph)
            width = self.face.charWidths[ord(character)]
            places.append(ShapeData(number, glyph.advance, 0, glyph.right, glyph.up, width))
            written += character
        return ShapedStr(written, shapeData=places)

    def _character(self, glyph: scripts.Glyph) -> str:
        """Return the character of a glyph: its own, or a private one that stands for its text."""
        if len(glyph.text) == 1 and self.face.charToGlyph.get(ord(glyph.text)) == glyph.number:
            return glyph.text
        key = scripts.Glyph(glyph.number, glyph.text, 0.0)
        with self._embedding:
            if key not in self._glyphs:
                self._glyphs[key] = chr(self._add_private(glyph))
            return self._glyphs[key]

    def _add_private(self, glyph: scripts.Glyph) -> int:
        code = _FIRST_PRIVATE + len(self._glyphs)
        if code > _LAST_PRIVATE:
            raise ValueError(f"more forms of letters than {self.fontName} can number")
        self.face.charWidths[code] = scripts.width_of_glyph(glyph.number, self._drawn)
        self.face.charToGlyph[code] = glyph.number
        self._told[code] = glyph.text or _NO_TEXT
        return code

    def meaning_of(self, point: int) -> str:
        """Return the text that a code point of this font stands for."""
        return self._told.get(point, chr(point))

    def addObjects(self, doc: Any) -> None:
        """Embed the font in ``doc``."""
        state = self.state[doc]
        with self._embedding:
            super().addObjects(doc)
        embedded = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(state.subsets):
            font = embedded[f"{state.internalName}+{number}"]
            stream = doc.idToObject[font.ToUnicode.name]
            meanings = [self.meaning_of(point) for point in subset]
            stream.content = to_unicode_map(font.BaseFont, meanings)


def _run_units(run: scripts.Run) -> float:
    if run.glyphs:
        return sum(glyph.advance for glyph in run.glyphs)
    own: Any = pdfmetrics.getFont(run.face.name)
    return float(sum(own.face.charWidths[ord(character)] for character in run.text))


def to_unicode_map(font_name: str, meanings: list[str]) -> str:
    """Return the ToUnicode CMap of a font subset, without the codes that mean no text."""
    nothing = ("\0", "\ufeff", "\ufffe")
    pairs = [(code, text) for code, text in enumerate(meanings) if text not in nothing]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{font_name}-U def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):  # a block may hold at most 100 entries
        block = pairs[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{to_hex(text)}>" for code, text in block]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def to_hex(text: str) -> str:
    """Return ``text`` as UTF-16 in hexadecimal digits."""
    return text.encode("utf-16-be").hex().upper()


def register_fonts() -> None:
    """Make the report's own fonts known to reportlab. Calling it again does nothing."""
    with _REGISTRATION:
        if REGULAR in pdfmetrics.getRegisteredFontNames():
            return
        for face in _OWN.values():
            pdfmetrics.registerFont(ReportFont(face))
        pdfmetrics.registerFontFamily(
            FAMILY, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=SEMIBOLD
        )


@cache
def font_of(name: str) -> Any:
    """Return a font of the report; one for another script is read when a text first needs it."""
    register_fonts()
    if name in _OTHERS:
        with _REGISTRATION:
            pdfmetrics.registerFont(ReportFont(_OTHERS[name]))
    return pdfmetrics.getFont(name)


def own_face(font: str) -> scripts.Face | None:
    """Return the face of one of the report's own fonts; None for that of another script."""
    return _OWN.get(font)


def width_of(text: str, font: str, size: float) -> float:
    """Return how wide ``text`` is, in points."""
    return float(font_of(font).stringWidth(text, size))


def shorten_text(text: str, font: str, size: float, width: float) -> str:
    """Return ``text``, cut at a word with an ellipsis if it is wider than ``width`` points.

    A first word that does not fit is cut itself.
    """
    if width_of(text, font, size) <= width:
        return text
    words = text.split()
    while len(words) > 1 and width_of(" ".join(words) + "…", font, size) > width:
        words.pop()
    shown = " ".join(words)
    while shown and width_of(shown + "…", font, size) > width:
        shown = shown[:-1]
    return shown + "…"
