"""How many screens somebody scrolls, and taps, who answers every question on a phone.

Run: python -m tests.browser.phone_screens
Each question is brought just into view and answered with a finger; what counts is one screen for
each page and every pixel that was scrolled down. A tap is one for each answer that is chosen, and
one for each page; open questions are not typed here.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, sync_playwright

from tests.browser.browsers import start_browser
from tests.browser.product import running_product
from tests.people import at_browser
from values import PARTS

WIDTH, HEIGHT = 360, 740
ON_A_PHONE: dict[str, Any] = {
    "viewport": {"width": WIDTH, "height": HEIGHT},
    "has_touch": True,
}
NEXT = re.compile("^Opslaan en (verder|afronden)$")


@dataclass(frozen=True)
class Scrolled:
    """What one page took: pixels that passed, taps, and how high it was before the first answer."""

    pixels: int
    height: int
    taps: int


def answer_page(page: Page) -> Scrolled:
    """Answer every question of the page with a finger, from top to bottom."""
    page.wait_for_load_state()
    height = page.evaluate("document.documentElement.scrollHeight")
    scrolled = taps = 0
    for box in page.locator("[data-item]").all():
        scrolled += bring_into_view(page, box)
        for control in _answers(box):
            control.tap()
            taps += 1
        settle(page)
    scrolled += bring_into_view(page, page.get_by_role("button", name=NEXT))
    return Scrolled(scrolled + HEIGHT, height, taps + 1)


def settle(page: Page) -> None:
    """Let pass the second in which a person reads on; the page must have a clock of its own."""
    page.clock.run_for(1000)


def bring_into_view(page: Page, thing: Locator) -> int:
    """Scroll down until the end of ``thing`` is on the screen; return by how many pixels."""
    before = page.evaluate("scrollY")
    thing.evaluate(
        """one => {
            const over = one.getBoundingClientRect().bottom - innerHeight;
            if (over > 0) scrollBy(0, over);
        }"""
    )
    return max(0, round(page.evaluate("scrollY") - before))


def _answers(box: Locator) -> Iterator[Locator]:
    inputs = box.locator("input:not([type=hidden])")
    if box.get_attribute("data-set") is not None:
        yield inputs.nth(0)
        yield inputs.nth(3)
    elif box.locator("textarea").count() == 0:
        yield inputs.nth(0)


def measure(context: BrowserContext, attempt: str) -> dict[str, list[Scrolled]]:
    """Return what each page of each part takes."""
    page = context.new_page()
    page.clock.install()
    found: dict[str, list[Scrolled]] = {part: [] for part in PARTS}
    for part, pages in found.items():
        number = 1
        while (answer := page.goto(f"{attempt}/{part}/{number}")) is not None and answer.ok:
            pages.append(answer_page(page))
            with page.expect_navigation():
                page.get_by_role("button", name=NEXT).click()
            number += 1
    return found


def main() -> None:
    """Start the product, answer everything on a phone, and tell the screens of each part."""
    with (
        tempfile.TemporaryDirectory() as data,
        running_product(Path(data)) as address,
        sync_playwright() as playwright,
    ):
        browser = start_browser(playwright)
        context = browser.new_context(
            base_url=address, locale="nl-NL", reduced_motion="reduce", **ON_A_PHONE
        )
        found = measure(context, at_browser.begin(context.request, address))
        browser.close()
    for part, pages in found.items():
        tell(part, pages)
    tell("samen", [one for pages in found.values() for one in pages])


def tell(name: str, pages: list[Scrolled]) -> None:
    """Print how many screens these pages take while they are answered, and when all is open."""
    answering = sum(one.pixels for one in pages) / HEIGHT
    opened = sum(one.height for one in pages) / HEIGHT
    sys.stdout.write(
        f"{name}: {answering:.1f} screens while answering, {opened:.1f} with all open,"
        f" {sum(one.taps for one in pages)} taps\n"
    )


if __name__ == "__main__":
    main()
