"""The pages of a round, for the desk and for who is invited."""

from playwright.sync_api import Page

from tests.browser.views import View, fill_and_press, open_all, press


def _paste_what_is_wrong(page: Page) -> None:
    page.get_by_label("Mailadressen").fill("noor@gemeente.example\ngeen adres\nook@geen")
    press("Voeg toe")(page)


HOME = "/medewerker/rondes"
ROUNDS = (
    View("medewerker", HOME),
    View("medewerker", f"{HOME}/nieuw"),
    View("medewerker", f"{HOME}/nieuw", "refused", press("Maak de ronde")),
    View("medewerker", f"{HOME}/{{round}}", "numbers", open_all),
    View("medewerker", f"{HOME}/{{empty_round}}", "empty"),
    View("medewerker", f"{HOME}/{{fresh_round}}", "not now", press("Verstuur een herinnering")),
    View("medewerker", f"{HOME}/{{ended_desk_round}}", "closed"),
    View("medewerker", f"{HOME}/{{round}}/mensen"),
    View("medewerker", f"{HOME}/{{round}}/mensen", "refused", _paste_what_is_wrong),
    View("medewerker", f"{HOME}/{{round}}/intrekken"),
    View("medewerker", f"{HOME}/{{round}}/intrekken", "refused",
         fill_and_press("Mailadres", "noor", "Trek de uitnodiging in")),
    View("medewerker", f"{HOME}/{{round}}/aanpassen"),
    View("medewerker", f"{HOME}/{{round}}/kopie"),
    View("medewerker", f"{HOME}/{{round}}/kopie", "refused",
         fill_and_press("Tot en met welke dag", "", "Maak de kopie")),
    View("visitor", "/uitnodiging"),
    View("visitor", "/uitnodiging", "refused",
         fill_and_press("De code uit je uitnodiging", "ABC", "Verder")),
    View("visitor", "/uitnodiging/{invitation}"),
    View("visitor", "/begin?uitnodiging={invitation}", "invited"),
    View("visitor", "/uitnodiging/{late_invitation}", "410"),
    View("visitor", "/uitnodiging/onbekend", "404"),
    View("visitor", "/uitnodiging/{invitation}/geen-mail"),
    View("known", "/uitnodiging/{invitation}", "begun before"),
    View("known", "{new}/ronde"),
    View("known", "{new}/ronde", "refused",
         fill_and_press("De code uit je uitnodiging", "ABC", "Laat meetellen")),
    View("taking_part", "{part}/ronde"),
)  # fmt: skip
