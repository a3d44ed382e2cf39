"""The shipped instruments keep every rule and follow the blueprint."""

import re
from collections import Counter
from itertools import combinations

import pytest

from assessment.instruments import checks, load_library
from assessment.instruments.loader import CONTENT, newest_version
from assessment.instruments.others_file import OTHERS
from assessment.instruments.statement_checks import OWN_WORDINGS
from values import INSTRUMENTS, PARTS, PHASES


def test_the_shipped_instruments_have_no_problems(library, value_map):
    assert checks.problems(library, value_map) == []
    assert load_library() == library


def test_two_statements_measure_each_value_and_four_or_more_each_competency(library, value_map):
    items = library.gedrag.items

    assert len(items) == 78
    assert Counter(item.value for item in items) == dict.fromkeys(value_map.values, 2)
    for competency in value_map.competency:
        levels = [item.level for item in items if item.competency == competency]
        assert len(levels) >= 4
        assert set(levels) == {1, 2, 3, 4}, competency


def test_the_bank_has_four_extra_statements_for_each_competency_one_at_each_level(
    library, value_map
):
    assert len(library.gedrag.extra) == 64
    for competency in value_map.competency:
        items = library.gedrag.extra_of(competency)
        assert [item.level for item in items] == [1, 2, 3, 4], competency
        assert [item.id for item in items] == [f"{competency.lower()}-x{n}" for n in range(1, 5)]


def test_no_statement_nearly_repeats_another(library):
    """Two statements that share most of their longer words ask the same thing twice."""
    asked = [(i.id, long_words(i.text)) for i in (*library.gedrag.items, *library.gedrag.extra)]
    for (one, words), (other, others) in combinations(asked, 2):
        shared = len(words & others) / min(len(words), len(others))
        assert shared < 0.75 or len(words & others) < 3, (one, other, words & others)


def long_words(text):
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 4}


def test_an_extra_statement_fits_who_holds_no_office(library):
    """Raad, college, fractie and portefeuille are of the office; each has another wording."""
    office = (
        r"\b(raad|college|fractie|portefeuilles?|burgemeester|inwoners|secretaris|medewerker)\b"
    )
    for item in library.gedrag.extra:
        assert not re.search(office, item.wording("aspirant")), item.id


def test_a_first_step_fits_who_holds_no_office(library):
    """Raad, college, fractie and portefeuille are of the office; each has another step."""
    office = r"\b(college|fractie|portefeuille|ambtenaren|medewerkers|inwoner|inwoners|oppositie)\b"
    for item in library.gedrag.items:
        assert not re.search(office, item.begin("aspirant")), item.id


def test_a_first_step_is_of_one_sentence_that_says_what_to_do(library):
    for item in library.gedrag.items:
        assert len(item.step.split()) <= 22, item.id
        assert not item.step or item.step[0].isupper() and item.step.endswith((".", "?")), item.id


def test_statements_ask_for_one_act_of_at_most_twenty_words(library):
    """Two halves joined by "en" that each hold an act of the person are two questions in one."""
    for item in (*library.gedrag.items, *library.gedrag.extra):
        for text in (item.text, *(getattr(item, name) for name in OWN_WORDINGS)):
            assert len(text.split()) <= 20, item.id
            assert not re.search(r"\ben (ik|laat|vraag|zeg|geef|maak)\b", text), item.id


def test_statements_do_not_all_begin_alike(library):
    """Many that begin with Als or Bij read as a drone; a third is where it stops."""
    for items in (library.gedrag.items, library.gedrag.extra):
        openings = [item.text.split()[0] for item in items]
        assert openings.count("Als") + openings.count("Bij") <= len(items) / 3


def test_the_conception_of_a_statement_is_one_of_its_own_value(library, value_map):
    for item in library.gedrag.items:
        cluster, name = item.opvatting.split(", ")[1:3]
        assert name == value_map.values[item.value].name, item.id
        assert cluster == value_map.cluster_of[item.value].name, item.id


def test_every_statement_rests_on_the_indicator_of_its_own_level(library):
    for item in library.gedrag.items:
        assert item.indicator.startswith(f"{item.competency} N{item.level}"), item.id


