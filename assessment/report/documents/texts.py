"""The sentences of one document: a TOML file of its own beside that of the report."""

from functools import cache
from typing import Any

from assessment.report.composition.texts import TEXTS
from assessment.texts import Texts


def say(document: str, key: str, /, **values: Any) -> str:
    """Return the sentence at ``section.name`` of ``document`` with ``values`` filled in."""
    return texts_of(document).say(key, **values)


def listed(document: str, key: str) -> tuple[str, ...]:
    """Return the list at ``section.name`` of ``document``."""
    return texts_of(document).listed(key)


def table(document: str) -> dict[str, Any]:
    """Return the content file of ``document``."""
    return texts_of(document).tables


@cache
def texts_of(document: str) -> Texts:
    """Return the texts of ``document``."""
    return Texts(TEXTS.file.with_name(f"{document}.toml"))
