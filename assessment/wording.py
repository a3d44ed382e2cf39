"""The program's own sentences, by key; the Dutch stands in wording.toml."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from values.facts import with_facts
from values.toml_reading import read_toml

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")  # a word processor pastes \v


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = with_facts(read_toml(Path(__file__).with_suffix(".toml")))
    return table


def say(key: str, /, **values: Any) -> str:
    """Return the sentence at ``section.name`` with ``values`` filled in; KeyError if unknown."""
    section, name = key.split(".")
    return _table()[section][name].format(**values)


def clean_text(text: str) -> str:
    """Return ``text`` in NFC with Unix line ends, without control characters or outer blanks."""
    lines = _LINE_END.sub("\n", text).replace("\t", " ")
    kept = (c for c in lines if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def short(value: Any) -> str:
    """Return ``value`` as JSON tells it, for in a message: on one line, at most 40 characters."""
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = " ".join(clean_text(told).split())
    return text if len(text) <= 40 else text[:37] + "..."


def type_message(place: str, value: Any, expected: str) -> str:
    """Return the sentence that says which type belongs at ``place``."""
    kind = say(f"types.{expected}")
    return say("answers.wrong_type", place=place, value=short(value), expected=kind)
