"""What each page weighs for who comes for the first time: the page and all that it fetches."""

import re
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from tests.browser.atlas import EVERY, GROUPS

BAR, AIM = 90_000, 60_000  # bytes
PACKED = {"Accept-Encoding": "gzip"}
FETCHED = "link[rel=stylesheet], link[rel=icon], link[rel=preload], script[src]"
IN_A_SHEET = re.compile(r"url\(\"?([^)\"]+)")
ATTEMPT = re.compile(r"/afname/[0-9a-f-]+")
# Addresses in the atlas of somebody else, after something was done, and for who builds the pages.
ELSEWHERE = re.compile(
    r"\{(pdf|plan_page|card_page|orientation|closer)\}|aanmelden/."
    r"|doel/3|lokale-post|componenten"
)


@pytest.fixture
def read(somebody):
    """Return what an address answers, packed as browsers get it."""
    client, _ = somebody

    def run(address, **headers):
        with client.get(address, headers=headers) as response:
            assert response.status_code == 200, address
            return response.get_data()

    return run


@pytest.fixture
def weigh(read):
    """Return how many bytes a page fetches, on a wide screen or on a narrow one."""
    weights = {}

    def weigh_file(address):
        if address not in weights:
            weights[address] = len(read(address, **PACKED))
        return weights[address]

    def run(address, picture):
        page = BeautifulSoup(read(address), "html.parser")
        files = {str(one.get("href") or one.get("src")) for one in page.select(FETCHED)}
        for sheet in [one for one in files if ".css" in one]:
            found = IN_A_SHEET.findall(read(sheet).decode())
            files |= {urljoin(sheet, url) for url in found}
        pictures = {str(one.get("srcset") or one["src"]) for one in page.select(picture)}
        return len(read(address, **PACKED)) + sum(map(weigh_file, files | pictures))

    return run


@pytest.fixture
def weights(somebody, weigh):
    """The weight of every page in the atlas, as the heavier of wide and narrow."""
    _, (new, done) = somebody
    at = {"new": new, "half": new, "done": done, "aspirant": done, "alike": done}
    of_others = (*GROUPS["sharing"], *GROUPS["rounds"])  # that take two people
    views = [view for view in EVERY if view not in of_others]
    paths = {view.path for view in views if not view.error and not ELSEWHERE.search(view.path)}
    addresses = [
        path.format(**{name: f"/afname/{attempt_id}" for name, attempt_id in at.items()})
        for path in paths
    ]
    return {
        ATTEMPT.sub("…", address): max(weigh(address, "picture img"), weigh(address, "source"))
        for address in addresses
    }


def test_no_page_weighs_more_than_the_bar_and_few_more_than_the_aim(weights):
    heavy = {page: weight for page, weight in weights.items() if weight > AIM}

    assert len(weights) > 50
    assert max(weights.values()) <= BAR, heavy
    assert len(heavy) <= len(weights) / 10, heavy


def test_a_page_weighs_something_for_each_thing_that_it_fetches(weigh, read):
    page = len(read("/", **PACKED))

    assert weigh("/", "picture img") > page + 20_000  # two fonts alone are more
