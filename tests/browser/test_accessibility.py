"""Every kind of page: axe finds nothing, nothing scrolls sideways, nothing is cut off."""

import json
from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT as AXE
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.browser import filling
from tests.people.at_browser import Known

pytestmark = pytest.mark.xdist_group("browser")

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
RULES = {"runOnly": {"type": "tag", "values": list(WCAG)}, "resultTypes": ["violations"]}
WIDE, PHONE, NARROW = 1280, 360, 320

FOR_ANYONE = ("/", "/begin", "/verder", "/privacy", "/toegankelijkheid", "/nergens",
              "/voorbeeld", "/vragen")  # fmt: skip
NEW = ("", "/code", "/gedrag/1", "/stijl/1", "/stijl/5", "/stijl/6", "/waardenkeuze/1",
       "/verdieping/1", "/verdieping/2", "/indienen", "/resultaat", "/op-papier")  # fmt: skip
HALF = ("", "/gedrag/2", "/indienen")
DONE = ("", "/resultaat/waarom/POL1", "/resultaat/waarom/lef", "/resultaat/verandering",
        "/plan", "/plan/waarom", "/plan/keuzes", "/plan/doel/1", "/plan/doel/3?over=empathie",
        "/document", "/verwijderen", "/apparaten")  # fmt: skip

# Elements that hide a part of their own text; what is meant to scroll or to be heard may.
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
  const style = getComputedStyle(one);
  if (one.closest(".visually-hidden, thead, [role=region], textarea, select")) return false;
  return one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
    && (style.overflowX !== "visible" || ["BUTTON", "LABEL"].includes(one.tagName));
}).map((one) => one.outerHTML.slice(0, 120))"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def page(open_browser: Callable[..., BrowserContext], known: Known) -> Page:
    return open_browser(cookies=known.cookies).new_page()


def test_every_page_is_clean_wide_and_on_a_phone(page: Page, known: Known) -> None:
    found: list[str] = []
    for path in [*addresses(known), *sections(page, known)]:
        page.goto(path)
        found += problems(page, path)
    assert found == []


def test_in_the_dark_everything_can_be_read_too(
    open_browser: Callable[..., BrowserContext], known: Known
) -> None:
    page = open_browser(cookies=known.cookies, color_scheme="dark").new_page()
    found: list[str] = []
    for path in ("/", "/begin", known.half, f"{known.half}/gedrag/2", f"{known.new}/stijl/1",
                 f"{known.half}/waardenkeuze/1", f"{known.done}/resultaat/competenties",
                 f"{known.done}/plan", f"{known.done}/document"):  # fmt: skip
        page.goto(path)
        if path.endswith("waardenkeuze/1"):
            filling.choice_set(filling.groups(page)[0])
        page.evaluate(AXE)
        violations = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
        found += [f"{path}: {said(one)}" for one in violations]
    page.goto("/begin")
    page.get_by_role("button", name="Beginnen").click()
    page.evaluate(AXE)
    violations = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    assert (found, violations) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_result_is_clean_when_all_that_opens_is_open(
    open_browser: Callable[..., BrowserContext], known: Known, scheme: Literal["light", "dark"]
) -> None:
    page = open_browser(cookies=known.cookies, color_scheme=scheme).new_page()
    found: list[str] = []
    for path in [*sections(page, known), f"{known.done}/plan/waarom"]:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found += problems(page, path)
    assert found == []


def test_pages_that_answer_a_mistake_are_clean_too(page: Page, known: Known) -> None:
    page.goto("/begin")
    page.get_by_role("button", name="Beginnen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found = problems(page, "begin with errors")
    page.goto(f"{known.new}/waardenkeuze/1")
    filling.choice_set(filling.groups(page)[0], best=1, worst=1)
    filling.save_page(page)
    expect(page.get_by_role("alert")).to_be_visible()
    found += problems(page, "choice with error")
    page.goto(f"{known.done}/plan/doel/3")
    page.get_by_role("button", name="Doel opslaan").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += problems(page, "goal with errors")
    assert found == []


def test_the_waiting_page_and_the_conflict_page_are_clean(page: Page, known: Known) -> None:
    page.goto(f"{known.done}/document")
    expect(page.get_by_role("status")).to_contain_text("is klaar")  # the first one
    page.route("**/stand", lambda route: route.abort())
    page.get_by_label("Voor wie").fill("de griffier")  # the same PDF again would be there at once
    page.get_by_role("button", name="Maak").click()
    expect(page.get_by_role("status")).to_contain_text("wordt gemaakt")
    found = problems(page, "waiting")
    old = page.context.new_page()
    old.goto(f"{known.half}/gedrag/3")
    page.goto(f"{known.half}/gedrag/3")
    filling.statement(filling.groups(page)[0], "bijna nooit")
    filling.save_page(page)
    filling.statement(filling.groups(old)[0], "bijna altijd")
    filling.save_page(old)
    expect(old.get_by_role("alert")).to_contain_text("ergens anders veranderd")
    found += problems(old, "conflict")
    assert found == []


def test_at_twice_the_text_size_nothing_is_cut_off(page: Page, known: Known) -> None:
    found: list[str] = []
    for path in addresses(known):
        for width in (WIDE, PHONE):
            page.set_viewport_size(size(width))
            page.goto(path)
            page.evaluate("() => { document.documentElement.style.fontSize = '212.5%'; }")
            found += [f"{path} at {width}: {one}" for one in page.evaluate(CUT_OFF)]
            if page.evaluate(SIDEWAYS) > 0:
                found.append(f"{path} scrolls sideways at {width} with large text")
    assert found == []


def addresses(known: Known) -> list[str]:
    return [
        *FOR_ANYONE,
        *(known.new + path for path in NEW),
        *(known.half + path for path in HALF),
        *(known.done + path for path in DONE),
    ]


def sections(page: Page, known: Known) -> list[str]:
    page.goto(f"{known.done}/resultaat")
    links = page.get_by_role("navigation", name="Alle delen").get_by_role("link")
    return [str(link.get_attribute("href")) for link in links.all()]


def problems(page: Page, path: str) -> list[str]:
    """What axe, the widths and the edges of the text have against this page."""
    found = []
    page.evaluate(AXE)
    for width in (WIDE, NARROW, PHONE):
        page.set_viewport_size(size(width))
        if page.evaluate(SIDEWAYS) > 0:
            found.append(f"{path} scrolls sideways at {width}")
        found += [f"{path} at {width} cuts off {one}" for one in page.evaluate(CUT_OFF)]
        if width != NARROW:
            violations = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
            found += [f"{path} at {width}: {said(one)}" for one in violations]
    return found


def said(violation: dict[str, object]) -> str:
    nodes = violation["nodes"]
    assert isinstance(nodes, list)
    return json.dumps([violation["id"], violation["help"], [node["html"] for node in nodes[:3]]])


def size(width: int) -> ViewportSize:
    return {"width": width, "height": 740}
