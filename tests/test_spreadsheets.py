"""Tables that a program reads back, that a Dutch Excel opens right, and that run nothing."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.spreadsheets import for_excel, write_csv


def read(table, delimiter=","):
    text = io.StringIO(table.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=delimiter))


def test_a_dutch_excel_finds_columns_commas_and_letters():
    table = write_csv([["schaal", "score"], ["Coördineren; leiden", 0.25], ["−", -1.5]])

    packed = for_excel(table)

    assert packed.startswith(b"\xef\xbb\xbf")
    assert packed.decode("utf-8-sig").splitlines() == [
        "schaal;score", '"Coördineren; leiden";0,25', "−;-1,5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["=1+1", "+31612345678 x", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "=", "-"]
)
def test_no_cell_is_run_in_either_form(text):
    for rows in (read(write_csv([[text]])), read(for_excel(write_csv([[text]])), ";")):
        assert rows == [["'" + text.replace("\r", "\n'")]]


def split_anywhere(table):
    """Return what may begin a cell, whichever signs a spreadsheet takes for the end of one."""
    return [part.strip('"').strip() for part in re.split("[,;\n]", table.decode("utf-8-sig"))]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
@pytest.mark.parametrize(
    "start", ["x;", "x,", "x\n", "x\r", "x; ", 'x;"', 'x, "', ";", "x;;", "1,2;"]
)
def test_no_part_of_a_cell_is_run_by_a_spreadsheet_that_splits_elsewhere(start, sign):
    plain = write_csv([["a", f"{start}{sign}cmd|' /C calc'!A0", "b"]])

    for table in (plain, for_excel(plain)):
        assert not [part for part in split_anywhere(table) if part.startswith(sign)]


@pytest.mark.parametrize(
    "text",
    ["Wonen, zorg; en meer", "3, -2", "1,5; -0,25; +3", "a-b, c+d; e=f", "regel\nregel", "x;y@z"],
)
def test_a_text_in_which_no_part_is_a_formula_stays_as_it_is(text):
    assert read(write_csv([[text]])) == [[text]]


@pytest.mark.parametrize("number", ["-0.25", "1e-05", "+3", "-12", "0"])
def test_a_number_stays_a_number(number):
    assert read(write_csv([[number]])) == [[number]]
    assert read(for_excel(write_csv([[number]])), ";") == [[number.replace(".", ",")]]


@pytest.mark.parametrize("text", ["2026-11-23", "1.2.3", "v.1", "3.", ""])
def test_what_is_no_number_keeps_its_points(text):
    assert read(for_excel(write_csv([["x", text]])), ";") == [["x", text]]


@given(
    st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=2)
)
def test_both_forms_hold_the_same_cells(cells):
    plain = write_csv([cells])
    [row] = read(plain)
    [excel] = read(for_excel(plain), ";")

    assert [cell.replace(".", ",") for cell in row] == [cell.replace(".", ",") for cell in excel]
    assert all(not cell.startswith(("=", "@", "\t", "\r", "\n")) for cell in row)
