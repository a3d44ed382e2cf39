"""Plans of many different people on paper: how long they are, and no page that is nearly empty."""

import re
import subprocess

import pytest

from assessment.report.pdf import styles
from assessment.report.pdf.report import render_pdf
from tests.people import crowd, simulated

EVERY = 12  # of the five hundred; `make checked-plans` takes them all
PARTS = 6  # so that the workers of pytest can share them
FEWEST, MOST = 15, 31  # pages: nothing answered at all; every open answer as long as it may be
NEARLY_EMPTY = 0.1  # of the height of the text
TOP, BOTTOM = styles.MARGIN, styles.PAGE_HEIGHT - styles.MARGIN


@pytest.mark.parametrize("part", range(PARTS))
def test_every_plan_fills_its_pages(part, tmp_path):
    odd = {}
    for number in range(part * EVERY, crowd.SIZE, PARTS * EVERY):
        answers, plan = crowd.somebody(number)
        heights = filled(render_pdf(simulated.report(answers, plan)), tmp_path)
        empty = [page for page, height in enumerate(heights, 1) if height < NEARLY_EMPTY]
        if empty or not FEWEST <= len(heights) <= MOST:
            odd[number] = f"{len(heights)} pages, nearly empty: {empty}"

    assert odd == {}


def filled(pdf, folder):
    """Return how far down the text of each page reaches, as a share of its height."""
    file = folder / "plan.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True)
    pages = told.stdout.decode().split("<page ")[1:]
    return [(lowest(page) - TOP) / (BOTTOM - TOP) for page in pages]


def lowest(page):
    ends = [float(end) for end in re.findall(r'yMax="([\d.]+)"', page)]
    return max((end for end in ends if end <= BOTTOM + 2), default=TOP)
