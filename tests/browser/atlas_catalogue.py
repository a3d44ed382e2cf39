"""The catalogue and the vraagbeeld: what the desk sees of them, and what a participant sees."""

from playwright.sync_api import Page

from tests.browser.places_catalogue import UNTIL
from tests.browser.views import View, open_all, press

BASE = "/medewerker/aanbod"


def _take_in_nothing(page: Page) -> None:
    page.get_by_label("De catalogus").fill("dit is geen toml")
    press("Zet in het concept")(page)


def _break_a_rule(page: Page) -> None:
    page.get_by_label("De eigen pagina").fill("geen adres")
    press("Bewaar in het concept")(page)


def _take_away(page: Page) -> None:
    page.get_by_role("button", name="Haal weg").first.click()


def _choose_twice(page: Page) -> None:
    page.get_by_label("Plaats 2").select_option("BLE")
    press("Bewaar in het concept")(page)


OFFER = (
    View("known", "{done}/aanbod"),
    View("known", "{done}/aanbod/INT"),
    View("known", "{done}/aanbod/INT", "refused", press("Ik heb belangstelling")),
)
CATALOGUE = (
    View("owner", "/afname/{shared}/aanbod", "told"),
    View("owner", "/afname/{shared}/aanbod/LBG", "told"),
    View("owner", "/afname/{shared}/plan", "newer offer"),
    View("medewerker", "/account", "desk"),
    View("medewerker", BASE, "draft"),
    View("medewerker", f"{BASE}/nieuw"),
    View("medewerker", f"{BASE}/nieuw", "refused", press("Bewaar in het concept")),
    View("medewerker", f"{BASE}/programma/LBG", "open", open_all),
    View("medewerker", f"{BASE}/programma/LBG", "refused", _break_a_rule),
    View("medewerker", f"{BASE}/inlezen"),
    View("medewerker", f"{BASE}/inlezen", "refused", _take_in_nothing),
    View("medewerker", f"{BASE}/advies"),
    View("medewerker", f"{BASE}/advies/wens/wens-speelveld/politiek"),
    View("medewerker", f"{BASE}/advies/wens/wens-speelveld/politiek", "refused", _choose_twice),
    View("medewerker", f"{BASE}/advies/fase/starter"),
    View("medewerker", f"{BASE}/contacten"),
    View("medewerker", f"{BASE}/contacten", "refused", _take_away),
    View("medewerker", f"{BASE}/contacten/nieuw"),
    View("medewerker", f"{BASE}/contacten/nieuw", "refused", press("Bewaar in het concept")),
    View("medewerker", f"{BASE}/contacten/contact/vereniging"),
    View("medewerker", f"{BASE}/proef"),
    View("medewerker", f"{BASE}/versies"),
    View("medewerker", f"{BASE}/belangstelling/LBG"),
    View("medewerker", f"{BASE}/belangstelling/BAS", "nobody"),
    View("medewerker", "/medewerker/vraagbeeld"),
    View("medewerker", f"/medewerker/vraagbeeld/zittend/{UNTIL}", "open", open_all),
)
NO_PAGES = {
    "catalogue.download_version": "the catalogue for another program",
    "demand.download_table": "a table for another program",
    "demand.download_codebook": "a table for another program",
}
