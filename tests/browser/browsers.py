"""Which browser the tests start: the quick one where it is there, or the one that people use.

The headless shell is Chromium without what surrounds a page: no tabs, no menus, and no pages of
its own that draw them in every window. What is in a page it shows the same, for half the processor
time.
"""

import shutil

from playwright.sync_api import Browser, Playwright

SHELL = "chromium-headless-shell"
WHOLE = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip


def start_browser(playwright: Playwright, *, whole: bool = False) -> Browser:
    """Start the shell, or the whole browser where that is asked for or there is no shell."""
    names = WHOLE if whole else (SHELL, *WHOLE)
    program = next((found for name in names if (found := shutil.which(name))), None)
    assert program, "a browser test needs chromium; tools/system-packages installs it"
    return playwright.chromium.launch(executable_path=program, args=[*QUIET])
