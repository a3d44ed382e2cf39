"""Saying yes or no to a college: first what comes of me, shown to me alone, and then the yes."""

from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import taking
from assessment.services.colleges import joining, previewing
from assessment.services.colleges.joining import College, Invitation, ShareChanged
from assessment.services.colleges.shares import NothingToShare
from assessment.services.moments import now
from assessment.services.policy import may_share
from assessment.services.taking import Attempt
from assessment.web.access import allows, asked_for_college, current_actor
from assessment.web.account import current_account
from assessment.web.college.forms import ShareForm, make_share_form
from assessment.web.participant import content
from assessment.web.participant.forms import ConfirmForm
from assessment.web.sharing import list_releasable
from assessment.wording import say

bp = Blueprint(
    "college_joining", __name__, url_prefix="/college/uitnodigingen/<uuid:invitation_id>"
)


@bp.get("")
@allows(asked_for_college)
def choose(invitation_id: UUID) -> ResponseReturnValue:
    """Ask what somebody brings in; nothing is chosen about the dots."""
    return _form_page(make_share_form(list_releasable())), 200


@bp.post("")
@allows(asked_for_college)
def show_share(invitation_id: UUID) -> ResponseReturnValue:
    """Show exactly what would come of this member; nothing is kept yet."""
    form = make_share_form(list_releasable())
    if not form.validate_on_submit():
        return _form_page(form), 422
    return _look_page(form, changed=False)


@bp.post("/ja")
@allows(asked_for_college)
def join_college(invitation_id: UUID) -> ResponseReturnValue:
    """Say yes to what was looked at, for this college and this term."""
    form = make_share_form(list_releasable())
    if not form.validate_on_submit():
        return _form_page(form), 422
    invitation, _, _ = _asked()
    try:
        college_id = joining.join_college(
            g.db,
            content(),
            current_account(),
            invitation,
            _attempt(form, lock=True),
            name=form.name.data,
            dots=form.dots.data,
            seen=request.form.get("gezien", ""),
            now=now(),
        )
    except ShareChanged:
        return _look_page(form, changed=True)
    except NothingToShare:
        form.result.errors = [say("college.nothing")]
        return _form_page(form), 422
    flash(say("college.joined"))
    return redirect(url_for("college_room.show", college_id=college_id), code=303)


@bp.post("/nee")
@allows(asked_for_college)
def refuse_college(invitation_id: UUID) -> ResponseReturnValue:
    """Say no; nobody is told."""
    if ConfirmForm().validate_on_submit():
        joining.refuse_college(g.db, _asked()[0])
        flash(say("college.refused"))
    return redirect(url_for("colleges.show"), code=303)


def _asked() -> tuple[Invitation, College, list[UUID]]:
    found: tuple[Invitation, College, list[UUID]] = g.asked
    return found


def _attempt(form: ShareForm, *, lock: bool = False) -> Attempt:
    """Return the result that is meant; the form offers only those of this account."""
    attempt_id = UUID(form.result.data)
    if not may_share(current_actor(), attempt_id):
        abort(404)
    return taking.open_attempt(g.db, attempt_id, lock=lock)


def _form_page(form: ShareForm) -> str:
    _, college, _ = _asked()
    return render_template(
        "college/join.html", form=form, college=college, has_result=bool(form.result.choices)
    )


def _look_page(form: ShareForm, *, changed: bool) -> ResponseReturnValue:
    invitation, college, _ = _asked()
    try:
        share, seen = joining.preview_share(g.db, content(), _attempt(form))
    except NothingToShare:
        form.result.errors = [say("college.nothing")]
        return _form_page(form), 422
    sections = previewing.tell_share(content(), share, form.name.data, form.dots.data)
    page = render_template(
        "college/look.html",
        form=form,
        college=college,
        invitation=invitation,
        sections=sections,
        seen=seen,
        changed=changed,
    )
    return page, 409 if changed else 200
