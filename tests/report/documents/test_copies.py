"""A copy for somebody says so on every page, and page 1 says nothing that leads to a person."""

from __future__ import annotations

from dataclasses import fields, replace
from io import BytesIO

import pikepdf
import pytest
from bs4 import BeautifulSoup

from assessment.instruments.answers import Answers
from assessment.plan.model import Goal, Plan
from assessment.report.composition.material import Material
from assessment.report.documents.composing import compose_document
from assessment.report.documents.kinds import DocumentRefused
from assessment.report.documents.registry import KINDS, find_main_kind
from assessment.report.fingerprint import code, content_hash
from assessment.report.html import render_html
from assessment.report.model import ReportContent
from assessment.report.pdf import styles
from assessment.report.pdf.fonts import REGULAR, SEMIBOLD, width_of
from assessment.report.pdf.footers import SIZE, footer_of
from assessment.report.pdf.report import render_pdf
from tests.people import simulated, sixty, varied
from tests.report.pdf.checkers import page_validation, verapdf
from tests.report.pdf.reading import Node, read

WHO = "Anneke de Vries, coach"
DAY = "24 november 2026"
SECRET = "Partij van de Proef, gemeente Proefdam"
EVERY = pytest.mark.parametrize("name", [kind.name for kind in KINDS])
REPORTS = tuple(kind.name for kind in KINDS if not kind.pages)


def made(name: str, recipient: str = WHO) -> ReportContent:
    whose = "goals, aspirant" if name == "orientatieverslag" else "with goals"
    return compose_document(name, varied.material(whose), recipient=recipient)


@EVERY
def test_every_page_says_for_whom_the_copy_is_and_shows_the_code(name: str) -> None:
    document = made(name)
    reading = read(render_pdf(document))
    footers = [text for kind, text in reading.artifacts if kind == "Footer"]

    pages = len(reading.pdf.pages)
    assert footers.count(f"Exemplaar voor {WHO}, {DAY}") == pages
    marked = [text for text in footers if code(content_hash(document)) in text]
    assert len(marked) == pages
    assert all(("document 3F2A" in text) == (name in REPORTS) for text in marked)
    assert reading.unmarked == ""


@EVERY
def test_without_a_recipient_no_page_names_one(name: str) -> None:
    document = made(name, "")
    reading = read(render_pdf(document))

    assert not [text for _, text in reading.artifacts if "Exemplaar" in text]
    assert "Exemplaar" not in render_html(document).decode()


@EVERY
def test_the_page_for_a_browser_says_it_first_and_at_the_end(name: str) -> None:
    document = made(name)
    page = BeautifulSoup(render_html(document), "html.parser")

    assert page.header.p.get_text() == f"Exemplaar voor {WHO}, {DAY}"
    assert f"Exemplaar voor {WHO}, {DAY}" in page.footer.get_text()
    assert code(content_hash(document)) in page.footer.get_text()


@EVERY
def test_both_checkers_accept_a_copy(name: str) -> None:
    pdf = render_pdf(made(name, "Zoë 漢字 <b>&</b> Ĳsbrand"))

    assert verapdf(pdf) == []
    assert page_validation(pdf) == []


@pytest.mark.parametrize(
    "recipient", ["W" * 80, "Wwww Mmmm " * 7 + "Wwww Mmmm", "漢" * 80, "ﷺ" * 80, "a", WHO]
)
def test_no_line_under_a_page_reaches_past_it_and_the_day_is_never_cut(recipient: str) -> None:
    footer = footer_of(made("plan", recipient))

    assert footer.copy.startswith("Exemplaar voor ")
    assert footer.copy.endswith(f", {DAY}")
    assert width_of(footer.copy, SEMIBOLD, SIZE) <= styles.TEXT_WIDTH
    assert width_of(footer.mark, REGULAR, SIZE) <= styles.TEXT_WIDTH - 90


