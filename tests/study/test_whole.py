"""The whole study on a few people: repeatable, and a text in which nothing is left open."""

import json
import re

import pytest

from study.assumptions import limit_people
from study.plots import as_svg, draw_all, plot_power
from study.results import gather_results, write_json, write_tables
from study.tasks import list_tasks, run_all, run_task
from study.text import find_row, render, write_number, write_text


@pytest.fixture(scope="module")
def results(few):
    told = []
    found = gather_results(few, run_all(few, 1, told.append))
    assert len(told) == len(list_tasks(few))
    return found


@pytest.fixture(scope="module")
def folder(results, tmp_path_factory):
    place = tmp_path_factory.mktemp("studie")
    write_json(results, place)
    write_tables(results, place)
    draw_all(results, place)
    write_text(results, place)
    return place


def test_the_same_seed_gives_the_same_numbers_in_any_order(few):
    chosen = [t for t in list_tasks(few) if t.label in ("missing-10 10", "flat", "10 1")]

    once = {task.part: run_task(task, few) for task in chosen}
    again = {task.part: run_task(task, few) for task in reversed(chosen)}

    assert repr(once) == repr({part: again[part] for part in once})


def test_no_two_parts_share_a_seed(assumed):
    seeds = [task.seed for task in list_tasks(assumed)]

    assert len(seeds) == len(set(seeds))


def test_a_run_with_fewer_people_has_fewer_in_every_part(assumed):
    limited = limit_people(assumed, 350)
    parts = (limited.shares, limited.change, limited.naming)

    assert limited.study["people"] == [300, 350]
    assert limit_people(assumed, 200).study["people"] == [200]
    assert {limited.study["replications"], *(part["people"] for part in parts)} == {350}
    assert limit_people(assumed, 10**6) == assumed


def test_every_kind_of_score_is_reported_in_every_condition(results, few):
    groups = len(few.conditions) * (1 + len(few.study["people"])) + len(few.fixed)

    assert len([r for r in results["recovery"] if r["rule"] == "product"]) == groups * 7
    assert all(0 <= row["coverage"] <= 100 for row in results["recovery"])


def test_each_other_rule_stands_beside_the_products_where_it_differs(results):
    compared = {(r["rule"], r["kind"]) for r in results["recovery"] if r["rule"] != "product"}
    named = {(r["rule"], r["what"]) for r in results["naming"] if r["rule"] != "product"}

    belang = {("former", "importance"), ("former", "importance_clusters")}
    assert compared == belang | {("proposal", "switching")}
    assert named == {("proposal", "visible")}


def test_the_text_has_no_open_place(folder):
    text = (folder / "herstelstudie.md").read_text(encoding="utf-8")

    assert not re.search(r"[{}]|%\}|None|nan|Undefined", text)
    assert text.count("\n## ") == 10


def test_every_table_row_has_as_many_cells_as_its_head(folder):
    text = (folder / "herstelstudie.md").read_text(encoding="utf-8")
    for table in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE):
        assert len({line.count("|") for line in table.splitlines()}) == 1, table[:80]
    assert len(re.findall(r"^\|---", text, flags=re.MULTILINE)) >= 9


def test_every_figure_that_the_text_shows_was_drawn(folder):
    text = (folder / "herstelstudie.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[.+?\]\((.+?)\)", text)

    assert sorted(shown) == sorted(file.name for file in folder.glob("*.svg"))


def test_drawing_twice_gives_the_same_bytes(results, folder):
    figure = plot_power(results)

    assert as_svg(figure, "verandering") == (folder / "verandering.svg").read_bytes()


def test_the_document_is_json_without_holes(folder):
    document = json.loads((folder / "results.json").read_text(encoding="utf-8"))

    assert document["format"] == "bop-study/1"
    assert "NaN" not in json.dumps(document)


def test_a_row_that_is_missing_or_double_is_an_error(results):
    with pytest.raises(LookupError):
        find_row(results["changed"], {"points": 999})
    with pytest.raises(LookupError):
        find_row(results["changed"], {"rule": "product"})


def test_numbers_are_written_the_dutch_way():
    assert write_number(-1.25, 1) == "−1,2"
    assert write_number(-0.04, 1) == "0,0"
    assert write_number(None) == "–"


def test_a_name_that_the_template_does_not_know_is_an_error(results):
    broken = {name: rows for name, rows in results.items() if name != "naming"}

    with pytest.raises(KeyError):
        render(broken)
