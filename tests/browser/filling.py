"""Fill in a page of questions as a person does: by the role and the name of each control."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page

SAID = "Met een collega-wethouder. We bespraken het plan en daarna sliep ik beter."
CLOCK = re.compile(r"^opgeslagen om \d\d:\d\d$")
NEXT = re.compile("^Opslaan en (verder|afronden)$")

Fill = Callable[[Locator], None]


def unfold(group: Locator) -> None:
    """Show all choices of a question that folded, as answered ones do on a phone."""
    button = group.get_by_role("button", name="Pas aan")
    if button.is_visible():
        button.click()


def statement(group: Locator, answer: str = "meestal") -> None:
    unfold(group)
    group.get_by_role("radio", name=answer, exact=True).check()


def pair(group: Locator, answer: str = "vooral A") -> None:
    unfold(group)
    group.get_by_role("radio", name=answer, exact=True).check()


def switching(group: Locator) -> None:
    pair(group, "lukt me meestal")


def choice_set(group: Locator, best: int = 0, worst: int = 3) -> None:
    unfold(group)
    group.get_by_role("radio", name="telt het meest").nth(best).check()
    group.get_by_role("radio", name="telt het minst").nth(worst).check()


def question(item: Locator) -> None:
    """Answer whatever is asked: the text, the first choice or the first two of several."""
    for text in item.get_by_role("textbox").all():
        text.fill(SAID)
    for radio in item.get_by_role("radio").all()[:1]:
        radio.check()
    for box in item.get_by_role("checkbox").all()[:2]:
        box.check()


def groups(page: Page) -> list[Locator]:
    """Every group on the page, once all of it has arrived: a list of locators never waits."""
    page.wait_for_load_state()
    return page.get_by_role("main").get_by_role("group").all()


def fill_groups(page: Page, fill: Fill, *, without: int | None = None) -> int:
    """Answer every group on the page but one; return how many were answered."""
    found = [group for place, group in enumerate(groups(page)) if place != without]
    for group in found:
        fill(group)
    return len(found)


def save_page(page: Page) -> None:
    """Press the button; the script may first wait for what is still being saved."""
    with page.expect_navigation():
        page.get_by_role("button", name=NEXT).click()


def follow(link: Locator) -> None:
    """Click a link and wait until the whole page it leads to has arrived."""
    with link.page.expect_navigation():
        link.click()
