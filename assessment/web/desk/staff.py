"""Who has which role."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import accounts
from assessment.services.accounts import LastBeheerder
from assessment.services.moments import now
from assessment.web.access import allows, current_actor, only_beheerder_just_now
from assessment.web.account.forms import make_role_form
from assessment.wording import say

bp = Blueprint("desk", __name__, url_prefix="/beheer")


@bp.route("/accounts", methods=["GET", "POST"])
@allows(only_beheerder_just_now)
def list_staff() -> ResponseReturnValue:
    """List who has a role; on POST give one, or take it away, which signs that person out."""
    form = make_role_form()
    if form.validate_on_submit():
        role = "" if form.role.data == "none" else form.role.data
        try:
            accounts.set_role(g.db, form.address.data, role, by=current_actor().account, now=now())
        except LastBeheerder:
            form.address.errors = [say("forms.last_beheerder")]
        else:
            flash(say("web.role_set"))
            return redirect(url_for(".list_staff"), code=303)
    page = render_template(
        "desk/staff.html",
        form=form,
        staff=[(one.address, say(f"roles.{one.role}")) for one in accounts.list_staff(g.db)],
    )
    return page, 422 if request.method == "POST" else 200
