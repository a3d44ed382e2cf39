"""The documents beside the plan: who is offered which, and what the owner gets."""

import base64
import hashlib
import io
import re

import pikepdf
import pytest
from bs4 import BeautifulSoup

from assessment.report.html import style_sheet
from assessment.services import offering
from assessment.store import database, results
from tests.people import taken
from tests.web.visitor import fields

PARTS = ("competenties", "stijl", "waarden", "ervaring", "doelen")


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


@pytest.fixture
def aspirant(keep, content):
    return keep(taken.add_submitted, content, phase="aspirant")


def handed(visitor, address, ticked=None):
    """Return the document that a button makes."""
    return visitor.client.get(visitor.post_and_leave(address, ticked))


def pages(data):
    return len(pikepdf.open(io.BytesIO(data)).pages)


def test_the_page_offers_each_document_with_whom_it_is_for(participant, home):
    page = participant.get(f"{home}/document")

    headings = [h.get_text() for h in page.select("h2, h3")]
    plan, *others = offering.list_offered("zittend")
    assert headings == [
        f"Je {plan.called}", "Andere documenten", *(kind.title for kind in others),
        "Als een exemplaar in verkeerde handen komt",
    ]  # fmt: skip
    assert [kind.title for kind in others][:2] == ["Bijlage", "Plan met bijlage"]
    text = page.get_text()
    assert "Voor een coach" in text
    assert "Voor je intervisiegroep" in text


def test_nothing_is_ticked_beforehand(participant, home):
    boxes = participant.get(f"{home}/document").select("input[type=checkbox]")

    parts = [box for box in boxes if box["name"].startswith("deel-")]
    assert [box["value"] for box in parts] == list(PARTS)
    assert not [box for box in boxes if box.has_attr("checked")]


def test_a_gesprekswijzer_is_made_at_once_from_the_ticked_parts(participant, home):
    ticked = {"deel-gesprekswijzer": ["stijl", "doelen"]}
    response = handed(participant, f"{home}/document/gesprekswijzer.pdf", ticked)

    assert response.mimetype == "application/pdf"
    assert pages(response.data) == 2
    assert "gesprekswijzer-20" in response.headers["Content-Disposition"]
    text = handed(participant, f"{home}/document/gesprekswijzer.html", ticked)
    assert "bestuursstijl en doelen" in text.get_data(as_text=True)
    assert "competenties" not in text.get_data(as_text=True)


def test_a_part_is_offered_once_there_is_something_in_it(visitor, attempt_id):
    visitor.owns(attempt_id)
    home, box = f"/afname/{attempt_id}", "#deel-gesprekswijzer-dilemmas"
    assert not visitor.get(f"{home}/document").select(box)

    form = fields(visitor.get(f"{home}/dilemmas/1").select_one("form[data-answers]")).to_dict()
    visitor.post_and_leave(f"{home}/dilemmas/1", {**form, "sporthal": "verbondenheid"})

    assert visitor.get(f"{home}/document").select(box)
    ticked = {"deel-gesprekswijzer": ["dilemmas"]}
    made = handed(visitor, f"{home}/document/gesprekswijzer.html", ticked).get_data(as_text=True)
    assert "Keuzes tussen twee goede waarden" in made


@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_with_nothing_ticked_the_page_says_so_and_nothing_is_made(participant, home, ending):
    page = participant.post(f"{home}/document/gesprekswijzer.{ending}", status=422)

    assert "minstens één deel" in page.select_one("[role=alert]").get_text()
    assert page.select_one("#deel-gesprekswijzer-competenties")
    wrong = {"deel-gesprekswijzer": "alles"}
    participant.post(f"{home}/document/gesprekswijzer.{ending}", wrong, status=422)


def test_an_intervisiekaart_is_one_page_without_the_name(keep, content, visitor):
    attempt_id = keep(taken.add_submitted, content, name="Xaveria Quintus")
    visitor.owns(attempt_id)
    pdf = handed(visitor, f"/afname/{attempt_id}/document/intervisiekaart.pdf")
    html = handed(visitor, f"/afname/{attempt_id}/document/intervisiekaart.html")

    assert pages(pdf.data) == 1
    assert "Quintus" not in html.get_data(as_text=True)
    assert "Quintus" not in pdf.headers["Content-Disposition"]


def test_every_document_can_be_read_as_a_page_or_kept(participant, home):
    for name in ("plan", "intervisiekaart"):
        response = handed(participant, f"{home}/document/{name}.html")
        assert response.mimetype == "text/html"
        assert response.headers["Content-Disposition"].startswith("inline")
        kept = handed(participant, f"{home}/document/{name}.html", {"bewaren": "1"})
        assert kept.headers["Content-Disposition"].startswith("attachment")
        assert kept.data == response.data


def test_the_plan_as_a_page_has_every_chapter_and_figure(participant, home):
    response = handed(participant, f"{home}/document/plan.html")
    page = BeautifulSoup(response.data, "html.parser")

    assert len(page.select("main > section")) == 11  # ten chapters, and the numbers
    assert len(page.select(".wide > svg")) == len(page.select(".narrow > svg")) == 2


