"""How full the pages of real plans are."""

import re
import subprocess

import pytest

from assessment.report.model import Start
from assessment.report.pdf import styles
from assessment.report.pdf.report import render_pdf
from tests.people import varied
from tests.report.pdf.reading import read

LEAST = 0.6  # of the height of the text


def filled(pdf: bytes) -> list[float]:
    """Return for each page how far down its text goes, as a share of its height."""
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    shares = []
    for page in boxes.split("<page ")[1:]:
        ends = (float(end) for end in re.findall(r'yMax="([\d.]+)"', page))
        lowest = styles.PAGE_HEIGHT - styles.MARGIN + 3
        inside = [end for end in ends if styles.MARGIN < end <= lowest]
        shares.append((max(inside) - styles.MARGIN) / styles.TEXT_HEIGHT)
    return shares


@pytest.mark.parametrize("name", ["with goals", "all 3", "goals, leaving"])
def test_a_page_is_not_left_empty_unless_the_next_chapter_has_its_own(name):
    report = varied.case(name).content
    pdf = render_pdf(report)

    begins = {node.text: node.pages[0] for node in read(pdf).tree.all("H1")}
    alone = {begins[s.title] - 1 for s in report.sections if s.starts is Start.PAGE}
    *pages, _last = filled(pdf)
    empty = {n: share for n, share in enumerate(pages, start=1) if share < LEAST}
    assert empty.keys() <= alone, empty
