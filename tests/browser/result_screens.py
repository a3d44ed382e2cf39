"""How long the result is on a phone: its words and screens, as they are before anything is opened.

Run: python -m tests.browser.result_screens
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from assessment.services.content import load_content
from tests.browser.browsers import start_browser
from tests.browser.closing import close
from tests.browser.phone_screens import HEIGHT, ON_A_PHONE
from tests.browser.product import running_product
from tests.people import at_browser

SEED = 7
_WORDS = "document.querySelector('main').innerText.split(/\\s+/).filter(Boolean).length"
_HEIGHT = "document.documentElement.scrollHeight"
_BYTES = "performance.getEntries().reduce((sum, one) => sum + (one.transferSize || 0), 0)"


def measure_page(page: Page, address: str) -> tuple[int, float, int]:
    """Return the words, the screens and the bytes of one page that is opened for the first time."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    words, height, weight = (page.evaluate(script) for script in (_WORDS, _HEIGHT, _BYTES))
    return words, height / HEIGHT, weight


def list_pages(context: BrowserContext, attempt: str) -> list[str]:
    """Return the addresses of the result, in the order in which it offers them, and of the plan."""
    page = context.new_page()
    page.goto(f"{attempt}/resultaat")
    found: list[str] = page.eval_on_selector_all("#delen a", "all => all.map(one => one.href)")
    close(page)
    return [*found, f"{attempt}/plan", f"{attempt}/plan/waarom"]


def main() -> None:
    """Start the product, hand in the answers of a fictional person, and tell of every page."""
    phone: dict[str, Any] = {"locale": "nl-NL", "reduced_motion": "reduce", **ON_A_PHONE}
    with (
        tempfile.TemporaryDirectory() as data,
        running_product(Path(data)) as address,
        sync_playwright() as playwright,
    ):
        browser = start_browser(playwright)
        context = browser.new_context(base_url=address, **phone)
        attempt = at_browser.begin(context.request, address)
        at_browser.answer(context.request, attempt, at_browser.a_person(SEED, load_content()))
        at_browser.submit(context.request, attempt)
        known = context.storage_state()
        total = [0, 0.0]
        for one in list_pages(context, attempt):
            alone = browser.new_context(base_url=address, storage_state=known, **phone)
            words, screens, weight = measure_page(alone.new_page(), one)
            alone.close()
            if "/resultaat" in one:
                total = [total[0] + words, total[1] + screens]
            place = one.removeprefix(attempt)
            sys.stdout.write(f"{place}: {words} words, {screens:.1f} screens, {weight} bytes\n")
        sys.stdout.write(f"result: {total[0]} words, {total[1]:.1f} screens\n")
        browser.close()


if __name__ == "__main__":
    main()
