"""The page of the truth table: whole tables, nothing open, and made from the numbers beside it."""

import re

import pytest

from study.sentences.__main__ import FOLDER, main
from study.sentences.text import BEFORE, NOW, list_facts, render


@pytest.fixture(scope="module")
def page():
    return render(list_facts(FOLDER))


def test_the_page_is_that_of_its_numbers(page):
    assert (FOLDER / "zinnen.md").read_text(encoding="utf-8") == page


def test_the_page_has_no_open_place(page):
    assert not re.search(r"[{}]|%\}|None|\bnan\b|Undefined", page)
    assert page.count("\n## ") == 8


def test_every_table_row_has_as_many_cells_as_its_head(page):
    tables = re.findall(r"(?:^\|.*\n)+", page, flags=re.MULTILINE)
    for table in tables:
        assert len({line.count("|") for line in table.splitlines()}) == 1, table[:80]
        assert re.match(r"\|(---\|)+$", table.splitlines()[1]), table[:80]
    assert len(tables) == 7


def test_the_command_measures_and_writes_everything(tmp_path):
    few = ["-o", str(tmp_path), "-j", "1", "-n", "2", "--universes", "mixed", "flat", "flat-halo"]

    assert main([*few, "--as-before"]) == 0
    assert not (tmp_path / "zinnen.md").exists()
    assert main(few) == 0
    assert "Waarheidstabel" in (tmp_path / "zinnen.md").read_text(encoding="utf-8")
    for table in ("sentences", "intervals", "people"):
        now, before = ((tmp_path / f"{n}-{table}.csv").read_bytes() for n in (NOW, BEFORE))
        assert now == before
