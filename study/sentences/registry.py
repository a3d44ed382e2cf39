"""What the registry of claims lacks, and what it still names though nothing says it any more."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from study.sentences.claims import find_reason, load_claims, load_table
from study.sentences.telling import list_keys


def find_undeclared(keys: Sequence[str]) -> list[str]:
    """Return the keys with neither a definition of truth nor a reason why they claim nothing."""
    return [key for key in keys if key not in load_claims() and not find_reason(key)]


def find_vanished(keys: Sequence[str]) -> list[str]:
    """Return the keys and patterns of ``claims.toml`` that no key fits any more."""
    patterns = [pattern for row in load_table()["not_a_claim"] for pattern in row["keys"]]
    return [
        *(key for key in load_claims() if key not in keys),
        *(p for p in patterns if not any(fnmatchcase(key, p) for key in keys)),
    ]


def tell_registry() -> Iterator[str]:
    """Yield a line for each key that is undeclared, and each that has vanished."""
    keys = list_keys()
    yield from (f"undeclared: {key}" for key in find_undeclared(keys))
    yield from (f"vanished: {key}" for key in find_vanished(keys))
