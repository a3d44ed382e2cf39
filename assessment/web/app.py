"""Build the Flask application. The one module that may import from every layer."""

import logging
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Flask, Response, current_app, g, request, session
from flask.templating import Environment
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment.identity import Provider
from assessment.organisation import Organisation
from assessment.resources import STATIC, TEMPLATES
from assessment.services.accounts import TURN as ACCOUNTS
from assessment.services.content import Content
from assessment.services.passkeys import find_site
from assessment.store.database import reading, take_turn, writing
from assessment.web import (
    assets,
    entering,
    errors,
    filters,
    limits,
    measuring,
    method,
    origin,
    packing,
    security,
)
from assessment.web.account import (
    demonstration,
    history,
    local_mail,
    logbook,
    mailboxes,
    overview,
    own_data,
    own_organisation,
    passkeys,
    reminders,
    sign_in,
)
from assessment.web.account import security as account_security
from assessment.web.coach import queue, review
from assessment.web.college import joining, room
from assessment.web.college import overview as colleges
from assessment.web.college import profile as college_profile
from assessment.web.conversation import acts
from assessment.web.conversation import owner as conversation
from assessment.web.desk import (
    advice,
    catalogue,
    changing,
    contacts,
    demand,
    proposing,
    round_people,
    rounds,
    staff,
)
from assessment.web.desk import intervision as intervision_desk
from assessment.web.instruments import deciding, research, versions
from assessment.web.instruments import overview as instruments
from assessment.web.intervision import group as intervision_group
from assessment.web.intervision import joining as intervision
from assessment.web.others import owner as others
from assessment.web.others import rater
from assessment.web.others import result as others_result
from assessment.web.participant import (
    answering,
    calendar,
    cards,
    comparing,
    components,
    copies,
    deepening,
    devices,
    dilemmas,
    documents,
    evaluating,
    facts,
    home,
    invited,
    offer,
    office_profile,
    paper,
    planning,
    preview,
    result,
    steps,
    support,
)
from assessment.web.sharing import choosing, consents, events, genuine, received
from assessment.web.sharing import overview as sharing
from assessment.web.status import bp as status
from assessment.web.well_known import bp as well_known

log = logging.getLogger(__name__)

# A view that changed something answers a POST with one of these. Anything else is rolled back.
COMMITTING = {HTTPStatus.SEE_OTHER, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT}
BLUEPRINTS = (home.bp, preview.bp, answering.bp, paper.bp, result.bp, comparing.bp, deepening.bp,
              planning.bp, documents.bp, copies.bp, cards.bp, devices.bp, facts.bp, support.bp,
              components.bp, office_profile.bp, sign_in.bp, own_organisation.bp, passkeys.bp,
              overview.bp, own_data.bp, account_security.bp, staff.bp, local_mail.bp, logbook.bp,
              demonstration.bp, mailboxes.bp, reminders.bp, calendar.bp, evaluating.bp,
              history.bp, sharing.bp, choosing.bp, received.bp, genuine.bp, consents.bp,
              events.bp, proposing.bp, queue.bp, review.bp, conversation.bp, acts.bp, others.bp,
              others_result.bp, rater.bp, colleges.bp, joining.bp, room.bp,
              college_profile.bp, intervision.bp,
              intervision_group.bp, intervision_desk.bp, catalogue.bp, changing.bp, advice.bp,
              contacts.bp, demand.bp, offer.bp, dilemmas.bp, method.bp, instruments.bp,
              versions.bp, deciding.bp, research.bp, rounds.bp, round_people.bp, invited.bp, status,
              well_known)  # fmt: skip
OF_ACCOUNTS = {blueprint.name for blueprint in (sign_in.bp, own_organisation.bp, passkeys.bp,
                                                overview.bp, account_security.bp, mailboxes.bp,
                                                staff.bp, sharing.bp, others.bp, colleges.bp,
                                                room.bp)}  # fmt: skip
UNLESS_TOLD: dict[str, Any] = {
    "DEMO": False,  # whether a visitor may be anybody of a demonstration
    "LOCAL_MAIL": False,  # whether mail is shown on a page, for want of a mail server
    "SIMULATED": False,  # whether attempts begun here are filled in by a program
    "SCANNER": None,  # what looks at the files that people send along
    "PROXIES": (),  # which proxies may tell who visits
}
NOBODY = Organisation()  # on one's own machine nobody needs to answer for it


class Templates(Environment):
    """The templates; what all of them may name is put together once for each, not at each use."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template may name; Jinja's own chain is searched anew by each import."""
        return {**self.globals, **(d or {})}


