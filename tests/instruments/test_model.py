"""What an instrument can tell about itself: wording per phase, rotation, pages."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.instruments.order import page_count, rotated
from tests import make


def test_who_leaves_or_left_reads_the_past_tense_where_there_is_one(library):
    statement = replace(library.gedrag.items[0], text="Ik doe.", text_vertrekkend="Ik deed.")
    header = replace(make.header("gedrag"), lead="Hoe vaak?", lead_vertrekkend="Hoe vaak toen?")

    assert statement.wording("vertrekkend") == statement.wording("oud-wethouder") == "Ik deed."
    assert statement.wording("zittend") == "Ik doe."
    assert replace(statement, text_vertrekkend="").wording("vertrekkend") == "Ik doe."
    assert header.leading("vertrekkend") == "Hoe vaak toen?"
    assert header.leading("starter") == "Hoe vaak?"


def test_who_left_is_introduced_to_the_time_in_office_and_not_to_the_last_months(library):
    header = library.gedrag.header

    assert "afgelopen drie maanden" in header.introducing("zittend")
    for phase in ("vertrekkend", "oud-wethouder"):
        assert "afgelopen" not in header.introducing(phase)
        assert "ambt" in header.introducing(phase)


def test_a_first_step_has_another_form_for_who_considers_the_office(library):
    statement = replace(library.gedrag.items[0], step="Vraag het de raad.",
                        step_aspirant="Vraag het een ander.")  # fmt: skip

    assert statement.begin("starter") == "Vraag het de raad."
    assert statement.begin("aspirant") == "Vraag het een ander."
    assert replace(statement, step_aspirant="").begin("aspirant") == "Vraag het de raad."


def test_an_aspirant_reads_the_wording_for_aspirants_where_there_is_one(library):
    statement = replace(library.gedrag.items[0], text="Zo.", text_aspirant="Anders.")

    assert statement.wording("aspirant") == "Anders."
    assert statement.wording("zittend") == "Zo."
    assert replace(statement, text_aspirant="").wording("aspirant") == "Zo."


def test_each_half_of_a_pair_has_its_own_wording_for_aspirants(library):
    scenario = replace(
        library.stijl.scenarios[0], situation="In de raad.", first="Een.", second="Twee.",
        situation_aspirant="", first_aspirant="Eén.", second_aspirant="",
    )  # fmt: skip

    assert scenario.wording("starter") == ("In de raad.", "Een.", "Twee.")
    assert scenario.wording("aspirant") == ("In de raad.", "Eén.", "Twee.")


def test_switching_and_leads_follow_the_phase_too(library):
    item = replace(library.stijl.switching[0], text="Zo.", text_aspirant="Anders.")
    header = replace(make.header("gedrag"), lead="Hoe vaak?", lead_aspirant="Hoe vaak nu?")

    assert (item.wording("aspirant"), item.wording("zittend")) == ("Anders.", "Zo.")
    assert (header.leading("aspirant"), header.leading("zittend")) == ("Hoe vaak nu?", "Hoe vaak?")
    assert replace(header, lead_aspirant="").leading("aspirant") == "Hoe vaak?"


@given(seed=st.integers(0, 10**9))
def test_rotation_turns_the_statements_and_loses_none(seed, library):
    items = library.gedrag.items

    turned = rotated(items, seed)

    start = seed % 78
    assert turned == items[start:] + items[:start]


@given(seed=st.integers(0, 10**9))
def test_rotation_keeps_scenarios_and_switching_items_behind_the_pairs(seed, library):
    turned = rotated(library.stijl.items, seed)

    assert sorted(i.id for i in turned) == sorted(i.id for i in library.stijl.items)
    assert [i.kind for i in turned[:24]] == ["pair"] * 24
    assert [i.id for i in turned[24:]] == [i.id for i in library.stijl.items if i.kind != "pair"]


def test_sets_and_questions_are_never_rotated(library):
    for items in (library.waardenkeuze.designs[0], library.verdieping.items, ()):
        assert rotated(items, 5) == items


@pytest.mark.parametrize(("count", "pages"), [(0, 0), (1, 1), (6, 1), (7, 2), (78, 13)])
def test_pages_are_filled_before_a_new_one_begins(count, pages, library):
    assert page_count(library.gedrag.items[:count], 6) == pages
