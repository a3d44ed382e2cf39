"""A simulated person who answers by posting the pages' own forms: much quicker than clicking."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any
from urllib.parse import urlencode, urljoin

from playwright.sync_api import APIRequestContext, APIResponse, StorageState

from assessment.instruments import Answers
from assessment.services.content import Content
from assessment.services.simulating import Traits, draw_traits, simulate
from values import PARTS

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
REVISION = re.compile(r'name="revision" value="([^"]*)"')
SEEN = re.compile(r'name="(seen\.[^"]+)" value="(\d+)"')
PICK = re.compile(r'name="([^"]+)\.best"[^>]*? value="([^"]+)"')
HORIZON = f"{datetime.now(UTC).year + 1}-06-01"
GOALS = (
    ("POL2", "Ik wil in een debat sneller tot de kern komen, zodat raadsleden mij kunnen volgen.",
     "Voor elk debat schrijf ik in drie zinnen op wat ik vind.", "de griffier"),
    ("lef", "Ik wil slecht nieuws eerder vertellen.",
     "Ik bel deze maand zelf de mensen die mijn besluit raakt.", "een collega-wethouder"),
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Who answers: the answers, and the traits behind them for the choices between values."""

    answers: Answers
    traits: Traits


def a_person(seed: int, content: Content, *, phase: str = "zittend") -> Person:
    """Return a coherent fictional person, the same for the same seed."""
    answers = simulate(seed, content.library, content.value_map, phase=phase, office="wethouder")
    return Person(answers, draw_traits(Random(seed), content.value_map))


@dataclass(frozen=True)
class Known:
    """Cookies of a browser, and the addresses of three attempts that they open."""

    cookies: StorageState
    new: str
    half: str
    done: str


def with_attempts(web: APIRequestContext, address: str, person: Person) -> Known:
    """Begin three attempts: half done, handed in with a plan and a PDF, and new."""
    half = begin(web, address, name=person.answers.name)
    answer(web, half, person, ("gedrag",))
    done = begin(web, address, name=person.answers.name)
    answer(web, done, person)
    submit(web, done)
    for number, (about, aim, doing, helper) in enumerate(GOALS, start=1):
        add_goal(web, done, number, about, aim=aim, doing=doing, helper=helper)
    assert post(web, f"{done}/document", {}).ok
    new = begin(web, address, name=person.answers.name)
    return Known(web.storage_state(), new, half, done)


def begin(web: APIRequestContext, address: str, *, phase: str = "zittend", name: str = "") -> str:
    """Agree and begin; return the address of the attempt."""
    fields = {"phase": phase, "office": "wethouder", "name": name, "agree": "y"}
    return post(web, f"{address}/begin", fields).url.removesuffix("/code")


def answer(web: APIRequestContext, attempt: str, person: Person, parts: Any = PARTS) -> None:
    """Answer every page of the parts."""
    for part in parts:
        for number in range(1, 100):
            page = web.get(f"{attempt}/{part}/{number}")
            if page.status == 404:
                break
            fields = page_fields(part, page.text(), person)
            assert post(web, f"{attempt}/{part}/{number}", fields, shown=page).ok


def submit(web: APIRequestContext, attempt: str) -> None:
    """Hand the answers in."""
    assert post(web, f"{attempt}/indienen", {}).ok


def add_goal(web: APIRequestContext, attempt: str, number: int, about: str, **texts: Any) -> None:
    """Write one goal of the plan."""
    fields = {"about": about, "by": HORIZON, **texts}
    assert post(web, f"{attempt}/plan/doel/{number}", fields).ok


def post(
    web: APIRequestContext,
    address: str,
    fields: dict[str, Any],
    *,
    shown: APIResponse | None = None,
) -> APIResponse:
    """Send a form with the token (and the revision) that stand in it."""
    text = (shown or web.get(address)).text()
    found = TOKEN.search(text)
    assert found, f"no form on {address}"
    fields = {"csrf_token": found[1], **fields}
    if revision := REVISION.search(text):
        fields["revision"] = revision[1]
    return web.post(
        urljoin(address, fields.pop("action", address)),
        data=urlencode(fields, doseq=True),
        headers={"Content-Type": "application/x-www-form-urlencoded", "Referer": address},
    )


def page_fields(part: str, text: str, person: Person) -> dict[str, Any]:
    """Return what a person answers on a page of a part."""
    seen: dict[str, Any] = dict(SEEN.findall(text))
    items = [name.removeprefix("seen.") for name in seen]
    if part == "waardenkeuze":
        return seen | _picks(text, person.traits)
    given: dict[str, Any] = dict(getattr(person.answers, part))
    return seen | {item: given[item] for item in items if item in given}


def _picks(text: str, traits: Traits) -> dict[str, str]:
    shown: dict[str, list[str]] = {}
    for item, value in PICK.findall(text):
        shown.setdefault(item, []).append(value)
    fields = {}
    for item, values in shown.items():
        ranked = sorted(values, key=lambda value: traits.utilities[value])
        fields |= {f"{item}.best": ranked[-1], f"{item}.worst": ranked[0]}
    return fields
