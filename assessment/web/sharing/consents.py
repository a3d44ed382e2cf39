"""Toestemmingen: to what somebody said yes, when, to which words; and taking that back."""

from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assessment.services import agreeing
from assessment.services.agreeing import NotWithdrawable
from assessment.services.moments import now
from assessment.web.access import allows, signed_in
from assessment.web.participant.forms import ConfirmForm
from assessment.web.sharing import current_account_id
from assessment.wording import say

bp = Blueprint("consents", __name__, url_prefix="/toestemmingen")


@bp.get("")
@allows(signed_in)
def show() -> ResponseReturnValue:
    """Show every yes of this account, of its results and of its coaches, with its moment."""
    found = agreeing.list_agreements(g.db, current_account_id())
    return render_template("sharing/consents.html", agreements=found)


@bp.post("/<uuid:consent_id>/intrekken")
@allows(signed_in)
def withdraw(consent_id: UUID) -> ResponseReturnValue:
    """Take a yes back, with effect at once."""
    if not ConfirmForm().validate_on_submit():
        abort(404)
    try:
        agreeing.withdraw(g.db, current_account_id(), consent_id, now=now())
    except NotWithdrawable:
        abort(404)
    flash(say("sharing.consent_withdrawn"))
    return redirect(url_for(".show"), code=303)
