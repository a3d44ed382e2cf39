"""Support is for everybody: without an attempt, without a score, with addresses that work."""

import pytest

from tests.people import taken


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


def test_everybody_finds_whom_to_call_from_every_page(visitor):
    assert visitor.get("/").select_one('footer a[href="/steun"]')

    page = visitor.get("/steun")

    first = page.main.select("ul li")[0]
    assert first.a["href"] == "tel:112"
    for address in ("tel:+31703738314", "tel:+31703738123", "mailto:info@wethoudersvereniging.nl",
                    "https://www.wethoudersvereniging.nl/"):  # fmt: skip
        assert page.main.select_one(f'a[href="{address}"]'), address


def test_support_says_nothing_about_whoever_reads_it(visitor, participant):
    assert visitor.get("/steun").main.text == participant.get("/steun").main.text
