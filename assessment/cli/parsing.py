"""The texts of the command line in Dutch, from help.toml, also those that argparse itself says."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, TypedDict

from assessment.wording import say, short
from values.facts import with_facts
from values.toml_reading import read_toml

TEXTS = Path(__file__).with_name("help.toml")
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def help_text(key: str) -> str:
    """Return the text at ``key`` in help.toml, as in ``norm.build.invited``."""
    text = _look_up(key)
    if not isinstance(text, str):
        raise KeyError(key)
    return text


class CommandTexts(TypedDict):
    """What ``add_parser`` is told: ``help`` for the list of commands, ``description`` for one."""

    help: str
    description: str


def command_texts(key: str) -> CommandTexts:
    """Return the texts of the command at ``key`` in help.toml, as in ``norm.build``."""
    return CommandTexts(help=help_text(f"{key}.help"), description=help_text(f"{key}.description"))


def read_day(text: str) -> date:
    """Return the day that an option names, as 2026-11-23."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(say("cli.no_day", value=short(text))) from None


@contextmanager
def dutch_argparse() -> Iterator[None]:
    """Let argparse speak Dutch while parsers are built and used.

    It asks ``gettext`` for a translation, which answers by the language of the computer. This
    product speaks Dutch on every computer, so argparse asks help.toml instead.
    """
    names = vars(argparse)
    original = {name: names[name] for name in ("_", "ngettext")}
    names.update(_=_translate, ngettext=_translate_count)
    try:
        yield
    finally:
        names.update(original)


def _translate(text: str) -> str:
    """Return what argparse says in Dutch; what it says only to us stays as it is."""
    translations: dict[str, str] = _look_up("argparse")
    return translations.get(text, text)


def _translate_count(singular: str, plural: str, count: int) -> str:
    return _translate(singular if count == 1 else plural)


def _look_up(key: str) -> Any:
    text: Any = _all_texts()
    for name in key.split("."):
        text = text[name]
    return text


@cache
def _all_texts() -> dict[str, Any]:
    texts: dict[str, Any] = with_facts(read_toml(TEXTS))
    return texts
