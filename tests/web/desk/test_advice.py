"""The desk changes who is advised what and whom to ask; participants see it when published."""

import pytest

from tests.people import taken
from tests.web.desk.drafts import BASE, act, posted

WISH = f"{BASE}/advies/wens/wens-speelveld/politiek"
PHASE = f"{BASE}/advies/fase/starter"
CONTACTS = f"{BASE}/contacten"
DESK = {
    "contact_id": "loket", "name": "Loket leren", "about": "vragen over leren",
    "telephone": "070 111 22 33", "sources": "de vereniging zelf", "as_of": "2026-11",
    "review_by": "2027-11",
}  # fmt: skip


def change(medewerker, address, **changes):
    medewerker.post_and_leave(address, posted(medewerker.get(address)) | changes)


def add_programme(medewerker, **changes):
    known = posted(medewerker.get(f"{BASE}/programma/LBG"))
    weights = {name: "0" for name in known if name[:3] in ("POL", "SAM", "PER", "BES")}
    new = {"programme_id": "NIEUW", "name": "Iets nieuws", "trains": "Je leert iets nieuws."}
    medewerker.post_and_leave(f"{BASE}/nieuw", known | weights | new | changes)


def test_saving_the_advice_as_it_is_changes_nothing(medewerker, content):
    page = medewerker.get(f"{BASE}/advies")
    for link in page.select('a[href*="/advies/"]'):
        change(medewerker, link["href"])
    for contact in content.catalogue.contacts:
        change(medewerker, f"{CONTACTS}/contact/{contact.id}")

    assert "hetzelfde als wat er nu is" in act(medewerker, "/publiceren", 422).text


def test_a_new_programme_that_nothing_advises_is_told_and_then_given_for_a_wish(medewerker):
    add_programme(medewerker, phases=["zittend"], values=[])
    assert "Niemand krijgt het als advies" in medewerker.get(BASE).text

    change(medewerker, WISH, advised_1="NIEUW", advised_2="BLE", advised_3="", advised_4="")

    page = medewerker.get(f"{BASE}/advies").text
    assert "Iets nieuws, Bestuurlijk Leiderschap" in page
    assert "Niemand krijgt het als advies" not in medewerker.get(BASE).text
    assert "De wens" in medewerker.get(f"{BASE}/programma/NIEUW").text


def test_a_programme_comes_first_in_the_phase_that_it_belongs_to(medewerker):
    change(medewerker, PHASE, advised_1="HAN", advised_2="", room_1="INT")

    page = medewerker.get(f"{BASE}/advies").text
    assert "Altijd eerst: Handboek" in page
    assert "Na wat iemand vraagt: Intervisie" in page
    act(medewerker, "/publiceren")
    toml = medewerker.client.get(f"{BASE}/versies/1/catalogue.toml").text
    assert 'phase = "starter"\nbelongs = ["HAN"]\nif_room = ["INT"]' in toml


@pytest.mark.parametrize(
    ("address", "changes", "wrong"),
    [(WISH, {"advised_1": "BAS", "advised_2": "BAS"}, "advised_2"),
     (WISH, {"advised_1": "NERGENS"}, "advised_1"),
     (PHASE, {"advised_1": "HAN", "room_1": "HAN"}, "room_1")],
)  # fmt: skip
def test_a_choice_that_cannot_be_is_told_at_its_place(medewerker, address, changes, wrong):
    fields = posted(medewerker.get(address)) | changes

    page = medewerker.post(address, fields, status=422)

    assert page.select(f"#{wrong}-error")
    assert "Er is een concept" not in medewerker.get(BASE).text


def test_places_of_two_lists_are_called_differently(medewerker):
    twice = dict.fromkeys(("advised_1", "advised_2", "room_1", "room_2"), "HAN")

    page = medewerker.post(PHASE, posted(medewerker.get(PHASE)) | twice, status=422)

    told = [line.text for line in page.select(".error-summary li a")]
    assert [line.partition(":")[0] for line in told] == [
        "Plaats 2", "Daarna op plaats 1", "Daarna op plaats 2"]  # fmt: skip


