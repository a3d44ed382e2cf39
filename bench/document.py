"""The plan PDF of one person: time, pages and bytes."""

from datetime import datetime
from io import BytesIO
from typing import Any

from assessment.plan import Plan
from assessment.report.pdf.report import render_pdf
from assessment.scoring import score
from assessment.services import reporting
from assessment.services.content import load_content
from bench import person
from bench.quantiles import p50, timed_with_cpu_ms

TIMES = 5


def measure() -> dict[str, dict[str, Any]]:
    """Return seconds from a kept profile to the finished bytes, after one warm-up."""
    content, answers = load_content(), person.answers()
    profile = score(answers, content.library, content.value_map)
    created_at = datetime.fromisoformat(answers.taken_at)

    def make() -> bytes:
        result = reporting.result_of(content, answers, profile, Plan())
        return render_pdf(reporting.write_report(content, result, created_at=created_at))

    pdf = make()
    times, cpu = timed_with_cpu_ms(TIMES, make)
    return {
        "plan_pdf": {
            "value": round(p50(times) / 1000, 3),
            "rounds": [round(ms / 1000, 3) for ms in times],
            "cpu_s": round(p50(cpu) / 1000, 3),
        },
        "plan_pdf_size": {"value": round(len(pdf) / 1000, 1)},
        "plan_pdf_pages": {"value": _pages(pdf)},
    }


def _pages(pdf: bytes) -> int:
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)
