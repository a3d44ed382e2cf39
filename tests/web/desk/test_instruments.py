"""The desk works on the instruments: asks, waits, reads, and decides with two."""

import io
import shutil
import zipfile
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from assessment.instrument_jobs import InstrumentMaker
from assessment.norms.calibrations import calibrate_all
from assessment.norms.candidates import Admitted
from assessment.phrases import long_date
from assessment.services import accounts, auditing, norming
from assessment.services.calibrating import CALIBRATIONS
from assessment.services.instruments import asking, making, proposing
from assessment.services.moments import day_of, now
from assessment.store import database, instrument_proposals, instrument_runs
from tests.filled import fill_copy
from tests.people import norm_groups, surveyed, taken
from tests.people.signed_in import add_account, sign_in
from tests.web.visitor import Visitor
from values import IN_OFFICE

HOME = "/medewerker/instrumenten"
NORM = {
    "description": "wethouders in functie", "size": "1450", "invited": "700",
    "offices": ["wethouder"], "phases": ["starter", "zittend", "vertrekkend"],
}  # fmt: skip
ONE, OTHER = "een@vereniging.example", "twee@vereniging.example"


@pytest.fixture
def enter(app, engine):
    """Return the browser of somebody with a role, and their account."""

    def run(address, role="medewerker"):
        with database.writing(engine) as db:
            account = add_account(db, address, at=now(), role=role)
            db.commit()
        client = app.test_client()
        sign_in(client, account, strong=True)
        return Visitor(client)

    return run


@pytest.fixture
def one(enter):
    return enter(ONE)


@pytest.fixture
def other(enter):
    return enter(OTHER, "beheerder")


@pytest.fixture
def maker(engine, content):
    return InstrumentMaker(engine, content)


@pytest.fixture(scope="module")
def full(empty_database, content, tmp_path_factory):
    """A database with a norm of a hundred people, made once and copied for each test."""
    fill = partial(norm_groups.keep_norm, content=content)
    return fill_copy(empty_database, tmp_path_factory.mktemp("hundred"), fill)


@pytest.fixture
def built(full):
    """A norm of a hundred people that nobody uses."""
    return full[1]


@pytest.fixture
def database_url(request, sqlite_url, tmp_path):
    if "built" in request.fixturenames:
        shutil.copyfile(request.getfixturevalue("full")[0], tmp_path / "bop.db")
    return sqlite_url


def read(engine, find, *arguments, **values):
    with database.reading(engine) as db:
        return find(db, *arguments, **values)


def acts(engine):
    return [entry.act for entry in read(engine, auditing.list_entries)]


# --- asking and making ---


def test_a_norm_is_asked_made_proposed_and_confirmed_by_two(
    one, other, maker, keep, content, engine
):
    keep(lambda db: norm_groups.keep(db, content.library, 100))

    place = one.post_and_leave(f"{HOME}/norm", NORM)
    assert "Het staat in de rij" in one.get(place).main.text
    maker.make_waiting()
    assert "De norm is gemaakt en nog niet in gebruik" in one.get(place).main.text
    assert "N = 100 mensen" in one.get(f"{HOME}/normen/1").main.text

    proposal = one.post_and_leave(f"{HOME}/normen/1/voorstellen")
    assert other.get(HOME).find("a", href=proposal)
    done = other.post_and_leave(proposal, {"typed": "100 kwartielen voorlopig"})

    assert done == f"{HOME}/normen/1"
    assert read(engine, norming.is_in_use, content)
    assert "N = 100 mensen" in one.get("/methode").main.text
    assert {"instrument_asked", "use_proposed", "use_confirmed"} <= set(acts(engine))


def test_the_same_person_cannot_confirm_and_nothing_happens(one, built, engine, content):
    proposal = one.post_and_leave(f"{HOME}/normen/{built}/voorstellen")

    page = one.get(proposal)
    assert page.find("input", {"name": "typed"}) is None
    told = one.post(proposal, {"typed": "100 kwartielen voorlopig"}, status=422)

    assert "Jij stelde dit zelf voor" in told.main.text
    assert not read(engine, norming.is_in_use, content)
    assert "use_confirmed" not in acts(engine)


