"""Make what tests/browser/atlas.py shows: people, attempts, documents and accounts."""

import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pyotp
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine, text

from assessment.services import accounts, inviting
from assessment.services.content import Content
from assessment.services.moments import day_of, now
from assessment.services.policy import COACH, MEDEWERKER
from assessment.store import conversations
from assessment.store.data_keys import ID_BYTES, DataKeys
from assessment.store.database import open_engine, writing
from tests.browser import entering
from tests.browser.closing import close
from tests.browser.places_catalogue import make_catalogue
from tests.browser.places_college import make_colleges
from tests.browser.places_instruments import make_instruments
from tests.browser.places_intervision import make_intervision
from tests.browser.places_others import make_rounds
from tests.browser.places_rounds import add_rounds
from tests.browser.product import free_port, start_product, stop_product
from tests.browser.views import Places
from tests.people import at_browser
from tests.people.provider import CLIENT, SECRET, FakeProvider, running_provider
from tests.people.signed_in import add_account
from tests.people.talking import add_talks
from values import ASPIRANT, GEDRAG

NOOR, ELS = "noor@gemeente.example", "els@gemeente.example"
SEED = 7
MISSING = "plan"  # the table that is away while the product is broken
NO_KEY = b64encode(bytes(ID_BYTES)).decode()  # how a text begins that no key locked


@dataclass(frozen=True)
class Product:
    """A product that runs: its address, and its database to look into."""

    address: str
    engine: Engine


@contextmanager
def running_named_product(data: Path) -> Iterator[Product]:
    """Run a product of an organisation, at a name: a passkey is never tied to a number."""
    port = free_port()
    address = f"http://localhost:{port}"
    with running_provider() as provider:
        process = start_product(data, port, BOP_PUBLIC_URL=address, **_settings(provider))
        engine = open_engine(f"sqlite:///{data / 'bop.db'}", DataKeys(data / "data-keys"))
        try:
            yield Product(address, engine)
        finally:
            engine.dispose()
            stop_product(process)


def _settings(provider: FakeProvider) -> dict[str, str]:
    """What an organisation sets, so that all it adds to pages is on them."""
    return {
        "BOP_SECRET_KEY": entering.KEY,
        "BOP_DEMO": "1",
        "BOP_ORGANISATION": "de Vereniging van Voorbeelden",
        "BOP_ORGANISATION_HELP": "help@vereniging.example",
        "BOP_ORGANISATION_PRIVACY": "privacy@vereniging.example",
        "BOP_SIGN_IN_ISSUER": provider.issuer,
        "BOP_SIGN_IN_NAME": "de vereniging",
        "BOP_SIGN_IN_CLIENT": CLIENT,
        "BOP_SIGN_IN_SECRET": SECRET,
    }


def make_places(browser: Browser, product: Product, content: Content) -> Places:
    """Let people answer, make plans and documents, and get accounts."""
    places = Places(
        broken=lambda: without_a_table(product.engine),
        keyless=lambda: without_a_key(product.engine),
    )
    _take_part(browser, product, content, places)
    _share(product, content, places)
    make_rounds(product.engine, product.address, content, places)
    make_colleges(product.engine, product.address, content, places)
    make_catalogue(product.engine, content, UUID(places.at["shared"]))
    for who, make in (("asked", _ask), ("account", _get_account), ("beheerder", _become_beheerder)):
        with _window(browser, product) as context:
            make(context.new_page(), product)
            places.cookies[who] = context.storage_state()
    with _window(browser, product) as context:
        page = context.new_page()
        sign_in(page, ELS)
        places.cookies["waiting"] = context.storage_state()
    return places


@contextmanager
def without_a_table(engine: Engine) -> Iterator[None]:
    """Let pages that need a table fail for a moment."""
    _run(engine, f"ALTER TABLE {MISSING} RENAME TO away")
    try:
        yield
    finally:
        _run(engine, f"ALTER TABLE away RENAME TO {MISSING}")


@contextmanager
def without_a_key(engine: Engine) -> Iterator[None]:
    """Let plans be locked with a key that nobody has, for a moment."""
    with engine.begin() as connection:
        kept = connection.execute(text(f"SELECT rowid, {MISSING} FROM {MISSING}")).all()
    _lock(engine, {row: NO_KEY + locked[len(NO_KEY) :] for row, locked in kept})
    try:
        yield
    finally:
        _lock(engine, {row: str(locked) for row, locked in kept})


def _lock(engine: Engine, plans: dict[int, str]) -> None:
    for row, locked in plans.items():
        _run(engine, f"UPDATE {MISSING} SET {MISSING} = :locked WHERE rowid = :row",
             locked=locked, row=row)  # fmt: skip


def _run(engine: Engine, statement: str, **values: Any) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement), values)


@contextmanager
def _window(browser: Browser, product: Product) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=product.address, locale="nl-NL")
    yield context
    context.close()


