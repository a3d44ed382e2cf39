"""A plan is thin: eight to twelve pages for who has scores, and never above fourteen."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from assessment.report.composition.story import story
from assessment.report.documents.composing import compose_document
from assessment.report.model import Figure
from assessment.report.pdf.report import render_pdf
from tests.people import crowd, simulated, varied
from tests.report.pdf.reading import read
from values import KNOWS_OFFICE

FEWEST, MOST, NEVER_ABOVE = 8, 12, 14


def count_pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


@pytest.mark.parametrize("phase", KNOWS_OFFICE)
def test_the_plan_of_somebody_has_eight_to_twelve_pages(phase: str) -> None:
    for seed in (1, 2, 3):
        one = simulated.material(simulated.person(seed, phase))
        pages = count_pages(render_pdf(compose_document("plan", one)))
        assert FEWEST <= pages <= MOST, (seed, pages)


@pytest.mark.parametrize("name", ["goals with long texts", "all 3", "silent"])
def test_the_plan_of_nobody_is_thicker_than_fourteen_pages(name: str) -> None:
    if name == "goals with long texts":
        number = next(n for n in range(crowd.SIZE) if len(crowd.somebody(n)[1].goals) == 4
                      and crowd.somebody(n)[0].phase in KNOWS_OFFICE)  # fmt: skip
        one = simulated.material(*crowd.somebody(number))
    else:
        one = varied.material(name)
    assert count_pages(render_pdf(compose_document("plan", one))) <= NEVER_ABOVE


@pytest.mark.parametrize("kind", ["plan", "bijlage", "volledig"])
def test_every_figure_leads_to_its_numbers_and_back(kind: str) -> None:
    made = compose_document(kind, varied.material("with goals"))
    shown = [block.id for block in made.blocks() if isinstance(block, Figure)]
    text = read(render_pdf(made)).tree.full_text()

    assert shown
    assert len(shown) == len(set(shown))
    assert text.count("Naar de tabel:") == text.count("Terug naar de figuur") == len(shown)


@pytest.mark.parametrize("name", ["starter 1", "zittend 20", "random choices", "gaps up"])
def test_picture_and_story_stand_on_one_page(name: str) -> None:
    plan = compose_document("plan", varied.material(name))
    tree = read(render_pdf(plan)).tree
    begins = {node.text: node.pages[0] for node in tree.all("H1")}
    last = story(varied.material(name))[-1].text
    [page] = {node.pages[0] for node in tree.walk() if node.text == last}

    assert page == begins["In één oogopslag"]
    assert begins["Je competenties"] == page + 1


@pytest.mark.parametrize(("phase", "seed"), [("vertrekkend", 17), ("zittend", 9), ("starter", 9)])
def test_programmes_stand_on_one_page(phase: str, seed: int) -> None:
    """As much as fits a page: a few lines of them before what is handed over would stand alone."""
    plan = compose_document("plan", simulated.material(simulated.person(seed, phase)))
    tree = read(render_pdf(plan)).tree
    told = [node for node in tree.walk() if node.text and node.pages]
    titles = [node.text for node in told if node.tag == "H1"]
    begin = next(n for n, node in enumerate(told) if node.text == "Programma's en acties")
    after = titles[titles.index("Programma's en acties") + 1]
    end = next(n for n, node in enumerate(told) if node.text == after and node.tag == "H1")

    assert end - begin > 5
    assert {page for node in told[begin:end] for page in node.pages} == set(told[begin].pages)


@pytest.mark.parametrize("name", ["zittend 1", "leaving, vertrouwen"])
def test_nothing_but_support_stands_on_the_page_that_is_handed_over(name: str) -> None:
    tree = read(render_pdf(compose_document("plan", varied.material(name)))).tree
    titles = [(node.text, node.pages[0]) for node in tree.all("H1")]
    place = [title for title, _ in titles].index("Zo werk je het best met mij")
    page = titles[place][1]

    others = [title for title, number in titles if number == page]
    assert others[0] == "Zo werk je het best met mij"
    assert set(others[1:]) <= {"Steun voor iedereen"}
    text = " ".join(node.text for node in tree.walk() if page in node.pages)
    assert "Competentie" not in text