def test_who_types_something_else_does_not_confirm(one, other, built, engine, content):
    proposal = one.post_and_leave(f"{HOME}/normen/{built}/voorstellen")

    for typed in ("", "99 kwartielen voorlopig", "ja"):
        told = other.post(proposal, {"typed": typed}, status=422).main.text
        assert "Typ precies dit: 100 kwartielen voorlopig" in told

    assert not read(engine, norming.is_in_use, content)


def test_who_lost_the_role_meanwhile_proposed_nothing(one, other, built, engine, content, keep):
    proposal = one.post_and_leave(f"{HOME}/normen/{built}/voorstellen")
    keep(lambda db: accounts.set_role(db, ONE, "", now=now()))

    told = other.post(proposal, {"typed": "100 kwartielen voorlopig"}, status=422).main.text

    assert "heeft die rol niet meer" in told
    assert not read(engine, norming.is_in_use, content)
    one.get(proposal, status=404)


def test_a_proposal_goes_with_the_account_of_who_made_it(one, other, built, keep):
    proposal = one.post_and_leave(f"{HOME}/normen/{built}/voorstellen")

    def leave(db):
        accounts.delete_account(db, accounts.find_by_address(db, ONE), url="", now=now())

    keep(leave)

    other.get(proposal, status=404)


def test_what_was_decided_is_not_decided_again(one, other, enter, built, engine, content):
    proposal = one.post_and_leave(f"{HOME}/normen/{built}/voorstellen")
    other.post_and_leave(f"{proposal}/afwijzen")
    third = enter("drie@vereniging.example")

    told = third.post(proposal, {"typed": "100 kwartielen voorlopig"}, status=422).main.text

    assert "Hierover is al besloten" in told
    third.post(f"{proposal}/afwijzen", status=422)
    assert not read(engine, norming.is_in_use, content)


def test_who_proposed_may_take_it_back(one, built, engine):
    proposal = one.post_and_leave(f"{HOME}/normen/{built}/voorstellen")

    one.post_and_leave(f"{proposal}/afwijzen")

    assert "teruggenomen" in one.get(proposal).main.text
    assert acts(engine)[0] == "use_taken_back"


def test_an_old_proposal_is_not_confirmed(one, other, built, engine, monkeypatch, content):
    proposal = one.post_and_leave(f"{HOME}/normen/{built}/voorstellen")
    monkeypatch.setattr(proposing, "PROPOSAL_DAYS", timedelta(seconds=-1))

    told = other.post(proposal, {"typed": "100 kwartielen voorlopig"}, status=422)

    assert "te oud" in told.main.text
    assert not read(engine, norming.is_in_use, content)


def test_a_proposal_is_made_once(one, other, built):
    one.post_and_leave(f"{HOME}/normen/{built}/voorstellen")

    told = other.post(f"{HOME}/normen/{built}/voorstellen", status=422)

    assert "al voorgesteld" in told.main.text


def test_a_norm_that_was_published_at_the_machine_meanwhile_is_told(
    one, other, built, keep, engine
):
    proposal = one.post_and_leave(f"{HOME}/normen/{built}/voorstellen")
    keep(lambda db: norming.publish(db, built, now=now()) and built)

    told = other.post(proposal, {"typed": "100 kwartielen voorlopig"}, status=422)

    assert "is al gepubliceerd" in told.main.text
    (found,) = read(engine, instrument_proposals.list_proposals)
    assert found.state == "open"  # nothing half done


def test_a_norm_is_withdrawn_by_one(one, other, built, engine, content):
    proposal = one.post_and_leave(f"{HOME}/normen/{built}/voorstellen")
    other.post_and_leave(proposal, {"typed": "100 kwartielen voorlopig"})

    one.post_and_leave(f"{HOME}/normen/{built}/intrekken")

    assert not read(engine, norming.is_in_use, content)
    assert acts(engine)[0] == "use_stopped"
    assert one.post(f"{HOME}/normen/{built}/intrekken", status=422)


