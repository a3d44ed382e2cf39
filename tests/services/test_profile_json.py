"""The profile as JSON: the names of the contract, and an exact way back."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.json_reading import InputError
from assessment.scoring import score
from assessment.services.profile_json import profile_from_json, profile_to_json
from assessment.services.simulating import simulate
from tests.people import someone


@pytest.fixture(scope="module")
def profile(library, value_map):
    person = simulate(7, library, value_map, phase="zittend", office="wethouder")
    return score(person, library, value_map)


def through_text(profile):
    return profile_from_json(json.loads(json.dumps(profile_to_json(profile), allow_nan=False)))


@given(seed=st.integers(0, 10_000), phase=st.sampled_from(["aspirant", "starter", "vertrekkend"]))
def test_a_profile_comes_back_exactly(seed, phase, library, value_map):
    person = simulate(seed, library, value_map, phase=phase, office="wethouder")
    profile = score(person, library, value_map)
    if None in profile.values.values():
        return  # the accents of a value without estimate are not written: see below

    assert through_text(profile) == profile


def test_a_value_without_an_estimate_is_null_and_comes_back_without_accents(library, value_map):
    profile = score(someone.answers(library), library, value_map)

    assert set(profile_to_json(profile)["values"].values()) == {None}
    again = through_text(profile)
    assert again == replace(profile, style_accents=dict.fromkeys(value_map.values, {}))


def test_the_names_are_those_of_the_contract(profile):
    table = profile_to_json(profile)

    assert list(table) == [
        "format", "office", "priority", "competencies", "values", "clusters", "most_visible",
        "least_visible", "style", "importance", "quality", "versions", "likely",
    ]  # fmt: skip
    assert table["format"] == "bop-profile/1"
    assert len(table["competencies"]) == 16
    assert len(table["values"]) == 39
    assert len(table["clusters"]) == 9
    estimate = ["score", "se", "low", "high", "answered", "asked"]
    assert list(table["competencies"]["POL1"]) == estimate
    assert list(table["clusters"]["nut"]) == estimate
    assert list(table["likely"]["POL1"]) == [*estimate, "share", "above"]
    assert {"lef", "nut"} <= table["likely"].keys()
    assert list(table["values"]["lef"]) == [*estimate, "style_accent"]
    assert table["values"]["lef"]["style_accent"] == {"KOE": 2, "VER": 2}
    assert list(table["style"]) == ["axes", "strengths", "switching"]
    assert list(table["style"]["axes"]["A"]) == estimate
    assert list(table["importance"]) == ["values", "clusters", "gaps", "evidence"]
    assert list(table["importance"]["values"]["lef"]) == ["u", "se", "top", "above", "group"]
    assert list(table["importance"]["clusters"]["nut"]) == ["u", "se", "low", "high"]
    assert list(table["importance"]["gaps"]["nut"]) == ["important", "shown", "named"]


def test_a_profile_of_an_older_version_stays_as_it_was_made(profile):
    older = replace(profile, likely={}, versions={**profile.versions, "scoring": 2})
    table = profile_to_json(older)

    assert "likely" not in table
    assert profile_from_json(table) == older
    assert older.likely_score("POL1") == older.competencies["POL1"]


def test_numbers_keep_their_full_precision(profile):
    table = profile_to_json(profile)

    assert table["values"]["lef"]["se"] == profile.values["lef"].se
    assert json.loads(json.dumps(table))["values"]["lef"]["se"] == profile.values["lef"].se


def test_the_same_answers_give_the_same_text(library, value_map):
    person = simulate(3, library, value_map, phase="zittend", office="wethouder")

    one, other = (json.dumps(profile_to_json(score(person, library, value_map))) for _ in range(2))

    assert one == other


def test_writing_does_not_share_tables_with_the_profile(profile):
    table = profile_to_json(profile)
    table["values"]["lef"]["style_accent"]["KOE"] = 9
    table["versions"]["scoring"] = 9

    assert profile.style_accents["lef"]["KOE"] == 2
    assert profile.versions["scoring"] == 3


@pytest.mark.parametrize("given_format", ["bop-profile/2", None, 1])
def test_another_format_is_refused(given_format, profile):
    with pytest.raises(InputError) as refused:
        profile_from_json({**profile_to_json(profile), "format": given_format})

    assert refused.value.problems[0].startswith("format: ")


@pytest.mark.parametrize(
    ("change", "start"),
    [
        (lambda t: t.pop("clusters"), "clusters: ontbreekt"),
        (lambda t: t["competencies"]["POL1"].pop("low"), "low: ontbreekt"),
        (lambda t: t["values"]["lef"].pop("style_accent"), "style_accent: ontbreekt"),
        (lambda t: t.update(values=[]), "bestand: dit is geen volledig profiel"),
        (lambda t: t.update(importance=None), "bestand: dit is geen volledig profiel"),
        (lambda t: t["competencies"].update(POL1=4), "bestand: dit is geen volledig profiel"),
    ],
)
def test_a_broken_profile_is_refused_with_a_reason(change, start, profile):
    table = profile_to_json(profile)
    change(table)

    with pytest.raises(InputError) as refused:
        profile_from_json(table)

    [line] = refused.value.problems
    assert line.startswith(start)
