"""A norm in a real browser, from asking to everybody reading its N: made by the real worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from assessment.services.content import Content
from assessment.services.moments import now
from assessment.services.policy import BEHEERDER, MEDEWERKER
from assessment.store import database
from assessment.store.data_keys import DataKeys
from tests.browser import entering
from tests.browser.axe import violations
from tests.browser.product import address_of, free_port, start_product, stop_product
from tests.people import norm_groups
from tests.people.signed_in import add_account


@pytest.fixture
def desk(browser: Browser, tmp_path: Path, content: Content) -> Iterator[tuple[Page, Page]]:
    """The windows of a medewerker and of a beheerder, where a hundred people said yes."""
    port = free_port()
    process = start_product(tmp_path, port, BOP_SECRET_KEY=entering.KEY)
    try:
        cookies = _fill(tmp_path, content, address_of(port))
        contexts = [
            browser.new_context(base_url=address_of(port), locale="nl-NL", storage_state=one)
            for one in cookies
        ]
        first, second = (context.new_page() for context in contexts)
        yield first, second
        for context in contexts:
            context.close()
    finally:
        stop_product(process)


def _fill(data: Path, content: Content, address: str) -> list[StorageState]:
    engine = database.open_engine(f"sqlite:///{data / 'bop.db'}", DataKeys(data / "data-keys"))
    with database.writing(engine) as db:
        norm_groups.keep(db, content.library, 100)
        people = [
            add_account(db, f"{role}@vereniging.example", at=now(), role=role)
            for role in (MEDEWERKER, BEHEERDER)
        ]
        cookies = [entering.sign_in(db, one.id, address, strong=True) for one in people]
        db.commit()
    engine.dispose()
    return cookies


def test_a_norm_is_asked_made_while_one_waits_and_confirmed_by_another(
    desk: tuple[Page, Page],
) -> None:
    first, second = desk
    first.goto("/medewerker/instrumenten/norm")
    first.get_by_label("Van wie is deze norm?").fill("wethouders in functie")
    first.get_by_label("Hoeveel mensen telt die hele groep?").fill("1.450")
    first.get_by_label("Hoeveel van hen zijn gevraagd?").fill("700")
    first.get_by_role("button", name="Maak deze norm").click()
    expect(first.get_by_role("status").last).to_contain_text("De norm is gemaakt")  # by itself
    first.get_by_role("link", name="Bekijk norm 1").click()
    first.get_by_role("button", name="Stel voor deze norm te gebruiken").click()
    expect(first.get_by_text("Jij stelde dit voor.")).to_be_visible()
    assert list(violations(first)) == []

    second.goto("/medewerker/instrumenten")
    second.get_by_role("link", name="Norm 1 gebruiken").click()
    second.get_by_label("Typ:").fill("100 kwartielen voorlopig")
    second.get_by_role("button", name="Bevestig").click()
    expect(second.get_by_text("In gebruik sinds")).to_be_visible()

    first.goto("/methode")
    expect(first.get_by_text("N = 100 mensen")).to_be_visible()
