"""The pages of intervision: of who takes part, of a group, and of the desk."""

from tests.browser.views import View, press

ROUNDS = ("open", "closed", "proposed", "confirmed", "over")
PLACES = (*(f"{state}_round" for state in ROUNDS), "seated_group", "late_group", "over_group",
          "mover")  # fmt: skip
DESK = "/medewerker/intervisie"
INTERVISION = (
    View("account", "/intervisie", "nothing yet"),
    View("account", "/intervisie/{open_round}", "refused", press("Schrijf mij in")),
    View("taker", "/intervisie"),
    View("taker", "/intervisie/{open_round}"),
    View("taker", "/intervisie/{closed_round}", "closed"),
    View("taker", "/intervisie/groep/{seated_group}"),
    View("taker", "/intervisie/groep/{over_group}", "over"),
    View("taker", "/intervisie/groep/{late_group}/terugkijken"),
    View("taker", "/intervisie/groep/{late_group}/terugkijken", "refused", press("Bewaar")),
    View("medewerker", DESK),
    View("medewerker", DESK, "refused", press("Open deze ronde")),
    *(View("medewerker", f"{DESK}/{{{state}_round}}") for state in ROUNDS),
    View("medewerker", f"{DESK}/{{proposed_round}}", "refused", press("Voeg samen"),
         lands=f"{DESK}/{{proposed_round}}"),
    View("medewerker", f"{DESK}/{{proposed_round}}/verplaatsen/{{mover}}"),
    View("medewerker", f"{DESK}/{{proposed_round}}/verplaatsen/{{mover}}", "refused",
         press("Verplaats")),
)  # fmt: skip
NO_PAGES = {
    "intervision_group.take_days": "for a calendar",
    "intervision_desk.state": "for the script of a page",
}
