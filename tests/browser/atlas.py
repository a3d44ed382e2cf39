"""Every kind of page of the product, and every state of it: where it stands and how to get there.

tests/browser/test_accessibility.py checks each of them, and `python -m tests.browser.look` makes
pictures of them. tests/web/test_atlas.py refuses an address of the product that is not in here.
"""

from playwright.sync_api import Page, expect

from assessment.services.releasing import RELEASED_PARTS
from tests.browser import atlas_catalogue, atlas_intervision, filling
from tests.browser.atlas_college import COLLEGE
from tests.browser.atlas_instruments import INSTRUMENTS, NO_PAGES_OF_INSTRUMENTS
from tests.browser.atlas_others import OTHERS
from tests.browser.atlas_rounds import ROUNDS
from tests.browser.closing import close
from tests.browser.views import View, fill_and_press, open_all, press, send

SECTIONS = ("", "competenties", "stijl", "waarden", "prioriteit-lef",
            "prioriteit-gemeenschappelijkheid", "prioriteit-betrokkenheid",
            "prioriteit-bekwaamheid", "ervaring", "steun", "verantwoording")  # fmt: skip


def _choose_twice(page: Page) -> None:
    filling.choice_set(filling.groups(page)[0], best=1, worst=1)
    filling.save_page(page)


def _answer_two(page: Page) -> None:
    first, second, *_ = filling.groups(page)
    filling.statement(first)
    filling.statement(second, "bijna nooit")
    expect(page.locator("[data-status]")).to_contain_text("opgeslagen")


