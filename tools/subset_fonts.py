"""Makes the fonts for other scripts again: `python -m tools.subset_fonts FOLDER`.

FOLDER holds the open Noto fonts as Debian (fonts-noto-core) and npm (noto-sans-sc, noto-sans-kr
and noto-emoji of @expo-google-fonts, Regular) ship them. Hints, names nobody reads and, for the
scripts that need no shaping, the tables for it are left out. The letters stay as they were drawn.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

from assessment.report.scripts.faces import OTHERS

TARGET = OTHERS[0].path.parent
# Chinese and Japanese characters in common use, and their punctuation; Korean syllables.
_HAN = ((0x2E80, 0x312F), (0x31A0, 0x31FF), (0x3300, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))
_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7FF))
_KEPT = {"NotoSansSC": _HAN, "NotoSansKR": _HANGUL}  # their letters need no shaping
_SOURCES = {name: f"{name}_400Regular" for name in (*_KEPT, "NotoEmoji")}  # as npm calls them
_NAMES = [0, 1, 2, 4, 6, 13, 14]  # copyright, family, style, full and PostScript name, licence


def subset_fonts(folder: Path, target: Path) -> None:
    """Write the fonts that the report draws with to ``target``, from files below ``folder``."""
    for face in OTHERS:
        source = _found(folder, _SOURCES.get(face.name, f"{face.name}-Regular"))
        ranges = _KEPT.get(face.name, ())
        kept = {point for first, last in ranges for point in range(first, last + 1)}
        _write(source, target / face.path.name, shaped=not kept, kept=kept or None)


def _found(folder: Path, name: str) -> Path:
    return next(folder.rglob(f"{name}.ttf"))


def _write(source: Path, target: Path, *, shaped: bool, kept: set[int] | None = None) -> None:
    options = Options()
    options.hinting = False
    options.layout_features = ["*"] if shaped else []
    options.name_IDs = _NAMES
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "STAT", "MVAR", "HVAR", "vhea", "vmtx", "VORG", "BASE"]
    with TTFont(source, recalcTimestamp=False) as font:
        known = set(font.getBestCmap())
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=known if kept is None else known & kept)
        subsetter.subset(font)
        scale_upem(font, 1000)  # reportlab 5.1.0 writes the widths of other sizes wrongly
        font.save(target)


if __name__ == "__main__":
    subset_fonts(Path(sys.argv[1]), TARGET)
