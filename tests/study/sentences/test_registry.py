"""No sentence without a definition of truth, or a reason why it claims nothing."""

from pathlib import Path

import pytest

from assessment import report
from study.sentences.__main__ import main
from study.sentences.claims import find_reason, list_claims, load_claims, load_table
from study.sentences.definitions import DEFINITIONS
from study.sentences.registry import find_undeclared, find_vanished
from study.sentences.telling import SOURCES, list_keys


def test_every_file_of_texts_of_the_documents_is_listened_to():
    files = set(Path(report.__file__).parent.rglob("texts.toml"))

    assert {texts.file for texts in SOURCES.values()} == files


def test_every_key_of_every_document_is_a_claim_or_says_why_not():
    assert find_undeclared(list_keys()) == []


def test_a_new_sentence_in_a_chapter_with_claims_is_not_let_through(monkeypatch):
    tables = SOURCES["chapters"].tables
    chapters = ("glance", "competencies", "style", "values", "priority", "change", "goals")
    new = {section: {**tables[section], "surely_new": "Je bent {name}."} for section in chapters}
    monkeypatch.setitem(SOURCES["chapters"].__dict__, "tables", {**tables, **new})

    assert find_undeclared(list_keys()) == sorted(f"chapters.{s}.surely_new" for s in chapters)


def test_a_new_question_of_the_guide_is_not_let_through(monkeypatch):
    tables = SOURCES["gesprekswijzer"].tables
    rules = [*tables["rules"], {"id": "surely-new", "question": "Je bent {name}."}]
    monkeypatch.setitem(SOURCES["gesprekswijzer"].__dict__, "tables", {**tables, "rules": rules})

    assert find_undeclared(list_keys()) == ["gesprekswijzer.rules.surely-new"]


def test_no_key_is_both_a_claim_and_none():
    assert [key for key in load_claims() if find_reason(key)] == []


def test_what_is_declared_is_still_said():
    assert find_vanished(list_keys()) == []


def test_the_command_lists_what_lacks_and_what_vanished(capsys, monkeypatch):
    assert main(["--registry"]) == 0
    assert capsys.readouterr().out == ""

    style = SOURCES["chapters"].tables["style"]
    changed = {name: text for name, text in style.items() if name != "clear"} | {"new": "Nieuw."}
    tables = {**SOURCES["chapters"].tables, "style": changed}
    monkeypatch.setitem(SOURCES["chapters"].__dict__, "tables", tables)

    assert main(["--registry"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "undeclared: chapters.style.new",
        "vanished: chapters.style.clear",
    ]


def test_every_claim_has_a_kind_and_a_definition_in_words_and_in_code():
    table, claims = load_table(), list(list_claims())

    assert {claim.kind for claim in claims} == set(table["kinds"])
    assert {claim.truth for claim in claims} == set(table["definitions"]) == set(DEFINITIONS)


def test_a_claim_says_where_its_subject_stands():
    for claim in list_claims():
        assert bool(claim.named) + bool(claim.table) + (claim.about == "person") == 1, claim.key


@pytest.mark.parametrize("key", ["chapters.story.strong", "chapters.story.seen_competency"])
def test_the_placeholder_that_names_the_subject_is_in_the_sentence(key):
    _, section, name = key.split(".")
    text = SOURCES["chapters"].tables[section][name]

    named = [placeholder for claim in load_claims()[key] for placeholder in claim.named]
    assert all(f"{{{placeholder}}}" in text for placeholder in named)
