"""A conversation from the side of its owner: what the coach sees, agreeing, and looking back."""

from functools import partial
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from assessment.services.coaching import agreeing, conversing
from assessment.services.moments import now
from assessment.services.policy import Side
from assessment.web.access import allows, owner_in_conversation
from assessment.web.conversation import current_talk, own_page
from assessment.web.conversation.forms import OutcomeForm, make_outcome_form, read_seen
from assessment.web.conversation.page import show_talk
from assessment.wording import say

bp = Blueprint("conversation", __name__, url_prefix="/gesprek/<uuid:conversation_id>")


@bp.get("")
@allows(owner_in_conversation)
def show(conversation_id: UUID) -> ResponseReturnValue:
    """Show the conversation to its owner."""
    talk = current_talk()
    g.afterwards.append(
        partial(conversing.note_seen, conversation_id=talk.id, side=Side.OWNER, now=now())
    )
    return show_talk(talk)


@bp.post("/akkoord")
@allows(owner_in_conversation)
def agree_to_plan(conversation_id: UUID) -> ResponseReturnValue:
    """Agree to what the coach proposed, if it is still what the owner looked at."""
    talk = current_talk()
    released = conversing.read_released(g.db, talk, now=now())
    try:
        agreeing.agree_to_plan(
            g.db,
            talk,
            released.goals if released else (),
            seen=read_seen(request.form.get("seen")),
            coach=talk.coaching.invited_address,
            now=now(),
        )
    except agreeing.AgreementChanged:
        flash(say("conversation.agreement_changed"))
        return show_talk(talk), 409
    flash(say("conversation.agreed"))
    return redirect(own_page(talk, "afronden"), code=303)


@bp.route("/terugkijken", methods=["GET", "POST"])
@allows(owner_in_conversation)
def evaluate_goals(conversation_id: UUID) -> ResponseReturnValue:
    """Ask how each agreed goal went, which closes the conversation."""
    talk = current_talk()
    agreed = agreeing.find_agreed_plan(g.db, talk.id)
    if agreed is None or talk.conversation.evaluated_at is not None:
        return redirect(own_page(talk), code=303)
    goals = list({goal["about"]: goal for goal in agreed.goals}.values())
    forms = [make_outcome_form(number) for number, _ in enumerate(goals, start=1)]
    told_well = [form.validate_on_submit() for form in forms]  # all, so that each tells its own
    if request.method == "POST" and all(told_well):
        told = {goal["about"]: _told(form) for goal, form in zip(goals, forms, strict=True)}
        agreeing.evaluate_goals(g.db, talk, told, now=now())
        flash(say("conversation.evaluated"))
        return redirect(own_page(talk), code=303)
    page = render_template(
        "conversation/evaluate.html", talk=talk, goals=list(zip(goals, forms, strict=True))
    )
    return page, 422 if request.method == "POST" else 200


def _told(form: OutcomeForm) -> tuple[str, str]:
    return form.went.data, form.why.data or ""
