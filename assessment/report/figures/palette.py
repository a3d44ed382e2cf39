"""The colours of the figures: text at least 4.5:1 and marks at least 3:1 on what they stand on."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.report.figures.data import Kind

INK = "#1b1f2a"
MUTED = "#4a5160"
GRID = "#d9dde5"
TRACK = "#b9c0cd"
WHITE = "#ffffff"
BLUE = "#154273"
BLUE_MID = "#5b7da8"
NEUTRAL_MID = "#767d8c"
PURPLE = "#5b2a86"
RED = "#a3161a"
BANDS = ("#f6f8fb", "#eef2f7", "#e6ecf4", "#dde5f0")


@dataclass(frozen=True, slots=True)
class Accent:
    """How a kind looks: text and points, intervals, surfaces, and a shape that needs no colour."""

    strong: str
    mid: str
    tint: str
    shape: str


ACCENTS = {
    Kind.IDEAL: Accent("#8a5a00", "#a97c2e", "#fbf6ec", "circle"),
    Kind.SOCIAL: Accent(BLUE, BLUE_MID, "#f0f4fa", "square"),
    Kind.PRACTICAL: Accent("#0b6b63", "#43918a", "#edf6f5", "triangle"),
}
