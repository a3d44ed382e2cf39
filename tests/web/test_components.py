"""The page with every component, for who builds the pages."""

import re

import pytest
from jinja2.runtime import Macro

from assessment.resources import STATIC, TEMPLATES
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


# --- the tokens, in the names of NL Design System: a component, then what of it ---

SHEET = (STATIC / "app.css").read_text(encoding="utf-8")
LIGHT, DARK = re.findall(r":root \{(.*?)\}", SHEET, re.S)
TOKEN = re.compile(r"(--bop-[a-z-]+):")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b")
KINDS = ("color", "size", "radius", "family", "height", "width")


def test_colours_stand_in_tokens_only():
    rules = SHEET.replace(LIGHT, "").replace(DARK, "")

    assert COLOUR.findall(rules) == []
    assert len(COLOUR.findall(LIGHT)) > 15


def test_every_token_is_used_and_named_after_a_property():
    tokens = TOKEN.findall(LIGHT)

    assert [token for token in tokens if f"var({token})" not in SHEET] == []
    assert [token for token in tokens if not token.endswith(KINDS)] == []


def test_every_colour_has_another_in_the_dark():
    colours = {token for token in TOKEN.findall(LIGHT) if token.endswith("-color")}

    dark_too = {"--bop-page-header-color", "--bop-page-header-focus-outline-color"}
    read_by_a_camera = {"--bop-scan-background-color"}
    assert set(TOKEN.findall(DARK)) == colours - dark_too - read_by_a_camera
