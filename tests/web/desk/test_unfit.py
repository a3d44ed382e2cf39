"""A draft that the program of now cannot read is told of with the remedy, and is never a 500."""

import json

import pytest
from sqlalchemy import update

from assessment.plan import offer_file
from assessment.services.moments import now
from assessment.store import catalogues
from assessment.store.tables import CatalogueDraftRow
from tests.web.desk.drafts import BASE, act, posted

PAGES = ("", "/proef", "/versies", "/nieuw", "/programma/LBG", "/inlezen", "/advies", "/contacten",
         "/advies/fase/starter", "/belangstelling/LBG", "/catalogue.toml")  # fmt: skip


def table_of(content, **changes):
    return offer_file.tabulate_offer(content.catalogue) | changes


def first(content, **changes):
    """Return the table with a first programme that is otherwise."""
    programmes = table_of(content)["programmes"]
    return table_of(content, programmes=[programmes[0] | changes, *programmes[1:]])


UNFIT = {
    "a number for a name": lambda content: first(content, name=7),
    "a field that nobody knows": lambda content: first(content, kleur="rood"),
    "a phase that is gone": lambda content: first(content, phases=["demissionair"]),
    "days of another kind": lambda content: first(content, dates=["2027-03-12"]),
    "no programmes": lambda content: {"version": 1, "checked": "2026-11", "payment": []},
    "programmes that are none": lambda content: table_of(content, programmes=[1, "LBG"]),
    "a table that nobody knows": lambda content: table_of(content, korting=[{"id": "A"}]),
    "a wish that is gone": lambda content: table_of(
        content, wishes=[{"question": "weg", "option": "weg", "programmes": []}]
    ),
    "wishes that are none": lambda content: table_of(content, wishes="geen"),
    "a contact without a name": lambda content: table_of(content, contacts=[{"id": "loket"}]),
    "nothing": lambda content: {},
    "a list": lambda content: [1, 2],
}
ODD = {
    "a competency that is gone": lambda content: first(content, competencies={"WEG1": 3}),
    "a value that is gone": lambda content: first(content, values=["weg"]),
    "a day that is none": lambda content: first(content, dates={"morgen": "Utrecht"}),
    "a month that is none": lambda content: first(content, review_by="later", as_of=""),
    "a contact that is gone": lambda content: first(content, contact="weg"),
    "advice for what is gone": lambda content: table_of(
        content, phases=[{"phase": "starter", "belongs": ["WEG"]}]
    ),
    "no contacts at all": lambda content: table_of(content, contacts=[]),
}


@pytest.fixture
def stored(keep, content):
    """Keep a draft, with a trial of it, as an earlier program would have left it."""

    def store(make):
        keep(catalogues.keep_draft, {}, based_on=0, seen=0, now=now())
        keep(lambda db: db.execute(update(CatalogueDraftRow).values(document=write(make))))
        keep(lambda db: catalogues.add_trial(db, catalogues.find_draft(db), now=now()))

    def write(make):
        return json.dumps(make(content))

    return store


def names_no_file(page):
    """Return whether no problem sends somebody who edits pages to a file of the content."""
    told = [item.get_text() for item in page.select("main ul li")]
    return told and not any(".toml" in one for one in told)


@pytest.mark.parametrize("what", UNFIT)
def test_what_does_not_fit_is_told_and_thrown_away(medewerker, stored, what):
    stored(UNFIT[what])

    for page in PAGES:
        assert medewerker.client.get(BASE + page).status_code in (200, 302, 303), page
    shown = medewerker.get(BASE)
    assert "Het concept past niet meer" in shown.text
    assert shown.select("#concept ~ ul li")
    assert names_no_file(shown)
    refused = act(medewerker, "/publiceren", 422)
    assert refused.select_one(".error-summary")
    assert names_no_file(refused)

    act(medewerker, "/weggooien")

    assert "concept" not in medewerker.get(BASE).find("h2").get_text()
    assert medewerker.get(f"{BASE}/programma/LBG").find("form")


@pytest.mark.parametrize("what", ODD)
def test_what_breaks_a_rule_is_told_and_every_page_can_be_opened(medewerker, stored, what):
    stored(ODD[what])

    for page in PAGES:
        assert medewerker.client.get(BASE + page).status_code in (200, 302), page
    shown = medewerker.get(BASE)
    assert "Dit moet eerst goed zijn" in shown.text
    assert names_no_file(shown)
    act(medewerker, "/publiceren", 422)


def test_a_competency_that_is_gone_goes_when_its_programme_is_saved(medewerker, stored, content):
    stored(ODD["a competency that is gone"])
    address = f"{BASE}/programma/{content.catalogue.programmes[0].id}"

    medewerker.post_and_leave(address, posted(medewerker.get(address)))

    assert "WEG1" not in medewerker.get(BASE).text


def test_a_draft_that_does_not_fit_is_mended_as_a_file(medewerker, stored):
    stored(UNFIT["a phase that is gone"])
    page = medewerker.get(f"{BASE}/inlezen")
    assert "demissionair" in page.select_one("#past-niet").text
    fields = posted(page)
    assert "demissionair" in fields["toml"]

    mended = fields | {"toml": fields["toml"].replace("demissionair", "zittend")}
    medewerker.post_and_leave(f"{BASE}/inlezen", mended)

    assert "Er is een concept" in medewerker.get(BASE).text
