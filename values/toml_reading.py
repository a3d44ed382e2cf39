"""Turn TOML tables into frozen dataclasses and say exactly which fields do not fit."""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import partial
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from values.problems import say, tell_first

T = TypeVar("T")
TABLES = tuple[dict[str, Any], ...]


class ContentError(ValueError):
    """Content that cannot be used, with every reason why, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(tell_first(problems)))
        self.problems = problems


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables in ``path``; raise ContentError when it is not UTF-8 TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = say("files.not_toml", file=path.name, reason=error)
        raise ContentError([problem]) from error
    except OSError as error:
        problem = say("files.unreadable", file=path.name, reason=error.strerror)
        raise ContentError([problem]) from error


def read_fields(path: Path, **hints: Any) -> dict[str, Any]:
    """Return the tables in ``path``, which must have exactly the fields named in ``hints``."""
    return checked_fields(read_toml(path), path.name, **hints)


def checked_fields(table: Mapping[str, Any], where: str, **hints: Any) -> dict[str, Any]:
    """Return ``table`` with lists made tuples, or raise ContentError naming the wrong fields.

    ``hints`` gives the type of each field, all of which must be there. ``where`` begins each
    problem: the file and, within it, the thing that has the fields.
    """
    return _fitting(table, hints, set(hints), where)


def build(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """Return ``kind(**table)`` with lists made tuples, or raise ContentError naming the fields."""
    required = {
        field.name
        for field in fields(kind)  # type: ignore[arg-type]  # kind is a dataclass
        if field.default is MISSING and field.default_factory is MISSING
    }
    return kind(**_fitting(table, get_type_hints(kind), required, where))


def build_each(kind: type[T], tables: Sequence[dict[str, Any]], where: str) -> tuple[T, ...]:
    """Return one ``kind`` for each table, or raise ContentError with the problems of all.

    ``where`` names file and kind of thing, as in "styles.toml: style"; the id comes after it.
    """
    return gather(
        partial(build, kind, table, f"{where} {table.get('id', number)}")
        for number, table in enumerate(tables, start=1)
    )


def gather(steps: Iterable[Callable[[], Any]]) -> tuple[Any, ...]:
    """Return what each step gives, or raise ContentError with the problems of all, once each."""
    made: list[Any] = []
    problems: list[str] = []
    for step in steps:
        try:
            made.append(step())
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(list(dict.fromkeys(problems)))
    return tuple(made)


def assemble(kind: type[T], **steps: Callable[[], Any]) -> T:
    """Return ``kind`` with what each step gives, or raise ContentError with the problems of all."""
    return kind(**dict(zip(steps, gather(steps.values()), strict=True)))


def _fitting(
    table: Mapping[str, Any], hints: Mapping[str, Any], required: set[str], where: str
) -> dict[str, Any]:
    values = {name: _frozen_field(value) for name, value in table.items()}
    problems = [
        *(say("files.unknown_field", where=where, name=name)
          for name in sorted(values.keys() - hints.keys())),
        *(say("files.missing_field", where=where, name=name)
          for name in sorted(required - values.keys())),
        *(say("files.wrong_type", where=where, name=name, value=table[name],
              expected=_type_words(hints[name]))
          for name, value in values.items() if name in hints and not _fits(value, hints[name])),
    ]  # fmt: skip
    if problems:
        raise ContentError(problems)
    return values


def _frozen_field(value: Any) -> Any:
    """Return the value of a field with its lists made tuples, also those in a table of its own."""
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return _frozen(value)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _fits(value: Any, hint: Any) -> bool:
    if hint is Any:
        return True
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


def _type_words(hint: Any) -> str:
    """Return in Dutch what fits ``hint``, as in "een lijst; elk onderdeel is een tekst"."""
    origin = get_origin(hint)
    if origin in (UnionType, Union):
        return say("types.or").join(_type_words(option) for option in get_args(hint))
    if origin is Literal:
        return say("types.one_of", options=", ".join(get_args(hint)))
    if origin is tuple:
        return say("types.list", inner=_type_words(get_args(hint)[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        if origin is dict:
            return say("types.dict")
        return say("types.mapping", inner=_type_words(get_args(hint)[1]))
    return say("types.nothing" if hint is type(None) else f"types.{hint.__name__}")