def _take_part(browser: Browser, product: Product, content: Content, places: Places) -> None:
    """Begin, half answer and hand in attempts in one browser, with documents of two of them."""
    with _window(browser, product) as context:
        web, address = context.request, product.address
        known = at_browser.with_attempts(web, address, at_browser.a_person(SEED, content))
        places.at |= {"new": known.new, "half": known.half, "done": known.done}
        aspirant = at_browser.begin(web, address, phase=ASPIRANT)
        somebody = at_browser.a_person(SEED, content, phase=ASPIRANT)
        at_browser.answer(web, aspirant, somebody)
        at_browser.submit(web, aspirant)
        places.at |= {"aspirant": aspirant, "alike": _answer_all_alike(web, address, content)}
        closer = {"about": "POL1", "aim": "Ik wil sneller zien wie er meedoet."}
        at_browser.add_goal(web, places.at["alike"], 1, **closer)
        offer = web.get(f"{places.at['alike']}/scherper").text()
        places.at["closer"] = address + re.findall(r'href="([^"]+/scherper/\d+)"', offer)[0]
        places.at["closer_dilemmas"] = f"{places.at['alike']}/dilemmas/1"
        places.at["pdf"] = _find_pdf(context.new_page(), known.done)
        made = {"plan_page": (known.done, "plan"), "card_page": (known.done, "praktijkkaart"),
                "orientation": (aspirant, "orientatieverslag")}  # fmt: skip
        for place, (attempt, kind) in made.items():
            page = at_browser.post(
                web, f"{attempt}/document", {"action": f"{attempt}/document/{kind}.html"}
            )
            assert page.ok, page.url
            places.at[place] = page.url
        places.cookies["known"] = context.storage_state()


def _share(product: Product, content: Content, places: Places) -> None:
    """Have an owner share each result with a coach, and a medewerker propose another coach."""
    with writing(product.engine) as db:
        talks = add_talks(
            db, content, owner="deler@gemeente.example", coach="coach@coach.example", now=now()
        )
        for state, pair, released, talk in talks:
            places.at |= {f"{state}_release": str(released), f"{state}_talk": str(talk)}
            places.at |= {"coaching": str(pair.coaching.id), "shared": str(pair.attempt_id)}
        first = conversations.list_actions(db, [UUID(places.at["talking_talk"])])[0]
        places.at |= {"action": str(first.id), "until": str(day_of(now()) + timedelta(days=30))}
        desk = add_account(db, "balie@gemeente.example", at=now(), role=MEDEWERKER)
        alone = add_account(db, "nieuw@coach.example", at=now(), role=COACH)
        inviting.propose_coach(db, desk, pair.owner.address, alone.address, url="", now=now())
        make_instruments(db, content, places, desk)
        people = {
            "taker": make_intervision(db, places),
            "owner": pair.owner,
            "coach": pair.coach,
            "alone": alone,
            "medewerker": desk,
        }
        for who, account in people.items():
            places.cookies[who] = entering.sign_in(
                db, account.id, product.address, strong=who not in ("owner", "taker")
            )
        add_rounds(db, places, product.address)
        db.commit()


def _answer_all_alike(web: Any, address: str, content: Content) -> str:
    """Hand in an attempt with two answers in turn, so that the way of answering stands out."""
    attempt = at_browser.begin(web, address)
    person = at_browser.a_person(SEED, content)
    alike = {item: 3 + place % 2 for place, item in enumerate(person.answers.gedrag)}
    pages = at_browser.Person(replace(person.answers, gedrag=alike, name=""), person.traits)
    at_browser.answer(web, attempt, pages, (GEDRAG,))
    at_browser.submit(web, attempt)
    return attempt


def _find_pdf(page: Page, attempt: str) -> str:
    """Wait until the PDF of an attempt is there; return its address without the ending."""
    page.goto(f"{attempt}/document")
    expect(page.get_by_role("status").first).to_contain_text("is klaar", timeout=60_000)
    link = page.get_by_role("link", name="(PDF)").get_attribute("href") or ""
    close(page)
    return link.removesuffix(".pdf")


def _ask(page: Page, product: Product) -> None:
    page.goto("/aanmelden")
    page.get_by_label("Je mailadres").fill("wacht@gemeente.example")
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page.get_by_role("heading", name="Vul je code in")).to_be_visible()


def sign_in(page: Page, address: str) -> None:
    """Sign in with a code by mail; it is read where mail lands without a mail server."""
    page.goto("/aanmelden")
    page.get_by_label("Je mailadres").fill(address)
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page.get_by_role("heading", name="Vul je code in")).to_be_visible()
    post = page.context.new_page()
    post.goto("/lokale-post")
    letter = post.get_by_role("article").filter(has_text=address).first.inner_text()
    close(post)
    found = re.search(r"\b\d{6}\b", letter)
    assert found is not None
    page.get_by_label("De code uit je mail").fill(found[0])
    with page.expect_navigation():
        page.get_by_role("button", name="Aanmelden").click()


def _get_account(page: Page, product: Product) -> None:
    """Sign in, begin an attempt in the account, and draw a key for a code app."""
    sign_in(page, NOOR)
    at_browser.begin(page.context.request, product.address)
    page.goto("/account/beveiliging")
    page.get_by_role("button", name="Stel een code-app in").click()
    expect(page.get_by_label("De code uit je code-app")).to_be_visible()


def _become_beheerder(page: Page, product: Product) -> None:
    """Sign in with a code app too, as a beheerder."""
    with writing(product.engine) as db:
        accounts.set_role(db, ELS, "beheerder", now=now())
        db.commit()
    sign_in(page, ELS)
    page.goto("/account/beveiliging")
    page.get_by_role("button", name="Stel een code-app in").click()
    key = page.locator(".address").first.inner_text().replace(" ", "")
    page.get_by_label("De code uit je code-app").fill(pyotp.TOTP(key).now())
    page.get_by_role("button", name="Gebruik deze app").click()
    expect(page.get_by_role("heading", name="Bewaar je herstelcodes")).to_be_visible()
