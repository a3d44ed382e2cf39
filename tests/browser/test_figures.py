"""A browser fetches the figures of a result once, and forgets them when it is closed."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from assessment.services.content import Content
from tests.people import at_browser


def watch_figures(page: Page) -> list[tuple[str, bool]]:
    """Note each figure that the page gets from now on, and whether the browser had it already."""
    seen: list[tuple[str, bool]] = []
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")

    def note(event: dict[str, Any]) -> None:
        answer = event["response"]
        if ".svg?v=" in answer["url"] and "figuur" in answer["url"]:
            seen.append((answer["url"], bool(answer.get("fromDiskCache"))))

    devtools.on("Network.responseReceived", note)
    return seen


def test_a_figure_is_fetched_once_until_the_browser_is_closed(
    open_browser: Callable[..., BrowserContext], address: str, content: Content
) -> None:
    context = open_browser()
    somebody = at_browser.a_person(7, content)
    attempt = at_browser.begin(context.request, address)
    at_browser.answer(context.request, attempt, somebody, ("gedrag",))
    at_browser.submit(context.request, attempt)
    page = context.new_page()
    page.goto(f"{attempt}/resultaat", wait_until="load")
    place = page.locator("picture img").first.evaluate("(it) => it.currentSrc")

    again = context.new_page()
    seen = watch_figures(again)
    again.goto(f"{attempt}/resultaat", wait_until="load")

    assert seen
    assert {kept for _, kept in seen} == {True}

    again.goto(attempt)
    again.get_by_role("button", name="Sluit in deze browser").click()
    expect(again.get_by_role("heading", level=1)).to_contain_text("Waar sta je")
    again.goto(place)
    expect(again.get_by_role("heading", name="Deze pagina is er niet")).to_be_visible()
