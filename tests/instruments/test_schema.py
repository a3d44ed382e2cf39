"""The JSON Schemas that ship with the package agree with the content, the writer and the reader."""

import copy
import json
from dataclasses import replace
from datetime import date

import jsonschema
import pytest

from assessment.instruments import read_answers, write_answers
from assessment.instruments.answers_file import FORMAT, MAX_NAME, REQUIRED
from assessment.instruments.loader import CONTENT
from assessment.json_reading import InputError
from assessment.scoring import score
from assessment.services.profile_json import profile_from_json, profile_to_json
from assessment.services.simulating import simulate
from tests.people import someone
from values import PHASES, CalibrationGroup, NormGroup, Placement

SCHEMAS = CONTENT.parent / "schemas"


def schema(name):
    return json.loads((SCHEMAS / f"bop-{name}-1.schema.json").read_text(encoding="utf-8"))


def validator(name):
    return jsonschema.Draft202012Validator(schema(name))


ANSWERS, PROFILE = validator("answers"), validator("profile")


def plain(table):
    return json.loads(json.dumps(table))


def problems(schema, table):
    """Tell where a table does not fit its schema, and why."""
    return [f"{error.json_path}: {error.message}" for error in schema.iter_errors(table)]


@pytest.mark.parametrize("name", ["answers", "profile"])
def test_the_schemas_are_schemas(name):
    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert schema(name)["title"] == f"bop-{name}/1"


@pytest.mark.parametrize("phase", PHASES)
def test_simulated_answers_and_their_profile_are_valid(phase, library, value_map):
    for seed in range(4):
        person = simulate(seed, library, value_map, phase=phase, office="wethouder")
        assert problems(ANSWERS, plain(write_answers(person))) == []
        assert problems(PROFILE, plain(profile_to_json(score(person, library, value_map)))) == []


def test_nothing_answered_is_valid_too(library, value_map):
    nobody = someone.answers(library)

    assert problems(ANSWERS, plain(write_answers(nobody))) == []
    assert problems(PROFILE, plain(profile_to_json(score(nobody, library, value_map)))) == []


def test_a_profile_without_waardenkeuze_or_with_few_statements_is_valid(library, value_map):
    person = simulate(1, library, value_map, phase="zittend", office="wethouder")
    some = {key: x for key, x in person.gedrag.items() if key.startswith("pol")}

    for fewer in (
        replace(person, sets={}),
        replace(person, gedrag=some),
        replace(person, stijl={}),
    ):
        assert problems(PROFILE, plain(profile_to_json(score(fewer, library, value_map)))) == []


def test_the_ids_in_the_answers_schema_are_those_of_the_content(library, value_map):
    table = schema("answers")
    parts, top = table["$defs"], table["properties"]

    assert parts["gedrag"]["propertyNames"]["enum"] == [i.id for i in library.gedrag.items]
    assert parts["stijl"]["propertyNames"]["enum"] == [i.id for i in library.stijl.items]
    assert parts["value"]["enum"] == list(value_map.values)
    assert top["phase"]["enum"] == list(PHASES)
    assert top["office"]["enum"] == [office.id for office in value_map.offered_offices]
    assert top["format"]["const"] == FORMAT
    assert top["name"]["maxLength"] == MAX_NAME
    assert table["required"] == list(REQUIRED)
    for phase in PHASES:
        assert set(library.versions(phase).values()) == {1}
    for name in ("verdieping", "intake"):
        assert parts[name]["properties"] == {
            question.id: expected(question) for question in getattr(library, name).items
        }


def expected(question):
    ids = {"enum": [option.id for option in question.options]}
    return {
        "open": {"type": "string", "maxLength": question.max_length},
        "choice": ids,
        "choices": {"type": "array", "items": ids},
    }[question.kind]


def test_a_profile_with_a_norm_and_a_calibration_is_valid(library, value_map):
    plainly = score(simulate(7, library, value_map, phase="zittend", office="wethouder"),
                    library, value_map)  # fmt: skip
    first, last = date(2026, 1, 5), date(2026, 10, 30)
    placed = replace(
        plainly,
        norm=NormGroup(4, "wethouders", 1450, 700, 320, 290, first, last, last, date(2034, 10, 30),
                       "percentiles", provisional=False),
        calibration=CalibrationGroup(2, 260, first, last, provisional=True),
        placements={"POL1": Placement("stanines", 5, 4, 6, provisional=False)},
        standard_errors={"POL1": "calibration"},
    )  # fmt: skip

    table = plain(profile_to_json(placed))

    assert problems(PROFILE, table) == []
    assert profile_from_json(table) == placed
    for key in ("norm", "calibration", "placements", "standard_errors"):
        assert key not in profile_to_json(plainly)
        assert not PROFILE.is_valid({**table, key: {"x": 1}})


