"""Listens to what a document says: the key of each sentence, with what was filled in.

Every sentence of a document comes from a text with a key (assessment/texts.py). While somebody
listens, the texts are replaced by ones that note their key each time they are filled in; the
documents notice nothing.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from assessment.report.composition.texts import TEXTS as CHAPTERS
from assessment.report.documents.afspraken.texts import TEXTS as AFSPRAKEN
from assessment.report.documents.anderen.texts import TEXTS as ANDEREN
from assessment.report.documents.bijlage.texts import TEXTS as BIJLAGE
from assessment.report.documents.college.texts import TEXTS as COLLEGE
from assessment.report.documents.gesprekswijzer.texts import TEXTS as GESPREKSWIJZER
from assessment.report.documents.intervisiekaart.texts import TEXTS as INTERVISIEKAART
from assessment.report.documents.logboek.texts import TEXTS as LOGBOEK
from assessment.report.documents.orientatieverslag.texts import TEXTS as ORIENTATIEVERSLAG
from assessment.report.documents.plan.texts import TEXTS as PLAN
from assessment.report.documents.plan_anderen.texts import TEXTS as PLAN_ANDEREN
from assessment.report.documents.praktijkkaart.texts import TEXTS as PRAKTIJKKAART
from assessment.report.documents.verloop.texts import TEXTS as VERLOOP
from assessment.report.documents.volledig.texts import TEXTS as VOLLEDIG
from assessment.report.documents.vrijgave.texts import TEXTS as VRIJGAVE
from assessment.report.documents.waarom_advies.texts import TEXTS as WAAROM_ADVIES
from assessment.report.forms.texts import TEXTS as FORM
from assessment.report.office_profile.texts import TEXTS as OFFICE_PROFILE
from assessment.texts import Texts
from values import PHASES

SOURCES: Mapping[str, Texts] = {
    "chapters": CHAPTERS,
    "plan": PLAN,
    "bijlage": BIJLAGE,
    "plan-anderen": PLAN_ANDEREN,
    "volledig": VOLLEDIG,
    "gesprekswijzer": GESPREKSWIJZER,
    "intervisiekaart": INTERVISIEKAART,
    "orientatieverslag": ORIENTATIEVERSLAG,
    "praktijkkaart": PRAKTIJKKAART,
    "waarom-advies": WAAROM_ADVIES,
    "verloop": VERLOOP,
    "anderen": ANDEREN,
    "vrijgave": VRIJGAVE,
    "afspraken": AFSPRAKEN,
    "logboek": LOGBOEK,
    "college": COLLEGE,
    "form": FORM,
    "office-profile": OFFICE_PROFILE,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as it was said: its key, what was filled in, and the words."""

    key: str
    values: Mapping[str, Any]
    words: str


class _Noted(str):
    """A text that notes each time that it is filled in."""

    key: str
    heard: list[Told]

    def __str__(self) -> str:
        """Return itself: a plain copy would no longer note anything."""
        return self

    def format(self, *_: object, **values: object) -> str:
        """Fill in the text as a plain one, and note it."""
        words = super().format(**values)
        self.heard.append(Told(self.key, values, words))
        return words


def list_keys() -> list[str]:
    """Return every key with a sentence, as ``source.section.name``; phases share the plain key."""
    keys = {
        key
        for source, texts in SOURCES.items()
        for section, named in texts.tables.items()
        for key in _keys_of(source, section, named)
    }
    return sorted({plain_key(key, keys) for key in keys})


def plain_key(key: str, keys: Mapping[str, Any] | set[str]) -> str:
    """Return the key without the phase behind it, when the key without it exists too."""
    for phase in PHASES:
        if (plain := key.removesuffix(f"_{phase}")) != key and plain in keys:
            return plain
    return key


@contextmanager
def note_sentences() -> Iterator[list[Told]]:
    """Yield a list that fills with every sentence said inside."""
    heard: list[Told] = []
    keys = set(list_keys())
    before = {source: texts.tables for source, texts in SOURCES.items()}
    try:
        for source, tables in before.items():
            noted = {s: _note(f"{source}.{s}", named, keys, heard) for s, named in tables.items()}
            SOURCES[source].__dict__["tables"] = noted
        yield heard
    finally:
        for source, tables in before.items():
            SOURCES[source].__dict__["tables"] = tables


def _keys_of(source: str, section: str, named: Any) -> Iterator[str]:
    if isinstance(named, dict):
        yield from (f"{source}.{section}.{name}" for name in named)
    elif isinstance(named, list):
        yield from {_key_of_row(f"{source}.{section}", row) for row in named}


def _key_of_row(place: str, row: Any) -> str:
    """Return a key for a row of a table of texts: its id, or the table when it has none."""
    return f"{place}.{row['id']}" if isinstance(row, dict) and "id" in row else f"{place}.*"


def _note(place: str, named: Any, keys: set[str], heard: list[Told]) -> Any:
    """Return the texts at ``place`` with each of them noting its key."""
    if isinstance(named, dict):
        return {
            name: _noted_all(text, plain_key(f"{place}.{name}", keys), heard)
            for name, text in named.items()
        }
    if isinstance(named, list):
        return [_noted_all(row, _key_of_row(place, row), heard) for row in named]
    return named


def _noted_all(text: Any, key: str, heard: list[Told]) -> Any:
    """Return the text, or every text within, noting ``key``; what is no text stays as it is."""
    if isinstance(text, str):
        noted = _Noted(text)
        noted.key, noted.heard = key, heard
        return noted
    if isinstance(text, list):
        return [_noted_all(each, key, heard) for each in text]
    if isinstance(text, dict):
        return {name: _noted_all(each, key, heard) for name, each in text.items()}
    return text
