"""The files of the report: a codebook of every column, nothing about few, never a NaN."""

import csv
import io
import re

import pytest

from assessment.quality.page import FILE_NAMES
from assessment.quality.results import Unavailable
from tests.people import measured

NOT_A_NUMBER = re.compile(r"\b(nan|inf|infinity|none)\b", re.IGNORECASE)
REPORTS = {"whole": measured.group_files, "odd": measured.odd_files, "small": measured.small_files}


def table(files, name):
    return list(csv.DictReader(io.StringIO(files[name].decode())))


@pytest.fixture(scope="module", params=REPORTS)
def files(request):
    return REPORTS[request.param]()


def test_every_column_stands_in_the_codebook_and_the_other_way_round(files):
    explained = {(row["bestand"], row["kolom"]) for row in table(files, "codeboek.csv")}
    tables = set(files) - {"rapport.html", "codeboek.csv"}
    columns = {
        (name, column)
        for name in tables
        for column in next(csv.reader(io.StringIO(files[name].decode())))
    }

    assert columns == explained
    assert set(files) == FILE_NAMES


def test_the_codebook_says_of_each_column_what_it_means_its_unit_and_what_empty_means(files):
    rows = table(files, "codeboek.csv")

    assert len({(row["bestand"], row["kolom"]) for row in rows}) == len(rows)
    assert all(all(cell.strip() for cell in row.values()) for row in rows)


def test_nothing_says_nan_infinity_or_none(files):
    for name, data in files.items():
        text = re.sub(
            r'<style>.*?</style>|<meta[^>]*>|fill="none"', "", data.decode(), flags=re.DOTALL
        )
        assert not NOT_A_NUMBER.findall(text), name


def test_a_column_that_is_never_empty_never_is(files):
    for column in table(files, "codeboek.csv"):
        if column["lege cel"] == "nooit leeg":
            rows = table(files, column["bestand"])
            assert all(row[column["kolom"]] != "" for row in rows), column


def test_the_same_numbers_give_the_same_bytes():
    assert measured.files(measured.group()) == measured.group_files()


def test_the_tables_say_what_was_measured():
    quality, files = measured.group(), measured.group_files()
    scales, items = table(files, "schalen.csv"), table(files, "items.csv")
    pol1 = quality.scales[0]

    assert len(scales) == 19
    assert len(items) == 78 + 24
    assert float(scales[0]["alfa"]) == pytest.approx(pol1.reliability.alpha.value, rel=1e-5)
    assert float(scales[0]["omega_laag"]) == pytest.approx(pol1.reliability.omega.low, rel=1e-5)
    assert float(scales[0]["meetfout"]) == pytest.approx(pol1.reliability.sem, rel=1e-5)
    assert float(items[0]["a_se"]) == pytest.approx(pol1.items[0].parameters.slope.se, rel=1e-5)
    assert len(table(files, "categorieen.csv")) == 78 * 5 + 24 * 6
    assert len(table(files, "waardenkeuze.csv")) == 39 + 9
    assert len(table(files, "paren.csv")) == 39 + 3
    assert len(table(files, "informatie.csv")) == 41 * (19 + 102)
    assert len(table(files, "waarschuwingen.csv")) == len(quality.alarms)


def test_small_counts_are_not_told_apart_anywhere():
    files = measured.group_files()

    counted = {
        "categorieen.csv": ("aantal",),
        "items.csv": ("nog_niet_meegemaakt", "open_gelaten"),
        "overzicht.csv": ("waarde",),
    }
    for name, columns in counted.items():
        rows = [row for row in table(files, name) if row.get("gegeven") != "versie van de vragen"]
        cells = {row[column] for row in rows for column in columns}
        assert not cells & {"1", "2", "3", "4"}, name
        assert "<5" in cells


def test_what_could_not_be_computed_is_empty_and_the_row_says_why():
    rows = {row["schaal"]: row for row in table(measured.odd_files(), "schalen.csv")}

    assert rows["PER4"]["alfa"] == rows["PER4"]["gemiddelde"] == ""
    assert "minstens 30 mensen" in rows["PER4"]["toelichting"]
    assert rows["PUB1"]["omega"] == ""
    assert "iedereen gaf hetzelfde antwoord op pub1-1" in rows["PUB1"]["toelichting"]
    assert rows["POL1"]["toelichting"] == ""


def test_twenty_nine_people_leave_every_table_of_numbers_empty():
    files = measured.small_files()

    filled = {name for name in files if name.endswith(".csv") and table(files, name)}
    assert filled == {"overzicht.csv", "codeboek.csv"}
    told = {row["groep"]: row["waarde"] for row in table(files, "overzicht.csv")}
    assert told["nog niet ingediend"] == "7"
    assert "29" not in told.values()


def test_no_name_and_no_open_text_stands_in_any_file():
    everyone, files = measured.people(60), measured.group_files()
    private = {one.name for one in everyone} | {
        text for one in everyone for text in one.verdieping.values()
        if isinstance(text, str) and len(text) > 20
    }  # fmt: skip
    whole = "".join(data.decode() for data in files.values())

    assert private
    assert not [text for text in private if text in whole]


def test_a_phase_that_would_follow_by_subtraction_is_not_shown():
    assert measured.group().phases == {}  # 40 and 20 of 60
    assert table(measured.group_files(), "fasen.csv") == []


def test_the_odd_group_is_odd():
    scales = {scale.id: scale for scale in measured.odd_group().scales}

    assert isinstance(scales["PER4"].described, Unavailable)
    assert isinstance(scales["PUB1"].calibration, Unavailable)
