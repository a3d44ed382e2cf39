"""Edges, rings and bars can be told from what they lie on: three to one, as WCAG 2.2 asks (1.4.11).

Of text axe measures it, on every page (tests/browser/test_accessibility.py).
"""

import re

import pytest

from assessment.resources import STATIC

SHEET = (STATIC / "app.css").read_text()
LEAST = 3
LIGHT = SHEET[SHEET.index(":root {") :]
DARK = SHEET[SHEET.index("prefers-color-scheme: dark") :]
GROUNDS = ("document", "surface", "form-control", "error", "warning")
PAIRS = [
    *((one, ground) for ground in GROUNDS for one in ("form-control-border", "focus-outline")),
    ("page-header-focus-outline", "page-header-background"),  # of the link to the content too
    ("error", "surface-background"),
    ("choice-least", "document-background"),
]


def read_colours(scheme):
    """Return the colours of a scheme by name; the dark one changes some of the light ones."""
    told = LIGHT[: LIGHT.index("}")] + (DARK[: DARK.index("}")] if scheme == "dark" else "")
    return dict(re.findall(r"--bop-([a-z-]+)-color: (#[0-9a-f]{6})", told))


def mix(one, other, share):
    """Return the colour of ``one`` that lets ``other`` through."""
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("one", "ground"), PAIRS)
def test_an_edge_or_a_ring_can_be_told_from_what_it_lies_on(scheme, one, ground):
    colours = read_colours(scheme)
    below = colours.get(f"{ground}-background") or colours[ground]
    assert contrast(colours[one], below) >= LEAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_bar_can_be_told_from_the_ground_and_its_interval_from_the_bar(scheme):
    colours = read_colours(scheme)
    share = float(re.findall(r"\.bar-score \{[^}]*opacity: ([.\d]+)", SHEET)[0])
    ground = colours["surface-background"]
    bar = mix(colours["action"], ground, share)
    assert contrast(bar, ground) >= LEAST
    assert contrast(colours["document"], bar) >= LEAST
