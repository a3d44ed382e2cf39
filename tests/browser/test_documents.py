"""The documents as web pages: axe finds nothing, nothing scrolls sideways, the style is allowed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_accessibility import look_at
from tests.people.at_browser import Known

PLAN, GUIDE, CARD = "Openen als webpagina", "Gesprekswijzer", "Intervisiekaart"
ACCENT = "rgb(21, 66, 115)"


@pytest.fixture
def page(open_browser: Callable[..., BrowserContext], known: Known) -> Page:
    return open_browser(cookies=known.cookies).new_page()


def make(page: Page, known: Known, name: str) -> None:
    """Make a document as a page for somebody, by its button."""
    page.goto(f"{known.done}/document")
    page.get_by_label("Voor wie is dit exemplaar?").fill("Anneke de Vries, coach")
    button = page.get_by_role("button", name=PLAN)
    if name != PLAN:
        card = page.get_by_role("region", name=name)
        for box in card.get_by_role("checkbox").all():
            box.check()
        button = card.get_by_role("button", name="Als webpagina")
    button.click()
    page.wait_for_url("**/*.html")  # it is drawn first: a key pressed before that is lost


@pytest.mark.parametrize("name", [PLAN, GUIDE, CARD])
def test_a_document_is_clean_wide_and_on_a_phone(page: Page, known: Known, name: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    make(page, known, name)
    expect(page.get_by_text("Exemplaar voor Anneke de Vries, coach")).to_have_count(2)

    expect(page.get_by_role("heading", level=1)).to_have_css("color", ACCENT)
    assert list(look_at(page)) == []
    assert refused == []


def test_a_chapter_is_reached_from_the_table_of_contents(page: Page, known: Known) -> None:
    make(page, known, PLAN)
    page.get_by_role("navigation", name="Inhoud").get_by_role("link", name="Je waarden").click()

    expect(page.get_by_role("heading", name="Je waarden", exact=True)).to_be_in_viewport()


def test_the_skip_link_is_the_first_stop_of_the_keyboard(page: Page, known: Known) -> None:
    make(page, known, PLAN)
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()


def test_the_owner_ticks_parts_and_gets_the_gesprekswijzer(page: Page, known: Known) -> None:
    page.goto(f"{known.done}/document")
    form = page.get_by_role("region", name="Gesprekswijzer")
    form.get_by_role("button", name="Als webpagina").click()
    expect(page.get_by_role("alert")).to_contain_text("minstens één deel")

    form.get_by_label("Je bestuursstijl").check()
    form.get_by_role("button", name="Als webpagina").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gesprekswijzer")
    expect(page.get_by_text("uit de delen die")).to_contain_text("bestuursstijl")
    expect(page.get_by_text("uit de delen die")).not_to_contain_text("competenties")


def test_a_file_to_keep_is_downloaded(page: Page, known: Known) -> None:
    page.goto(f"{known.done}/document")
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaren als webpagina").click()

    assert download.value.suggested_filename.startswith("bestuurlijk-ontwikkelplan-20")
    assert download.value.suggested_filename.endswith(".html")


def test_what_was_typed_stays_when_the_pdf_gets_ready_meanwhile(page: Page, known: Known) -> None:
    page.goto(f"{known.done}/document")
    expect(page.get_by_role("status")).to_contain_text("is klaar")  # the first one
    state: dict[str, str] = {"state": "queued"}
    page.route("**/stand", lambda route: route.fulfill(json=state))
    page.get_by_label("Voor wie is dit exemplaar?").fill("Anna")  # else it is the same PDF
    page.get_by_role("button", name=re.compile("^Maak")).click()
    expect(page.get_by_role("status")).to_contain_text("wordt gemaakt")
    field = page.get_by_label("Voor wie is dit exemplaar?")
    field.fill("Bert")

    state["state"] = "ready"

    expect(page.get_by_role("status")).to_contain_text("Het maken is klaar")
    expect(field).to_have_value("Bert")
