"""Taking part in a round of intervision: saying what suits, changing it, and leaving."""

from uuid import UUID

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assessment.services import accounts
from assessment.services.intervision import intakes, leaving, meeting, rounds
from assessment.services.intervision.intakes import RoundClosed
from assessment.services.moments import now
from assessment.web.access import allows, signed_in
from assessment.web.account import current_account
from assessment.web.intervision.forms import IntakeForm, make_intake_form
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import say

bp = Blueprint("intervision", __name__, url_prefix="/intervisie")


@bp.get("")
@allows(signed_in)
def show() -> ResponseReturnValue:
    """Show the groups that somebody sits in, and the rounds that they can join."""
    account_id = current_account().id
    known = rounds.list_current(g.db, account_id, now=now())
    return render_template(
        "intervision/overview.html",
        meetings=meeting.list_meetings(g.db, account_id),
        open_rounds=[one for one in known if intakes.is_open(one, now=now())],
        waiting=[one for one in known if not intakes.is_open(one, now=now())],
        joined=intakes.list_joined(g.db, account_id, known),
        card_of=accounts.find_newest_result(g.db, account_id),
    )


@bp.route("/<uuid:intervision_id>", methods=["GET", "POST"])
@allows(signed_in)
def take_part(intervision_id: UUID) -> ResponseReturnValue:
    """Ask where, when and what; on POST keep it, in place of what was said before."""
    account_id = current_account().id
    round_ = rounds.get_round(g.db, intervision_id)
    told = intakes.find_told(g.db, account_id, intervision_id)
    if request.method == "GET" and told is None and not intakes.is_open(round_, now=now()):
        abort(404)
    form = make_intake_form(told)
    if not form.validate_on_submit():
        return _page(form, intervision_id), 422 if request.method == "POST" else 200
    try:
        intakes.keep_intake(g.db, account_id, intervision_id, form.read_told(), now=now())
    except RoundClosed:
        return _page(form, intervision_id, closed=True), 409
    flash(say("intervision.kept"))
    return redirect(url_for(".show"), code=303)


@bp.post("/<uuid:intervision_id>/stoppen")
@allows(signed_in)
def leave(intervision_id: UUID) -> ResponseReturnValue:
    """Leave a round and its group at once; what was said to be placed is deleted."""
    if ConfirmForm().validate_on_submit():
        account_id = current_account().id
        if leaving.is_in(g.db, account_id, intervision_id):
            leaving.leave_round(
                g.db, account_id, intervision_id, url=current_app.config["PUBLIC_URL"], now=now()
            )
        flash(say("intervision.left"))
    return redirect(url_for(".show"), code=303)


def _page(form: IntakeForm, intervision_id: UUID, *, closed: bool = False) -> str:
    round_ = rounds.get_round(g.db, intervision_id)
    told = intakes.find_told(g.db, current_account().id, intervision_id)
    can_change = intakes.is_open(round_, now=now())
    return render_template(
        "intervision/intake.html",
        form=form,
        round=round_,
        told=told,
        closed=closed,
        can_change=can_change,
    )