def test_an_old_window_overwrites_no_advice_and_no_contact(medewerker):
    old = {one: posted(medewerker.get(one)) for one in (WISH, f"{CONTACTS}/contact/vereniging")}
    change(medewerker, PHASE, advised_1="HAN", advised_2="")

    for address, fields in old.items():
        page = medewerker.post(address, fields, status=422)
        assert "Iemand anders veranderde het concept" in page.text


def test_wishes_that_are_called_alike_are_told_apart_by_their_answer(medewerker):
    page = medewerker.get(f"{BASE}/advies")

    told = [link.find_previous("h3").text + page.select_one(f"#{link['aria-describedby']}").text
            for link in page.select('a[href*="/advies/wens/"]')]  # fmt: skip
    assert len(set(told)) == len(told) > 20
    assert "of wethouder in een andere gemeente" in page.text
    assert "{" not in page.text


@pytest.mark.parametrize("address", [f"{CONTACTS}/nieuw", f"{BASE}/nieuw"])
def test_an_empty_form_is_told_the_id_that_it_misses_with_the_rest(medewerker, address):
    page = medewerker.post(address, posted(medewerker.get(address)), status=422)

    assert page.select("#name-error")
    assert page.select("#contact_id-error, #programme_id-error")


@pytest.mark.parametrize(
    "address",
    ["/advies/wens/stap-hulp/niets", "/advies/wens/nergens/x", "/advies/fase/nergens",
     "/contacten/contact/nergens"],
)  # fmt: skip
def test_what_is_not_there_has_no_page(medewerker, address):
    assert medewerker.client.get(BASE + address).status_code == 404


# Contacts


def test_a_number_that_was_published_is_the_number_of_every_plan_card_and_of_steun(
    medewerker, visitor, keep, content
):
    """Also of a plan that was made with an earlier version: an old number helps nobody."""
    attempt_id = keep(taken.add_submitted, content)
    visitor.owns(attempt_id)
    change(medewerker, f"{CONTACTS}/contact/vereniging", telephone="070 999 88 77")
    own = f"/afname/{attempt_id}"
    pages = ("/steun", f"{own}/resultaat/steun", f"{own}/kaarten/motie-van-wantrouwen")
    for page in pages:
        assert "070 999 88 77" not in visitor.get(page).text

    act(medewerker, "/publiceren")

    for page in pages:
        assert "070 999 88 77" in visitor.get(page).text


def test_a_contact_is_added_given_to_a_programme_and_goes_when_nobody_needs_it(medewerker):
    medewerker.post_and_leave(
        f"{CONTACTS}/nieuw", posted(medewerker.get(f"{CONTACTS}/nieuw")) | DESK
    )
    address = f"{BASE}/programma/LBG"
    change(medewerker, address, contact="loket")
    revision = medewerker.get(BASE).select_one("[name=revision]")["value"]
    used = medewerker.post(f"{CONTACTS}/contact/loket/weg", {"revision": revision}, status=409)
    assert "Loket leren staat nog bij ‘Loopbaan" in used.text

    change(medewerker, address, contact="vereniging")
    act(medewerker, "/contacten/contact/loket/weg")

    assert "Loket leren" not in medewerker.get(CONTACTS).text


@pytest.mark.parametrize(
    ("field", "value"),
    [("contact_id", "Een Loket"), ("contact_id", "vereniging"), ("name", ""), ("about", ""),
     ("telephone", "bel maar"), ("telephone", ""), ("mail", "geen mail"), ("url", "http://x.nl/"),
     ("sources", ""), ("as_of", "november"), ("review_by", "2026-11"), ("name", "x" * 81)],
)  # fmt: skip
def test_what_does_not_fit_in_a_contact_is_told_at_its_field(medewerker, field, value):
    address = f"{CONTACTS}/nieuw"
    fields = posted(medewerker.get(address)) | DESK | {field: value}

    page = medewerker.post(address, fields, status=422)

    assert page.select(f"#{field}-error")
    assert "Loket leren" not in medewerker.get(CONTACTS).text
