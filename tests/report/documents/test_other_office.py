"""Another office is only content: with texts of its own, no sentence names the first one."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.instruments.office_name import name_office
from assessment.report.documents.composing import compose_document
from assessment.report.documents.registry import KINDS, find_main_kind
from assessment.report.model import ReportContent
from tests.people import simulated
from tests.report.composition import plain
from values import PHASES, VERDIEPING, ValueMap, loader

NAME = re.compile(r"\S*wethouder\S*", re.IGNORECASE)
ORGANISATIONS = ("Wethoudersvereniging",)
MADE_UP = """
[[offices]]
id = "dijkgraaf"
name = "dijkgraaf"
association = "Unie"
priority = ["lef", "gemeenschappelijkheid", "betrokkenheid", "bekwaamheid"]
full_texts = true
"""


@pytest.fixture(scope="module")
def value_map(tmp_path_factory: pytest.TempPathFactory) -> ValueMap:
    """Return a temporary copy of the content with a made-up office that has texts."""
    folder = tmp_path_factory.mktemp("content") / "content"
    shutil.copytree(Path(loader.__file__).parent / "content", folder)
    path = folder / "waardenkaart.toml"
    text = path.read_text(encoding="utf-8").replace("offices = 8", "offices = 9", 1)
    path.write_text(text.replace("\n[[offices]]", f"{MADE_UP}\n[[offices]]", 1), encoding="utf-8")
    return loader.read_value_map(folder)


def made(kind: str, phase: str, value_map: ValueMap) -> ReportContent:
    material = simulated.material(simulated.person(3, phase))
    answers = replace(material.answers, office="dijkgraaf")
    return compose_document(kind, replace(material, answers=answers, value_map=value_map))


def others() -> set[str]:
    """Return what may name the office: programmes, payment, sources and facts with a source."""
    catalogue = simulated.catalogue()
    texts = {
        text
        for programme in catalogue.programmes
        for text in (programme.name, programme.trains, programme.form, programme.entry,
                     programme.note)
    }  # fmt: skip
    texts |= {note.text for note in (*catalogue.support, *catalogue.payment)}
    texts |= {note.source for note in (*catalogue.support, *catalogue.payment)}
    for value in simulated.value_map().values.values():
        texts |= {value.trend, value.why_now}
    texts |= {str(source[part]) for source in _sources() for part in ("label", "title", "where")}
    return {text for text in texts if text} | set(ORGANISATIONS)


def _sources() -> list[dict[str, str]]:
    tables = find_main_kind("aspirant").texts.tables
    sources: list[dict[str, str]] = tables["sources"]
    return sources


def named(content: ReportContent) -> list[str]:
    """Return each word that names the first office, in sentences of the program itself."""
    text = "\n".join(text for _, text in plain.everything(content, own_words=False))
    for other in sorted(others(), key=len, reverse=True):
        text = re.sub(re.escape(other), "", text, flags=re.IGNORECASE)
    return NAME.findall(text)


@pytest.mark.parametrize(
    ("kind", "phase"), [(kind.name, phase) for kind in KINDS for phase in kind.phases]
)
def test_no_document_names_the_first_office(kind: str, phase: str, value_map: ValueMap) -> None:
    assert named(made(kind, phase, value_map)) == []


@pytest.mark.parametrize("phase", PHASES)
def test_the_document_with_everything_names_the_own_office(phase: str, value_map: ValueMap) -> None:
    content = made(find_main_kind(phase).name, phase, value_map)

    assert "dijkgraaf" in content.cover.subtitle


@pytest.mark.parametrize("phase", PHASES)
def test_no_question_names_an_office_itself(phase: str) -> None:
    items = simulated.library().instrument(VERDIEPING, phase).items_for(phase, 1)
    for item in name_office(items, "dijkgraaf"):
        words = " ".join((item.text, item.hint, *(option.label for option in item.options)))

        assert not NAME.findall(words), item.id
        assert "{" not in words, item.id


def test_the_first_office_is_seen_where_it_is_named(value_map: ValueMap) -> None:
    content = compose_document("plan", simulated.material(simulated.person(3)))

    changed = replace(content.cover, subtitle="Een wethouder")

    assert "wethouder" in named(replace(content, cover=changed))
    assert "wethouder" not in named(
        replace(content, cover=replace(changed, subtitle=""), sections=())
    )
