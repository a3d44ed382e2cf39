"""A document as DOCX: what a word processor and a screen reader find in it."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from assessment.report.docx import render_docx
from tests.people import simulated
from tests.report.office_profile.test_composing import compose


@pytest.fixture
def made():
    return docx.Document(io.BytesIO(render_docx(compose())))


def test_titles_are_headings_in_their_order(made):
    levels = [p.style.name for p in made.paragraphs if p.style.name.startswith(("Title", "Head"))]

    assert levels[0] == "Title"
    assert levels.count("Heading 1") == len(compose().sections)
    for before, after in zip(levels[1:], levels[2:], strict=False):
        assert int(after[-1]) <= int(before[-1]) + 1


def test_language_and_title_are_set_and_nobody_is_its_author(made):
    facts = made.core_properties

    assert (facts.title, facts.language, facts.author) == (
        "Profielschets wethouder", "nl-NL", "",
    )  # fmt: skip
    languages = {lang.get(qn("w:val")) for lang in made.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}


def test_lists_are_lists(made):
    styles = {p.style.name for p in made.paragraphs}

    assert {"List Bullet", "List Number"} <= styles


def test_the_whole_text_is_in_it(made):
    told = "\n".join(p.text for p in made.paragraphs)

    assert "Er is geen geld voor een zwembad." in told
    assert "Vraag niemand om een uitslag" in told


def test_signs_that_no_document_may_hold_are_left_out():
    from dataclasses import replace

    report = replace(compose(), footer="Profiel\x0bschets\x00")

    made = docx.Document(io.BytesIO(render_docx(report)))

    assert made.sections[0].footer.paragraphs[0].text == "Profielschets"


def test_a_document_with_tables_and_figures_opens_too():
    report = simulated.report(simulated.person(3))

    file = render_docx(report)
    made = docx.Document(io.BytesIO(file))

    assert made.tables
    for table in made.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(file)).namelist()
