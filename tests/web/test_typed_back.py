"""Whatever a form of the product asks, a page that refuses it can give back what was filled in."""

import pytest
from bs4 import BeautifulSoup

from assessment.web.participant.typed import list_typed
from tests.web import walking

# Fields that are not given back, and why.
NOT_TOLD = {
    **dict.fromkeys(
        ("csrf_token", "once", "invitation", "revision", "from_result", "kaart"), "hidden"
    ),
    **dict.fromkeys(("tells", "later_too", "with_people"), "a tick to set again"),
    "file": "a file to choose again",
    **dict.fromkeys(
        ("agree", "norm", "research", "rows", "demand", "kinds", "sure", "well_known"),
        "a tick to set again",
    ),
    "certificate": "a file to choose again",
    "soort": "a filter, which stands in the address",
    "password": "a secret",
    "digits": "a secret that works once",
}


@pytest.fixture
def fields(app, somebody):
    """Every field on a page of the product: its name, and a value that it can have."""
    client, attempt_ids = somebody
    found = {}
    for rule in walking.rules(app, with_attempt=False):
        for attempt_id in attempt_ids if "GET" in rule.methods else ():
            page = client.get(walking.address(app, rule, attempt_id))
            if page.mimetype == "text/html":
                found |= controls(page.get_data(as_text=True))
    return found


def controls(text):
    page = BeautifulSoup(text, "html.parser")
    return {
        str(one["name"]): str(one.get("value") or one.select_one("option[value]") or "Iets")
        for one in page.select("form input[name], form textarea[name], form select[name]")
        if not str(one["name"]).startswith("seen.")
    }


def test_every_field_is_given_back_or_there_is_a_reason_why_not(app, fields):
    told = set()
    for name, value in fields.items():
        with app.test_request_context("/", method="POST", data={name: value}):
            if list_typed():
                told.add(name)

    assert len(told) > 100
    assert fields.keys() - told == NOT_TOLD.keys() & fields.keys()


def test_a_text_is_told_as_it_was_typed_even_when_it_is_also_the_name_of_a_choice(app):
    with app.test_request_context("/", method="POST", data={"place": "0", "name": "aspirant"}):
        assert [one.answer for one in list_typed()] == ["0", "aspirant"]


def test_what_was_chosen_is_told_by_its_name(app):
    form = {"POL1": "veel", "followed": "LBG", "phase": "aspirant", "role": "coach"}
    with app.test_request_context("/", method="POST", data=form):
        told = {one.asked: one.answer for one in list_typed()}

    assert "veel" in told.values()
    assert form.keys().isdisjoint(told)
    assert not set(told.values()) & {"LBG", "aspirant", "coach"}


@pytest.mark.parametrize(
    ("endpoint", "path", "field", "words"),
    [
        ("sign_in.ask", "/aanmelden", "address", "noor@gemeente.example"),
        ("account.adopt_by_code", "/account/afnames", "code", "ABCD-EFGH-JKLM-NPQR"),
        ("security.become_beheerder", "/account/beheerder", "code", "ABCD-EFGH-JKLM-NPQR"),
        ("desk.list_staff", "/beheer/accounts", "address", "els@gemeente.example"),
        ("home.begin", "/begin", "name", "Noor Jansen"),
        ("home.resume", "/verder", "code", "ABCD-EFGH-JKLM-NPQR"),
        ("copies.check", "{done}/document/klopt", "code", "3F2A 9C71"),
        ("comparing.link", "{done}/resultaat/verandering", "code", "ABCD-EFGH-JKLM-NPQR"),
        ("documents.ask", "{done}/document", "voor", "de griffier"),
        ("planning.goal", "{done}/plan/doel/1", "aim", "Ik wil vaker vragen wat er speelt"),
        ("planning.choices", "{done}/plan/keuzes", "POL1", "veel"),
        ("rounds.add_round", "/medewerker/rondes/nieuw", "round_name", "Starters 2026"),
        ("rounds.add_round", "/medewerker/rondes/nieuw", "closes_on", "31-01-2027"),
        ("rounds.add_round", "/medewerker/rondes/nieuw", "round_kind", "Programma"),
        ("invited.type_code", "/uitnodiging", "code", "ABCD-EFGH-JKLM-NPQR"),
    ],
)
def test_each_form_gives_back_what_was_typed_when_it_fails(
    app, somebody, endpoint, path, field, words
):
    client, (_, done) = somebody

    def fail(**_):
        raise RuntimeError("broken")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions[endpoint] = fail
    answer = client.post(path.format(done=f"/afname/{done}"), data={field: words})

    assert answer.status_code == 500
    typed = BeautifulSoup(answer.get_data(as_text=True), "html.parser").select(".typed")
    assert [one.get_text() for one in typed] == [words]
