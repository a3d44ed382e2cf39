"""Send the application what no browser sends: every address, method, header and body, at random.

`make fuzz` sends 20,000 requests, the tests 2,000. The owner of one attempt and a stranger take
turns; a third person's attempt holds a word that may never come back to either. A request that
ends in a 5xx or an exception, or that shows that word, is a finding.
"""

import logging
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from assessment.services import submitting
from assessment.services.content import Content, load_content
from assessment.store import attempts, database, results
from assessment.web.app import create_app
from tests.keys import KEYS
from tests.people import taken
from tests.web import walking
from tests.web.visitor import open_in

SECRET = "Zilverreiger"  # in everything of the third person
REQUESTS = 20_000
METHODS = ("GET", "GET", "HEAD", "POST", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
           "TRACE", "PROPFIND", "get", "X" * 40)  # fmt: skip
TEXTS = ("", " ", "a", "0", "-1", "1", "5", "99999999999999999999", "1e9", "NaN", "true", "null",
         "[]", "{}", "é", "日本", "\u202e", "\x00", "\x00=", "\r\n", "\udcff", "💣" * 50,
         "x" * 5000, "'; DROP TABLE attempt; --", "{{7*7}}",
         "<script>alert(1)</script>", "../../etc/passwd",
         "%00", "%2e%2e%2f", "%", "%ff%fe", "=cmd", SECRET[:4], "2026-13-45",
         "plan", "gedrag")  # fmt: skip
NAMES = ("name", "phase", "office", "agree", "once", "code", "voor", "kaart", "bewaren", "about",
         "aim",
         "doing", "by", "revision", "item", "value", "part", "clear", "research", "password",
         "csrf_token", "seen.bes1-1", "bes1-1", "bes1-1.best", "deel-gesprekswijzer", "programmes",
         "actions", "_method", "", "\x00")  # fmt: skip
HEADERS = ("Host", "Origin", "Referer", "Cookie", "Accept", "Accept-Encoding", "Accept-Language",
           "Range", "If-None-Match", "If-Modified-Since", "Content-Type", "Transfer-Encoding",
           "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix",
           "X-HTTP-Method-Override", "X-Original-URL", "SCRIPT-NAME", "PATH-INFO", "Script_Name",
           "Sec-Fetch-Site", "Forwarded", "Authorization", "Expect", "Upgrade", "Connection",
           "Cache-Control", "Content-Encoding", "X-Requested-With", "Max-Forwards")  # fmt: skip
HEADER_TEXTS = ("", "*", "gzip;q=0", "bytes=0-", "bytes=9999999-1,-5", "null", "same-origin",
                "cross-site", "https://elders.example", "application/json", "multipart/form-data",
                "multipart/form-data; boundary=", "text/plain", "chunked", "127.0.0.1", "::1,,",
                "a=b; bop=" + "x" * 300, "Wed, 99 Foo 2026", 'W/"x', "100-continue", "/begin",
                "x" * 3000, "é")  # fmt: skip
KINDS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "application/json",
         "text/plain", "application/xml", "image/png", "")  # fmt: skip


