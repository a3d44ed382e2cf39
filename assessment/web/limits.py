"""How often a visitor may ask for what costs much; who asks more gets a page and waits a while.

Counts live in the memory of each web process, so a visitor gets between one and two times what
stands here, and a restart forgets. Several machines count in the proxy before them as well (ADR
0022). A visitor is an address, and many colleagues may share one: the numbers leave room for a
council that begins together.
"""

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_limiter import Limiter, RateLimitExceeded, RequestLimit

from assessment.services import policy
from assessment.web.access import View, current_actor
from assessment.web.visitors import THIS_MACHINE, current_visitor

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many POSTs, together for every view that names it."""

    name: str
    rate: str
    per_attempt: bool = False  # or else per address


BEGIN = Limit("begin", "60 per hour")
CODES = Limit("codes", "30 per 10 minutes")
SIGN_IN = Limit("sign in", "100 per 10 minutes")  # of one mailbox: services/throttling.py
DOCUMENTS = Limit("documents", "200 per hour")
COLLEGES = Limit("colleges", "100 per hour")
GENUINE = Limit("genuine", "30 per 10 minutes")
OWN_DOCUMENTS = Limit("own documents", "20 per hour", per_attempt=True)
OWN_CODES = Limit("own codes", "20 per hour", per_attempt=True)
FILES = Limit("files", "200 per hour")

MOVES = Limit("intervision moves", "60 per hour")  # who tries every seat learns who sits apart

LIMITED: dict[str, tuple[Limit, ...]] = {
    "home.begin": (BEGIN,),
    "home.resume": (CODES,),
    "invited.type_code": (CODES,),
    "invited.stop_mail": (CODES,),
    "invited.join_round": (CODES, OWN_CODES),
    "home.new_code": (OWN_CODES,),
    "sign_in.ask": (SIGN_IN,),
    "sign_in.code": (SIGN_IN,),
    "own_organisation.go_on": (SIGN_IN,),
    "sign_in.second_step": (SIGN_IN,),
    "mailboxes.ask": (SIGN_IN,),
    "mailboxes.code": (SIGN_IN,),
    "passkeys.ask_sign_in": (SIGN_IN,),
    "passkeys.check_sign_in": (SIGN_IN,),
    "genuine.check": (GENUINE,),
    "received.make_pdf": (DOCUMENTS,),
    "colleges.show": (COLLEGES,),
    "college_room.ask_member": (COLLEGES,),
    "college_room.make_picture": (COLLEGES,),
    "comparing.link": (CODES, OWN_CODES),
    "documents.ask": (DOCUMENTS, OWN_DOCUMENTS),
    "documents.make_pdf": (DOCUMENTS, OWN_DOCUMENTS),
    "documents.make_html": (DOCUMENTS, OWN_DOCUMENTS),
    "copies.lock": (DOCUMENTS, OWN_DOCUMENTS),
    "logbook.add_entry": (FILES,),
    "round_people.add_people": (FILES,),
    "logbook.change_entry": (FILES,),
    "office_profile.show": (DOCUMENTS,),
    "intervision_desk.move_person": (MOVES,),
    "intervision_desk.merge_groups": (MOVES,),
}


def limit_requests(app: Flask) -> None:
    """Count what ``LIMITED`` names; call when all views are there.

    ``PROXIES`` in the configuration says which proxies may tell who visits.
    """
    limiter = Limiter(
        current_visitor,
        storage_uri="memory://",
        strategy="moving-window",
        on_breach=_ask_to_wait,
    )
    # Only what is named is counted, around its view. An application that knows the limiter gets no
    # hooks of it: they would look at every request, and cost an answer a tenth of its time.
    app.extensions.setdefault("limiter", set()).add(limiter)
    limiter.init_app(app)
    app.register_error_handler(RateLimitExceeded, lambda error: error.get_response())
    limiter.request_filter(_is_on_this_machine)
    for endpoint, limits in LIMITED.items():
        for limit in limits:
            key: Callable[[], str] = _attempt if limit.per_attempt else current_visitor
            counted = limiter.shared_limit(limit.rate, limit.name, key_func=key, methods=["POST"])
            view = cast(View, app.view_functions[endpoint])
            app.view_functions[endpoint] = cast(View, counted(view))


def _ask_to_wait(limit: RequestLimit) -> Response:
    """Return the page that says how long to wait, and gives back what was typed."""
    seconds = _seconds_to_wait(limit)
    log.warning("too many requests to %s: %s", request.endpoint, limit.limit)
    page = render_template("errors/too_many.html", minutes=math.ceil(seconds / 60))
    return make_response(page, 429, {"Retry-After": str(seconds)})


def _seconds_to_wait(limit: RequestLimit) -> int:
    """Return how long to wait; what a clock counted that was put back since, is forgotten."""
    seconds = max(1, math.ceil(limit.reset_at - time.time()))
    if seconds <= limit.limit.get_expiry() + 1:
        return seconds
    limit.limiter.clear(limit.limit, *limit.request_args)
    return 1


def _attempt() -> str:
    """Return the attempt, for its owner; a stranger may not use up what an owner has."""
    attempt_id = (request.view_args or {})["attempt_id"]
    own = policy.may_open_attempt(current_actor(), attempt_id)
    return str(attempt_id) if own else current_visitor()


def _is_on_this_machine() -> bool:
    """Return whether nobody is counted: a program on this machine itself asks.

    Behind a proxy that does not say who visits, everybody seems to be here; that is told once.
    """
    if current_visitor() != THIS_MACHINE:
        return False
    here = urlsplit(current_app.config["PUBLIC_URL"]).hostname in ("localhost", "127.0.0.1", "::1")
    if not here and not current_app.config.get("TOLD_NO_VISITORS"):
        current_app.config["TOLD_NO_VISITORS"] = True
        log.warning("the proxy does not tell who visits (X-Forwarded-For): nothing is limited")
    return True
