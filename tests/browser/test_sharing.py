"""Sharing in a real browser: release after looking, read, withdraw while the coach reads; axe."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, StorageState, expect

from assessment.services.content import Content
from assessment.services.moments import day_of, now
from assessment.services.releasing import RELEASED_PARTS
from assessment.store import database
from assessment.store.data_keys import DataKeys
from tests.browser import entering
from tests.browser.axe import violations
from tests.browser.product import address_of, free_port, start_product, stop_product
from tests.people import coached
from tests.people.signed_in import add_account


@dataclass
class Shared:
    """A running product with an owner, a coach and a beheerder, each with a cookie."""

    address: str
    pair: coached.Pair
    release_id: str
    cookies: dict[str, StorageState]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Iterator[Shared]:
    data, port = tmp_path_factory.mktemp("shared"), free_port()
    process = start_product(data, port, BOP_SECRET_KEY=entering.KEY)
    try:
        yield _fill(data, content, address_of(port))
    finally:
        stop_product(process)


def _fill(data: Path, content: Content, address: str) -> Shared:
    keys = DataKeys(data / "data-keys")
    engine = database.open_engine(f"sqlite:///{data / 'bop.db'}", keys)
    with database.writing(engine) as db:
        pair = coached.add_pair(db, content, name="Noor de Wit", at=now())
        parts = ("story", "competencies", "style", "values", "plan", "explanation")
        released = coached.release(db, content, pair, parts, now=now())
        beheerder = add_account(db, "beheer@gemeente.example", at=now(), role="beheerder")
        people = {"owner": pair.owner, "coach": pair.coach, "beheerder": beheerder}
        known = {
            who: entering.sign_in(db, account.id, address, strong=who != "owner")
            for who, account in people.items()
        }
        db.commit()
    engine.dispose()
    return Shared(address, pair, str(released), known)


def enter(browser: Browser, shared: Shared, who: str, *, width: int = 1280) -> BrowserContext:
    return browser.new_context(
        base_url=shared.address, locale="nl-NL", reduced_motion="reduce",
        viewport={"width": width, "height": 800}, storage_state=shared.cookies[who],
    )  # fmt: skip


def test_every_page_of_sharing_is_without_axe_violations_and_fits_a_telephone(
    browser: Browser, shared: Shared
) -> None:
    coaching, attempt = shared.pair.coaching.id, shared.pair.attempt_id
    until = (day_of(now()) + timedelta(days=30)).isoformat()
    chosen = f"resultaat={attempt}&deel=story&deel=competencies&deel=plan&tot={until}"
    here = f"/delen/coaches/{coaching}"
    pages = {
        "owner": ["/delen", f"{here}/vrijgeven", f"{here}/inzage?resultaat={attempt}&tot=x",
                  f"{here}/inzage?{chosen}", f"{here}/blokkeren", "/delen/geopend",
                  f"/delen/vrijgaven/{shared.release_id}", "/toestemmingen",
                  "/account/gebeurtenissen", f"/afname/{attempt}/verbeteren", "/echtheid",
                  "/account"],
        "coach": ["/coach",
                  *(f"/vrijgegeven/{shared.release_id}/{part}" for part in RELEASED_PARTS)],
        "beheerder": ["/beheer/gebeurtenissen"],
    }  # fmt: skip
    wrong = []
    for who, addresses in pages.items():
        context = enter(browser, shared, who, width=360)
        page = context.new_page()
        for address in addresses:
            page.goto(address)
            wide = page.evaluate("document.documentElement.scrollWidth")
            wrong += [(address, problem) for problem in violations(page)]
            wrong += [(address, wide)] if wide > 360 else []
        context.close()

    assert wrong == []


def test_releasing_after_looking_and_withdrawing_while_the_coach_reads(
    browser: Browser, shared: Shared
) -> None:
    owner, coach = (enter(browser, shared, who).new_page() for who in ("owner", "coach"))
    owner.goto("/delen")
    owner.get_by_role("link", name="Kies wat deze coach mag lezen").click()
    owner.get_by_label("Het verhaal in het kort").check()
    owner.get_by_label("Doelen en plan").check()
    owner.get_by_role("button", name="Laat zien wat mijn coach dan ziet").click()
    expect(owner.get_by_role("heading", name="Dit ziet je coach")).to_be_visible()
    owner.get_by_role("button", name="Geef dit vrij").click()
    expect(owner.get_by_role("status")).to_contain_text("Vrijgegeven.")

    coach.goto("/coach")
    coach.get_by_role("link", name="Noor de Wit").first.click()
    expect(coach.get_by_role("heading", name="Het verhaal in het kort")).to_be_visible()
    expect(coach.get_by_role("link", name="Competenties")).to_have_count(0)

    owner.get_by_role("button", name="Trek dit in").click()
    expect(owner.get_by_role("status")).to_contain_text("Ingetrokken.")
    coach.get_by_role("link", name="Doelen en plan").click()
    expect(coach.get_by_role("heading", name="Niet vrijgegeven")).to_be_visible()
    for page in (owner, coach):
        page.context.close()
