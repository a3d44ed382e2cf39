"""The HTML file says what the PDF says, stands alone, and lets nothing that was typed be markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import html5lib
import pytest
from bs4 import BeautifulSoup

from assessment.plan.model import Plan
from assessment.report.composition.material import Material
from assessment.report.documents.composing import compose_document
from assessment.report.html import render_html, style_sheet
from assessment.report.model import Figure, ReportContent
from assessment.report.pdf.report import render_pdf
from assessment.report.scripts import make_drawable
from tests.people import simulated, sixty, varied
from tests.report.composition import plain
from tests.report.pdf.reading import read


def marked_up() -> Material:
    """Return somebody who writes lines and signs in every answer."""
    answers = sixty.told(simulated.person(9), "Twee\nregels & <b>tekens</b>")
    return simulated.material(replace(answers, name="Noor & <b>De Wit</b>"))


Making = Callable[[], Material]
CASES: list[tuple[str, Making]] = [
    ("plan", partial(varied.material, "with goals")),
    ("plan", partial(varied.material, "silent")),
    ("plan", marked_up),
    ("gesprekswijzer", partial(varied.material, "with goals")),
    ("gesprekswijzer", marked_up),
    ("intervisiekaart", partial(varied.material, "with goals")),
    ("orientatieverslag", partial(varied.material, "goals, aspirant")),
]
EACH = pytest.mark.parametrize(("name", "make"), CASES)


def squeezed(text: str) -> str:
    """Return ``text`` without spaces: lines break in other places on paper than on a screen."""
    return "".join(text.split())


def page(document: ReportContent) -> BeautifulSoup:
    return BeautifulSoup(render_html(document), "html.parser")


def shown(document: ReportContent) -> str:
    """Return the text of the page with the names of its pictures."""
    found = page(document)
    names = [str(e["aria-label"]) for e in found.select("[role=img]")]
    found.style.extract()
    return squeezed("".join([found.get_text(" "), *names]))


@EACH
def test_html_and_pdf_both_say_every_text_of_the_document(name: str, make: Making) -> None:
    document = compose_document(name, make())
    html = shown(document)
    reading = read(render_pdf(document))
    paper = squeezed(reading.tree.full_text() + "".join(n.alt for n in reading.tree.walk()))
    footers = squeezed("".join(text for _, text in reading.artifacts))

    for kind, text in plain.everything(document):
        assert squeezed(text) in html, (kind, text)
    for kind, text in plain.everything(document.on_paper):
        where = footers if kind == "footer" else paper
        assert squeezed(make_drawable(text)) in where, (kind, text)


@EACH
def test_the_page_keeps_to_the_rules_of_html_and_to_its_order(name: str, make: Making) -> None:
    document = compose_document(name, make())
    found = page(document)
    html5lib.HTMLParser(strict=True).parse(render_html(document))

    assert found.html["lang"] == "nl"
    assert [h.get_text() for h in found.select("h1")] == [document.cover.title]
    levels = [int(h.name[1]) for h in found.select("h1, h2, h3, h4, h5, h6")]
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False)), levels
    ids = [str(e["id"]) for e in found.select("[id]")]
    assert len(ids) == len(set(ids))
    links = [str(a["href"]) for a in found.select("a[href]")]
    elsewhere = [link for link in links if link.startswith(("https://", "mailto:", "tel:"))]
    assert all(link[0] == "#" and link[1:] in ids for link in links if link not in elsewhere)
    assert links[0] == "#inhoud"


def test_the_table_of_contents_leads_to_every_chapter_and_a_sheet_has_none() -> None:
    document = compose_document("plan", varied.material("zittend 1"))
    links = [a.get_text() for a in page(document).select("nav a")]

    assert links[:-1] == [section.title for section in document.sections]
    assert not page(compose_document("intervisiekaart", varied.material("zittend 1"))).select("nav")


def test_each_figure_is_drawn_with_its_text_and_leads_to_its_table() -> None:
    document = compose_document("plan", varied.material("with goals"))
    figures = [b for s in document.sections for b in s.blocks if isinstance(b, Figure)]
    found = page(document)

    assert [str(e["aria-label"]) for e in found.select("[role=img]")] == [f.alt for f in figures]
    for form in ("wide", "narrow"):
        assert len(found.select(f"[role=img] > .{form} > svg path")) > 100
    for figure in figures:
        assert found.select_one(f'figcaption a[href="#cijfers-{figure.id}"]')
        assert found.select_one(f"#cijfers-{figure.id} caption").get_text() == figure.table.caption
        assert found.select_one(f'#cijfers-{figure.id} a[href="#figuur-{figure.id}"]')
        assert found.select_one(f"figure#figuur-{figure.id}")


@EACH
def test_nothing_is_fetched_and_nothing_runs(name: str, make: Making) -> None:
    text = render_html(compose_document(name, make())).decode()
    found = BeautifulSoup(text, "html.parser")

    assert found.select("script, link, img, iframe, object, [style], [onclick]") == []
    assert len(found.select("style")) == 1
    assert "url(" not in style_sheet()
    assert not re.search(r"\b(src|srcset|@import)\b *=?", style_sheet())


def test_what_people_type_is_never_markup() -> None:
    nasty = '<script>alert("x")</script><img src=x>'
    answers = sixty.told(simulated.person(5), nasty)
    plan = Plan(goals=simulated.goals())
    for name in ("plan", "gesprekswijzer", "intervisiekaart"):
        found = page(compose_document(name, simulated.material(answers, plan)))
        assert found.select("script, img") == []
    assert nasty in page(compose_document("plan", simulated.material(answers, plan))).get_text()


def test_the_same_document_is_the_same_bytes_twice() -> None:
    document = compose_document("plan", varied.material("zittend 1"))

    assert render_html(document) == render_html(document)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_has_enough_contrast_on_each_background() -> None:
    texts = set(re.findall(r"(?<![\w-])color: (#[0-9a-f]{6})", style_sheet()))
    for colour in texts:
        for ground in ("#ffffff", "#eef2f8"):
            high, low = sorted((luminance(colour), luminance(ground)), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 4.5, (colour, ground)
    assert len(texts) >= 3
