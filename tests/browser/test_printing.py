"""What comes out of a printer: all that one reads on the page, folded or not, and no buttons."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.people.at_browser import Known

# What a page on paper leaves out: the text of each fold whose line or content is not drawn.
LEFT_OUT = """(folds) => [...document.querySelectorAll(folds)].filter((fold) =>
  [...fold.children].some((one) => !one.matches(".explain") && !one.checkVisibility())
).map((fold) => fold.textContent.trim())"""
BUTTONS = "() => [...document.querySelectorAll('.button')].filter((one) => one.checkVisibility())"
FOLDS = ".line, .told details"  # what a result says; what only explains it stays closed


@pytest.mark.parametrize("section", ["", "/competenties", "/stijl", "/waarden"])
def test_a_printed_result_tells_all_that_folds_on_the_page(
    open_browser: Callable[..., BrowserContext], known: Known, section: str
) -> None:
    page = open_browser(cookies=known.cookies).new_page()
    page.goto(f"{known.done}/resultaat{section}")
    assert page.locator(FOLDS).count() > 0

    page.emulate_media(media="print")

    assert page.evaluate(LEFT_OUT, FOLDS) == []
    assert page.evaluate(BUTTONS) == []
