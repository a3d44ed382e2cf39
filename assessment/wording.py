"""The program's own sentences, by key; the Dutch stands in wording.toml."""

import errno
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from assessment.texts import Texts

TEXTS = Texts(Path(__file__).with_suffix(".toml"))
say = TEXTS.say

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")  # a word processor pastes \v


def explain_os_error(error: OSError) -> str:
    """Return in Dutch why a file or folder cannot be used; the system itself says it in English."""
    number = error.errno or 0
    key = f"refused_file.{errno.errorcode.get(number, '')}"
    return say(key) if key in TEXTS else say("refused_file.other", number=number)


def clean_text(text: str) -> str:
    """Return ``text`` in NFC with Unix line ends, without control characters or outer blanks."""
    lines = _LINE_END.sub("\n", text).replace("\t", " ")
    kept = (c for c in lines if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def short(value: Any) -> str:
    """Return ``value`` for use in a message: as JSON, on one line, at most 40 characters."""
    written = (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    )
    text = " ".join(clean_text(written).split())
    return text if len(text) <= 40 else text[:37] + "..."


def type_message(place: str, value: Any, expected: str) -> str:
    """Return the sentence that says which type belongs at ``place``."""
    kind = say(f"types.{expected}")
    return say("answers.wrong_type", place=place, value=short(value), expected=kind)
