"""What is yours: bring an attempt into your account, block a coach, delete everything."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.places import sign_in
from tests.browser.test_coaching import Place, release, sign_in_surely
from tests.browser.test_coaching import enter as enter
from tests.browser.test_coaching import place as place

NAME = "Noor de Wit"  # who Place.add_people keeps


def begin_without_account(page: Page) -> tuple[str, str]:
    """Begin an attempt as a visitor; return its return code and its address."""
    page.goto("/begin")
    page.get_by_label("Ik ben langer dan een jaar in het ambt").check()
    page.get_by_label("Je naam").fill("Fenna de Graaf")
    page.get_by_label("ga akkoord").check()
    page.get_by_role("button", name="Beginnen").click()
    code = page.locator("#code").inner_text()
    page.get_by_role("button", name="Ik heb de code bewaard").click()
    return code, page.url


def add_by_code(page: Page, code: str) -> None:
    page.goto("/account")
    page.get_by_label("Je terugkeercode").fill(code)
    page.get_by_role("button", name="Voeg toe").click()


def test_an_attempt_is_adopted_once_and_found_again_on_another_device(
    place: Place, enter: Callable
) -> None:
    code, attempt = begin_without_account(enter().new_page())
    owner, somebody, later = (enter().new_page() for _ in range(3))
    sign_in(owner, "fenna@gemeente.example")
    add_by_code(owner, code)
    expect(owner.locator(f"main a[href*='{attempt.split('/')[-1]}']").first).to_be_visible()

    sign_in(somebody, "ander@gemeente.example")
    add_by_code(somebody, code)
    expect(somebody.get_by_role("alert")).to_be_visible()
    somebody.goto(attempt)
    expect(somebody.get_by_role("heading", name="Deze pagina is er niet")).to_be_visible()

    sign_in(later, "fenna@gemeente.example")
    later.goto(attempt)
    expect(later.get_by_role("heading", level=1)).to_have_text("Jouw zelfbeoordeling")


def test_a_blocked_coach_reads_only_that_nothing_was_released(
    place: Place, enter: Callable
) -> None:
    owner_address, coach_address = "noor5@gemeente.example", "els5@coach.example"
    place.add_people(owner_address, coach_address)
    owner = enter().new_page()
    sign_in(owner, owner_address)
    release(owner, coach_address, "Het verhaal in het kort")
    coach = sign_in_surely(enter(), coach_address)
    coach.goto("/coach")
    coach.get_by_role("link", name="Begin bij de eerste").click()
    expect(coach.get_by_role("heading", name=NAME)).to_be_visible()

    owner.goto("/delen")
    owner.get_by_role("link", name="Blokkeer").click()
    owner.get_by_role("button", name="Blokkeer de zelfbeoordeling").click()
    expect(owner.get_by_role("status").first).to_be_visible()
    coach.reload()

    expect(coach.get_by_role("heading", name="Niet vrijgegeven")).to_be_visible()
    assert NAME not in coach.content()
    assert "blokk" not in coach.content().lower()
    coach.goto("/coach")
    expect(coach.get_by_text("Er is nu niets aan jou vrijgegeven")).to_be_visible()


def test_deleting_everything_leaves_nothing_for_owner_or_coach(
    place: Place, enter: Callable
) -> None:
    owner_address, coach_address = "noor6@gemeente.example", "els6@coach.example"
    place.add_people(owner_address, coach_address)
    owner = enter().new_page()
    sign_in(owner, owner_address)
    release(owner, coach_address, "Het verhaal in het kort", "Doelen en plan")
    coach = sign_in_surely(enter(), coach_address)
    coach.goto("/coach")
    coach.get_by_role("link", name="Begin bij de eerste").click()
    expect(coach.get_by_role("heading", name=NAME)).to_be_visible()

    owner.goto("/account")
    owner.get_by_role("link", name="Verwijder je account").click()
    owner.get_by_role("button", name="Ja, verwijder alles nu").click()
    expect(owner.get_by_role("status").first).to_be_visible()
    coach.reload()
    expect(coach.get_by_role("heading", name="Niet vrijgegeven")).to_be_visible()

    for path in ("/account", "/delen"):
        owner.goto(path)
        expect(owner.get_by_role("heading", level=1)).to_have_text("Aanmelden")
    sign_in(owner, owner_address)
    owner.goto("/delen")
    assert coach_address not in owner.content()


def test_on_a_wide_screen_addresses_in_a_table_stand_on_one_line(
    place: Place, enter: Callable
) -> None:
    address = "elisabeth.de.coach@gemeente.example"
    beheerder = enter().new_page()
    beheerder.set_viewport_size({"width": 1280, "height": 800})
    sign_in(beheerder, address)

    beheerder.goto("/account/gebeurtenissen")
    lines = beheerder.locator("tbody tr").first.evaluate(
        """(row, address) => {  // as in the log of a beheerder, who reads who did what of whom
            const [, who, what, whom] = row.querySelectorAll("td");
            what.textContent = "bekeek wie van een ronde wil laten zien klaar te zijn, 17 keer";
            return [who, whom].map((cell) => {
                cell.textContent = address;
                const words = document.createRange();
                words.selectNodeContents(cell);
                return words;
            }).map((words) => words.getClientRects().length);
        }""",
        address,
    )

    assert lines == [1, 1]
