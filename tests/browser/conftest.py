"""A real browser on the real product: both are started once by each worker of the run."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from assessment.services.content import Content
from tests.browser.browsers import start_browser
from tests.browser.product import running_product
from tests.people import at_browser

HERE = Path(__file__).parent
PATIENCE_MS = 30_000  # on a busy machine
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker run all of a file: its tests share people, and workers share the files.

    pytest-xdist hands out the largest groups first, then what is alone in the order of the folders;
    so the tests with a browser, the longest of all, begin first.
    """
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_product(tmp_path_factory.mktemp("product")) as found:
        yield found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with start_browser(playwright) as browser:
        yield browser


@pytest.fixture(scope="module")
def whole_browser(playwright: Playwright) -> Iterator[Browser]:
    """The browser that people use, with all that surrounds a page."""
    with start_browser(playwright, whole=True) as browser:
        yield browser


@pytest.fixture
def open_browser(browser: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """A browser window of somebody new, or with ``cookies=`` of somebody known.

    Smooth scrolling is off: waiting for it took half of the time.
    """
    opened: list[BrowserContext] = []

    def make(*, cookies: Any = None, **options: Any) -> BrowserContext:
        context = browser.new_context(
            base_url=address,
            locale="nl-NL",
            reduced_motion="reduce",
            storage_state=cookies,
            **options,
        )
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def known(browser: Browser, address: str, content: Content) -> at_browser.Known:
    """Somebody with a new, a half-done and a handed-in attempt with a plan and a PDF."""
    context = browser.new_context(base_url=address)
    known = at_browser.with_attempts(context.request, address, at_browser.a_person(7, content))
    context.close()
    return known
