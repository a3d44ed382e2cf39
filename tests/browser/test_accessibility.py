"""Every page in every state: axe finds nothing, nothing scrolls sideways, nothing is cut off.

The pages are those of tests/browser/atlas.py, which holds every address of the product.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT as AXE
from playwright.sync_api import Browser, Page

from assessment.services.content import Content
from tests.browser.atlas import GROUPS
from tests.browser.conftest import PATIENCE_MS
from tests.browser.places import Product, make_places, running_named_product
from tests.browser.views import Places, View, show

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
RULES = {"runOnly": {"type": "tag", "values": list(WCAG)}, "resultTypes": ["violations"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
WIDE, PHONE, NARROW = 1280, 360, 320

# Elements that hide a part of their own text; what is meant to scroll or to be heard may, and so
# may the name of a file that somebody chose, and a line that somebody typed.
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
  const style = getComputedStyle(one);
  const may = ".visually-hidden, thead, [role=region], input[type=file]";
  if (one.closest(may) || (one.tagName === "INPUT" && one.value)) return false;
  return one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
    && (style.overflowX !== "visible" || ["BUTTON", "LABEL"].includes(one.tagName));
}).map((one) => one.outerHTML.slice(0, 120))"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TWICE = "() => { document.documentElement.style.fontSize = '212.5%'; }"  # of 106.25 %


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running_named_product(tmp_path_factory.mktemp("atlas")) as product:
        yield product


@pytest.fixture(scope="module")
def places(browser: Browser, product: Product, content: Content) -> Places:
    return make_places(browser, product, content)


@pytest.mark.parametrize("group", GROUPS)
def test_every_page_is_clean_in_each_of_its_states(
    browser: Browser, product: Product, places: Places, group: str
) -> None:
    found: list[str] = []
    for view in GROUPS[group]:
        context = browser.new_context(
            base_url=product.address,
            locale="nl-NL",
            reduced_motion="reduce",
            storage_state=places.cookies.get(view.who),
        )
        context.set_default_timeout(PATIENCE_MS)
        found += [f"{view.name} {one}" for one in problems(context.new_page(), view, places)]
        context.close()
    assert found == []


def problems(page: Page, view: View, places: Places) -> Iterator[str]:
    """What axe, the widths, the edges of the text and its own scripts have against this page.

    axe looks wide and on a phone, and at the contrasts in the dark; the widths and edges hold for
    a narrow phone too, and with text of twice the size.
    """
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(f"has a script that fails: {fault}"))
    show(page, view, places)
    if page.get_by_role("heading", name="Deze pagina is er niet").count() and not view.error:
        yield "is not there"
    if page.url.endswith("/aanmelden") and "/aanmelden" not in view.path:
        yield "asks to sign in"
    yield from look_at(page)
    page.emulate_media(color_scheme="dark")
    yield from violations(page, CONTRAST, "in the dark")
    page.evaluate(TWICE)
    for width in (WIDE, PHONE):
        resize(page, width)
        yield from edges(page, f"at {width} with large text")
    yield from faults


def look_at(page: Page) -> Iterator[str]:
    """What axe, the widths and the edges of the text have against what this browser shows now."""
    page.evaluate(AXE)
    for width in (WIDE, NARROW, PHONE):
        resize(page, width)
        yield from edges(page, f"at {width}")
        if width != NARROW:
            yield from violations(page, RULES, f"at {width}")


def edges(page: Page, when: str) -> Iterator[str]:
    """What falls outside the window or outside its own box."""
    if page.evaluate(SIDEWAYS) > 0:
        yield f"scrolls sideways {when}"
    for one in page.evaluate(CUT_OFF):
        yield f"cuts off {when} {one}"


def violations(page: Page, rules: dict[str, Any], when: str) -> Iterator[str]:
    """What axe says, each with the elements that it is about."""
    for one in page.evaluate("rules => axe.run(document, rules)", rules)["violations"]:
        places = [node["html"] for node in one["nodes"][:3]]
        yield f"{when}: {json.dumps([one['id'], one['help'], places])}"


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
