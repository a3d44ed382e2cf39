"""What anybody sees before starting: an example of a result, and every question."""

import pytest

from assessment.instruments.office_name import fill_in
from tests.report.pdf.reading import read
from values import PARTS, PHASES


def test_the_example_says_on_every_page_that_nobody_is_in_it(visitor):
    first = visitor.get("/voorbeeld")
    links = [link["href"] for link in first.select("#delen a")]
    assert len(links) >= 8

    for link in links:
        page = visitor.get(link)
        assert "Dit is een voorbeeld. Deze persoon bestaat niet" in page.main.text
        assert "/afname/" not in str(page.main)
        for image in page.select("img"):
            assert visitor.client.get(image["src"]).mimetype == "image/svg+xml"


def test_the_example_is_always_the_same(visitor, make_app):
    first = visitor.client.get("/voorbeeld").data
    assert make_app().test_client().get("/voorbeeld").data == first


def test_a_section_or_figure_that_is_not_there_is_a_404(visitor):
    visitor.get("/voorbeeld/bestaat-niet", status=404)
    visitor.get("/voorbeeld/figuur/bestaat-niet.svg", status=404)


@pytest.mark.parametrize("phase", PHASES)
def test_every_question_of_a_phase_can_be_read_beforehand(visitor, content, phase):
    text = " ".join(visitor.get(f"/vragen/{phase}").main.text.split())

    for part in PARTS:
        for item in content.library.instrument(part, phase).items_for(phase, 1):
            if item.kind in ("rating", "switching"):
                assert item.wording(phase).replace("  ", " ") in text
            elif item.kind in ("open", "choice", "choices"):
                assert fill_in(item, "wethouder").text in text
    assert "{" not in text


def test_the_start_page_leads_to_both(visitor):
    start = visitor.get("/")

    assert start.select_one('a[href="/voorbeeld"]')
    assert start.select_one('a[href="/vragen"]')


@pytest.mark.parametrize("phase", PHASES)
def test_every_part_can_be_printed_as_a_form_in_the_words_of_a_phase(visitor, phase):
    page = visitor.get(f"/vragen/{phase}")
    links = [link["href"] for link in page.main.select('a[href$=".pdf"]')]
    assert links == [f"/vragen/{phase}/{part}.pdf" for part in PARTS]

    answered = visitor.client.get(links[0])
    assert answered.mimetype == "application/pdf"
    assert "Vragenformulier" in read(answered.data).tree.full_text()


def test_there_is_no_form_of_another_phase_or_part(visitor):
    visitor.get("/vragen/burgemeester/gedrag.pdf", status=404)
    visitor.get("/vragen/zittend/aanscherping.pdf", status=404)
