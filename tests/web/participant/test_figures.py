"""Figures are kept by the browser of their owner, at an address that holds what they show."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from assessment.services import showing
from assessment.services.sessions import IDLE
from tests.people import taken


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


@pytest.fixture
def addresses(participant, home):
    """The addresses of the figures on the first page, wide and narrow."""
    page = participant.get(f"{home}/resultaat")
    return [str(one.get("src") or one["srcset"]) for one in page.select("picture > *")]


def get(visitor, address, **headers):
    return visitor.client.get(address, headers=headers)


def test_a_figure_may_be_kept_as_long_as_a_browser_stays_open(participant, addresses):
    assert len(addresses) >= 2
    for address in addresses:
        response = get(participant, address)

        kept = f"private, max-age={int(IDLE.total_seconds())}, immutable"
        assert response.headers["Cache-Control"] == kept
        assert "Cookie" in response.headers["Vary"]


def test_a_page_keeps_the_room_that_each_figure_takes(participant, home):
    for chapter in ("", "/competenties", "/stijl", "/waarden"):
        for one in participant.get(f"{home}/resultaat{chapter}").select("picture > *"):
            svg = get(participant, str(one.get("src") or one["srcset"])).get_data(as_text=True)
            points = [float(side) for side in re.findall(r'(?:width|height)="([0-9.]+)pt"', svg)]

            kept = [int(one["width"]), int(one["height"])]
            assert kept == pytest.approx([side * 4 / 3 for side in points], abs=0.5)


def test_another_answer_gives_a_figure_another_address(participant, addresses):
    changed = showing.digest_figure("something else", "tests")

    for address in addresses:
        digest = parse_qs(urlsplit(address).query)["v"][0]
        assert re.fullmatch("[0-9a-f]{16}", digest)
        assert digest != changed
    assert len({urlsplit(address).query for address in addresses}) == len(addresses) / 2


def test_another_key_gives_another_digest_so_that_an_address_tells_no_score():
    assert showing.digest_figure("shown", "one key") != showing.digest_figure("shown", "another")


def test_another_way_of_drawing_gives_another_digest(monkeypatch):
    before = showing.digest_figure("shown", "key")

    monkeypatch.setattr(showing, "_drawing_digest", lambda: "changed")

    assert showing.digest_figure("shown", "key") != before


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789abcdef"])
def test_at_an_address_of_something_else_it_is_not_kept(participant, addresses, query):
    response = get(participant, addresses[0].split("?")[0] + query)

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"


def test_a_kept_address_opens_nothing_for_another_nor_after_closing(
    participant, other_browser, home, addresses
):
    assert get(other_browser, addresses[0]).status_code == 404

    left = participant.client.post(f"{home}/sluiten")

    assert left.status_code == 303
    assert left.headers["Clear-Site-Data"] == '"cache"'
    assert get(participant, addresses[0]).status_code == 404


def test_a_refused_figure_is_never_kept(participant, home):
    response = get(participant, f"{home}/resultaat/figuur/geen.svg?v=0123456789abcdef")

    assert (response.status_code, response.headers["Cache-Control"]) == (404, "no-store")


def test_who_stays_keeps_what_the_browser_has(participant, home):
    response = participant.client.post(f"{home}/resultaat/onderzoek", data={"research": "y"})

    assert "Clear-Site-Data" not in response.headers


def test_figures_of_the_example_may_be_kept_too_and_are_compressed(visitor):
    page = visitor.get("/voorbeeld")
    address = str(page.select_one("picture img")["src"])

    response = get(visitor, address, **{"Accept-Encoding": "gzip"})

    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["Content-Encoding"] == "gzip"
