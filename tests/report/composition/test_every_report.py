"""What must hold for the report of anyone: order, honesty, language, no repetition, no holes."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assessment.report.composition import texts
from assessment.report.composition.next_goals import propose_goals
from assessment.report.documents.bijlage.report import compose_annex
from assessment.report.documents.composing import compose_document
from assessment.texts import Texts
from tests.each import holds_for_each
from tests.people import simulated
from tests.people.chapters import compose_chapters
from tests.people.varied import PEOPLE, case, material
from tests.report.composition import plain
from tests.report.composition.rules import RULES, Rule

PACKAGE = Path(texts.__file__).parent
EVERYONE = holds_for_each("name", PEOPLE.keys())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@EVERYONE
def test_each_rule_holds(rule: Rule, name: str) -> None:
    person = case(name)
    assert list(rule(person.content, person.plan)) == []


@EVERYONE
def test_percentiles_are_spoken_of_only_with_a_norm(name: str) -> None:
    person = case(name)
    said = " ".join(text for _, text in plain.everything(person.content, own_words=False))
    assert "percentiel" not in said.lower() or person.profile.norm is not None


def test_the_same_input_gives_the_same_report() -> None:
    someone = simulated.person(7)
    assert simulated.report(someone) == simulated.report(someone)


def test_every_text_is_used_by_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[str] = set()
    at = Texts._at

    def seen(self: Texts, key: str) -> Any:
        used.add(key)
        return at(self, key)

    monkeypatch.setattr(Texts, "_at", seen)
    for name in PEOPLE:
        compose_chapters(material(name))
        propose_goals(material(name))
        compose_document("intervisiekaart", material(name))
    compose_document("praktijkkaart", material("zittend 1"), card="online-haat")
    chose = {"regio": "autonomie", "regio-waarom": "Het gaat om ons water."}
    somebody = material("zittend 1")
    compose_annex(replace(somebody, answers=replace(somebody.answers, dilemmas=chose)))
    busy = simulated.person(366, "starter")  # two programmes fit, and not together
    hours = {**busy.verdieping, "ontwikkeling-tijd": "tot-twee-uur"}
    compose_chapters(simulated.material(replace(busy, verdieping=hours)))
    assert sorted(texts.TEXTS.keys - used) == []


@holds_for_each("path", {path.name: path for path in sorted(PACKAGE.glob("*.py"))})
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
