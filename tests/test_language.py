"""Names are for strangers: docs/glossary.md has the words, language_allowed.toml the debts."""

from tools.language import RIDDLES, ROOT, read_allowed, read_names

NAMES = read_names()
ALLOWED = read_allowed()


def test_no_parameter_gets_a_name_that_is_a_riddle():
    more = NAMES.riddles - ALLOWED.riddles

    assert not more, f"use the noun of the field instead: {dict(more)}"


def test_a_function_of_one_word_is_a_word_that_was_reviewed():
    new = NAMES.single_words - ALLOWED.reviewed - ALLOWED.single_words

    assert not new, f"verb and object, or argue the word in the list: {sorted(new)}"


def test_the_list_of_debts_only_holds_what_still_stands():
    paid = ALLOWED.riddles - NAMES.riddles
    gone = ALLOWED.single_words - NAMES.single_words | ALLOWED.single_words & ALLOWED.reviewed

    assert not paid, "run python -m tools.language"
    assert not gone, "run python -m tools.language"


def test_the_glossary_names_every_riddle_and_every_reviewed_word():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")

    missing = sorted(w for w in RIDDLES | ALLOWED.reviewed if f"`{w}`" not in glossary)
    assert not missing