def test_stijl_has_24_pairs_6_switching_items_and_3_scenarios(library):
    stijl = library.stijl

    assert (len(stijl.pairs), len(stijl.switching), len(stijl.scenarios)) == (24, 6, 3)
    assert len(stijl.items) == 33
    assert Counter(p.axis for p in stijl.pairs) == {"A": 8, "B": 8, "C": 8}
    assert Counter((p.axis, p.first_pole) for p in stijl.pairs) == dict.fromkeys(
        [(axis, pole) for axis in "ABC" for pole in (1, 2)], 4
    )


def test_waardenkeuze_has_twenty_designs_that_differ(library):
    designs = library.waardenkeuze.designs

    assert len(designs) == 20
    assert len({tuple(item.values for item in sets) for sets in designs}) == 20
    for sets in designs:
        assert [item.id for item in sets] == [f"set-{n}" for n in range(1, 33)]


def test_the_numbers_of_the_scoring_are_those_of_the_design(library):
    gedrag, stijl = library.gedrag.scoring, library.stijl.scoring
    choices = library.waardenkeuze.scoring

    assert (gedrag.prior_sd, gedrag.prior_df, gedrag.direct_share) == (20, 20, 0.6)
    assert (gedrag.minimum_answered, gedrag.minimum_own, gedrag.minimum_value) == (3, 1, 3)
    assert (stijl.minimum_answered, stijl.prior_sd, stijl.prior_df) == (6, 50, 8)
    assert (stijl.balanced_below, stijl.clear_above) == (20, 50)
    assert (choices.cluster_variance, choices.value_variance) == (1.5, 2.5)
    assert (choices.scales, choices.scale_spread) == ((0.05, 0.15, 0.45, 1.35, 4, 12), 1.6)
    assert (choices.own_top, choices.leading_from, choices.leading_most) == (10, 0.8, 7)
    assert (choices.above_from, choices.gap_from) == (0.95, 0.95)
    assert choices.stop_after == 24


@pytest.mark.parametrize(
    ("score", "band"),
    [(0, "in-ontwikkeling"), (39.99, "in-ontwikkeling"), (40, "op-weg"), (59.99, "op-weg"),
     (60, "stevig"), (79.99, "stevig"), (80, "sterk"), (100, "sterk")],
)  # fmt: skip
def test_a_score_falls_in_the_band_that_begins_at_or_below_it(score, band, library):
    assert library.gedrag.scoring.band(score) == band


def test_after_24_sets_every_value_was_shown_about_three_times(library, value_map):
    """The person may stop after 24 of 32 sets, three quarters of the four showings."""
    for sets in library.waardenkeuze.designs:
        shown = Counter(v for item in sets[:24] for v in item.values)
        assert set(shown) == set(value_map.values)
        assert 2 <= min(shown.values()) <= max(shown.values()) <= 4


def test_an_aspirant_gets_the_intake_and_the_others_the_verdieping(library):
    for phase in PHASES:
        expected = "intake" if phase == "aspirant" else "verdieping"
        assert library.instrument_id("verdieping", phase) == expected
        assert library.instrument("verdieping", phase).header.id == expected
        assert set(library.versions(phase)) == {"gedrag", "stijl", "waardenkeuze", expected}
        assert library.versions(phase)[expected] == newest_version(expected)


def test_every_phase_gets_questions_of_its_own(library):
    asked = {
        phase: {q.id for q in library.instrument("verdieping", phase).items_for(phase, 1)}
        for phase in PHASES
    }

    assert len({frozenset(ids) for ids in asked.values()}) == len(PHASES)
    verdieping = {q.id for q in library.verdieping.items}
    assert verdieping == set().union(*(asked[phase] for phase in PHASES if phase != "aspirant"))


def test_the_whole_takes_about_half_an_hour(library):
    for phase in PHASES:
        minutes = sum(library.instrument(part, phase).header.minutes for part in PARTS)
        assert 28 <= minutes <= 36


def test_every_instrument_file_is_one_that_is_asked():
    files = {path.name for path in CONTENT.glob("*.toml")}

    assert files >= {f"{name}.v{newest_version(name)}.toml" for name in INSTRUMENTS}
    assert {name.split(".")[0] for name in files} == {*INSTRUMENTS, OTHERS}
