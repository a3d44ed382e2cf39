"""Echtheid, toestemmingen, gebeurtenissen and correctie."""

import pytest

from assessment.services import agreeing, consenting, copying, reporting
from assessment.services.moments import now
from assessment.store import attempts, database, research
from tests.people import coached, taken
from tests.people.signed_in import add_account, sign_in
from tests.web.visitor import Visitor, fields


def words(page):
    return " ".join(page.get_text(" ").split())


# Echtheid


@pytest.fixture
def code(engine, content, pair):
    """Make a document as its owner, and return its code."""
    with database.writing(engine) as db:
        attempt = attempts.get_attempt(db, pair.attempt_id)
        copying.make_now(db, content, attempt, "intervisiekaart", form="html", now=now())
        [made] = copying.list_copies(db, pair.attempt_id)
        db.commit()
    return made.content_hash[:16]


def test_anybody_hears_that_a_document_is_genuine_and_its_day_and_nothing_else(visitor, code, pair):
    page = visitor.post("/echtheid", {"code": f" {code[:4]}-{code[4:].upper()} "}, status=200)

    told = words(page.select_one(".callout"))
    assert told.startswith("Echt. Het document met deze code is hier gemaakt op ")
    for hidden in ("Noor", pair.owner.address, "intervisiekaart", str(pair.attempt_id)):
        assert hidden not in str(page)


def test_another_code_is_unknown_and_what_is_no_code_is_asked_again(visitor, code):
    other = ("0" if code[0] != "0" else "1") + code[1:]

    assert "Onbekend." in words(visitor.post("/echtheid", {"code": other}, status=200))
    for typed in ("", "x", code[:15], code + "0", "%" * 16, "_" * 16):
        visitor.post("/echtheid", {"code": typed}, status=422)


def test_of_who_deleted_everything_a_document_is_unknown(visitor, code, pair, engine):
    with database.writing(engine) as db:
        attempts.delete_attempt(db, pair.attempt_id)
        db.commit()

    assert "Onbekend." in words(visitor.post("/echtheid", {"code": code}, status=200))


# Toestemmingen


def test_every_yes_is_shown_with_its_time_and_taken_back_with_effect(
    owner, coach, pair, engine, release
):
    released = release()
    with database.writing(engine) as db:
        consenting.allow_processing(db, pair.attempt_id, now=now())
        taken.let_count(db, pair.attempt_id, at=now())
        db.commit()
    page = owner.get("/toestemmingen")
    withdrawable = len(consenting.COUNTING) + 1  # and the coach
    assert len(page.select(".card")) == withdrawable + 1
    assert len(page.select("form")) == withdrawable  # taking part ends by deleting
    assert "tegen de tekst van versie 2026-11" in words(page)

    for form in page.select("form"):
        owner.post_and_leave(form["action"], fields(form))

    coach.get(f"/vrijgegeven/{released}/story", status=404)
    with database.reading(engine) as db:
        for purpose in consenting.COUNTING:
            assert research.list_consenting(db, purpose, []) == []
    page = owner.get("/toestemmingen")
    assert words(page).count("Geldt niet meer sinds") == withdrawable
    assert not page.select("form[action$=intrekken]")


def test_a_yes_of_somebody_else_cannot_be_taken_back(owner, pair, engine, content, app):
    with database.writing(engine) as db:
        other = coached.add_pair(db, content, owner="iris@gemeente.example", seed=8, at=now())
        [theirs] = agreeing.list_agreements(db, other.owner.id)
        db.commit()

    owner.post(f"/toestemmingen/{theirs.consent.id}/intrekken", status=404)

    with database.reading(engine) as db:
        assert agreeing.list_agreements(db, other.owner.id)[0].holds


# Gebeurtenissen


def test_the_owner_sees_what_was_done_and_who_read_and_others_see_none_of_it(
    owner, coach, pair, release, keep, app
):
    coach.get(f"/vrijgegeven/{release()}/story")

    own = words(owner.get("/account/gebeurtenissen"))
    assert "gaf iets vrij" in own
    assert f"{pair.coach.address} opende een vrijgegeven deel" in own
    stranger = Visitor(app.test_client())
    sign_in(stranger.client, keep(add_account, "iris@gemeente.example", at=now()))
    assert pair.owner.address not in words(stranger.get("/account/gebeurtenissen"))
    stranger.get("/beheer/gebeurtenissen", status=404)


