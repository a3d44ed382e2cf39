"""Release in parts, review, agree, look back; and withdraw while the coach reads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine

from assessment.plan import Goal, Plan
from assessment.services import planning
from assessment.services.content import Content
from assessment.services.moments import now
from assessment.store import conversations, database
from assessment.store.data_keys import DataKeys
from tests.browser.axe import violations
from tests.browser.places import sign_in
from tests.browser.product import free_port, start_product, stop_product
from tests.browser.test_accounts import DEVICE
from tests.people import taken
from tests.people.signed_in import add_account

GOAL = Goal(about="POL1", aim="Vaker doorvragen in de raad", doing="Elke week een gesprek")


@dataclass
class Place:
    """The product at an address, with its database."""

    address: str
    data: Path
    content: Content

    def open_database(self) -> Engine:
        """Return an engine on the database of the product, with its keys."""
        keys = DataKeys(self.data / "data-keys")
        return database.open_engine(f"sqlite:///{self.data / 'bop.db'}", keys)

    def has_note(self, conversation_id: UUID) -> bool:
        """Return whether a coach has notes in a conversation."""
        engine = self.open_database()
        with database.reading(engine) as db:
            noted = conversations.list_noted(db)
        engine.dispose()
        return conversation_id in noted

    def add_people(self, owner: str, coach: str) -> None:
        """Keep an owner with a result and a goal in the account, and a coach."""
        engine = self.open_database()
        with database.writing(engine) as db:
            attempt_id = taken.add_submitted(db, self.content, name="Noor de Wit")
            plan = Plan(goals=(GOAL,))
            planning.save_plan(db, self.content, attempt_id, plan, seen=0, now=now())
            add_account(db, owner, at=now(), attempts=(attempt_id,))
            add_account(db, coach, at=now(), role="coach")
            db.commit()
        engine.dispose()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Iterator[Place]:
    port, data = free_port(), tmp_path_factory.mktemp("coaching")
    address = f"http://localhost:{port}"
    process = start_product(data, port, BOP_PUBLIC_URL=address)
    yield Place(address, data, content)
    stop_product(process)


@pytest.fixture
def enter(browser: Browser, place: Place) -> Iterator[Callable[..., BrowserContext]]:
    opened: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(
            base_url=place.address, locale="nl-NL", reduced_motion="reduce", **options
        )
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


def sign_in_surely(context: BrowserContext, address: str) -> Page:
    """Sign a coach in with a passkey, which is made first."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    sign_in(page, address)
    page.goto("/account/beveiliging")
    page.get_by_label("Een naam voor je nieuwe sleutel").fill("Mijn telefoon")
    page.get_by_role("button", name="Maak een toegangssleutel").click()
    expect(page.get_by_role("status").first).to_contain_text("Je toegangssleutel is bewaard")
    return page


def release(page: Page, coach: str, *parts: str) -> None:
    page.goto("/delen")
    if page.get_by_role("heading", name=coach).count() == 0:
        page.get_by_label("Mailadres van je coach").fill(coach)
        page.get_by_role("button", name="Uitnodigen").click()
    page.get_by_role("link", name="Kies wat deze coach mag lezen").click()
    for part in parts:
        page.get_by_label(part, exact=True).check()
    page.get_by_role("button", name="Laat zien wat mijn coach dan ziet").click()
    page.get_by_role("button", name="Geef dit vrij").click()
    expect(page.get_by_role("heading", name="Je gesprekken")).to_be_visible()


