"""Sentences that promise something: each is read on its page, and then the program is held to it.

Who changes such a sentence changes its test here, and the other way round.
"""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.report.documents.afspraken.agreed import Agreement, compose_agreement
from assessment.report.documents.logboek.report import compose_logbook
from assessment.report.documents.vrijgave.report import compose_release
from assessment.report.html import render_html
from assessment.services import (
    accounts,
    copying,
    erasing,
    logbook,
    mailing,
    reporting,
    retention,
    taking,
)
from assessment.services.codes import hash_code
from assessment.services.moments import AMSTERDAM, now
from assessment.services.offering import list_offered
from assessment.store import database, research, results
from assessment.store.accounts import find_account_by_address
from tests.people import taken
from tests.people.signed_in import NOOR, add_account, sign_in
from tests.report.pdf.reading import read
from tests.web import walking
from values.calendar import months_later, years_later
from values.constants import KEPT_ACCOUNT_MONTHS, KEPT_DAYS, KEPT_RESULT_MONTHS, VALID_YEARS
from values.facts import FACTS

NAME, CODE = "Noor de Wit", "ABCD-EFGH-JKMN-PQRS"


def words(part):
    return " ".join(part.get_text(" ").split())


@pytest.fixture
def begun(keep):
    return keep(taken.add)


@pytest.fixture
def submitted(keep, content):
    return keep(taken.add_submitted, content, name=NAME, code_hash=hash_code(CODE))


@pytest.fixture
def owner(visitor, begun, submitted):
    return visitor.owns(submitted, begun)


@pytest.fixture
def result(engine, content, submitted):
    with database.reading(engine) as db:
        return reporting.open_result(db, content, taking.open_attempt(db, submitted))


# The name: on every page of the plan, on a sheet for a coach, and on what is named beside these


def test_the_name_stands_on_every_page_of_the_plan_and_on_what_is_said_to_have_it(
    owner, submitted, engine, content, result
):
    said = words(owner.get("/begin"))
    assert "dan staat hij op elke bladzijde van je eigen plan of verslag" in said
    assert "op een blad met vragen voor je coach. Verder staat hij alleen op wat je" in said

    owner.post_and_leave(f"/afname/{submitted}/document")
    with database.reading(engine) as db:
        made = results.find_latest_document(db, submitted)
        pdf = read(results.read_file(db, made.id))
    lines = [text for _, text in pdf.artifacts if NAME in text]
    assert len(lines) >= len(pdf.pdf.pages)

    named = {
        kind.name
        for kind in list_offered("zittend")
        if NAME.encode()
        in render_html(
            reporting.write_document(
                content, result, kind.name, created_at=taken.NOW.astimezone(AMSTERDAM)
            )
        )
    }
    assert named == {"plan", "bijlage", "volledig", "gesprekswijzer"}


def test_without_a_name_no_document_has_one(content, result):
    nameless = replace(result, answers=replace(result.answers, name=""))
    for kind in list_offered("zittend"):
        document = reporting.write_document(
            content, nameless, kind.name, created_at=taken.NOW.astimezone(AMSTERDAM)
        )
        assert NAME.encode() not in render_html(document)


def test_the_name_stands_on_what_is_released_agreed_and_logged_as_is_said(visitor, content, result):
    said = words(visitor.get("/begin"))
    assert "je zelf aan een coach vrijgeeft, op jullie afspraken en op je logboek" in said

    at = taken.NOW.astimezone(AMSTERDAM)
    material = reporting.build_material(content, result, created_at=at)
    agreed = Agreement(NAME, "coach@x.example", (), (), None, at)
    named = {
        document.cover.title
        for document in (
            compose_release(material, ["competencies"]),
            compose_agreement(agreed),
            compose_logbook([], name=NAME, total="0", sums={}, created_at=at),
        )
        if NAME.encode() in render_html(document)
    }
    assert named == {"Vrijgegeven delen", "Onze afspraken", "Logboek permanente educatie"}


# Who sees it, and what is kept


def test_only_the_owner_opens_answers_and_result(owner, other_browser, submitted):
    assert "Alleen jij ziet je antwoorden en je resultaat" in words(owner.get("/"))
    assert "kan je antwoorden of je resultaat openen, tot je zelf iets vrijgeeft" in words(
        owner.get("/begin")
    )

    for page in ("", "/resultaat", "/plan", "/document"):
        other_browser.get(f"/afname/{submitted}{page}", status=404)