@dataclass
class Outcome:
    """What was sent and what was wrong."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    seconds: float = 0.0
    slowest: float = 0.0


class Fuzzer:
    """Sends requests that follow from a seed."""

    def __init__(self, app: Flask, engine: Engine, content: Content, seed: int) -> None:
        self.app, self.engine, self.content = app, engine, content
        self.foreign = _fill(engine, _add_foreign, content)
        self.own = _fill(engine, taken.add_submitted, content)
        self.random = random.Random(seed)
        self.rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
        self.items = [item.id for item in (*content.library.gedrag.items,
                                           *content.library.stijl.items)]  # fmt: skip
        self.owner, self.stranger = app.test_client(), app.test_client()
        self._let_in()

    def run(self, requests: int) -> Outcome:
        """Send so many requests and return what was wrong."""
        outcome, began = Outcome(), time.perf_counter()
        for number in range(requests):
            if number % 50 == 0:
                self._let_in()  # the owner may have closed, reopened or deleted everything
            self._send(outcome)
        outcome.seconds = time.perf_counter() - began
        return outcome

    def _let_in(self) -> None:
        with database.reading(self.engine) as db:
            there = results.find_profile(db, self.own)
        if there is None:
            self.own = _fill(self.engine, taken.add_submitted, self.content)
        open_in(self.owner, self.own)

    def _send(self, outcome: Outcome) -> None:
        client = self.random.choice((self.owner, self.owner, self.stranger))
        method, address, facts = self._draw_request()
        told = f"{method} {address} {facts}"[:600]
        began = time.perf_counter()
        try:
            response = client.open(address, method=method, **facts)
        except (ValueError, UnicodeError, KeyError, TypeError) as error:
            if _is_of_client(error):  # the test client itself cannot send this
                return
            outcome.findings.append(f"{type(error).__name__}: {told}")
            return
        except Exception as error:
            outcome.findings.append(f"{type(error).__name__}: {told}")
            return
        outcome.sent += 1
        outcome.statuses[response.status_code] += 1
        outcome.slowest = max(outcome.slowest, time.perf_counter() - began)
        if response.status_code >= 500:
            outcome.findings.append(f"{response.status_code}: {told}")
        if SECRET.encode() in response.data or SECRET in str(response.headers):
            outcome.findings.append(f"foreign: {told}")
        response.close()

    def _draw_request(self) -> tuple[str, str, dict[str, Any]]:
        rule = self.random.choice(self.rules)
        likely = walking.method(rule)
        method = likely if self.random.random() < 0.5 else self.random.choice(METHODS)
        facts: dict[str, Any] = {"headers": self._draw_headers()}
        if method not in ("GET", "HEAD") or self.random.random() < 0.1:
            facts |= self._draw_body()
        return method, self._draw_address(rule), facts

    def _draw_address(self, rule: Rule) -> str:
        whose = self.own if self.random.random() < 0.75 else self.foreign
        address = walking.address(self.app, rule, whose)
        chance = self.random.random()
        if chance < 0.15:
            parts = address.split("/")
            parts[self.random.randrange(len(parts))] = self._text()
            address = "/".join(parts) or "/"
        elif chance < 0.25:
            address += "?" + "&".join(f"{self._name()}={self._text()}" for _ in range(3))
        return address if address.startswith("/") else f"/{address}"

    def _draw_headers(self) -> list[tuple[str, str]]:
        count = self.random.choice((0, 0, 1, 2, 4))
        chosen = self.random.choices(HEADERS, k=count)
        drawn = [(name, self.random.choice(HEADER_TEXTS)) for name in chosen]
        if self.random.random() < 0.85 and "Sec-Fetch-Site" not in chosen:
            drawn.append(("Sec-Fetch-Site", "same-origin"))  # else few get past the door
        return drawn

    def _draw_body(self) -> dict[str, Any]:
        chance = self.random.random()
        if chance < 0.6:
            data = {self._name(): self._text() for _ in range(self.random.randrange(6))}
            return {"data": {k: v.encode("utf-8", "surrogatepass") for k, v in data.items()}}
        body = bytes(self.random.randbytes(self.random.choice((0, 1, 100, 3000))))
        if chance < 0.8:
            body = f"{self._name()}={self._text()}&".encode("utf-8", "surrogatepass") + body
        return {"data": body, "content_type": self.random.choice(KINDS)}

    def _name(self) -> str:
        if self.random.random() < 0.3:
            return self.random.choice(self.items) + self.random.choice(("", ".best", ".worst"))
        return self.random.choice(NAMES)

    def _text(self) -> str:
        return self.random.choice(TEXTS)


def _add_foreign(db: Session, content: Content) -> UUID:
    """Keep an attempt of somebody else that is full of SECRET."""
    foreign = taken.add_filled(db, content, seed=8)
    question = next(q.id for q in content.library.verdieping.items if not q.options)
    said, seen = {question: SECRET}, {question: 99}
    attempts.save_answers(db, foreign, "verdieping", said, seen=seen, now=taken.NOW)
    submitting.submit(db, content, attempts.get_attempt(db, foreign), now=taken.LATER)
    document = results.add_document(db, foreign, taken.NOW, recipient=SECRET)
    results.finish_document(db, document, SECRET.encode(), "ab" * 32)
    return foreign


def _fill(engine: Engine, add: Callable[[Session, Content], UUID], content: Content) -> UUID:
    with database.writing(engine) as db:
        attempt_id = add(db, content)
        db.commit()
    return attempt_id


def _is_of_client(error: BaseException) -> bool:
    """Return whether the application never saw the request."""
    trace, places = error.__traceback__, []
    while trace is not None:
        places.append(trace.tb_frame.f_code.co_filename)
        trace = trace.tb_next
    return not any(place.endswith(("flask/app.py", "web/origin.py")) for place in places)


def make_served_app(engine: Engine, content: Content) -> Flask:
    """Return the application as it is served."""
    app = create_app(engine, content, enqueue=lambda _: None, worker_alive=lambda: True,
                     secret_key="x" * 32, public_url="http://localhost")  # fmt: skip
    app.extensions["engine"] = engine  # so that a visitor can be given what is open
    return app


def main() -> int:
    """Send REQUESTS requests and print what was wrong."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    logging.disable(logging.CRITICAL)
    content = load_content()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bop.db'}"
        database.upgrade(url)
        engine = database.open_engine(url, KEYS)
        fuzzer = Fuzzer(make_served_app(engine, content), engine, content, seed=seed)
        outcome = fuzzer.run(REQUESTS)
        engine.dispose()
    print(f"{outcome.sent} requests in {outcome.seconds:.0f} s, slowest {outcome.slowest:.1f} s")
    print(dict(sorted(outcome.statuses.items())))
    for finding in outcome.findings[:40]:
        print(finding)
    print(f"{len(outcome.findings)} findings")
    return 1 if outcome.findings else 0


if __name__ == "__main__":
    sys.exit(main())
