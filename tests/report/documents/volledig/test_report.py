"""The whole plan is the plan with its bijlage behind it, and shows no figure twice."""

from __future__ import annotations

import pytest

from assessment.report.documents.composing import compose_document
from tests.each import holds_for_each
from tests.people import simulated
from tests.people.varied import PEOPLE, material
from tests.report.pdf.laying import lay_out

PEOPLE_IN_OFFICE = [name for name in PEOPLE if not material(name).is_aspirant]


@holds_for_each("name", PEOPLE_IN_OFFICE)
def test_it_holds_each_chapter_of_both_once(name: str) -> None:
    plan, annex, whole = (
        [section.id for section in compose_document(kind, material(name)).sections]
        for kind in ("plan", "bijlage", "volledig")
    )

    assert whole == [*plan, *(chapter for chapter in annex if chapter not in plan)]


@holds_for_each("name", PEOPLE_IN_OFFICE)
def test_it_shows_each_figure_of_both_once(name: str) -> None:
    plan, annex, whole = (
        [figure.id for figure in compose_document(kind, material(name)).figures]
        for kind in ("plan", "bijlage", "volledig")
    )

    assert len(whole) == len(set(whole))
    assert set(whole) == {*plan, *annex}


@pytest.mark.parametrize("phase", ["zittend", "vertrekkend", "oud-wethouder"])
def test_cover_and_contents_fit_one_page_also_after_an_earlier_time(phase: str) -> None:
    one = simulated.material(simulated.person(12, phase))
    laid = lay_out(compose_document("volledig", one))
    begins = {node.text: node.pages[0] for node in laid.tree.all("H1")}

    assert len(begins) > 20
    assert min(page for title, page in begins.items() if page > 1) == 2
