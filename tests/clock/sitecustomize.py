"""A wall clock that is off by what a file says, for each process that finds this on its path.

Python reads this before anything else. What waits or measures keeps the true clock (``monotonic``),
so everything sleeps as always: only the time of day is wrong, as on a machine whose clock jumps.
"""

import datetime
import os
import time
from typing import Any

_FILE = os.environ.get("BOP_TEST_CLOCK", "")
_true_datetime, _true_time = datetime.datetime, time.time


def _shift() -> float:
    try:
        with open(_FILE, encoding="ascii") as file:
            return float(file.read() or 0)
    except OSError:
        return 0.0


class _OfAny(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _true_datetime)

    def __subclasscheck__(cls, subclass: type) -> bool:
        return issubclass(subclass, _true_datetime)


class _Shifted(_true_datetime, metaclass=_OfAny):
    """Makes true moments, whatever it is asked; only what time it is now is shifted."""

    __slots__ = ()

    def __new__(cls, *parts: Any, **named: Any) -> Any:
        return _true_datetime(*parts, **named)

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Any:
        return _true_datetime.now(tz) + datetime.timedelta(seconds=_shift())

    @classmethod
    def today(cls) -> Any:
        return cls.now()

    @classmethod
    def utcnow(cls) -> Any:
        return cls.now(datetime.UTC).replace(tzinfo=None)


if _FILE:
    datetime.datetime = _Shifted  # type: ignore[misc]
    time.time = lambda: _true_time() + _shift()
