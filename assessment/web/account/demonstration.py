"""The front door of a demonstration: be anybody of those who do not exist, on this machine only."""

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import demonstrating, inviting, signing_in
from assessment.services.moments import now
from assessment.web import access
from assessment.web.access import allows, in_demonstration
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import say

bp = Blueprint("demonstration", __name__, url_prefix="/demo")


@bp.get("")
@allows(in_demonstration)
def choose() -> ResponseReturnValue:
    """Show everybody of the demonstration, with how far they are."""
    entrances = [(one, say(f"demonstration.at_{one.at}")) for one in demonstrating.list_entrances()]
    return render_template("account/demonstration.html", entrances=entrances)


@bp.post("")
@allows(in_demonstration)
def enter_demonstration() -> ResponseReturnValue:
    """Go on as one of them, with all that a role may do."""
    try:
        account = demonstrating.find_account(g.db, request.form.get("address", ""))
    except LookupError:
        abort(404)
    if not ConfirmForm().validate_on_submit():
        return redirect(url_for(".choose"), code=303)
    access.sign_in(account.id, strong=bool(account.role))
    signing_in.note_signed_in(g.db, account, now=now())
    inviting.claim_coachings(g.db, account, now=now())
    where = "queue.show" if account.role == "coach" else "account.show"
    return redirect(url_for(where), code=303)