def test_a_calibration_needs_two_as_well(one, other, keep, engine, content, calibrated):
    number = keep(lambda db: CALIBRATIONS.keep(db, calibrated, now=taken.NOW))
    page = one.get(f"{HOME}/ijkingen/{number}")
    assert "260 mensen" in page.main.text

    proposal = one.post_and_leave(f"{HOME}/ijkingen/{number}/voorstellen")
    one.post(proposal, {"typed": "260 mensen"}, status=422)
    other.post_and_leave(proposal, {"typed": "260 mensen"})
    assert "In gebruik sinds" in one.get(f"{HOME}/ijkingen/{number}").main.text
    assert "De ijking rust op 260 mensen" in one.get("/methode").main.text

    one.post_and_leave(f"{HOME}/ijkingen/{number}/stoppen")
    assert "Gestopt op" in one.get(f"{HOME}/ijkingen/{number}").main.text
    one.post(f"{HOME}/ijkingen/{number}/stoppen", status=422)


@pytest.fixture(scope="module")
def calibrated(content):
    """A calibration of three competencies, made once: the whole takes long."""
    few = replace(content.value_map, competencies=content.value_map.competencies[:3])
    admitted = Admitted(tuple(norm_groups.candidates(content.library, 260)), {"simulated": 3})
    return calibrate_all(admitted, content.library.gedrag, few, offices=("wethouder",),
                         phases=IN_OFFICE, rule=1)  # fmt: skip


# --- who counts ---


def test_people_who_do_not_exist_make_no_norm(one, maker, keep, content):
    keep(lambda db: norm_groups.keep(db, content.library, 120, simulated=True))

    place = one.post_and_leave(f"{HOME}/norm", NORM)
    maker.make_waiting()

    told = one.get(place).main.text
    assert "Dit is niet gelukt" in told
    assert "Hoeveel het er nu zijn, zeggen we niet" in told
    assert "120" not in told
    assert one.get(f"{HOME}/normen/1", status=404)


@pytest.mark.parametrize("count", [29, 41])
def test_how_many_there_are_is_never_told_of_too_few(one, maker, keep, content, count):
    """Of two overlapping groups the difference would be told: a small group, or one person."""
    keep(lambda db: norm_groups.keep(db, content.library, count))

    place = one.post_and_leave(f"{HOME}/norm", NORM)
    maker.make_waiting()

    told = one.get(place).find(class_="callout").text
    assert str(count) not in told
    assert "minstens 100 nodig" in told


def test_few_who_do_not_count_are_told_as_few(one, maker, keep, content):
    keep(lambda db: norm_groups.keep(db, content.library, 100))
    keep(lambda db: [norm_groups.keep_one(db, x, simulated=True)
                     for x in norm_groups.candidates(content.library, 103)[100:]])  # fmt: skip

    one.post_and_leave(f"{HOME}/norm", NORM)
    maker.make_waiting()

    assert "Verzonnen: minder dan 10" in one.get(f"{HOME}/normen/1").main.text


def test_a_quality_report_is_read_and_fetched(one, maker, keep, content):
    keep(lambda db: surveyed.add_group(db, content, 35))

    place = one.post_and_leave(f"{HOME}/kwaliteit")
    maker.make_waiting()

    page = one.get(place)
    report = one.client.get(f"{place}/rapport")
    assert "Open het rapport" in page.main.text
    assert b"35" in report.data
    assert "style-src 'sha256-" in report.headers["Content-Security-Policy"]
    files = zipfile.ZipFile(io.BytesIO(one.client.get(f"{place}/bestanden").data))
    assert "rapport.html" in files.namelist()


def test_a_report_about_few_says_nothing_of_them(one, maker, keep, content):
    keep(lambda db: surveyed.add_group(db, content, 12))

    place = one.post_and_leave(f"{HOME}/kwaliteit")
    maker.make_waiting()

    report = one.client.get(f"{place}/rapport").get_data(as_text=True)
    told = report.split("</style>")[1].split("<svg")[0].replace(long_date(day_of(now())), "")
    assert "12" not in told.replace("2026-12", "")


# --- waiting, faults ---


