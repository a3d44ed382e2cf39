"""Whoever the person is, a gesprekswijzer is two pages and an intervisiekaart one."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from assessment.instruments.model import WHY
from assessment.report.composition.material import Material
from assessment.report.documents.composing import compose_document
from assessment.report.pdf.report import render_pdf
from tests.people import simulated, sixty
from tests.people.outcomes import make_outcome
from tests.report.pdf.checkers import page_validation, verapdf


def pages(pdf: bytes) -> int:
    return len(pikepdf.open(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize(("name", "count"), [("gesprekswijzer", 2), ("intervisiekaart", 1)])
def test_sixty_people_get_exactly_as_many_pages(name: str, count: int) -> None:
    found = {
        number: pages(render_pdf(compose_document(name, sixty.material(number))))
        for number in sixty.EVERYONE
    }

    assert set(found.values()) == {count}, found


@pytest.mark.parametrize("part", ["competenties", "stijl", "waarden", "ervaring", "doelen"])
def test_one_part_alone_also_fills_two_pages(part: str) -> None:
    for number in range(8):
        made = compose_document("gesprekswijzer", sixty.material(number), parts=[part])
        assert pages(render_pdf(made)) == 2, number


def with_everything(number: int) -> Material:
    """Return somebody of whom others see as much as is ever named, and who chose everywhere."""
    material = sixty.material(number)
    shown = [c.id for c in material.value_map.competencies if not c.virtue]
    kinds = ("both_more", "both_less", "others_more", "self_more")
    named = {kind: tuple(shown[3 * n : 3 * n + 3]) for n, kind in enumerate(kinds)}
    chosen = {one.id: one.first for one in material.library.dilemmas.dilemmas}
    chosen |= {one + WHY: "Zo denk ik erover, na lang wikken. " * 9 for one in list(chosen)}
    answers = replace(material.answers, dilemmas=chosen)
    return replace(material, others=make_outcome(material.value_map, named=named), answers=answers)


def test_with_all_that_can_stand_beside_its_questions_a_gesprekswijzer_is_three_pages() -> None:
    drawn = [
        render_pdf(compose_document("gesprekswijzer", with_everything(number)))
        for number in range(0, 60, 7)
    ]

    assert {pages(pdf) for pdf in drawn} == {3}
    assert verapdf(drawn[0]) == page_validation(drawn[0]) == []


@pytest.mark.parametrize("name", ["gesprekswijzer", "intervisiekaart", "orientatieverslag"])
@pytest.mark.parametrize("who", ["long", "silent"])
def test_both_checkers_accept_every_document(name: str, who: str) -> None:
    somebody = sixty.told(simulated.person(3, "aspirant"), "Een zin. " * 40)
    answers = somebody if who == "long" else simulated.silent("aspirant")
    pdf = render_pdf(compose_document(name, simulated.material(answers)))

    assert verapdf(pdf) == []
    assert page_validation(pdf) == []


def test_the_same_sheet_is_the_same_bytes_twice() -> None:
    made = compose_document("gesprekswijzer", sixty.material(1))

    assert render_pdf(made) == render_pdf(made)


def test_nothing_in_the_file_of_an_intervisiekaart_names_the_person() -> None:
    named = replace(simulated.person(3), name="Xaveria Quintus")
    pdf = pikepdf.open(io.BytesIO(render_pdf(compose_document(
        "intervisiekaart", simulated.material(named)))))  # fmt: skip

    assert "Quintus" not in str(dict(pdf.docinfo))
    assert b"Quintus" not in pdf.Root.Metadata.read_bytes()
