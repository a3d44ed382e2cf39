"""axe, and what it says of a page by the rules of WCAG 2.2 AA."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
RULES = {"runOnly": {"type": "tag", "values": list(TAGS)}, "resultTypes": ["violations"]}
# For each text axe reads the colours of all that lies behind it, a few colours thousands of times,
# and reading is nearly all that it does. So what was read is kept, by the words that were read.
KEEP_COLOURS = """
;(() => {
  const colour = axe.commons.color.Color.prototype, read = colour.parseString, kept = new Map();
  colour.parseString = function (words) {
    if (!kept.has(words)) {
      read.call(this, words);
      kept.set(words, [this.r, this.g, this.b, this.alpha]);
    }
    [this.r, this.g, this.b, this.alpha] = kept.get(words);
    return this;
  };
})();"""
RUN = "async (rules) => (await axe.run(document, rules)).violations"
AXE = AXE_SCRIPT + KEEP_COLOURS


def violations(page: Page) -> list[str]:
    """Return the names of the rules that a page breaks."""
    page.evaluate(AXE)
    return [problem["id"] for problem in page.evaluate(RUN, RULES)]
