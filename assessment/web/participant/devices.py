"""Where an attempt is open, and closing it there."""

from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assessment.services import sessions
from assessment.services.sessions import IDLE, LONGEST
from assessment.web.access import allows, current_browser_id, forget_attempt, own_attempt
from assessment.web.participant import current_facts, now
from assessment.wording import say

bp = Blueprint("devices", __name__, url_prefix="/afname/<uuid:attempt_id>/apparaten")


@bp.get("")
@allows(own_attempt)
def show(attempt_id: UUID) -> ResponseReturnValue:
    """List the browsers that the attempt is open in, this one first."""
    here = current_browser_id()
    found = sessions.list_devices(g.db, current_facts().id, now=now())
    return render_template(
        "participant/devices.html",
        attempt_id=attempt_id,
        here=here,
        devices=sorted(found, key=lambda device: device.id != here),
        idle=IDLE.days,
        longest=LONGEST.days,
    )


@bp.post("/<uuid:browser_id>/sluiten")
@allows(own_attempt)
def close_one(attempt_id: UUID, browser_id: UUID) -> ResponseReturnValue:
    """Close the attempt in one browser, at once."""
    attempt = current_facts()
    if browser_id == current_browser_id():
        forget_attempt(attempt_id)
        return redirect(url_for("home.start"), code=303)
    if browser_id not in [d.id for d in sessions.list_devices(g.db, attempt.id, now=now())]:
        abort(404)
    sessions.close_attempt(g.db, browser_id, attempt_id)
    flash(say("web.closed_there"))
    return redirect(url_for(".show", attempt_id=attempt_id), code=303)


@bp.post("/sluiten")
@allows(own_attempt)
def close_others(attempt_id: UUID) -> ResponseReturnValue:
    """Close the attempt in every browser but this one."""
    sessions.close_elsewhere(g.db, current_browser_id(), current_facts().id)
    flash(say("web.closed_elsewhere"))
    return redirect(url_for(".show", attempt_id=attempt_id), code=303)
