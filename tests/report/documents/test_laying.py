"""How documents lie on their pages: nothing is cut, parted or alone."""

import pytest

from assessment.report.documents.composing import compose_document
from tests.people import varied
from tests.report.pdf.laying import lay_out, list_empty_pages, list_faults

MADE = [("volledig", "with goals"), ("plan", "all 3"), ("plan", "goals, leaving"),
        ("bijlage", "starter 1"), ("bijlage", "gaps up"),
        ("orientatieverslag", "aspirant 7")]  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), MADE)
def test_no_short_table_is_cut_no_heading_is_alone_and_no_title_is_without_its_figure(kind, name):
    laid = lay_out(compose_document(kind, varied.material(name)))

    assert list_faults(laid) == []
    assert len(list_empty_pages(laid)) <= 1
    assert min(laid.full) > 0.1
