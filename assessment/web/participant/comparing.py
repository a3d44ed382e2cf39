"""Comparing with an earlier attempt: its return code links the two, a button undoes it."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import comparing, reporting
from assessment.services.taking import AttemptFacts
from assessment.web.access import allows, current_actor, own_attempt
from assessment.web.entering import note_who
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
    note_who(attempt_id)
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


@bp.post("/eigen")
@allows(own_attempt)
def link_own(attempt_id: UUID) -> ResponseReturnValue:
    """Link an earlier attempt in the same account: no code is needed."""
    attempt = current_attempt()
    reporting.open_result(g.db, content(), attempt)
    form, chosen = CodeForm(), request.form.get("earlier", "")
    mine = {str(one.id): one.id for one in list_earlier(attempt_id)}
    if chosen not in mine:
        form.code.errors = [say("forms.choose_earlier")]
        return form_page(attempt_id, form), 422
    comparing.link_own(g.db, current_actor(), attempt, mine[chosen])
    shown = url_for("result.section", attempt_id=attempt_id, section_id=ADDRESS)
    return redirect(shown, code=303)


@bp.post("/los")
@allows(own_attempt)
def unlink(attempt_id: UUID) -> ResponseReturnValue:
    """Stop comparing; both attempts stay."""
    comparing.unlink(g.db, current_facts().id)
    flash(say("web.unlinked"))
    return redirect(url_for("result.section", attempt_id=attempt_id), code=303)


def form_page(attempt_id: UUID, form: CodeForm) -> str:
    """Ask which earlier attempt to compare with: one in the account, or one by its return code."""
    return render_template(
        "participant/compare.html",
        attempt_id=attempt_id,
        form=form,
        earlier=list_earlier(attempt_id),
    )


def list_earlier(attempt_id: UUID) -> list[AttemptFacts]:
    """Return the attempts in the account that were handed in before this one."""
    return comparing.list_earlier(g.db, current_actor(), attempt_id)
