"""With JavaScript every answer is saved at once: seen, kept, retried, and never overwritten."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser import filling
from tests.people import at_browser

pytestmark = pytest.mark.xdist_group("browser")

SAVED = "opgeslagen om "
OFFLINE = "Nog niet opgeslagen: er is geen verbinding"
ELSEWHERE = "in een ander venster veranderd"


@pytest.fixture
def context(open_browser: Callable[..., BrowserContext]) -> BrowserContext:
    return open_browser()


@pytest.fixture
def attempt(context: BrowserContext, address: str) -> str:
    """A new attempt, with nothing answered yet."""
    return at_browser.begin(context.request, address)


@pytest.mark.parametrize(
    ("path", "fill"),
    [
        ("gedrag/1", filling.statement),
        ("stijl/1", filling.pair),
        ("stijl/5", filling.switching),
        ("stijl/6", filling.pair),
        ("waardenkeuze/1", filling.choice_set),
        ("verdieping/1", filling.question),
    ],
)
def test_each_kind_of_answer_is_saved_at_once_and_survives_a_reload(
    context: BrowserContext, attempt: str, path: str, fill: filling.Fill
) -> None:
    page = context.new_page()
    page.goto(f"{attempt}/{path}")
    fill(filling.groups(page)[1])
    expect(saved(page)).to_contain_text(SAVED)
    expect(saved(page)).to_be_in_viewport()
    chosen = checked(page)
    assert chosen
    page.reload()
    assert checked(page) == chosen


def test_an_open_answer_counts_what_is_left_and_is_saved_while_typing(
    context: BrowserContext, attempt: str
) -> None:
    page = context.new_page()
    page.goto(f"{attempt}/verdieping/2")
    text = page.get_by_role("textbox").first
    item = page.locator(".item").first
    expect(item).to_contain_text("Nog 800 tekens.")
    text.press_sequentially("Rust.")
    expect(item).to_contain_text("Nog 795 tekens.")
    expect(saved(page)).to_contain_text(SAVED)
    page.reload()
    expect(text).to_have_value("Rust.")
    text.fill("a" * 803)
    expect(item).to_contain_text("3 tekens te veel.")
    expect(saved(page)).to_contain_text("maak hem korter")
    filling.save_page(page)
    expect(page.get_by_role("alert")).to_contain_text("803 tekens")
    expect(text).to_have_value("a" * 803)


def test_number_keys_choose_on_the_scale_that_has_the_focus(
    context: BrowserContext, attempt: str
) -> None:
    page = context.new_page()
    page.goto(f"{attempt}/gedrag/1")
    scale = filling.groups(page)[0].get_by_role("radio")
    scale.first.focus()
    page.keyboard.press("4")
    expect(scale.nth(3)).to_be_checked()
    expect(scale.nth(3)).to_be_focused()
    expect(saved(page)).to_contain_text(SAVED)
    page.keyboard.press("9")
    expect(scale.nth(3)).to_be_checked()


def test_offline_the_choice_stays_and_is_saved_by_itself_when_the_line_is_back(
    context: BrowserContext, attempt: str
) -> None:
    page = context.new_page()
    page.goto(f"{attempt}/gedrag/1")
    context.set_offline(True)
    filling.statement(filling.groups(page)[0])
    expect(saved(page)).to_contain_text(OFFLINE)
    page.get_by_role("button", name=filling.NEXT).click()  # would lose the page, so it stays
    expect(saved(page)).to_contain_text(OFFLINE)
    expect(radio(page, 0, "meestal")).to_be_checked()
    context.set_offline(False)
    expect(saved(page)).to_contain_text(SAVED)
    page.reload()
    expect(radio(page, 0, "meestal")).to_be_checked()


def test_a_failed_save_is_not_hidden_by_a_later_one_that_worked(
    context: BrowserContext, attempt: str
) -> None:
    page = context.new_page()
    page.goto(f"{attempt}/waardenkeuze/1")
    filling.choice_set(filling.groups(page)[0], best=2, worst=2)
    expect(saved(page)).to_contain_text("Kies twee verschillende waarden")
    filling.choice_set(filling.groups(page)[1])
    expect(saved(page)).to_contain_text("maar nog niet alles is bewaard")
    filling.choice_set(filling.groups(page)[0])
    expect(saved(page)).to_have_text(filling.CLOCK)


def test_an_old_tab_cannot_overwrite_and_shows_both_answers(
    context: BrowserContext, attempt: str
) -> None:
    old, new = context.new_page(), context.new_page()
    old.goto(f"{attempt}/gedrag/1")
    new.goto(f"{attempt}/gedrag/1")
    filling.statement(filling.groups(new)[0], "meestal")
    expect(saved(new)).to_contain_text(SAVED)

    filling.statement(filling.groups(old)[0], "af en toe")
    expect(saved(old)).to_contain_text(ELSEWHERE)
    filling.statement(filling.groups(old)[1], "ongeveer de helft")
    expect(saved(old)).to_contain_text("maar nog niet alles is bewaard")
    filling.save_page(old)
    expect(old.get_by_role("alert")).to_contain_text("ergens anders veranderd")
    expect(filling.groups(old)[0]).to_contain_text("later dit antwoord: vaak")
    expect(radio(old, 0, "af en toe")).to_be_checked()
    new.reload()
    expect(radio(new, 0, "meestal")).to_be_checked()

    filling.save_page(old)
    expect(old).to_have_url(f"{attempt}/gedrag/2")
    new.reload()
    expect(radio(new, 0, "af en toe")).to_be_checked()


def test_a_button_pressed_while_an_answer_is_being_saved_waits_for_it(
    context: BrowserContext, attempt: str
) -> None:
    page = context.new_page()
    page.goto(f"{attempt}/gedrag/1")
    held: list[object] = []
    page.route("**/antwoord", lambda route: held.append(route) if not held else route.continue_())
    with page.expect_request("**/antwoord"):
        filling.statement(filling.groups(page)[0], "meestal")
    filling.statement(
        filling.groups(page)[0], "ongeveer de helft"
    )  # changed while the first is under way
    page.get_by_role("button", name=filling.NEXT).click()
    expect(page).to_have_url(f"{attempt}/gedrag/1")
    held[0].continue_()  # type: ignore[attr-defined]
    expect(page).to_have_url(f"{attempt}/gedrag/2")
    page.goto(f"{attempt}/gedrag/1")
    expect(radio(page, 0, "ongeveer de helft")).to_be_checked()


def saved(page: Page) -> Locator:
    return page.locator("[data-status]")


def radio(page: Page, place: int, name: str) -> Locator:
    return filling.groups(page)[place].get_by_role("radio", name=name, exact=True)


def checked(page: Page) -> list[str]:
    """The ids of all that is chosen on the page."""
    controls = [*page.get_by_role("radio").all(), *page.get_by_role("checkbox").all()]
    return [str(one.get_attribute("id")) for one in controls if one.is_checked()]