def test_the_ids_in_the_profile_schema_are_those_of_the_vocabulary(value_map):
    table = schema("profile")
    top = table["properties"]

    def keys(part):
        assert part.get("minProperties", len(part["propertyNames"]["enum"])) == len(
            part["propertyNames"]["enum"]
        )
        return part["propertyNames"]["enum"]

    style, importance = top["style"]["properties"], top["importance"]["properties"]
    clusters = [cluster.id for cluster in value_map.clusters]
    assert keys(top["competencies"]) == list(value_map.competency)
    assert keys(top["values"]) == keys(importance["values"]) == list(value_map.values)
    assert keys(top["clusters"]) == keys(importance["clusters"]) == clusters
    assert keys(importance["gaps"]) == clusters
    assert keys(style["axes"]) == keys(style["switching"]) == ["A", "B", "C"]
    assert keys(style["strengths"]) == list(value_map.style)


BAD = {
    "no phase": lambda t: t.pop("phase"),
    "no answers": lambda t: t.pop("answers"),
    "another format": lambda t: t.update(format="bop-answers/2"),
    "an unknown phase": lambda t: t.update(phase="oud"),
    "an unknown office": lambda t: t.update(office="keizer"),
    "an office without texts": lambda t: t.update(office="griffier"),
    "a local time": lambda t: t.update(taken_at="2026-11-23T10:00:00"),
    "no time at all": lambda t: t.update(taken_at="gisteren"),
    "a name that is a number": lambda t: t.update(name=7),
    "a long name": lambda t: t.update(name="x" * 101),
    "simulated in text": lambda t: t.update(simulated="ja"),
    "simulated as a number": lambda t: t.update(simulated=1),
    "an extra field": lambda t: t.update(colour="red"),
    "a wrong version": lambda t: t["instruments"].update(gedrag=2),
    "a version true": lambda t: t["instruments"].update(gedrag=True),
    "an extra instrument": lambda t: t["instruments"].update(intake=1),
    "a missing instrument": lambda t: t["instruments"].pop("stijl"),
    "a missing part": lambda t: t["answers"].pop("stijl"),
    "an extra part": lambda t: t["answers"].update(smaak={}),
    "a part that is a list": lambda t: t["answers"].update(stijl=[]),
    "a rating of 7": lambda t: t["answers"]["gedrag"].update({"bes1-3": 7}),
    "a rating of true": lambda t: t["answers"]["gedrag"].update({"bes1-3": True}),
    "a rating of 2.5": lambda t: t["answers"]["gedrag"].update({"bes1-3": 2.5}),
    "a rating in text": lambda t: t["answers"]["gedrag"].update({"bes1-3": "3"}),
    "a rating of null": lambda t: t["answers"]["gedrag"].update({"bes1-3": None}),
    "an unknown statement": lambda t: t["answers"]["gedrag"].update({"xyz1-1": 3}),
    "a step of 7": lambda t: t["answers"]["stijl"].update({"a-1": 7}),
    "a step nvt": lambda t: t["answers"]["stijl"].update({"a-1": "nvt"}),
    "a step of false": lambda t: t["answers"]["stijl"].update({"a-1": False}),
    "an unknown pair": lambda t: t["answers"]["stijl"].update({"a-99": 1}),
    "design 21": lambda t: t["answers"]["waardenkeuze"].update(design=21),
    "no design": lambda t: t["answers"]["waardenkeuze"].pop("design"),
    "no sets": lambda t: t["answers"]["waardenkeuze"].pop("sets"),
    "set 33": lambda t: t["answers"]["waardenkeuze"]["sets"].update(
        {"set-33": {"best": "lef", "worst": "gezag"}}
    ),
    "a set without worst": lambda t: t["answers"]["waardenkeuze"]["sets"]["set-1"].pop("worst"),
    "an unknown value": lambda t: t["answers"]["waardenkeuze"]["sets"]["set-1"].update(best="moed"),
    "an extra field in a set": lambda t: t["answers"]["waardenkeuze"]["sets"]["set-1"].update(x=1),
    "an open answer of null": lambda t: t["answers"]["verdieping"].update({"energie-bron": None}),
    "a long open answer": lambda t: t["answers"]["verdieping"].update({"energie-bron": "x" * 601}),
    "an unknown choice": lambda t: t["answers"]["verdieping"].update({"ervaring-duur": "eeuwig"}),
    "a choice that is a list": lambda t: t["answers"]["verdieping"].update({"ervaring-duur": []}),
    "choices that are text": lambda t: t["answers"]["verdieping"].update(
        {"ervaring-scholing": "opleiding"}
    ),
    "a question of the intake": lambda t: t["answers"]["verdieping"].update(
        {"beweegreden-nu": "Daarom."}
    ),
    "the phase of another set of questions": lambda t: t.update(phase="aspirant"),
}


