"""The styles that a college misses, in a profielschets: each says yes, and then one begins it."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services.colleges import profiling
from assessment.services.colleges.profiling import Offer, StylesChanged, StylesRefused
from assessment.services.moments import now
from assessment.web.access import allows, in_college, notes_reading
from assessment.web.account import current_account
from assessment.web.participant import content
from assessment.web.participant.forms import ConfirmForm
from assessment.web.participant.office_profile import ask_with_styles
from assessment.wording import say

bp = Blueprint("college_profile", __name__, url_prefix="/college/<uuid:college_id>/profielschets")


@bp.get("")
@allows(in_college)
def show(college_id: UUID) -> ResponseReturnValue:
    """Show what would go in a profielschets, and ask for a yes; of who said it nothing."""
    return _page(_open(college_id))


@bp.post("/ja")
@allows(in_college)
def allow_styles(college_id: UUID) -> ResponseReturnValue:
    """Say yes to the styles that were looked at."""
    if ConfirmForm().validate_on_submit():
        seen, account_id = request.form.get("gezien", ""), current_account().id
        try:
            profiling.allow_styles(g.db, content(), account_id, college_id, seen=seen, now=now())
        except StylesChanged:
            return _page(_open(college_id), changed=True), 409
        flash(say("college.styles_allowed"))
    return redirect(url_for(".show", college_id=college_id), code=303)


@bp.post("/nee")
@allows(in_college)
def refuse_styles(college_id: UUID) -> ResponseReturnValue:
    """Take that yes back."""
    if ConfirmForm().validate_on_submit():
        profiling.refuse_styles(g.db, current_account().id, college_id, now=now())
        flash(say("college.styles_refused"))
    return redirect(url_for(".show", college_id=college_id), code=303)


@bp.get("/maken")
@notes_reading
@allows(in_college)
def take_along(college_id: UUID) -> ResponseReturnValue:
    """Begin a profielschets with the styles filled in, once every member said yes."""
    try:
        styles = profiling.take_along(g.db, content(), current_account().id, college_id, now=now())
    except StylesRefused:
        return redirect(url_for(".show", college_id=college_id), code=303)
    return ask_with_styles(styles)


def _open(college_id: UUID) -> Offer:
    return profiling.open_offer(g.db, content(), current_account().id, college_id, now=now())


def _page(offer: Offer, *, changed: bool = False) -> str:
    styles = [content().value_map.style[one].name for one in offer.styles]
    return render_template("college/profile.html", offer=offer, styles=styles, changed=changed)
