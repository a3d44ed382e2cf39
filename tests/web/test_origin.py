"""The one address at which the application stands, whatever a client or a proxy says."""

import re

import pytest

from tests.web import house_rules


@pytest.mark.parametrize("host", ["elders.example", "127.0.0.1:8000", "bop.example:8443", ""])
def test_no_header_changes_an_address_in_an_answer(make_app, attempt_id, host):
    client = make_app(secure=True).test_client()
    headers = {"Host": host, "X-Forwarded-Host": "elders.example", "X-Forwarded-Proto": "http"}

    response = client.get("/afname//resultaat", headers=headers)

    assert "elders.example" not in response.headers.get("Location", "")
    assert response.headers.get("Location", "https://bop.example").startswith("https://bop.example")


@pytest.fixture
def below(make_app):
    return make_app(public_url="https://gemeente.example/bop").test_client()


def test_below_a_path_every_address_in_a_page_has_that_path(below):
    for address in ("/bop/", "/bop/begin", "/bop/privacy", "/bop/bestaat-niet"):
        page = house_rules.check(below.get(address).get_data(as_text=True))
        addresses = [
            e.get("href") or e.get("src") or e.get("action")
            for e in page.select("a[href], link[href], script[src], img[src], form[action]")
        ]
        own = [a for a in addresses if not re.match(r"#|\?|https?:|mailto:", a)]
        assert own
        assert all(a.startswith("/bop/") for a in own), own


def test_below_a_path_a_form_leads_on_below_it(below):
    form = {"phase": "zittend", "office": "wethouder", "agree": "y"}

    response = below.post("/bop/begin", data=form, headers={"Sec-Fetch-Site": "same-origin"})

    assert response.status_code == 303
    assert response.location.startswith("/bop/afname/")


@pytest.mark.parametrize("address", ["/", "/begin", "/bopper/begin", "/bo"])
def test_outside_the_path_there_is_nothing(below, address):
    assert below.get(address).status_code == 404


def test_the_path_itself_is_the_start(below):
    assert below.get("/bop").status_code == 200
