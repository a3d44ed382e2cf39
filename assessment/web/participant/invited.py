"""Who was invited: the page behind the link, no more mail, and what may be told afterwards."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import taking
from assessment.services.disclosure import FEWEST_COUNTED
from assessment.services.rounds import taking_part
from assessment.services.rounds.taking_part import InvitationUnknown
from assessment.services.taking import AttemptFacts
from assessment.web.access import allows, anyone, current_actor, own_attempt
from assessment.web.entering import note_who
from assessment.web.participant import current_facts, now
from assessment.web.participant.forms import CodeForm, ConfirmForm, JoinForm, StopMailForm
from assessment.wording import say
from values.number_words import number_word

bp = Blueprint("invited", __name__)


@bp.route("/uitnodiging", methods=["GET", "POST"])
@allows(anyone)
def type_code() -> ResponseReturnValue:
    """Ask the code of an invitation, for who cannot open the link."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            opened = taking_part.open_invitation(g.db, form.code.data, now=now())
        except InvitationUnknown:
            form.code.errors = [say("rounds.unknown")]
        else:
            return redirect(url_for(".show_invitation", code=opened.code), code=303)
    page = render_template("participant/invitation_code.html", form=form)
    return page, 422 if request.method == "POST" else 200


@bp.get("/uitnodiging/<code>")
@allows(anyone)
def show_invitation(code: str) -> ResponseReturnValue:
    """Tell what the invitation is; the same whether or not it was used."""
    try:
        opened = taking_part.open_invitation(g.db, code, now=now())
    except InvitationUnknown:
        return render_template("participant/invitation_over.html", opened=None), 404
    if not opened.can_begin:
        return render_template("participant/invitation_over.html", opened=opened), 410
    fewest = number_word(FEWEST_COUNTED)
    return render_template(
        "participant/invitation.html", opened=opened, fewest=fewest, begun=_list_open()
    )


@bp.route("/uitnodiging/<code>/geen-mail", methods=["GET", "POST"])
@allows(anyone)
def stop_mail(code: str) -> ResponseReturnValue:
    """Ask whether to mail somebody no more; a program that follows links changes nothing."""
    form = StopMailForm()
    try:
        if form.validate_on_submit():
            taking_part.stop_mail(g.db, code, later_too=form.later_too.data, now=now())
            flash(say("rounds.stopped"))
            return redirect(url_for(".show_invitation", code=code), code=303)
        opened = taking_part.open_invitation(g.db, code, now=now())
    except InvitationUnknown:
        return render_template("participant/invitation_over.html", opened=None), 404
    return render_template("participant/invitation_stop.html", opened=opened, form=form)


@bp.get("/afname/<uuid:attempt_id>/ronde")
@allows(own_attempt)
def show_part(attempt_id: UUID) -> ResponseReturnValue:
    """Tell in which round this is and what may be told of it, or ask for an invitation."""
    return _show_part(current_facts(), JoinForm(data={"code": request.args.get("code", "")})), 200


@bp.post("/afname/<uuid:attempt_id>/ronde")
@allows(own_attempt)
def join_round(attempt_id: UUID) -> ResponseReturnValue:
    """Let an attempt that was begun without an invitation count in its round."""
    attempt, form = current_facts(), JoinForm()
    note_who(attempt_id)
    taking.require_open(attempt)
    if form.validate_on_submit():
        tells = form.tells.data
        if taking_part.tie_attempt(g.db, form.code.data, attempt.id, tells=tells, now=now()):
            flash(say("rounds.joined"))
            return redirect(url_for(".show_part", attempt_id=attempt_id), code=303)
        form.code.errors = [say("rounds.not_here")]
    return _show_part(attempt, form), 422


@bp.post("/afname/<uuid:attempt_id>/ronde/niet-tonen")
@allows(own_attempt)
def stop_telling(attempt_id: UUID) -> ResponseReturnValue:
    """Take back that who invites may see that one is done."""
    attempt = current_facts()
    if ConfirmForm().validate_on_submit():
        taking_part.stop_telling(g.db, attempt.id, actor=current_actor().account, now=now())
        flash(say("rounds.stopped_telling"))
    return redirect(url_for(".show_part", attempt_id=attempt_id), code=303)


def _show_part(attempt: AttemptFacts, form: JoinForm) -> str:
    part = taking_part.find_taking_part(g.db, attempt.id)
    return render_template(
        "participant/invitation_part.html", attempt=attempt, part=part, form=form
    )


def _list_open() -> list[AttemptFacts]:
    """Return what was begun in this browser, is not handed in, and is in no round."""
    actor = current_actor()
    known = (
        taking.find_facts(g.db, one) for one in dict.fromkeys([*actor.attempts, *actor.adopted])
    )
    return [
        one
        for one in known
        if one is not None
        and one.submitted_at is None
        and taking_part.find_taking_part(g.db, one.id) is None
    ]
