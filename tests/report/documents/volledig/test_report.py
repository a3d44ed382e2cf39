"""The whole plan is the plan with its bijlage behind it, and shows no figure twice."""

from __future__ import annotations

from assessment.report.documents.composing import compose_document
from tests.each import holds_for_each
from tests.people.varied import PEOPLE, material

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
