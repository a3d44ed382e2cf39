"""The desk changes the catalogue on pages; participants see it when it is published."""

import pytest

from assessment.plan import offer_file
from assessment.plan.checks import CATALOGUE
from assessment.services import interests
from assessment.services.moments import now
from assessment.store import audit
from tests.people import taken
from tests.people.signed_in import NOOR, add_account
from tests.web import house_rules
from tests.web.desk.drafts import BASE, act, change, posted
from values.problems import MOST_TOLD


@pytest.fixture
def owner(keep, content, visitor):
    attempt_id = keep(taken.add_submitted, content)
    keep(add_account, NOOR, at=now(), attempts=(attempt_id,))
    visitor.owns(attempt_id)
    return visitor, f"/afname/{attempt_id}"


def test_saving_a_programme_as_it_is_changes_nothing(medewerker, content):
    """What the form does not ask, and what it does, comes back as it was, for each of them."""
    for programme in content.catalogue.programmes:
        change(medewerker, programme.id)

    taken_out = medewerker.client.get(f"{BASE}/catalogue.toml").text
    shipped = offer_file.write_offer(offer_file.tabulate_offer(content.catalogue))
    different = set(taken_out.splitlines()) ^ set(shipped.splitlines())
    assert different == set()
    assert taken_out == shipped
    page = act(medewerker, "/publiceren", 422)
    assert "hetzelfde als wat er nu is" in page.text


def test_a_change_is_seen_by_participants_once_it_is_published(medewerker, owner):
    visitor, home = owner
    change(medewerker, dates="2099-03-12 Utrecht", price="gratis voor leden", pe_hours="6")

    assert "gratis voor leden" not in visitor.get(f"{home}/aanbod/LBG").text
    act(medewerker, "/publiceren")

    page = visitor.get(f"{home}/aanbod/LBG").text
    assert "12 maart 2099, Utrecht" in page
    assert "gratis voor leden" in page
    assert "telt voor 6 uur" in page
    assert "versie 1 in gebruik" in medewerker.get(BASE).text
    toml = medewerker.client.get(f"{BASE}/versies/1/catalogue.toml")
    assert offer_file.read_offer_text(toml.text)["version"] == 4
    assert toml.headers["Content-Disposition"] == "attachment; filename=catalogue-1.toml"


def test_the_file_has_the_name_that_its_problems_are_told_with(medewerker):
    taken_out = medewerker.client.get(f"{BASE}/catalogue.toml")

    assert taken_out.headers["Content-Disposition"] == f"attachment; filename={CATALOGUE}"
    assert CATALOGUE in medewerker.get(f"{BASE}/inlezen").text


def test_a_plan_changes_when_its_owner_asks_for_the_newest_offer(medewerker, owner):
    visitor, home = owner
    assert "Er is nieuw aanbod" not in visitor.get(f"{home}/plan").text
    change(medewerker, price="gratis")
    act(medewerker, "/publiceren")
    assert "Er is nieuw aanbod" in visitor.get(f"{home}/plan").text

    visitor.post_and_leave(f"{home}/plan/aanbod")

    assert "Er is nieuw aanbod" not in visitor.get(f"{home}/plan").text


def test_a_new_programme_needs_an_id_of_its_own(medewerker):
    address = f"{BASE}/nieuw"
    known = posted(medewerker.get(f"{BASE}/programma/LBG"))
    new = known | {"name": "Iets nieuws", "trains": "Je leert iets dat nieuw is."}

    for wrong in ("", "a", "LBG", "TE-LANG-OM-WAAR-TE-ZIJN", "É1"):
        page = medewerker.post(address, new | {"programme_id": wrong}, status=422)
        assert page.select("#programme_id-error"), wrong
    medewerker.post_and_leave(address, new | {"programme_id": "NIEUW"})

    assert "Iets nieuws" in medewerker.get(BASE).text


