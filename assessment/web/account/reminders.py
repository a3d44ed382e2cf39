"""Reminders: which mails somebody wants, and when each would come."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import reminding
from assessment.services.moments import now
from assessment.web.access import allows, signed_in
from assessment.web.account import current_account
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import say

bp = Blueprint("reminders", __name__, url_prefix="/account/herinneringen")


@bp.route("", methods=["GET", "POST"])
@allows(signed_in)
def show() -> ResponseReturnValue:
    """Show what one may be reminded of; on POST keep the choice, which counts from then on."""
    account = current_account()
    if ConfirmForm().validate_on_submit():
        reminding.set_wanted(g.db, account.id, request.form.getlist("kinds"), now=now())
        flash(say("reminders.kept"))
        return redirect(url_for(".show"), code=303)
    return render_template(
        "account/reminders.html",
        account=account,
        wanted=reminding.list_wanted(g.db, account.id),
        coming=reminding.list_coming(g.db, account.id),
        kinds={kind: say(f"reminders.{kind}") for kind in reminding.KINDS},
        today=now(),
    ), 422 if request.method == "POST" else 200
