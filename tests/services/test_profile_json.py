import json

import pytest

from assessment.json_reading import InputError
from assessment.scoring import score
from assessment.services.profile_json import profile_from_json, profile_to_json
from assessment.services.simulating import simulate
from tests import make


@pytest.fixture(scope="module")
def profile(content):
    library, value_map = content.library, content.value_map
    person = simulate(3, library, value_map, phase="zittend", office="wethouder")
    return score(person, library, value_map)


def test_a_profile_comes_back_from_json_exactly(profile):
    assert profile_from_json(json.loads(json.dumps(profile_to_json(profile)))) == profile


def test_a_profile_without_any_answer_is_all_null_and_comes_back(content):
    empty = score(make.answers(content.library), content.library, content.value_map)

    table = json.loads(json.dumps(profile_to_json(empty)))

    assert set(table["competencies"].values()) == {None}
    assert set(table["values"].values()) == {None}
    assert profile_from_json(table).competencies == empty.competencies


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": "bop-profile/2"}, "bop-profile/1"),
        ({"format": None}, "bop-profile/1"),
        ({"competencies": None}, "volledig profiel"),
        ({"competencies": {"POL1": {"score": 1}}}, "se"),
        ({"importance": []}, "volledig profiel"),
    ],
)
def test_what_is_no_profile_is_refused_with_the_reason(profile, change, told):
    with pytest.raises(InputError) as refused:
        profile_from_json({**profile_to_json(profile), **change})

    assert told in refused.value.problems[0]


def test_a_missing_field_is_named(profile):
    table = profile_to_json(profile)
    del table["clusters"]

    with pytest.raises(InputError, match="clusters"):
        profile_from_json(table)
