"""What axe says of a page, by the rules of WCAG 2.2 AA."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")


def violations(page: Page) -> list[str]:
    """Return the names of the rules that a page breaks."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": list(TAGS)}})
    return [problem["id"] for problem in found.response["violations"]]
