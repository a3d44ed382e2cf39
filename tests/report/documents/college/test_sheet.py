"""A college beside each other: what stands on the page and on the sheet."""

from dataclasses import replace
from datetime import datetime

import pytest

from assessment.instruments.loader import load_library
from assessment.report.documents.college.lines import Dots
from assessment.report.documents.college.questions import QUESTIONS, Told, choose_questions
from assessment.report.documents.college.sheet import Together, compose_page, compose_sheet
from assessment.report.fingerprint import content_hash
from assessment.report.pdf.report import render_pdf
from assessment.services.moments import AMSTERDAM
from tests.report.pdf.checkers import page_validation, verapdf
from tests.report.pdf.reading import read

SCENES = load_library().dilemmas.dilemmas
NOBODY = Dots({}, {})
TOLD = Told(close=("vrijheid",), apart=("nut", "empathie"), often=("KOE",), missing=("BRU", "HOE"))
TOGETHER = Together(
    name="College van Tiel",
    members=5,
    left=0,
    joined=False,
    told=TOLD,
    tells_styles=True,
    dots={
        "A": Dots({-2: ("Noor",), 0: ("Els",)}, {}),
        "B": Dots({1: ("Noor", "Els")}, {}),
        "C": Dots({0: ("Noor", "Els")}, {}),
    },
    pictured_at=datetime(2027, 1, 8, 14, 30, tzinfo=AMSTERDAM),
)
FULL = replace(
    TOGETHER,
    members=10,
    told=Told(
        close=("vrijheid", "rechtvaardigheid", "loyaliteit"),
        apart=("hierarchie", "empathie", "continuiteit", "kwaliteit", "nut"),
        often=("KOE", "VER", "AMS"),
        missing=("BRU", "HOE", "WAA"),
    ),
    dots={
        axis: Dots({-1: tuple(f"Lid met een naam {n}" for n in range(6))}, {0: 4}) for axis in "ABC"
    },
)


def words(report):
    return " ".join(str(report).split())


def test_the_page_says_which_styles_are_there_often_and_which_are_missing(value_map):
    often, *missing = compose_page(TOGETHER, value_map, SCENES).section("stijlen").blocks[0].texts

    assert often.startswith("Koersbepaler: daar heeft minstens de helft een voorkeur voor.")
    assert [line.split(":")[0] for line in missing] == ["Bruggenbouwer", "Hoeder"]


def test_the_page_says_where_values_lie_together_and_apart_and_leaves_virtues_out(value_map):
    close, apart = compose_page(TOGETHER, value_map, SCENES).section("waarden").blocks[0].texts

    assert close.startswith("Dicht bij elkaar: vrijheid.")
    assert "empathie" in apart
    assert "nut" in apart
    assert "puurheid" in words(
        compose_page(TOGETHER, value_map, SCENES).section("waarden").blocks[1]
    )


def test_without_dots_there_is_no_figure_and_it_says_why(value_map):
    bare = replace(TOGETHER, dots=dict.fromkeys("ABC", NOBODY))

    page = compose_page(bare, value_map, SCENES)

    assert page.figures == ()
    assert "Dan tekenen we er geen." in words(page)


def test_with_nothing_to_tell_it_says_so_and_after_two_left_it_says_why_things_are_gone(value_map):
    nothing = replace(TOGETHER, told=Told())
    assert "Geen stijl komt duidelijk vaak voor" in words(compose_page(nothing, value_map, SCENES))
    assert "Van geen cluster" in words(compose_page(nothing, value_map, SCENES))

    two = words(compose_page(replace(nothing, left=2), value_map, SCENES))
    assert "Geen stijl komt duidelijk vaak voor" not in two
    assert "Daarom staat hier niet meer welke stijl vaak voorkomt" in two
    assert "Daarom staat hier niet meer waar jullie waarden uiteen liggen" in two


