"""Tabs of one browser, of which an answer arrives late: nothing that was opened is shut."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import product
from tests.browser.line import Line
from tests.people import at_browser


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """The product, behind a line on which answers can be held."""
    port = product.free_port()
    line = Line(port)
    threading.Thread(target=line.serve_forever, daemon=True).start()
    data: Path = tmp_path_factory.mktemp("tabs")
    address = product.address_of(line.port)
    process = product.start_product(data, port, BOP_PUBLIC_URL=address)
    yield line
    product.stop_product(process)
    line.shutdown()
    line.server_close()


@pytest.fixture
def context(browser: Browser, line: Line) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=product.address_of(line.port), locale="nl-NL")
    yield context
    context.close()


@pytest.fixture
def attempt(context: BrowserContext, line: Line) -> str:
    return at_browser.begin(context.request, product.address_of(line.port))


def fill_in(page: Page) -> None:
    page.goto("/begin")
    page.locator("input[name=phase]").first.check()
    if page.locator("select[name=office]").count():
        page.locator("select[name=office]").select_option("wethouder")
    page.locator("#agree").check()


def press(page: Page) -> None:
    """Press the button, and do not wait for the answer."""
    page.get_by_role("button", name="Beginnen").click(no_wait_after=True)


def wait_for_code(page: Page) -> str:
    expect(page.locator("#code")).to_be_visible()
    return page.url.removesuffix("/code")


def statuses(context: BrowserContext, *addresses: str) -> list[int]:
    return [context.request.get(address).status for address in addresses]


def test_a_page_that_comes_late_shuts_nobody_out(
    context: BrowserContext, line: Line, attempt: str
) -> None:
    first, second = context.new_page(), context.new_page()
    begun = at_browser.begin(context.request, product.address_of(line.port))
    with line.holding(f"GET {begun.removeprefix(product.address_of(line.port))} "):
        first.evaluate("address => { location.href = address }", begun)
        line.wait_for_answer()
        fill_in(second)
        press(second)
        other = wait_for_code(second)
    first.wait_for_url(begun)

    assert statuses(context, attempt, begun, other) == [200, 200, 200]


def test_what_two_tabs_begin_at_the_same_moment_is_open_in_both(
    context: BrowserContext, line: Line, attempt: str
) -> None:
    tabs = [context.new_page(), context.new_page()]
    for tab in tabs:
        fill_in(tab)
    with line.holding("POST /begin"):
        for tab in tabs:
            press(tab)
            line.wait_for_answer()

    begun = [wait_for_code(tab) for tab in tabs]

    assert len({*begun, attempt}) == 3
    assert statuses(context, attempt, *begun) == [200, 200, 200]
    assert len(context.cookies()) == 1


def test_what_is_closed_stays_closed_when_another_tab_had_begun_something(
    context: BrowserContext, line: Line, attempt: str
) -> None:
    first, second = context.new_page(), context.new_page()
    fill_in(first)
    second.goto(attempt)
    with line.holding("POST /begin"):
        press(first)
        line.wait_for_answer()
        second.locator("form[action$='/sluiten'] button").click()
        second.wait_for_url("**/")

    begun = wait_for_code(first)

    assert statuses(context, attempt, begun) == [404, 200]
    second.go_back()
    assert second.locator("form[action$='/sluiten']").count() == 0