def test_one_of_a_kind_is_made_at_a_time(one, other):
    one.post_and_leave(f"{HOME}/kwaliteit")

    told = other.post(f"{HOME}/kwaliteit", status=422)

    assert "Hier wordt al aan gewerkt" in told.main.text


def test_how_far_it_is_is_told(one, keep, engine):
    place = one.post_and_leave(f"{HOME}/kwaliteit")
    (run_id,) = read(engine, instrument_runs.list_queued)
    keep(lambda db: making.note_progress(db, run_id, "scales", 3, 16))

    assert "schalen doorrekenen: 3 van 16" in one.get(place).main.text
    assert one.client.get(f"{place}/stand").json == {
        "state": "queued", "told": "schalen doorrekenen: 3 van 16"
    }  # fmt: skip


def test_what_breaks_is_told_and_logged(one, maker, monkeypatch, caplog):
    def fall(*_, **__):
        raise ZeroDivisionError

    place = one.post_and_leave(f"{HOME}/kwaliteit")
    monkeypatch.setattr(making, "compute_run", fall)
    maker.make_waiting()

    assert "Er ging iets mis bij ons" in one.get(place).main.text
    assert "could not be made" in caplog.text


def test_a_run_that_ends_the_process_is_given_up(one, maker, engine, keep):
    place = one.post_and_leave(f"{HOME}/kwaliteit")
    (run_id,) = read(engine, instrument_runs.list_queued)
    for _ in range(making.MOST_TRIES):
        keep(lambda db: making.begin_run(db, run_id, now=now()) and run_id)

    maker.make_waiting()

    assert "niet na een paar keer" in one.get(place).main.text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"description": ""}, "Schrijf in een paar woorden van wie deze norm is"),
        ({"description": "---"}, "Schrijf in een paar woorden van wie deze norm is"),
        ({"size": "veel"}, "Schrijf een heel getal"),
        ({"invited": "-3"}, "Schrijf een heel getal"),
        ({"invited": "9999999"}, "Schrijf een heel getal"),
        ({"invited": "1451"}, "meer mensen gevraagd dan de hele groep"),
        ({"offices": []}, "Kies minstens één ambt"),
        ({"phases": ["niets"]}, "Kies"),
    ],
)
def test_a_norm_that_cannot_be_is_refused_with_why(one, engine, changes, told):
    page = one.post(f"{HOME}/norm", NORM | changes, status=422)

    assert told in page.find(class_="error-summary").text
    assert read(engine, instrument_runs.list_queued) == []


def test_forged_ids_lead_nowhere(one):
    nobody = "00000000-0000-4000-8000-000000000000"

    for place in (f"{HOME}/opdrachten/{nobody}", f"{HOME}/opdrachten/{nobody}/rapport",
                  f"{HOME}/opdrachten/{nobody}/bestanden", f"{HOME}/normen/7",
                  f"{HOME}/ijkingen/7", f"/medewerker/voorstellen/{nobody}"):  # fmt: skip
        one.get(place, status=404)
    one.post(f"{HOME}/normen/7/voorstellen", status=404)
    one.post(f"{HOME}/normen/7/intrekken", status=404)
    one.post(f"{HOME}/ijkingen/7/voorstellen", status=404)
    one.post(f"/medewerker/voorstellen/{nobody}/afwijzen", status=404)


@pytest.mark.parametrize("kind", ["normen", "ijkingen"])
def test_a_number_that_no_database_holds_is_not_there(one, kind):
    address = f"{HOME}/{kind}/{10**20}"
    one.get(address, status=404)
    for act in ("voorstellen", "intrekken", "stoppen"):
        assert one.client.post(f"{address}/{act}").status_code == 404


def test_what_was_made_is_forgotten_after_a_year(one, maker, engine, keep):
    one.post_and_leave(f"{HOME}/kwaliteit")
    maker.make_waiting()

    keep(lambda db: asking.delete_old(db, now=now() + timedelta(days=364)))
    assert len(read(engine, asking.list_recent)) == 1
    keep(lambda db: asking.delete_old(db, now=now() + timedelta(days=367)))
    assert read(engine, asking.list_recent) == []
