"""The catalogue that a desk edits as a table, and as TOML.

It is what ``content/catalogue.toml`` has, with the contacts and who is advised what.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields
from typing import Any

from assessment.plan.checks import CATALOGUE
from assessment.plan.model import Catalogue, Contact, Note, Programme
from assessment.plan.offer_advice import tabulate_advice
from assessment.plan.problems import say
from values import ContentError

MOST_CHARACTERS = 400_000
DEEPEST = 16  # tables in each other, in one key; what we write has two
# Texts and comments, so that a point outside them stands in a number or between parts of a key.
_TEXT = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\Z)|"(?:[^"\\\n]|\\[^\n])*+"?|#[^\n]*+'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)|'[^'\n]*+'?",
    re.DOTALL,
)
_DEEP_KEY = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{DEEPEST}}}")
_TABLES = ("programmes", "payment", "contacts", "wishes", "phases")


def tabulate_offer(catalogue: Catalogue) -> dict[str, Any]:
    """Return everything that a desk edits as plain tables; what nobody filled in is left out."""
    return {
        "version": catalogue.version,
        "checked": catalogue.checked,
        "programmes": [tabulate_entry(programme) for programme in catalogue.programmes],
        "payment": [tabulate_entry(note) for note in catalogue.payment],
        **tabulate_rest(catalogue),
    }


def tabulate_rest(catalogue: Catalogue) -> dict[str, Any]:
    """Return what ``catalogue.toml`` has not: the contacts and who is advised what."""
    contacts = [tabulate_entry(contact) for contact in catalogue.contacts]
    return {"contacts": contacts, **tabulate_advice(catalogue)}


def tabulate_entry(entry: Programme | Note | Contact) -> dict[str, Any]:
    """Return one entry as a plain table, without what has its usual value."""
    told = {field.name: _plain(getattr(entry, field.name)) for field in fields(entry)}
    usual = {field.name: _usual(field) for field in fields(entry)}
    return {name: value for name, value in told.items() if value != usual[name]}


def write_offer(table: Mapping[str, Any]) -> str:
    """Return the table as TOML: a line for each field, lists and weights on one line.

    Of a table that does not fit what can be written is there, so that it can be mended.
    """
    told = {name: table[name] for name in ("version", "checked") if table.get(name) is not None}
    lines = [f"{name} = {_write(value)}" for name, value in told.items()]
    for name in _TABLES:
        entries = table.get(name)
        for entry in entries if isinstance(entries, list) else ():
            lines += ["", f"[[{name}]]", *_write_fields(entry)]
    return "\n".join(lines) + "\n"


def read_offer_text(text: str) -> dict[str, Any]:
    """Return the table in a TOML text; ContentError when it is none, too large, or too deep.

    A key of many parts costs tomllib time and memory that grow with the square of their number.
    """
    if len(text) > MOST_CHARACTERS:
        raise ContentError([say("offer.too_large", file=CATALOGUE, most=MOST_CHARACTERS)])
    if _DEEP_KEY.search(_TEXT.sub("a", text)):
        raise ContentError([say("offer.too_deep", file=CATALOGUE, most=DEEPEST)])
    try:
        table = tomllib.loads(text)
        repr(table)  # what cannot be written, no problem can quote and no draft can hold
    except (ValueError, RecursionError) as error:  # no TOML, or a number of thousands of digits
        raise ContentError([_tell_place(str(error))]) from error
    return table


def _write_fields(entry: Any) -> list[str]:
    fields = entry.items() if isinstance(entry, Mapping) else ()
    return [f"{_key(key)} = {_write(each)}" for key, each in fields if each is not None]


def _tell_place(problem: str) -> str:
    """Return where a text stops being TOML; the parser tells the rest in English."""
    place = re.search(r"line (\d+), column (\d+)", problem)
    if place is None:
        return say("offer.not_toml", file=CATALOGUE)
    return say("offer.not_toml_there", file=CATALOGUE, line=place[1], column=place[2])


def _usual(field: "Field[Any]") -> Any:
    if field.default_factory is not MISSING:
        return _plain(field.default_factory())
    return _plain(field.default)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def _write(value: Any) -> str:
    """Return a value as TOML has it; a text as JSON writes it, which is TOML too."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        told = ", ".join(f"{_key(key)} = {_write(each)}" for key, each in value.items())
        return f"{{ {told} }}" if told else "{}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_write, value))}]"
    if isinstance(value, int):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")


def _key(key: str) -> str:
    is_bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if is_bare else json.dumps(key, ensure_ascii=False)
