"""Comparing with an earlier attempt: its return code links the two, a button undoes it."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assessment.services import comparing, reporting
from assessment.web.access import allows, current_actor, own_attempt
from assessment.web.participant import content, current_attempt, current_facts
from assessment.web.participant.forms import CodeForm
from assessment.wording import say

ADDRESS = "verandering"  # of the page that shows what changed, whatever its chapter is called

bp = Blueprint("comparing", __name__, url_prefix=f"/afname/<uuid:attempt_id>/resultaat/{ADDRESS}")


@bp.post("")
@allows(own_attempt)
def link(attempt_id: UUID) -> ResponseReturnValue:
    """Link the attempt whose return code was typed; the earlier attempt is not opened."""
    attempt = current_attempt()
    reporting.open_result(g.db, content(), attempt)
    form = CodeForm()
    if form.validate_on_submit():
        try:
            comparing.link(g.db, current_actor(), attempt, form.code.data)
        except comparing.CannotCompare as problem:
            form.code.errors = [str(problem)]
        else:
            shown = url_for("result.section", attempt_id=attempt_id, section_id=ADDRESS)
            return redirect(shown, code=303)
    return form_page(attempt_id, form), 422


@bp.post("/los")
@allows(own_attempt)
def unlink(attempt_id: UUID) -> ResponseReturnValue:
    """Stop comparing; both attempts stay."""
    comparing.unlink(g.db, current_facts().id)
    flash(say("web.unlinked"))
    return redirect(url_for("result.section", attempt_id=attempt_id), code=303)


def form_page(attempt_id: UUID, form: CodeForm) -> str:
    """Ask for the return code of the earlier attempt."""
    return render_template("participant/compare.html", attempt_id=attempt_id, form=form)
