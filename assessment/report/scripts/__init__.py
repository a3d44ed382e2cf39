"""Letters of every script: which characters can be drawn, with which face, and in what order."""

from assessment.report.scripts.drawable import (
    drop_unprintable,
    find_missing,
    is_plain,
    make_drawable,
    make_lines_drawable,
)
from assessment.report.scripts.faces import (
    ITALIC,
    OTHERS,
    REGULAR,
    SEMIBOLD,
    Face,
    characters_of,
)
from assessment.report.scripts.layout import Run, Stretch, lay_out
from assessment.report.scripts.levels import begins_right
from assessment.report.scripts.shaping import Glyph, outline_of, width_of_glyph

__all__ = [
    "ITALIC",
    "OTHERS",
    "REGULAR",
    "SEMIBOLD",
    "Face",
    "Glyph",
    "Run",
    "Stretch",
    "begins_right",
    "characters_of",
    "drop_unprintable",
    "find_missing",
    "is_plain",
    "lay_out",
    "make_drawable",
    "make_lines_drawable",
    "outline_of",
    "width_of_glyph",
]