def _answer_elsewhere_first(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    filling.statement(filling.groups(other)[0], "bijna nooit")
    filling.save_page(other)
    close(other)
    page.context.set_offline(True)  # or the page would save at once, and see the other answer
    filling.statement(filling.groups(page)[0], "bijna altijd")
    page.context.set_offline(False)
    filling.save_page(page)
    expect(page.get_by_role("alert")).to_contain_text("ergens anders veranderd")


def _wait_for_pdf(page: Page) -> None:
    page.route("**/stand", lambda route: route.abort())
    page.get_by_label("Voor wie").fill(f"de griffier {page.viewport_size}")
    press("Maak hem opnieuw")(page)
    expect(page.get_by_role("status").first).to_contain_text("wordt gemaakt")


def _ask_too_often(page: Page) -> None:
    page.set_extra_http_headers({"X-Forwarded-For": "203.0.113.9"})
    for _ in range(31):
        page.get_by_label("Je terugkeercode").fill("AAAA-BBBB-CCCC-DDDD")
        press("Openen")(page)
        if page.get_by_role("heading", name="Even wachten").is_visible():
            break
    page.set_extra_http_headers({})


def _open_an_entry(page: Page) -> None:
    page.get_by_label("Wat deed je?").fill("Training debatteren")
    page.get_by_label("Hoeveel uur duurde het?").fill("2,5")
    press("Bewaar")(page)
    page.get_by_role("link", name="Pas aan").first.click()
    expect(page.get_by_label("Een bewijs toevoegen")).to_be_visible()


def _add_nothing(page: Page) -> None:
    open_all(page)
    press("Voeg de afspraak toe")(page)


def _make_profile(page: Page) -> None:
    for name in ("Voor wie", "Welk gedrag"):
        page.get_by_role("group", name=name).locator("input").first.check()
    press("Maak de profielschets")(page)


def _send_as_an_old_browser(page: Page) -> None:
    """Post without a token, and without the header that a newer browser sends instead."""
    answer = page.context.request.post("/begin", form={"name": "Noor Jansen"})
    page.route("**/begin", lambda route: route.fulfill(response=answer))
    page.goto("/begin")


def _send_from_elsewhere(page: Page) -> None:
    address = page.url
    page.goto(f"data:text/html,<form method=post action={address}><button>Stuur</button></form>")
    press("Stuur")(page)


VISITOR = (
    View("visitor", "/"),
    View("visitor", "/begin"),
    View("visitor", "/begin", "refused", press("Beginnen")),
    View("visitor", "/verder"),
    View("visitor", "/verder", "refused", fill_and_press("Je terugkeercode", "ABC", "Openen")),
    View("visitor", "/verder", "429", _ask_too_often, error="too_many"),
    View("visitor", "/privacy"),
    View("visitor", "/toegankelijkheid"),
    View("visitor", "/steun"),
    View("visitor", "/voorbeeld"),
    View("visitor", "/voorbeeld/competenties", "open", open_all),
    View("visitor", "/profielschets"),
    View("visitor", "/profielschets", "refused", press("Maak de profielschets")),
    View("visitor", "/profielschets", "made", _make_profile),
    View("visitor", "/vragen"),
    View("visitor", "/vragen/aspirant"),
    View("visitor", "/componenten", "open", open_all),
    View("visitor", "/nergens", "404", error="not_found"),
    View("visitor", "/begin", "400", _send_as_an_old_browser, error="token"),
    View("visitor", "/begin", "413", send("/begin", {"name": "x" * 300_000}), error="too_large"),
    View("visitor", "/aanmelden"),
    View("visitor", "/aanmelden", "refused",
         fill_and_press("Je mailadres", "noor", "Stuur mij een code")),
    View("visitor", "/begin", "403", _send_from_elsewhere, error="elsewhere"),
    View("visitor", "/", "405", send("/privacy", {}), error="other"),
    View("visitor", "/aanmelden/organisatie", lands="/aanmelden/organisatie/terug"),
    View("asked", "/aanmelden/code"),
    View("asked", "/aanmelden/code", "refused",
         fill_and_press("De code uit je mail", "000000", "Aanmelden")),
    View("visitor", "/lokale-post"),
)  # fmt: skip
NEW = (
    View("known", "/", "known"),
    View("known", "{new}"),
    View("known", "{new}/code", "waits"),
    View("known", "{new}/gedrag/1"),
    View("known", "{new}/gedrag/1", "answered", _answer_two),
    View("known", "{new}/stijl/1"),
    View("known", "{new}/stijl/5"),
    View("known", "{new}/stijl/6"),
    View("known", "{new}/waardenkeuze/1"),
    View("known", "{new}/waardenkeuze/1", "refused", _choose_twice),
    View("known", "{new}/verdieping/1"),
    View("known", "{new}/verdieping/2"),
    View("known", "{new}/indienen"),
    View("known", "{new}/resultaat", "409", error="not_submitted"),
    View("known", "{new}/op-papier"),
    View("known", "{new}/op-papier/gedrag"),
    View("known", "{new}/op-papier/waardenkeuze"),
    View("known", "{new}/verwijderen"),
    View("known", "{half}"),
    View("known", "{half}/gedrag/2"),
    View("known", "{half}/gedrag/3", "conflict", _answer_elsewhere_first),
    View("known", "{half}/indienen"),
)  # fmt: skip
DONE = (
    View("known", "{done}"),
    View("known", "{done}/code", "shown before"),
    *(View("known", f"{{done}}/resultaat/{section}".rstrip("/"), "open", open_all)
      for section in SECTIONS),
    View("known", "{done}/resultaat"),
    View("known", "{done}/resultaat/verandering"),
    View("known", "{done}/resultaat/competenties"),
    View("known", "{done}/resultaat/verandering", "refused",
         fill_and_press("Terugkeercode", "ABC", "Vergelijken")),
    View("known", "{done}/resultaat/waarom/POL1"),
    View("known", "{done}/resultaat/waarom/lef"),
    View("known", "{done}/resultaat/waarom/vrijheid"),
    View("known", "{done}/resultaat/waarom/eerlijkheid"),
    View("known", "{done}/scherper"),
    View("known", "{alike}/scherper"),
    View("known", "{closer}"),
    View("known", "{done}/dilemmas"),
    View("known", "{closer_dilemmas}"),
    View("known", "{done}/plan"),
    View("known", "{done}/plan/waarom", "open", open_all),
    View("known", "{done}/terugblik"),
    View("known", "{done}/plan/keuzes"),
    View("known", "{done}/plan/doel/1"),
    View("known", "{done}/plan/doel/3?over=empathie"),
    View("known", "{done}/plan/doel/3", "refused", press("Bewaar dit doel")),
    View("known", "{done}/document", "open", open_all),
    View("known", "{done}/document/bijlage"),
    View("known", "{done}/document/volledig"),
    View("known", "{done}/document/klopt"),
    View("known", "{done}/document/klopt", "refused",
         fill_and_press("Controlecode", "x", "Controleren")),
    View("known", "{pdf}/wachtwoord"),
    View("known", "{pdf}/wachtwoord", "refused", press("Bewaar de PDF met dit wachtwoord")),
    View("known", "{plan_page}", "document"),
    View("known", "{card_page}", "document"),
    View("known", "{done}/kaarten"),
    View("known", "{done}/kaarten/online-haat"),
    View("known", "{done}/apparaten"),
    View("known", "{done}/gegevens"),
    View("known", "{done}/verwijderen"),
    View("known", "{done}", "closed 409",
         send("/gedrag/1", {"pub1-1": "4", "seen.pub1-1": "1"}), error="closed"),
    View("known", "{done}", "plan made 409", send("/heropenen", {}), error="plan_made"),
    View("known", "{done}/plan", "plan changed 409",
         send("/plan/doel/1/verwijderen", {"revision": "0"}), error="plan_changed"),
    View("known", "{done}/plan", "500", error="fault", broken=True),
    View("known", "{done}/plan", "503", error="unreadable", keyless=True),
    View("known", "{done}/document", "waiting", _wait_for_pdf),
    View("known", "{alike}/resultaat", "alike"),
    View("known", "{aspirant}/plan", "empty"),
    View("known", "{alike}/document", "none"),
)  # fmt: skip
ASPIRANT = (
    View("known", "{aspirant}", "aspirant"),
    View("known", "{aspirant}/resultaat", "aspirant"),
    View("known", "{aspirant}/plan/doel/1"),
    View("known", "{aspirant}/document", "aspirant"),
    View("known", "{orientation}", "document"),
)
ACCOUNT = (
    View("account", "/account"),
    View("account", "/account", "refused", fill_and_press("Je terugkeercode", "ABC", "Voeg toe")),
    View("account", "/account/apparaten"),
    View("account", "/account/verloop"),
    View("account", "/account/logboek"),
    View("account", "/account/logboek/nieuw"),
    View("account", "/account/logboek/nieuw", "refused", press("Bewaar")),
    View("account", "/account/logboek/nieuw", "kept", _open_an_entry,
         lands="/account/logboek/00000000-0000-4000-8000-000000000000"),
    View("account", "/account/herinneringen"),
    View("account", "/account/mailadres"),
    View("account", "/account/mailadres", "refused",
         fill_and_press("Het tweede mailadres", "noor", "Stuur mij een code")),
    View("account", "/account/mailadres", "asked",
         fill_and_press("Het tweede mailadres", "twee@gemeente.example", "Stuur mij een code"),
         lands="/account/mailadres/code"),
    View("account", "/account/beveiliging"),
    View("account", "/account/code-app"),
    View("account", "/account/code-app", "refused",
         fill_and_press("De code uit je code-app", "000000", "Gebruik deze app")),
    View("account", "/account/beheerder"),
    View("account", "/account/beheerder", "refused",
         fill_and_press("De startcode", "ABC", "Word beheerder")),
    View("account", "/account/gegevens"),
    View("account", "/account/verwijderen"),
    View("waiting", "/aanmelden/tweede-stap"),
    View("waiting", "/aanmelden/tweede-stap", "refused",
         fill_and_press("De code uit je code-app", "000000", "Aanmelden")),
    View("beheerder", "/account", "role"),
    View("beheerder", "/account/beveiliging", "app"),
    View("beheerder", "/account/beveiliging", "codes", press("Maak nieuwe herstelcodes"),
         lands="/account/herstelcodes"),
    View("beheerder", "/account/verwijderen", "last"),
    View("beheerder", "/beheer/accounts"),
    View("beheerder", "/beheer/accounts", "refused", press("Bewaar")),
)  # fmt: skip
TALKS = ("talking", "to_agree", "agreed", "evaluated")
SHARING = (
    View("visitor", "/demo"),
    View("visitor", "/echtheid"),
    View("visitor", "/echtheid", "unknown",
         fill_and_press("Controlecode", "3F2A 9C71 B04D 8E11", "Controleren")),
    View("visitor", "/echtheid", "refused", press("Controleren")),
    View("account", "/delen", "nobody yet"),
    View("account", "/delen", "refused",
         fill_and_press("Mailadres van je coach", "els", "Uitnodigen")),
    View("account", "/toestemmingen", "none"),
    View("account", "/account/gebeurtenissen", "few"),
    View("owner", "/account", "shares"),
    View("owner", "/delen"),
    View("owner", "/delen/geopend"),
    View("owner", "/delen/coaches/{coaching}/vrijgeven"),
    View("owner", "/delen/coaches/{coaching}/inzage?resultaat={shared}&tot=x", "refused",
         lands="/delen/coaches/{coaching}/vrijgeven"),
    View("owner", "/delen/coaches/{coaching}/inzage?resultaat={shared}&deel=story&deel=style"
                  "&deel=competencies&deel=plan&tot={until}", "all", open_all),
    View("owner", "/delen/coaches/{coaching}/blokkeren"),
    View("owner", "/delen/vrijgaven/{talking_release}"),
    View("owner", "/delen/vrijgaven/{talking_release}?deel=values", "open", open_all),
    View("owner", "/toestemmingen"),
    View("owner", "/account/gebeurtenissen"),
    View("owner", "/afname/{shared}/verbeteren"),
    *(View("owner", f"/gesprek/{{{state}_talk}}", "open", open_all) for state in TALKS),
    View("owner", "/gesprek/{withdrawn_talk}"),
    View("owner", "/gesprek/{talking_talk}", "refused", _add_nothing),
    View("owner", "/gesprek/{agreed_talk}/terugkijken"),
    View("owner", "/gesprek/{agreed_talk}/terugkijken", "refused",
         press("Sluit het gesprek af")),
    View("owner", "/gesprek/{talking_talk}/afspraken/{action}"),
    View("alone", "/coach", "nobody yet"),
    View("coach", "/coach"),
    *(View("coach", f"/coach/gesprek/{{{state}_talk}}", "open", open_all) for state in TALKS),
    View("coach", "/gesprek/{talking_talk}/afspraken/{action}"),
    *(View("coach", f"/vrijgegeven/{{talking_release}}/{part}", "open", open_all)
      for part in RELEASED_PARTS),
    View("coach", "/vrijgegeven/{withdrawn_release}/story", "404", error="not_released"),
    View("medewerker", "/medewerker/coach-voorstellen"),
    View("medewerker", "/medewerker/coach-voorstellen", "refused", press("Stel deze coach voor")),
    View("beheerder", "/beheer/gebeurtenissen"),
)  # fmt: skip
# Accounts come first: who signed in longer ago is asked to sign in again before some pages.
GROUPS = {"account": ACCOUNT, "visitor": VISITOR, "new": NEW, "done": DONE, "aspirant": ASPIRANT,
          "sharing": SHARING, "others": OTHERS, "college": COLLEGE,
          "intervision": atlas_intervision.INTERVISION, "offer": atlas_catalogue.OFFER,
          "catalogue": atlas_catalogue.CATALOGUE, "instruments": INSTRUMENTS,
          "rounds": ROUNDS}  # fmt: skip
EVERY = tuple(view for group in GROUPS.values() for view in group)

# What is no page: why nobody reads it in a window.
NO_PAGES = {
    **atlas_intervision.NO_PAGES,
    **NO_PAGES_OF_INSTRUMENTS,
    "static": "files of the pages",
    "own_organisation.ask": "sends the browser on",
    "home.new_code": "sends the browser on",
    "well_known.tell_security_contact": "for programs",
    "preview.print_questions": "has checkers of its own",
    "paper.print_part": "has checkers of its own",
    "status.healthy": "for programs",
    "status.ready": "for programs",
    "result.figure": "pictures in a page",
    "preview.draw_figure": "pictures in a page",
    "history.figure": "pictures in a page",
    "method.download_norm": "a table for another program",
    "method.download_codebook": "a table for another program",
    "choosing.figure": "pictures in a page",
    "sharing.figure": "pictures in a page",
    "received.figure": "pictures in a page",
    "received.show": "sends the browser on",
    "acts.take_day": "for a calendar",
    "acts.open_sheet": "has checkers of its own",
    "logbook.download_certificate": "what its owner sent",
    "logbook.download_csv": "a table for another program",
    "logbook.download_pdf": "has checkers of its own",
    "calendar.take_goal": "for a calendar",
    "calendar.take_measuring": "for a calendar",
    "calendar.take_all": "for a calendar",
    "others_result.figure": "pictures in a page",
    "others_result.make_pdf": "has checkers of its own",
    "college_room.figure": "pictures in a page",
    "college_room.take_pdf": "has checkers of its own",
    "documents.state": "for the script of a page",
    "documents.open_pdf": "has checkers of its own",
    **atlas_catalogue.NO_PAGES,
}