def test_the_return_code_is_kept_only_as_a_print_of_it(visitor, engine, database_url):
    assert "een afdruk waaruit de code niet terug te halen is" in words(visitor.get("/privacy"))

    begin = {"phase": "zittend", "office": "wethouder", "agree": "y"}
    code = visitor.get(visitor.post_and_leave("/begin", begin)).select_one("#code").text

    with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as connection:
        dump = "\n".join(connection.iterdump())
    assert code not in dump
    assert code.replace("-", "") not in dump


def test_one_cookie_and_no_more(visitor):
    assert "We zetten een cookie met een willekeurig kenmerk" in words(visitor.get("/privacy"))

    visitor.post_and_leave("/begin", {"phase": "zittend", "office": "wethouder", "agree": "y"})

    assert len(visitor.response.headers.getlist("Set-Cookie")) == 1


def test_an_answer_is_kept_at_once(owner, begun, stored):
    assert "Elk antwoord wordt meteen bewaard" in words(owner.get("/"))
    page = owner.get(f"/afname/{begun}/gedrag/1")
    item = page.select_one(".item")["data-item"]

    owner.client.post(f"/afname/{begun}/antwoord", data={"part": "gedrag", "item": item, item: "4"})

    assert stored(begun).given("gedrag") == {item: 4}


def test_deleting_happens_at_once_and_takes_everything(owner, submitted, engine):
    told = words(owner.get("/privacy"))
    assert "Verwijder alles nu’ in je overzicht, of met je hele account. Dat gebeurt meteen" in told

    owner.post_and_leave(f"/afname/{submitted}/verwijderen", {"code": CODE})

    owner.get(f"/afname/{submitted}", status=404)
    with database.reading(engine) as db:
        assert taking.find_attempt(db, submitted) is None
        assert results.find_profile(db, submitted) is None
        assert results.list_copies(db, submitted) == []


@pytest.mark.parametrize("role", ["coach", "medewerker", "beheerder"])
def test_no_role_sees_anything_of_an_attempt(app, visitor, keep, submitted, role):
    told = words(visitor.get("/privacy"))
    assert "Een coach, een medewerker en een beheerder zien het niet" in told
    sign_in(visitor.client, keep(add_account, at=now(), role=role), strong=True)

    for method, rule in walking.requests(walking.rules(app, with_attempt=True)):
        answer = visitor.client.open(walking.address(app, rule, submitted), method=method)
        assert answer.status_code == 404, rule


def test_of_a_sent_mail_the_text_is_not_kept(visitor, keep, engine):
    assert "De tekst vergeten we zodra hij verstuurd is" in words(visitor.get("/privacy"))
    visitor.post_and_leave("/aanmelden", {"address": NOOR})
    with database.writing(engine) as db:
        [mail] = mailing.list_mail(db)
        mailing.note_sent(db, mail.id)
        assert mailing.list_mail(db)[0].text == ""


# Withdrawing: "Je trekt dit in op je resultaatpagina. Vanaf dan tellen je antwoorden niet mee"


def test_who_withdraws_counts_no_more_and_keeps_the_same_result(owner, submitted, engine):
    said = words(owner.get("/privacy"))
    assert "Je trekt dit in op je resultaatpagina. Vanaf dan tellen je antwoorden niet mee" in said
    address = f"/afname/{submitted}/resultaat/onderzoek"

    def count():
        with database.reading(engine) as db:
            return len(list(research.list_consenting(db, "research", ["gedrag"])))

    before = count()
    owner.post_and_leave(address, {"research": "y"})
    given = count()
    owner.post_and_leave(address)

    assert (before, given, count()) == (0, 1, 0)


def test_no_sentence_says_that_sharing_can_be_withdrawn(content, result):
    plan = render_html(
        reporting.write_document(
            content, result, "bijlage", created_at=taken.NOW.astimezone(AMSTERDAM)
        )
    ).decode()

    assert "alleen jij kunt dit document hier openen." in plan
    assert "Wat je weggeeft, kun je niet terughalen" in plan
    assert "zonder jouw toestemming" not in plan


# Retention and validity


