"""The sentences of the report are short enough to read."""

from __future__ import annotations

from typing import Any

from assessment.report.composition.texts import TEXTS
from values.readability import measure


def test_every_sentence_of_the_report_is_short_enough_to_read() -> None:
    for key in TEXTS.keys:
        found = _text(key)
        for text in [found] if isinstance(found, str) else found:
            assert measure(text).longest_sentence <= 22, (key, text)


def test_the_running_texts_read_at_about_b1() -> None:
    parts = [
        text
        for key in TEXTS.keys
        if isinstance(text := _text(key), str) and measure(text).words >= 8
    ]
    found = measure(" ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts))
    assert found.mean_sentence <= 13
    assert found.lix <= 42


def _text(key: str) -> Any:
    section, name = key.split(".")
    return TEXTS.tables[section][name]
