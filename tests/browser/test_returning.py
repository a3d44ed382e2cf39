"""Coming back: measuring twice, comparing, looking back, a logbook, reminders; axe on each page."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine

from assessment.services import planning, simulating
from assessment.services.content import Content
from assessment.services.moments import now
from assessment.store import accounts, attempts, database
from assessment.store.data_keys import DataKeys
from tests.browser.axe import violations
from tests.browser.places import NOOR, sign_in
from tests.browser.product import address_of, free_port, start_product, stop_product
from tests.people import someone, taken

AIM = "Ik wil eerder zien wie waar staat."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def context(browser: Browser, data: Path) -> Iterator[BrowserContext]:
    port = free_port()
    process = start_product(data, port)
    context = browser.new_context(
        base_url=address_of(port), locale="nl-NL", reduced_motion="reduce"
    )
    yield context
    context.close()
    stop_product(process)


@pytest.fixture
def stored(context: BrowserContext, data: Path) -> Iterator[Engine]:
    """The database of the product that runs."""
    engine = database.open_engine(f"sqlite:///{data / 'bop.db'}", DataKeys(data / "data-keys"))
    yield engine
    engine.dispose()


def keep_last_year(engine: Engine, content: Content) -> UUID:
    """Keep what Noor measured a year ago, with a goal that she chose then."""
    with database.writing(engine) as db:
        attempt_id = taken.add_submitted(db, content, seed=7)
        at = now() - timedelta(days=380)
        attempts.set_submitted(db, attempt_id, at, now=now())
        plan = planning.with_goal(
            planning.open_plan(db, content, attempt_id)[0], 1, someone.goal("POL1", aim=AIM)
        )
        planning.save_plan(db, content, attempt_id, plan, seen=0, now=at + timedelta(days=1))
        noor = accounts.find_account_by_address(db, NOOR)
        assert noor is not None
        accounts.adopt_attempt(db, noor.id, attempt_id, now=now())
        db.commit()
    return attempt_id


def fill_in(engine: Engine, content: Content, attempt_id: UUID) -> None:
    """Answer every statement, pair and choice of an attempt that was begun in the browser."""
    person = simulating.simulate(
        8, content.library, content.value_map, phase="zittend", office="wethouder"
    )
    with database.writing(engine) as db:
        design = attempts.get_attempt_facts(db, attempt_id).design
        sets = person.sets if person.design == design else {}
        parts = {"gedrag": person.gedrag, "stijl": person.stijl, "waardenkeuze": sets}
        for part, answers in parts.items():
            attempts.save_answers(db, attempt_id, part, answers, seen={}, now=now())
        db.commit()


def check_page(page: Page, path: str) -> None:
    """Expect a page without a fault, on a phone and wide, and nothing that scrolls sideways."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path)
        assert violations(page) == [], (path, width)
        sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(sideways), (path, width)


def test_somebody_measures_twice_compares_and_looks_back(
    context: BrowserContext, stored: Engine, content: Content
) -> None:
    page = context.new_page()
    sign_in(page, NOOR)
    before = keep_last_year(stored, content)

    page.goto("/begin")
    page.get_by_label("Ik ben langer dan een jaar in het ambt").check()
    page.locator('input[name="agree"]').check()
    page.get_by_role("button", name="Begin").click()
    after = UUID(page.url.split("/afname/")[1].split("/")[0])
    fill_in(stored, content, after)
    page.goto(f"/afname/{after}/indienen")
    page.get_by_role("button", name="Mijn antwoorden indienen").click()

    page.goto(f"/afname/{after}/resultaat/verandering")
    page.get_by_role("button", name="Vergelijken").first.click()
    expect(page.get_by_role("heading", name="Wat er veranderde", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Stoppen met vergelijken")).to_be_visible()

    page.goto(f"/afname/{after}/plan")
    page.get_by_role("link", name="Kijk terug op je doelen van de vorige keer").click()
    expect(page.get_by_role("heading", name=AIM)).to_be_visible()
    page.get_by_label("Voor een deel gelukt").check()
    page.get_by_label("Hoe kwam dat bij").fill("De coalitie viel.")
    page.get_by_role("button", name="Bewaar je terugblik").click()

    page.goto("/account")
    page.get_by_role("link", name="Je zelfbeoordelingen naast elkaar").click()
    expect(page.locator("figure")).to_have_count(3)
    expect(page.get_by_text("De coalitie viel.")).to_be_visible()
    for image in page.locator("figure img").all():
        assert image.evaluate("one => one.decode().then(() => one.naturalWidth > 0)")
    page.get_by_text("De cijfers bij deze figuur").first.click()
    expect(page.get_by_role("table").first).to_be_visible()
    for path in ("/account/verloop", f"/afname/{before}/terugblik",
                 f"/afname/{after}/resultaat/verandering"):  # fmt: skip
        check_page(page, path)


def test_somebody_keeps_a_logbook_and_asks_for_reminders(
    context: BrowserContext, tmp_path: Path
) -> None:
    page = context.new_page()
    sign_in(page, NOOR)
    file = tmp_path / "Bewijs van deelname.pdf"
    file.write_bytes(b"%PDF-1.7\n%%EOF\n")

    page.goto("/account/logboek/nieuw")
    page.get_by_label("Wat deed je?").fill("Training debatteren")
    page.get_by_label("Hoeveel uur duurde het?").fill("veel")
    page.get_by_label("Een bewijs toevoegen").set_input_files(file)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("alert")).to_contain_text("Dit is geen aantal uren")
    assert violations(page) == []
    page.get_by_label("Hoeveel uur duurde het?").fill("2,5")
    page.get_by_label("Een bewijs toevoegen").set_input_files(file)
    page.get_by_role("button", name="Bewaar").click()

    expect(page.get_by_role("heading", name=": 2,5 uur")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Bewijs van deelname.pdf").click()
    assert download.value.path().read_bytes() == file.read_bytes()
    page.get_by_role("button", name="Haal weg").click()
    page.get_by_role("button", name="Zet terug").click()
    expect(page.get_by_role("heading", name="Training debatteren")).to_be_visible()

    page.goto("/account/herinneringen")
    page.get_by_label("vul de vragen opnieuw in").check()
    page.get_by_role("button", name="Bewaar mijn keuze").click()
    expect(page.get_by_label("vul de vragen opnieuw in")).to_be_checked()

    for path in ("/account/logboek", "/account/logboek/nieuw", "/account/herinneringen",
                 "/account/verloop", "/account/beveiliging", "/account/mailadres"):  # fmt: skip
        check_page(page, path)


def test_without_a_script_all_of_it_works(
    browser: Browser, context: BrowserContext, data: Path
) -> None:
    address = context.new_page()
    address.goto("/")
    plain = browser.new_context(
        base_url=address.url.rstrip("/"), locale="nl-NL", java_script_enabled=False
    )
    page = plain.new_page()
    sign_in(page, NOOR)

    page.goto("/account/logboek/nieuw")
    page.get_by_label("Wat deed je?").fill("Werkbezoek")
    page.get_by_label("Hoeveel uur duurde het?").fill("8")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", name="Werkbezoek")).to_be_visible()
    plain.close()
