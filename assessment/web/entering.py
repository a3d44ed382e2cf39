"""A line in the log for each time that somebody tries to come in, and each time somebody goes.

It tells the way, how it went, the request, and a pseudonym of whom it was about. The pseudonym is
a keyed hash that is another one each day: who guesses at one door all day is seen, and nobody can
be followed from one day to the next. No mailbox, code or number of an attempt is written.
"""

import hashlib
import hmac
import logging
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from http import HTTPStatus

from flask import Flask, Response, current_app, g, request

from assessment.services.moments import day_of, now

log = logging.getLogger(__name__)
log.setLevel(logging.INFO)  # it is no fault, and still it is always written

SIGNS = 12  # of a pseudonym: enough to tell apart whoever comes on one day


class Way(StrEnum):
    """How somebody comes in, or goes."""

    ASKED = "code by mail asked"
    CODE = "code by mail"
    APP = "code app"
    RECOVERY = "recovery code"
    PASSKEY = "passkey"
    PROVIDER = "answer of the organisation"
    ORGANISATION = "organisation"
    RETURN = "return code"
    INVITATION = "code of an invitation"
    SETUP = "set-up code"
    MAILBOX_ASKED = "code for a second mailbox asked"
    MAILBOX = "code for a second mailbox"
    CLOSED = "attempt closed"
    SIGNED_OUT = "signed out"


class Outcome(StrEnum):
    """How it went."""

    DONE = "done"
    REFUSED = "refused"
    WAITS = "has to wait"  # tried too often
    FAULT = "fault"  # of ours: nothing happened


# Each address that lets somebody in, by the name of its view. Only a POST does, but for who comes
# back from the organisation.
WAYS: Mapping[str, Way] = {
    "sign_in.ask": Way.ASKED,
    "sign_in.code": Way.CODE,
    "sign_in.second_step": Way.APP,
    "sign_in.sign_out": Way.SIGNED_OUT,
    "passkeys.check_sign_in": Way.PASSKEY,
    "own_organisation.come_back": Way.PROVIDER,
    "own_organisation.go_on": Way.ORGANISATION,
    "home.resume": Way.RETURN,
    "home.leave": Way.CLOSED,
    "account.adopt_by_code": Way.RETURN,
    "comparing.link": Way.RETURN,
    "invited.type_code": Way.INVITATION,
    "invited.join_round": Way.INVITATION,
    "security.become_beheerder": Way.SETUP,
    "mailboxes.ask": Way.MAILBOX_ASKED,
    "mailboxes.code": Way.MAILBOX,
}
BY_GET = {"own_organisation.come_back"}
GOES_ON = {HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.SEE_OTHER}


def log_entering(app: Flask) -> None:
    """Write the lines; call before what commits, so that a line tells what was really done."""

    @app.after_request
    def write(response: Response) -> Response:
        endpoint = request.endpoint or ""
        way = g.get("way") or WAYS.get(endpoint)
        if way is not None and request.method == ("GET" if endpoint in BY_GET else "POST"):
            _write_line(way, _read_outcome(response))
        return response


def note_who(who: object, way: Way | None = None) -> None:
    """Note whom this request is about, a mailbox or an attempt; and the way, if ``WAYS`` lacks it.

    Two ways may share an address, and one that deletes asks a code of some people only.
    """
    g.entering, g.way = str(who), way


def make_pseudonym(who: str, *, secret: str, day: date) -> str:
    """Return what somebody is called in the log on one day, and on no other."""
    text = f"log {day.isoformat()} {who}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()[:SIGNS]


def _write_line(way: Way, outcome: Outcome) -> None:
    who = g.get("entering", "")
    secret = current_app.config["INSTALLATION_KEY"]
    pseudonym = make_pseudonym(who, secret=secret, day=day_of(now())) if who else ""
    facts = {"way": way, "outcome": outcome, "who": pseudonym}
    log.info("entering", extra={"facts": facts})


def _read_outcome(response: Response) -> Outcome:
    if response.status_code in GOES_ON:
        return Outcome.DONE
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        return Outcome.WAITS
    return (
        Outcome.FAULT
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
        else Outcome.REFUSED
    )