@pytest.mark.parametrize(
    ("field", "value"),
    [("dates", "morgen Utrecht"), ("dates", "2027-03-12 A\n2027-03-12 B"), ("pe_hours", "veel"),
     ("pe_hours", "-3"), ("load_hours", "99999"), ("as_of", "november"), ("review_by", ""),
     ("name", ""), ("sources", " "), ("url", "x" * 301)],
)  # fmt: skip
def test_what_does_not_fit_is_told_at_its_field_and_given_back(medewerker, field, value):
    address = f"{BASE}/programma/LBG"
    fields = posted(medewerker.get(address)) | {field: value, "price": "een prijs"}

    page = medewerker.post(address, fields, status=422)

    assert page.select(f"#{field}-error")
    assert page.find(id="price")["value"] == "een prijs"
    assert "Er is een concept" not in medewerker.get(BASE).text


@pytest.mark.parametrize(
    ("field", "value"),
    [("url", "javascript:alert(1)"), ("requires", "NERGENS"), ("review_by", "2001-01"),
     ("trains", "Een zin " + "met heel erg " * 20 + "veel woorden.")],
)  # fmt: skip
def test_what_breaks_a_rule_of_the_catalogue_is_told_with_the_remedy(medewerker, field, value):
    address = f"{BASE}/programma/LBG"

    page = medewerker.post(address, posted(medewerker.get(address)) | {field: value}, status=422)

    assert page.select(f"#{field}-error")
    assert page.select(f'.error-summary a[href="#{field}"]')


def test_an_old_window_overwrites_nothing(medewerker):
    address = f"{BASE}/programma/LBG"
    old = posted(medewerker.get(address))
    change(medewerker, price="gratis")

    page = medewerker.post(address, old | {"price": "duur"}, status=422)

    assert "Iemand anders veranderde het concept" in page.text
    assert medewerker.get(address).find(id="price")["value"] == "gratis"
    stale = {"revision": "0"}
    for path in ("/publiceren", "/weggooien", "/proef"):
        medewerker.post(BASE + path, stale, status=409)


def test_a_file_is_taken_in_or_every_problem_is_told(medewerker, client):
    text = medewerker.client.get(f"{BASE}/catalogue.toml").text
    page = medewerker.get(f"{BASE}/inlezen")
    revision = page.select_one("[name=revision]")["value"]

    wrong = text.replace('contact = "vereniging"', 'contact = "nergens"')
    fields = {"toml": wrong, "revision": revision}
    refused = medewerker.client.post(f"{BASE}/inlezen", data=fields)
    assert refused.status_code == 422
    assert refused.text.count("nergens&#39; bestaat niet") > 10
    told = house_rules.check(refused.text)
    assert told.title.text.startswith("Fout: ")
    assert {line.a["href"] for line in told.select(".error-summary li")} == {"#toml"}
    assert "Er is een concept" not in medewerker.get(BASE).text

    many = text + "".join(f"veld{number} = 1\n" for number in range(5_000))
    told = medewerker.post(f"{BASE}/inlezen", {**fields, "toml": many}, status=422)
    assert f"nog {5_000 - MOST_TOLD}; verbeter" in told.text
    assert told.text.count("bestaat niet") == MOST_TOLD

    right = text.replace('name = "', 'price = "gratis"\nname = "', 1)
    medewerker.post_and_leave(f"{BASE}/inlezen", {"toml": right, "revision": revision})
    assert "Er is een concept" in medewerker.get(BASE).text
    for bad in ("", "dit is geen toml", "[[[["):
        medewerker.post(f"{BASE}/inlezen", {"toml": bad, "revision": "1"}, status=422)


def test_a_draft_is_tried_and_the_page_tells_how_far_it_is(medewerker):
    medewerker.client.get(f"{BASE}/proef")
    change(medewerker, price="gratis")
    act(medewerker, "/proef")

    page = medewerker.get(f"{BASE}/proef")

    assert page.select_one("progress")["max"] == "2000"
    assert "Publiceer" in medewerker.get(BASE).text
    act(medewerker, "/weggooien")
    assert "Er is een concept" not in medewerker.get(BASE).text


