"""The pages of the method and of the instruments."""

from tests.browser.views import View, fill_and_press, press

INSTRUMENTS = (
    View("visitor", "/methode"),
    View("medewerker", "/medewerker/instrumenten"),
    View("medewerker", "/medewerker/instrumenten/norm"),
    View("medewerker", "/medewerker/instrumenten/norm", "refused", press("Maak deze norm")),
    View("medewerker", "/medewerker/instrumenten/ijking"),
    View("medewerker", "/medewerker/instrumenten/opdrachten/{report_run}", "ready"),
    View("medewerker", "/medewerker/instrumenten/opdrachten/{failed_run}", "failed"),
    View("medewerker", "/medewerker/instrumenten/opdrachten/{export_run}", "proposed"),
    View("medewerker", "/medewerker/instrumenten/normen/1"),
    View("medewerker", "/medewerker/instrumenten/ijkingen/1"),
    View("medewerker", "/medewerker/voorstellen/{proposal}", "own"),
    View("beheerder", "/medewerker/voorstellen/{proposal}"),
    View("beheerder", "/medewerker/voorstellen/{proposal}", "refused",
         fill_and_press("Typ:", "iets anders", "Bevestig")),
    View("medewerker", "/medewerker/onderzoek"),
    View("medewerker", "/medewerker/onderzoek", "refused", press("Stel dit bestand voor")),
)  # fmt: skip

NO_PAGES_OF_INSTRUMENTS = {
    "instruments.state": "for the script of a page",
    "instruments.open_report": "has checkers of its own",
    "instruments.take_files": "for other programs",
}
