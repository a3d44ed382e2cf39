"""Turn TOML tables into frozen dataclasses and say exactly which fields do not fit."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class ContentError(ValueError):
    """Content that cannot be used, with every reason why, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables in ``path``; raise ContentError when it is not UTF-8 TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError([f"{path.name}: not TOML: {error}"]) from error


def build(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """Return ``kind(**table)`` with lists made tuples, or raise ContentError naming the fields."""
    hints = get_type_hints(kind)
    required = {
        field.name
        for field in fields(kind)  # type: ignore[arg-type]  # kind is a dataclass
        if field.default is MISSING and field.default_factory is MISSING
    }
    values = {name: _frozen(value) for name, value in table.items()}
    problems = [
        *(f"{where}: unknown field {name!r}" for name in sorted(values.keys() - hints.keys())),
        *(f"{where}: missing field {name!r}" for name in sorted(required - values.keys())),
        *(
            f"{where}: {name} must be {_words(hints[name])}, not {value!r}"
            for name, value in values.items()
            if name in hints and not _fits(value, hints[name])
        ),
    ]
    if problems:
        raise ContentError(problems)
    return kind(**values)


def build_each(kind: type[T], tables: list[dict[str, Any]], noun: str) -> tuple[T, ...]:
    """Return one ``kind`` for each table, or raise ContentError with the problems of all."""
    built: list[T] = []
    problems: list[str] = []
    for number, table in enumerate(tables, start=1):
        try:
            built.append(build(kind, table, f"{noun} {table.get('id', number)}"))
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return tuple(built)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _fits(value: Any, hint: Any) -> bool:
    origin = get_origin(hint)
    if origin in (UnionType, Union):
        return any(_fits(value, option) for option in get_args(hint))
    if origin is Literal:
        return value in get_args(hint)
    if origin is tuple:
        inner = get_args(hint)[0]
        return isinstance(value, tuple) and all(_fits(item, inner) for item in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, inner = get_args(hint)
        return isinstance(value, dict) and all(
            _fits(k, key) and _fits(v, inner) for k, v in value.items()
        )
    if hint in (int, float, str, bool):
        return type(value) is hint or (hint is float and type(value) is int)
    return isinstance(hint, type) and isinstance(value, hint)


def _words(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)
