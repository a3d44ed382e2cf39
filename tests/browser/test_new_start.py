"""A page that is half filled in while the product is stopped and started anew, as for an update."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import filling
from tests.browser.product import address_of, free_port, start_product, stop_product
from tests.people import at_browser

TYPED = "Ik wil dit niet nog eens typen"


class Machine:
    """A product on a machine of its own, with its data in a folder."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, free_port()
        self.process = start_product(data, self.port)

    def start_again(self) -> None:
        stop_product(self.process)
        self.process = start_product(self.data, self.port)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    yield machine
    stop_product(machine.process)


@pytest.fixture(params=[True, False], ids=["with a script", "without"])
def page(browser: Browser, machine: Machine, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address_of(machine.port), locale="nl-NL", java_script_enabled=request.param
    )
    yield context.new_page()
    context.close()


def test_what_was_filled_in_before_is_saved_after(page: Page, machine: Machine) -> None:
    attempt = at_browser.begin(page.context.request, address_of(machine.port))
    page.goto(f"{attempt}/verdieping/2")
    page.get_by_role("textbox").first.fill(TYPED)

    machine.start_again()
    filling.save_page(page)

    page.goto(f"{attempt}/verdieping/2")
    expect(page.get_by_role("textbox").first).to_have_value(TYPED)


def test_the_token_of_a_page_from_before_is_still_good(page: Page, machine: Machine) -> None:
    address = address_of(machine.port)
    attempt = at_browser.begin(page.context.request, address)
    before = page.context.request.get(f"{attempt}/gedrag/1")

    machine.start_again()
    answer = at_browser.post(page.context.request, f"{attempt}/gedrag/1", {}, shown=before)

    assert answer.ok  # a browser that does not say where a form comes from must send its token
