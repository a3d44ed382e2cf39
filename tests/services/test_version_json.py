"""Records to JSON and back: the same record, whatever is in it, and nothing of another format."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from assessment.services.version_json import read_record, write_record


@dataclass(frozen=True)
class Part:
    day: date
    sizes: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Whole:
    name: str
    number: int | None
    share: float
    counts: Mapping[str, int]
    parts: Mapping[str, Part]
    first: Part | None = None


PART = Part(date(2026, 11, 23), ((1, 2), (), (3,)))
WHOLE = Whole("België", None, 0.1 + 0.2, {"starter": 3}, {"POL1": PART}, PART)


def test_a_record_comes_back_equal_with_dates_tuples_and_records_inside():
    table = write_record(WHOLE, format="whole/1")

    assert read_record(Whole, table, format="whole/1") == WHOLE
    assert table == {
        "format": "whole/1",
        "name": "België",
        "number": None,
        "share": 0.30000000000000004,
        "counts": {"starter": 3},
        "parts": {"POL1": {"day": "2026-11-23", "sizes": [[1, 2], [], [3]]}},
        "first": {"day": "2026-11-23", "sizes": [[1, 2], [], [3]]},
    }


def test_what_may_be_absent_keeps_its_default():
    table = write_record(WHOLE, format="whole/1")
    del table["first"]

    assert read_record(Whole, table, format="whole/1").first is None


def test_another_format_is_refused():
    with pytest.raises(ValueError, match="whole/1"):
        read_record(Whole, write_record(WHOLE, format="whole/1"), format="whole/2")


@pytest.mark.parametrize("change", [{"extra": 1}, {"name": ...}])
def test_a_field_too_many_or_too_few_is_refused(change):
    table = write_record(WHOLE, format="whole/1") | change
    kept = {name: value for name, value in table.items() if value is not ...}

    with pytest.raises(TypeError):
        read_record(Whole, kept, format="whole/1")
