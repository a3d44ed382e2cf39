"""The report's sentences by key; the Dutch stands in content/texts.toml."""

from functools import cache
from pathlib import Path
from typing import Any

from values.facts import with_facts
from values.toml_reading import read_toml

CONTENT = Path(__file__).parents[1] / "content" / "texts.toml"


def say(key: str, /, **values: Any) -> str:
    """Return the sentence at ``section.name`` with ``values`` filled in; KeyError if unknown."""
    return template(key).format(**values)


def template(key: str) -> str:
    """Return the sentence at ``key`` as it stands in the file, with its facts filled in."""
    return str(_table()[key])


def listed(key: str) -> tuple[str, ...]:
    """Return the list of sentences at ``key``."""
    return tuple(_table()[key])


def keys() -> frozenset[str]:
    """Return every key."""
    return frozenset(_table())


@cache
def _table() -> dict[str, Any]:
    return {
        f"{section}.{name}": text
        for section, named in with_facts(read_toml(CONTENT)).items()
        for name, text in named.items()
    }
