"""A number, or the named reason why there is none: nothing is ever silently NaN."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from math import isfinite
from typing import Any, TypeVar

from assessment.psychometrics.errors import MeasurementError, NotFiniteError
from assessment.quality.results import Unavailable

T = TypeVar("T")


def compute_or_explain(compute: Callable[[], T], **facts: object) -> T | Unavailable:
    """Return what ``compute`` returns, or why it cannot be given.

    Parameters
    ----------
    compute : callable
        Raises a MeasurementError where no right number follows from the data.
    facts : object
        What the sentence of the refusal may tell, such as the number of items.

    Returns
    -------
    whatever ``compute`` returns, or Unavailable
        ``reason`` is the name of the error's class, or its own ``reason`` where it has one.

    Examples
    --------
    >>> from assessment.psychometrics.reliability.classical import alpha
    >>> compute_or_explain(lambda: alpha([[1], [2]]), items=1)
    Unavailable(reason='TooFewItemsError', facts={'items': '1'})
    """
    try:
        found = compute()
        require_finite(found)
    except MeasurementError as error:
        return Unavailable(
            getattr(error, "reason", type(error).__name__),
            {name: str(fact) for name, fact in facts.items()},
        )
    return found


def require_finite(result: Any) -> None:
    """Raise NotFiniteError when a number anywhere in plain data is NaN or infinite."""
    if isinstance(result, float) and not isfinite(result):
        raise NotFiniteError(f"the result is {result}", "give data from which a number follows")
    if is_dataclass(result):
        for field in fields(result):
            require_finite(getattr(result, field.name))
    elif isinstance(result, tuple | list):
        for one in result:
            require_finite(one)
    elif isinstance(result, dict):
        require_finite(list(result.values()))
