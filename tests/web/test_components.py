"""The page with every component, for who builds the pages."""

import re

import pytest
from jinja2.runtime import Macro

from assessment.resources import TEMPLATES
from tests.web.visitor import Visitor

FOLDER = TEMPLATES / "components"
MACRO = re.compile(r"\{%-? *macro (\w+)\(")
# Their pictures carry styles of their own, which the policy of a page forbids; documents show them.
ONLY_IN_DOCUMENTS = {"drawing", "gallery"}


def macros_of(file):
    return MACRO.findall(file.read_text(encoding="utf-8"))


def test_a_file_holds_one_macro_of_its_own_name():
    files = list(FOLDER.rglob("*.html"))

    assert files
    assert {file.name: macros_of(file) for file in files} == {
        file.name: [file.stem] for file in files
    }


def test_a_file_begins_with_what_its_macro_is_for():
    assert [
        file.name
        for file in FOLDER.rglob("*.html")
        if not file.read_text(encoding="utf-8").startswith("{#- ")
    ] == []


@pytest.fixture
def drawn(monkeypatch):
    """The names of the macros that the page uses, as it is being drawn."""
    names = set()
    invoke = Macro._invoke

    def note(self, arguments, autoescape):
        names.add(self.name)
        return invoke(self, arguments, autoescape)

    monkeypatch.setattr(Macro, "_invoke", note)
    return names


def test_every_component_is_shown(visitor, drawn):
    visitor.get("/componenten")

    assert {file.stem for file in FOLDER.rglob("*.html")} - drawn == ONLY_IN_DOCUMENTS


def test_every_kind_of_item_is_shown_with_what_can_be_wrong(visitor):
    page = visitor.get("/componenten")

    assert len(page.select(".item")) == 8
    assert len(page.select(".problem")) == 3
    assert len(page.select(".conflict")) == 1


def test_where_others_come_it_is_not_there(make_app):
    elsewhere = Visitor(make_app(secure=True).test_client())

    response = elsewhere.client.get("/componenten", base_url="https://bop.example")
    assert response.status_code == 404
