"""Make the plans of five hundred different people and hold each to both PDF/UA-1 checkers.

Run: make checked-plans (about ten minutes on two cores). Prints a line for each that fails, then a
summary as JSON; ends with 1 when any failed.
"""

import json
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context

import pikepdf

from assessment.report.pdf.report import render_pdf
from tests.people import crowd, simulated
from tests.report.pdf.checkers import page_validation, verapdf

FOLLOWS = 3  # every third person measured before, so that the chapter on change is there
EARLIER = "2025-10-01T10:00:00+02:00"


def main() -> int:
    """Check everybody and tell what came of it."""
    began, failed = time.perf_counter(), 0
    pages: Counter[int] = Counter()
    largest = 0
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for number, size, count, problems in pool.map(check, range(crowd.SIZE), chunksize=5):
            pages[count] += 1
            largest = max(largest, size)
            failed += bool(problems)
            if problems:
                print(number, *problems, sep="\n  ", flush=True)
            elif sys.stderr.isatty():
                print(f"\r{number + 1} of {crowd.SIZE}", end="", file=sys.stderr, flush=True)
    summary = {
        "plans": crowd.SIZE,
        "failed": failed,
        "pages": dict(sorted(pages.items())),
        "largest_kb": round(largest / 1000),
        "seconds": round(time.perf_counter() - began),
    }
    print(json.dumps(summary))
    return 1 if failed else 0


def check(number: int) -> tuple[int, int, int, list[str]]:
    """Return the number, size and pages of a plan, and what the checkers say of it."""
    answers, plan = crowd.somebody(number)
    earlier = None
    if number % FOLLOWS == 0:
        earlier = simulated.comparison(crowd.earlier(number, EARLIER), answers)
    pdf = render_pdf(simulated.report(answers, plan, comparison=earlier))
    with pikepdf.open(BytesIO(pdf)) as opened:
        count = len(opened.pages)
    return number, len(pdf), count, [*verapdf(pdf), *page_validation(pdf)]


if __name__ == "__main__":
    sys.exit(main())
