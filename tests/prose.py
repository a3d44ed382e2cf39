"""Every Dutch text that the program itself says, and the numbers that stand in it.

The content of the questionnaire and of the catalogue is not read here, but for what stands above
the questions: there a number is part of the question, and a new one is a new version.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CONTENT = (ROOT / "assessment/instruments/content", ROOT / "assessment/plan/content")
NO_PROSE = {
    "simulated_texts.toml",  # what people who do not exist would write
    "simulated_options.toml",  # ids of what they would choose
    "RESERVED.toml",  # for who carries on, in English
}
ABOVE_QUESTIONS = ("intro", "lead", "lead_aspirant", "lead_vertrekkend")
IDS = {"id", "key", "sources", "label1", "checked", "names"}  # fields without prose
SEVERAL = {"problems.toml", "texts.toml"}  # names that more than one file has: told with its folder
IDS_OF = {"gesprekswijzer/texts.toml": {"questions"}, "quality_columns.toml": {"name"}}
_WORDS = (
    "nul|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien"
    "|zestien|zeventien|achttien|negentien|twintig|honderd|duizend|helft|driekwart|kwart"
    "|anderhalf|anderhalve|eerste|tweede|derde|vierde|vijfde|beide|allebei"
    r"|\w*(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
    r"|een (?:jaar|maand|week|uur|op de \w+)|half (?:jaar|uur)"
)
_NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|(?<!\w)(?:{_WORDS})(?!\w)", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def numbers(text: str) -> list[str]:
    """The numbers in a text, in digits or in words, that are no placeholder."""
    return [number.casefold() for number in _NUMBER.findall(_PLACEHOLDER.sub(" ", text))]


def toml_texts() -> Iterator[tuple[str, str, str]]:
    """File, key and text of every string in the TOML files of the program."""
    paths = [*sorted((ROOT / "assessment").rglob("*.toml")), ROOT / "values/problems.toml"]
    for path in paths:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        if path.name in NO_PROSE or CONTENT[1] in path.parents:
            continue
        if CONTENT[0] in path.parents:
            table = {name: table[name] for name in ABOVE_QUESTIONS if name in table}
        file = "/".join(path.parts[-2:]) if path.name in SEVERAL else path.name
        skipped = IDS | IDS_OF.get(file, set())
        yield from ((file, key, text) for key, text in _strings(table, "", skipped))


def template_texts() -> Iterator[tuple[str, str, str]]:
    """File, nothing and text of every template, without its markup."""
    folder = ROOT / "templates"
    for path in sorted(folder.rglob("*.html")):
        text = _TAG.sub(" ", _JINJA.sub(" ", path.read_text(encoding="utf-8")))
        yield path.relative_to(folder).as_posix(), "", text


def numbers_in_prose() -> dict[str, dict[str, list[str]]]:
    """The numbers in order, by file and key; of a list by the key of the whole list."""
    found: dict[str, dict[str, list[str]]] = {}
    for file, key, text in (*toml_texts(), *template_texts()):
        if told := numbers(text):
            found.setdefault(file, {}).setdefault(key, []).extend(told)
    return found


def _strings(table: Any, key: str, skipped: set[str]) -> Iterator[tuple[str, str]]:
    if isinstance(table, dict):
        for name, inner in table.items():
            if name not in skipped:
                yield from _strings(inner, f"{key}.{name}".lstrip("."), skipped)
    elif isinstance(table, list):
        for inner in table:
            yield from _strings(inner, key, skipped)
    elif isinstance(table, str):
        yield key, table
