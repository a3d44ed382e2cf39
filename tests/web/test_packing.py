"""Pages are sent compressed, and what could be guessed from their length is not."""

import gzip

import pytest

from assessment.web.packing import MOST_PADDING, NEVER
from tests.people import taken

PACKED = {"Accept-Encoding": "gzip"}


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


@pytest.mark.parametrize("page", ["", "/resultaat", "/resultaat/waarden", "/plan", "/document"])
def test_a_page_is_sent_packed_and_is_the_same_page(participant, home, page):
    plain = participant.client.get(f"{home}{page}")
    packed = participant.client.get(f"{home}{page}", headers=PACKED)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(gzip.decompress(packed.data)) == pytest.approx(len(plain.data), abs=200)
    assert packed.content_length == len(packed.data) < len(plain.data) / 2
    assert "Accept-Encoding" in plain.vary


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0"])
def test_who_cannot_unpack_gets_the_page_itself(client, accepted):
    response = client.get("/", headers={"Accept-Encoding": accepted})

    assert "Content-Encoding" not in response.headers
    assert "Accept-Encoding" in response.vary


def test_the_page_with_the_return_code_is_never_packed(app, participant, home):
    assert set(app.view_functions) >= NEVER

    response = participant.client.get(f"{home}/code", headers=PACKED)

    assert "Content-Encoding" not in response.headers


def test_what_a_post_answers_is_never_packed(client):
    response = client.post("/begin", data={"name": "x" * 5000}, headers=PACKED)

    assert response.status_code == 422
    assert "Content-Encoding" not in response.headers


def test_the_same_page_does_not_always_have_the_same_length(client):
    sizes = {len(client.get("/privacy", headers=PACKED).data) for _ in range(12)}

    assert len(sizes) > 1
    assert max(sizes) - min(sizes) <= MOST_PADDING + 1


@pytest.mark.parametrize(
    "address", ["/?x={0}", "/verder?code={0}", "/begin?name={0}", "/bestaat-niet?x={0}"]
)
def test_no_page_repeats_what_stands_in_an_address(client, address):
    assert (
        b"gekozen-door-een-ander" not in client.get(address.format("gekozen-door-een-ander")).data
    )
