"""The page keeps the rules of every page; alarms come first, and few people show nothing."""

import csv
import io
import re

import html5lib
import pytest
from bs4 import BeautifulSoup

from tests.people import measured
from tests.web.house_rules import (
    has_a_title,
    has_one_h1,
    headings_do_not_skip_levels,
    ids_are_unique,
    nothing_of_the_program_shows,
    says_its_language,
    what_describes_exists,
)

RULES = (
    says_its_language, has_one_h1, has_a_title, headings_do_not_skip_levels, ids_are_unique,
    what_describes_exists, nothing_of_the_program_shows,
)  # fmt: skip
REPORTS = {"whole": measured.group_files, "odd": measured.odd_files, "small": measured.small_files}


def page_of(files):
    return BeautifulSoup(files["rapport.html"].decode(), "html.parser")


@pytest.fixture(scope="module", params=REPORTS)
def page(request):
    return page_of(REPORTS[request.param]())


@pytest.fixture(scope="module")
def whole():
    return page_of(measured.group_files())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_page_keeps_the_rules_of_every_page(page, rule):
    rule(page)


@pytest.mark.parametrize("files", REPORTS.values(), ids=REPORTS)
def test_the_page_is_html_without_an_error(files):
    parser = html5lib.HTMLParser()
    parser.parse(files()["rapport.html"].decode())

    assert parser.errors == []


def test_every_link_leads_to_a_place_on_the_page(page):
    places = {one["id"] for one in page.select("[id]")}

    assert page.select("a[href]")
    assert {one["href"] for one in page.select("a[href]")} <= {f"#{place}" for place in places}


def test_the_page_needs_nothing_beside_it(page):
    assert not page.select("script, link, img, iframe, [src], [style], [onclick]")
    assert "default-src 'none'" in page.select_one("meta[http-equiv]")["content"]
    assert "url(" not in page.style.text


def test_every_figure_has_words_and_every_table_a_caption_and_headers(page):
    assert all(one.find_parent(role="img")["aria-label"].strip() for one in page.select("svg"))
    assert all(one.figcaption.get_text(strip=True) for one in page.select("figure"))
    for table in page.select("table"):
        assert table.caption.get_text(strip=True)
        headers = len(table.select("thead th"))
        assert all(len(row.select("th, td")) == headers for row in table.select("tbody tr"))


def test_alarms_stand_first_and_each_leads_to_its_scale_or_item(whole):
    quality = measured.group()
    first = whole.select_one("main > section")
    links = first.select("li a")

    assert first.h2["id"] == "waarschuwingen"
    assert len(links) == len(quality.alarms) > 0
    assert str(len(quality.alarms)) in whole.select_one(".summary a").text
    for alarm, target in ((a, f"#vraag-{a.item}") for a in quality.alarms if a.item):
        place = whole.select_one(target)
        assert place is not None
        assert alarm.item in place.get_text()


def test_each_scale_has_its_figures_and_every_item_its_own(whole):
    sections = whole.select("section section")

    assert len(sections) == 19
    for section, scale in zip(sections, measured.group().scales, strict=True):
        charts = len(section.select("svg"))
        assert charts == len(scale.items) + 2
        assert f"Kerncijfers van {scale.id}" in section.get_text()


def test_the_numbers_on_the_page_are_those_that_were_measured(whole):
    scale = measured.group().scales[0]
    rows = {row.th.text: row.td.text for row in whole.select("#schaal-pol1 ~ div tbody tr")}
    alpha = scale.reliability.alpha

    said = f"{alpha.value:.2f} ({alpha.low:.2f} tot {alpha.high:.2f})".replace(".", ",")
    assert rows["Alfa"] == said
    assert rows["Meetfout (SEM, punten)"] == f"{scale.reliability.sem:.1f}".replace(".", ",")


def test_every_letter_of_a_drawing_stands_on_the_page(whole):
    used = {one["href"] for one in whole.select("use")}

    assert used
    assert used == {f"#{one['id']}" for one in whole.select("defs path")}


def test_what_cannot_be_computed_says_why_on_the_page():
    page = page_of(measured.odd_files())
    text = page.get_text(" ")

    assert "(1) niet te berekenen: minder dan 30 mensen" in text
    assert "niet te berekenen: iedereen gaf hetzelfde antwoord op pub1-1; nodig:" in text
    assert "niet te berekenen: minder dan 30 mensen" in text
    assert re.search(r"Bij \d+ schalen ontbreekt een cijfer", text)


def test_twenty_nine_people_get_a_page_without_a_single_number_about_them():
    page = page_of(measured.small_files())
    text = page.get_text(" ")

    assert "minder dan 30 bruikbare afnames" in text
    assert "29" not in text
    assert not page.select("svg, figure")
    assert [one.caption.text for one in page.select("table")] == ["Wie niet meetelt, en waarom"]


def test_a_made_up_group_is_called_made_up_before_anything_else(whole):
    assert "verzonnen door een programma" in whole.header.find("p").text


def test_a_reason_that_a_table_repeats_is_told_once_under_it():
    page = page_of(measured.odd_files())

    for note in page.select(".notes li"):
        number, reason = note.text.split(") ", 1)
        table = note.find_parent("ul").find_previous("table")
        assert sum(cell.text == f"geen {number})" for cell in table.select("td")) > 1
        assert reason.removesuffix(".") not in table.get_text()


def test_values_stand_in_the_order_of_the_waardenkaart_and_not_by_number(whole, value_map):
    names = [value.name for value in value_map.values.values()]
    table = next(t for t in whole.select("table") if t.caption.text.startswith("Waarden:"))

    assert [row.th.text for row in table.select("tbody tr")] == names


def test_the_factor_models_stand_on_the_page_and_in_their_files(value_map):
    found = measured.quality_of(measured.people(120))
    files = measured.files(found)
    models = [*(group.id for group in value_map.groups), "gedrag", "stijl"]

    rows = list(csv.DictReader(io.StringIO(files["factormodellen.csv"].decode())))
    pairs = list(csv.DictReader(io.StringIO(files["factorsamenhang.csv"].decode())))

    assert [row["model"] for row in rows] == [name for name in models for _ in (1, 2)]
    assert {row["model"] for row in rows if row["cfi"]} >= {*models[:-2], "stijl"}
    assert {pair["model"] for pair in pairs} <= set(models)
    assert "Meten de schalen iets eigens?" in files["rapport.html"].decode()
