import gzip
import re

import pytest

from assessment.resources import STATIC

PACKED = {"Accept-Encoding": "gzip, br"}
SHEET = "/static/app.css"


@pytest.mark.parametrize("name", ["app.css", "answers.js"])
def test_texts_are_sent_packed(client, name):
    with client.get(f"/static/{name}", headers=PACKED) as response:
        file = (STATIC / name).read_bytes()

        assert response.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(response.data) == file
        assert response.content_length == len(response.data) < len(file) / 2
        assert "Accept-Encoding" in response.vary


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0"])
def test_a_browser_that_cannot_unpack_gets_the_text_itself(client, accepted):
    with client.get(SHEET, headers={"Accept-Encoding": accepted}) as response:
        assert "Content-Encoding" not in response.headers
        assert response.data == (STATIC / "app.css").read_bytes()
        assert "Accept-Encoding" in response.vary


def test_what_is_packed_already_is_sent_as_it_is(client):
    with client.get("/static/icon.svg", headers=PACKED) as response:
        assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("headers", [{}, PACKED])
def test_a_text_that_did_not_change_is_not_sent_again(client, headers):
    with client.get(SHEET, headers=headers) as first:
        tag = first.headers["ETag"]

    with client.get(SHEET, headers={**headers, "If-None-Match": tag}) as again:
        assert again.status_code == 304
        assert again.data == b""


def test_head_tells_the_size_of_what_get_would_send(client):
    with client.head(SHEET, headers=PACKED) as head, client.get(SHEET, headers=PACKED) as got:
        assert head.content_length == got.content_length
        assert head.data == b""


def test_every_token_that_is_used_has_a_value_that_is_not_itself():
    sheet = (STATIC / "app.css").read_text(encoding="utf-8")
    said = dict(re.findall(r"(--bop-[\w-]+):\s*([^;]+);", sheet))
    used = set(re.findall(r"var\((--bop-[\w-]+)", sheet))

    assert len(used) > 20
    assert used - said.keys() == set()
    assert [token for token, value in said.items() if token in value] == []
