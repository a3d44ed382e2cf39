"""Who may open what. Every view states its rule; tests/web/test_access.py finds any that do not."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from flask import abort, g, session
from flask.typing import ResponseReturnValue

from assessment.services import policy

View = Callable[..., ResponseReturnValue]
Rule = Callable[..., None]
REMEMBERED = 5  # attempts that one browser keeps open


def allows(rule: Rule) -> Callable[[View], View]:
    """Run ``rule`` with the view's URL arguments first; the rule aborts or lets pass."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(**arguments: Any) -> ResponseReturnValue:
            rule(**arguments)
            return view(**arguments)

        checked.rule = rule.__name__  # type: ignore[attr-defined]  # read by a test
        return checked

    return decorate


def anyone(**_: Any) -> None:
    """Let everybody in."""


def own_attempt(attempt_id: UUID, **_: Any) -> None:
    """Let the owner in; everybody else is told that it does not exist."""
    if not policy.may_open_attempt(current_actor(), attempt_id):
        abort(404)
    g.attempt_id = attempt_id


def current_actor() -> policy.Actor:
    """Return who is at the door, after what this browser's cookie says."""
    return policy.Actor(attempts=[UUID(attempt) for attempt in session.get("attempts", [])])


def remember_attempt(attempt_id: UUID) -> None:
    """Give this browser access to an attempt."""
    others = [attempt for attempt in session.get("attempts", []) if attempt != str(attempt_id)]
    session["attempts"] = [str(attempt_id), *others][:REMEMBERED]
    session.permanent = True


def forget_attempt(attempt_id: UUID) -> None:
    """Take this browser's access to an attempt away."""
    session["attempts"] = [a for a in session.get("attempts", []) if a != str(attempt_id)]
