"""The pages of a college, each in each state; tests/browser/atlas.py shows them with the others."""

from playwright.sync_api import Page

from tests.browser.views import View, fill_and_press, open_all, press


def _look(page: Page) -> None:
    page.get_by_label("Je naam, zoals de anderen je kennen").fill("Guus")
    page.get_by_label("Een stip zonder naam").check()
    press("Laat zien wat er van mij in komt")(page)


def _say_yes_to_another(page: Page) -> None:
    """Say yes to words that are not there any more."""
    page.locator("[name=gezien]").evaluate("(one) => { one.value = 'een ander'; }")
    press("Ja, deze stijlen mogen in een profielschets")(page)


COLLEGE = (
    View("account", "/college", "none"),
    View("account", "/college", "refused", press("Begin")),
    View("member", "/college"),
    View("asked for college", "/college", "asked"),
    View("asked for college", "/college/uitnodigingen/{asked}"),
    View("asked for college", "/college/uitnodigingen/{asked}", "refused",
         press("Laat zien wat er van mij in komt")),
    View("asked for college", "/college/uitnodigingen/{asked}", "looked", _look),
    View("member", "/college/{college}", "open", open_all),
    View("member", "/college/{college}", "refused",
         fill_and_press("Mailadres van een collega", "guus", "Vraag deze collega")),
    View("member", "/college/{small_college}", "no picture yet"),
    View("member", "/college/{left_college}", "after two left", open_all),
    View("member", "/college/{college}/eruit"),
    View("member", "/college/{small_college}/profielschets", "no picture yet"),
    View("member", "/college/{left_college}/profielschets", "after two left"),
    View("member", "/college/{asking_college}/profielschets", "asking"),
    View("member", "/college/{asking_college}/profielschets", "refused", _say_yes_to_another),
    View("member", "/college/{open_college}/profielschets", "all said yes"),
    View("member", "/college/{open_college}/profielschets/maken"),
)  # fmt: skip
