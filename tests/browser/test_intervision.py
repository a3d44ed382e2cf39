"""Intervision in a real browser: sixty-four people join, the desk makes eight groups, one looks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, StorageState, expect

from assessment.services.intervision.texts import DAYPARTS, PLACES
from assessment.services.moments import day_of, now
from assessment.services.policy import MEDEWERKER
from assessment.store import database
from assessment.store.data_keys import DataKeys
from tests.browser import entering
from tests.browser.axe import violations
from tests.browser.product import address_of, free_port, start_product, stop_product
from tests.people.signed_in import add_account

PEOPLE = 64


@dataclass
class Joining:
    """A running product with a desk and people who have an account, each with a cookie."""

    address: str
    desk: StorageState
    people: list[StorageState]


@pytest.fixture(scope="module")
def joining(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Joining]:
    data, port = tmp_path_factory.mktemp("joining"), free_port()
    process = start_product(data, port, BOP_SECRET_KEY=entering.KEY)
    try:
        yield _fill(data, address_of(port))
    finally:
        stop_product(process)


def _fill(data: Path, address: str) -> Joining:
    engine = database.open_engine(f"sqlite:///{data / 'bop.db'}", DataKeys(data / "data-keys"))
    with database.writing(engine) as db:
        desk = add_account(db, "balie@vereniging.example", at=now(), role=MEDEWERKER)
        people = [add_account(db, f"lid{n}@gemeente.example", at=now()) for n in range(PEOPLE)]
        cookies = [entering.sign_in(db, one.id, address, strong=False) for one in people]
        made = Joining(address, entering.sign_in(db, desk.id, address, strong=True), cookies)
        db.commit()
    engine.dispose()
    return made


@pytest.fixture
def enter(browser: Browser, joining: Joining) -> Iterator[object]:
    opened: list[BrowserContext] = []

    def run(cookies: StorageState, **options: object) -> BrowserContext:
        context = browser.new_context(
            base_url=joining.address, storage_state=cookies, reduced_motion="reduce", **options
        )
        opened.append(context)
        return context

    yield run
    for context in opened:
        context.close()


def _join(context: BrowserContext, address: str, number: int) -> None:
    """Say what suits, as the form of the page does; every second must sit apart from the next."""
    page = context.request.get(address).text()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    told = [
        ("csrf_token", token[1]), ("called", f"Bestuurder Nummer{number}"),
        ("places", PLACES[6]), ("places", PLACES[number % 5]),
        ("dayparts", DAYPARTS[4]), ("dayparts", DAYPARTS[5 + number % 4]),
        ("phase", "zittend"), ("company", "none"), ("themes", ("raad", "media")[number % 2]),
        ("apart", f"lid{number + 1}@gemeente.example" if number % 2 == 0 else ""),
    ]  # fmt: skip
    body = "&".join(f"{name}={_quote(value)}" for name, value in told)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = context.request.post(address, data=body, headers=kind)
    assert answer.ok, answer.text()
    assert "We weten wat je past" in answer.text()


def _quote(value: str) -> str:
    from urllib.parse import quote_plus

    return quote_plus(value)


def test_sixty_four_people_join_and_the_desk_makes_eight_groups_of_eight(joining, enter):
    desk = enter(joining.desk).new_page()
    desk.goto("/medewerker/intervisie")
    desk.get_by_label("Hoe heet de ronde?").fill("Intervisie najaar")
    desk.get_by_label("Tot en met welke dag").fill((day_of(now()) + timedelta(14)).isoformat())
    desk.get_by_role("button", name="Open deze ronde").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Intervisie najaar")
    round_id = desk.url.rpartition("/")[2]
    for number, cookies in enumerate(joining.people):
        _join(enter(cookies), f"/intervisie/{round_id}", number)

    desk.reload()  # an empty round cannot be closed
    desk.get_by_role("button", name="Sluit de inschrijving").click()
    desk.get_by_role("button", name="Maak een voorstel").click()
    expect(desk.get_by_text("Er ligt een voorstel")).to_be_visible(timeout=60_000)  # by itself

    expect(desk.get_by_role("heading", name=re.compile(r"Groep \d: 8 mensen"))).to_have_count(8)
    expect(desk.get_by_text("Iedereen heeft een groep")).to_be_visible()
    assert violations(desk) == []
    desk.get_by_role("button", name="Stel deze groepen vast").click()
    expect(desk.get_by_text("De groepen staan vast. Iedereen krijgt een mail.")).to_be_visible()

    person = enter(joining.people[0], viewport={"width": 360, "height": 740}).new_page()
    person.goto("/intervisie")
    person.get_by_role("link", name=re.compile("groep")).first.click()
    expect(person.get_by_text("Bestuurder Nummer", exact=False)).to_have_count(7)
    expect(person.get_by_text("Nummer1", exact=True)).to_have_count(0)
    person.get_by_label("Wat spreken jullie af?").fill("Dit blijft hier.")
    person.get_by_role("button", name="Bewaar voor de groep").click()
    expect(person.get_by_text("Iedereen in je groep ziet dit")).to_be_visible()
    assert violations(person) == []
