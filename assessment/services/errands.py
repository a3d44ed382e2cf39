"""What a job or a command is there for: declared with it, and asked of the policy while it runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment.services import policy
from assessment.services.policy import Errand
from assessment.store import database

P = ParamSpec("P")
T = TypeVar("T")
_current: ContextVar[Errand | None] = ContextVar("errand", default=None)


class NotItsErrand(Exception):
    """Something wants to open or change what is stored, and did not declare that."""


def declare_errand(errand: Errand) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Declare what a job or a command is there for; tests/test_errands.py finds any without."""

    def decorate(run: Callable[P, T]) -> Callable[P, T]:
        @wraps(run)
        def running(*arguments: P.args, **options: P.kwargs) -> T:
            before = _current.set(errand)
            try:
                return run(*arguments, **options)
            finally:
                _current.reset(before)

        running.errand = errand  # type: ignore[attr-defined]  # read by a test
        return running

    return decorate


def check_errand(*, change: bool) -> None:
    """Raise NotItsErrand unless what runs now may open, or ``change``, what is stored."""
    errand = _current.get()
    may = policy.may_change_stored if change else policy.may_open_stored
    if errand is None or not may(errand):
        raise NotItsErrand(errand)


@contextmanager
def open_stored(engine: Engine, *, change: bool = False) -> Iterator[Session]:
    """Open what is stored, to read or to ``change`` it, if what runs now declared that."""
    check_errand(change=change)
    with database.writing(engine) if change else database.reading(engine) as db:
        yield db
