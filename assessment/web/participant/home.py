"""The start page, beginning an attempt, and coming back with the code."""

from uuid import UUID

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import accounts, consenting, norming, taking
from assessment.services.codes import code_for, draw_code, new_token
from assessment.services.policy import Actor
from assessment.services.rounds import taking_part
from assessment.services.rounds.taking_part import InvitationUnknown, Opened
from assessment.services.taking import AttemptFacts
from assessment.web.access import (
    allows,
    anyone,
    confirm_code,
    current_actor,
    forget_attempt,
    may_replace_code,
    own_attempt,
    own_attempt_surely,
    remember_attempt,
    show_code,
    take_closed,
    waiting_code,
)
from assessment.web.entering import note_who
from assessment.web.participant import content, current_facts, now
from assessment.web.participant.forms import CodeForm, ConfirmForm, TokenForm, make_begin_form
from assessment.wording import clean_text, say

bp = Blueprint("home", __name__)


@bp.get("/")
@allows(anyone)
def start() -> ResponseReturnValue:
    """Tell what this is, and offer to begin or to go on."""
    return render_template(
        "participant/start.html",
        open_attempts=_open_attempts(current_actor()),
        closed=take_closed(),
        norm=norming.is_in_use(g.db, content()),
        offices=say("web.or").join(office.name for office in content().value_map.offered_offices),
    )


@bp.get("/privacy")
@allows(anyone)
def privacy() -> ResponseReturnValue:
    """Show the privacy text."""
    return render_template("participant/privacy.html", version=_privacy_version())


@bp.get("/toegankelijkheid")
@allows(anyone)
def accessibility() -> ResponseReturnValue:
    """Show how accessible this is and what to do when it is not."""
    return render_template("participant/accessibility.html")


@bp.route("/begin", methods=["GET", "POST"])
@allows(anyone)
def begin() -> ResponseReturnValue:
    """Ask phase, office and agreement; on POST begin the attempt, in a round for who is invited."""
    opened = _find_invitation()
    form = make_begin_form(
        content().value_map,
        phase=opened.round.phase if opened else "",
        invitation=opened.code if opened else "",
    )
    if form.validate_on_submit():
        chosen = taking.Start(
            phase=form.phase.data,
            office=form.office.data,
            name=clean_text(form.name.data or ""),
            simulated=current_app.config["SIMULATED"],
        )
        attempt_id, code = taking.start(g.db, content(), chosen, now=now(), code=_code_of(form))
        remember_attempt(attempt_id, code=code)
        if opened is not None:
            tells = form.tells.data
            taking_part.tie_attempt(g.db, opened.code, attempt_id, tells=tells, now=now())
        if (account_id := current_actor().account) is not None:
            accounts.adopt_attempt(g.db, account_id, attempt_id, now=now())
        return redirect(url_for("home.code", attempt_id=attempt_id), code=303)
    page = render_template(
        "participant/begin.html", form=form, version=_privacy_version(), opened=opened
    )
    return page, 422 if request.method == "POST" else 200


@bp.route("/afname/<uuid:attempt_id>/code", methods=["GET", "POST"])
@allows(own_attempt)
def code(attempt_id: UUID) -> ResponseReturnValue:
    """Show the return code until the person says that it is kept; it is never shown again."""
    attempt = current_facts()
    form = ConfirmForm()
    if form.validate_on_submit():
        confirm_code(attempt_id)
        return redirect(url_for("answering.overview", attempt_id=attempt_id), code=303)
    shown = waiting_code(attempt.id)
    return render_template(
        "participant/code.html",
        form=TokenForm(data={"once": new_token()}),
        code=shown,
        attempt_id=attempt_id,
        shown_on=now(),
        surely=shown is not None or may_replace_code(attempt_id),
    )


@bp.route("/afname/<uuid:attempt_id>/code/nieuw", methods=["GET", "POST"])
@allows(own_attempt_surely)
def new_code(attempt_id: UUID) -> ResponseReturnValue:
    """Make another return code; pressed twice it makes one. The old code opens nothing any more."""
    if request.method == "GET":  # who had to sign in first comes back here
        return redirect(url_for("home.code", attempt_id=attempt_id), code=302)
    attempt = current_facts()
    form = TokenForm()
    if not form.validate_on_submit():
        abort(400)
    made = _code_of(form)
    taking.replace_code(g.db, attempt.id, made, now=now())
    show_code(attempt_id, made)
    return redirect(url_for("home.code", attempt_id=attempt_id), code=303)


@bp.route("/verder", methods=["GET", "POST"])
@allows(anyone)
def resume() -> ResponseReturnValue:
    """Open an attempt with its return code."""
    form = CodeForm()
    if form.validate_on_submit():
        attempt_id = taking.return_by_code(g.db, form.code.data, now=now())
        if attempt_id is not None:
            note_who(attempt_id)
            remember_attempt(attempt_id)
            return redirect(url_for("answering.overview", attempt_id=attempt_id), code=303)
        form.code.errors = [say("forms.code_unknown")]
    status = 422 if request.method == "POST" else 200
    return render_template("participant/resume.html", form=form), status


@bp.post("/afname/<uuid:attempt_id>/sluiten")
@allows(own_attempt)
def leave(attempt_id: UUID) -> ResponseReturnValue:
    """Close the attempt in this browser, on a shared computer; the answers stay."""
    note_who(attempt_id)
    forget_attempt(g.attempt_id)
    return redirect(url_for("home.start"), code=303)


def _privacy_version() -> str:
    """Return the version of the text that somebody agrees to by beginning."""
    return consenting.find_purpose(consenting.PROCESSING).version


def _code_of(form: TokenForm) -> str:
    """Return the return code that this form makes, however often it is sent."""
    token = form.once.data
    return code_for(current_app.config["INSTALLATION_KEY"], token) if token else draw_code()


def _find_invitation() -> Opened | None:
    """Return the invitation that came along, if one can begin with it; without, one begins too."""
    code = request.form.get("invitation") or request.args.get("uitnodiging")
    try:
        opened = taking_part.open_invitation(g.db, code or "", now=now())
    except InvitationUnknown:
        return None
    return opened if opened.can_begin else None


def _open_attempts(actor: Actor) -> list[AttemptFacts]:
    """Return the attempts that are open in this browser and that still exist."""
    every = dict.fromkeys([*actor.attempts, *actor.adopted])
    attempts = (taking.find_facts(g.db, attempt_id) for attempt_id in every)
    return [attempt for attempt in attempts if attempt is not None]
