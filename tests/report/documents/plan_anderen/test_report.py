"""The plan with what others see: half a page, only where they read beforehand that it may be."""

from dataclasses import replace

import pytest

from assessment.report.documents.composing import compose_document
from tests.people import sixty
from tests.people.outcomes import make_outcome
from tests.report.documents.plan.test_pages import MOST
from tests.report.pdf.laying import lay_out, list_faults

KINDS = ("both_more", "both_less", "others_more", "self_more")


def somebody(number=3, **changes):
    material = sixty.material(number)
    return replace(material, others=make_outcome(material.value_map, **changes))


def with_most_named(number):
    shown = [c.id for c in somebody().value_map.competencies if not c.virtue]
    named = {kind: tuple(shown[3 * n : 3 * n + 3]) for n, kind in enumerate(KINDS)}
    return somebody(number, named=named)


def made(material, kind="plan_anderen"):
    return compose_document(kind, material)


def test_it_is_the_plan_with_one_chapter_more():
    plan, more = made(somebody(), "plan"), made(somebody())

    assert [s for s in more.sections if s.id != "plan-anderen"] == list(plan.sections)
    ids = [section.id for section in more.sections]
    assert ids.index("plan-anderen") == ids.index("plan-prioriteiten") - 1


def test_the_chapter_names_what_is_named_and_holds_no_word_of_others_and_no_group():
    told = str(made(somebody()).section("plan-anderen"))

    assert "‘Krachtenveld lezen’ (anderen 60, interval 45 tot 75, jij 40" in told
    assert "las vooraf dat dit in je plan kan staan" in told
    assert "Je luistert" not in told
    assert "college" not in told


def test_its_number_is_its_own_and_follows_from_what_others_said():
    otherwise = with_most_named(3)

    numbers = {made(one).document_id for one in (somebody(), otherwise)}

    assert len(numbers | {made(somebody(), "plan").document_id}) == 3
    assert made(somebody()).document_id == made(somebody()).document_id
    assert made(somebody(), "plan").document_id == made(otherwise, "plan").document_id


@pytest.mark.parametrize("kind", ["plan", "bijlage", "volledig", "intervisiekaart"])
def test_no_other_document_of_the_owner_tells_of_it(kind):
    material = somebody()

    assert made(material, kind) == made(replace(material, others=None), kind)


def test_where_others_were_not_told_of_it_the_plan_has_no_such_chapter():
    before = somebody(version=1)

    assert made(before) == made(before, "plan")
    assert made(replace(before, others=None)) == made(before, "plan")


@pytest.mark.parametrize("number", [1, 7, 23, 34])
def test_it_takes_at_most_one_page_more_than_the_plan(number):
    material = with_most_named(number)
    plan, more = lay_out(made(material, "plan")), lay_out(made(material))

    assert len(more.full) <= min(len(plan.full) + 1, MOST)
    assert list_faults(more) == []
