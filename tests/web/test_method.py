"""The page of the method: rules, N, versions and what was found, for everybody."""

import csv
import io
import json
import shutil
from datetime import timedelta
from functools import partial

import pytest

from assessment.norms.norm_table import place_in_table
from assessment.phrases import long_date
from assessment.scoring import SCORING_VERSION
from assessment.services import norming
from assessment.services.method import truths
from assessment.services.method.truths import read_truths
from manual.truths import record_truths
from tests.filled import fill_copy
from tests.people import norm_groups, taken

NEXT_DAY = taken.NOW + timedelta(days=1)


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


def publish(db, number):
    norming.publish(db, number, now=NEXT_DAY)
    return number


def test_nobody_needs_an_account_and_every_page_leads_to_it(visitor):
    assert visitor.get("/").select_one('footer a[href="/methode"]')
    assert "Zo rekenen we" in visitor.get("/methode").h1.text


def test_without_a_norm_it_says_so_with_the_number_nought(visitor):
    told = visitor.get("/methode").main.text

    assert "Er is nog geen normgroep." in told
    assert "Het aantal mensen is 0" in told
    assert "Er is nog geen ijking." in told


def test_a_norm_tells_its_n_for_the_whole_and_for_each_competency(visitor, keep, content, built):
    keep(publish, built)

    page = visitor.get("/methode")

    assert "N = 100 mensen, van 700 die gevraagd zijn" in page.main.text
    assert "nog geen normgroep" not in page.main.text
    table = next(t for t in page.find_all("table") if "N per competentie" in t.caption.text)
    rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in table.tbody("tr")]
    assert len(rows) == sum(not one.virtue for one in content.value_map.competencies)
    assert {people for _, people in rows} <= {str(n) for n in range(90, 101)}


@pytest.mark.usefixtures("built")
def test_a_norm_that_was_only_built_is_not_told(visitor):
    assert "Er is nog geen normgroep." in visitor.get("/methode").main.text


def test_a_norm_that_was_withdrawn_is_told_as_that(visitor, keep, built):
    keep(publish, built)
    keep(lambda db: norming.withdraw(db, built, now=NEXT_DAY))

    told = visitor.get("/methode").main.text

    assert "Er is nog geen normgroep." in told
    assert f"Uit gebruik sinds {long_date(NEXT_DAY.date())}" in told


def test_the_norm_in_use_is_handed_over_without_how_many_have_a_score(visitor, keep, built):
    number = keep(publish, built)
    links = [one["href"] for one in visitor.get("/methode").select("a[download]")]
    assert links == ["/methode/norm.csv?vorm=excel", "/methode/norm-codeboek.csv?vorm=excel",
                     "/methode/norm.csv", "/methode/norm-codeboek.csv"]  # fmt: skip

    excel, excel_codes, text, codes = (visitor.client.get(link) for link in links)

    rows = list(csv.DictReader(io.StringIO(text.text)))
    norm = keep(norming.NORMS.find, number)
    assert len(rows) == 21 * len(norm.scales)
    assert {row["norm"] for row in rows} == {str(number)}
    assert {row["level"] for row in rows} == {"quartiles"}
    assert {row["provisional"] for row in rows} == {"1"}
    size = norm.population.size
    for row in rows:
        scale = norm.scales[row["competency"]]
        sem = scale.reliability.sem if scale.reliability else 0
        placed = place_in_table(scale.table, int(row["score"]), error=sem, population=size)
        assert int(row["place"]) == placed.value
        band = [f"{placed.low:.0f}", f"{placed.high:.0f}"] if sem else ["", ""]
        assert [row["low"], row["high"]] == band
    columns = {row["kolom"] for row in csv.DictReader(io.StringIO(codes.text))}
    assert columns == set(rows[0])
    assert excel.text.startswith("\ufeffnorm;")
    assert excel_codes.text.startswith("\ufeffkolom;")


def test_only_a_norm_that_is_in_use_is_handed_over(visitor, keep, built):
    assert visitor.client.get("/methode/norm.csv").status_code == 404
    keep(publish, built)
    assert visitor.client.get("/methode/norm.csv").status_code == 200
    keep(lambda db: norming.withdraw(db, built, now=NEXT_DAY))

    assert visitor.client.get("/methode/norm.csv").status_code == 404
    assert not visitor.get("/methode").select("a[download]")


def test_the_truth_table_tells_every_kind_that_was_measured(visitor):
    found = read_truths()
    page = visitor.get("/methode")

    cells = [row.th.text for table in page.find_all("table") for row in table.tbody("tr")]
    for one in (*found.sentences, *found.intervals, *found.alike):
        assert any(cell.casefold().startswith(one.name) for cell in cells), one.name
    assert f"{found.judged['unsure']} ligt het cijfer buiten de grens" in page.main.text


def test_versions_are_those_of_now(visitor, content):
    page = visitor.get("/methode")
    rows = {row.th.text: row.td.text for row in page.find_all("table")[-1].tbody("tr")}

    assert rows["Rekenwijze"] == str(SCORING_VERSION)
    assert rows["Uitspraken over gedrag"] == str(content.library.gedrag.header.version)


@pytest.fixture
def older_record(monkeypatch, tmp_path):
    worse = tmp_path / "truths.json"
    record = json.loads(record_truths())
    record |= {"scoring": 1, "missed": [{"name": "schakelen", "why": "Te zwak."}]}
    record["judged"]["misses"] = 2
    worse.write_text(json.dumps(record), encoding="utf-8")
    monkeypatch.setattr(truths, "FILE", worse)
    read_truths.cache_clear()
    yield
    read_truths.cache_clear()


def test_a_missed_bar_and_an_older_measurement_are_told_plainly(visitor, older_record):
    told = visitor.get("/methode").main.text

    assert "Schakelen: Te zwak." in told
    assert "2 zeker gemist" in told
    assert "De meting is van rekenwijze 1." in told
    assert "Geen grens is zeker gemist" not in told
