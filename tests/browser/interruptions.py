"""`make interruptions`: break the line or the server again and again while somebody answers.

Prints, as JSON, what was interrupted how, and which answers and typed texts were lost: none.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from assessment.services.content import Content, load_content
from tests.browser import line, product
from tests.browser.browsers import start_browser
from tests.browser.closing import close
from tests.people import at_browser
from tests.web.visitor import fields as posted_fields

COUNT, SEED = 200, 11
MOMENT_MS = 3000  # how long somebody waits for a page that does not come
SETTLE_TRIES, SETTLE_PAUSE_MS = 200, 100  # until everything is saved once the line is back
LINE = (line.REFUSE, line.HANG, line.ERROR, line.LOSE)
SERVER = ("stopped", "killed", "frozen")
KINDS = (*LINE * 3, *SERVER)  # starting the server again takes seconds, so it is done less often
EXITS = ("wait", "press", "press", "reload", "close", "elsewhere")
PAGES = {"gedrag": 9, "stijl": 5, "waardenkeuze": 8, "verdieping": 3}
BROKEN_STORAGE = "Storage.prototype.setItem = () => {};"  # shows that this can fail
PENDING = "Object.keys(localStorage).filter((name) => name.startsWith('bop:')).length"
# Answers one item in the page as a person would, by the numbers drawn; returns its fields.
ANSWER = """([box, drawn, text]) => {
  const tick = (input) => {
    input.checked = true;
    input.dispatchEvent(new Event('change', {bubbles: true}));
  };
  const of = (end) => [...box.querySelectorAll(`input[name$="${end}"]`)];
  const area = box.querySelector('textarea');
  if (area) { area.value = text; area.dispatchEvent(new Event('input', {bubbles: true})); }
  else if ('set' in box.dataset) {
    const best = of('.best'); const at = drawn % best.length;
    tick(best[at]); tick(of('.worst')[(at + 1) % best.length]);
  } else {
    const all = [...box.querySelectorAll('input:not([type=hidden])')];
    tick(all[drawn % all.length]);
  }
  const result = {};
  for (const input of box.querySelectorAll('input:not([type=hidden]), textarea')) {
    result[input.name] = result[input.name] || [];
    if (input.matches('textarea') || input.checked) result[input.name].push(input.value);
  }
  return result;
}"""


@dataclass
class Log:
    """What was done and what was lost."""

    interruptions: Counter[str] = field(default_factory=Counter)
    exits: Counter[str] = field(default_factory=Counter)
    answers: int = 0
    texts: int = 0
    lost: list[str] = field(default_factory=list)

    def as_json(self) -> str:
        """Return the log for people and programs."""
        return json.dumps(
            {
                "interruptions": sum(self.interruptions.values()),
                "kinds": dict(sorted(self.interruptions.items())),
                "exits": dict(sorted(self.exits.items())),
                "answers given": self.answers,
                "texts typed": self.texts,
                "lost": self.lost,
            },
            indent=2,
            ensure_ascii=False,
        )


class Server:
    """The product behind a line; both can be broken."""

    def __init__(self, data: Path) -> None:
        self.data, self.product_port = data, product.free_port()
        self.line = line.Line(self.product_port)
        self.address = product.address_of(self.line.port)
        threading.Thread(target=self.line.serve_forever, daemon=True).start()
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[str]":
        return product.start_product(self.data, self.product_port, BOP_PUBLIC_URL=self.address)

    def close(self) -> None:
        """Stop everything that this started."""
        product.stop_product(self.process)
        self.line.shutdown()
        self.line.server_close()

    @contextmanager
    def interrupted(self, kind: str) -> Iterator[None]:
        """Break the line, or stop, kill or freeze the server; all is well again afterwards."""
        if kind in LINE:
            with self.line.broken(kind):
                yield
        elif kind == "frozen":
            os.killpg(self.process.pid, signal.SIGSTOP)
            try:
                yield
            finally:
                os.killpg(self.process.pid, signal.SIGCONT)
        else:
            if kind == "killed":
                os.killpg(self.process.pid, signal.SIGKILL)
            product.stop_product(self.process)
            try:
                yield
            finally:
                self.process = self._start()


class Person:
    """Somebody who answers and writes goals while things break, and remembers what was given."""

    def __init__(self, context: BrowserContext, server: Server, content: Content) -> None:
        self.context, self.server = context, server
        self.attempt = at_browser.begin(context.request, server.address)
        self.done = at_browser.begin(context.request, server.address)
        at_browser.answer(context.request, self.done, at_browser.a_person(3, content), ("gedrag",))
        at_browser.submit(context.request, self.done)
        self.page = context.new_page()
        self.log = Log()

    def go_through(self, kind: str, random: Random, number: int) -> None:
        """Be interrupted once, and look whether anything is lost."""
        leave = random.choice(EXITS)
        self.log.interruptions[kind] += 1
        self.log.exits[leave] += 1
        label = f"{number}: {kind}, {leave}"
        if random.random() < 0.25:
            self._write_goal(kind, leave, label, f"Doel {number}: ik luister éérst, dan ‘ja’")
        else:
            self._answer(kind, leave, label, random, f"Woorden {number}: rust, reinheid & é")

    def _answer(self, kind: str, leave: str, label: str, random: Random, text: str) -> None:
        part = random.choice([*PAGES])
        address = f"{self.attempt}/{part}/{random.randint(1, PAGES[part])}"
        self.page.goto(address)
        boxes = self.page.locator("[data-item]").element_handles()
        given: dict[str, list[str]] = {}
        with self.server.interrupted(kind):
            for box in random.sample(boxes, k=min(len(boxes), random.randint(1, 3))):
                given |= self.page.evaluate(ANSWER, [box, random.randrange(60), text])
            self._leave(leave, "Opslaan en naar overzicht")
        self._come_back(address)
        kept = posted_fields(self._read(address, "form[data-answers]"))
        for name, values in given.items():
            self.log.answers += 1
            self.log.texts += text in values
            if sorted(kept.getlist(name)) != sorted(values):
                self.log.lost.append(
                    f"{label}: {address} {name}: {values}, {kept.getlist(name)}; in the browser: "
                    f"{self.page.evaluate('JSON.stringify(localStorage)')}; it says: "
                    f"{self.page.locator('[data-status]').inner_text()}"
                )

    def _write_goal(self, kind: str, leave: str, label: str, text: str) -> None:
        address = f"{self.done}/plan/doel/1"
        self.page.goto(address)
        self.page.get_by_label("Waar gaat dit doel over?").select_option("POL1")
        with self.server.interrupted(kind):
            self.page.get_by_label("Wat wil ik bereiken?").fill(text)
            self._leave(leave, "Bewaar dit doel")
        self.log.texts += 1
        self._come_back(address, wait=False)
        aim = self.page.get_by_label("Wat wil ik bereiken?")
        if aim.input_value() != text:
            self.log.lost.append(f"{label}: goal {aim.input_value()!r}, not {text!r}")
            return
        self.page.get_by_role("button", name="Bewaar dit doel").click()
        self.page.wait_for_url(f"{self.done}/plan*")
        if text not in self._read(f"{self.done}/plan", "main").get_text():
            self.log.lost.append(f"{label}: goal {text!r} is not in the plan")

    def _leave(self, leave: str, button: str) -> None:
        """Do what people do when a page does not react."""
        with suppress(Error):
            if leave == "press":
                self.page.get_by_role("button", name=button).click(no_wait_after=True)
                self.page.wait_for_timeout(MOMENT_MS / 10)
            elif leave == "reload":
                self.page.reload(timeout=MOMENT_MS)
            elif leave == "elsewhere":
                self.page.goto(self.attempt, timeout=MOMENT_MS)
            elif leave == "close":
                close(self.page)
        if self.page.is_closed():
            self.page = self._new_page()

    def _new_page(self) -> Page:
        page = self.context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        return page

    def _come_back(self, address: str, *, wait: bool = True) -> None:
        """Open the page again once all is well, and wait until this browser has nothing to save."""
        close(self.page)
        self.page = self._new_page()
        self.page.goto(address)
        for _ in range(SETTLE_TRIES if wait else 0):  # the page's policy forbids wait_for_function
            if not self.page.evaluate(PENDING):
                break
            self.page.wait_for_timeout(SETTLE_PAUSE_MS)

    def _read(self, address: str, place: str) -> Any:
        """Return a part of a page as the server tells it, without any script."""
        text = self.context.request.get(address).text()
        return BeautifulSoup(text, "html.parser").select_one(place)


def interrupt(
    browser: Browser, content: Content, *, count: int, seed: int,
    kinds: tuple[str, ...] = KINDS, broken_storage: bool = False,
) -> Log:  # fmt: skip
    """Interrupt somebody ``count`` times and return what was lost."""
    random = Random(seed)
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = Server(data)
        stack.callback(server.close)
        context = browser.new_context(base_url=server.address, locale="nl-NL")
        stack.callback(context.close)
        if broken_storage:
            context.add_init_script(BROKEN_STORAGE)
        somebody = Person(context, server, content)
        order = [kinds[n % len(kinds)] for n in range(count)]
        random.shuffle(order)
        for number, kind in enumerate(order, start=1):
            somebody.go_through(kind, random, number)
            if number % 20 == 0:
                sys.stderr.write(f"{number} of {count}, {len(somebody.log.lost)} lost\n")
    return somebody.log


def main() -> int:
    """Interrupt 200 times, or as often as asked, and print the log; 1 when anything was lost."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    with sync_playwright() as playwright:
        browser = start_browser(playwright)
        log = interrupt(
            browser, load_content(), count=count, seed=seed,
            broken_storage="--broken-storage" in sys.argv,
        )  # fmt: skip
        browser.close()
    sys.stdout.write(f"{log.as_json()}\n")
    return 1 if log.lost else 0


if __name__ == "__main__":
    sys.exit(main())