def test_bijlage_and_both_in_one_have_a_page_of_their_own_and_can_be_asked_for(participant, home):
    for name, called in (("bijlage", "Je bijlage"), ("volledig", "Je plan met bijlage")):
        page = participant.get(f"{home}/document/{name}")
        assert page.h1.get_text() == called
        participant.post_and_leave(f"{home}/document/{name}", None)
        lead = participant.get(f"{home}/document/{name}").select_one(".lead").get_text()
        assert "Je PDF" in lead, lead
        whole = BeautifulSoup(
            handed(participant, f"{home}/document/{name}.html").data, "html.parser"
        )
        assert len(whole.select("main > section")) > 11


def test_an_aspirant_is_offered_neither_plan_nor_bijlage(visitor, aspirant):
    visitor.owns(aspirant)

    for name in ("plan", "bijlage", "volledig"):
        visitor.get(f"/afname/{aspirant}/document/{name}", status=404)


def test_a_document_may_use_its_own_style_sheet_and_nothing_else(participant, home):
    response = handed(participant, f"{home}/document/plan.html")
    rules = dict(rule.split(" ", 1) for rule in
                 response.headers["Content-Security-Policy"].split("; "))  # fmt: skip
    digest = base64.b64encode(hashlib.sha256(style_sheet().encode()).digest()).decode()

    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == f"'sha256-{digest}'"
    assert "unsafe" not in str(rules)
    assert rules["form-action"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    inside = re.search(r"<style>(.*?)</style>", response.get_data(as_text=True), re.DOTALL)
    assert inside.group(1) == style_sheet()
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("phase", "called"),
    [("aspirant", "oriëntatieverslag"), ("oud-wethouder", "Bestuurlijk ontwikkelplan")],
)
def test_the_page_of_the_plan_calls_the_document_by_its_name(visitor, keep, content, phase, called):
    attempt_id = keep(taken.add_submitted, content, phase=phase)

    page = visitor.owns(attempt_id).get(f"/afname/{attempt_id}/plan")

    assert page.find(id="pdf").text == f"Je {called} op papier"


def test_an_aspirant_has_the_orientatieverslag_in_place_of_the_plan(visitor, aspirant, engine):
    home = f"/afname/{aspirant}/document"
    participant = visitor.owns(aspirant)

    assert participant.post_and_leave(home) == home

    page = participant.get(home)
    assert page.h2.get_text() == "Je oriëntatieverslag"
    assert "ontwikkelplan" not in page.main.get_text()
    response = participant.client.get(page.select_one('main a[href$=".pdf"]')["href"])
    assert "orientatieverslag-20" in response.headers["Content-Disposition"]
    assert pikepdf.open(io.BytesIO(response.data)).docinfo.Title == "Oriëntatieverslag"
    participant.get(f"{home}/plan", status=404)
    with database.reading(engine) as db:
        assert results.find_latest_document(db, aspirant) is None
        assert results.find_latest_document(db, aspirant, kind="orientatieverslag")


def test_another_phase_has_no_orientatieverslag(participant, home):
    assert "rientatieverslag" not in participant.get(f"{home}/document").get_text()
    participant.get(f"{home}/document/orientatieverslag", status=404)
    for ending in ("orientatieverslag", "orientatieverslag.html", "orientatieverslag.pdf"):
        participant.post(f"{home}/document/{ending}", status=404)


@pytest.mark.parametrize(
    "address", ["gesprekswijzer.pdf", "intervisiekaart.pdf", "plan.html",
                "gesprekswijzer.html", "intervisiekaart.html", "orientatieverslag"],
)  # fmt: skip
def test_only_the_owner_gets_them(visitor, keep, content, address):
    theirs = keep(taken.add_submitted, content)
    mine = keep(taken.add_submitted, content, seed=8)

    ticked = {"deel-gesprekswijzer": "stijl"}
    visitor.owns(mine).post(f"/afname/{theirs}/document/{address}", ticked, status=404)


def test_before_handing_in_there_is_none(visitor, keep):
    attempt_id = keep(taken.add)
    for name in ("gesprekswijzer.pdf", "intervisiekaart.html", "plan.html"):
        address = f"/afname/{attempt_id}/document/{name}"
        visitor.owns(attempt_id).post(address, {"deel-gesprekswijzer": "stijl"}, status=409)


def test_making_a_sheet_keeps_the_answers_open_to_change(participant, home, engine, attempt_id):
    handed(participant, f"{home}/document/intervisiekaart.pdf")

    with database.reading(engine) as db:
        assert results.count_documents(db, attempt_id) == 0


def test_the_owner_chooses_what_the_group_hears(participant, home):
    page = participant.get(f"{home}/document")
    name = "kies-intervisiekaart"
    values = page.select(f"input[name={name}-waarden]")
    assert [box for box in values if box.has_attr("checked")] == []
    assert len(page.select(f"input[name={name}-vraag][checked]")) == 1
    label = page.select_one(f'label[for="{values[0]["id"]}"]').text

    chosen = {name: ["vraag", "kracht", "waarden"], f"{name}-vraag": "open",
              f"{name}-kracht": "", f"{name}-waarden": values[0]["value"]}  # fmt: skip
    made = participant.post_and_leave(f"{home}/document/intervisiekaart.html", chosen)
    text = participant.client.get(made).get_data(as_text=True)

    assert "Waar wil ik dat de groep met mij over meedenkt?" in text
    assert f"volgens mijn waardenkeuze: {label.lower()}." in text
    assert "Waar ik op kan bouwen" not in text
