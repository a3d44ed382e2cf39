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
    """Let the owner in; to everybody else the attempt does not exist."""
    if not policy.may_open_attempt(current_actor(), attempt_id):
        abort(404)
    g.attempt_id = attempt_id


def current_actor() -> policy.Actor:
    """Return who asks for this page, as the cookie of this browser says."""
    return policy.Actor(attempts=[UUID(attempt) for attempt in session.get("attempts", [])])


def remember_attempt(attempt_id: UUID) -> None:
    """Give this browser access to an attempt."""
    others = [attempt for attempt in session.get("attempts", []) if attempt != str(attempt_id)]
    session["attempts"] = [str(attempt_id), *others][:REMEMBERED]
    session["codes"] = {a: code for a, code in _codes().items() if a in session["attempts"]}
    session.permanent = True


def forget_attempt(attempt_id: UUID) -> None:
    """Take this browser's access to an attempt away, and its return code if that still stands."""
    session["attempts"] = [a for a in session.get("attempts", []) if a != str(attempt_id)]
    confirm_code(attempt_id)
    session["closed"] = str(attempt_id)


def keep_cookie() -> None:
    """Send the cookie again, so that this browser keeps it for another 60 days.

    Only the overview does this. If every answer to a request did, an answer that arrives late
    could bring back the cookie of an attempt that was closed in this browser meanwhile.
    """
    session.modified = True


def show_code(attempt_id: UUID, code: str) -> None:
    """Keep the return code in this browser until its owner says that it is written down."""
    session["codes"] = {**_codes(), str(attempt_id): code}


def waiting_code(attempt_id: UUID) -> str | None:
    """Return the return code of the attempt, or None once its owner confirmed it."""
    return _codes().get(str(attempt_id))


def confirm_code(attempt_id: UUID) -> None:
    """Forget the return code of the attempt; it is never shown again."""
    session["codes"] = {a: code for a, code in _codes().items() if a != str(attempt_id)}


def take_closed() -> str | None:
    """Return, once, the attempt that was closed or deleted in this browser a moment ago."""
    closed: str | None = session.pop("closed", None)
    return closed


def _codes() -> dict[str, str]:
    """Return the return codes that were not confirmed yet, by attempt."""
    return dict(session.get("codes", {}))
