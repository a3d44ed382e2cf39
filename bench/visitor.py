"""A visitor: keeps a connection, cookies and what the page said, and answers as a browser does."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from values import DEFAULT_OFFICE, GEDRAG, SITTING

TIMEOUT_SECONDS = 30
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_ONCE = re.compile(r'name="once"[^>]* value="([^"]+)"')
_SEEN = re.compile(r'name="seen\.([^"]+)" value="(\d*)"')
_CHECKED = re.compile(r'name="([^"]+)" id="[^"]+" value="([^"]+)" checked')
_FORM = "application/x-www-form-urlencoded"
_FROM_HERE = {"Sec-Fetch-Site": "same-origin"}  # every browser says so of a form since 2023


class UnexpectedAnswerError(Exception):
    """The server answered with another status than the benchmark relies on."""


@dataclass(slots=True)
class Answer:
    """A response, read to its end."""

    status: int
    location: str
    text: str


@dataclass(slots=True)
class Page:
    """A page of items: the token of its form, the revision of each item, what is chosen."""

    address: str
    token: str
    seen: dict[str, str]
    chosen: dict[str, str]


class Visitor:
    """One person in one browser. Not shared between threads."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
        self.cookies = dict(cookies or {})
        self.attempt = ""

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def begin(self) -> None:
        """Agree and start an attempt, as far as the overview."""
        form = self._expect(self.get("/begin"), 200)
        fields = {"csrf_token": _found(_TOKEN, form.text), "once": _found(_ONCE, form.text),
                  "phase": SITTING, "office": DEFAULT_OFFICE, "name": "", "agree": "y"}  # fmt: skip
        code = self._expect(self.post("/begin", fields), 303).location
        self.attempt = code.removesuffix("/code")
        shown = self._expect(self.get(code), 200)
        self._expect(self.post(code, {"csrf_token": _found(_TOKEN, shown.text)}), 303)

    def open_page(self, number: int) -> Page:
        """Load a page of statements."""
        return self.open(f"{self.attempt}/gedrag/{number}")

    def open(self, address: str) -> Page:
        """Load a page of items."""
        text = self._expect(self.get(address), 200).text
        chosen = {html.unescape(item): value for item, value in _CHECKED.findall(text)}
        return Page(address, _found(_TOKEN, text), dict(_SEEN.findall(text)), chosen)

    def save_page(self, page: Page, answers: dict[str, str]) -> str:
        """Save a page by its button; return where the next one is."""
        fields = {"csrf_token": page.token, "next": "1", **answers}
        fields |= {f"seen.{item}": revision for item, revision in page.seen.items()}
        return self._expect(self.post(page.address, fields), 303).location

    def save_answer(self, page: Page, item: str, value: str) -> None:
        """Save one answer the moment it is given, as static/answers.js does."""
        fields = {"part": GEDRAG, "item": item, f"seen.{item}": page.seen[item], item: value}
        saved = self.post(f"{self.attempt}/antwoord", fields, token=page.token)
        revision = re.search(r'"revision":\s*(\d+)', self._expect(saved, 201).text)
        assert revision is not None
        page.seen[item] = revision[1]

    def get(self, address: str) -> Answer:
        """Ask for an address."""
        return self._ask("GET", address, None, {})

    def post(self, address: str, fields: dict[str, str], *, token: str = "") -> Answer:
        """Send a form; redirects are not followed."""
        headers = {"Content-Type": _FORM, **_FROM_HERE, **({"X-CSRFToken": token} if token else {})}
        return self._ask("POST", address, urlencode(fields).encode(), headers)

    def _ask(
        self, method: str, address: str, body: bytes | None, headers: dict[str, str]
    ) -> Answer:
        """Ask once more on a new connection when the server had hung up on the idle one."""
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        for last in (False, True):
            try:
                self._connection.request(method, address, body, headers)
                response = self._connection.getresponse()
                break
            except (HTTPException, ConnectionError):
                self._connection.close()
                if last:
                    raise
        text = response.read().decode()
        self._keep_cookies(response.headers.get_all("Set-Cookie") or ())
        return Answer(response.status, response.headers.get("Location", ""), text)

    def _keep_cookies(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}

    @staticmethod
    def _expect(answer: Answer, status: int) -> Answer:
        if answer.status != status:
            raise UnexpectedAnswerError(f"{answer.status} where {status} was expected")
        return answer


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    if found is None:
        raise UnexpectedAnswerError(f"the page holds no {pattern.pattern}")
    return html.unescape(found[1])
