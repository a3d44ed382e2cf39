"""Read JSON that a person hands over: refuse what is not one clean object, and say why."""

import json
from collections.abc import Iterator
from typing import Any

from assessment.wording import say, short, type_message
from values.problems import tell_first

MAX_BYTES = 1_000_000
MAX_DEPTH = 20  # answers need five levels; deeper is never an honest mistake
MAX_DIGITS = 100


class InputError(ValueError):
    """Input that cannot be used, with every reason why; each names the place and the remedy."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(tell_first(problems)))
        self.problems = problems


class _Duplicate:
    """Stands for the value of a key that came twice, until its place in the file is known."""


class _LongNumber(ValueError):
    pass


def read_json_object(data: bytes) -> dict[str, Any]:
    """Return the JSON object in ``data``; raise InputError for anything else."""
    table = _parse(data)
    duplicates = []
    for place, depth, value in _walk(table):
        if depth > MAX_DEPTH:
            raise InputError([say("answers.too_deep")])
        if isinstance(value, _Duplicate):
            duplicates.append(say("answers.duplicate", key=place))
    if duplicates:
        raise InputError(duplicates)
    if not isinstance(table, dict):
        raise InputError([type_message("bestand", table, "object")])
    return table


def _parse(data: bytes) -> Any:
    if len(data) > MAX_BYTES:
        raise InputError([say("answers.too_large", size=len(data), limit=MAX_BYTES)])
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_mark_duplicates, parse_int=_read_whole_number)
    except UnicodeDecodeError as error:
        raise InputError([say("answers.not_utf8", byte=error.start)]) from error
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise InputError([say("answers.not_json", **place)]) from error
    except _LongNumber as error:
        raise InputError([say("answers.long_number", limit=MAX_DIGITS)]) from error
    except RecursionError as error:
        raise InputError([say("answers.too_deep")]) from error


def _mark_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, value in pairs:
        table[key] = _Duplicate() if key in table else value
    return table


def _read_whole_number(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _LongNumber
    return int(digits)


def _walk(table: Any) -> Iterator[tuple[str, int, Any]]:
    """Yield place, depth and value of everything in ``table``, without recursion."""
    waiting: list[tuple[str, int, Any]] = [("", 0, table)]
    while waiting:
        place, depth, value = waiting.pop()
        yield place, depth, value
        if depth > MAX_DEPTH:
            continue
        if isinstance(value, dict):
            inside = [(f"{place}.{short(key)}".lstrip("."), v) for key, v in value.items()]
        else:
            inside = [(place, v) for v in value] if isinstance(value, list) else []
        waiting += [(where, depth + 1, v) for where, v in reversed(inside)]