def test_what_was_not_used_is_kept_as_long_as_the_privacy_page_says(
    owner, engine, begun, submitted
):
    said = words(owner.get("/privacy"))
    assert f"Gebruik je je zelfbeoordeling {FACTS['kept']} niet" in said
    assert f"Heb je ingediend, dan is dat na {FACTS['kept_result']}" in said
    assert f"hooguit {FACTS['kept_term']} na het indienen" in said

    with database.reading(engine) as db:
        open_one, done = taking.open_facts(db, begun), taking.open_facts(db, submitted)
        assert erasing.kept_until(open_one) == open_one.used_at + timedelta(days=KEPT_DAYS)
        assert erasing.kept_until(done) == months_later(done.used_at, KEPT_RESULT_MONTHS)
        due = retention.find_due(db, now=done.used_at + timedelta(days=KEPT_DAYS + 30))
    assert (due.to_mark, due.to_delete) == ([begun], [])


def test_an_account_without_a_result_goes_without_a_mail_when_the_privacy_page_says(
    visitor, engine
):
    said = words(visitor.get("/privacy"))
    assert f"verwijderen we als je je {FACTS['kept_account']} niet aanmeldt" in said
    assert f"alleen een logboek in, dan is dat na {FACTS['kept_result']}. Daarover" in said

    training = logbook.Learned(taken.NOW.date(), 250, "Training debatteren")
    with database.writing(engine) as db:
        add_account(db, "leeg@x.example", at=taken.NOW)
        noor = add_account(db, NOOR, at=taken.NOW)
        logbook.add_entry(db, noor.id, training, now=taken.NOW)
        left = []
        for months in (KEPT_ACCOUNT_MONTHS, KEPT_RESULT_MONTHS):
            later = months_later(taken.NOW, months) + timedelta(hours=1)
            accounts.delete_unused(db, url="", now=later)
            known = [find_account_by_address(db, one) for one in ("leeg@x.example", NOOR)]
            left.append([one.address for one in known if one])
        assert (left, mailing.list_mail(db)) == ([[NOOR], []], [])


def test_who_measures_again_when_the_plan_says_so_finds_the_first_result(content, result):
    made_at = taken.NOW.astimezone(AMSTERDAM)
    report = reporting.write_report(content, result, created_at=made_at)

    assert report.cover.valid_until == years_later(made_at.date(), VALID_YEARS)
    assert months_later(made_at.date(), KEPT_RESULT_MONTHS) > report.cover.valid_until
    assert any("meet daarna opnieuw" in line for line in report.cover.lines)


# The PDF: "Met de PDF staan je antwoorden vast: heropenen kan daarna niet meer"

CLOSES = "Met de PDF staan je antwoorden vast: heropenen kan daarna niet meer"


@pytest.mark.parametrize("page", ["plan", "document"])
def test_the_button_says_what_the_pdf_closes_and_it_closes_that(owner, submitted, page, quick_pdf):
    home = f"/afname/{submitted}"
    assert CLOSES in words(owner.get(f"{home}/{page}"))
    assert "Kijk scherper" in words(owner.get(f"{home}/plan"))
    owner.post_and_leave(f"{home}/document/plan.html")  # "Een webpagina maken legt niets vast"
    assert CLOSES in words(owner.get(f"{home}/{page}"))

    owner.post_and_leave(f"{home}/document")

    assert CLOSES not in words(owner.get(f"{home}/{page}"))
    assert "Kijk scherper" not in words(owner.get(f"{home}/plan"))  # it leads nowhere now
    owner.post(f"{home}/heropenen", status=409)
    goal = {"about": "lef", "aim": "Dit kan altijd", "revision": "0"}
    owner.post_and_leave(f"{home}/plan/doel/1", goal)


def test_a_pdf_that_is_older_than_the_plan_says_so_until_it_is_made_again(
    owner, submitted, quick_pdf
):
    home = f"/afname/{submitted}"
    older = "Je plan of resultaat is daarna veranderd"
    owner.post_and_leave(f"{home}/document")
    assert older not in words(owner.get(f"{home}/document"))

    goal = {"about": "lef", "aim": "Dit kwam later", "revision": "0"}
    owner.post_and_leave(f"{home}/plan/doel/1", goal)
    assert older in words(owner.get(f"{home}/document"))

    owner.post_and_leave(f"{home}/document")
    assert older not in words(owner.get(f"{home}/document"))


def test_making_the_pdf_twice_gives_the_same_one(owner, submitted, engine, quick_pdf):
    home = f"/afname/{submitted}"
    for recipient in ("", "", "de coach", "de coach"):
        owner.post_and_leave(f"{home}/document", {"voor": recipient})

    with database.reading(engine) as db:
        made = copying.list_copies(db, submitted)
    assert [copy.recipient for copy in made] == ["de coach", ""]
