"""The report: what was planted is found, figures are Dutch, nobody can be recognised."""

import csv
import io
from dataclasses import replace
from html import unescape

import html5lib
import pytest

from review.folder import read_folder
from review.forms import build_forms
from review.pretending import pretend_raters
from review.report import FILE_NAMES, make_report


def keyed_elsewhere(library, statement, value):
    """Return the library with one statement keyed to another value, on purpose."""
    items = tuple(
        replace(item, value=value) if item.id == statement else item
        for item in library.gedrag.items
    )
    return replace(library, gedrag=replace(library.gedrag, items=items))


def table(data):
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";"))


@pytest.fixture(scope="module")
def planted(tmp_path_factory, library, value_map):
    """The report of nine fictional raters on content with one wrong key."""
    wrong = keyed_elsewhere(library, "pub1-1", "doelmatigheid")
    forms = build_forms(wrong, value_map, seed=1)
    folder = tmp_path_factory.mktemp("terug")
    truth = {"pub1-1": "nabijheid"}
    files = pretend_raters(forms, raters=9, accuracy=0.9, seed=4, reads=truth)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return make_report(forms, read_folder(folder, forms), wrong, value_map)


def test_a_statement_that_was_keyed_wrongly_on_purpose_is_found(planted):
    rows = {row["id"]: row for row in table(planted["uitspraken.csv"])}
    moved = [id_ for id_, row in rows.items() if row["advies"].startswith("hersleutelen")]

    assert moved == ["pub1-1"]
    assert rows["pub1-1"]["advies"] == "hersleutelen naar Nabijheid"
    assert rows["pub1-1"]["zeker"] == "ja"
    page = unescape(planted["verslag.html"].decode())
    assert "Hersleutelen naar Nabijheid: " in page
    assert "Hersleutelen: 1 van de 78 uitspraken, waarvan 0 voorlopig" in page


@pytest.mark.parametrize("seed", range(3))
def test_a_wrong_key_is_found_whatever_the_chance(tmp_path, library, value_map, seed):
    wrong = keyed_elsewhere(library, "bes4-5", "gelijkheid")
    forms = build_forms(wrong, value_map, seed)
    files = pretend_raters(forms, raters=7, accuracy=0.8, seed=seed,
                           reads={"bes4-5": "inventiviteit"})  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)

    report = make_report(forms, read_folder(tmp_path, forms), wrong, value_map)

    rows = {row["id"]: row for row in table(report["uitspraken.csv"])}
    assert rows["bes4-5"]["advies"].startswith("hersleutelen naar Inventiviteit")


def test_statements_that_are_read_as_meant_are_mostly_kept(planted):
    rows = table(planted["uitspraken.csv"])

    assert len(rows) == 78
    assert sum(row["advies"].startswith("houden") for row in rows) >= 55


def test_the_report_is_html_without_mistakes_and_says_that_its_raters_do_not_exist(planted):
    page = planted["verslag.html"].decode()

    html5lib.HTMLParser(strict=True).parse(page)
    assert "Verzonnen beoordelaars." in page
    assert "FICTIEF-0" not in page


def test_the_files_have_the_names_that_a_new_report_may_replace(planted):
    assert planted.keys() == FILE_NAMES


def test_a_dutch_excel_opens_the_tables_right(planted):
    for name, data in planted.items():
        if name.endswith(".csv"):
            assert data.startswith(b"\xef\xbb\xbf"), name
    row = table(planted["uitspraken.csv"])[0]
    assert "," in row["waarde: aandeel"]
    assert "." not in row["waarde: laag"] + row["duidelijkheid: r_wg"]


def test_shares_in_the_tables_are_those_of_the_counts(planted):
    for row in table(planted["uitspraken.csv"]):
        count, total = int(row["waarde: eigen"]), int(row["waarde: gesorteerd door"])
        assert float(row["waarde: aandeel"].replace(",", ".")) == pytest.approx(
            count / total, abs=5e-4
        )
    constructs = table(planted["waarden-en-competenties.csv"])
    assert sum(int(row["gesorteerd"]) for row in constructs if row["soort"] == "waarde") == 9 * 78


def report_of(folder, library, value_map):
    return make_report(folder.forms, folder.read(), library, value_map)


def test_what_raters_wrote_is_shown_as_text_and_without_their_code(folder, library, value_map):
    folder.sort("B07", n1={"opmerking": "<b>kort</b> & goed"})

    page = report_of(folder, library, value_map)["verslag.html"].decode()

    assert "&lt;b&gt;kort&lt;/b&gt; &amp; goed" in page
    assert "<b>kort" not in page
    assert "<li>B07" not in page


def test_too_few_raters_are_said_in_so_many_words(folder, library, value_map):
    folder.sort("B01")

    page = unescape(report_of(folder, library, value_map)["verslag.html"].decode())

    assert "Er is 1 beoordelaar. Dat is te weinig voor een oordeel" in page
    assert "Geen oordeel: 78 van de 78 uitspraken" in page


def test_only_the_form_that_came_back_is_reported(folder, library, value_map):
    folder.rate("B01")

    report = report_of(folder, library, value_map)

    assert report.keys() == {"verslag.html", "zinnen.csv", "stijlparen.csv"}
    assert "Wat je ermee doet" not in report["verslag.html"].decode()


def test_a_statement_that_changed_since_the_forms_went_out_is_named(folder, library, value_map):
    folder.sort("B01")
    items = library.gedrag.items
    now = (
        replace(items[0], text="Een nieuwe zin."),
        replace(items[1], value="lef"),
        *items[3:],
    )
    changed = replace(library, gedrag=replace(library.gedrag, items=now))

    page = unescape(report_of(folder, changed, value_map)["verslag.html"].decode())

    assert "Sinds het formulier veranderd" in page
    assert "nu: Een nieuwe zin." in page
    assert "nu bij Lef" in page
    assert "deze uitspraak is er niet meer" in page


def test_the_same_forms_give_the_same_bytes(folder, library, value_map):
    for number in range(5):
        folder.sort(f"B{number}")

    assert report_of(folder, library, value_map) == report_of(folder, library, value_map)
