"""The Dutch texts of one TOML file, by key; every part of the program that speaks has one."""

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from values.facts import with_facts
from values.toml_reading import read_toml

SHARED = Path(__file__).with_name("phrases.toml")


@dataclass(frozen=True)
class Texts:
    """The texts of ``file``, and those of phrases.toml, which every file shares.

    A key is ``section.name``. The file is read at the first use. Every method that takes a key
    raises KeyError when there is no such text.
    """

    file: Path

    def say(self, key: str, /, **values: Any) -> str:
        """Return the sentence at ``key`` with ``values`` filled in."""
        return str(self._at(key)).format(**values)

    def listed(self, key: str) -> tuple[str, ...]:
        """Return the list at ``key``."""
        return tuple(self._at(key))

    @cached_property
    def tables(self) -> dict[str, Any]:
        """The whole file, for what is not a sentence or a list: tables of tables."""
        tables: dict[str, Any] = with_facts(read_toml(self.file))
        return tables

    @cached_property
    def keys(self) -> Set[str]:
        """Every key of the file itself, without those that all files share."""
        return {
            f"{section}.{name}"
            for section, named in self.tables.items()
            if isinstance(named, dict)
            for name in named
        }

    def __contains__(self, key: str) -> bool:
        """Tell whether the file itself has ``key``."""
        return key in self.keys

    def _at(self, key: str) -> Any:
        section, name = key.split(".")
        texts = self if key in self else _PHRASES
        return texts.tables[section][name]


_PHRASES = Texts(SHARED)
