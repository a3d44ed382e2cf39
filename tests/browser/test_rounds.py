"""A yearly round of forty: invited from a file, begun behind the link, reminded, and counted."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import APIRequestContext, Browser, Page, StorageState, expect
from sqlalchemy import Engine, text

from assessment.services import mailing
from assessment.services.content import Content
from assessment.services.moments import day_of, now
from assessment.services.rounds import counting, keeping, sending
from assessment.store import database
from assessment.store.data_keys import DataKeys
from tests.browser import entering
from tests.browser.axe import violations
from tests.browser.product import address_of, free_port, start_product, stop_product
from tests.people import at_browser
from tests.people.invited import name_people
from tests.people.signed_in import add_account

PEOPLE = name_people(40)
FIRST, DONE, BUSY = PEOPLE[0], PEOPLE[1:12], PEOPLE[12:18]
TABLE = "naam;mailadres\n" + "".join(f"Lid {n};{who}\n" for n, who in enumerate(PEOPLE, start=1))
LINK = re.compile(r"/uitnodiging/[\w-]+")


class Association:
    """A running product, its database, and the cookie of a medewerker."""

    def __init__(self, address: str, engine: Engine, desk: StorageState) -> None:
        self.address, self.engine, self.desk = address, engine, desk

    def work(self) -> None:
        """Write what waits, as the worker does every twenty seconds."""
        with database.writing(self.engine) as db:
            while sending.write_batch(db, url=self.address, now=now()):
                pass
            db.commit()

    def count(self) -> None:
        """Count, as the worker does in the night that comes."""
        with database.writing(self.engine) as db:
            for one in keeping.list_rounds(db):
                counting.count_round(db, one.id, now=now() + timedelta(days=1))
            db.commit()

    def let_days_pass(self) -> None:
        """Let the invitations be of four days ago."""
        asked = now() - timedelta(days=4)
        with self.engine.begin() as connection:
            connection.execute(text("UPDATE round_mailing SET asked_at = :at"), {"at": f"{asked}"})

    def read_letters(self) -> list[tuple[str, str, str]]:
        """Return what waits in the outbox: to whom, the subject and the text."""
        with database.reading(self.engine) as db:
            return [(m.recipient, m.subject, m.text) for m in mailing.list_mail(db)]


@pytest.fixture
def association(tmp_path: Path) -> Iterator[Association]:
    port = free_port()
    process = start_product(tmp_path, port, BOP_SECRET_KEY=entering.KEY)
    engine = database.open_engine(
        f"sqlite:///{tmp_path / 'bop.db'}", DataKeys(tmp_path / "data-keys")
    )
    try:
        address = address_of(port)
        with database.writing(engine) as db:
            desk = add_account(db, "mia@bond.example", at=now(), role="medewerker")
            cookie = entering.sign_in(db, desk.id, address, strong=True)
            db.commit()
        yield Association(address, engine, cookie)
    finally:
        engine.dispose()
        stop_product(process)


def invite(page: Page) -> None:
    """Make the round, send the file, and ask for the invitations."""
    page.goto("/account")
    page.get_by_role("link", name="Rondes", exact=True).click()
    page.get_by_role("link", name="Nieuwe ronde").click()
    page.get_by_label("Jaarlijkse ronde").check()
    page.get_by_label("Hoe heet de ronde?").fill("Jaarronde wethouders")
    page.get_by_label("Tot en met welke dag").fill(f"{day_of(now()) + timedelta(days=30)}")
    page.get_by_role("button", name="Maak de ronde").click()
    file = {"name": "leden.csv", "mimeType": "text/csv", "buffer": TABLE.encode("cp1252")}
    page.get_by_label("Of een bestand").set_input_files(files=[file])
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_text("Toegevoegd: 40.")).to_be_visible()
    page.get_by_role("button", name="Verstuur de uitnodigingen").click()
    expect(page.get_by_text("De uitnodigingen gaan eruit.")).to_be_visible()


def take_part(web: APIRequestContext, link: str, content: Content, *, hands_in: bool) -> None:
    """Begin behind the link of a mail, answer a page, and hand in or not."""
    address, code = link.rsplit("/uitnodiging/", 1)
    fields = {"phase": "zittend", "office": "wethouder", "agree": "y", "invitation": code}
    began = at_browser.post(web, f"{address}/begin?uitnodiging={code}", fields)
    attempt = began.url.removesuffix("/code")
    if hands_in:
        person = at_browser.a_person(7, content)
        shown = web.get(f"{attempt}/stijl/1")
        answers = at_browser.page_fields("stijl", shown.text(), person)
        assert at_browser.post(web, f"{attempt}/stijl/1", answers, shown=shown).ok
        at_browser.submit(web, attempt)


def test_a_yearly_round_of_forty_with_reminders(
    browser: Browser, association: Association, content: Content
) -> None:
    desk = browser.new_context(
        base_url=association.address, storage_state=association.desk, java_script_enabled=False
    )
    page = desk.new_page()
    invite(page)
    association.work()
    links = {to: f"{association.address}{LINK.findall(said)[0]}" for to, _, said in
             association.read_letters()}  # fmt: skip
    assert sorted(links) == PEOPLE

    context = browser.new_context(base_url=association.address)
    person = context.new_page()
    person.goto(links[FIRST])
    assert violations(person) == []
    person.get_by_role("link", name="Begin", exact=True).click()
    person.get_by_label("Ik ben langer dan een jaar in het ambt").check()
    person.get_by_label("Ja, laat zien dat ik heb ingediend").check()
    person.get_by_label("Ik heb dit gelezen en ga akkoord").check()
    person.get_by_role("button", name="Beginnen").click()
    expect(person.get_by_role("heading", level=1)).to_contain_text("code")
    attempt = person.url.removesuffix("/code")
    shown = context.request.get(f"{attempt}/stijl/1")
    answers = at_browser.page_fields("stijl", shown.text(), at_browser.a_person(7, content))
    assert at_browser.post(context.request, f"{attempt}/stijl/1", answers, shown=shown).ok
    at_browser.submit(context.request, attempt)
    for who in (*DONE, *BUSY):
        take_part(context.request, links[who], content, hands_in=who in DONE)

    association.let_days_pass()
    page.reload()
    page.get_by_role("button", name="Verstuur een herinnering").click()
    association.work()
    reminded = [to for to, subject, _ in association.read_letters() if "herinnering" in subject]
    assert sorted(reminded) == PEOPLE[18:]

    association.count()
    page.reload()
    numbers = [one.split(" (")[0] for one in page.get_by_role("definition").all_inner_texts()]
    assert numbers == ["40", "11", "17", "nog niet te zeggen"]
    shown_names = [one for one in PEOPLE if one in page.content()]
    assert shown_names == [FIRST]
    context.close()
    desk.close()