@pytest.fixture(scope="module")
def good(library, value_map):
    person = simulate(2, library, value_map, phase="zittend", office="wethouder")
    return plain(write_answers(person))


@pytest.mark.parametrize("name", BAD)
def test_schema_and_reader_both_refuse(name, good, library, value_map):
    table = copy.deepcopy(good)
    BAD[name](table)

    assert not ANSWERS.is_valid(table)
    with pytest.raises(InputError):
        read_answers(json.dumps(table).encode(), library, value_map)


FINE = {
    "not simulated": lambda t: t.update(simulated=False),
    "nothing about simulated": lambda t: t.pop("simulated"),
    "without a name": lambda t: t.pop("name"),
    "nothing answered": lambda t: t["answers"].update(gedrag={}, stijl={}, verdieping={}),
    "no sets": lambda t: t["answers"]["waardenkeuze"].update(sets={}),
    "universal time": lambda t: t.update(taken_at="2026-11-23T09:00:00Z"),
    "without seconds": lambda t: t.update(taken_at="2026-11-23T10:00+01:00"),
    "fractions of a second": lambda t: t.update(taken_at="2026-11-23T10:00:00.125+01:00"),
    "not experienced": lambda t: t["answers"]["gedrag"].update({"bes1-3": "nvt"}),
    "an empty open answer": lambda t: t["answers"]["verdieping"].update({"energie-bron": ""}),
    "no choices": lambda t: t["answers"]["verdieping"].update({"ervaring-scholing": []}),
}


@pytest.mark.parametrize("name", FINE)
def test_schema_and_reader_both_accept(name, good, library, value_map):
    table = copy.deepcopy(good)
    FINE[name](table)

    assert problems(ANSWERS, table) == []
    assert read_answers(json.dumps(table).encode(), library, value_map).phase == table["phase"]


BAD_PROFILES = {
    "no format": lambda t: t.pop("format"),
    "a missing competency": lambda t: t["competencies"].pop("POL1"),
    "a renamed competency": lambda t: t["competencies"].update(POL9=t["competencies"].pop("POL1")),
    "a score above 100": lambda t: t["competencies"]["POL1"].update(score=100.1),
    "a standard error of 0": lambda t: t["competencies"]["POL1"].update(se=0),
    "an estimate without interval": lambda t: t["clusters"]["nut"].pop("low"),
    "a value without accent": lambda t: t["values"]["lef"].pop("style_accent"),
    "an axis below -100": lambda t: t["style"]["axes"]["A"].update(low=-101),
    "six visible values": lambda t: t.update(most_visible=list(t["values"])[:6]),
    "a group of another name": lambda t: t["importance"]["values"]["lef"].update(group="top"),
    "a missing importance": lambda t: t["importance"]["values"].pop("lef"),
    "a gap in words": lambda t: t["importance"]["gaps"]["nut"].update(named="ja"),
    "three priority values": lambda t: t["priority"].pop(),
}


@pytest.fixture(scope="module")
def good_profile(library, value_map):
    person = simulate(2, library, value_map, phase="zittend", office="wethouder")
    return plain(profile_to_json(score(person, library, value_map)))


@pytest.mark.parametrize("name", BAD_PROFILES)
def test_the_profile_schema_refuses(name, good_profile):
    table = copy.deepcopy(good_profile)
    BAD_PROFILES[name](table)

    assert PROFILE.is_valid(good_profile)
    assert not PROFILE.is_valid(table)
