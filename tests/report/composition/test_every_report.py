"""What must hold for the report of anyone: order, honesty, language, no repetition, no holes."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from assessment.report.compose import compose
from assessment.report.composition import texts
from assessment.report.model import Block, Bullets, Figure, Heading, Paragraph, Table
from tests.report.composition import people, plain
from tests.report.composition.sample import PEOPLE, Case, case, given

PACKAGE = Path(texts.__file__).parent
EVERYONE = pytest.mark.parametrize("name", list(PEOPLE))
FORBIDDEN = (
    "bovengemiddeld", "ondergemiddeld", "percentiel", "gemiddelde wethouder", "zwak", "slecht",
    "onvoldoende", "uitstekend", "geweldig", "fantastisch", "tekortkoming", "beter dan andere",
    "slechter", "dan andere wethouders", "dan anderen", "persoonlijkheid", "jij bent een",
    "je bent een koersbepaler", "geschikt", "ongeschikt", "faal", "gezakt", "geslaagd",
)  # fmt: skip
# Headings and labels name parts of a form; cells and lines of numbers are data.
PROSE = ("paragraph", "bullet", "callout", "caption", "cover")
ENDS = re.compile(r"(?<=[.!?])\s+")


def prose(case: Case) -> list[str]:
    """Return every sentence of the report's own wording."""
    own = {action for goal in case.plan.goals for action in goal.actions}
    own |= {goal.aim for goal in case.plan.goals}
    found = [
        text
        for kind, text in plain.everything(case.content, own_words=False)
        if kind.startswith(PROSE) and not any(words and words in text for words in own)
    ]
    return [sentence for text in found for sentence in ENDS.split(text)]


def blocks(case: Case, kind: type[Block]) -> list[Block]:
    return [b for s in case.content.sections for b in s.blocks if isinstance(b, kind)]


@EVERYONE
def test_chapters_stand_in_the_agreed_order(name: str) -> None:
    person = case(name)
    priority = [f"prioriteit-{value}" for value in person.profile.priority]
    change = ["verandering"] if given(name)["comparison"] else []
    assert [section.id for section in person.content.sections] == [
        "oogopslag", "leeswijzer", "competenties", "stijl", "waarden", *priority,
        *change, "ervaring", "doelen", "programmas", "steun", "verantwoording",
    ]  # fmt: skip


@EVERYONE
def test_every_chapter_opens_with_what_it_means_before_any_figure(name: str) -> None:
    person = case(name)
    for section in person.content.sections:
        first = section.blocks[0]
        assert isinstance(first, Paragraph)
        assert first.style == "lead", section.id


@EVERYONE
def test_every_placeholder_is_filled_and_every_number_known(name: str) -> None:
    person = case(name)
    for kind, text in plain.everything(person.content):
        assert not re.search(r"[{}]|\bNone\b|\bnan\b|\binf\b", text), (kind, text)
        assert text.strip() == text, (kind, text)
        assert text, kind


@EVERYONE
def test_no_text_judges_or_compares(name: str) -> None:
    person = case(name)
    said = "\n".join(text for _, text in plain.everything(person.content, own_words=False))
    said = re.sub("‘[^’]*’", "", said)  # statements are quoted
    for value in people.value_map().values.values():
        said = said.replace(value.daily, "")  # a story in which policy may turn out badly
    normed = person.profile.norm is not None
    for words in [words for words in FORBIDDEN if not (normed and words == "percentiel")]:
        assert not re.search(rf"\b{words}", said, re.IGNORECASE), words


@EVERYONE
def test_no_sentence_is_said_twice(name: str) -> None:
    person = case(name)
    long = [
        s.casefold() for s in prose(person) if len(s.split()) > 4 and not s.startswith("Score ")
    ]
    assert [s for s, times in Counter(long).items() if times > 1] == []


@EVERYONE
def test_no_paragraph_stands_twice(name: str) -> None:
    person = case(name)
    found = Counter(block for block in blocks(person, Paragraph) if block.style != "quote")  # type: ignore[union-attr]
    assert [block for block, times in found.items() if times > 1] == []


@EVERYONE
def test_tables_are_whole(name: str) -> None:
    person = case(name)
    figures = blocks(person, Figure)
    tables = [*blocks(person, Table), *(figure.table for figure in figures)]  # type: ignore[union-attr]
    for table in tables:
        assert isinstance(table, Table)
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.header)}
        assert len(table.widths) == len(table.header)
        assert sum(table.widths) == pytest.approx(1)


@EVERYONE
def test_alt_texts_name_the_numbers_of_the_figure(name: str) -> None:
    person = case(name)
    for figure in blocks(person, Figure):
        assert isinstance(figure, Figure)
        assert len(figure.alt) <= 600
        assert figure.alt != figure.caption
        assert re.search(r"\d", figure.alt)


@EVERYONE
def test_lists_are_never_empty_and_headings_never_stand_alone(name: str) -> None:
    person = case(name)
    for bullets in blocks(person, Bullets):
        assert isinstance(bullets, Bullets)
        assert bullets.items
    for section in person.content.sections:
        assert not isinstance(section.blocks[-1], Heading)
        for one, other in zip(section.blocks, section.blocks[1:], strict=False):
            if isinstance(one, Heading) and isinstance(other, Heading):
                assert one.level < other.level, (one, other)


def test_the_same_input_gives_the_same_report() -> None:
    someone = people.person(7)
    assert people.report(someone) == people.report(someone)


def test_every_text_is_used_by_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[str] = set()
    template, listed = texts.template, texts.listed

    def seen(key: str) -> str:
        used.add(key)
        return template(key)

    def seen_list(key: str) -> tuple[str, ...]:
        used.add(key)
        return listed(key)

    for module in _modules():
        if getattr(module, "listed", None) is listed:
            monkeypatch.setattr(module, "listed", seen_list)
    monkeypatch.setattr(texts, "template", seen)
    for name in PEOPLE:
        compose(**given(name))
    assert sorted(texts.keys() - used) == []


def _modules() -> list[object]:
    import sys

    prefix = "assessment.report.comp"
    return [module for name, module in sys.modules.items() if name.startswith(prefix)]


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.stem)
def test_composition_imports_no_framework_and_says_nothing_itself(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
    }
    for name in ("numpy", "flask", "reportlab", "matplotlib", "assessment.scoring"):
        assert not [one for one in imported if one.startswith(name)]
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert node in docstrings or len(node.value.split()) < 3, node.value
