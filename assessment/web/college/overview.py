"""My colleges: those I am in, those I was asked for, and beginning one."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.phrases import long_date
from assessment.services.colleges import joining
from assessment.services.colleges.joining import AskedTooOften, TermRefused
from assessment.services.moments import day_of, now
from assessment.web.access import allows, signed_in
from assessment.web.account import current_account, installation_key
from assessment.web.college.forms import CollegeForm
from assessment.web.sharing import list_releasable
from assessment.wording import say

bp = Blueprint("colleges", __name__, url_prefix="/college")


@bp.route("", methods=["GET", "POST"])
@allows(signed_in)
def show() -> ResponseReturnValue:
    """Show my colleges; on POST begin one, and ask me first what I bring in."""
    form, account, status = CollegeForm(), current_account(), 422
    if form.validate_on_submit():
        try:
            invitation = joining.begin_college(
                g.db,
                account,
                form.college_name.data,
                form.ends_on.data,
                secret=installation_key(),
                now=now(),
            )
        except TermRefused:
            last = long_date(joining.last_day(day_of(now())))
            form.ends_on.errors = [say("college.ends_on", last=last)]
        except AskedTooOften:
            form.college_name.errors, status = [say("college.too_often")], 429
        else:
            flash(say("college.begun"))
            address = url_for("college_joining.choose", invitation_id=invitation.id)
            return redirect(address, code=303)
    page = render_template(
        "college/overview.html",
        form=form,
        colleges=joining.list_colleges(g.db, account.id, now=now()),
        asked=joining.list_asked(g.db, account, now=now()),
        has_result=bool(list_releasable()),
    )
    return page, status if request.method == "POST" else 200
