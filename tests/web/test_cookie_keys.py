"""Another key for the cookie, while people work: nobody is out, and no page is lost."""

import pytest

from tests.people import taken
from tests.web.visitor import Visitor, copy_cookie, fields

FIRST, SECOND = "eerste sleutel", "tweede sleutel"


@pytest.fixture
def restart(make_app):
    """Start anew with other keys; return the browser with the cookie that it had."""

    def run(browser, *cookie_keys):
        client = make_app(WTF_CSRF_ENABLED=True, cookie_keys=cookie_keys).test_client()
        copy_cookie(browser.client, client)
        return Visitor(client)

    return run


@pytest.fixture
def typing(make_app, keep, request):
    """A browser with a page of statements that is half filled in, its address and form."""
    browser = Visitor(make_app(WTF_CSRF_ENABLED=True, cookie_keys=request.param).test_client())
    attempt_id = keep(taken.add)
    page = f"/afname/{attempt_id}/gedrag/1"
    browser.owns(attempt_id)
    form = fields(browser.get(page).select_one("form[data-answers]"))
    item = next(name.removeprefix("seen.") for name in form if name.startswith("seen."))
    return browser, page, {**form, item: "4"}


NONE_BEFORE, ONE_BEFORE = (), (FIRST,)


@pytest.mark.parametrize(
    ("typing", "now"),
    [
        (NONE_BEFORE, (SECOND, "tests")),
        (ONE_BEFORE, (SECOND, FIRST)),
        (ONE_BEFORE, (FIRST, SECOND)),
    ],
    indirect=["typing"],
)
def test_a_page_that_was_half_filled_in_is_saved_under_another_key(typing, restart, now):
    browser, page, form = typing

    after = restart(browser, *now)

    assert after.post_and_leave(page, form).startswith(page.removesuffix("1"))


@pytest.mark.parametrize("typing", [ONE_BEFORE], indirect=True)
def test_who_comes_by_meanwhile_stays_when_the_old_key_goes(typing, restart):
    browser, page, form = typing
    overview = page.removesuffix("/gedrag/1")

    between = restart(browser, SECOND, FIRST)
    between.get(overview)
    after = restart(between, SECOND)

    after.get(overview)
    after.post_and_leave(page, form)


@pytest.mark.parametrize("typing", [NONE_BEFORE, ONE_BEFORE], indirect=True)
def test_a_key_that_is_named_no_more_opens_nothing(typing, restart):
    browser, page, form = typing

    after = restart(browser, SECOND)

    after.get(page, status=404)
    after.post(page, form, status=400)


@pytest.mark.parametrize("typing", [ONE_BEFORE], indirect=True)
def test_what_is_hashed_with_the_key_of_the_installation_stays(typing, restart, make_app):
    browser, _, _ = typing
    form = fields(browser.get("/begin").select_one("form"))
    begun = {**form, "phase": "zittend", "agree": "y"}
    first = browser.post_and_leave("/begin", begun)

    again = restart(browser, SECOND, FIRST)

    assert again.post_and_leave("/begin", begun) == first  # pressed twice, it makes one
