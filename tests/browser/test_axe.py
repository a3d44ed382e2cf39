"""What makes axe quicker changes nothing that it says."""

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.axe import AXE, TAGS, violations

LINES = """
<html lang="nl"><title>Kleuren</title><body style="background: oklch(95% 0.02 250)"><main>
<p style="color: #999">Grijs op bijna wit.</p>
<p style="color: rgb(118 118 118 / 90%); background: #fff">Half doorzichtig.</p>
<div style="opacity: .5"><p style="color: #000; background: color-mix(in srgb, red, white 40%)">
Gemengd, <b style="color: rgb(200, 30, 30); mix-blend-mode: multiply">en vermenigvuldigd</b>.</p>
</div>
<p style="background: linear-gradient(red, blue); color: #fff">Op een verloop.</p>
<p style="color: #777; text-shadow: 0 0 3px #ccc; background: #eee">Met een schaduw.</p>
<p style="color: #595959; background: #fff">Donker genoeg.</p>
<p style="color: #595959; background: #fff">En nog eens.</p></main></body></html>"""
SAY = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}});
  return ["violations", "incomplete", "passes"].map((kind) => JSON.stringify(found[kind]));
}"""


def test_axe_says_the_same_when_it_keeps_the_colours_that_it_read(browser: Browser) -> None:
    page = browser.new_page()

    plain = say(page, AXE_SCRIPT)
    quick = say(page, AXE)

    assert quick == plain
    assert [kind.count('"id":"color-contrast"') > 0 for kind in plain] == [True, True, True]
    assert violations(page) == [one["id"] for one in json.loads(plain[0])]
    page.close()


def say(page: Page, axe: str) -> list[str]:
    page.set_content(LINES)
    page.evaluate(axe)
    found: list[str] = page.evaluate(SAY, list(TAGS))
    return found