def fits(page: Page) -> bool:
    return not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def look(page: Page, seen: dict[str, object], state: str) -> None:
    """Note what axe says of a page, narrow and wide, and whether it fits."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        seen[f"{state} {width}"] = (violations(page), fits(page))


def test_release_in_parts_review_agree_and_look_back(place: Place, enter: Callable) -> None:
    owner_address, coach_address = "noor1@gemeente.example", "els1@coach.example"
    place.add_people(owner_address, coach_address)
    owner = enter().new_page()
    sign_in(owner, owner_address)
    seen: dict[str, object] = {}
    coach = sign_in_surely(enter(), coach_address)
    coach.goto("/coach")
    look(coach, seen, "nobody yet")

    release(owner, coach_address, "Het verhaal in het kort", "Doelen en plan")
    coach.goto("/coach")
    look(coach, seen, "queue")
    coach.get_by_role("link", name="Begin bij de eerste").click()
    expect(coach.get_by_role("heading", name="Noor de Wit")).to_be_visible()
    expect(coach.get_by_role("link", name="Competenties")).to_have_count(0)
    look(coach, seen, "review")

    coach.get_by_label("Je aantekeningen", exact=True).fill("Begin met de raad")
    expect(coach.locator("[data-notes] [data-status]")).to_contain_text("opgeslagen om")
    coach.get_by_label("Schrijf een opmerking").fill("Waarom dit doel?")
    coach.get_by_role("button", name="Plaats de opmerking").click()
    coach.get_by_text("Een afspraak toevoegen").click()
    coach.get_by_label("Wat spreken jullie af?").fill("De griffier bellen")
    coach.get_by_label("De eigenaar van het plan").check()
    coach.get_by_role("button", name="Voeg de afspraak toe").click()
    expect(coach.get_by_text("De griffier bellen").first).to_be_visible()
    coach.get_by_label("Stel een dag voor").fill("2030-05-06")
    coach.get_by_role("button", name="Stel deze dag voor").click()
    coach.get_by_role("button", name="Stel voor om dit vast te leggen").click()
    expect(coach.get_by_label("Je aantekeningen", exact=True)).to_have_value("Begin met de raad")
    look(coach, seen, "proposed to the owner")

    owner.goto("/delen")
    owner.get_by_role("link", name="Gesprek met").click()
    expect(owner.get_by_text("Waarom dit doel?")).to_be_visible()
    expect(owner.get_by_text("Begin met de raad")).to_have_count(0)
    look(owner, seen, "proposed by the coach")
    owner.get_by_label("Antwoord op een opmerking").fill("Omdat het daar nog niet lukt")
    owner.get_by_role("button", name="Plaats de opmerking").click()
    owner.get_by_role("button", name="Ja, leg dit zo vast").click()
    expect(owner.get_by_role("status")).to_contain_text("Het is vastgelegd")
    look(owner, seen, "agreed")

    coach.reload()
    expect(coach.get_by_text("Omdat het daar nog niet lukt")).to_be_visible()
    look(coach, seen, "agreed, for the coach")
    link = "Download de afspraken (PDF)"
    sheets = [
        page.request.get(str(page.get_by_role("link", name=link).get_attribute("href"))).body()
        for page in (owner, coach)
    ]
    assert sheets[0] == sheets[1]
    assert sheets[0].startswith(b"%PDF")

    owner.get_by_role("link", name="Kijk terug op je doelen").click()
    look(owner, seen, "looking back")
    owner.get_by_role("button", name="Sluit het gesprek af").click()
    look(owner, seen, "looking back, refused")
    owner.get_by_label("Voor een deel gelukt").check()
    owner.get_by_label("Waardoor kwam dat bij").fill("Het was druk")
    owner.get_by_role("button", name="Sluit het gesprek af").click()
    look(owner, seen, "evaluated")
    coach.reload()
    expect(coach.get_by_text("Het was druk")).to_be_visible()
    expect(coach.get_by_label("Je aantekeningen", exact=True)).to_have_count(0)
    look(coach, seen, "evaluated, for the coach")

    assert {state: found for state, found in seen.items() if found != ([], True)} == {}


def test_withdrawing_while_the_coach_types_ends_it_at_once_and_takes_the_notes(
    place: Place, enter: Callable
) -> None:
    owner_address, coach_address = "noor2@gemeente.example", "els2@coach.example"
    place.add_people(owner_address, coach_address)
    owner = enter().new_page()
    sign_in(owner, owner_address)
    release(owner, coach_address, "Het verhaal in het kort")
    coach = sign_in_surely(enter(), coach_address)
    coach.goto("/coach")
    coach.get_by_role("link", name="Begin bij de eerste").click()
    notes, status = (
        coach.get_by_label("Je aantekeningen", exact=True),
        coach.locator("[data-status]"),
    )
    notes.fill("Vertrouwelijk")
    expect(status).to_contain_text("opgeslagen om")
    assert place.has_note(UUID(coach.url.rpartition("/")[2]))

    owner.goto("/delen")
    owner.get_by_role("button", name="Trek dit in").click()
    notes.fill("Vertrouwelijk en meer")

    expect(status).to_contain_text("je mag dit niet meer lezen")
    expect(notes).to_be_disabled()
    expect(notes).to_have_value("")
    here = coach.url
    coach.reload()
    expect(coach.get_by_role("heading", name="Niet vrijgegeven")).to_be_visible()
    assert "Noor" not in coach.content()
    look(coach, seen := {}, "withdrawn")
    assert set(map(str, seen.values())) == {str(([], True))}
    assert not place.has_note(UUID(here.rpartition("/")[2]))


def test_notes_survive_a_lost_connection_and_two_windows_lose_nothing(
    place: Place, enter: Callable
) -> None:
    owner_address, coach_address = "noor3@gemeente.example", "els3@coach.example"
    place.add_people(owner_address, coach_address)
    owner = enter().new_page()
    sign_in(owner, owner_address)
    release(owner, coach_address, "Het verhaal in het kort")
    context = enter()
    coach = sign_in_surely(context, coach_address)
    coach.goto("/coach")
    coach.get_by_role("link", name="Begin bij de eerste").click()
    second = context.new_page()
    second.goto(coach.url)

    context.set_offline(True)
    coach.get_by_label("Je aantekeningen", exact=True).fill("Zonder verbinding getypt")
    expect(coach.locator("[data-status]")).to_contain_text("er is geen verbinding")
    context.set_offline(False)
    expect(coach.locator("[data-status]")).to_contain_text("opgeslagen om")

    second.get_by_label("Je aantekeningen", exact=True).fill("Uit het tweede venster")
    expect(second.locator("[data-status]")).to_contain_text("nieuwere aantekeningen")
    second.get_by_role("button", name="Bewaar je aantekeningen").click()
    expect(second.locator("#opgeslagen")).to_have_text("Zonder verbinding getypt")
    expect(second.get_by_label("Je aantekeningen", exact=True)).to_have_value(
        "Uit het tweede venster"
    )


def test_without_javascript_the_buttons_do_the_same(place: Place, enter: Callable) -> None:
    owner_address, coach_address = "noor4@gemeente.example", "els4@coach.example"
    place.add_people(owner_address, coach_address)
    owner = enter(java_script_enabled=False).new_page()
    sign_in(owner, owner_address)
    release(owner, coach_address, "Doelen en plan")
    known = sign_in_surely(enter(), coach_address).context.storage_state()
    coach = enter(java_script_enabled=False, storage_state=known).new_page()
    coach.goto("/coach")
    coach.get_by_role("link", name="Begin bij de eerste").click()

    coach.get_by_label("Je aantekeningen", exact=True).fill("Met de knop")
    coach.get_by_role("button", name="Bewaar je aantekeningen").click()
    coach.get_by_label("Schrijf een opmerking").fill("Met de knop gezegd")
    coach.get_by_role("button", name="Plaats de opmerking").click()
    expect(coach.get_by_label("Je aantekeningen", exact=True)).to_have_value("Met de knop")
    coach.get_by_role("button", name="Stel voor om dit vast te leggen").click()
    owner.goto("/delen")
    owner.get_by_role("link", name="Gesprek met").click()
    expect(owner.get_by_text("Met de knop gezegd")).to_be_visible()
    owner.get_by_role("button", name="Ja, leg dit zo vast").click()

    expect(owner.get_by_role("status")).to_contain_text("Het is vastgelegd")
