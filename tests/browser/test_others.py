"""Nine others in a real browser: asked by mail, answered on a phone with resume, one too late."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect
from sqlalchemy import Engine

from assessment.services import mailing
from assessment.services.content import Content
from assessment.services.moments import now
from assessment.store import database
from assessment.store.data_keys import DataKeys
from tests.browser import entering
from tests.browser.axe import violations
from tests.browser.product import address_of, free_port, start_product, stop_product
from tests.people import seen, taken
from tests.people.signed_in import NOOR, add_account

PHONE = {"width": 360, "height": 740}


@dataclass
class Running:
    """A product that runs, its database, and the cookie of an owner with a result."""

    address: str
    engine: Engine
    owner: StorageState


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Iterator[Running]:
    data, port = tmp_path_factory.mktemp("others"), free_port()
    process = start_product(data, port, BOP_SECRET_KEY=entering.KEY)
    engine = database.open_engine(_database(data), DataKeys(data / "data-keys"))
    try:
        yield Running(address_of(port), engine, _add_owner(engine, content, address_of(port)))
    finally:
        engine.dispose()
        stop_product(process)


def _database(data: Path) -> str:
    return f"sqlite:///{data / 'bop.db'}"


def _add_owner(engine: Engine, content: Content, address: str) -> StorageState:
    with database.writing(engine) as db:
        attempt_id = taken.add_submitted(db, content, name="Noor de Wit")
        account = add_account(db, NOOR, at=now(), attempts=(attempt_id,))
        cookie = entering.sign_in(db, account.id, address, strong=False)
        db.commit()
    return cookie


def open_page(browser: Browser, running: Running, cookies: StorageState | None = None) -> Page:
    context = browser.new_context(
        base_url=running.address, viewport=PHONE, storage_state=cookies, reduced_motion="reduce"
    )
    return context.new_page()


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def read_links(running: Running) -> dict[str, str]:
    """Return the link in the mail to each mailbox."""
    with database.reading(running.engine) as db:
        mails = mailing.list_mail(db)
    found = {mail.recipient: re.search(r"/blik/[\w-]+", mail.text) for mail in mails}
    return {address: match[0] for address, match in found.items() if match}


def test_nine_are_asked_eight_answer_and_one_is_too_late(
    browser: Browser, running: Running, content: Content
) -> None:
    owner = open_page(browser, running, running.owner)
    owner.goto("/anderen")
    owner.get_by_label("Je eigen woorden in de mail").fill("Wil je met me meekijken?")
    for group, count in seen.NINE.items():
        addresses = "\n".join(f"{group}{n}@elders.example" for n in range(1, count + 1))
        owner.get_by_label(f"Mailadressen: {group}").fill(addresses)
    press(owner, "Vraag deze mensen")
    expect(owner.get_by_text("nog niet genoeg antwoorden")).to_be_visible()
    links = read_links(running)
    assert len(links) == 9

    answer_on_two_phones(browser, running, content, links.pop("raad1@elders.example"))
    late = open_page(browser, running)
    late.goto(f"{links.pop('raad2@elders.example')}/1")
    with database.writing(running.engine) as db:
        for seed, link in enumerate(links.values(), start=1):
            given = seen.fill_in(content, seed, (f"houd {seed}",))
            seen.answer(db, content, link.rpartition("/")[2], given, at=now())
        db.commit()

    owner.reload()
    owner.get_by_role("link", name="Naar de uitkomst").click()
    press(owner, "Sluit de ronde en open de uitkomst")

    expect(owner.get_by_text("Minstens 5 anderen antwoordden")).to_be_visible()
    assert violations(owner) == []
    late.get_by_role("radio", name="meestal").first.check()
    expect(late.get_by_role("status")).to_contain_text("Niet opgeslagen: de ronde is gesloten")
    late.reload()
    expect(late.get_by_text("De ronde is voorbij")).to_be_visible()


def answer_on_two_phones(browser: Browser, running: Running, content: Content, link: str) -> None:
    """Answer a page, come back on another phone, finish, be warned, and send."""
    first = open_page(browser, running)
    first.goto(link)
    first.get_by_role("link", name="Beginnen").click()
    tapped = first.locator("fieldset[data-item]").first
    tapped.get_by_role("radio", name="meestal", exact=True).click()
    expect(tapped).to_have_class(re.compile("folded"))
    answer_page(first, "meestal", pressed=False)
    expect(first.get_by_role("status")).to_contain_text("Opgeslagen om")
    count = first.locator("fieldset[data-item]").count()
    expect(first.get_by_role("progressbar")).to_have_accessible_name(
        f"Voortgang: {count} van {len(content.others.items)} vragen beantwoord"
    )
    first.context.close()
    phone = open_page(browser, running)
    phone.goto(link)
    phone.get_by_role("link", name="Verder waar je was").click()
    for _ in range(3):
        answer_page(phone, "bijna altijd")
    answer_page(phone, "vooral B")
    phone.get_by_label("Wat wil je deze bestuurder vooral zien").fill("Als raadslid waardeer ik je")
    press(phone, "Opslaan en nakijken")
    expect(phone.get_by_text("‘Als raadslid’ zegt welke rol je hebt.")).to_be_visible()
    phone.get_by_label("Ik heb dit gelezen").check()
    press(phone, "Mijn antwoorden versturen")
    expect(phone.get_by_text("Je antwoorden zijn verstuurd")).to_be_visible()
    assert violations(phone) == []


def answer_page(page: Page, label: str, *, pressed: bool = True) -> None:
    """Give each question of a page the same answer by keyboard; with ``pressed`` go on."""
    expect(page.locator("fieldset[data-item]").first).to_be_visible()  # a link led here
    for box in page.locator("fieldset[data-item]").all():
        box.get_by_role("radio", name=label, exact=True).press("Space")
    if pressed:
        press(page, "Opslaan en verder")
