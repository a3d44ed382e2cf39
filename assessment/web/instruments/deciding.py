"""A proposal: the second person confirms or refuses it, the first may take it back."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import policy
from assessment.services.instruments import proposing, showing
from assessment.services.instruments.asking import EXPORT, InputError
from assessment.services.instruments.proposing import ProposalNotFound
from assessment.services.moments import now
from assessment.web.access import allows, current_actor, only_desk
from assessment.web.instruments.forms import ConfirmingForm
from assessment.web.instruments.words import list_words
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import say

bp = Blueprint("deciding", __name__, url_prefix="/medewerker/voorstellen/<uuid:proposal_id>")
bp.context_processor(list_words)


@bp.route("", methods=["GET", "POST"])
@allows(only_desk)
def show(proposal_id: UUID) -> ResponseReturnValue:
    """Show what was proposed; on POST do it, as another person."""
    proposal = _find(proposal_id)
    form = ConfirmingForm()
    if form.validate_on_submit():
        try:
            proposing.confirm_proposal(
                g.db, current_actor(), proposal_id, form.typed.data or "", now=now()
            )
        except InputError as error:
            form.typed.errors = error.problems
        else:
            flash(say(f"instruments.{'released' if proposal.kind == EXPORT else 'confirmed'}"))
            return redirect(showing.place_of(proposal, url_for), code=303)
    return _show(proposal, form), 422 if request.method == "POST" else 200


@bp.post("/afwijzen")
@allows(only_desk)
def decline_proposal(proposal_id: UUID) -> ResponseReturnValue:
    """Say no, or take the own proposal back."""
    proposal = _find(proposal_id)
    if not ConfirmForm().validate_on_submit():
        abort(404)
    try:
        proposing.decline_proposal(g.db, current_actor(), proposal_id, now=now())
    except InputError as error:
        form = ConfirmingForm()
        form.typed.errors = error.problems
        return _show(proposal, form), 422
    flash(say("instruments.declined"))
    return redirect(showing.place_of(proposal, url_for), code=303)


def _show(proposal: Any, form: ConfirmingForm) -> str:
    return render_template(
        "desk/instruments/proposal.html",
        proposal=proposal,
        form=form,
        about=showing.describe_proposal(g.db, proposal),
        phrase=proposing.name_phrase(g.db, proposal),
        may_confirm=policy.may_confirm(current_actor(), proposal.proposed_by),
        place=showing.place_of(proposal, url_for),
    )


def _find(proposal_id: UUID) -> Any:
    try:
        return proposing.find_proposal(g.db, proposal_id)
    except ProposalNotFound:
        abort(404)
