"""A norm or a calibration: what it rests on, proposing its use, and taking it out of use."""

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assessment.services.instruments import proposing, showing
from assessment.services.instruments.asking import CALIBRATION, NORM, InputError
from assessment.services.moments import now
from assessment.web.access import allows, only_desk
from assessment.web.instruments import current_worker
from assessment.web.instruments.words import list_words
from assessment.web.participant import content
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import say

bp = Blueprint("versions", __name__, url_prefix="/medewerker/instrumenten")
bp.context_processor(list_words)


@bp.get("/normen/<int(max=999999999):number>")
@allows(only_desk)
def show_norm(number: int) -> ResponseReturnValue:
    """Show a norm."""
    return _show_norm(number)


@bp.post("/normen/<int(max=999999999):number>/voorstellen")
@allows(only_desk)
def propose_norm(number: int) -> ResponseReturnValue:
    """Propose to publish it; another confirms."""
    _confirmed()
    try:
        found = proposing.propose_norm(g.db, number, by=current_worker(), now=now())
    except InputError as error:
        return _show_norm(number, error.problems), 422
    flash(say("instruments.proposed"))
    return redirect(url_for("deciding.show", proposal_id=found), code=303)


@bp.post("/normen/<int(max=999999999):number>/intrekken")
@allows(only_desk)
def withdraw_norm(number: int) -> ResponseReturnValue:
    """Take it out of use at once."""
    _confirmed()
    try:
        proposing.withdraw_norm(g.db, number, by=current_worker(), now=now())
    except InputError as error:
        return _show_norm(number, error.problems), 422
    flash(say("instruments.stopped"))
    return redirect(url_for(".show_norm", number=number), code=303)


@bp.get("/ijkingen/<int(max=999999999):number>")
@allows(only_desk)
def show_calibration(number: int) -> ResponseReturnValue:
    """Show a calibration."""
    return _show_calibration(number)


@bp.post("/ijkingen/<int(max=999999999):number>/voorstellen")
@allows(only_desk)
def propose_calibration(number: int) -> ResponseReturnValue:
    """Propose to score with it; another confirms."""
    _confirmed()
    try:
        found = proposing.propose_calibration(g.db, number, by=current_worker(), now=now())
    except InputError as error:
        return _show_calibration(number, error.problems), 422
    flash(say("instruments.proposed"))
    return redirect(url_for("deciding.show", proposal_id=found), code=303)


@bp.post("/ijkingen/<int(max=999999999):number>/stoppen")
@allows(only_desk)
def stop_calibration(number: int) -> ResponseReturnValue:
    """Score by the sum rule again, if this calibration is the one in use."""
    _confirmed()
    try:
        proposing.stop_calibration(g.db, content(), number, by=current_worker(), now=now())
    except InputError as error:
        return _show_calibration(number, error.problems), 422
    flash(say("instruments.stopped"))
    return redirect(url_for(".show_calibration", number=number), code=303)


def _show_norm(number: int, problems: list[str] | None = None) -> str:
    found = showing.show_norm(g.db, content(), number, now=now())
    if found is None:
        abort(404)
    return render_template(
        "desk/instruments/norm.html",
        found=found,
        problems=problems or [],
        proposals=proposing.list_about(g.db, NORM, number),
    )


def _show_calibration(number: int, problems: list[str] | None = None) -> str:
    found = showing.show_calibration(g.db, content(), number)
    if found is None:
        abort(404)
    return render_template(
        "desk/instruments/calibration.html",
        found=found,
        problems=problems or [],
        proposals=proposing.list_about(g.db, CALIBRATION, number),
    )


def _confirmed() -> None:
    if not ConfirmForm().validate_on_submit():
        abort(404)
