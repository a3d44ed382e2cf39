"""``bop norm`` and ``bop calibrate``, from building to publishing, as an operator types them."""

import csv
import io
import json
import shutil
from dataclasses import replace

import pytest

from assessment.cli import main
from assessment.psychometrics.errors import MeasurementError
from assessment.services import calibrating
from assessment.services.content import load_content
from assessment.store import database
from assessment.wording import say
from tests.keys import KEYS
from tests.people import norm_groups

BUILD = ["norm", "build", "--population", "wethouders in functie", "--population-size", "1450",
         "--invited", "700"]  # fmt: skip


@pytest.fixture(scope="module")
def filled(empty_database, tmp_path_factory):
    file = tmp_path_factory.mktemp("people") / "bop.db"
    shutil.copyfile(empty_database, file)
    engine = database.open_engine(f"sqlite:///{file}", KEYS)
    with database.writing(engine) as db:
        norm_groups.keep(db, load_content().library, 250)
        db.commit()
    database.erase_later(engine)
    engine.dispose()
    return file


@pytest.fixture
def installed(filled, tmp_path, monkeypatch):
    """An installation with two hundred and fifty people who consented."""
    (tmp_path / "var").mkdir()
    shutil.copyfile(filled, tmp_path / "var" / "bop.db")
    monkeypatch.setenv("BOP_DATA", str(tmp_path / "var"))
    monkeypatch.delenv("BOP_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def empty(empty_database, tmp_path, monkeypatch):
    (tmp_path / "var").mkdir()
    shutil.copyfile(empty_database, tmp_path / "var" / "bop.db")
    monkeypatch.setenv("BOP_DATA", str(tmp_path / "var"))
    monkeypatch.delenv("BOP_DATABASE_URL", raising=False)


@pytest.fixture
def run(capfd):
    def run(*arguments):
        status = main([*arguments])
        said = capfd.readouterr()
        return status, said.out, said.err

    return run


def test_a_norm_goes_from_built_to_published_to_withdrawn(installed, run, monkeypatch):
    status, out, _ = run(*BUILD)
    assert status == 0
    assert out.startswith("Norm 1 is gebouwd maar nog niet in gebruik: 250 mensen (stanines)")
    assert "respons 36 procent" in out
    assert "gebouwd op" in run("norm", "list")[1]

    status, _, err = run("norm", "publish", "1", "--confirm", "ja")
    assert status == 2
    assert err == "Norm 1 is niet gepubliceerd; bevestig met --confirm '250 stanines'\n"
    monkeypatch.setattr("builtins.input", lambda question: "250  Stanines")
    status, out, _ = run("norm", "publish", "1")
    assert (status, "Norm 1 is gepubliceerd" in out) == (0, True)
    assert "in gebruik sinds" in run("norm", "list")[1]

    assert run("norm", "withdraw", "1")[0] == 0
    assert "uit gebruik sinds" in run("norm", "list")[1]


def test_where_nobody_can_type_nothing_is_published(installed, run, monkeypatch):
    run(*BUILD)
    monkeypatch.setattr("builtins.input", lambda question: (_ for _ in ()).throw(EOFError))

    status, _, err = run("norm", "publish", "1")

    assert status == 2
    assert "bevestig met --confirm" in err
    assert "in gebruik" not in run("norm", "list")[1]


def test_a_norm_is_shown_in_full_as_json_and_as_csv(installed, run):
    run(*BUILD)

    table = json.loads(run("norm", "show", "1")[1])
    rows = list(csv.DictReader(io.StringIO(run("norm", "show", "1", "--format", "csv")[1])))
    target = installed / "norm.json"
    run("norm", "show", "1", "-o", str(target))

    assert table["format"] == "bop-norm/1"
    assert (table["number"], table["people"], table["published_on"]) == (1, 250, None)
    assert json.loads(target.read_text()) == table
    scale = table["scales"]["POL1"]
    mine = [row for row in rows if row["competency"] == "POL1"]
    assert [float(r["score"]) for r in mine] == [r["score"] for r in scale["norm"]["table"]]
    assert sum(int(float(r["at"])) for r in mine) == scale["norm"]["people"]
    assert float(mine[0]["sem"]) == scale["reliability"]["sem"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (BUILD, "Er zijn 0 mensen voor een norm; er zijn er minstens 100 nodig."),
        (["norm", "publish", "5"], "Norm 5 bestaat niet"),
        (["norm", "show", "5"], "Norm 5 bestaat niet"),
        (["norm", "withdraw", "5"], "Norm 5 bestaat niet"),
        ([*BUILD, "--office", "keizer"], "--office: keizer bestaat niet; kies uit wethouder"),
        (["calibrate"], "Er zijn 0 mensen voor een ijking; er zijn er minstens 250 nodig."),
        (["calibrate", "use", "5"], "IJking 5 bestaat niet"),
        (["calibrate", "show", "5"], "IJking 5 bestaat niet"),
        (["calibrate", "stop"], "Er is geen ijking in gebruik"),
    ],
)
def test_what_cannot_be_done_ends_with_one_clear_line(empty, run, arguments, line):
    status, out, err = run(*arguments)

    assert status == 2
    assert out == ""
    assert err.startswith(line)
    assert err.count("\n") == 1