def test_a_long_name_is_cut_at_a_word() -> None:
    copy = footer_of(made("plan", "Mmmm Wwww " * 7 + "Mmmm Wwww")).copy
    name = copy.removeprefix("Exemplaar voor ").removesuffix(f"…, {DAY}")

    assert set(name.split(" ")) == {"Mmmm", "Wwww"}
    assert len(name.split(" ")) > 8


def test_a_name_is_kept_on_one_line_without_signs_that_cannot_be_seen() -> None:
    assert made("plan", "  Anneke \n de\tVries\x07 ").recipient == "Anneke de Vries"
    assert made("plan", " \n ").recipient == ""


def test_a_name_of_more_than_eighty_characters_is_refused() -> None:
    assert made("plan", "n" * 80).recipient == "n" * 80
    with pytest.raises(DocumentRefused) as refused:
        made("plan", "n" * 81)

    assert refused.value.values == {"limit": "80"}


@pytest.mark.parametrize("name", ["gesprekswijzer", "intervisiekaart"])
def test_a_sheet_for_somebody_has_no_more_pages(name: str) -> None:
    for number in (1, 2, 5):
        document = compose_document(name, sixty.material(number), recipient="W" * 80)
        assert len(pikepdf.open(BytesIO(render_pdf(document))).pages) == document.pages


# Page 1


def telling(number: int) -> Material:
    """Return somebody who writes party and municipality wherever there is room for own words."""
    own = sixty.material(number).answers
    answers = replace(sixty.told(own, SECRET), name=f"Naam van {number}")
    goal = Goal("BES2", SECRET, SECRET, SECRET, None, SECRET, (), (SECRET,))
    return simulated.material(answers, Plan(goals=(goal,)))


def first_page(document: ReportContent) -> str:
    """Return the words of page 1: the cover, and the titles of the table of contents."""
    cover = document.cover
    titles = [section.title for section in document.sections]
    said = [cover.title, cover.subtitle, cover.name, *cover.lines, cover.warning, *titles]
    return "\n".join([*said, document.footer])


def test_page_one_names_nobody_but_the_owner_whoever_they_are() -> None:
    for number in sixty.EVERYONE:
        material = telling(number)
        document = compose_document(find_main_kind(material.answers.phase).name, material)
        words = first_page(document)
        assert "Proef" not in words, number
        assert f"Naam van {number}" in words
        assert "gemeente" not in words.lower()
        assert "partij" not in words.lower()
        assert SECRET in str(document.sections), "the words stand further on"


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_page_one_as_it_is_drawn_has_no_picture_and_none_of_the_own_words(number: int) -> None:
    material = telling(number)
    document = compose_document(find_main_kind(material.answers.phase).name, material)
    reading = read(render_pdf(document))

    def words(node: Node) -> str:
        own = node.text if node.pages and node.pages[0] == 1 else ""
        return own + "".join(words(child) for child in node.children)

    found = words(reading.tree)
    assert document.cover.title in found
    assert document.on_paper.sections[-1].title in found
    assert "Proef" not in found
    assert "Figure" not in {n.tag for n in reading.tree.walk() if n.pages and n.pages[0] == 1}
    resources = reading.pdf.pages[0].Resources
    assert "/XObject" not in resources or len(resources.XObject) == 0


def test_nothing_is_asked_that_could_name_a_party_a_municipality_or_show_a_face() -> None:
    assert {field.name for field in fields(Answers)} == {
        "phase", "office", "name", "taken_at", "instruments", "gedrag", "stijl", "design", "sets",
        "verdieping", "extra", "dilemmas", "simulated",
    }  # fmt: skip


@pytest.mark.parametrize("question", ["ervaring-raad", "ervaring-akkoord"])
def test_what_nobody_knows_yet_comes_in_no_document(question: str) -> None:
    answers = simulated.person(5)
    asked = next(q for q in simulated.library().verdieping.items if q.id == question)
    secret = "Een tegenvaller van drie miljoen."
    material = simulated.material(
        replace(answers, verdieping={**answers.verdieping, question: secret})
    )

    assert "in geen enkel document" in asked.hint
    for kind in KINDS:
        if answers.phase in kind.phases:
            assert secret not in str(compose_document(kind.name, material, card="online-haat"))
