"""Who closes or signs out leaves nothing behind: the Back button shows nothing of it either."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import filling
from tests.people import at_browser

WORDS = "Dit-schreef-alleen-ik"


@pytest.mark.parametrize("javascript", [True, False])
def test_back_after_closing_shows_nothing_that_was_written(
    open_browser: Callable[..., BrowserContext], address: str, javascript: bool
) -> None:
    context = open_browser(java_script_enabled=javascript)
    attempt = at_browser.begin(context.request, address)
    page = context.new_page()
    page.goto(f"{attempt}/verdieping/2")
    page.get_by_role("textbox").first.fill(WORDS)
    if javascript:  # it is saved while somebody types
        expect(page.get_by_text("opgeslagen om ").first).to_be_visible()
    else:
        filling.save_page(page)
    page.goto(f"{attempt}/verdieping/2")
    expect(page.get_by_role("textbox").first).to_have_value(WORDS)
    page.goto(attempt)
    page.locator("form[action$='/sluiten'] button").click()
    expect(page.locator("main")).not_to_contain_text(WORDS)
    closed = page.url

    for _ in range(2):
        page.go_back()
        assert WORDS not in page.content()
        assert page.get_by_role("textbox").count() == 0
    assert page.url != closed
    kept = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert WORDS not in kept
    assert context.request.get(f"{attempt}/verdieping/2").status == 404
