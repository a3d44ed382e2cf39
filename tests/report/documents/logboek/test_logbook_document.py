"""The logbook on paper: every entry, sums by year, own words as typed; both checkers accept it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assessment.report.documents.logboek.report import Line, compose_logbook
from assessment.report.pdf.report import render_pdf
from tests.report.pdf.checkers import page_validation, verapdf

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
LINE = Line(date(2026, 6, 1), "2,5", "Training debatteren", "Eerst luisteren.\nDan reageren.",
            "Lef", "", 1)  # fmt: skip
OLDER = replace(LINE, day=date(2025, 2, 3), what="Boek", learned="", goal="", certificates=0)


def compose(*lines, total="2,5", sums=None):
    return compose_logbook(lines, name="Noor", total=total, sums=sums or {2026: "2,5", 2025: "2,5"},
                           created_at=NOW)  # fmt: skip


def test_each_year_is_a_chapter_with_its_sum_and_its_own_entries():
    report = compose(LINE, OLDER, total="5")

    assert [section.title for section in report.sections] == ["2026: 2,5 uur", "2025: 2,5 uur"]
    assert report.sections[0].blocks[0].rows == (
        ("Training debatteren", "1 juni 2026", "2,5", "Lef", "ja"),
    )
    assert report.sections[1].blocks[0].rows[0][3:] == ("geen doel", "nee")
    assert report.cover.lines == ("2 leeractiviteiten, samen 5 uur",)


def test_own_words_stand_as_they_were_typed_and_only_where_there_are_any():
    first, second = compose(LINE, OLDER).sections

    assert first.blocks[-1].text == LINE.learned
    assert len(second.blocks) == 1


@pytest.mark.parametrize("lines", [(), (LINE,), (LINE, OLDER) * 20])
def test_both_checkers_accept_it(lines):
    pdf = render_pdf(compose(*sorted(lines, key=lambda line: line.day, reverse=True)))

    assert verapdf(pdf) == []
    assert page_validation(pdf) == []
