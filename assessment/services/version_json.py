"""A record to JSON and back: what the versions of every kind are kept and shown as.

A record is a frozen dataclass of numbers, texts, dates, tuples, mappings and other records. Its
type hints say how JSON is read back, so that a new kind needs no code of its own here.
"""

import json
from collections.abc import Hashable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def write_record(record: Any, *, format: str) -> dict[str, Any]:
    """Return a record as a JSON object that names its format, such as "bop-norm/1".

    Numbers keep their full precision; a date is written as in 2026-11-23, a tuple as a list.

    Examples
    --------
    >>> from assessment.norms.norm_table import NormRow
    >>> write_record(NormRow(50.0, 2, 3, 40.0, 4.5), format="row/1")["percentile"]
    40.0
    """
    text = json.dumps({"format": format, **asdict(record)}, default=date.isoformat)
    return dict(json.loads(text))


def read_record(kind: type[T], table: Mapping[str, Any], *, format: str) -> T:
    """Return the record of a dataclass that `write_record` wrote, equal to what it was.

    Raises
    ------
    ValueError
        If the table has another format.
    TypeError
        If a field is missing, or one too many is there.
    """
    if table["format"] != format:
        raise ValueError(table["format"])
    fields = {name: value for name, value in table.items() if name != "format"}
    return _read_fields(kind, fields)


def _read_fields(kind: type[T], table: Mapping[str, Any]) -> T:
    hints = _hints_of(cast(Hashable, kind))
    return kind(**{name: _read_value(hints.get(name), value) for name, value in table.items()})


@cache
def _hints_of(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _read_value(hint: Any, value: Any) -> Any:
    """Return a value from JSON as its type hint says."""
    if value is None:
        return None
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _read_value(next(option for option in inside if option is not type(None)), value)
    if origin is tuple:  # of any length, and all of one type
        return tuple(_read_value(inside[0], item) for item in value)
    if origin is Mapping:
        return {key: _read_value(inside[1], item) for key, item in value.items()}
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return _read_fields(hint, value)
    return value
