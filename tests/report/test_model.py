"""A document tells what stands in it, however deep, in the order of reading."""

from dataclasses import replace
from datetime import UTC, date, datetime

import html5lib
import pytest
from bs4 import BeautifulSoup

from assessment.report.html import render_html
from assessment.report.model import (
    Bullets,
    Cover,
    Drawing,
    Figure,
    Gallery,
    Heading,
    Link,
    Paragraph,
    ReportContent,
    Section,
    Table,
)
from assessment.report.pdf.report import render_pdf
from tests.people import pictured
from tests.report.pdf.reading import read

TABLE = Table("De cijfers", ("Waar", "Hoeveel"), (("hier", "(1)"),), notes=("(1) te weinig.",),
              ids=("rij",), wide=True)  # fmt: skip
FIGURE = Figure("informatie", pictured.information(), "Een kromme.", "Hoeveel er is.", TABLE)
GALLERY = Gallery(
    (
        Drawing("een", pictured.answers(-1, 1), "De eerste."),
        Drawing("twee", pictured.answers(0), "De tweede."),
    ),
    "Per vraag.",
)
PART = Section("deel", "Een deel", (FIGURE, GALLERY))
CHAPTER = Section("hoofdstuk", "Een hoofdstuk", (Bullets((Link("naar de rij", "rij"), "los")),),
                  (PART,))  # fmt: skip


@pytest.fixture(scope="module")
def document() -> ReportContent:
    day = date(2026, 11, 23)
    cover = Cover("Titel", "Waarover", "", day, None, (), "", Link("Lees dit eerst", "deel"))
    return ReportContent(cover, (CHAPTER,), "Voet", datetime(2026, 11, 23, tzinfo=UTC))


def test_the_parts_of_a_chapter_follow_its_blocks_under_their_titles():
    assert CHAPTER.all_blocks == (*CHAPTER.blocks, Heading("Een deel"), FIGURE, GALLERY)


def test_everything_that_is_drawn_is_found_and_what_has_a_table_apart(document):
    assert [drawing.id for drawing in document.drawings] == ["informatie", "een", "twee"]
    assert document.figures == (FIGURE,)


def test_the_words_of_a_list_do_without_its_links():
    assert Bullets((Link("daar", "rij"), "los")).texts == ("daar", "los")


def test_the_html_shows_every_field_of_every_block(document):
    html = render_html(document).decode()
    html5lib.HTMLParser(strict=True).parse(html)
    page = BeautifulSoup(html, "html.parser")

    assert page.select_one("section section h3").text == "Een deel"
    assert page.select_one("nav ol ol a")["href"] == "#deel"
    assert page.select_one("li a[href='#rij']").text == "naar de rij"
    assert [e["aria-label"] for e in page.select("[role=img]")] == [
        "Een kromme.", "De eerste.", "De tweede.",
    ]  # fmt: skip
    assert page.select_one("#rij").td.text == "(1)"
    assert page.select_one(".notes").text == "(1) te weinig."


def test_the_pdf_has_the_parts_the_notes_and_every_drawing(document):
    tree = read(render_pdf(document)).tree
    told = " ".join(node.full_text() for node in tree.all("H2", "P", "TD", "Caption"))

    assert "Een deel" in [node.full_text() for node in tree.all("H2")]
    assert "(1) te weinig." in told
    assert "naar de rij" in told
    assert [node.alt for node in tree.all("Figure")] == ["Een kromme.", "De eerste.", "De tweede."]


def test_a_chapter_prints_its_short_form_whole_or_not_at_all(document):
    whole = CHAPTER
    short = replace(CHAPTER, id="kort", paper=(Paragraph("In het kort."),))
    untold = replace(CHAPTER, id="niet", paper=())
    told = replace(document, sections=(whole, short, untold))
    printed = told.on_paper

    assert [section.id for section in printed.sections] == ["hoofdstuk", "kort"]
    assert printed.section("hoofdstuk") == whole
    assert list(printed.section("kort").all_blocks) == [Paragraph("In het kort.")]
    assert printed.on_paper == printed
    assert told.section("kort").all_blocks == whole.all_blocks
