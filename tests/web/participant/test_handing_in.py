"""The overview of gaps, handing in, opening again, and deleting everything."""

from urllib.parse import urldefrag

import pytest
from sqlalchemy import func, select

from assessment.services import codes, reporting
from assessment.store import attempts, database, personal, results
from assessment.store.tables import Base
from tests.people import taken
from tests.web.visitor import fields


@pytest.fixture
def filled(keep, content, visitor):
    attempt_id = keep(taken.add_filled, content)
    visitor.owns(attempt_id)
    return attempt_id


@pytest.fixture
def submitted(keep, content, visitor):
    attempt_id = keep(taken.add_submitted, content)
    visitor.owns(attempt_id)
    return attempt_id


def take_back(engine, attempt_id, part, items):
    with database.writing(engine) as db:
        answers = dict.fromkeys(items)
        seen = dict.fromkeys(items, 999)
        attempts.save_answers(db, attempt_id, part, answers, seen=seen, now=taken.LATER)
        db.commit()


# --- gaps ---


def test_each_gap_links_to_its_own_question(visitor, filled, engine, stored):
    answers = stored(filled).answers
    for part in ("gedrag", "stijl", "waardenkeuze", "verdieping"):
        take_back(engine, filled, part, list(answers[part])[3:12:4])

    page = visitor.get(f"/afname/{filled}/indienen")

    links = [a["href"] for a in page.select(".gaps a")]
    assert len(links) == 4 * 3
    for link in links:
        address, anchor = urldefrag(link)
        control = visitor.get(address).find(id=anchor)
        item = control.find_parent(attrs={"data-item": True})["data-item"]
        assert anchor == f"{item}-0"
        assert item not in {i for given in stored(filled).answers.values()
                            for i, a in given.items() if a.value is not None}  # fmt: skip


def test_gaps_are_counted_and_no_reason_not_to_hand_in(visitor, filled, engine, stored):
    take_back(engine, filled, "gedrag", list(stored(filled).given("gedrag"))[:1])

    page = visitor.get(f"/afname/{filled}/indienen")

    assert "nog 1 vraag open" in page.get_text()
    visitor.post_and_leave(f"/afname/{filled}/indienen")
    assert stored(filled).submitted_at is not None


def test_a_gap_that_counts_in_no_score_makes_no_score_less_certain(visitor, filled, engine, stored):
    address = f"/afname/{filled}/indienen"
    take_back(engine, filled, "verdieping", list(stored(filled).given("verdieping"))[:2])
    assert "minder zeker" not in visitor.get(address).get_text()

    take_back(engine, filled, "stijl", list(stored(filled).given("stijl"))[:1])
    assert "minder zeker" in visitor.get(address).get_text()


def test_enough_choices_are_called_enough(visitor, filled, engine, stored, content):
    sets = list(stored(filled).given("waardenkeuze"))
    take_back(engine, filled, "waardenkeuze", sets[24:])

    assert "genoeg keuzes" in visitor.get(f"/afname/{filled}/indienen").get_text()


def test_with_nothing_answered_there_is_no_button_to_hand_in(participant, home, stored):
    page = participant.get(f"{home}/indienen")

    assert page.select("main form") == []
    assert participant.client.post(f"{home}/indienen").location == home
    assert stored().submitted_at is None


# --- handing in ---


def test_looking_at_the_gaps_hands_nothing_in(visitor, filled, stored):
    visitor.get(f"/afname/{filled}/indienen")

    assert stored(filled).submitted_at is None


def test_handing_in_twice_is_harmless(visitor, filled, stored, engine):
    visitor.post_and_leave(f"/afname/{filled}/indienen")
    with database.reading(engine) as db:
        before = stored(filled), results.find_profile(db, filled)

    location = visitor.post_and_leave(f"/afname/{filled}/indienen")

    assert location == f"/afname/{filled}/resultaat"
    with database.reading(engine) as db:
        assert (stored(filled), results.find_profile(db, filled)) == before


def test_who_comes_back_to_hand_in_is_sent_to_the_result(visitor, submitted):
    response = visitor.client.get(f"/afname/{submitted}/indienen")

    assert response.status_code == 302
    assert response.location == f"/afname/{submitted}/resultaat"


def test_answers_after_handing_in_are_refused_with_a_page_that_says_what_to_do(
    visitor, filled, stored
):
    page = visitor.get(f"/afname/{filled}/gedrag/1")
    old = fields(page.select_one("form[data-answers]"))
    visitor.post_and_leave(f"/afname/{filled}/indienen")
    before = stored(filled)

    for changes in ({}, {name: "1" for name in old if "." not in name}, {list(old)[-1]: "99"}):
        refused = visitor.post(f"/afname/{filled}/gedrag/1", {**old, **changes}, status=409)
        assert "al ingediend" in refused.h1.text
        assert refused.select_one(f'main a[href="/afname/{filled}"]')

    assert stored(filled) == before


def test_who_goes_back_to_a_page_after_handing_in_lands_on_the_overview(visitor, submitted):
    response = visitor.client.get(f"/afname/{submitted}/gedrag/1")

    assert (response.status_code, response.location) == (302, f"/afname/{submitted}")
    assert "ingediend op" in visitor.get(f"/afname/{submitted}").get_text()


