"""With the keyboard alone, with less motion, and in the colours of the system."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import filling
from tests.people.at_browser import Known

MOST_TABS = 60
IN_THE_HEADER = "rgb(255, 212, 138)"  # of a ring: the colour of elsewhere is too dark there
FOCUSED = "() => { const it = document.activeElement; return (it.labels?.[0] || it).innerText; }"

# What has the focus: its outline, whether it can be seen, and whether anything lies on top of it.
SHOWN = """() => {
  const it = document.activeElement;
  const spots = ({ x, y, width, height }) => [.1, .3, .5, .7, .9].flatMap(
    (down) => [.1, .5, .9].map((along) => [x + width * along, y + height * down]));
  const drawn = it.matches(".step input, .pick input") ? it.nextElementSibling : it;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(drawn);
  const box = drawn.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: it.outerHTML.slice(0, 90), body: it === document.body, outlineColor,
    outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    inView: box.top >= 0 && box.bottom <= innerHeight,
    covered: !(drawn.contains(top) || it.contains(top)),
    touches: spots(box).some(([x, y]) => {
      const found = document.elementFromPoint(x, y);
      return drawn.contains(found) || it.contains(found);
    }),
  };
}"""
LOOK = """(it) => { const style = getComputedStyle(it.nextElementSibling);
  return [style.backgroundColor, style.color, style.borderColor].join(" "); }"""


@pytest.fixture
def page(open_browser: Callable[..., BrowserContext]) -> Page:
    return open_browser().new_page()


@pytest.fixture
def known_page(open_browser: Callable[..., BrowserContext], known: Known) -> Page:
    return open_browser(cookies=known.cookies).new_page()


def test_the_keyboard_alone_leads_from_the_start_to_a_saved_page(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert focused(page) == "Naar de inhoud"
    assert page.evaluate(SHOWN)["outlineColor"] == IN_THE_HEADER
    press(page, "Beginnen")
    tab_to(page, "Ik denk na over het ambt")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Ik ben langer dan een jaar")).to_be_checked()
    tab_to(page, "Ik heb dit gelezen en ga akkoord")
    page.keyboard.press("Space")
    press(page, "Beginnen")
    press(page, "Ik heb de code bewaard")
    press(page, "Begin met Competenties")
    for group in filling.groups(page):
        tab_to(page, "bijna nooit")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        expect(group.get_by_role("radio", name="af en toe")).to_be_checked()
    expect(page.locator("[data-status]")).to_have_text(filling.CLOCK)
    press(page, "Opslaan en verder")
    expect(page).to_have_url(re.compile("/gedrag/2$"))


def test_everything_on_a_page_with_statements_shows_that_it_has_the_focus(
    known_page: Page, known: Known
) -> None:
    known_page.set_viewport_size({"width": 360, "height": 640})
    known_page.goto(f"{known.half}/stijl/5")
    filling.switching(filling.groups(known_page)[0])
    expect(known_page.locator("[data-status]")).to_have_text(filling.CLOCK)  # lies on no control
    known_page.locator(".site-name").focus()
    seen = walk(known_page)
    assert len(seen) >= 12
    assert [one["name"] for one in seen if not one["outlined"]] == []
    assert [one["name"] for one in seen if one["covered"] or not one["inView"]] == []


@pytest.mark.parametrize(
    ("width", "height", "text"), [(360, 640, 1), (320, 256, 1), (320, 480, 2), (1280, 400, 1)]
)
def test_what_was_not_saved_is_told_where_it_covers_nothing_that_has_the_focus(
    known_page: Page, known: Known, width: int, height: int, text: float
) -> None:
    known_page.set_viewport_size({"width": width, "height": height})
    known_page.goto(f"{known.half}/gedrag/2")
    known_page.evaluate("(size) => { document.documentElement.style.fontSize = size; }",
                        f"{text * 106.25}%")  # fmt: skip
    known_page.context.set_offline(True)
    filling.statement(filling.groups(known_page)[0], "af en toe")
    expect(known_page.locator("[data-status]")).to_contain_text("geen verbinding")
    known_page.locator(".site-name").focus()
    seen = walk(known_page)
    assert len(seen) >= 12
    assert [one["name"] for one in seen if not one["touches"]] == []


@pytest.mark.parametrize("colours", ["none", "active"])
def test_what_is_chosen_looks_chosen_also_in_the_colours_of_the_system(
    known_page: Page, known: Known, colours: str
) -> None:
    known_page.emulate_media(forced_colors=colours)  # type: ignore[arg-type]
    known_page.goto(f"{known.half}/gedrag/2")
    scale = filling.groups(known_page)[0].get_by_role("radio").all()
    looks = {one.is_checked(): one.evaluate(LOOK) for one in scale}
    assert looks[True] != looks[False]
    known_page.goto(f"{known.new}/waardenkeuze/2")
    picks = filling.groups(known_page)[0].get_by_role("radio").all()
    pick = next(one for one in picks if not one.is_checked())  # half a choice is kept
    before = pick.evaluate(LOOK)
    pick.check()
    assert pick.evaluate(LOOK) != before


def test_less_motion_stops_the_smooth_scrolling(known_page: Page, known: Known) -> None:
    scroll = "() => getComputedStyle(document.documentElement).scrollBehavior"
    known_page.goto(f"{known.half}/stijl/2")
    assert known_page.evaluate(scroll) == "auto"  # every test asks for less motion
    known_page.emulate_media(reduced_motion="no-preference")
    assert known_page.evaluate(scroll) == "smooth"
    filling.pair(filling.groups(known_page)[3])
    expect(known_page.locator("[data-status]")).to_have_text(filling.CLOCK)


def test_what_is_wrong_gets_the_focus_each_time_also_from_a_place_on_the_page(page: Page) -> None:
    wrong = page.get_by_role("alert")
    page.goto("/begin")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the header: the address ends in #inhoud now
    press(page, "Beginnen")
    expect(wrong).to_be_focused()
    tab_to(page, "In welke fase zit je?")
    page.keyboard.press("Enter")  # to the field: the address ends in its name
    press(page, "Beginnen")
    expect(wrong).to_be_focused()


def test_who_types_more_than_fits_hears_so_while_the_focus_stays(page: Page) -> None:
    page.goto("/begin")
    name = page.get_by_label("Je naam")
    heard = page.locator("[aria-live=polite]").filter(has_text="tekens te veel")
    name.press_sequentially("x" * (int(name.get_attribute("data-limit") or 0) + 2))
    expect(heard).to_have_text("2 tekens te veel.")
    expect(name).to_be_focused()
    name.fill("Noor")
    expect(heard).to_have_count(0)


def walk(page: Page) -> list[dict[str, Any]]:
    """Press Tab to the end of the page; tell of each place how it was shown."""
    seen: list[dict[str, Any]] = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        shown = page.evaluate(SHOWN)
        if shown["body"]:
            break
        seen.append(shown)
    return seen


def focused(page: Page) -> str:
    return " ".join(str(page.evaluate(FOCUSED)).split())


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what is called so."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if focused(page).startswith(name):
            return
    raise AssertionError(f"Tab never reaches {name!r}")


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
