"""The pages of the method and of the instruments."""

from tests.browser.views import View

INSTRUMENTS = (
    View("visitor", "/methode"),
)  # fmt: skip