def test_lists_that_are_empty_say_so(empty, run):
    assert run("norm", "list")[1] == "Er zijn nog geen normen.\n"
    assert run("calibrate", "list")[1] == "Er zijn nog geen ijkingen.\n"


def test_a_calibration_is_made_shown_used_and_stopped(installed, run):
    run(*BUILD)
    run("norm", "publish", "1", "--confirm", "250 stanines")

    status, out, err = run("calibrate")

    assert status == 0
    assert "POL1 (1 van de 16)" in err
    assert out.endswith("16 competenties geijkt. Niet meegeteld: niemand.\n")
    assert "IJking 1 is gemaakt maar nog niet in gebruik: 250 mensen, voorlopig" in out
    table = json.loads(run("calibrate", "show", "1")[1])
    assert (table["format"], table["number"]) == ("bop-calibration/1", 1)
    assert len(table["scales"]["POL1"]["slopes"]) == len(table["scales"]["POL1"]["slope_se"])

    status, out, _ = run("calibrate", "use", "1")
    assert status == 0
    assert "Norm 1 is op een andere rekenwijze gebouwd" in out
    assert "in gebruik sinds" in run("calibrate", "list")[1]
    assert "andere rekenwijze" in run("norm", "list")[1]

    assert run("calibrate", "stop")[0] == 0
    assert "gestopt op" in run("calibrate", "list")[1]
    assert "in gebruik sinds" in run("norm", "list")[1]


def test_why_a_competency_is_not_calibrated_is_told_in_dutch(installed, run, monkeypatch):
    kept = "NoVarianceError: everybody gave the same answer; ask more people"
    build = calibrating.calibrate_people

    def without_pol1(*args, **options):
        return replace(build(*args, **options), failed={"POL1": kept})

    monkeypatch.setattr(calibrating, "calibrate_people", without_pol1)

    out = run("calibrate")[1]

    assert out.startswith(
        "POL1 is niet geijkt en houdt de gewone rekenwijze (iedereen gaf op een vraag hetzelfde"
        " antwoord, of vragen vallen samen)\n"
    )
    assert json.loads(run("calibrate", "show", "1")[1])["failed"] == {"POL1": kept}


@pytest.mark.parametrize("kind", MeasurementError.__subclasses__())
def test_every_reason_not_to_calibrate_has_a_dutch_sentence(kind):
    assert say(f"measurement.{kind.__name__}")


def test_numpy_computes_on_one_thread_unless_told_otherwise(monkeypatch):
    import importlib
    import os

    import assessment

    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        monkeypatch.delenv(name, raising=False)
    importlib.reload(assessment)

    assert (os.environ["OMP_NUM_THREADS"], os.environ["OPENBLAS_NUM_THREADS"]) == ("1", "1")


@pytest.mark.parametrize("description", ["", "  ", "\u200b\n"])
def test_a_norm_of_nobody_in_particular_is_refused(run, empty, description):
    status, _, problem = run("norm", "build", "--population", description, *BUILD[4:])

    assert status == 2
    assert problem.startswith("--population: ")


def test_a_norm_is_shown_as_a_dutch_excel_opens_it(installed, run):
    run(*BUILD)

    told = run("norm", "show", "1", "--format", "excel")[1]

    assert told.startswith("\ufeffcompetency;people;omega")
    assert ".0" not in told
    plain = run("norm", "show", "1", "--format", "csv")[1]
    assert told.removeprefix("\ufeff").replace(";", "|").replace(",", ".").split() == (
        plain.replace(",", "|").split()
    )