class Application(Flask):
    """The application; none of its functions is a coroutine, which Flask asks of each request."""

    session_interface = security.CookieOfItsToken()
    jinja_environment = Templates

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function as it is."""
        return func


def create_app(
    engine: Engine,
    content: Content,
    *,
    enqueue: Callable[[UUID], None],
    enqueue_round: Callable[[UUID], None] = lambda _: None,
    worker_alive: Callable[[], bool],
    secret_key: str,
    cookie_keys: Sequence[str] = (),
    public_url: str,
    organisation: Organisation = NOBODY,
    provider: Provider | None = None,
    **config: Any,
) -> Flask:
    """Return the application; it stores through ``engine`` and hands documents to ``enqueue``.

    ``public_url`` is the address that people see, without a slash at its end; ``organisation``
    is who answers for it, and ``provider`` where its own people sign in. Of ``cookie_keys`` the
    first signs cookies and each opens them; without any ``secret_key`` does. ``enqueue_round``
    hands a round over whose groups are to be worked out; without it the worker finds it by itself.
    """
    secure = public_url.startswith("https://")
    app = Application(
        "assessment",
        template_folder=str(TEMPLATES),
        static_folder=str(STATIC),
    )
    app.config.update(security.cookie_settings(secure=secure))
    app.config.update(security.key_settings(secret_key, cookie_keys))
    app.config["PUBLIC_URL"] = public_url
    app.config.update(UNLESS_TOLD | config)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["organisation"] = organisation
    app.extensions["content"] = content
    app.extensions["worker_alive"] = worker_alive
    app.extensions["enqueue_round"] = enqueue_round
    own_organisation.register(app, provider)
    measuring.measure_requests(app)
    app.extensions["site"] = find_site(public_url)
    entering.log_entering(app)
    security.refuse_endless_posts(app)
    security.refuse_what_is_no_form(app)
    security.refuse_files(app)
    origin.refuse_other_origins(app, public_url)
    _use_one_transaction_per_request(app, engine, enqueue)
    security.set_headers(app, secure=secure)
    security.clear_when_leaving(app)
    errors.register(app)
    filters.register(app)
    assets.register(app, STATIC)
    steps.register(app)
    packing.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    limits.limit_requests(app)
    app.wsgi_app = origin.FixedAddress(app.wsgi_app, public_url)  # type: ignore[method-assign]
    return app


def _use_one_transaction_per_request(
    app: Flask, engine: Engine, enqueue: Callable[[UUID], None]
) -> None:
    @app.before_request
    def begin() -> None:
        if request.endpoint != "static":
            g.db = writing(engine) if _writes(app) else reading(engine)
            g.documents, g.rounds = [], []
            g.keeps = False  # whether a refused answer keeps what was written: a wrong code counts
            g.afterwards = []  # what is written whatever the answer is, such as that somebody came
            if request.method == "POST" and request.blueprint in OF_ACCOUNTS:
                take_turn(g.db, ACCOUNTS)  # what counts tries and codes reads before it writes

    @app.after_request
    def commit(response: Response) -> Response:
        if "db" in g:
            _end_transaction(response, engine, enqueue)
        return response

    @app.teardown_request
    def close(_: BaseException | None) -> None:
        if db := g.pop("db", None):
            db.close()


def _writes(app: Flask) -> bool:
    return request.method == "POST" or _notes_reading(app) or bool(security.current_cookie().others)


def _notes_reading(app: Flask) -> bool:
    """Return whether this page is of somebody else, so that reading it is written down."""
    return hasattr(app.view_functions.get(request.endpoint or ""), "notes_reading")


def _end_transaction(response: Response, engine: Engine, enqueue: Callable[[UUID], None]) -> None:
    """Commit where the answer says that something was done; then write what comes afterwards.

    A page that failed after it gave a token leaves the browser the one that it had.
    """
    changed = (request.method == "POST" and response.status_code in COMMITTING) or g.keeps
    if changed or (response.status_code == HTTPStatus.OK and _notes_reading(current_app)):
        _commit_or_undo()
        for document in g.documents:  # after the commit, so that the worker finds them
            _hand_over(document, enqueue)
        for round_id in g.rounds:
            _hand_over(round_id, current_app.extensions["enqueue_round"])
    elif request.method == "POST" and session.get("token") != _cookie_that_came().get("token"):
        _undo_cookie()
    if g.afterwards:
        g.db.close()
        _write_afterwards(engine, g.afterwards)


def _commit_or_undo() -> None:
    try:
        g.db.commit()
    except Exception:
        _undo_cookie()
        g.keeps = False
        raise


def _undo_cookie() -> None:
    """Let the cookies be as they came: nothing happened, so they may not say that it did."""
    security.current_cookie().put_back(_cookie_that_came())


def _cookie_that_came() -> Mapping[str, Any]:
    return current_app.session_interface.open_session(current_app, request) or {}


def _write_afterwards(engine: Engine, afterwards: list[Callable[[Session], None]]) -> None:
    """Write what does not depend on the answer, in a transaction of its own.

    When that fails the answer stands: what was asked for was done, or refused, already.
    """
    try:
        with writing(engine) as db:
            for write in afterwards:
                write(db)
            db.commit()
    except Exception:
        log.exception("what comes after a request could not be written")


def _hand_over(document: UUID, enqueue: Callable[[UUID], None]) -> None:
    """Queue a document or a round. If that fails the worker finds it later: it was committed."""
    try:
        enqueue(document)
    except Exception:
        log.exception("%s could not be queued", document)
