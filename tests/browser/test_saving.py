"""With JavaScript every answer is saved at once: seen, kept, retried, and never overwritten."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser import filling
from tests.browser.closing import close
from tests.people import at_browser

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
    expect(item).to_contain_text("Nog 600 tekens.")
    text.press_sequentially("Rust.")
    expect(item).to_contain_text("Nog 595 tekens.")
    expect(saved(page)).to_contain_text(SAVED)
    page.reload()
    expect(text).to_have_value("Rust.")
    text.fill("a" * 603)
    expect(item).to_contain_text("3 tekens te veel.")
    expect(saved(page)).to_contain_text("maak hem korter")
    filling.save_page(page)
    expect(page.get_by_role("alert")).to_contain_text("603 tekens")
    expect(text).to_have_value("a" * 603)


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
    expect(filling.groups(old)[0]).to_contain_text("later dit antwoord: meestal")
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


@pytest.mark.parametrize(
    "unlike",
    [
        "Object.defineProperty(Navigator.prototype, 'onLine', {get: () => false});",
        "delete AbortSignal.timeout; delete HTMLFormElement.prototype.requestSubmit;"
        "Object.defineProperty(SubmitEvent.prototype, 'submitter', {get: () => undefined});",
        "Object.defineProperty(window, 'localStorage', {get: () => { throw new Error(); }});",
    ],
    ids=["says it is offline", "Safari 15", "keeps nothing"],
)
def test_every_browser_saves_and_moves_on(
    context: BrowserContext, attempt: str, unlike: str
) -> None:
    context.add_init_script(unlike)
    page = context.new_page()
    page.goto(f"{attempt}/gedrag/2")
    filling.statement(filling.groups(page)[0])
    expect(saved(page)).to_have_text(filling.CLOCK)
    page.get_by_role("button", name="Opslaan en vorige").click()
    expect(page).to_have_url(f"{attempt}/gedrag/1")
    page.goto(f"{attempt}/gedrag/2")
    expect(radio(page, 0, "meestal")).to_be_checked()


@pytest.mark.parametrize(
    ("failure", "cause"), [("abort", "er is geen verbinding"), ("500", "een storing bij ons")]
)
def test_while_saving_fails_the_page_stays_and_tells_why(
    context: BrowserContext, attempt: str, failure: str, cause: str
) -> None:
    page = context.new_page()
    page.goto(f"{attempt}/gedrag/1")
    page.route(
        "**/afname/**",
        lambda route: route.abort() if failure == "abort" else route.fulfill(status=500, body=""),
    )
    filling.statement(filling.groups(page)[0])
    expect(saved(page)).to_contain_text(cause)
    page.get_by_role("button", name=filling.NEXT).click()
    expect(saved(page)).to_contain_text(cause)
    expect(page).to_have_url(f"{attempt}/gedrag/1")
    page.unroute_all(behavior="ignoreErrors")
    page.get_by_role("button", name=filling.NEXT).click()
    expect(page).to_have_url(f"{attempt}/gedrag/2")


def test_what_a_closed_tab_could_not_save_is_saved_on_the_next_visit(
    context: BrowserContext, attempt: str
) -> None:
    page = context.new_page()
    page.goto(f"{attempt}/verdieping/2")
    page.route("**/antwoord", lambda route: route.abort())
    page.get_by_role("textbox").first.fill("Rust.")
    close(page)

    page = context.new_page()
    with page.expect_response("**/antwoord"):
        page.goto(attempt)  # another page of the attempt than where it was typed
    expect(page.locator("[data-unsaved]")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0
    page.goto(f"{attempt}/verdieping/2")
    expect(page.get_by_role("textbox").first).to_have_value("Rust.")


def test_who_is_not_signed_in_any_more_is_told_and_saves_after_the_code(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto("/begin")
    page.get_by_role("radio").nth(2).check()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Beginnen").click()
    code = page.locator("#code").inner_text()
    attempt = page.url.removesuffix("/code")
    page.goto(f"{attempt}/verdieping/2")
    context.clear_cookies()
    page.get_by_role("textbox").first.fill("Dit typte ik.")
    expect(saved(page)).to_contain_text("niet meer aangemeld")
    page.get_by_role("button", name=filling.NEXT).click()
    expect(page.get_by_role("main")).to_contain_text("Dit typte ik.")

    page.get_by_role("link", name="Verder met je code").first.click()
    page.get_by_label("Je terugkeercode").fill(f"mijn code: {code.lower()}")
    with page.expect_response("**/antwoord"):
        page.get_by_role("button", name="Openen").click()
    page.goto(f"{attempt}/verdieping/2")
    expect(page.get_by_role("textbox").first).to_have_value("Dit typte ik.")


def test_closing_forgets_what_this_browser_kept(context: BrowserContext, attempt: str) -> None:
    page = context.new_page()
    page.goto(f"{attempt}/gedrag/1")
    page.route("**/antwoord", lambda route: route.abort())
    filling.statement(filling.groups(page)[0])
    expect(saved(page)).to_contain_text(OFFLINE)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(attempt)
    expect(page.locator("[data-unsaved]")).to_be_visible()
    page.get_by_role("button", name="Sluit in deze browser").click()
    expect(page).to_have_url(re.compile("/$"))
    assert page.evaluate("localStorage.length") == 0


def test_a_choice_can_be_cleared_and_half_a_set_is_kept(
    context: BrowserContext, attempt: str
) -> None:
    page = context.new_page()
    page.goto(f"{attempt}/waardenkeuze/1")
    first, second = filling.groups(page)[:2]
    filling.choice_set(first)
    second.get_by_role("radio", name="telt het meest").first.check()
    expect(saved(page)).to_contain_text("Kies ook de waarde die voor jou het minst telt")
    first.get_by_role("button", name="Wis mijn keuze").click()
    expect(saved(page)).to_have_text(filling.CLOCK)
    expect(first.get_by_role("button", name="Wis mijn keuze")).to_be_hidden()
    page.reload()
    assert checked(page) == [f"{second.get_attribute('data-item')}-0"]


def test_an_option_that_excludes_the_others_takes_their_place(
    context: BrowserContext, attempt: str
) -> None:
    page = context.new_page()
    page.goto(f"{attempt}/verdieping/1")
    group = page.get_by_role("group").filter(has_text="Geen van deze")
    alone = group.get_by_role("checkbox", name="Geen van deze")
    group.get_by_role("checkbox").first.check()
    alone.check()
    expect(group.get_by_role("checkbox").first).not_to_be_checked()
    group.get_by_role("checkbox").nth(1).check()
    expect(alone).not_to_be_checked()
    expect(saved(page)).to_have_text(filling.CLOCK)


def test_a_goal_that_was_not_saved_comes_back_and_can_be_let_go(
    known: at_browser.Known, open_browser: Callable[..., BrowserContext]
) -> None:
    page = open_browser(cookies=known.cookies).new_page()
    form = f"{known.done}/plan/doel/3"
    page.goto(form)
    aim = page.get_by_label("Wat wil ik bereiken?")
    aim.fill("Dit typte ik.")
    expect(page.locator("#aim-limit")).to_have_text("Nog 587 tekens.")
    page.goto(f"{known.done}/plan")
    page.get_by_role("link", name="Bekijk het en sla het op").click()
    expect(aim).to_have_value("Dit typte ik.")
    page.get_by_label("Waar gaat dit doel over?").select_option("POL1")
    page.route("**/doel/3", lambda route: route.abort())
    page.get_by_role("button", name="Bewaar dit doel").click()
    expect(saved(page)).to_contain_text("er is geen verbinding")
    expect(aim).to_have_value("Dit typte ik.")
    page.unroute_all(behavior="ignoreErrors")
    page.reload()
    expect(aim).to_have_value("Dit typte ik.")
    page.get_by_role("button", name="Gebruik dit niet").click()
    expect(aim).to_have_value("")


def test_an_empty_goal_that_is_refused_leaves_nothing_to_save(
    known: at_browser.Known, open_browser: Callable[..., BrowserContext]
) -> None:
    page = open_browser(cookies=known.cookies).new_page()
    page.goto(f"{known.done}/plan/doel/3")
    page.get_by_role("button", name="Bewaar dit doel").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies waar dit doel over gaat")

    page.goto(f"{known.done}/plan")
    expect(page.locator("[data-unsaved]")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


def saved(page: Page) -> Locator:
    return page.locator("[data-status]")


def radio(page: Page, place: int, name: str) -> Locator:
    return filling.groups(page)[place].get_by_role("radio", name=name, exact=True)


def checked(page: Page) -> list[str]:
    """The ids of all that is chosen on the page."""
    controls = [*page.get_by_role("radio").all(), *page.get_by_role("checkbox").all()]
    return [str(one.get_attribute("id")) for one in controls if one.is_checked()]
