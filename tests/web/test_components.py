"""The page with every component, for who builds the pages."""

from pathlib import Path

from assessment.resources import TEMPLATES
from tests.web.visitor import Visitor

SHOWN = "development/components.html"
# Parts of one page only, which the tests of that page show.
OF_ONE_PAGE = {
    "blocks.html", "compare.html", "copies.html", "documents.html", "item_shell.html",
    "on_paper.html", "research.html", "typed.html",
}  # fmt: skip


def test_every_component_and_every_kind_of_item_is_shown(visitor, content):
    page = visitor.get("/componenten")

    assert len(page.select(".item")) == 8
    assert len(page.select(".problem")) == 3
    text = (TEMPLATES / SHOWN).read_text(encoding="utf-8")
    files = {file.name for file in Path(TEMPLATES / "components").glob("*.html")}
    assert {name for name in files if f"components/{name}" not in text} == OF_ONE_PAGE


def test_where_others_come_it_is_not_there(make_app):
    elsewhere = Visitor(make_app(secure=True).test_client())

    response = elsewhere.client.get("/componenten", base_url="https://bop.example")
    assert response.status_code == 404
