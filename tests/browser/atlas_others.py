"""The pages on which somebody asks others, others answer, and the result is read."""

from playwright.sync_api import Page

from tests.browser.views import SEND, TOKEN, Do, View, open_all, press


def _post_to(ending: str) -> Do:
    """Post to an address under the link that is shown, as an old page would."""

    def do(page: Page) -> None:
        token = page.evaluate(TOKEN)
        with page.expect_navigation():
            page.evaluate(SEND, [f"{page.url}/{ending}", {"blik-pub3-1": "4"}, token])

    return do


def _ask_nobody_more(page: Page) -> None:
    open_all(page)
    press("Vraag deze mensen ook")(page)


OTHERS = (
    View("account", "/anderen", "nothing yet"),
    View("begins", "/anderen"),
    View("begins", "/anderen", "refused", press("Vraag deze mensen")),
    View("asks", "/anderen", "runs"),
    View("asks", "/anderen/{running_round}", "open", open_all),
    View("asks", "/anderen/{running_round}", "refused", _ask_nobody_more),
    View("asks", "/anderen/{running_round}/openen"),
    View("asks", "/anderen/{running_round}/stoppen"),
    View("asks", "/blik/{fresh_link}", "own", error="own_invitation"),
    View("opened", "/anderen", "opened"),
    View("opened", "/anderen/{opened_round}/uitkomst", "open", open_all),
    View("visitor", "/blik/{fresh_link}"),
    View("visitor", "/blik/{fresh_link}/1"),
    View("visitor", "/blik/{fresh_link}/5"),
    View("visitor", "/blik/{fresh_link}/6"),
    View("visitor", "/blik/{half_link}/versturen"),
    View("visitor", "/blik/{half_link}/versturen", "refused", press("Mijn antwoorden versturen")),
    View("visitor", "/blik/{sent_link}", "sent"),
    View("visitor", "/blik/{sent_link}", "sent 409", _post_to("1")),
    View("visitor", "/blik/{late_link}", "late"),
    View("visitor", "/blik/{late_link}", "late 409", _post_to("versturen"), error="round_closed"),
)
