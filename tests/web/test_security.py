"""Headers, cookies and caching, on every kind of answer."""

import hashlib
import re

import pytest

from assessment.resources import STATIC
from assessment.web.security import MAX_POST
from tests.people import taken
from tests.web import house_rules, walking
from tests.web.visitor import open_in

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def answers(app, client, attempt_id):
    """Yield an answer of every kind: each address with each method, static files, and errors."""
    for method, rule in walking.requests(walking.rules(app, with_attempt=False)):
        if rule.endpoint in ("answering.delete", "home.leave") and method == "POST":
            continue
        yield client.open(walking.address(app, rule, attempt_id), method=method)
    for address in ("/static/app.css", "/static/bestaat-niet.css", "/static/../pyproject.toml"):
        yield client.get(address)
    yield client.get("/bestaat-niet")
    yield client.delete("/")
    yield client.open("/begin", method="OPTIONS")
    yield client.head("/")
    yield client.post("/begin", data={"name": "x" * (MAX_POST + 1)})


@pytest.fixture
def owned(keep, content, client):
    attempt_id = keep(taken.add_submitted, content)
    open_in(client, attempt_id)
    return attempt_id


def test_every_answer_carries_the_security_headers(app, client, owned, quick_pdf):
    statuses = set()
    for response in answers(app, client, owned):
        statuses.add(response.status_code)
        for name, value in HEADERS.items():
            assert response.headers[name] == value, response.request.path
        policy = response.headers["Content-Security-Policy"]
        if response.mimetype == "text/html":
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
        response.close()
    assert {200, 303, 404, 405, 409, 413, 422} <= statuses


def test_nothing_of_a_person_is_ever_stored_by_a_browser_or_a_proxy(app, client, owned, quick_pdf):
    for response in answers(app, client, owned):
        if not response.request.path.startswith("/static/app"):
            assert response.headers["Cache-Control"] == "no-store", response.request.path
        response.close()


def test_a_pdf_may_be_shown_by_the_browsers_own_viewer(client, owned, quick_pdf):
    client.post(f"/afname/{owned}/document")
    page = client.get(f"/afname/{owned}/document").get_data(as_text=True)

    response = client.get(re.search(r'href="([^"]+\.pdf)"', page)[1])

    assert response.mimetype == "application/pdf"
    assert "default-src" not in response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


# --- static files ---


def linked(client):
    page = house_rules.check(client.get("/begin").get_data(as_text=True))
    return [e.get("href") or e.get("src") for e in page.select("link, script")]


def test_static_files_are_kept_for_a_year_under_their_hash(client):
    addresses = linked(client)
    assert len(addresses) >= 3

    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable", address
        response.close()


@pytest.mark.parametrize("ending", ["", "?v=", "?v=00000000", "?w=1"])
def test_without_the_right_hash_a_static_file_is_asked_for_again(client, ending):
    response = client.get(f"/static/app.css{ending}")

    assert response.headers["Cache-Control"] == "no-cache"
    response.close()


def test_the_style_sheet_names_its_fonts_with_their_hash():
    folder = STATIC
    named = re.findall(r'url\("([^"?]+)\?v=([0-9a-f]+)"\)', (folder / "app.css").read_text())

    assert named
    assert [hashlib.sha256((folder / name).read_bytes()).hexdigest()[:8] for name, _ in named] == [
        digest for _, digest in named
    ]


def test_the_style_sheet_asks_for_nothing_without_a_hash_and_nothing_from_elsewhere():
    places = re.findall(r"url\(([^)]*)\)", (STATIC / "app.css").read_text())

    assert all(re.fullmatch(r'"fonts/[\w.-]+\?v=[0-9a-f]{8}"', place) for place in places)


def test_the_preloaded_font_is_the_one_the_style_sheet_asks_for(client):
    [preloaded] = [a for a in linked(client) if "woff2" in a]

    assert preloaded.removeprefix("/static/") in (STATIC / "app.css").read_text()


def test_only_static_files_can_be_reached(client):
    for path in ("../pyproject.toml", "..%2Fpyproject.toml", "/etc/passwd", "%2e%2e/setup.cfg"):
        assert client.get(f"/static/{path}", follow_redirects=True).status_code == 404
    assert {p.suffix for p in STATIC.rglob("*") if p.is_file()} <= {
        ".css", ".js", ".svg", ".woff2", ".txt",
    }  # fmt: skip


# --- cookies ---


def begun(app):
    client = app.test_client()
    fields = {"phase": "zittend", "office": "wethouder", "agree": "y"}
    response = client.post("/begin", data=fields, base_url="https://bop.example")
    assert response.status_code == 303
    return response


def test_the_cookie_is_for_the_server_only_and_stays_on_this_site(make_app):
    cookie = begun(make_app()).headers["Set-Cookie"]

    assert cookie.startswith("bop-")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_is_bound_to_the_host(make_app):
    response = begun(make_app(secure=True))

    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-bop-")
    assert "; Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_who_only_looks_gets_no_cookie(client):
    for address in ("/", "/privacy", "/toegankelijkheid", "/gezond", "/bestaat-niet"):
        assert "Set-Cookie" not in client.get(address).headers, address
