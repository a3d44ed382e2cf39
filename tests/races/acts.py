"""Every act that writes, as somebody in the world does it: each form, and what the worker does.

``acts.toml`` says for each view that takes a POST who sends it, from which page, and what is typed.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from assessment.services.moments import day_of, now
from tests.races.world import CODES, DAY, World
from tests.web.visitor import fields

TABLE = tomllib.loads(Path(__file__).with_name("acts.toml").read_text(encoding="utf-8"))
LEFT_OUT = TABLE.pop("left out")
HEADERS = {"Sec-Fetch-Site": "same-origin"}
DONE = {201, 202, 204, 302, 303}  # and 200 where something is sent back, such as a document


@dataclass(frozen=True)
class Act:
    """Something that writes; ``run`` does it and returns what the answer was."""

    name: str
    run: Callable[[], int]


def find_missing(app: Flask) -> list[str]:
    """Return the views that take a POST and of which nobody said who does it, and the reverse."""
    views = {r.endpoint for r in app.url_map.iter_rules() if "POST" in (r.methods or ())}
    told = {name for acts in TABLE.values() for name in acts} | set(LEFT_OUT)
    return sorted(views ^ told)


class Forms:
    """Fills in the forms of the table, each as the page of it is in the world now."""

    def __init__(self, world: World) -> None:
        self._world, self._pages = world, dict[tuple[str, str], tuple[str, list[Tag]]]()
        soon = day_of(now()) + 30 * DAY
        self._words = {**world.ids, **CODES_BY_NAME, "soon": soon.isoformat()}

    def list_acts(self) -> list[Act]:
        """Return every act of the table."""
        return [self.make(person, name) for person, acts in TABLE.items() for name in acts]

    def make(self, person: str, name: str) -> Act:
        """Return one act."""
        address, sent = self._fill_in(person, name)

        def run() -> int:
            with self._world.browser(person).post(address, data=sent, headers=HEADERS) as answer:
                return answer.status_code

        return Act(f"{name} by {person}", run)

    def _fill_in(self, person: str, name: str) -> tuple[str, MultiDict[str, str]]:
        """Return where an act is sent, and what."""
        told = TABLE[person][name]
        if "at" in told:
            address, sent = self._fill(told["at"]), MultiDict[str, str]()
        else:
            address, sent = self._find(person, name, told)
        for field, value in told.get("send", {}).items():
            sent = sent.copy()
            sent.setlist(self._fill(field), [self._fill(one) for one in _listed(value)])
        for field in told.get("leave", ()):
            sent.poplist(field)
        return address, sent

    def _fill(self, text: str) -> str:
        return text.format(**self._words)

    def _find(
        self, person: str, endpoint: str, told: Mapping[str, str]
    ) -> tuple[str, MultiDict[str, str]]:
        """Return where the form goes, and what is filled in already."""
        routes = self._world.app.url_map.bind("localhost")
        page, forms = self._open(person, told)
        for form in forms:
            address = urlsplit(urljoin(page, str(form.get("action") or page))).path
            try:
                if routes.match(address, method="POST")[0] == endpoint:
                    return address, _fill_radios(form)
            except HTTPException:
                continue
        raise LookupError(f"{person} finds no form of {endpoint} on {page}")

    def _open(self, person: str, told: Mapping[str, str]) -> tuple[str, list[Tag]]:
        """Return a page and its forms; one that many acts begin on is opened once."""
        key = person, told.get("page", "") or told["after"]
        if key not in self._pages:
            if "page" in told:
                page = self._fill(told["page"])
                shown = self._world.browser(person).get(page, follow_redirects=True)
            else:
                page, shown = "", self._send(person, told["after"])
            with shown:
                soup = BeautifulSoup(shown.get_data(as_text=True), "html.parser")
            self._pages[key] = page, soup.select("form[method=post i]")
        return self._pages[key]

    def _send(self, person: str, name: str) -> TestResponse:
        address, sent = self._fill_in(person, name)
        return self._world.browser(person).post(address, data=sent, headers=HEADERS)


CODES_BY_NAME = {f"{name}_code": code for name, code in CODES.items()}


def _fill_radios(form: Tag) -> MultiDict[str, str]:
    """Return what a form would send when the first is chosen of all of which one must be."""
    sent = fields(form)
    for radio in form.select("input[type=radio]"):
        sent.setdefault(str(radio["name"]), str(radio["value"]))
    return sent


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
