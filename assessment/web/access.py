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
    """Take this browser's access to an attempt away, and its return code if that still stands."""
    session["attempts"] = [a for a in session.get("attempts", []) if a != str(attempt_id)]
    if waiting_code(attempt_id) is not None:
        confirm_code()


def keep_cookie() -> None:
    """Let this browser's cookie live on.

    Only the overview does this. If every answer set the cookie again, one that arrives after the
    attempt was closed in this browser would open it again.
    """
    session.modified = True


def show_code(attempt_id: UUID, code: str) -> None:
    """Keep the return code in this browser until its owner says that it is written down."""
    session["code"] = [str(attempt_id), code]


def waiting_code(attempt_id: UUID) -> str | None:
    """Return the code of the attempt when its owner did not confirm it yet."""
    of, code = session.get("code", ["", ""])
    return code if of == str(attempt_id) else None


def confirm_code() -> None:
    """Forget the return code; it is never shown again."""
    session.pop("code", None)
