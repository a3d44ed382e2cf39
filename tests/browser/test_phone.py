"""Answering with a finger on a phone: what folds, what moves, and how far one scrolls."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import filling
from tests.browser.phone_screens import HEIGHT, ON_A_PHONE, answer_page, settle
from tests.people import at_browser

PAGES = {"gedrag": 10, "stijl": 6, "waardenkeuze": 8, "verdieping": 4}
MOST_SCREENS = 70  # for the whole questionnaire at 360 px


@pytest.fixture
def phone(open_browser: Callable[..., BrowserContext]) -> Page:
    page = open_browser(**ON_A_PHONE).new_page()
    page.clock.install()
    return page


@pytest.fixture
def attempt(phone: Page, address: str) -> str:
    return at_browser.begin(phone.request, address)


def wait_until_saved(page: Page) -> None:
    expect(page.locator("[data-status]")).to_contain_text("opgeslagen")


def test_the_whole_questionnaire_takes_fewer_than_seventy_screens(
    phone: Page, attempt: str
) -> None:
    screens = 0.0
    for part, pages in PAGES.items():
        phone.goto(f"{attempt}/{part}/2")  # the second page stands for all: the first has an intro
        screens += pages * answer_page(phone).pixels / HEIGHT
        if phone.locator(":checked").count():
            wait_until_saved(phone)

    assert screens < MOST_SCREENS


def test_a_set_of_values_fits_on_one_screen_with_its_words_in_every_cell(
    phone: Page, attempt: str
) -> None:
    phone.goto(f"{attempt}/waardenkeuze/2")

    for group in filling.groups(phone):
        box = group.bounding_box()
        assert box
        assert box["height"] < HEIGHT
        for cell in group.locator(".pick").all():
            assert cell.inner_text().split()[-1] in ("meest", "minst")


def test_no_letter_of_a_value_stands_alone_when_all_letters_are_twice_as_large(
    phone: Page, attempt: str
) -> None:
    phone.goto(f"{attempt}/waardenkeuze/2")
    phone.evaluate("document.documentElement.style.fontSize = '212.5%'")  # of 106.25 %

    for name in phone.locator(".best-worst-name").all():
        box = name.bounding_box()
        assert box
        assert box["width"] > HEIGHT / 4  # most of a screen of 360


def test_a_scale_stands_below_each_other_on_a_phone_and_in_a_row_on_a_laptop_in_one_order(
    phone: Page, attempt: str
) -> None:
    phone.goto(f"{attempt}/gedrag/1")
    steps = filling.groups(phone)[0].locator(".step")
    names = steps.all_inner_texts()
    tops = [step.bounding_box()["y"] for step in steps.all()]  # type: ignore[index]
    heights = [step.bounding_box()["height"] for step in steps.all()]  # type: ignore[index]

    phone.set_viewport_size({"width": 1280, "height": 800})
    lefts = [step.bounding_box()["x"] for step in steps.all()]  # type: ignore[index]

    assert tops == sorted(set(tops))
    assert lefts == sorted(set(lefts))
    assert steps.all_inner_texts() == names
    assert min(heights) >= 44


def test_an_answered_question_folds_and_opens_again_with_its_button(
    phone: Page, attempt: str
) -> None:
    phone.goto(f"{attempt}/gedrag/1")
    first = filling.groups(phone)[0]
    first.get_by_role("radio", name="meestal", exact=True).tap()
    settle(phone)

    expect(first.get_by_role("radio")).to_have_count(1)
    expect(first.get_by_role("radio")).to_be_checked()
    wait_until_saved(phone)
    phone.reload()
    expect(filling.groups(phone)[0].get_by_role("radio")).to_have_count(1)

    first.get_by_role("button", name="Pas aan").tap()

    expect(first.get_by_role("radio")).to_have_count(6)
    expect(first.get_by_role("radio", name="meestal", exact=True)).to_be_focused()


def test_the_second_half_of_a_double_tap_never_answers_the_next_question(
    phone: Page, attempt: str
) -> None:
    phone.goto(f"{attempt}/gedrag/2")  # there the first question stands on the first screen
    place = filling.groups(phone)[0].get_by_role("radio", name="bijna altijd").bounding_box()
    assert place
    x, y = place["x"] + 20, place["y"] + 10
    phone.clock.pause_at("2030-01-01")  # no time passes but what the test lets pass

    phone.touchscreen.tap(x, y)
    phone.touchscreen.tap(x, y)
    phone.clock.run_for(450)  # now it folds, and the next question comes to this place
    phone.touchscreen.tap(x, y)

    expect(phone.get_by_role("progressbar")).to_have_accessible_name(
        "Voortgang: 1 van 78 vragen beantwoord"
    )
    expect(filling.groups(phone)[0].get_by_role("radio")).to_have_count(1)


def test_the_keyboard_never_meets_a_folded_question(phone: Page, attempt: str) -> None:
    phone.goto(f"{attempt}/gedrag/1")
    first = filling.groups(phone)[0]
    first.get_by_role("radio", name="bijna nooit").focus()
    phone.keyboard.press("2")
    phone.keyboard.press("ArrowDown")

    expect(first.get_by_role("radio")).to_have_count(6)
    expect(first.get_by_role("radio", name="ongeveer de helft")).to_be_checked()


def test_progress_and_minutes_move_with_each_answer(phone: Page, attempt: str) -> None:
    phone.goto(f"{attempt}/gedrag/1")
    bar = phone.get_by_role("progressbar")
    before = phone.locator("[data-minutes-told]").inner_text()

    for group in filling.groups(phone):
        group.get_by_role("radio").first.tap()

    expect(bar).to_have_accessible_name("Voortgang: 8 van 78 vragen beantwoord")
    expect(phone.locator("[data-minutes-told]")).to_have_text(
        "nog ongeveer 11 minuten, 33 in totaal"
    )
    assert before == "nog ongeveer 12 minuten, 34 in totaal"
    wait_until_saved(phone)
    phone.reload()
    expect(phone.locator("[data-minutes-told]")).to_have_text(
        "nog ongeveer 11 minuten, 33 in totaal"
    )


def test_clearing_takes_the_progress_back(phone: Page, attempt: str) -> None:
    phone.goto(f"{attempt}/stijl/1")
    first = filling.groups(phone)[0]
    first.get_by_role("radio").first.tap()
    settle(phone)
    first.get_by_role("button", name="Pas aan").tap()

    first.get_by_role("button", name="Wis mijn keuze").tap()

    expect(phone.get_by_role("progressbar")).to_have_accessible_name(
        "Voortgang: 0 van 33 vragen beantwoord"
    )
    expect(first.get_by_role("radio")).to_have_count(6)


def test_the_return_code_is_copied_with_one_tap(phone: Page, address: str) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    begun = at_browser.begin(phone.request, address)
    phone.goto(f"{begun}/code")

    phone.get_by_role("button", name="Kopieer de code").tap()

    expect(phone.get_by_role("status")).to_contain_text("Gekopieerd")
    copied = phone.evaluate("navigator.clipboard.readText()")
    assert copied == phone.locator("#code").inner_text()


def test_what_needs_attention_has_the_focus_also_without_a_script(
    open_browser: Callable[..., BrowserContext],
) -> None:
    for script in (True, False):
        page = open_browser(java_script_enabled=script, **ON_A_PHONE).new_page()
        page.goto("/begin")
        page.get_by_role("button", name="Beginnen").click()

        expect(page.get_by_role("alert")).to_be_focused()
        expect(page.get_by_role("alert")).to_contain_text("Kijk dit nog even na")
        expect(page.get_by_role("radio").first).to_have_attribute("aria-invalid", "true")


EVERYWHERE = (
    "/", "/begin", "/voorbeeld", "/vragen", "/privacy", "{new}", "{new}/gedrag/1",
    "{new}/stijl/6", "{new}/waardenkeuze/1", "{new}/verdieping/1", "{new}/op-papier",
    "{done}/resultaat", "{done}/resultaat/waarden", "{done}/plan", "{done}/plan/doel/1",
    "{done}/plan/keuzes", "{done}/document",
)  # fmt: skip


def test_nothing_is_wider_than_the_screen_at_320_px_and_at_twice_the_size_of_text(
    open_browser: Callable[..., BrowserContext], known: at_browser.Known
) -> None:
    narrow = {"viewport": {"width": 320, "height": 740}}
    page = open_browser(cookies=known.cookies, **narrow).new_page()
    wide = []
    for address in EVERYWHERE:
        page.goto(address.format(new=known.new, done=known.done))
        for size in ("106.25%", "212.5%"):
            page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if over > 0:
                wide.append((address, size, over))

    assert wide == []