def test_where_words_would_give_somebody_away_it_says_why_there_are_none(value_map):
    [why] = (
        compose_page(replace(TOGETHER, tells_styles=False), value_map, SCENES)
        .section("stijlen")
        .blocks
    )

    assert "Daarom staat hier niets." in why.text


def test_the_figure_and_its_table_say_the_same(value_map):
    [figure] = compose_page(TOGETHER, value_map, SCENES).figures

    assert "Koersbepaler, duidelijk: Noor" in figure.alt
    assert ("Hoe kom je tot een besluit? Koersbepaler, duidelijk", "Noor") in figure.table.rows
    assert figure.data.lines[0].zones[0].names == ("Noor",)


# Questions


def test_there_are_always_ten_questions_and_what_the_picture_shows_comes_first(value_map):
    asked = choose_questions(TOLD, value_map, SCENES)

    assert len(asked) == len(set(asked)) == 10
    assert "bruggenbouwer" in asked[0]  # missing, while its opposite is often there
    assert QUESTIONS.tables["missing"]["BRU"] in asked
    assert QUESTIONS.tables["apart"]["nut"] in asked
    plain = choose_questions(Told(), value_map, SCENES)
    assert plain[:-1] == QUESTIONS.listed("always.questions")[:9]
    assert SCENES[0].scene in plain[-1]


def test_the_last_question_is_a_dilemma_about_what_lies_apart(value_map):
    for scene in SCENES:
        both = tuple(value_map.cluster_of[one].id for one in (scene.first, scene.second))
        asked = choose_questions(Told(apart=both), value_map, SCENES)[-1]
        chosen = next(one for one in SCENES if one.scene in asked)
        assert {value_map.cluster_of[one].id for one in (chosen.first, chosen.second)} == set(both)


def test_there_is_a_question_for_whatever_a_picture_can_show(value_map):
    tables = QUESTIONS.tables
    for kind in ("missing", "often"):
        assert set(tables[kind]) == {style.id for style in value_map.styles}
    assert set(tables["apart"]) == {c.id for c in value_map.clusters if not c.virtue}
    assert len(tables["always"]["questions"]) >= tables["number"]


# On paper


@pytest.mark.parametrize("together", [TOGETHER, FULL], ids=["usual", "full"])
def test_the_sheet_is_one_page_with_every_question(together, value_map):
    sheet = compose_sheet(together, value_map, SCENES)

    reading = read(render_pdf(sheet))

    pages = {page for node in reading.tree.walk() for page in node.pages}
    assert len(pages) == 1
    for question in choose_questions(together.told, value_map, SCENES):
        assert question in reading.tree.full_text()


def test_the_sheet_is_accessible(value_map):
    pdf = render_pdf(compose_sheet(TOGETHER, value_map, SCENES))

    assert page_validation(pdf) == []
    assert verapdf(pdf) == []
    [figure] = read(pdf).tree.all("Figure")
    assert "Noor" in figure.alt


def test_another_member_gives_another_code(value_map):
    first = content_hash(compose_sheet(TOGETHER, value_map, SCENES))

    assert content_hash(compose_sheet(TOGETHER, value_map, SCENES)) == first
    assert content_hash(compose_sheet(replace(TOGETHER, left=1), value_map, SCENES)) != first


def test_one_cluster_is_told_as_one_and_several_as_several(value_map):
    def lines(**told):
        together = replace(TOGETHER, told=Told((), (), (), ()) if not told else Told(**told))
        return words(compose_page(together, value_map, SCENES).section("waarden"))

    one = lines(close=("vrijheid",), apart=("nut",), often=(), missing=())
    several = lines(
        close=("vrijheid", "kwaliteit"), apart=("nut", "empathie"), often=(), missing=()
    )

    assert one.count("Dit cluster") == 2
    assert "Deze clusters" not in one
    assert several.count("Deze clusters") == 2
    assert "Dit cluster" not in several
