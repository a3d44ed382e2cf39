"""Who gets in where. The routes are walked, so a new one cannot be forgotten."""

import time

import pytest

from assessment.services import erasing, reporting
from assessment.store import attempts, database
from tests.people import taken
from tests.web import walking
from tests.web.visitor import open_in

PUBLIC = {"static"}
OPEN_TO_ALL = {"home.start", "home.privacy", "home.accessibility", "home.begin", "home.resume",
               "own_organisation.ask", "own_organisation.come_back", "own_organisation.go_on",
               "sign_in.ask", "sign_in.code", "sign_in.second_step", "passkeys.ask_sign_in",
               "passkeys.check_sign_in", "support.show", "genuine.check", "office_profile.choose",
               "office_profile.show", "preview.show_example",
               "preview.draw_figure", "preview.print_questions", "preview.show_questions",
               "components.show", "method.show", "method.download_norm",
               "method.download_codebook", "status.healthy", "status.ready",
               "invited.type_code", "invited.show_invitation", "invited.stop_mail",
               "well_known.tell_security_contact"}  # fmt: skip


def test_every_view_says_who_may_use_it(app):
    silent = {
        endpoint
        for endpoint, view in app.view_functions.items()
        if not hasattr(view, "rule") and endpoint not in PUBLIC
    }

    assert silent == set()


def test_only_these_views_are_open_to_all(app):
    found = {e for e, view in app.view_functions.items() if getattr(view, "rule", "") == "anyone"}

    assert found == OPEN_TO_ALL


OF_OWNERS = {"own_attempt", "own_attempt_surely"}  # the second asks more of who passed the first


def test_every_address_with_an_attempt_in_it_is_for_the_owner(app):
    for rule in walking.rules(app, with_attempt=True):
        assert app.view_functions[rule.endpoint].rule in OF_OWNERS, rule


@pytest.fixture
def foreign(keep, content):
    return keep(taken.add_submitted, content)


def test_a_foreign_and_an_unknown_attempt_get_the_same_page_on_every_address(
    app, visitor, foreign, keep
):
    visitor.owns(keep(taken.add))
    walked = walking.requests(walking.rules(app, with_attempt=True))
    assert len(walked) > 20

    for method, rule in walked:
        answers = []
        for attempt_id in (foreign, walking.NOBODY):
            response = visitor.client.open(walking.address(app, rule, attempt_id), method=method)
            answers.append((response.status, response.data, sorted(response.headers)))
        assert answers[0] == answers[1], rule
        assert answers[0][0].startswith("404"), rule


def test_a_stranger_changes_nothing_of_somebody_elses_attempt(app, client, foreign, engine):
    with database.reading(engine) as db:
        before = attempts.get_attempt(db, foreign)

    for method, rule in walking.requests(walking.rules(app, with_attempt=True)):
        client.open(walking.address(app, rule, foreign), method=method, data={"item": "x"})

    with database.reading(engine) as db:
        assert attempts.get_attempt(db, foreign) == before


def test_a_deleted_attempt_is_not_found_on_any_address_for_its_former_owner(
    app, visitor, keep, engine
):
    leaving = keep(taken.add)
    visitor.owns(leaving, keep(taken.add))
    with database.writing(engine) as db:
        erasing.delete_everything(db, leaving)
        db.commit()

    for method, rule in walking.requests(walking.rules(app, with_attempt=True)):
        response = visitor.client.open(
            walking.address(app, rule, leaving), method=method, data={"revision": "0"}
        )
        assert response.status_code == 404, (method, rule)


def test_a_document_of_somebody_else_is_not_found_under_ones_own_attempt(
    visitor, keep, content, foreign, engine
):
    mine = keep(taken.add_submitted, content, seed=8)
    with database.writing(engine) as db:
        document = reporting.ask_document(db, attempts.get_attempt(db, foreign), now=taken.LATER)
        reporting.keep_document(db, document, reporting.Made(b"%PDF geheim", "0" * 64))
        db.commit()

    visitor.owns(mine)
    for ending in (".pdf", ".html", "/stand", "/wachtwoord"):
        visitor.get(f"/afname/{mine}/document/{document}{ending}", status=404)
        visitor.get(f"/afname/{foreign}/document/{document}{ending}", status=404)


def test_a_cookie_that_was_tampered_with_opens_nothing(app, visitor, foreign):
    visitor.owns(foreign)
    visitor.get(f"/afname/{foreign}")
    cookie = visitor.client.get_cookie("bop").value

    middle = len(cookie) - 12  # in the signature; its very last character carries spare bits
    flipped = cookie[:middle] + ("A" if cookie[middle] != "A" else "B") + cookie[middle + 1 :]
    for forged in (flipped, "", "x", cookie.split(".")[0]):
        stranger = app.test_client()
        stranger.set_cookie("bop", forged)
        assert stranger.get(f"/afname/{foreign}").status_code == 404


@pytest.mark.parametrize("days", [400, 1, -59])
def test_a_cookie_of_a_clock_that_was_elsewhere_still_opens_what_is_open(
    visitor, attempt_id, home, monkeypatch, days
):
    elsewhere = time.time() + days * 24 * 60 * 60
    with monkeypatch.context() as patched:
        patched.setattr("itsdangerous.timed.time.time", lambda: elsewhere)
        visitor.owns(attempt_id)

    visitor.get(home)


def test_a_cookie_signed_with_another_key_opens_nothing(make_app, foreign):
    other = make_app(secret_key="een andere sleutel").test_client()
    open_in(other, foreign)
    cookie = other.get_cookie("bop").value

    client = make_app().test_client()
    client.set_cookie("bop", cookie)

    assert client.get(f"/afname/{foreign}").status_code == 404
