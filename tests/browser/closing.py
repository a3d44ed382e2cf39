"""Close a page of a browser, in bounded time."""

from contextlib import suppress

from playwright.sync_api import Error, Page

TRIES = 10
MOMENT_MS = 3000  # until a close that was forgotten is asked again


def close(page: Page) -> None:
    """Close a page, again if need be.

    Chromium forgets a close that comes just when the page becomes another, and says that it did it
    (crbug.com/536385539); Playwright's own close then waits for ever, whatever its timeouts.
    """
    browser = page.context.browser
    assert browser is not None
    told = page.context.new_cdp_session(page).send("Target.getTargetInfo")
    line = browser.new_browser_cdp_session()
    for _ in range(TRIES):
        with suppress(Error), page.expect_event("close", timeout=MOMENT_MS):
            line.send("Target.closeTarget", {"targetId": told["targetInfo"]["targetId"]})
        if page.is_closed():
            line.detach()
            return
    raise AssertionError(f"{page.url} does not close")
