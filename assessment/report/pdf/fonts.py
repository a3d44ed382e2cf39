"""The typefaces of the report, and which characters they can print."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FAMILY = REGULAR = "SourceSans"
SEMIBOLD = "SourceSans-Semibold"
ITALIC = "SourceSans-It"

_DIRECTORY = Path(__file__).parent.parent / "fonts"
_FILES = {
    REGULAR: "SourceSansPro-Regular.ttf",
    SEMIBOLD: "SourceSansPro-Semibold.ttf",
    ITALIC: "SourceSansPro-It.ttf",
}
_REPLACEMENTS = ("□", "?")
_HYPHENS = frozenset("\u2010\u2011")  # no glyph in Source Sans; an ordinary hyphen reads the same
_WHITESPACE = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f]")
_REGISTRATION = Lock()
_KNOWN_WIDTHS = 8192  # texts per font: words, mostly


class ReportFont(TTFont):
    """A TrueType font whose ToUnicode map is valid in PDF/UA, usable from several threads.

    Works around two properties of reportlab 5.1.0: makeToUnicodeCMap maps unused codes to U+0000,
    which PDF/UA-1 7.21.7 forbids, and makeSubset moves a file position that all documents share.
    """

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), shapable=False)
        self._embedding = Lock()
        self._units: Callable[[str], int] = lru_cache(maxsize=_KNOWN_WIDTHS)(self._sum_units)

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        """Return how wide ``text`` is, in points; most words of a report come back."""
        return 0.001 * size * self._units(text)

    def _sum_units(self, text: str) -> int:
        widths, other = self.face.charWidths, self.face.defaultWidth
        units: int = sum(widths.get(ord(character), other) for character in text)
        return units

    def addObjects(self, doc: Any) -> None:
        """Embed the font in ``doc``."""
        state = self.state[doc]
        with self._embedding:
            super().addObjects(doc)
        embedded = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(state.subsets):
            font = embedded[f"{state.internalName}+{number}"]
            stream = doc.idToObject[font.ToUnicode.name]
            stream.content = to_unicode_map(font.BaseFont, subset)


def to_unicode_map(font_name: str, subset: list[int]) -> str:
    """Return the ToUnicode CMap of a font subset, without the codes that are not used."""
    pairs = [(code, point) for code, point in enumerate(subset) if point not in (0, 0xFEFF, 0xFFFE)]
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
        lines += [f"<{code:02X}> <{chr(p).encode('utf-16-be').hex().upper()}>" for code, p in block]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def register_fonts() -> None:
    """Make the report's fonts known to reportlab. Calling it again does nothing."""
    with _REGISTRATION:
        if REGULAR in pdfmetrics.getRegisteredFontNames():
            return
        for name in (SEMIBOLD, ITALIC, REGULAR):
            pdfmetrics.registerFont(ReportFont(name, _DIRECTORY / _FILES[name]))
        pdfmetrics.registerFontFamily(
            FAMILY, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=SEMIBOLD
        )


@cache
def list_glyphs(font: str = REGULAR) -> frozenset[int]:
    """Return the code points for which ``font`` has a glyph."""
    register_fonts()
    return frozenset(pdfmetrics.getFont(font).face.charToGlyph)


def drop_unprintable(text: str) -> str:
    """Return ``text`` composed (NFC), without control and invisible characters or half pairs."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable() and not _VARIATION_SELECTORS.search(composed):
        return composed
    return "".join(map(_visible, composed))


def keep_printable(text: str, font: str = REGULAR) -> str:
    """Return ``text`` with only characters that ``font`` can draw.

    A character without a glyph would draw .notdef, which PDF/UA-1 7.21.8 forbids. It becomes its
    plain equivalent (ĳ becomes ij), a space for a space, or else a question mark.
    """
    cleaned = drop_unprintable(text)
    known = list_glyphs(font)
    if known.issuperset(map(ord, cleaned)):
        return cleaned
    return "".join(c if ord(c) in known else _substitute(c, font) for c in cleaned)


def fit_text(text: str, font: str) -> tuple[str, str]:
    """Return ``text`` as it can be printed and the font for it.

    That is ``font``, or the regular one if that has letters which ``font`` lacks: the italic has
    no Greek or Cyrillic.
    """
    shown = keep_printable(text, font)
    if font == REGULAR or shown == text:
        return shown, font
    upright = keep_printable(text)
    if shown.count(_replacement(font)) > upright.count(_replacement(REGULAR)):
        return upright, REGULAR
    return shown, font


def width_of(text: str, font: str, size: float) -> float:
    """Return how wide ``text`` is, in points."""
    register_fonts()
    return float(pdfmetrics.stringWidth(text, font, size))


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


def _visible(character: str) -> str:
    if character in _WHITESPACE:
        return " "
    category = unicodedata.category(character)
    if category in ("Cc", "Cf") or _VARIATION_SELECTORS.match(character):
        return ""
    return "\ufffd" if category == "Cs" else character


def _substitute(character: str, font: str) -> str:
    if character in _HYPHENS:
        return "-"
    if unicodedata.category(character) == "Zs":
        return " "
    plain = unicodedata.normalize("NFKC", character)
    return plain if list_glyphs(font).issuperset(map(ord, plain)) else _replacement(font)


@cache
def _replacement(font: str) -> str:
    return next(c for c in _REPLACEMENTS if ord(c) in list_glyphs(font))