@pytest.mark.parametrize(
    "address",
    ["/resultaat", "/resultaat/waarden", "/resultaat/waarom/POL1", "/plan", "/plan/keuzes",
     "/plan/doel/1", "/document"],
)  # fmt: skip
def test_before_handing_in_there_is_no_result_and_the_page_says_so(visitor, filled, address):
    page = visitor.get(f"/afname/{filled}{address}", status=409)

    assert page.select_one(f'main a[href="/afname/{filled}/indienen"]')


# --- opening again ---


def test_opening_again_leads_to_the_overview_and_the_answers_are_still_there(
    visitor, submitted, stored
):
    location = visitor.post_and_leave(f"/afname/{submitted}/heropenen")

    assert location == f"/afname/{submitted}"
    assert len(visitor.get(location).select(".part .done")) == 4
    visitor.get(f"/afname/{submitted}/gedrag/1")
    assert stored(submitted).submitted_at is None


def test_once_the_plan_is_made_opening_again_is_refused_with_a_page(
    visitor, submitted, stored, quick_pdf
):
    visitor.post_and_leave(f"/afname/{submitted}/document")

    page = visitor.post(f"/afname/{submitted}/heropenen", status=409)

    assert "staan vast" in page.h1.text
    assert stored(submitted).submitted_at is not None
    assert visitor.get(f"/afname/{submitted}").select('form[action$="/heropenen"]') == []


# --- deleting everything ---

CODE = "ABCD-EFGH-JKMN-PQRS"


def test_asking_to_delete_deletes_nothing_yet(visitor, submitted, stored):
    page = visitor.get(f"/afname/{submitted}/verwijderen")

    assert "ongedaan" in page.get_text()
    assert stored(submitted)


def test_deleting_removes_everything_and_afterwards_it_is_not_found(
    visitor, other_browser, keep, content, engine, quick_pdf
):
    submitted = keep(taken.add_submitted, content, code_hash=codes.hash_code(CODE))
    visitor.owns(submitted)
    other_browser.owns(submitted)
    visitor.post_and_leave(f"/afname/{submitted}/document")
    visitor.post_and_leave(
        f"/afname/{submitted}/plan/doel/1", {"about": "lef", "aim": "Nee", "revision": "0"}
    )

    location = visitor.post_and_leave(f"/afname/{submitted}/verwijderen", {"code": CODE})

    with database.reading(engine) as db:
        for name in set(personal.list_personal_tables()) - {"audit"}:
            table = Base.metadata.tables[name]
            assert db.scalar(select(func.count()).select_from(table)) == 0, name
        (act,) = db.execute(select(Base.metadata.tables["audit"])).mappings()
        assert (act["act"], act["actor_id"], act["subject_id"]) == ("attempt_deleted", None, None)
    page = visitor.get(location)
    assert "Alles is verwijderd" in page.select_one("[role=status]").get_text()
    assert "Alles is verwijderd" not in visitor.get(location).get_text()
    for address in ("", "/resultaat", "/plan", "/document", "/code", "/verwijderen"):
        visitor.get(f"/afname/{submitted}{address}", status=404)
        other_browser.get(f"/afname/{submitted}{address}", status=404)


def test_deleting_one_attempt_leaves_the_other_open(visitor, keep, content, stored):
    leaving, staying = keep(taken.add, code_hash=codes.hash_code(CODE)), keep(taken.add)
    visitor.owns(leaving, staying)

    visitor.post_and_leave(f"/afname/{leaving}/verwijderen", {"code": CODE})

    visitor.get(f"/afname/{staying}")
    assert stored(staying)


def test_a_code_no_longer_opens_what_was_deleted(visitor, keep, other_browser):
    attempt_id = keep(taken.add, code_hash=codes.hash_code(CODE))
    visitor.owns(attempt_id).post_and_leave(f"/afname/{attempt_id}/verwijderen", {"code": CODE})

    other_browser.post("/verder", {"code": CODE}, status=422)


@pytest.mark.parametrize("typed", ["", "AAAA-BBBB-CCCC-DDDD", "the code of another attempt"])
def test_without_its_own_code_nobody_deletes_an_attempt_in_a_browser_that_has_it_open(
    visitor, keep, stored, typed
):
    other_code = "PQRS-EFGH-JKMN-ABCD"
    attempt_id, other = keep(taken.add), keep(taken.add, code_hash=codes.hash_code(other_code))
    visitor.owns(attempt_id, other)
    code = other_code if typed.startswith("the") else typed

    page = visitor.post(f"/afname/{attempt_id}/verwijderen", {"code": code}, status=422)

    assert [a["href"] for a in page.select(".error-summary a")] == ["#code"]
    assert stored(attempt_id)
    assert stored(other)


def test_a_document_that_failed_can_be_asked_for_again_or_answers_opened(
    visitor, submitted, engine, monkeypatch
):
    def broken(_):
        raise RuntimeError("geen letters")

    monkeypatch.setattr("assessment.report.pdf.report.render_pdf", broken)
    visitor.post_and_leave(f"/afname/{submitted}/document")
    page = visitor.get(f"/afname/{submitted}/document")
    assert "niet gelukt" in page.select_one("[role=alert]").get_text()

    visitor.post_and_leave(f"/afname/{submitted}/heropenen")

    with database.reading(engine) as db:
        assert reporting.latest_document(db, submitted, "plan") is None
