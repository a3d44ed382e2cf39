"""The token that a browser comes with, and the one that it gets instead."""

from functools import partial
from uuid import UUID

from flask import current_app, g, request

from assessment.services import accounts, sessions
from assessment.services.moments import now
from assessment.services.sessions import OpenSession
from assessment.web.security import CookieSession, current_cookie


def current_session() -> OpenSession | None:
    """Return what is open in this browser, asked once for a page; None when nothing is."""
    if "opened" in g:
        known: OpenSession | None = g.opened
        return known
    cookie = current_cookie()
    if cookie.others and _bring_together(cookie):
        return current_session()
    token = cookie.get("token")
    opened = _find_session(token) if token else None
    if opened is not None and sessions.needs_note(opened, now=now()):
        g.afterwards.append(partial(sessions.note_use, session_id=opened.id, now=now()))
    if opened is not None and "before" in cookie:  # the new token came: the old one may go
        for before in cookie.pop("before").split():
            g.afterwards.append(partial(sessions.end_token, session_id=UUID(before)))
    g.opened = opened
    return opened


def take_token(token: str, *replaced: OpenSession) -> None:
    """Give this browser a token; those that it replaces end as soon as the new one comes back."""
    cookie, usual = current_cookie(), current_app.config["SESSION_COOKIE_NAME"]
    cookie.name = f"{usual}-{sessions.hash_token(token)[:8]}"
    cookie["token"], cookie.permanent = token, True
    cookie.pop("before", None)
    if replaced:
        cookie["before"] = " ".join(str(one.id) for one in replaced)
    g.opened = sessions.find_current(g.db, token, now=now())


def _bring_together(cookie: CookieSession) -> bool:
    """Of the cookies that came at once go on with one; return whether it got a new token.

    A late answer brought back one that was replaced: it goes. Two tabs opened something at the
    same moment: what their tokens open goes under a new one. Nothing goes when no cookie opens
    anything, for then the clock may be wrong.
    """
    shown = {cookie.name: dict(cookie), **cookie.others}
    opened = {
        name: found
        for name, held in shown.items()
        if (found := _find_session(held["token"])) is not None
    }
    replaced = {one for name in opened for one in shown[name].get("before", "").split()}
    current = {name: found for name, found in opened.items() if str(found.id) not in replaced}
    if current:
        cookie.go_on_with(next(iter(current)))
    if len(current) < 2:
        return False
    held = {shown[name]["token"]: found for name, found in current.items()}
    take_token(sessions.bring_together(g.db, held), *current.values())
    cookie["before"] = " ".join([cookie["before"], *sorted(replaced)])
    g.keeps |= request.method != "POST"
    return True


def _find_session(token: str) -> OpenSession | None:
    """Return what a token opens. A POST locks the account: what it reads then is as it stays."""
    found = sessions.find_current(g.db, token, now=now())
    if request.method == "POST" and found is not None and found.signed_in is not None:
        accounts.lock_account(g.db, found.signed_in.account_id)
        return sessions.find_current(g.db, token, now=now())
    return found