def test_who_would_throw_the_draft_away_reads_first_what_is_lost(medewerker):
    change(medewerker, price="gratis")

    asked = medewerker.get(BASE).find("summary", string="Gooi het concept weg").parent

    assert asked.get("open") is None
    assert "Dat kun je niet terughalen" in asked.text
    assert asked.select_one("a[download]")
    assert asked.select_one("form button").text == "Ja, gooi het concept weg"


# Interest


def test_interest_is_only_counted_unless_a_name_is_given(medewerker, owner, keep):
    visitor, home = owner
    address = f"{home}/aanbod/LBG"
    visitor.post_and_leave(address, {"share": "counted", "interested": "Noor", "reach": "06"})

    assert "minder dan 5" in medewerker.get(BASE).text
    page = medewerker.get(f"{BASE}/belangstelling/LBG").text
    assert "Noor" not in page
    assert "Niemand gaf een naam" in page

    visitor.post_and_leave(address, {"share": "named", "interested": "Noor", "reach": "06"})
    assert "Noor, 06" in medewerker.get(f"{BASE}/belangstelling/LBG").text
    read = [one for one in keep(audit.list_entries, most=9) if one.act == "interest_read"]
    assert [one.about for one in read] == ["LBG"]

    own = medewerker.get("/account/gebeurtenissen").text
    assert "las wie belangstelling meldde" in own
    assert NOOR not in own  # who gave a name did not give an address

    visitor.post_and_leave(f"{address}/intrekken")
    assert "Noor" not in medewerker.get(f"{BASE}/belangstelling/LBG").text
    assert "minder dan 5" not in medewerker.get(BASE).text


@pytest.mark.parametrize("end", ["ended", "other phase"])
def test_an_interest_in_what_is_offered_no_more_can_still_be_taken_back(
    medewerker, owner, keep, end
):
    visitor, home = owner
    named = {"share": "named", "interested": "Noor", "reach": "06"}
    visitor.post_and_leave(f"{home}/aanbod/LBG", named)
    assert "eerder belangstelling" not in visitor.get(f"{home}/aanbod").text
    if end == "ended":
        change(medewerker, status="ended")
        act(medewerker, "/publiceren")
    else:
        change(medewerker, phases=["aspirant"])
        act(medewerker, "/publiceren")
    visitor.get(f"{home}/aanbod/LBG", status=404)

    page = visitor.get(f"{home}/aanbod")
    assert "met je naam" in page.text
    visitor.post_and_leave(page.select_one('form[action$="/intrekken"]')["action"])

    assert "eerder belangstelling" not in visitor.get(f"{home}/aanbod").text
    assert not keep(interests.tell_counts)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [({}, "share"), ({"share": "iets"}, "share"),
     ({"share": "named", "reach": "06"}, "interested"),
     ({"share": "named", "interested": "Noor"}, "reach"),
     ({"share": "counted", "reach": "x" * 201}, "reach")],
)  # fmt: skip
def test_an_interest_that_cannot_be_is_asked_again(owner, keep, fields, wrong):
    visitor, home = owner

    page = visitor.post(f"{home}/aanbod/LBG", fields, status=422)

    assert page.select(f"#{wrong}-error")
    assert not keep(interests.tell_counts)


def test_what_is_of_another_phase_or_not_there_has_no_page(owner):
    visitor, home = owner

    for programme in ("ORI", "NERGENS"):
        assert visitor.client.get(f"{home}/aanbod/{programme}").status_code == 404
    listed = visitor.get(f"{home}/aanbod").text
    assert "Oriëntatieprogramma" not in listed
    assert "LBG" not in listed.replace("/LBG", "")


def test_what_is_empty_is_told_by_name(medewerker):
    address = f"{BASE}/programma/LBG"
    empty = dict.fromkeys(("name", "kind", "form", "trains"), "")

    page = medewerker.post(address, posted(medewerker.get(address)) | empty, status=422)

    lines = {one["href"]: one.get_text() for one in page.select(".error-summary a")}
    assert lines["#trains"] == "Wat leert iemand er? Schrijf hier iets op."
    assert lines["#kind"] == "Wat voor iets is het? Schrijf hier iets op."
