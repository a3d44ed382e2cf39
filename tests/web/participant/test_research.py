"""Consent for norms: never ticked beforehand, given when handing in, withdrawn on the result."""

import pytest

from assessment.services import consenting
from assessment.store import database, results, versions
from tests.people import taken
from tests.web.visitor import Visitor

BOTH = {"norm": "y", "research": "y"}
ALL = BOTH | {"demand": "y"}


@pytest.fixture
def counting(engine):
    """Return for what the answers of an attempt may count now."""

    def find(attempt_id):
        with database.reading(engine) as db:
            return consenting.find_counting(db, attempt_id)

    return find


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


def test_the_choice_is_offered_unticked(visitor, filled):
    page = visitor.get(f"/afname/{filled}/indienen")

    for purpose in ALL:
        assert "checked" not in page.find(id=purpose).attrs
    told = page.get_text()
    assert "vrijwillig" in told
    assert "meetellen in normen" in told
    assert "meetellen in de controle van de vragen" in told
    assert "meetellen in het vraagbeeld" in told


def test_handing_in_without_a_tick_allows_nothing(visitor, filled, stored, counting):
    visitor.post_and_leave(f"/afname/{filled}/indienen")

    assert stored(filled).submitted_at is not None
    assert counting(filled) == set()


def test_handing_in_with_a_tick_allows_research(visitor, filled, counting):
    visitor.post_and_leave(f"/afname/{filled}/indienen", BOTH)

    assert counting(filled) == {"norm", "research"}


def test_who_opens_the_answers_again_finds_the_choice_as_it_was(
    visitor, submitted, engine, counting
):
    with database.writing(engine) as db:
        taken.let_count(db, submitted)
        db.commit()
    visitor.post_and_leave(f"/afname/{submitted}/heropenen")

    page = visitor.get(f"/afname/{submitted}/indienen")

    assert all("checked" in page.find(id=purpose).attrs for purpose in BOTH)
    visitor.post_and_leave(f"/afname/{submitted}/indienen")
    assert counting(submitted) == set()


def test_it_is_given_and_withdrawn_on_the_result_page(visitor, submitted, counting, engine):
    address = f"/afname/{submitted}/resultaat"
    with database.reading(engine) as db:
        before = results.find_profile(db, submitted)

    visitor.post_and_leave(f"{address}/onderzoek", BOTH)
    assert counting(submitted) == {"norm", "research"}
    page = visitor.get(address).get_text()
    assert "Je antwoorden tellen zonder naam mee" in page

    visitor.post_and_leave(f"{address}/onderzoek")
    assert counting(submitted) == set()
    assert "checked" not in visitor.get(address).find(id="norm").attrs
    with database.reading(engine) as db:
        assert results.find_profile(db, submitted) == before


def test_each_purpose_is_said_yes_to_apart(visitor, submitted, counting):
    visitor.post_and_leave(f"/afname/{submitted}/resultaat/onderzoek", {"norm": "y"})

    assert counting(submitted) == {"norm"}


def test_the_vraagbeeld_is_said_yes_to_and_taken_back_apart(visitor, submitted, counting):
    for wanted in (ALL, {"demand": "y"}, BOTH):
        visitor.post_and_leave(f"/afname/{submitted}/resultaat/onderzoek", wanted)
        assert counting(submitted) == wanted.keys()


def test_it_cannot_be_given_before_handing_in(visitor, filled, counting):
    visitor.post(f"/afname/{filled}/resultaat/onderzoek", BOTH, status=404)

    assert counting(filled) == set()


def test_the_privacy_page_tells_about_it(visitor):
    told = visitor.get("/privacy").get_text()

    assert "mogen meetellen in normen en in de controle van de vragen" in told
    assert "intrek" in told or "trekt dit in" in told


def test_the_start_page_speaks_of_a_norm_only_when_one_is_in_use(visitor, engine):
    assert "nog geen normgroep" in visitor.get("/").get_text()

    with database.writing(engine) as db:
        number = versions.add_version(db, "norm", "gedrag-1", {}, now=taken.NOW)
        versions.put_into_use(db, "norm", number, now=taken.NOW)
        db.commit()

    assert "Je resultaat noemt de normgroep" in visitor.get("/").get_text()


def test_what_is_begun_on_a_demo_counts_as_simulated(make_app, engine):
    begin = {"phase": "zittend", "office": "wethouder", "name": "", "agree": "y"}
    for simulated in (False, True):
        Visitor(make_app(SIMULATED=simulated).test_client()).post_and_leave("/begin", begin)

    with database.reading(engine) as db:
        marks = [row[0] for row in db.connection().exec_driver_sql(
            "SELECT simulated FROM attempt ORDER BY rowid")]  # fmt: skip
    assert marks == [0, 1]
