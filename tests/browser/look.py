"""Make a picture of every page in every state, to look at.

Run: python -m tests.browser.look FOLDER [WORD ...] ; only what has one of the words in its name.
A picture is called WIDTH-SCHEME/NAME.png. "large" is twice the size of the text, "forced" forced
colours.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Error, Page, sync_playwright

from assessment.services.content import load_content
from tests.browser.atlas import EVERY
from tests.browser.browsers import start_browser
from tests.browser.places import make_places, running_named_product
from tests.browser.views import Places, View, show

WIDTHS = (1280, 768, 360)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LARGE = "document.documentElement.style.fontSize = '212.5%'"  # of 106.25 %
PICTURES = "Promise.all([...document.images].map((one) => one.decode()))"


def main() -> None:
    """Start the product, go to each page once, and take its pictures."""
    folder, *words = sys.argv[1:]
    views = [one for one in EVERY if not words or any(word in one.name for word in words)]
    with (
        tempfile.TemporaryDirectory() as data,
        running_named_product(Path(data)) as product,
        sync_playwright() as playwright,
    ):
        browser = start_browser(playwright)
        places = make_places(browser, product, load_content())
        for view in views:
            try:
                _look(browser, product.address, view, places, Path(folder))
            except Error as error:  # the others can be looked at all the same
                sys.stderr.write(f"{view.name}: {error}\n")
        browser.close()


def _look(browser: Browser, address: str, view: View, places: Places, folder: Path) -> None:
    context = browser.new_context(
        base_url=address,
        locale="nl-NL",
        reduced_motion="reduce",
        storage_state=places.cookies.get(view.who),
    )
    page = context.new_page()
    show(page, view, places)
    for width in WIDTHS:
        for scheme in SCHEMES:
            _keep(page, folder / f"{width}-{scheme}", view, width, color_scheme=scheme)
    _keep(page, folder / "360-forced", view, 360, forced_colors="active")
    page.evaluate(LARGE)
    _keep(page, folder / "360-large", view, 360, forced_colors="none", color_scheme="light")
    _keep(page, folder / "320-large", view, 320)
    context.close()


def _keep(page: Page, folder: Path, view: View, width: int, **media: Any) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(**media)
    page.evaluate("document.fonts.ready")
    page.evaluate(PICTURES)
    page.screenshot(path=folder / f"{view.name}.png", full_page=True)


if __name__ == "__main__":
    main()
