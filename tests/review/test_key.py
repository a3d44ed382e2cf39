"""The key holds all that is needed to read the forms, and cannot be changed unseen."""

import json

import pytest

from assessment.json_reading import InputError
from review.key import read_key, write_key


def test_a_key_gives_the_forms_back(forms):
    assert read_key(write_key(forms), "sleutel.json") == forms


def test_a_key_in_which_something_was_changed_is_refused(forms):
    table = json.loads(write_key(forms))
    table["sorting"]["statements"][0]["value"] = "lef"

    with pytest.raises(InputError, match=r"sleutel.json: .* na het maken veranderd"):
        read_key(json.dumps(table).encode(), "sleutel.json")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda table: table.pop("format"),
        lambda table: table.pop("sorting"),
        lambda table: table.update(sorting=[]),
        lambda table: table["sorting"]["statements"][0].pop("text"),
        lambda table: table["desirability"]["sentences"][0].update(pole="x"),
    ],
)
def test_a_file_that_is_no_key_is_refused_with_where_to_find_one(forms, spoil):
    table = json.loads(write_key(forms))
    spoil(table)

    with pytest.raises(InputError, match=r"x.json: dit is geen sleutel .* geef"):
        read_key(json.dumps(table).encode(), "x.json")
