"""What others said as a report: both pictures, no number of a virtue, texts as typed."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assessment.instruments.loader import load_library
from assessment.report.documents.anderen.report import compose_others
from assessment.report.figures import draw, draw_narrow
from assessment.report.pdf.report import render_pdf
from tests.people.outcomes import make_outcome
from tests.report.pdf.checkers import page_validation, verapdf
from tests.report.pdf.laying import lay_out, list_faults
from values.others import read_outcome, write_outcome

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def compose(value_map, **changes):
    return compose_others(make_outcome(value_map, **changes), value_map, name="Noor",
                          begun_on=date(2026, 11, 1), created_at=NOW)  # fmt: skip


def told(report):
    return "\n".join(
        getattr(block, "text", "") for section in report.sections for block in section.blocks
    )


def test_what_is_named_stands_under_its_own_heading_and_nothing_else_is_named(value_map):
    text = told(compose(value_map))

    assert "Anderen zien dit vaker dan jij" in text
    assert "‘Krachtenveld lezen’" in text
    assert "Jij noemt dit vaker" not in text
    assert "Over alles samen zien anderen gedrag vaker" in text


def test_where_nothing_is_sure_that_is_said_and_no_more(value_map):
    none = dict.fromkeys(("both_more", "both_less", "others_more", "self_more"), ())

    text = told(compose(value_map, named=none, overall=0))

    assert "Niets springt er zeker uit" in text
    assert "Over alles samen" not in text


def test_a_virtue_has_no_number_and_is_named_when_it_is_often_seen(value_map):
    virtue = next(c for c in value_map.competencies if c.virtue)

    report = compose(value_map, often=(virtue.id,))

    figure = report.sections[0].blocks[-2]
    assert virtue.name not in [row[0] for row in figure.table.rows]
    assert f"zeker vaak bij je: ‘{virtue.name}’" in told(report)
    assert "Praat over" in told(compose(value_map))


def test_the_table_holds_the_groups_and_says_where_it_cannot(value_map):
    missing = make_outcome(value_map).competencies
    few = (replace(missing[0], together=None, views=(), own=None, agreement=""), *missing[1:])

    rows = compose(value_map, competencies=few).sections[0].blocks[-2].table.rows

    assert rows[0][1:] == ("niet te zeggen", "niet te zeggen", "alle anderen", "niet te zeggen")
    assert rows[1][1:] == ("40 (25 tot 55)", "60 (45 tot 75)", "college 60; raad 60", "ja")


def test_the_figure_is_drawn_wide_and_narrow_with_both_pictures(value_map):
    figure = compose(value_map).sections[0].blocks[-2]

    for drawn in (draw(figure.data), draw_narrow(figure.data)):
        ids = {artist.get_gid() for artist in drawn.get_children()}
        assert {"point:Krachtenveld lezen", "previous:Krachtenveld lezen"} <= ids


def test_a_result_is_read_back_as_it_was_kept(value_map):
    outcome = make_outcome(value_map)

    assert read_outcome(write_outcome(outcome)) == outcome
    with pytest.raises(ValueError, match="another format"):
        read_outcome("{}")


@pytest.mark.parametrize("texts", [("Je luistert.",), ("Rust & <b>orde</b>\nen rust",) * 15])
def test_both_checkers_accept_the_pdf(value_map, texts):
    pdf = render_pdf(compose(value_map, texts={"houden": texts, "proberen": ()}))

    assert verapdf(pdf) == []
    assert page_validation(pdf) == []


@pytest.mark.parametrize("count", [1, 2, 4, 7, 8])
def test_no_page_ends_with_the_title_of_what_follows_however_much_others_wrote(value_map, count):
    """With one, two or eight texts a question the title of the table stood alone on a page."""
    words = ("Je luistert goed en vraagt door als het moeilijk wordt.",) * count
    texts = dict.fromkeys(make_outcome(value_map).texts, words)

    laid = lay_out(compose(value_map, texts=texts))

    assert list_faults(laid) == []


@pytest.mark.parametrize("overall", [-1, 0, 1])
def test_no_sentence_quotes_an_answer_that_nobody_could_give(value_map, overall):
    given = {option.label for option in load_library().gedrag.options}
    quoted = re.findall(r"['‘]([a-z ]+)['’]", told(compose(value_map, overall=overall)))
    assert set(quoted) <= given
