"""Every page in every state: axe finds nothing, nothing scrolls sideways, nothing is cut off.

The pages are those of tests/browser/atlas.py, which holds every address of the product.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState

from assessment.services.content import Content
from tests.browser.atlas import GROUPS
from tests.browser.axe import AXE, RULES, RUN
from tests.browser.conftest import PATIENCE_MS
from tests.browser.places import Product, make_places, running_named_product
from tests.browser.views import Places, View, open_all, show

CONTRAST = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
WIDE, PHONE, NARROW = 1280, 360, 320
TABLET = 704  # where the wide page begins

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
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"
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
    with new_window(browser, product) as shared:
        for view in GROUPS[group]:
            if view.do in (None, open_all):
                found += look_in(shared, view, places)
            else:  # what is done may leave something behind in the window
                with new_window(browser, product) as own:
                    found += look_in(own, view, places)
    assert found == []


@contextmanager
def new_window(browser: Browser, product: Product) -> Iterator[Page]:
    """A window of a browser of its own; a new one for each page took a third of the time."""
    context = browser.new_context(base_url=product.address, locale="nl-NL", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def look_in(page: Page, view: View, places: Places) -> list[str]:
    """What is wrong with a page in a window that knows only what somebody's browser knows."""
    become(page, places.cookies.get(view.who))
    return [f"{view.name} {one}" for one in problems(page, view, places)]


def become(page: Page, known: StorageState | None) -> None:
    """Let a window look, keep and send what a new one of somebody would, and nothing else."""
    page.goto("/gezond")  # a page without a script, to forget at
    page.evaluate(FORGET)
    page.context.clear_cookies()
    page.context.add_cookies([*known["cookies"]] if known else [])
    page.emulate_media(color_scheme="light")
    resize(page, WIDE)


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
    for width in (PHONE, TABLET, WIDE):  # as it stands, and as the next page begins
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
    for one in page.evaluate(RUN, rules):
        places = [node["html"] for node in one["nodes"][:3]]
        yield f"{when}: {json.dumps([one['id'], one['help'], places])}"


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
