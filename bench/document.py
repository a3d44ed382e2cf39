"""The plan PDF of one person with everything in it: time, pages and bytes, and each figure."""

from functools import partial
from io import BytesIO
from typing import Any

from assessment.report import figures, model
from assessment.report.pdf.canvas import TaggedCanvas
from assessment.report.pdf.figures import draw_figure
from assessment.report.pdf.metadata import DocumentInfo
from assessment.report.pdf.report import render_pdf
from assessment.services import reporting
from bench import person
from bench.quantiles import p50, timed_ms, timed_with_cpu_ms

TIMES = 5


def measure() -> dict[str, dict[str, Any]]:
    """Return seconds from a kept profile to the finished bytes, after one warm-up."""

    def make() -> bytes:
        return render_pdf(person.report())

    pdf = make()
    reporting.warm_up()  # as the worker does
    times, cpu = timed_with_cpu_ms(TIMES, make)
    figure_ms = _figures_ms(person.report())
    return {
        "plan_pdf": {
            "value": round(p50(times) / 1000, 3),
            "rounds": [round(ms / 1000, 3) for ms in times],
            "cpu_s": round(p50(cpu) / 1000, 3),
        },
        "plan_pdf_size": {"value": round(len(pdf) / 1000, 1)},
        "plan_pdf_pages": {"value": pages(pdf)},
        "plan_figures": {"value": max(figure_ms.values()), "each": figure_ms},
    }


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def _figures_ms(report: model.ReportContent) -> dict[str, float]:
    """Return the milliseconds of each figure, from its data to operators on a page."""
    about = DocumentInfo("", "", "", report.created_at)

    def onto_a_page(shown: figures.data.Shown) -> None:
        draw_figure(TaggedCanvas(BytesIO(), about=about), figures.draw(shown))

    return {
        block.id: round(p50(timed_ms(TIMES, partial(onto_a_page, block.data))), 1)
        for section in report.sections
        for block in section.blocks
        if isinstance(block, model.Figure)
    }
