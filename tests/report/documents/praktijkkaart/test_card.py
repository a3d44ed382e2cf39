"""A practice card is one page that anybody may see, with addresses that work."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from assessment.plan.model import Goal, Plan
from assessment.report.documents.composing import compose_document
from assessment.report.documents.kinds import DocumentRefused
from assessment.report.html import render_html
from assessment.report.model import Bullets, Reach, ReportContent
from assessment.report.pdf.report import render_pdf
from tests.people import simulated
from tests.report.pdf.checkers import page_validation, verapdf
from values import PHASES

CARDS = [card.id for card in simulated.catalogue().cards]


def made(card: str = "", seed: int = 3, phase: str = "zittend") -> ReportContent:
    return compose_document(
        "praktijkkaart", simulated.material(simulated.person(seed, phase)), card=card
    )


def addresses(pdf: bytes) -> set[str]:
    pages = pikepdf.open(io.BytesIO(pdf)).pages
    return {str(note.A.URI) for page in pages for note in page.get("/Annots", []) if "/A" in note}


@pytest.mark.parametrize("card", CARDS)
def test_every_card_is_one_page_that_both_checkers_accept(card: str) -> None:
    pdf = render_pdf(made(card))

    assert len(pikepdf.open(io.BytesIO(pdf)).pages) == 1
    assert verapdf(pdf) == []
    assert page_validation(pdf) == []


def test_a_card_says_the_same_to_everybody() -> None:
    named = simulated.material(replace(simulated.person(3), name="Xaveria Quintus"))
    other = simulated.material(simulated.person(8, "starter"))

    card = compose_document("praktijkkaart", named, card="online-haat")

    assert card == compose_document("praktijkkaart", other, card="online-haat")
    assert b"Quintus" not in render_pdf(card)
    assert b"Quintus" not in render_html(card)


def test_without_a_name_it_is_the_first_that_fits() -> None:
    answers = simulated.person(3)
    owner = Plan(goals=(Goal("POL3", aim="Eerder bellen"),))

    card = compose_document("praktijkkaart", simulated.material(answers, owner))

    assert card.cover.title == "De raad informeren voordat de krant het doet"


def test_somebody_of_any_phase_gets_a_card() -> None:
    assert all(made(phase=phase).sections for phase in PHASES)


def test_an_unknown_name_is_refused_with_all_names() -> None:
    with pytest.raises(DocumentRefused) as refusal:
        made("liefde")

    assert refusal.value.values["card"] == "liefde"
    assert refusal.value.values["cards"].split(", ") == CARDS


def test_who_to_call_stands_there_once_as_a_link_in_pdf_and_html() -> None:
    card = made("motie-van-wantrouwen")

    [calls] = [
        block
        for block in card.blocks()
        if isinstance(block, Bullets) and any(isinstance(item, Reach) for item in block.items)
    ]
    names = [item.text.split(",")[0] for item in calls.items if isinstance(item, Reach)]
    assert sorted(names) == ["Ondersteuningsteam Weerbaar Bestuur", "Wethoudersvereniging"]
    links = {"tel:+31703738314", "tel:+31703738123", "mailto:info@wethoudersvereniging.nl"}
    assert links <= addresses(render_pdf(card))
    assert all(f'href="{link}"'.encode() in render_html(card) for link in links)
