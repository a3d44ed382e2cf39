"""Rows for researchers: one proposes, another hands out, each owner sees it, and once only."""

import csv
import io
import shutil
import zipfile
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from assessment.instrument_jobs import InstrumentMaker
from assessment.services import accounts, auditing, consenting, own_data
from assessment.services.instruments import asking, exporting
from assessment.services.moments import day_of, now
from assessment.store import database, research_taken
from tests.filled import fill_copy
from tests.people import surveyed, taken
from tests.people.signed_in import add_account, sign_in
from tests.web.visitor import Visitor

HOME = "/medewerker/onderzoek"
WISH = {"recipient": "Universiteit van Nergens", "purpose": "Stijl en gedrag."}
HANDED_IN = datetime(2020, 3, 2, 9, tzinfo=UTC)  # before every half-year that can be asked


@pytest.fixture
def enter(app, engine):
    def run(address, role="medewerker", attempts=()):
        with database.writing(engine) as db:
            account = add_account(db, address, at=now(), role=role, attempts=attempts)
            db.commit()
        client = app.test_client()
        sign_in(client, account, strong=bool(role))
        return Visitor(client)

    return run


@pytest.fixture
def one(enter):
    return enter("een@vereniging.example")


@pytest.fixture
def other(enter):
    return enter("twee@vereniging.example", "beheerder")


@pytest.fixture
def maker(engine, content):
    return InstrumentMaker(engine, content)


@pytest.fixture(scope="module")
def full(empty_database, content, tmp_path_factory):
    """A database with forty people, and who they are: filled once, and copied for each test."""
    fill = partial(surveyed.add_group, content=content, count=40, at=HANDED_IN)
    return fill_copy(empty_database, tmp_path_factory.mktemp("forty"), fill)


@pytest.fixture
def people(full):
    return full[1]


@pytest.fixture
def database_url(request, sqlite_url, tmp_path):
    if "people" in request.fixturenames:
        shutil.copyfile(request.getfixturevalue("full")[0], tmp_path / "bop.db")
    return sqlite_url


@pytest.fixture
def untils(engine):
    with database.reading(engine) as db:
        return exporting.list_untils(db, today=day_of(now()))


def propose(visitor, until):
    return visitor.post_and_leave(HOME, WISH | {"until": until})


def phrase_of(visitor, proposal):
    return visitor.get(proposal).find("label", {"for": "typed"}).text.removeprefix("Typ: ")


def hand_out(one, other, maker, until):
    """Return the page of a file that was proposed by one, and handed out by another."""
    proposal = propose(one, until)
    place = other.post_and_leave(proposal, {"typed": phrase_of(other, proposal)})
    maker.make_waiting()
    return place


def rows_in(visitor, place):
    answer = visitor.client.get(f"{place}/bestanden")
    assert answer.status_code == 200
    files = zipfile.ZipFile(io.BytesIO(answer.data))
    return list(csv.DictReader(io.StringIO(files.read("antwoorden.csv").decode(), newline="")))


def acts(engine):
    with database.reading(engine) as db:
        return [(entry.act, entry.actor) for entry in auditing.list_entries(db)]


def test_rows_are_proposed_handed_out_by_another_and_fetched(
    one, other, maker, people, untils, engine
):
    place = hand_out(one, other, maker, untils[0])

    assert "Het bestand is klaar: 40 rijen" in one.get(place).main.text
    assert len(rows_in(one, place)) == 40
    assert acts(engine)[:3] == [
        ("export_fetched", "een@vereniging.example"),
        ("export_released", "twee@vereniging.example"),
        ("export_proposed", "een@vereniging.example"),
    ]


def test_nothing_is_made_before_a_second_person_says_so(one, maker, people, untils, engine):
    proposal = propose(one, untils[0])
    maker.make_waiting()
    place = one.get(proposal).find("a", string="Bekijk waar het over gaat")["href"]

    told = one.post(proposal, {"typed": "uitgeven"}, status=422)

    assert "Jij stelde dit zelf voor" in told.main.text
    assert "Er is nog niets gemaakt" in one.get(place).main.text
    one.get(f"{place}/bestanden", status=404)
    with database.reading(engine) as db:
        assert research_taken.list_taken(db) == set()


def test_what_is_refused_can_be_proposed_anew(one, other, untils):
    proposal = propose(one, untils[0])
    assert one.post(HOME, WISH | {"until": untils[0]}, status=422)
    other.post_and_leave(f"{proposal}/afwijzen")

    assert propose(one, untils[0])


def test_what_somebody_proposed_who_is_gone_can_be_proposed_anew(one, other, untils, keep):
    """The proposal goes with the account; what it held back may not stay held back for good."""
    propose(one, untils[0])

    def delete(db):
        accounts.delete_account(
            db, accounts.find_by_address(db, "een@vereniging.example"), url="", now=now()
        )

    keep(delete)

    assert propose(other, untils[0])


