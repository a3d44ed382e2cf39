"""The content hash: the same words give the same one, any other word another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.report.documents.composing import compose_document
from assessment.report.fingerprint import canonical_text, code, content_hash, write_mark
from assessment.report.model import (
    Bullets,
    Callout,
    Cover,
    Drawing,
    Figure,
    Gallery,
    Heading,
    Link,
    Paragraph,
    ReportContent,
    Section,
    Table,
    WritingSpace,
)
from tests.people import simulated, varied

WORDS = st.text(max_size=12)
SOME = st.lists(WORDS, max_size=3).map(tuple)
ROWS = st.lists(SOME, max_size=3).map(tuple)
TABLES = st.builds(Table, WORDS, SOME, ROWS, st.just((0.5, 0.5)), SOME)
LINKS = st.builds(Link, WORDS, WORDS)
ITEMS = st.lists(st.one_of(WORDS, LINKS), max_size=3).map(tuple)
DRAWINGS = st.lists(st.builds(Drawing, WORDS, st.none(), WORDS), max_size=3).map(tuple)
BLOCKS = st.one_of(
    st.builds(Heading, WORDS, st.sampled_from([2, 3])),
    st.builds(Paragraph, WORDS, st.sampled_from(["body", "quote"])),
    st.builds(Bullets, ITEMS, st.booleans()),
    TABLES,
    st.builds(Figure, WORDS, st.none(), WORDS, WORDS, TABLES),
    st.builds(Gallery, DRAWINGS, WORDS),
    st.builds(Callout, WORDS, SOME),
    st.builds(WritingSpace, WORDS, st.integers(1, 3)),
)
DAYS = st.dates(date(2026, 1, 1), date(2030, 1, 1))
MOMENTS = DAYS.map(lambda day: datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
COVERS = st.builds(
    Cover, WORDS, WORDS, WORDS, DAYS, st.none() | DAYS, SOME, WORDS, st.none() | LINKS
)
CHAPTER_BLOCKS = st.lists(BLOCKS, max_size=4).map(tuple)
PARTS = st.lists(st.builds(Section, WORDS, WORDS, CHAPTER_BLOCKS), max_size=2).map(tuple)
SECTIONS = st.builds(Section, WORDS, WORDS, CHAPTER_BLOCKS, PARTS, paper=st.none() | CHAPTER_BLOCKS)
DOCUMENTS = st.builds(
    ReportContent, COVERS, st.lists(SECTIONS, max_size=3).map(tuple), WORDS, MOMENTS,
    document_id=WORDS, recipient=WORDS,
)  # fmt: skip
# The look, what is no word, and where a page leads.
UNHEARD = {
    "widths", "data", "style", "level", "target", "starts", "about", "advises", "explains"
}  # fmt: skip


def changed(thing: Any) -> Iterator[Any]:
    """Yield ``thing`` once for every word in it, with that word changed."""
    if isinstance(thing, str):
        yield thing + "x"
    elif isinstance(thing, tuple):
        for n, one in enumerate(thing):
            yield from (thing[:n] + (other,) + thing[n + 1 :] for other in changed(one))
    elif is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            if field.name not in UNHEARD:
                for other in changed(getattr(thing, field.name)):
                    yield replace(thing, **{field.name: other})


@given(DOCUMENTS)
def test_any_changed_word_gives_another_hash(document: ReportContent) -> None:
    hashes = [content_hash(other) for other in changed(document)]

    assert content_hash(document) not in hashes


@given(DOCUMENTS, DOCUMENTS)
def test_two_documents_share_a_hash_only_when_they_say_the_same(
    one: ReportContent, two: ReportContent
) -> None:
    assert (canonical_text(one) == canonical_text(two)) == (content_hash(one) == content_hash(two))
    assert content_hash(one) == content_hash(replace(one))


@given(st.lists(WORDS, min_size=1, max_size=4).map(tuple), st.integers(0, 4))
def test_words_that_move_to_another_block_give_another_hash(
    words: tuple[str, ...], place: int
) -> None:
    base = compose_document("intervisiekaart", varied.material("zittend 1"))

    def made(*blocks: Bullets) -> str:
        return content_hash(replace(base, sections=(Section("a", "b", blocks),)))

    assert made(Bullets(words)) != made(Bullets(words[:place]), Bullets(words[place:]))


def test_the_hash_is_of_the_text_that_is_documented() -> None:
    document = compose_document("plan", varied.material("with goals"), recipient="Anneke")
    said = json.loads(canonical_text(document))

    assert content_hash(document) == hashlib.sha256(canonical_text(document).encode()).hexdigest()
    assert said[:5] == [
        "bop-document/1", "2026-11-24", "Anneke", simulated.DOCUMENT, document.footer,
    ]  # fmt: skip
    assert said[5][0] == document.cover.title
    assert [chapter[:2] for chapter in said[6]] == [[s.id, s.title] for s in document.sections]


def test_the_day_counts_and_the_hour_and_the_look_do_not() -> None:
    document = compose_document("plan", varied.material("zittend 1"))
    later = document.created_at + timedelta(hours=2)

    assert content_hash(replace(document, created_at=later)) == content_hash(document)
    next_day = document.created_at + timedelta(days=1)
    assert content_hash(replace(document, created_at=next_day)) != content_hash(document)
    assert content_hash(replace(document, pages=3)) == content_hash(document)


@pytest.mark.parametrize("name", ["plan", "gesprekswijzer", "intervisiekaart"])
def test_another_recipient_is_another_hash(name: str) -> None:
    hashes = {
        content_hash(compose_document(name, varied.material("zittend 1"), recipient=one))
        for one in ("", "Anneke", "Bert")
    }
    assert len(hashes) == 3


def test_sixteen_digits_in_groups_of_four_are_shown() -> None:
    assert code("3f2a9c71b04d8e11" + "0" * 48) == "3F2A 9C71 B04D 8E11"


def test_a_sheet_shows_no_number_that_ties_it_to_the_plan() -> None:
    material = varied.material("zittend 1")

    assert simulated.DOCUMENT in write_mark(compose_document("plan", material))
    for name in ("gesprekswijzer", "intervisiekaart"):
        sheet = compose_document(name, material)
        assert simulated.DOCUMENT not in write_mark(sheet)
        assert simulated.DOCUMENT not in canonical_text(sheet)
