"""The proxy as we ship it, before the real product: an afname through it, and an attack on it."""

import gzip
import socket
import ssl
import time
from urllib.parse import urlencode
from uuid import UUID

import pytest
from bs4 import BeautifulSoup

from assessment.web.security import TAKES_FILES
from tests.deploy.proxied import DEPLOY, running_site
from tests.web.visitor import fields

pytestmark = pytest.mark.xdist_group("nginx")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


class Browser:
    """A browser that keeps cookies and says where it is."""

    def __init__(self, site, source="127.0.0.1"):
        self.site, self.source, self.cookies = site, source, {}

    def ask(self, method, path, body=None, **headers):
        connection = self.site.connect(source=self.source)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Accept-Encoding": "gzip", **({"Cookie": cookie} if cookie else {}), **headers}
        if body is not None:
            sent |= FORM | {"Origin": self.site.address}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, rest = line.partition("=")
            self.cookies.pop(name, None)
            if "Max-Age=0" not in rest:
                self.cookies[name] = rest.partition(";")[0]
        if answer.headers["Content-Encoding"] == "gzip":
            data = gzip.decompress(data)
        return answer, data.decode(errors="replace")

    def fill(self, path, **typed):
        """Send the form of a page, and return where it leads."""
        answer, page = self.ask("GET", path)
        assert answer.status == 200, page
        form = BeautifulSoup(page, "html.parser").select_one("main form")
        sent = fields(form)
        for name, value in typed.items():
            sent[name] = value
        answer, page = self.ask("POST", path, urlencode(list(sent.items(multi=True))))
        assert answer.status == 303, page
        return answer.headers["Location"]


def test_an_afname_goes_through_the_proxy(site):
    browser = Browser(site)

    there = browser.fill("/begin", phase="zittend", agree="y")
    home = there.removesuffix("/code")
    [name] = browser.cookies
    assert name.startswith("__Host-bop-")
    browser.fill(there)
    _, page = browser.ask("GET", f"{home}/gedrag/1")
    item = BeautifulSoup(page, "html.parser").select_one(".item")["data-item"]
    browser.fill(f"{home}/gedrag/1", **{item: "4"})

    _, page = browser.ask("GET", f"{home}/gedrag/1")
    chosen = BeautifulSoup(page, "html.parser").select_one(f'input[name="{item}"][checked]')
    assert chosen["value"] == "4"


def test_the_headers_of_the_product_reach_the_visitor_once_and_packed(site):
    answer, page = Browser(site).ask("GET", "/privacy")

    for name in ("Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options",
                 "Referrer-Policy", "Cache-Control"):  # fmt: skip
        assert len(answer.headers.get_all(name)) == 1, name
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Server"] == "nginx"
    assert "<h1>" in page


def test_who_comes_without_tls_is_sent_to_the_safe_address(site):
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", site.plain_port, timeout=30)
    connection.request("GET", "/begin", headers={"Host": "plan.voorbeeld.nl"})
    answer = connection.getresponse()

    assert answer.status == 301
    assert answer.headers["Location"] == "https://plan.voorbeeld.nl/begin"
    connection.close()


@pytest.mark.parametrize("weak", ["AES128-GCM-SHA256", "ECDHE-RSA-AES128-SHA"])
def test_a_cipher_without_forward_secrecy_or_authentication_is_refused(site, weak):
    context = ssl.create_default_context(cafile=str(site.certificate))
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(weak)
    with (
        socket.create_connection(("127.0.0.1", site.port), 30) as plain,
        pytest.raises(ssl.SSLError, match="(?i)handshake"),
    ):
        context.wrap_socket(plain, server_hostname="127.0.0.1")

    context.set_ciphers("ECDHE-RSA-AES128-GCM-SHA256")
    with socket.create_connection(("127.0.0.1", site.port), 30) as plain:
        context.wrap_socket(plain, server_hostname="127.0.0.1").close()


def test_forty_half_sent_requests_stop_nobody(site):
    head = b"POST /begin HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    body = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nname="
    held = []
    for n in range(40):
        connection = site.connect_raw(source="127.0.0.2")
        connection.sendall(head if n % 2 else head + body)  # half a head, or half a body
        held.append(connection)

    waited = []
    for _ in range(10):
        began = time.monotonic()
        answer, _ = Browser(site).ask("GET", "/gezond")
        waited.append(time.monotonic() - began)
        assert answer.status == 200
    for connection in held:
        connection.close()

    assert max(waited) < 5  # without the buffer of the proxy: until it gives up on a body, 10


def test_an_address_that_asks_all_the_time_gets_a_page_that_says_so(site):
    browser = Browser(site, source="127.0.0.3")
    for _ in range(200):
        answer, page = browser.ask("POST", "/verder", "code=x")
        if answer.status == 429:
            break

    assert answer.status == 429
    assert answer.headers["Retry-After"] == "60"
    assert page == (DEPLOY / "even-wachten.html").read_text(encoding="utf-8")
    assert Browser(site).ask("GET", "/verder")[0].status == 200


def test_a_text_that_is_too_long_is_explained_by_the_product(site):
    answer, page = Browser(site).ask("POST", "/begin", "name=" + "x" * 280_000)

    assert answer.status == 413
    assert "Je tekst is te lang" in page


PLACES = {
    "logbook.add_entry": "/account/logboek/nieuw",
    "logbook.change_entry": f"/account/logboek/{UUID(int=0)}",
    "round_people.add_people": f"/medewerker/rondes/{UUID(int=0)}/mensen",
}


@pytest.mark.parametrize("endpoint", TAKES_FILES)
def test_a_file_goes_through_wherever_the_product_takes_one(site, endpoint):
    answer, page = Browser(site).ask("POST", PLACES[endpoint], "what=" + "x" * 1_000_000)

    assert answer.status == 413
    assert "Je tekst is te lang" in page  # by the product: nobody signed in here


def test_a_file_goes_through_nowhere_else(site):
    answer, page = Browser(site).ask("POST", "/begin", "what=" + "x" * 1_000_000)

    assert answer.status == 413
    assert "Je tekst is te lang" not in page  # by the proxy


def test_the_product_itself_ends_a_connection_of_which_it_did_not_read_the_body(site):
    with socket.create_connection(("127.0.0.1", site.product_port), 30) as connection:
        connection.sendall(
            b"GET /gezond HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n"
            b"GET /gezond HTTP/1.1\r\nHost: x\r\n\r\n"
        )
        told = b"".join(iter(lambda: connection.recv(10_000), b""))  # until it is closed

    assert told.lower().count(b"http/1.1 200") == 1
    assert b"connection: close" in told.lower()


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "Script-Name", "PATH_INFO", "X-Script-Name"])
def test_no_header_of_a_visitor_moves_the_product_to_another_address(site, name):
    with socket.create_connection(("127.0.0.1", site.product_port), 30) as connection:
        lines = f"GET /gezond HTTP/1.1\r\nHost: x\r\n{name}: /elders\r\nConnection: close\r\n"
        connection.sendall(f"{lines}\r\n".encode())
        told = b"".join(iter(lambda: connection.recv(10_000), b""))

    assert told.split(b"\r\n")[0].split()[1] in (b"200", b"400"), told
    assert b"/elders" not in told
