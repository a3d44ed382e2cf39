"""A college of five: the fifth looks first and says yes, and leaves while another has a sheet."""

import re
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Browser, Page, expect

from assessment.services.colleges import joining, profiling
from assessment.services.colleges.shares import NAMED
from assessment.services.content import Content
from assessment.services.moments import now
from assessment.store.accounts import Account
from assessment.store.database import writing
from tests.browser import entering
from tests.browser.axe import violations
from tests.browser.places import Product, running_named_product
from tests.browser.views import press
from tests.people.colleagues import SECRET, URL, Colleges, lean_all
from tests.report.pdf.reading import read


def add_people(product: Product, content: Content) -> tuple[UUID, Account, Account]:
    """Keep a college of four, and a fifth who was asked."""
    with writing(product.engine) as db:
        made = Colleges(db, content, at=now())
        college_id, members = made.begin(4, dots=NAMED)
        eva = made.person("Eva", seed=31)
        joining.ask_member(
            db, members[0], college_id, eva.address, url=URL, secret=SECRET, now=now()
        )
        db.commit()
    return college_id, members[0], eva


def enter(browser: Browser, product: Product, account: Account) -> Page:
    """Open a browser in which somebody is signed in."""
    with writing(product.engine) as db:
        state = entering.sign_in(db, account.id, product.address, strong=False)
        db.commit()
    return browser.new_context(
        base_url=product.address, locale="nl-NL", storage_state=state
    ).new_page()


def say_yes(page: Page) -> None:
    """Look at what comes of oneself, and say yes."""
    page.goto("/college")
    page.get_by_role("link", name="Kijk wat er van jou in komt").click()
    page.get_by_label("Een stip met mijn naam").check()
    press("Laat zien wat er van mij in komt")(page)
    expect(page.get_by_text("Alleen jij ziet dit.")).to_be_visible()
    page.get_by_role("button", name="Ja, voor dit college").click()
    expect(page.get_by_text("Je doet mee.")).to_be_visible()


def take_code(page: Page) -> str:
    """Download the sheet; return its control code."""
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download dit als blad").click()
    reading = read(Path(downloading.value.path()).read_bytes())
    words = " ".join(text for _, text in reading.artifacts)
    return words.split("controlecode ")[1][:19]


def check_code(page: Page, code: str) -> str:
    """Ask whether a sheet is real; return what the page says."""
    page.goto("/echtheid")
    page.get_by_label("Controlecode").fill(code)
    press("Controleren")(page)
    return page.get_by_role("status").inner_text()


def test_a_college_of_five_of_whom_one_leaves(
    browser: Browser, tmp_path: Path, content: Content
) -> None:
    with running_named_product(tmp_path) as product:
        college_id, noor, eva = add_people(product, content)
        fifth, first = enter(browser, product, eva), enter(browser, product, noor)
        say_yes(fifth)
        press("Maak het beeld van 5 leden")(fifth)
        expect(fifth.get_by_role("heading", name="Tien vragen voor een uur samen")).to_be_visible()

        first.goto(f"/college/{college_id}")
        expect(first.get_by_text("Over 5 leden")).to_be_visible()
        expect(first.get_by_role("img")).to_have_attribute("alt", re.compile("Eva"))
        assert violations(first) == []
        code = take_code(first)
        assert "Echt." in check_code(first, code)

        fifth.get_by_role("link", name="Stap uit dit college").click()
        press("Ja, ik stap eruit")(fifth)
        expect(fifth.get_by_text("Je bent uit het college.")).to_be_visible()

        assert "Niet meer geldig." in check_code(first, code)
        first.goto(f"/college/{college_id}")
        expect(first.get_by_text("Daarna stapte één lid eruit.")).to_be_visible()
        assert "Eva" not in first.content()
        answer = fifth.goto(f"/college/{college_id}")
        assert answer is not None
        assert answer.status == 404


def test_the_last_yes_opens_a_profielschets_with_the_missing_style(
    browser: Browser, tmp_path: Path, content: Content
) -> None:
    with running_named_product(tmp_path) as product:
        with writing(product.engine) as db:
            made = Colleges(db, content, at=now())
            college_id, members = made.begin(3, dots=NAMED)
            lean_all(made, college_id)
            made.make(members[0], college_id)
            for one in members[1:]:
                offer = profiling.open_offer(db, content, one.id, college_id, now=now())
                profiling.allow_styles(
                    db, content, one.id, college_id, seen=str(offer.picture_id), now=now()
                )
            db.commit()
        page = enter(browser, product, members[0])
        page.goto(f"/college/{college_id}")
        page.get_by_role("link", name="Jullie stijlen in een profielschets").click()
        press("Ja, deze stijlen mogen in een profielschets")(page)
        assert violations(page) == []

        page.get_by_role("link", name="Begin een profielschets").click()
        name = content.value_map.style["KOE"].name
        expect(page.get_by_label(name)).to_be_checked()
        expect(page.get_by_label("een college")).to_be_checked()
        page.get_by_label(content.value_map.competencies[0].name).check()
        press("Maak de profielschets")(page)

        expect(page.get_by_role("heading", name="Wat het college nu mist")).to_be_visible()
        expect(page.get_by_role("heading", name=name)).to_be_visible()
