"""Read JSON that a person hands over: refuse what is not one clean object, and say why."""

import json
from typing import Any

from assessment.wording import say, short, type_message

MAX_BYTES = 1_000_000


class InputError(ValueError):
    """Input that cannot be used, with every reason why; each names the place and the remedy."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _DuplicateKey(ValueError):
    pass


def read_json_object(data: bytes) -> dict[str, Any]:
    """Return the JSON object in ``data``; raise InputError for anything else."""
    if len(data) > MAX_BYTES:
        raise InputError([say("answers.too_large", size=len(data), limit=MAX_BYTES)])
    try:
        table = json.loads(data.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise InputError([say("answers.not_utf8", byte=error.start)]) from error
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise InputError([say("answers.not_json", **place)]) from error
    except _DuplicateKey as error:
        raise InputError([say("answers.duplicate", key=short(error))]) from error
    except (RecursionError, ValueError) as error:
        raise InputError([say("answers.too_deep")]) from error
    if not isinstance(table, dict):
        raise InputError([type_message("bestand", table, "object")])
    return table


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, value in pairs:
        if key in table:
            raise _DuplicateKey(key)
        table[key] = value
    return table


def _refuse(constant: str) -> None:
    raise json.JSONDecodeError(constant, constant, 0)
