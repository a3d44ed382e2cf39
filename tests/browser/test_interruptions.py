"""Twenty interruptions of `make interruptions`: no answer and no typed text is lost."""

from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Browser, BrowserContext, Error

from assessment.services.content import Content
from tests.browser import interruptions
from tests.browser.interruptions import LINE


def test_nothing_is_lost_when_line_and_server_break(browser: Browser, content: Content) -> None:
    kinds = (*LINE * 4, "killed", "frozen")

    log = interruptions.interrupt(browser, content, count=18, seed=4, kinds=kinds)

    assert log.lost == []
    assert log.answers > 10
    assert log.texts > 2


def test_the_same_interruptions_lose_answers_when_the_browser_keeps_nothing(
    browser: Browser, content: Content
) -> None:
    log = interruptions.interrupt(
        browser, content, count=4, seed=4, kinds=("refuse",), broken_storage=True
    )

    assert log.lost


def test_a_page_closes_also_just_when_it_becomes_another(
    open_browser: Callable[..., BrowserContext],
) -> None:
    context = open_browser()
    for _ in range(25):  # most closes come in time; of this many some never did
        page = context.new_page()
        page.goto("/gezond")
        with suppress(Error):
            page.evaluate("() => { location.reload(); return new Promise(() => {}); }")

        interruptions.close(page)

        assert page.is_closed()
