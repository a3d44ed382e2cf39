"""security.txt as RFC 9116 asks for it, and only where somebody is named."""

from datetime import UTC, datetime, timedelta

import pytest

from assessment.organisation import read_organisation

ADDRESS = "/.well-known/security.txt"


@pytest.mark.parametrize(
    ("typed", "contact"),
    [("lek@voorbeeld.nl", "mailto:lek@voorbeeld.nl"),
     ("https://voorbeeld.nl/lek", "https://voorbeeld.nl/lek"),
     ("030 1234567", "tel:+31301234567")],
)  # fmt: skip
def test_it_says_where_to_tell_of_a_weakness_and_how_long_that_holds(make_app, typed, contact):
    organisation = read_organisation({"BOP_ORGANISATION_SECURITY": typed})
    app = make_app(secure=True, organisation=organisation)

    answer = app.test_client().get(ADDRESS, base_url="https://bop.example")

    assert answer.mimetype == "text/plain"
    told = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert told["Contact"] == contact
    assert told["Canonical"] == f"https://bop.example{ADDRESS}"
    ends = datetime.fromisoformat(told["Expires"])
    assert timedelta(days=80) < ends - datetime.now(UTC) < timedelta(days=365)


def test_without_a_setting_it_does_not_exist(make_app):
    assert make_app().test_client().get(ADDRESS).status_code == 404
