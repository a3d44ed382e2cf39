"""A medewerker proposes a coach to an owner, who alone decides; nothing comes back of it."""

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import inviting
from assessment.services.moments import now
from assessment.web.access import allows, only_medewerker
from assessment.web.account import current_account
from assessment.web.account.forms import ProposalForm
from assessment.wording import say

bp = Blueprint("proposing", __name__, url_prefix="/medewerker")


@bp.route("/coach-voorstellen", methods=["GET", "POST"])
@allows(only_medewerker)
def propose_coach() -> ResponseReturnValue:
    """Propose a coach by two addresses; the answer is the same whoever they are of."""
    form = ProposalForm()
    if form.validate_on_submit():
        inviting.propose_coach(
            g.db,
            current_account(),
            form.owner.data,
            form.coach.data,
            url=current_app.config["PUBLIC_URL"] + url_for("account.show"),
            now=now(),
        )
        flash(say("conversation.proposed"))
        return redirect(url_for(".propose_coach"), code=303)
    page = render_template("desk/propose.html", form=form)
    return page, 422 if request.method == "POST" else 200
