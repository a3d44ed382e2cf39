"""A page in a state, and how it is brought there: the words in which the atlas is written."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from playwright.sync_api import Page, StorageState

OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
# Sends a form with a good token, as a page would: {path, fields}.
SEND = """async ([path, fields, token]) => {
  const form = document.createElement('form');
  form.method = 'post'; form.action = path;
  for (const [name, value] of Object.entries({csrf_token: token, ...fields})) {
    const input = document.createElement('textarea');
    input.name = name; input.value = value; form.append(input);
  }
  document.body.append(form); form.submit();
}"""
TOKEN = """document.querySelector('[name=csrf_token]')?.value
  ?? document.querySelector('[data-token]')?.dataset.token"""

Do = Callable[[Page], None]


@dataclass(frozen=True)
class View:
    """A page in a state: whose browser shows it, its address, and what is done there first.

    ``path`` holds names of ``Places.at`` in braces, and ``state`` says what is special about it.
    ``lands`` is the address that the page itself has, where that is another one; ``error`` the
    template of an error page; ``broken`` says that the database lacks a table meanwhile,
    ``keyless`` that the key of what is locked in it is away.
    """

    who: str
    path: str
    state: str = ""
    do: Do | None = None
    lands: str = ""
    error: str = ""
    broken: bool = False
    keyless: bool = False

    @property
    def name(self) -> str:
        """How its picture is called."""
        path = re.sub(r"\{(\w+)\}", r"\1", self.path).strip("/")
        words = f"{self.who} {path or 'start'} {self.state}".lower()
        return re.sub(r"[^a-z0-9]+", "-", words).strip("-")


@dataclass
class Places:
    """The addresses of what was made for the atlas, and the browsers that may open them."""

    cookies: dict[str, StorageState] = field(default_factory=dict)
    at: dict[str, str] = field(default_factory=dict)
    broken: Callable[[], AbstractContextManager[None]] = nullcontext
    keyless: Callable[[], AbstractContextManager[None]] = nullcontext

    def address(self, view: View) -> str:
        return view.path.format(**self.at)


def press(name: str) -> Do:
    """Press a button and wait for the page that answers."""

    def do(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("button", name=name, exact=True).first.click()

    return do


def fill_and_press(label: str, words: str, name: str) -> Do:
    """Fill one field in and press a button."""

    def do(page: Page) -> None:
        page.get_by_label(label).fill(words)
        press(name)(page)

    return do


def send(path: str, fields: dict[str, str]) -> Do:
    """Post a form to an address within the attempt that is shown, or within the product."""

    def do(page: Page) -> None:
        found = page.evaluate(TOKEN)
        base = re.match(r"(.*?/afname/[^/]+|)", page.url)
        with page.expect_navigation():
            page.evaluate(SEND, [f"{base[0] if base else ''}{path}", fields, found])

    return do


def show(page: Page, view: View, places: Places) -> None:
    """Go to a page and bring it in its state."""
    with (
        places.broken() if view.broken else nullcontext(),
        places.keyless() if view.keyless else nullcontext(),
    ):
        page.goto(places.address(view))
    if view.do is not None:
        view.do(page)


def open_all(page: Page) -> None:
    """Open whatever opens."""
    page.evaluate(OPEN_ALL)