def test_a_beheerder_reads_who_did_what_page_by_page_and_never_what_it_says(
    owner, coach, pair, release, keep, app
):
    released = release()
    for _ in range(51):
        coach.client.get(f"/vrijgegeven/{released}/story")
    beheerder = Visitor(app.test_client())
    account = keep(add_account, "beheer@gemeente.example", at=now(), role="beheerder")
    sign_in(beheerder.client, account, strong=True)

    first = beheerder.get("/beheer/gebeurtenissen")
    assert len(first.select("tbody tr")) == 50
    older = beheerder.get(first.find("a", string="Ouder")["href"])

    assert "nodigde een coach uit" in words(older)
    assert "Noor de Wit" not in words(first) + words(older)


def test_events_of_one_kind_are_shown_page_by_page(owner, coach, pair, release, keep, app):
    released = release()
    for _ in range(51):
        coach.client.get(f"/vrijgegeven/{released}/story")
    address = "/account/gebeurtenissen"

    first = owner.get(f"{address}?soort=sharing")
    older = owner.get(first.find("a", string="Ouder")["href"])

    assert first.select_one("option[selected]")["value"] == "sharing"
    assert "meldde zich aan" not in words(first) + words(older)
    assert "nodigde een coach uit" in words(older)
    assert "opende een vrijgegeven deel" not in words(owner.get(f"{address}?soort=consent"))
    assert len(owner.get(f"{address}?soort=nergens").select("tbody tr")) == 50


@pytest.mark.parametrize("number", ["-1", "x", "9223372036854775808", "9" * 30, "9" * 5000])
def test_a_number_that_no_act_can_have_is_none(owner, number):
    page = owner.get(f"/account/gebeurtenissen?voor={number}")

    assert page.select("tbody tr")
    assert not page.find("a", string="Naar de nieuwste")


def test_a_yes_and_a_no_to_counting_are_in_the_log_once_each(owner, pair):
    address = f"/afname/{pair.attempt_id}/resultaat/onderzoek"
    for choice in ({"norm": "y"}, {"norm": "y"}, {}):
        owner.post_and_leave(address, choice)

    told = words(owner.get("/account/gebeurtenissen"))
    assert told.count("gaf een toestemming") == told.count("trok een toestemming in") == 1


def test_the_owner_sees_each_part_that_was_released_as_it_was(owner, release):
    address = f"/delen/vrijgaven/{release('story', 'style', 'plan')}"
    page = owner.get(address)
    parts = [one["href"] for one in page.select("#delen a")]

    assert len(parts) == 3
    shown = [owner.get(part) for part in parts]
    assert len({part.h1.text for part in shown}) == 3
    assert shown[0].h1.text == page.h1.text
    assert [bool(part.select("picture img")) for part in shown] == [False, True, False]
    owner.get(f"{address}?deel=values", status=404)


# Correctie


def test_the_owner_corrects_name_and_phase_and_what_was_released_stays(owner, coach, pair, release):
    released = release("story")
    form = owner.get(f"/afname/{pair.attempt_id}/verbeteren").select_one("main form")
    assert form.select_one("#name")["value"] == "Noor de Wit"

    owner.post_and_leave(
        f"/afname/{pair.attempt_id}/verbeteren",
        {**fields(form), "name": "Noor van Wit", "phase": "starter"},
    )

    assert "Noor de Wit" in words(coach.get(f"/vrijgegeven/{released}/story"))
    assert "Noor van Wit" in words(coach.get(f"/vrijgegeven/{release('story')}/story"))


@pytest.mark.parametrize("phase", ["starter", "vertrekkend", "oud-wethouder"])
def test_every_document_can_be_made_after_the_phase_was_corrected(
    owner, pair, engine, content, phase
):
    owner.post_and_leave(f"/afname/{pair.attempt_id}/verbeteren", {"name": "", "phase": phase})

    with database.reading(engine) as db:
        attempt = attempts.get_attempt(db, pair.attempt_id)
        result = reporting.open_result(db, content, attempt)
        for kind in ("plan", "bijlage", "volledig", "gesprekswijzer", "intervisiekaart"):
            assert reporting.write_document(content, result, kind, created_at=now()).sections
    owner.get(f"/afname/{pair.attempt_id}/resultaat")


def test_who_considered_the_office_cannot_turn_into_somebody_who_holds_it(visitor, keep):
    attempt_id = keep(taken.add, phase="aspirant", name="Bo")
    visitor.owns(attempt_id)

    page = visitor.post(
        f"/afname/{attempt_id}/verbeteren", {"name": "Bo", "phase": "zittend"}, status=422
    )

    assert page.select_one(".problem")
