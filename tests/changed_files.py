"""Content files with a change, and what is said about it, for tests of broken content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from values import ContentError


def change(path: Path, old: str, new: str) -> None:
    """Replace the first ``old`` in the file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusals(read: Callable[..., Any], *arguments: Any) -> list[str]:
    """Return what ``read`` says is wrong, without the remedies."""
    with pytest.raises(ContentError) as refused:
        read(*arguments)
    return [problem.split(";")[0] for problem in refused.value.problems]
