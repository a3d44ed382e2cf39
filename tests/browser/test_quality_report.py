"""The quality report in a real browser: axe finds nothing, nothing scrolls sideways."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_accessibility import PHONE, WIDE, look_at, resize
from tests.people import measured

OUTSIDE = "() => [...document.querySelectorAll('svg g')].filter((one) => {"
OUTSIDE += " const box = one.getBoundingClientRect(), around = one.ownerSVGElement"
OUTSIDE += ".getBoundingClientRect(); return box.left < around.left - 1"
OUTSIDE += " || box.right > around.right + 1; }).map((one) => one.textContent)"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", bypass_csp=True)  # axe is a script
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", ["every kind of block", "too few people"])
def test_the_report_is_clean_wide_and_on_a_phone(page: Page, tmp_path: Path, kind: str) -> None:
    files = measured.short_files() if kind == "every kind of block" else measured.small_files()
    (tmp_path / "rapport.html").write_bytes(files["rapport.html"])
    page.goto((tmp_path / "rapport.html").as_uri())

    assert list(look_at(page)) == []


def test_the_words_of_a_figure_stay_inside_it(page: Page, tmp_path: Path) -> None:
    (tmp_path / "rapport.html").write_bytes(measured.group_files()["rapport.html"])
    page.goto((tmp_path / "rapport.html").as_uri())

    for width in (WIDE, PHONE):
        resize(page, width)
        assert page.evaluate(OUTSIDE) == []
