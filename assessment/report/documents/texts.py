"""The sentences of one document: a TOML file of its own beside that of the report."""

from functools import cache
from typing import Any

from assessment.report.composition import texts
from values.facts import with_facts
from values.toml_reading import read_toml


@cache
def table(document: str) -> dict[str, Any]:
    """Return the content file of ``document``, with its facts filled in."""
    filled: dict[str, Any] = with_facts(read_toml(texts.CONTENT.with_name(f"{document}.toml")))
    return filled


def say(document: str, key: str, /, **values: Any) -> str:
    """Return the sentence at ``section.name`` of ``document`` with ``values`` filled in."""
    section, name = key.split(".")
    return str(table(document)[section][name]).format(**values)


def listed(document: str, key: str) -> tuple[Any, ...]:
    """Return the list at ``section.name`` of ``document``."""
    section, name = key.split(".")
    return tuple(table(document)[section][name])
