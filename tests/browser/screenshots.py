"""Make the screenshots of the README from the real web pages.

Run: make screenshots
A fictional person answers by posting the pages' own forms; nothing of it is kept.
"""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

from assessment.services.content import load_content
from tests.browser import filling
from tests.browser.browsers import start_browser
from tests.browser.product import running_product
from tests.people import at_browser

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
SEED = 7
MOST_BYTES = 150_000


def main() -> None:
    """Start the product, walk through it, and write one file per picture."""
    with (
        tempfile.TemporaryDirectory() as data,
        running_product(Path(data)) as address,
        sync_playwright() as playwright,
    ):
        browser = start_browser(playwright, whole=True)
        context = browser.new_context(
            base_url=address, locale="nl-NL", viewport=WIDE, reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto("/")
        keep(page, "start")
        somebody = at_browser.a_person(SEED, load_content())
        walk(page, at_browser.with_attempts(context.request, address, somebody))
        browser.close()


def walk(page: Page, known: at_browser.Known) -> None:
    """Keep a picture of each kind of page that the README shows."""
    page.goto(f"{known.new}/gedrag/2")
    for group, answer in zip(
        filling.groups(page), ("meestal", "ongeveer de helft", "bijna altijd"), strict=False
    ):
        filling.statement(group, answer)
    page.locator("[data-status]").filter(has_text="opgeslagen").wait_for()
    keep(page, "vragen")
    page.set_viewport_size(PHONE)
    page.evaluate("scrollTo(0, 0)")
    keep(page, "vragen-telefoon")
    page.set_viewport_size(WIDE)

    page.goto(f"{known.new}/waardenkeuze/2")
    filling.choice_set(filling.groups(page)[0], best=1, worst=4)
    page.locator("[data-status]").filter(has_text="opgeslagen").wait_for()
    keep(page, "waardenkeuze")

    page.goto("/voorbeeld")  # who answers in a moment is named nothing; the example took its time
    page.locator("figure").first.evaluate("it => it.scrollIntoView()")
    keep(page, "resultaat")
    page.goto(f"{known.done}/plan")
    keep(page, "plan")


def keep(page: Page, name: str) -> None:
    """Write what the window shows, in few enough colours to stay small."""
    page.evaluate("document.fonts.ready")
    page.wait_for_function("[...document.images].every(one => one.complete)")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{name}.png"
    picture.quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)
    if file.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{file} is {file.stat().st_size} bytes; at most {MOST_BYTES}")


if __name__ == "__main__":
    main()
