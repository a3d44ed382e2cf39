"""What pages and PDF need to know of a chapter is told in fields, so that no id decides it."""

from __future__ import annotations

import pytest

from assessment.plan.model import Plan
from assessment.report.composition.programmes import programmes
from assessment.report.model import Heading, ReportContent, Section, Start
from tests.people import simulated, varied


def report() -> ReportContent:
    return varied.case("changed").content


def ids(sections: tuple[Section, ...], start: Start) -> list[str]:
    return [section.id for section in sections if section.starts is start]


def headings(section: Section) -> list[Heading]:
    return [block for block in section.blocks if isinstance(block, Heading)]


def test_the_first_chapter_and_each_priority_value_have_a_page_of_their_own() -> None:
    priority = simulated.value_map().office["wethouder"].priority

    on_a_page = ids(report().sections, Start.PAGE)

    assert on_a_page == ["oogopslag", *(f"prioriteit-{value}" for value in priority)]


@pytest.mark.parametrize("name", ["changed", "silent"])
def test_a_goal_is_not_cut_over_pages(name: str) -> None:
    assert [s.id for s in varied.case(name).content.sections if s.uncut] == ["doelen"]


def test_each_competency_with_a_score_has_a_heading_that_is_about_it() -> None:
    chapter = varied.case("zittend 1").content.section("competenties")
    about = {heading.about: heading.text for heading in headings(chapter) if heading.about}

    named = {c.id: c.name for c in simulated.value_map().competencies}
    assert about == named


def test_a_competency_without_a_score_has_none() -> None:
    chapter = varied.case("one competency").content.section("competenties")

    assert [heading.about for heading in headings(chapter) if heading.about] == ["POL1"]


def test_a_chapter_on_values_opens_the_scores_it_has_no_heading_for() -> None:
    value_map, found = simulated.value_map(), report()

    opened = [one for group in found.section("waarden").explains for one in group]
    assert set(opened) == {c.id for c in value_map.clusters} | set(value_map.values)
    for value in value_map.office["wethouder"].priority:
        assert found.section(f"prioriteit-{value}").explains == ((value,),)


def test_only_what_changed_compares_and_only_the_plan_has_no_page() -> None:
    assert [s.id for s in report().sections if s.compares] == ["verandering"]
    assert [s.id for s in report().sections if not s.has_page] == [
        "doelen", "programmas", "praktijkkaarten",
    ]  # fmt: skip


def test_each_suggested_programme_has_a_heading_that_leads_to_its_reasons() -> None:
    material = simulated.material(simulated.person(12), Plan())
    advised = [h.advises for h in headings(programmes(material)) if h.advises]

    assert advised == [one.programme for one in material.suggestions.programmes]
    assert len(advised) > 1
