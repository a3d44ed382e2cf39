"""Practice cards and support in a browser: clean for axe, on a phone, and printed as one page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_accessibility import look_at
from tests.people.at_browser import Known

CARD = "motie-van-wantrouwen"
TITLE = "Als er een motie van wantrouwen dreigt"


@pytest.fixture
def page(open_browser: Callable[..., BrowserContext], known: Known) -> Page:
    return open_browser(cookies=known.cookies).new_page()


def test_cards_and_support_are_clean_wide_and_on_a_phone(page: Page, known: Known) -> None:
    found: list[str] = []
    for path in ("/steun", f"{known.done}/kaarten", f"{known.done}/kaarten/{CARD}"):
        page.goto(path)
        found += look_at(page)
    assert found == []


def test_a_card_is_chosen_opened_and_made_as_a_clean_page_to_print(
    page: Page, known: Known
) -> None:
    page.goto(f"{known.done}/kaarten")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_role("button", name="Als webpagina om te printen").click()
    page.wait_for_url("**/*.html")

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("link", name="070 373 83 14")).to_have_attribute(
        "href", "tel:+31703738314"
    )
    assert list(look_at(page)) == []
