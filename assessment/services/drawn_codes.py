"""QR codes: an address that a telephone reads from a screen."""

import segno


def draw_code(address: str) -> str:
    """Return a QR code as SVG that may stand inside a page, black on white whatever the page is."""
    code = segno.make(address, error="m", micro=False)
    return str(code.svg_inline(scale=4, dark="#000", light="#fff", omitsize=True, svgclass=None,
                               lineclass=None))  # fmt: skip
