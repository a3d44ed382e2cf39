"""One rule that holds for many: one test, which goes on after a failure and names all that fail."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any


def holds_for_each(
    argument: str, cases: Iterable[Any] | Mapping[str, Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test for every case, and fail with the name and the problem of each that breaks it.

    As ``pytest.mark.parametrize``, but it counts as one test: the rule. A mapping gives each
    case its name; other cases are named by what they are.
    """
    named = cases if isinstance(cases, Mapping) else {str(case): case for case in cases}
    assert named, "a rule that is held against nothing cannot fail"

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def run(**fixtures: Any) -> None:
            broken = []
            for name, case in named.items():
                try:
                    test(**{argument: case}, **fixtures)
                except AssertionError as error:
                    broken.append(f"{argument} {name}: {error}")
            assert not broken, f"{len(broken)} of {len(named)}:\n" + "\n\n".join(broken)

        signature = inspect.signature(test)
        fixtures = [known for name, known in signature.parameters.items() if name != argument]
        run.__signature__ = signature.replace(parameters=fixtures)  # type: ignore[attr-defined]
        return run

    return decorate