def test_until_one_day_rows_are_handed_out_once(one, other, maker, people, untils):
    hand_out(one, other, maker, untils[0])

    page = one.post(HOME, WISH | {"until": untils[0]}, status=422)

    assert "Fout: " in page.title.text
    assert untils[0] not in {option["value"] for option in page.select("input[name=until]")}


def test_who_was_in_a_file_is_in_no_other(one, other, maker, people, untils, keep, content):
    hand_out(one, other, maker, untils[1])
    keep(lambda db: surveyed.add_group(db, content, 33, first=500, at=HANDED_IN))

    place = hand_out(one, other, maker, untils[0])

    assert len(rows_in(one, place)) == 33


def test_few_are_told_as_few_and_can_be_asked_later(one, other, maker, untils, keep, content):
    keep(lambda db: surveyed.add_group(db, content, 12, at=HANDED_IN))

    place = hand_out(one, other, maker, untils[0])

    told = one.get(place).find(class_="callout").text  # and not of the time at which it was asked
    assert "zeggen we niet" in told
    assert "12" not in told
    assert propose(one, untils[0])


def test_who_took_the_yes_back_before_it_was_made_is_not_in_it(
    one, other, maker, people, untils, keep
):
    proposal = propose(one, untils[0])
    keep(lambda db: consenting.set_counting(db, people[0], [], now=now()))
    place = other.post_and_leave(proposal, {"typed": phrase_of(other, proposal)})
    maker.make_waiting()

    assert len(rows_in(one, place)) == 39


def test_who_takes_the_yes_back_while_it_is_made_is_not_in_it_either(
    one, other, maker, people, untils, keep, monkeypatch
):
    make, told = exporting.make_export, []

    def slow(*arguments, **values):
        made = make(*arguments, **values)
        if not told:
            told.append(keep(lambda db: consenting.set_counting(db, people[0], [], now=now())))
        return made

    monkeypatch.setattr(exporting, "make_export", slow)

    assert len(rows_in(one, hand_out(one, other, maker, untils[0]))) == 39


def test_an_owner_with_an_account_reads_it_and_nobody_else_sees_who(
    one, other, maker, people, untils, enter, keep, engine
):
    owner = enter("noor@gemeente.example", "", attempts=(people[0],))
    assert "bestand voor onderzoekers" not in owner.get("/account/gebeurtenissen").main.text

    hand_out(one, other, maker, untils[0])

    assert "gingen je antwoorden zonder naam mee" in owner.get("/account/gebeurtenissen").main.text
    everything = other.get("/beheer/gebeurtenissen").main.text
    assert "gaf een bestand voor onderzoekers uit" in everything
    assert "noor@" not in everything


def test_an_owner_with_a_code_reads_it_at_the_result(
    one, other, maker, untils, keep, content, visitor
):
    mine = keep(taken.add_submitted, content)
    keep(lambda db: research_taken.add_taken(db, [mine], untils[0], now=taken.LATER))

    told = visitor.owns(mine).get(f"/afname/{mine}/resultaat").main.text

    assert "zonder naam mee in een bestand voor onderzoekers" in told


def test_the_file_goes_after_two_weeks_and_the_day_stays_closed(
    one, other, maker, people, untils, keep
):
    place = hand_out(one, other, maker, untils[0])

    keep(lambda db: asking.delete_old(db, now=now() + timedelta(days=13)))
    assert len(rows_in(one, place)) == 40
    keep(lambda db: asking.delete_old(db, now=now() + timedelta(days=800)))
    one.get(f"{place}/bestanden", status=404)
    assert "Het bestand is hier weg" in one.get(place).main.text
    assert one.post(HOME, WISH | {"until": untils[0]}, status=422)


def test_the_copy_of_a_medewerker_holds_no_rows_and_that_of_an_owner_says_it(
    one, other, maker, people, untils, engine, keep
):
    place = hand_out(one, other, maker, untils[0])
    with database.reading(engine) as db:
        desk = accounts.find_by_address(db, "een@vereniging.example")
        copy = own_data.write_copy(db, own_data.of_account(db, desk.id), now=now())
        mine = own_data.write_copy(db, own_data.of_attempt(people[0]), now=now())

    told = zipfile.ZipFile(io.BytesIO(copy))
    assert "gegevens/instrument_run.json" in told.namelist()
    everything = b"".join(told.read(name) for name in told.namelist())
    assert not any(str(one_id).encode() in everything for one_id in people)
    assert "gegevens/research_taken.json" in zipfile.ZipFile(io.BytesIO(mine)).namelist()
    assert place


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"recipient": " "}, "Schrijf op voor wie het bestand is"),
        ({"purpose": ""}, "Schrijf op waar het onderzoek over gaat"),
        ({"until": "2031-01-01"}, "Kies"),
        ({"recipient": "x" * 121}, "120"),
    ],
)
def test_what_cannot_be_is_refused_with_why(one, untils, changes, told):
    page = one.post(HOME, WISH | {"until": untils[0]} | changes, status=422)

    assert told in page.find(class_="error-summary").text
