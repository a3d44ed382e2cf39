"""Send the application what no browser sends: every address, method, header and body, at random.

`make fuzz` sends 20,000 requests, the tests 2,000. A visitor, an owner by code and one by account,
a coach, a medewerker, a beheerder, a member of a college and somebody who was asked about the owner
take turns. Another person's things hold a word that may never come back to any of them. A request
that ends in a 5xx or an exception, that leads to another site, or that shows that word, is a
finding.
"""

import logging
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import Engine
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from assessment.services.content import Content, load_content
from assessment.store import database
from assessment.web.app import create_app
from tests.keys import KEYS
from tests.people.seen import SECRET as LINK_KEY
from tests.web import walking
from tests.web.odd_requests import METHODS, SECRET, OddRequests
from tests.web.odd_world import HOST, Browser, World
from tests.web.visitor import fields

REQUESTS = 20_000
TOGETHER = 100  # requests between two times that everything is put back as it was
BY_FORM = 0.25  # of the requests: a form of a page, as a browser fills it in, with something odd


@dataclass
class Outcome:
    """What was sent and what was wrong."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    by_role: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    seconds: float = 0.0
    slowest: float = 0.0


class Fuzzer:
    """Sends requests that follow from a seed."""

    def __init__(
        self, app: Flask, engine: Engine, content: Content, seed: int, folder: Path
    ) -> None:
        self.app, self.world = app, World(app, content, folder)
        self.random = random.Random(seed)
        self.rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
        items = [item.id for item in (*content.library.gedrag.items,
                                      *content.library.stijl.items)]  # fmt: skip
        self.odd = OddRequests(self.random, items)

    def run(self, requests: int) -> Outcome:
        """Send so many requests and return what was wrong."""
        outcome, began = Outcome(), time.perf_counter()
        for number in range(requests):
            if number % TOGETHER == 0:
                self.world.put_back()
            browser = self.random.choice(self.world.browsers)
            rule = self.random.choice(self.rules)
            if self.random.random() < BY_FORM:
                self._send_form(outcome, browser, rule)
            else:
                self._send_odd(outcome, browser, rule)
        outcome.seconds = time.perf_counter() - began
        return outcome

    def _send_odd(self, outcome: Outcome, browser: Browser, rule: Rule) -> None:
        likely = walking.method(rule)
        method = likely if self.random.random() < 0.5 else self.random.choice(METHODS)
        facts: dict[str, Any] = {"headers": self.odd.headers()}
        if method not in ("GET", "HEAD") or self.random.random() < 0.1:
            facts |= self.odd.body()
        self._send(outcome, browser, method, self.odd.address(self._draw_address(rule)), facts)

    def _send_form(self, outcome: Outcome, browser: Browser, rule: Rule) -> None:
        """Open a page and send one of its forms, with some of its fields odd."""
        address = self._draw_address(rule)
        shown = self._send(outcome, browser, "GET", address, {})
        if shown is None or shown.status_code != 200 or shown.mimetype != "text/html":
            return
        forms = BeautifulSoup(shown.get_data(as_text=True), "html.parser").select("main form")
        if not forms:
            return
        form = self.random.choice(forms)
        sent = fields(form).to_dict()
        for name in sent:
            if self.random.random() < 0.2:
                sent[name] = self.odd.text()
        facts = self.odd.form(sent) | {"headers": [("Sec-Fetch-Site", "same-origin")]}
        self._send(outcome, browser, "POST", urljoin(address, str(form.get("action", ""))), facts)

    def _send(
        self, outcome: Outcome, browser: Browser, method: str, address: str, facts: dict[str, Any]
    ) -> TestResponse | None:
        told = f"{browser.role} {method} {address} {facts}"[:600]
        began = time.perf_counter()
        try:
            response = browser.client.open(address, method=method, **facts)
        except (ValueError, UnicodeError, KeyError, TypeError) as error:
            if not _is_of_client(error):  # else the test client itself cannot send this
                outcome.findings.append(f"{type(error).__name__}: {told}")
            return None
        except Exception as error:
            outcome.findings.append(f"{type(error).__name__}: {told}")
            return None
        outcome.sent += 1
        outcome.statuses[response.status_code] += 1
        outcome.by_role[browser.role] += 1
        outcome.slowest = max(outcome.slowest, time.perf_counter() - began)
        outcome.findings += [f"{what}: {told}" for what in _judge(response)]
        response.close()
        return response

    def _draw_address(self, rule: Rule) -> str:
        world = self.world
        own = self.random.random() < 0.75
        whose, ids = (world.own, world.own_ids) if own else (world.foreign, world.foreign_ids)
        return walking.address(self.app, rule, whose, **ids)


def _judge(response: TestResponse) -> list[str]:
    """Return what is wrong with an answer."""
    found = [str(response.status_code)] if response.status_code >= 500 else []
    if SECRET.encode() in response.data or SECRET in str(response.headers):
        found.append("foreign")
    there = response.headers.get("Location", "")
    if there.startswith(("//", "/\\")) or ("://" in there and f"//{HOST}/" not in there):
        found.append("elsewhere")
    return found


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
                     secret_key=LINK_KEY, public_url=f"http://{HOST}")  # fmt: skip
    app.extensions["engine"] = engine  # so that a visitor can be given what is open
    return app


def main() -> int:
    """Send REQUESTS requests and print what was wrong."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    logging.disable(logging.CRITICAL)
    content = load_content()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'bop.db'}"
        database.upgrade(url)
        engine = database.open_engine(url, KEYS)
        fuzzer = Fuzzer(make_served_app(engine, content), engine, content, seed, folder)
        outcome = fuzzer.run(REQUESTS)
        engine.dispose()
    print(f"{outcome.sent} requests in {outcome.seconds:.0f} s, slowest {outcome.slowest:.1f} s")
    print(dict(sorted(outcome.statuses.items())), dict(outcome.by_role))
    for finding in outcome.findings[:40]:
        print(finding)
    print(f"{len(outcome.findings)} findings")
    return 1 if outcome.findings else 0


if __name__ == "__main__":
    sys.exit(main())
