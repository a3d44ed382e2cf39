"""The vraagbeeld on its pages: for a medewerker, and as a table."""

import json

import pytest
from sqlalchemy import select

from assessment.services.demand import publishing
from assessment.services.moments import now
from assessment.store.tables import DemandRow
from tests.people.signed_in import add_account, sign_in
from tests.people.wanting import CLOSED, add_people

BASE = "/medewerker/vraagbeeld"


@pytest.fixture
def medewerker(keep, visitor):
    account = keep(add_account, "mia@bond.example", at=now(), role="medewerker")
    sign_in(visitor.client, account, strong=True)
    return visitor


@pytest.fixture
def published(keep, content):
    keep(add_people, content, 7)
    keep(add_people, content, 4, wish="publiek")
    keep(publishing.publish_due, content, now=CLOSED)


def test_before_there_are_enough_people_it_says_so(medewerker):
    assert "Er is nog geen vraagbeeld" in medewerker.get(BASE).text


def test_a_vraagbeeld_of_before_a_table_came_is_shown_without_it(medewerker, keep, published):
    def forget(db):
        for row in db.scalars(select(DemandRow)):
            kept = json.loads(row.tables)
            row.tables = json.dumps({"wishes": kept["wishes"], "people": kept["people"]})

    keep(forget)
    first = medewerker.get(BASE).select_one(f'a[href^="{BASE}/zittend/"]')["href"]

    assert "Wensen" in medewerker.get(first).text
    assert medewerker.client.get(f"{BASE}/vraagbeeld.csv").status_code == 200


def test_it_is_shown_in_bands_and_never_more_precisely(medewerker, published):
    assert "10 tot en met 14 mensen" in medewerker.get(BASE).text

    page = medewerker.get(f"{BASE}/zittend/2027-01-01")

    row = next(r for r in page.select("tr") if "Groei op het politieke" in r.get_text())
    assert "5 tot en met 9" in row.get_text()
    few = page.select_one("details").get_text()
    assert "Groei op het publieke speelveld" in few
    assert "Groei op het ambtelijke speelveld" in few


def test_it_is_handed_over_as_a_table_with_a_codebook(medewerker, published):
    names = (
        "vraagbeeld.csv",
        "vraagbeeld.csv?vorm=excel",
        "codeboek.csv",
        "codeboek.csv?vorm=excel",
    )
    for name, sign in zip(names, (b",", b";", b",", b";"), strict=True):
        answer = medewerker.client.get(f"{BASE}/{name}")
        assert answer.mimetype == "text/csv"
        assert sign in answer.data.splitlines()[0]


@pytest.mark.parametrize("path", ["/zittend/2026-10-01", "/starter/2027-01-01", "/x/y"])
def test_what_was_not_published_has_no_page(medewerker, published, path):
    assert medewerker.client.get(BASE + path).status_code == 404
