"""The plan PDF beside WeasyPrint: the same content, from report as data to bytes, in one run.

Run with ``make bench-pdf``, in an environment of its own. WeasyPrint prints the HTML of the same
report, with the same fonts and figures; each round makes one of every kind. Its figures are the SVG
of the web page, with letters as outlines, which costs it much: without figures it is told as well.
"""

import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from assessment.report.html import render_html
from assessment.report.model import ReportContent
from assessment.report.pdf.report import render_pdf
from assessment.services import reporting
from bench import machine, person
from bench.document import pages
from bench.quantiles import p50, spread_ms, timed_with_cpu_ms
from bench.server import ROOT

ROUNDS = 7
FONTS = ROOT / "assessment" / "report" / "fonts"
SVG = re.compile("<svg.*?</svg>", re.DOTALL)
FACES = (("Regular", 400, "normal"), ("Semibold", 600, "normal"), ("It", 400, "italic"))


@dataclass(slots=True)
class Kind:
    """A way to make the PDF, with what its rounds took and gave."""

    name: str
    version: str
    tagged: bool
    make: Callable[[], bytes]
    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    pdf: bytes = b""

    def run(self) -> None:
        """Make the PDF once more."""

        def keep() -> None:
            self.pdf = self.make()

        wall, cpu = timed_with_cpu_ms(1, keep)
        self.wall_ms += wall
        self.cpu_ms += cpu

    def told(self) -> dict[str, Any]:
        """Return the figures for the report; the first round was the warm-up."""
        return {
            "name": self.name,
            "version": self.version,
            "tagged": self.tagged,
            "seconds": round(p50(self.wall_ms[1:]) / 1000, 3),
            "cpu_seconds": round(p50(self.cpu_ms[1:]) / 1000, 3),
            "pages": pages(self.pdf),
            "bytes": len(self.pdf),
            "ms": spread_ms(self.wall_ms[1:]),
        }


def main() -> int:
    """Measure and print one JSON document."""
    described = machine.describe()
    report = person.report()
    kinds = [
        Kind("bop", f"reportlab {version('reportlab')}", True, partial(render_pdf, report)),
        _weasyprint("WeasyPrint", report, tagged=False),
        _weasyprint("WeasyPrint, PDF/UA-1", report, tagged=True),
        _weasyprint("WeasyPrint, without its figures", report, tagged=False, figures=False),
    ]
    reporting.warm_up()  # as the worker does; it spares WeasyPrint as much
    for number in range(ROUNDS + 1):
        print(f"bench-pdf: round {number} of {ROUNDS}", file=sys.stderr, flush=True)
        for kind in kinds:
            kind.run()
    described["load_after"] = [round(load, 2) for load in os.getloadavg()]
    told = [kind.told() for kind in kinds]
    print(json.dumps({"format": "bop-bench-pdf/1", "machine": described, "pdf": told}, indent=2))
    return 0


def _weasyprint(name: str, report: ReportContent, *, tagged: bool, figures: bool = True) -> Kind:
    """Return WeasyPrint on the HTML of the report; making that HTML is part of the work."""
    options = {"pdf_variant": "pdf/ua-1"} if tagged else {}

    def make() -> bytes:
        faces = FontConfiguration()
        style = weasyprint.CSS(string=_font_faces(), font_config=faces)
        html = render_html(report).decode()
        document = weasyprint.HTML(string=html if figures else SVG.sub("", html))
        pdf: bytes = document.write_pdf(stylesheets=[style], font_config=faces, **options)
        return pdf

    return Kind(name, version("weasyprint"), tagged, make)


def _font_faces() -> str:
    """Return the report's fonts for WeasyPrint."""
    return "\n".join(
        f"@font-face {{ font-family: 'Source Sans Pro'; font-weight: {weight}; "
        f"font-style: {style}; src: url('{(FONTS / f'SourceSansPro-{face}.ttf').as_uri()}') }}"
        for face, weight, style in FACES
    )


if __name__ == "__main__":
    sys.exit(main())
