"""Which sentence claims what: reads ``claims.toml``, and finds whom or what a sentence is about."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from assessment.report.model import ReportContent, Table
from study.sentences.telling import Told
from values import ValueMap

FILE = Path(__file__).with_name("claims.toml")
PERSON = "person"  # what a sentence is about that names nothing
CHANGE, PROPOSAL = "change", "proposal"  # kinds


@dataclass(frozen=True, slots=True)
class Claim:
    """One key that claims something; see the head of ``claims.toml`` for the fields."""

    key: str
    kind: str
    about: str
    truth: str
    named: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    table: str = ""
    cells: bool = False
    after: str = ""
    hedge: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One claim about one subject (the id of a competency, value, cluster, style or axis).

    ``words`` hold the word that is judged, and what else the sentence says of the subject.
    """

    claim: Claim
    subject: str
    words: str


@cache
def load_table() -> Mapping[str, Any]:
    """Return what ``claims.toml`` declares."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def load_claims() -> Mapping[str, tuple[Claim, ...]]:
    """Return the claims by key: a sentence that connects two things makes one of each.

    The same claim twice under one key is an error.
    """
    found: dict[str, tuple[Claim, ...]] = {}
    for row in load_table()["claims"]:
        fields: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in row.items()}
        for key in fields.pop("keys"):
            claim, others = Claim(key, **fields), found.get(key, ())
            if any((one.about, one.truth) == (claim.about, claim.truth) for one in others):
                raise ValueError(f"{key} is declared twice")
            found[key] = (*others, claim)
    return found


def list_claims() -> Iterator[Claim]:
    """Yield every claim of every key."""
    for claims in load_claims().values():
        yield from claims


def find_reason(key: str) -> str:
    """Return why a key claims nothing, or nothing when it is not declared so."""
    for row in load_table()["not_a_claim"]:
        if any(fnmatchcase(key, pattern) for pattern in row["keys"]):
            return str(row["reason"])
    return ""


class Names:
    """The names that a sentence can be about, each with its id, and how to find them in words."""

    def __init__(self, value_map: ValueMap) -> None:
        axis_of = {s.name: s.axis for s in value_map.styles}
        self._ids: Mapping[str, Mapping[str, str]] = {
            kind: {name.lower(): ident for name, ident in names.items()}
            for kind, names in {
                "competency": {c.name: c.id for c in value_map.competencies},
                "value": {v.name: v.id for v in value_map.values.values()},
                "cluster": {c.name: c.id for c in value_map.clusters},
                "style": {s.name: s.id for s in value_map.styles},
                "axis": axis_of,
                "group": {g.name: g.id for g in value_map.groups},
            }.items()
        }
        self._pattern = {
            kind: re.compile("|".join(map(re.escape, sorted(ids, key=lambda n: (-len(n), n)))))
            for kind, ids in self._ids.items()
        }

    def find(self, kind: str, words: str) -> list[str]:
        """Return the ids of the names in ``words``, each once, in the order of the words."""
        found = (self._ids[kind][name] for name in self._pattern[kind].findall(words.lower()))
        return list(dict.fromkeys(found))


def list_said(heard: Iterable[Told], document: ReportContent, names: Names) -> Iterator[Said]:
    """Yield every claim that one document makes, subject by subject.

    A claim whose names are not found is an error: it would go unmeasured.
    """
    told: dict[str, Told] = {}
    for sentence in heard:
        told.setdefault(sentence.key, sentence)
        for claim in load_claims().get(sentence.key, ()):
            if not claim.table and (not claim.after or claim.after in told):
                yield from _said_in_words(claim, sentence, names)
    yield from _said_in_tables(told, document, names)


def _said_in_words(claim: Claim, sentence: Told, names: Names) -> Iterator[Said]:
    """Yield a claim for each name that the sentence is about."""
    if claim.about == PERSON:
        yield Said(claim, PERSON, sentence.words)
        return
    named = " ".join(str(sentence.values[name]) for name in claim.named)
    subjects = names.find(claim.about, named)
    if not subjects:
        raise LookupError(f"{claim.key}: nothing is named in {named!r}")
    words = " ".join(str(sentence.values[name]) for name in claim.words)
    for subject in subjects:
        yield Said(claim, subject, words)


def _said_in_tables(
    sentences: Mapping[str, Told], document: ReportContent, names: Names
) -> Iterator[Said]:
    """Yield the claims whose subjects are the rows of a table."""
    tables = {table.caption: table for table in _list_tables(document)}
    for claim in list_claims():
        if not claim.table or claim.key not in sentences:
            continue
        table = tables.get(sentences[claim.table].words) if claim.table in sentences else None
        for row in () if table is None else table.rows:
            if claim.cells and sentences[claim.key].words not in row[1:]:
                continue
            for subject in names.find(claim.about, row[0]):
                yield Said(claim, subject, "")


def _list_tables(document: ReportContent) -> Iterator[Table]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(table := getattr(block, "table", None), Table):
                yield table
